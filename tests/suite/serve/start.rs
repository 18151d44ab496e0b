//! How it begins and ends, and what another day brings.

use super::{PATIENCE, Server, message, until};
use crate::command::{fingerpost, site, text};
use crate::fixture::folder;
use fingerpost::date::Day;
use fingerpost::pipeline::Options;
use fingerpost::serve::{Cause, Editor, Host, News, Preview, serve_until};
use fingerpost::watch::Way;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::process::Command;
use std::sync::{Arc, Mutex};

#[test]
fn a_port_that_is_taken_ends_with_2_and_says_what_to_do() {
    let site = site();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let folder = site.path().to_str().unwrap();
    let output = fingerpost(&["serve", "--site", folder, "--port", &port]);
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stderr);
    assert!(said.contains(&format!("port {port} is taken")) && said.contains("help: name another one"), "{said}");
    let none = fingerpost(&["serve", "--site", folder, "--editor", "javascript:{file}"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(text(&none.stderr).contains("`javascript:{file}` is no editor"), "{}", text(&none.stderr));
    let nowhere = fingerpost(&["serve", "--site", folder, "--host", "192.0.2.1", "--port", "0"]);
    assert_eq!(nowhere.status.code(), Some(2));
    assert!(text(&nowhere.stderr).contains("is no address of this machine"), "{}", text(&nowhere.stderr));
    let missing = fingerpost(&["serve", "--site", folder_that_is_not().to_str().unwrap()]);
    assert_eq!(missing.status.code(), Some(2));
}

fn folder_that_is_not() -> std::path::PathBuf {
    folder().join("no-such-folder")
}

#[test]
fn another_day_makes_another_site() {
    let site = site();
    let day = Arc::new(Mutex::new("2024-11-20"));
    let (today, (tell, told)) = (day.clone(), std::sync::mpsc::channel());
    let preview = Preview {
        folder: site.path().to_owned(),
        host: Host::default(),
        port: 0,
        editor: Editor::new("none").unwrap(),
        way: Way::Listen,
        options: Box::new(move |_| Options {
            as_of: Day::parse(*today.lock().unwrap()).unwrap(),
            is_today: true,
            drafts: false,
        }),
        tell: Box::new(move |news| match news {
            News::Ready { .. } => tell.send(None).unwrap(),
            News::Read { cause: Cause::Midnight(day), .. } => tell.send(Some(day)).unwrap(),
            _ => {}
        }),
    };
    std::thread::spawn(|| serve_until(preview, std::future::pending()));
    assert_eq!(told.recv_timeout(PATIENCE).unwrap(), None, "it is ready");
    *day.lock().unwrap() = "2024-11-21";
    assert_eq!(told.recv_timeout(PATIENCE).unwrap(), Some(Day::parse("2024-11-21").unwrap()));
}

#[cfg(unix)]
#[test]
fn it_ends_with_0_when_it_is_asked_to() {
    let site = site();
    let mut server = Server::start(site.path());
    let mut waiting = TcpStream::connect(&server.address).unwrap();
    write!(waiting, "GET /.fingerpost/events?page=%2F HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    let mut lines = BufReader::new(waiting).lines();
    message(&mut lines);
    let killed = Command::new("sh").args(["-c", &format!("kill -INT {}", server.child.id())]).status().unwrap();
    assert!(killed.success());
    let status = until("the end", || server.child.try_wait().unwrap());
    assert_eq!(status.code(), Some(0));
}

#[test]
fn the_address_is_that_of_the_first_page_and_for_all_machines_where_it_is_asked_for() {
    let site = site();
    let config = site.path().join("content/site.yaml");
    let text = std::fs::read_to_string(&config).unwrap();
    std::fs::write(&config, format!("{text}\nbase_url: https://directory.gov.uk/support/\n")).unwrap();
    let server = Server::start(site.path());
    server.says(&format!("the site is at http://{}/support/ (stop it with Ctrl+C)", server.address));
    assert!(server.get("/support/").head.starts_with("HTTP/1.1 200"));
    let open = Server::start_with(site.path(), &["--host", "0.0.0.0"]);
    open.says(&format!("the site is at http://{}/support/", open.address));
    assert!(open.address.starts_with("127.0.0.1:"), "{}", open.address);
    // A machine without a network has no other address.
    if let Some((_, others)) = open.said().split_once(", and for other machines at http://") {
        let others = others.split('/').next().unwrap();
        assert!(!others.starts_with("127.") && !others.starts_with("0.0.0.0"), "{others}");
        assert!(open.ask("GET", "/support/", others).head.starts_with("HTTP/1.1 200"), "{others}");
    }
}
