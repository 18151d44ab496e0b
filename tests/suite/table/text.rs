//! Whatever a cell says, it comes back: property tests over awkward texts.

use super::round_trip::{exported, imported};
use crate::fixture::{folder, options};
use fingerpost::pipeline::analyse;
use fingerpost::source::{Source, Sources, disk};
use fingerpost::table::Existing;
use proptest::prelude::*;

const KIND: &str = "
title: Thing
plural: Things
path: /things/{slug}/
schema:
  properties:
    title: {type: string}
    text: {type: string}
    words: {type: array, items: {type: string}}
    inside:
      properties:
        text: {type: string}
    whole: {type: integer}
    number: {type: number}
    is_so: {type: boolean}
    keys: {type: object, additionalProperties: {type: string}}
    body: {type: string, format: markdown}
";

fn base() -> Sources {
    let base = disk::read(&folder().join("base")).unwrap();
    base.iter().cloned().chain([Source::new("content/kinds/thing.yaml", KIND)]).collect()
}

/// What people and programs write that means something to YAML, to CSV or to a spreadsheet.
const AWKWARD: [&str; 44] = [
    "\"",
    "'",
    ",",
    ";",
    "|",
    " | ",
    "\n",
    "\n\n",
    "\t",
    "#",
    " #",
    ": ",
    ":",
    "-",
    "- ",
    "=1+1",
    "+44",
    "@",
    "0012",
    "1.10",
    "1e3",
    "yes",
    "No",
    "true",
    "null",
    "~",
    "2021-09-02",
    "03/09/2024",
    "?",
    "unknown: ",
    "unknown: not-stated",
    "{",
    "}",
    "[a, b]",
    "&a",
    "*a",
    "!x",
    "%",
    "`",
    "\\",
    "£",
    "é",
    "\u{a0}",
    "  ",
];

fn awkward() -> impl Strategy<Value = String> {
    let piece = prop_oneof![3 => prop::sample::select(AWKWARD.to_vec()).prop_map(str::to_owned), 1 => "[a-z]{1,6}", 1 => "\\PC{0,4}"];
    prop::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat())
}

/// The record of a text as YAML that nobody has to read.
fn record(text: &str, words: &[String], number: f64, is_so: bool) -> Source {
    let json = |text: &str| fingerpost::yaml::write_scalar(text);
    let list: Vec<String> = words.iter().map(|word| json(word)).collect();
    let text = json(text);
    let whole = number as i64;
    Source::new(
        "content/thing/x.yaml",
        &format!(
            "title: X\ntext: {text}\nwords: [{}]\ninside: {{text: {text}}}\nwhole: {whole}\nnumber: {number:?}\nis_so: {is_so}\nkeys: {{{}: {text}}}\nbody: {text}\n",
            list.join(", "),
            json("a key: of.mine")
        ),
    )
}

fn decoded(sources: &Sources) -> String {
    let analysis = analyse(sources, options());
    let (index, _) = analysis.site.kinds.find("thing").unwrap();
    let (_, record) = analysis.site.catalogue.all_of_kind(index).next().unwrap();
    let decoded = &record.decoded;
    let inside = decoded.get("inside").and_then(|inside| inside.get("text")?.as_text());
    let words: Vec<_> =
        decoded.get("words").into_iter().flat_map(|words| words.items()).map(|word| word.as_text()).collect();
    let keys: Vec<_> = decoded
        .get("keys")
        .into_iter()
        .flat_map(|keys| keys.members())
        .map(|key| (&key.name, key.value.as_text()))
        .collect();
    let rest: Vec<_> =
        ["whole", "number", "is_so"].iter().map(|name| decoded.get(name).map(|value| value.content.clone())).collect();
    let body = decoded.prose("body").map(|body| body.text().trim_end().to_owned());
    format!("{:?} {inside:?} {words:?} {keys:?} {rest:?} {body:?}", decoded.text("text"))
}

/// A text as a cell keeps it: its lines ended by `\n`, without blanks around it.
fn tidy(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let is_several = text.trim().contains('\n');
    if is_several { text.trim_end().trim_start_matches('\n').to_owned() } else { text.trim().to_owned() }
}

fn there_and_back(text: &str, words: &[String], number: f64, is_so: bool) {
    let base = base();
    let whole: Sources = base.iter().cloned().chain([record(text, words, number, is_so)]).collect();
    let before = analyse(&whole, options());
    let table = exported(&before, "thing");
    let source = Source::new("thing.csv", &table.text);
    let made = imported(&base, "thing", &source, Existing::Kept);
    assert_eq!(made.new.len(), 1, "{}\n{:#?}", table.text, made.diagnostics);
    let again: Sources = base.iter().cloned().chain(made.new.clone()).collect();
    assert_eq!(decoded(&again), decoded(&whole), "{}\n{}", table.text, made.new[0].text());
    assert_eq!(exported(&analyse(&again, options()), "thing").text, table.text);
    let same = imported(&whole, "thing", &source, Existing::Updated);
    assert_eq!((same.same, same.edits.len()), (1, 0), "{}\n{:#?}", table.text, same.diagnostics);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn awkward_texts_come_back(
        text in awkward().prop_map(|text| tidy(&text)).prop_filter("says something", |text| !text.is_empty()),
        words in prop::collection::vec(awkward().prop_map(|text| text.replace('\n', " ").replace('|', "").trim().to_owned()).prop_filter("says something", |text| !text.is_empty()), 1..4),
        number in -1e9..1e9,
        is_so: bool,
    ) {
        there_and_back(&text, &words, number, is_so);
    }

    /// No table makes the program panic, and none writes outside the folder of its kind.
    #[test]
    fn any_bytes_are_a_table_or_told(bytes in prop::collection::vec(prop_oneof![Just(b','), Just(b'"'), Just(b'\n'), Just(b'\r'), Just(b';'), any::<u8>()], 0..80), is_headed: bool) {
        let head = if is_headed { &b"slug,title,words\n"[..] } else { b"" };
        let table = Source::from_bytes("thing.csv", &[head, &bytes].concat());
        let made = imported(&base(), "thing", &table, Existing::Updated);
        for new in made.new {
            prop_assert!(new.path().starts_with("content/thing/") && !new.path().contains(".."));
        }
    }
}
