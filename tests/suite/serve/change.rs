//! Changes of every sort.

use super::{FAULTY, PROGRAMME, SOUND, Server, TEMPLATE, edit, expected, save, told, until};
use crate::command::{fingerpost, site, text};
use std::fs;

#[test]
fn after_any_row_of_edits_it_shows_what_a_fresh_build_would_write() {
    let site = site();
    let server = Server::start(site.path());
    edit(&site, "content/organisation.yaml", "Department for Education", "The Department");
    server.agrees(site.path());
    save(&site, PROGRAMME, SOUND);
    server.agrees(site.path());
    save(&site, PROGRAMME, FAULTY);
    server.shows("/", "1 fault in the content");
    save(&site, PROGRAMME, SOUND);
    server.agrees(site.path());
    save(&site, "content/static/deep/down/note.txt", "one\n");
    server.agrees(site.path());
    fs::write(site.path().join("content/static/deep/down/note.txt"), "two\n").unwrap();
    server.agrees(site.path());
    // A folder becomes a file at once, as in a checkout.
    save(&site, "content/static/turn/inner.txt", "inner\n");
    server.agrees(site.path());
    fs::remove_dir_all(site.path().join("content/static/turn")).unwrap();
    fs::write(site.path().join("content/static/turn"), "a file\n").unwrap();
    server.agrees(site.path());
    save(&site, TEMPLATE, "{% extends \"base.html\" %}{% block main %}<h1>{{ page.title }}</h1>{% endblock main %}");
    server.agrees(site.path());
    save(&site, "themes/default/assets/style.css", "body { margin: 0 }\n");
    server.agrees(site.path());
    fs::remove_dir_all(site.path().join("themes")).unwrap();
    server.agrees(site.path());
    fs::rename(site.path().join("content/static"), site.path().join("static")).unwrap();
    until("the file is gone", || server.get("/deep/down/note.txt").head.starts_with("HTTP/1.1 404").then_some(()));
    fs::rename(site.path().join("static"), site.path().join("content/static")).unwrap();
    server.agrees(site.path());
    fs::remove_file(site.path().join(PROGRAMME)).unwrap();
    until("the page is gone", || server.get("/programmes/ntp/").head.starts_with("HTTP/1.1 404").then_some(()));
    server.agrees(site.path());
    let panel = server.panel();
    assert!(panel.is_empty(), "{panel}");
}

#[test]
fn a_thousand_files_at_once_and_a_broken_one_among_them() {
    let site = site();
    let server = Server::start(site.path());
    for number in 0..1000 {
        let text = if number == 500 { FAULTY } else { SOUND };
        let path = site.path().join(format!("content/programme/{}/p-{number}.yaml", number % 7));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    until("the one fault", || (told(&server).len() == 1).then_some(()));
    until("what check says", || (told(&server) == expected(site.path())).then_some(()));
    save(&site, "content/programme/3/p-500.yaml", SOUND);
    server.shows("/programmes/p-999/", "<h1>Tuition</h1>");
    until("no fault", || server.panel().is_empty().then_some(()));
    fs::remove_dir_all(site.path().join("content/programme")).unwrap();
    server.shows("/programmes/p-999/", "Nothing has this address");
    server.agrees(site.path());
}

#[test]
fn a_site_may_come_later_and_go_and_come_back() {
    let base = site();
    let site = tempfile::tempdir().unwrap();
    let server = Server::start(site.path());
    let answer = server.get("/");
    assert!(answer.head.starts_with("HTTP/1.1 500"), "{}", answer.head);
    assert!(text(&answer.body).contains("there is no `content` folder"), "{}", text(&answer.body));
    fs::rename(base.path().join("content"), site.path().join("content")).unwrap();
    server.shows("/organisations/dfe/", "Department for Education");
    server.agrees(site.path());
    fs::rename(site.path().join("content"), site.path().join("gone")).unwrap();
    let answer = server.shows("/organisations/dfe/", "there is no `content` folder");
    assert!(answer.head.starts_with("HTTP/1.1 200"), "the last good page stays");
    fs::rename(site.path().join("gone"), site.path().join("content")).unwrap();
    until("the folder is back", || server.panel().is_empty().then_some(()));
    edit(&site, "content/organisation.yaml", "Department for Education", "The Department");
    server.shows("/organisations/dfe/", "The Department");
    server.agrees(site.path());
}

#[test]
fn what_editors_leave_beside_a_file_is_no_change() {
    let site = site();
    let server = Server::start(site.path());
    let before = server.said();
    for name in [".organisation.yaml.swp", "organisation.yaml~", ".#organisation.yaml"] {
        fs::write(site.path().join("content").join(name), "{").unwrap();
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink("nobody@nowhere", site.path().join("content/.#site.yaml")).unwrap();
    let same = fs::read(site.path().join("content/organisation.yaml")).unwrap();
    fs::write(site.path().join("content/organisation.yaml"), same).unwrap();
    save(&site, PROGRAMME, SOUND);
    server.says("content/programme/ntp.yaml changed");
    let after = server.said();
    assert_eq!(after.lines().count(), before.lines().count() + 1, "{after}");
    let check = fingerpost(&["check", "--site", site.path().to_str().unwrap()]);
    assert_eq!(check.status.code(), Some(0), "{}", text(&check.stderr));
}
