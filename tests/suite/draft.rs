//! `--drafts`: records that nobody else sees, on every command that shows a site.

use crate::command::{fingerpost, site, text};
use crate::serve::Server;
use std::fs;
use tempfile::TempDir;

/// What a page says of a draft.
const NOTICE: &str = "This is a draft.";

/// A site with a draft.
fn with_draft() -> TempDir {
    let site = site();
    fs::create_dir(site.path().join("content/programme")).unwrap();
    fs::write(site.path().join("content/programme/next.yaml"), "title: Next\nsummary: Not yet.\ndraft: true\n")
        .unwrap();
    site
}

fn run(command: &str, site: &TempDir, arguments: &[&str]) -> String {
    let ran = fingerpost(&[&[command, "--site", site.path().to_str().unwrap()], arguments].concat());
    assert_eq!(ran.status.code(), Some(0), "{}", text(&ran.stderr));
    text(&ran.stdout)
}

#[test]
fn check_counts_them() {
    let site = with_draft();
    assert!(run("check", &site, &[]).starts_with("checked 2 records"));
    assert!(run("check", &site, &["--drafts"]).starts_with("checked 3 records"));
}

#[test]
fn build_writes_them_and_says_what_they_are() {
    let site = with_draft();
    let public = site.path().join("public");
    let page = public.join("programmes/next/index.html");
    run("build", &site, &["--drafts"]);
    assert!(fs::read_to_string(&page).unwrap().contains(NOTICE));
    let list = fs::read_to_string(public.join("programmes/index.html")).unwrap();
    assert!(list.contains(">Next</a> <span class=\"draft\">Draft</span>"), "{list}");
    assert!(!fs::read_to_string(public.join("organisations/dfe/index.html")).unwrap().contains(NOTICE));
    // The next build without them takes them away.
    run("build", &site, &[]);
    assert!(!page.exists());
    assert!(!fs::read_to_string(public.join("programmes/index.html")).unwrap().contains("Next"));
}

#[test]
fn serve_shows_them() {
    let site = with_draft();
    let (hidden, shown) = (Server::start_with(site.path(), &[]), Server::start_with(site.path(), &["--drafts"]));
    assert!(hidden.get("/programmes/next/").head.starts_with("HTTP/1.1 404"));
    let answer = shown.get("/programmes/next/");
    assert!(answer.head.starts_with("HTTP/1.1 200"), "{}", answer.head);
    assert!(text(&answer.body).contains(NOTICE));
}
