//! What is answered at an address.

use super::{Server, edit};
use crate::command::site;
use crate::fixture::options;
use fingerpost::pipeline::{analyse, render};
use fingerpost::source::disk;
use std::fs;
use std::path::Path;

#[test]
fn serve_answers_what_build_writes() {
    let site = site();
    let server = Server::start(site.path());
    assert!(server.address.starts_with("127.0.0.1:"));
    server.agrees(site.path());
    let home = server.get("/");
    assert!(home.added.starts_with("<script src=\"/.fingerpost/script.js\""), "{}", home.added);
    assert!(home.head.contains("cache-control: no-store"), "{}", home.head);
    assert!(server.get("/organisations/dfe").head.contains("location: /organisations/dfe/"));
    assert!(server.get("/organisations/dfe?a=b").head.contains("location: /organisations/dfe/?a=b"));
    assert!(server.get("//organisations/dfe").head.contains("location: /organisations/dfe/"));
    assert!(server.get("/organisations/%64fe/").head.starts_with("HTTP/1.1 200"));
    let head = server.ask("HEAD", "/", &server.address);
    assert!(head.head.starts_with("HTTP/1.1 200") && head.body.is_empty(), "{}", head.head);
    let post = server.ask("POST", "/", &server.address);
    assert!(post.head.starts_with("HTTP/1.1 405") && post.head.contains("allow: GET, HEAD"), "{}", post.head);
    assert!(server.get("/.fingerpost/script.js").head.contains("text/javascript"));
    assert!(server.get("/.fingerpost/panel.css").head.contains("text/css"));
    assert!(server.get("/.fingerpost/other").head.starts_with("HTTP/1.1 404"));
}

#[test]
fn an_address_of_nothing_lists_those_that_are_spelt_like_it() {
    let site = site();
    let server = Server::start(site.path());
    let sources = disk::read(site.path()).unwrap();
    let expected = render(analyse(&sources, options()), &sources).bytes("404.html").unwrap().unwrap();
    let answer = server.get("/organisations/dff/");
    assert!(answer.head.starts_with("HTTP/1.1 404"), "{}", answer.head);
    assert_eq!(answer.body, expected);
    assert!(answer.added.contains("<a href=\"/organisations/dfe/\">"), "{}", answer.added);
    let hostile = server.get("/%3Cscript%3Ealert(1)%3C%2Fscript%3E'%22");
    assert!(hostile.head.starts_with("HTTP/1.1 404"));
    assert!(!hostile.added.contains("<script>"), "{}", hostile.added);
    for path in
        ["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd", "/%zz", "/%", "/%ff", "/%00"]
    {
        assert!(server.get(path).head.starts_with("HTTP/1.1 404"), "{path}");
    }
}

#[test]
fn other_hosts_are_not_answered() {
    let site = site();
    let server = Server::start(site.path());
    let port = server.address.rsplit(':').next().unwrap();
    for host in ["localhost", "127.0.0.1", "[::1]", &format!("localhost:{port}"), &format!("[::1]:{port}")] {
        assert!(server.ask("GET", "/", host).head.starts_with("HTTP/1.1 200"), "{host}");
    }
    for host in ["example.org", "localhost.example.org", "127.0.0.1.example.org:80", "192.168.1.9", ""] {
        assert!(server.ask("GET", "/", host).head.starts_with("HTTP/1.1 403"), "{host}");
    }
    assert!(server.ask("GET", "http://example.org/", "localhost").head.starts_with("HTTP/1.1 403"));
}

#[test]
fn the_real_site_and_the_one_of_the_tests_are_served_as_they_are_built() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sites = [root.to_owned(), root.join("tests/sites/family-services")];
    for from in sites {
        let copy = tempfile::tempdir().unwrap();
        for below in ["content", "themes"].iter().map(|name| from.join(name)).filter(|below| below.is_dir()) {
            for entry in walkdir::WalkDir::new(&below).into_iter().map(Result::unwrap) {
                let to = copy.path().join(entry.path().strip_prefix(&from).unwrap());
                if entry.file_type().is_dir() {
                    fs::create_dir_all(to).unwrap();
                } else {
                    fs::copy(entry.path(), to).unwrap();
                }
            }
        }
        let server = Server::start(copy.path());
        server.agrees(copy.path());
        edit(&copy, "content/site.yaml", "title: ", "title: New ");
        server.agrees(copy.path());
    }
}
