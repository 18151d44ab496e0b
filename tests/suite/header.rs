//! What browsers may load: the one list in the program, and every place that repeats it.

use crate::base::made;
use crate::command::{run, site, text};
use crate::real;
use crate::serve::Server;
use fingerpost::header::{FOR_EVER, headers, policy};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

fn real_files() -> BTreeMap<String, Vec<u8>> {
    made(&real::sources())
}

#[test]
fn every_page_says_what_it_may_load_before_it_loads_anything() {
    let meta = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">", policy());
    for (file, page) in real_files().iter().filter(|(file, _)| file.ends_with(".html")) {
        let page = text(page);
        let at = page.find(&meta).unwrap_or_else(|| panic!("{file} has no policy"));
        for before in ["<link", "<script", "<img", "<style"] {
            assert!(page.find(before).is_none_or(|other| other > at), "{file}: {before} stands before the policy");
        }
    }
    // A browser would complain of what only a header can say.
    assert!(!policy().contains("frame-ancestors"));
}

#[test]
fn nothing_stands_in_a_page_that_the_policy_forbids() {
    for (file, page) in real_files().iter().filter(|(file, _)| file.ends_with(".html")) {
        let page = text(page);
        assert!(!page.contains("<style") && !page.contains("javascript:"), "{file}");
        for (at, _) in page.match_indices('<') {
            let tag = page[at..].split('>').next().unwrap();
            let names = tag.split('"').step_by(2).flat_map(str::split_whitespace).skip(1);
            for name in names {
                let is_forbidden = name.starts_with("style=") || (name.starts_with("on") && name.ends_with('='));
                assert!(!is_forbidden, "{file}: {tag}");
            }
            let is_data = tag.contains("type=\"application/ld+json\"");
            assert!(!tag.starts_with("<script") || is_data || tag.contains(" src=\""), "{file}: {tag}");
        }
    }
}

#[test]
fn the_recipes_for_servers_say_the_same() {
    let recipes = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("HOSTING.md")).unwrap();
    for (name, value) in headers() {
        for line in
            [format!("  add_header {name} \"{value}\" always;\n"), format!("  Header always set {name} \"{value}\"\n")]
        {
            assert!(recipes.contains(&line), "HOSTING.md lacks\n{line}");
        }
    }
    for line in [format!("  ~^/assets/ \"{FOR_EVER}\";\n"), format!("    Header set Cache-Control \"{FOR_EVER}\"\n")] {
        assert!(recipes.contains(&line), "HOSTING.md lacks\n{line}");
    }
}

#[test]
fn hosts_get_them_in_a_file_behind_which_the_site_s_own_come() {
    let site = site();
    fs::create_dir_all(site.path().join("content/static")).unwrap();
    fs::write(site.path().join("content/static/_headers"), "/maps/*\n  Access-Control-Allow-Origin: *\n").unwrap();
    let config = site.path().join("content/site.yaml");
    let written = fs::read_to_string(&config).unwrap();
    fs::write(&config, written + "base_url: https://council-guides.org.uk/support\n").unwrap();
    let built = run("build", &site);
    assert_eq!(built.status.code(), Some(0), "{}", text(&built.stderr));
    let file = fs::read_to_string(site.path().join("public/_headers")).unwrap();
    let lines: Vec<&str> = file.lines().collect();
    assert_eq!(lines[0], "/support/*");
    for (line, (name, value)) in lines[1..4].iter().zip(headers()) {
        assert_eq!(*line, format!("  {name}: {value}"));
    }
    assert_eq!(
        lines[4..],
        ["/support/assets/*", &format!("  Cache-Control: {FOR_EVER}"), "/maps/*", "  Access-Control-Allow-Origin: *",]
    );
}

#[test]
fn a_preview_sends_them_with_everything() {
    let site = site();
    let server = Server::start_with(site.path(), &[]);
    for path in ["/", "/nowhere/", "/_headers", "/.fingerpost/script.js", "/.fingerpost/nothing"] {
        let head = server.get(path).head;
        for (name, value) in headers() {
            assert!(head.contains(&format!("{}: {value}", name.to_lowercase())), "{path}: {head}");
        }
    }
}
