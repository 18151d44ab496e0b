//! What a browser is told.

use super::{FAULTY, PATIENCE, PROGRAMME, SOUND, Server, edit, message, save};
use crate::command::site;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;

#[test]
fn a_browser_is_told_of_what_it_shows_and_of_nothing_else() {
    let site = site();
    save(&site, PROGRAMME, SOUND);
    let server = Server::start(site.path());
    let mut stream = TcpStream::connect(&server.address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let ask = "GET /.fingerpost/events?page=%2Forganisations%2Fteach-first%2F HTTP/1.1";
    write!(stream, "{ask}\r\nHost: {}\r\n\r\n", server.address).unwrap();
    let mut lines = BufReader::new(stream).lines();
    let first = message(&mut lines);
    let shown = server.get("/organisations/teach-first/").added;
    assert!(shown.contains(&format!("data-shown=\"{}\"", first.join(" "))), "{shown}");
    // Another page changes; of this one, first the style sheet that it names, then a fault beside it, then itself.
    edit(&site, PROGRAMME, "Tuition", "More tuition");
    server.shows("/programmes/ntp/", "More tuition");
    save(&site, "themes/default/assets/style.css", "body { margin: 0 }\n");
    let styles = message(&mut lines);
    assert!(styles[0] != first[0] && styles[1] == first[1], "{first:?} {styles:?}");
    save(&site, PROGRAMME, FAULTY);
    let fault = message(&mut lines);
    assert!(fault[0] == styles[0] && fault[1] != styles[1], "{styles:?} {fault:?}");
    save(&site, PROGRAMME, SOUND);
    let mended = message(&mut lines);
    assert_eq!(mended, styles);
    edit(&site, "content/organisation.yaml", "Teach First", "Teach Second");
    let page = message(&mut lines);
    assert!(page[0] != mended[0] && page[1] == mended[1], "{mended:?} {page:?}");
}
