//! What `check --fix` makes of a record, end to end, and what it leaves for people.

use crate::command::{fingerpost, site, text};
use std::fs;

const KIND: &str = "\
title: Thing
plural: Things
path: /things/{slug}/
schema:
  required: [title]
  properties:
    title: {type: string}
    in_short: {type: string}
    count: {type: integer}
    share: {type: number}
    open: {type: boolean}
    phase: {oneOf: [{const: key-stage-1, title: One}, {const: \"2021\", title: Year}]}
    by: {to: organisation}
    mail: {type: string, format: email}
    web: {type: string, format: uri}
    tags: {type: array, uniqueItems: true, items: {type: string}}
    more: {type: array, uniqueItems: true, items: {type: string}}
";

/// The record after `check --fix`, and what was said.
fn mended(record: &str) -> (String, String) {
    let site = site();
    let path = site.path().join("content/thing/x.yaml");
    fs::write(site.path().join("content/kinds/thing.yaml"), KIND).unwrap();
    fs::create_dir(site.path().join("content/thing")).unwrap();
    fs::write(&path, record).unwrap();
    let arguments = ["check", "--fix", "--format", "short", "--site", site.path().to_str().unwrap()];
    let first = fingerpost(&arguments);
    let now = fs::read_to_string(&path).unwrap();
    let second = fingerpost(&arguments);
    assert_eq!(fs::read_to_string(&path).unwrap(), now, "a second run changes nothing");
    assert!(!text(&second.stdout).contains("mended"));
    (now, text(&first.stderr) + text(&first.stdout).split(" in 2 records").next().unwrap())
}

#[test]
fn lists_items_and_labels_are_written_as_they_were_meant() {
    let before = "title: One\ntags:\n  -A hat\n  -A coat\nmore: [hats]\nphase: One\nby: Department for Education\n";
    let after = "title: One\ntags:\n  - A hat\n  - A coat\nmore: [hats]\nphase: key-stage-1\nby: dfe\n";
    assert_eq!(mended(before).0, after);
    let before = "title: One\ntags:\n  - A drink: water\n  - A hat\nmore: hats\n";
    let after = "title: One\ntags:\n  - \"A drink: water\"\n  - A hat\nmore: [hats]\n";
    assert_eq!(mended(before).0, after);
}

#[test]
fn letters_read_in_another_encoding_are_written_as_they_were() {
    let before = "title: A childâ€™s cafÃ©\nin_short: Â£5 Â\u{a0}and ï¿½\n";
    let after = "title: A child’s café\nin_short: £5  and ï¿½\n";
    assert_eq!(mended(before).0, after);
    // More than are told.
    let before = format!("title: Many\nin_short: {}\n", "Ã© ".repeat(30).trim_end());
    let after = format!("title: Many\nin_short: {}\n", "é ".repeat(30).trim_end());
    assert_eq!(mended(&before).0, after);
}

#[test]
fn what_is_certain_is_mended_and_all_else_stays() {
    let before = "\
# A comment   that stays
title: 3.10   # the version
in-short: yes
count: \"3\"
Share: '0.50'
open: Yes
phase: 2021
by: DfE
mail: ' mailto:Anna@Hillside.sch.uk '
tags:
  - a
  # about b
  - b
  - a
  - c
more: [x, \"y\",   'x', z]
";
    let after = "\
# A comment   that stays
title: \"3.10\"   # the version
in_short: yes
count: 3
share: 0.50
open: true
phase: \"2021\"
by: dfe
mail: 'Anna@Hillside.sch.uk'
tags:
  - a
  # about b
  - b
  - c
more: [x, \"y\", z]
";
    let (now, said) = mended(before);
    assert_eq!(now, after, "{said}");
    assert!(said.contains("mended 11 faults in 1 file\n"), "{said}");
}

#[test]
fn two_faults_on_one_line_with_crlf_and_a_mark() {
    let (now, said) = mended("\u{feff}{title: 1, count: \"2\",\r\n \"Open\": no}\r\n");
    assert_eq!(now, "\u{feff}{title: \"1\", count: 2,\r\n \"open\": false}\r\n", "{said}");
}

#[test]
fn names_are_mended_where_only_their_spelling_is_wrong() {
    let record = "title: X\nphase: Key Stage 1\nby: organisation:DFE\n";
    assert_eq!(mended(record).0, "title: X\nphase: key-stage-1\nby: organisation:dfe\n");
    let record = "title: X\nby: 'Organisation:d-f-e'\nphase: \"KEY_stage_1\"\n";
    assert_eq!(mended(record).0, "title: X\nby: 'organisation:dfe'\nphase: \"key-stage-1\"\n");
}

#[test]
fn a_guess_is_left_to_people() {
    let record = "title: X\nphase: key-stage-2\nbyy: dfe\nmail: anna@school\ncount: three\n";
    assert_eq!(mended(record).0, record);
}

#[test]
fn a_name_that_is_taken_is_left_to_people() {
    let record = "title: X\nTitle: Y\nin-short: A\nIn_Short: B\n";
    assert_eq!(mended(record).0, record);
}

#[test]
fn what_aliases_share_is_left_to_people() {
    let record = "title: &a 3\ncount: *a\n";
    assert_eq!(mended(record).0, record);
    let record = "title: X\ncount: &b \"3\"\nin_short: *b\n";
    assert_eq!(mended(record).0, record);
}

#[test]
fn a_text_over_several_lines_is_left_to_people() {
    let record = "title: X\ncount: |\n  3\nmail: >\n  mailto:a@b.example\n";
    assert_eq!(mended(record).0, record);
}

#[test]
fn what_cannot_be_read_is_left_to_people() {
    let record = "title: [\n";
    assert_eq!(mended(record).0, record);
}
