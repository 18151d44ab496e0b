//! `new`: what somebody gets who wants to add a record.

use crate::command::{fingerpost, fingerpost_in, text};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A copy of a site of this repository.
pub(crate) fn copy_of(folder: &str) -> TempDir {
    let (site, from) = (tempfile::tempdir().unwrap(), Path::new(env!("CARGO_MANIFEST_DIR")).join(folder));
    for top in ["content", "themes"] {
        for entry in walkdir::WalkDir::new(from.join(top)).into_iter().filter_map(Result::ok) {
            let to = site.path().join(entry.path().strip_prefix(&from).unwrap());
            match entry.file_type().is_dir() {
                true => fs::create_dir_all(to).unwrap(),
                false => drop(fs::copy(entry.path(), to).unwrap()),
            }
        }
    }
    site
}

fn read(site: &TempDir, path: &str) -> String {
    fs::read_to_string(site.path().join(path)).unwrap_or_else(|fault| panic!("{path}: {fault}"))
}

/// The codes of what is wrong in a file.
fn codes(site: &TempDir, path: &str) -> Vec<(String, String)> {
    let output = fingerpost_in(site.path(), &["check", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let of_file = told["diagnostics"].as_array().unwrap().iter().filter(|told| told["path"] == path);
    of_file
        .map(|told| (told["code"].as_str().unwrap().to_owned(), told["message"].as_str().unwrap().to_owned()))
        .collect()
}

/// What a person writes who reads the hint and nothing else.
fn value(hint: &str, number: usize) -> String {
    let quoted = hint.split('`').nth(1);
    let is = |words: &str| hint.to_lowercase().contains(words);
    let example = [
        ("an e-mail address", "anna@gov.uk"),
        ("a telephone number", "020 7946 0000"),
        ("an address in full", "https://www.gov.uk/browse"),
        ("an amount", "£40"),
        ("a day, a month", "2026-09"),
        ("a day, such as", "2026-09-02"),
        ("an academic year", "2026-27"),
        ("a whole number", "7"),
        ("a number", "7"),
        ("true` or", "true"),
        ("in markdown", "A text."),
    ];
    if is("one of `") || is("the name of a record") {
        return quoted.expect("a choice or an example").to_owned();
    }
    if is("the name of a part") {
        return format!("a-{}", quoted.expect("a field").replace('_', "-"));
    }
    let example = example.into_iter().find(|(words, _)| is(words)).map(|(_, example)| example.to_owned());
    example.unwrap_or_else(|| format!("Words for place {number}"))
}

/// What fits the patterns of some fields, which `check` tells.
const PATTERNS: [(&str, &str); 2] = [("short:", "ZZ"), ("postcode:", "HM1 2AB")];

/// Fills in what is empty, by the comments above it.
fn filled(blank: &str) -> String {
    let lines: Vec<&str> = blank.lines().collect();
    // An item's first field stands as deep as those below it.
    let depth = |line: &str| line.len() - line.trim_start().trim_start_matches("- ").len();
    let (mut filled, mut hint) = (Vec::new(), String::new());
    for (at, line) in lines.iter().enumerate() {
        let trimmed = line.trim_start().trim_start_matches("- ");
        if let Some(words) = trimmed.strip_prefix("# ") {
            hint = format!("{hint} {words}");
            filled.push((*line).to_owned());
            continue;
        }
        let next = lines.get(at + 1).copied().unwrap_or_default();
        let is_deeper = depth(next) > depth(line) && !next.trim_start().starts_with('#');
        let below = lines[at + 1..].iter().take_while(|next| depth(next) > depth(line));
        let has_fields = below
            .into_iter()
            .any(|next| next.trim_start().starts_with(|first: char| first.is_alphabetic() || first == '-'));
        let around = lines[..at].last().map_or("", |line| line.trim().trim_end_matches(':')).replace('_', "-");
        let line = line.replace("NAME:", &format!("a-{around}:"));
        match trimmed {
            "-" => {
                // A list of names takes one, a list of words three.
                let count = if value(&hint, 1).starts_with("Words") { 3 } else { 1 };
                filled.extend((1..=count).map(|number| format!("{line} {}", value(&hint, number))));
            }
            _ if line.ends_with('|') => filled.push(format!("{line}\n{}  A text.", " ".repeat(depth(&line)))),
            _ if line.ends_with(':') && !is_deeper && !has_fields => {
                let is_group = next.trim_start().starts_with("##") && depth(next) > depth(&line);
                filled.push(match is_group || hint.contains("Lines of") || hint.contains("Names from") {
                    true => format!("{line} {{unknown: {}}}", reason(blank)),
                    false => match PATTERNS.iter().find(|(name, _)| trimmed == *name) {
                        Some((_, text)) => format!("{line} {text}"),
                        None if hint.ends_with(" Question") => format!("{line} What is it?"),
                        None => format!("{line} {}", value(&hint, at)),
                    },
                });
            }
            _ => filled.push(line),
        }
        if !(trimmed.ends_with(':') && next.trim() == "-") {
            hint = String::new();
        }
    }
    filled.join("\n") + "\n"
}

/// The reason that the head of the file proposes.
fn reason(blank: &str) -> String {
    let words = blank.lines().map(|line| line.trim_start().trim_start_matches("# ")).collect::<Vec<_>>().join(" ");
    words.split_once("{unknown: ").unwrap().1.split_once('}').unwrap().0.to_owned()
}

/// What a record alone cannot meet: others have to name it, or it has to fit them.
const OF_OTHERS: [&str; 5] = ["unlisted-record", "broken-rule", "wrong-audience", "no-source", "reference-loop"];

#[test]
fn every_kind_of_every_site_gets_a_record_that_checks_once_it_is_filled_in() {
    for folder in ["", "tests/sites/library", "tests/sites/family-services", "src/command/init/site"] {
        let kinds = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join("content/kinds")).unwrap();
        let names = kinds.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        for kind in
            names.filter_map(|name| name.strip_suffix(".yaml").map(str::to_owned)).filter(|name| name != "shared")
        {
            let site = copy_of(folder);
            let list = format!("content/{kind}.yaml");
            let before = fs::read_to_string(site.path().join(&list)).unwrap_or_default();
            let made = fingerpost_in(site.path(), &["new", &kind, "zz-new"]);
            assert_eq!(made.status.code(), Some(0), "{folder} {kind}: {}", text(&made.stderr));
            let own = format!("content/{kind}/zz-new.yaml");
            let path = if site.path().join(&own).exists() { own } else { list };
            let blank = read(&site, &path);
            let blank = blank.strip_prefix(&before).unwrap_or(&blank).to_owned();
            let told = codes(&site, &path);
            assert!(!told.is_empty(), "a blank record is no clean one: {folder} {kind}\n{blank}");
            let before = if path.ends_with("zz-new.yaml") { "" } else { &before };
            fs::write(site.path().join(&path), format!("{before}{}", filled(&blank))).unwrap();
            let left: Vec<_> =
                codes(&site, &path).into_iter().filter(|(code, _)| !OF_OTHERS.contains(&&**code)).collect();
            assert!(left.is_empty(), "{folder} {kind}: {left:#?}\n{}", read(&site, &path));
        }
    }
}

#[test]
fn a_blank_record_says_what_each_field_wants() {
    let site = copy_of("src/command/init/site");
    let made = fingerpost_in(site.path(), &["new", "service", "chess-club"]);
    assert_eq!(
        text(&made.stdout),
        "wrote `service:chess-club` in content/service/chess-club.yaml\n\
         fingerpost check finds 5 places there to fill in or mend\n"
    );
    let expected = "\
# This is a service: write a value behind each name. Where nobody knows it, write {unknown:
# to-fill-in}. Then run fingerpost check.
# Name
title:
# In short
summary:
# Run by. The name of a record: organisation, such as `our-council` (Our council)
run_by:
# How it is given. One of `in-person` (In person), `online` (Online), `phone` (By telephone)
attending:
# Cost. An amount, such as £40, up to 10 days, about 75%
cost:
";
    let written = read(&site, "content/service/chess-club.yaml");
    assert!(
        written.replace("write {unknown: to-fill-in}", "").len() > 10 && written.contains("# Name\ntitle:\n"),
        "{written}"
    );
    assert!(written.contains(expected.split_once("# Name").unwrap().1), "{written}");
    assert!(written.contains("## When you can join\n# joining:\n#   from:\n#   until:\n"), "{written}");
    assert!(!written.contains("{unknown:\n"), "what can be copied stands on one line: {written}");
}

#[test]
fn a_kind_that_is_kept_in_a_list_gets_its_record_there() {
    let site = copy_of("src/command/init/site");
    let before = read(&site, "content/organisation.yaml");
    let made = fingerpost_in(site.path(), &["new", "organisation", "chess-union"]);
    assert!(text(&made.stdout).starts_with("wrote `organisation:chess-union` in content/organisation.yaml:6\n"));
    let after = read(&site, "content/organisation.yaml");
    let added = after.strip_prefix(&before).expect("what was there stays as it is");
    assert!(added.starts_with("chess-union:\n  # "), "{added}");
}

#[test]
fn names_are_checked_before_anything_is_written() {
    let site = copy_of("src/command/init/site");
    for (arguments, told) in [
        (["servic", "x"], "error: there is no kind `servic`\n  help: write `service`\n"),
        (["Services", "x"], "error: there is no kind `Services`\n  help: write `service`\n"),
        (
            ["service", "Chess Club"],
            "error: `Chess Club` cannot be the name of a service\n  help: use lower-case letters a to z, digits and single hyphens: `chess-club`\n",
        ),
        (
            ["service", "../x"],
            "error: `../x` cannot be the name of a service\n  help: use lower-case letters a to z, digits and single hyphens: `x`\n",
        ),
        (
            ["service", "toy-library"],
            "error: there is a service called `toy-library` already, in content/service/toy-library.md\n  help: choose another name, or edit that one\n",
        ),
    ] {
        let output = fingerpost_in(site.path(), &[&["new"][..], &arguments].concat());
        assert_eq!((output.status.code(), text(&output.stderr)), (Some(2), told.to_owned()));
    }
    let near = fingerpost_in(site.path(), &["new", "service", "x", "--from", "toy-libary"]);
    assert_eq!(text(&near.stderr), "error: there is no service `toy-libary`\n  help: write `toy-library`\n");
    assert_eq!(fs::read_dir(site.path().join("content/service")).unwrap().count(), 2);
}

#[test]
fn a_series_goes_on_with_a_copy_of_its_last_version() {
    let site = copy_of("");
    let made = fingerpost_in(site.path(), &["new", "offer", "2025-26", "--from", "2021-22"]);
    assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
    let told = text(&made.stdout);
    assert!(told.starts_with("wrote `offer:2025-26` in content/offer/2025-26.yaml\n  a copy of `2024-25`, which it replaces\n  `year` is 2025-26 now\n  `decisions.eligibility.outcomes.days.next` names `first-contact` of the copy now\n  left out: `confirmed`"), "{told}");
    assert!(told.contains("these lines speak of a year or of the old one:\n  3: - 2024-25 offer\n"), "{told}");
    let (old, new) = (read(&site, "content/offer/2024-25.yaml"), read(&site, "content/offer/2025-26.yaml"));
    assert!(new.contains("\nyear: 2025-26\n") && new.contains("\nreplaces: 2024-25\n"));
    assert!(new.contains("\n# Two ends:"), "comments stay");
    assert!(new.contains("- offer:2025-26/first-contact\n"), "the table that comes next is that of the copy");
    for field in ["confirmed", "history", "changes", "redirect_from", "former_names", "checked"] {
        assert!(!new.contains(&format!("\n{field}:")), "{field}");
    }
    let kept = old.lines().filter(|line| new.lines().any(|other| other == *line)).count();
    assert!(kept * 10 > old.lines().count() * 8, "nearly all of it is as it was");
    let listed = fingerpost_in(site.path(), &["list", "offer", "--state", "replaced", "--as-of", "2030-01-01"]);
    assert!(text(&listed.stdout).contains("offer:2024-25"), "{}", text(&listed.stdout));
}

#[test]
fn copies_keep_the_form_of_what_they_are_made_from() {
    let site = copy_of("tests/sites/family-services");
    let made =
        fingerpost_in(site.path(), &["new", "service", "holiday-club-2026", "--from", "service:holiday-club-2023"]);
    assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
    let new = read(&site, "content/service/holiday-club/holiday-club-2026.yaml");
    assert!(new.contains("\nreplaces: holiday-club-2025\n"), "{new}");
    // Fields between braces, and records in a list.
    let site = tempfile::tempdir().unwrap();
    fingerpost(&["init", site.path().to_str().unwrap()]);
    let list = "a:\r\n  title: A 2024\r\n  # Kept.\r\n  summary: S\r\n  email: {unknown: not-told}\r\n  confirmed: 2024 # gone\r\n\r\n# Of b.\r\nb: {confirmed: 2024, title: B, summary: S, email: {unknown: not-told}, history: [{text: X}], review: none}\r\nour-council: {title: C, summary: S, email: {unknown: not-told}}";
    fs::write(site.path().join("content/organisation.yaml"), list).unwrap();
    for (slug, from) in [("a-2", "a"), ("b-2", "b"), ("c-2", "our-council")] {
        let made = fingerpost_in(site.path(), &["new", "organisation", slug, "--from", from]);
        assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
        assert!(text(&made.stdout).ends_with("it holds together as it is\n"), "{}", text(&made.stdout));
    }
    let added = read(&site, "content/organisation.yaml");
    let added = added.strip_prefix(list).expect("what was there stays as it is");
    let expected = "\r\na-2:\r\n  title: A 2024\r\n  replaces: a\r\n  # Kept.\r\n  summary: S\r\n  email: {unknown: not-told}\r\n\
                    b-2: {replaces: b, title: B, summary: S, email: {unknown: not-told}}\r\n\
                    c-2: {replaces: our-council, title: C, summary: S, email: {unknown: not-told}}\r\n";
    assert_eq!(added, expected);
    assert_eq!(fingerpost_in(site.path(), &["check"]).status.code(), Some(0));
    let markdown = fingerpost_in(site.path(), &["new", "service", "toys-2", "--from", "toy-library"]);
    assert_eq!(markdown.status.code(), Some(0), "{}", text(&markdown.stderr));
    assert!(read(&site, "content/service/toys-2.md").starts_with("---\ntitle: Toy library\nreplaces: toy-library\n"));
}
