//! What is said of faults, and what is shown meanwhile.

use super::{FAULTY, PROGRAMME, SOUND, Server, TEMPLATE, expected, plain, save, told, until};
use crate::command::{fingerpost, site, text};
use std::fs;

#[test]
fn faults_lie_over_the_last_good_page_in_the_words_of_the_terminal() {
    let site = site();
    save(&site, PROGRAMME, SOUND);
    let server = Server::start(site.path());
    let good = server.get("/programmes/ntp/").body;
    save(&site, PROGRAMME, FAULTY);
    let answer = server.shows("/programmes/ntp/", "1 fault in the content");
    assert!(answer.head.starts_with("HTTP/1.1 200"));
    assert_eq!(answer.body, good);
    let check = fingerpost(&["check", "--site", site.path().to_str().unwrap()]);
    let told = text(&check.stderr);
    let (told, _) = told.rsplit_once("\n\n").unwrap();
    assert!(plain(&answer.added).contains(told), "{told}\n{}", answer.added);
    let file = site.path().canonicalize().unwrap().join(PROGRAMME);
    let link = format!("<a href=\"vscode://file{}:3:11\">{PROGRAMME}:3:11</a>", file.to_str().unwrap());
    assert!(answer.added.contains(&link), "{link}\n{}", answer.added);
    save(&site, PROGRAMME, &FAULTY.replace("def", "\"<b>&def\""));
    let answer = server.shows("/programmes/ntp/", "&lt;b&gt;&amp;def");
    assert!(!answer.added.contains("<b>"), "{}", answer.added);
    save(&site, PROGRAMME, SOUND);
    until("the faults are gone", || server.panel().is_empty().then_some(()));
    server.agrees(site.path());
}

#[test]
fn without_a_good_page_there_are_the_faults_alone() {
    let site = site();
    save(&site, PROGRAMME, FAULTY);
    let server = Server::start_with(site.path(), &["--editor", "idea://open?file={file}&line={line}"]);
    let answer = server.get("/");
    assert!(answer.head.starts_with("HTTP/1.1 500"), "{}", answer.head);
    let html = text(&answer.body);
    assert!(html.contains("<h1 role=\"alert\">1 fault in the content</h1>"), "{html}");
    assert!(html.contains("<a href=\"idea://open?file=/") && html.contains("ntp.yaml&amp;line=3\">"), "{html}");
    assert!(!answer.added.is_empty(), "it waits for the fault to be mended");
    save(&site, PROGRAMME, SOUND);
    server.agrees(site.path());
    server.says("content/programme/ntp.yaml changed: no fault, ready in ");
}

#[test]
fn what_only_making_all_pages_shows_is_found_behind() {
    let site = site();
    let server = Server::start(site.path());
    let good = server.get("/organisations/dfe/").body;
    server.agrees(site.path());
    // It is wrong for records alone, and nobody asks for one.
    save(&site, TEMPLATE, "{% extends \"base.html\" %}{% block main %}{{ page.none.at_all }}{% endblock main %}");
    server.says("made all pages: 1 fault");
    assert_eq!(told(&server), expected(site.path()));
    let answer = server.shows("/organisations/dfe/", "bad-template");
    assert_eq!(answer.body, good, "the last page that could be made");
    fs::remove_file(site.path().join(TEMPLATE)).unwrap();
    until("the fault is gone", || server.panel().is_empty().then_some(()));
    server.agrees(site.path());
}

/// A file that is being written is empty for a moment, and a checkout takes a while: neither is worth a word.
#[test]
fn a_fault_that_goes_away_at_once_is_not_told() {
    let site = site();
    save(&site, PROGRAMME, SOUND);
    let server = Server::start(site.path());
    let path = site.path().join(PROGRAMME);
    for number in 0..20 {
        fs::write(&path, "").unwrap();
        std::thread::sleep(std::time::Duration::from_millis(12));
        fs::write(&path, SOUND.replace("Tuition", &format!("Tuition {number}"))).unwrap();
        server.shows("/programmes/ntp/", &format!("Tuition {number}<"));
    }
    // A record that names another which comes later.
    for number in 0..20 {
        save(&site, &format!("content/programme/p-{number}.yaml"), &SOUND.replace("dfe", &format!("o-{number}")));
        std::thread::sleep(std::time::Duration::from_millis(3));
    }
    for number in 0..20 {
        save(&site, &format!("content/organisation/o-{number}.yaml"), "title: Another\n");
        std::thread::sleep(std::time::Duration::from_millis(3));
    }
    server.shows("/programmes/p-19/", "Another");
    server.agrees(site.path());
    assert!(!server.said().contains("error["), "{}", server.said());
    // One that stays is told.
    save(&site, PROGRAMME, FAULTY);
    server.says("error[unknown-reference]");
}
