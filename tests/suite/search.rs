//! The search: its index and its script agree, and nothing that anyone types stops it.

use crate::fixture::{every_file, folder, options};
use fingerpost::page::Site;
use fingerpost::pipeline::{analyse, render};
use fingerpost::search::{Engine, Excerpts, Index, Split, stem, words};
use fingerpost::source::{Source, Sources, disk};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

const SCRIPT: &str = "/assets/search/words.js";

/// The base site with records whose texts are given.
fn site(texts: &[String]) -> Site {
    let base = disk::read(&folder().join("base")).unwrap();
    let mut files: Vec<Source> = base.iter().cloned().collect();
    for (number, text) in texts.iter().enumerate() {
        let (title, summary) = text.split_once(';').unwrap_or((text, ""));
        let text = json!({"title": title, "summary": summary, "body": text}).to_string();
        files.push(Source::new(format!("content/programme/p{number}.yaml"), &text));
    }
    analyse(&Sources::new(files, Vec::new()), options()).site
}

fn engine(site: &Site, split: Split) -> Engine {
    Engine::new(Arc::new(Index::new(site, split)), site.routes.assets()).unwrap()
}

fn vectors() -> Value {
    serde_json::from_str(&std::fs::read_to_string(folder().join("search/words.json")).unwrap()).unwrap()
}

#[test]
fn texts_have_the_same_words_on_both_sides() {
    let site = site(&[]);
    for row in vectors()["words"].as_array().unwrap() {
        let text = row[0].as_str().unwrap();
        let ours: Value =
            words(text).into_iter().map(|word| [vec![word.term.into_owned()], word.parts].concat()).collect();
        assert_eq!(ours, row[1], "{text}");
    }
    for row in vectors()["stems"].as_array().unwrap() {
        assert_eq!(stem(row[0].as_str().unwrap()), row[1], "{}", row[0]);
    }
    let texts: Vec<&str> = vectors_of(&site);
    assert!(texts.is_empty());
}

/// What the script makes of each vector; those that it makes something else of.
fn vectors_of(site: &Site) -> Vec<&'static str> {
    let assets = site.routes.assets();
    for row in vectors()["words"].as_array().unwrap() {
        let given = Engine::call(assets, SCRIPT, "words", row[0].as_str().unwrap()).unwrap();
        let given: Value = serde_json::from_str(&given).unwrap();
        let given: Value = given
            .as_array()
            .unwrap()
            .iter()
            .map(|word| {
                std::iter::once(word["term"].clone()).chain(word["parts"].as_array().unwrap().clone()).collect()
            })
            .collect::<Vec<Value>>()
            .into();
        assert_eq!(given, row[1], "the script, {}", row[0]);
    }
    for row in vectors()["stems"].as_array().unwrap() {
        let given = Engine::call(assets, SCRIPT, "stem", row[0].as_str().unwrap()).unwrap();
        assert_eq!(given, row[1].to_string());
    }
    Vec::new()
}

/// Texts of few words, so that they meet.
fn some_texts() -> impl Strategy<Value = Vec<String>> {
    let word = prop::sample::select(vec![
        "school",
        "schools",
        "support",
        "governance",
        "key stage 3",
        "2021-22",
        "£5,000",
        "e-safety",
        "teach",
        "teaching",
        "RI+",
        "behaviour",
        "hub",
        "a",
        "café",
        "tutor",
        "attendance",
        "safeguarding",
        "plan",
        "planning",
        ";",
    ]);
    prop::collection::vec(prop::collection::vec(word, 1..20).prop_map(|words| words.join(" ")), 1..40)
}

fn some_queries() -> impl Strategy<Value = Vec<String>> {
    let word = prop::sample::select(vec![
        "school",
        "scho",
        "suport",
        "governence",
        "ks3",
        "2021/22",
        "5k",
        "esafety",
        "teach",
        "teaches",
        "ri+",
        "hub",
        "the",
        "what",
        "cafe",
        "tutr",
        "attendence",
        "safe guarding",
        "plans",
        "s",
        "keystage",
        "behaviuor",
    ]);
    prop::collection::vec(prop::collection::vec(word, 1..4).prop_map(|words| words.join(" ")), 1..6)
}

#[test]
fn answers_are_the_same_split_or_not() {
    let mut runner =
        TestRunner::new(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() });
    let law = |(texts, queries): (Vec<String>, Vec<String>)| {
        let site = site(&texts);
        let (whole, split) = (engine(&site, Split::Never), engine(&site, Split::Always));
        for query in queries {
            prop_assert_eq!(whole.ask(&query, "{}").unwrap(), split.ask(&query, "{}").unwrap(), "{}", query);
        }
        Ok(())
    };
    runner.run(&(some_texts(), some_queries()), law).unwrap();
}

/// A list that continues in a file of its own gives the same answers as one that does not.
#[test]
fn long_lists_are_answered_whole() {
    let texts: Vec<String> = (0..1500)
        .map(|number| {
            format!(
                "{} number {number};school {}",
                if number % 7 == 0 { "School" } else { "Hub" },
                "plan ".repeat(number % 5)
            )
        })
        .collect();
    let site = site(&texts);
    let (whole, split) = (engine(&site, Split::Never), engine(&site, Split::Always));
    for query in ["school", "schools", "school plan", "number 77", "sch", "hub school", "plan"] {
        assert_eq!(whole.ask(query, "{}").unwrap(), split.ask(query, "{}").unwrap(), "{query}");
    }
}

/// The records that a query finds, and the query with what was corrected.
fn found(engine: &Engine, query: &str, options: Value) -> (Vec<String>, String) {
    let answer: Value = serde_json::from_str(&engine.ask(query, &options.to_string()).unwrap()).unwrap();
    let ids = answer["results"].as_array().unwrap().iter().map(|result| result["id"].as_str().unwrap().to_owned());
    (ids.filter(|id| id.starts_with("programme:p")).collect(), answer["mended"].as_str().unwrap().to_owned())
}

#[test]
fn a_number_is_no_beginning_of_a_longer_one() {
    let texts = ["Tutoring;It reached 500000 pupils", "Grants;A sum of £5,000", "Days;Help in 2021 to 2022"];
    let engine = engine(&site(&texts.map(str::to_owned)), Split::Always);
    for (query, ids) in
        [("5k", "programme:p1"), ("£5000", "programme:p1"), ("2021", "programme:p2"), ("202", "programme:p2")]
    {
        assert_eq!(found(&engine, query, json!({})).0, [ids], "{query}");
    }
    assert_eq!(found(&engine, "50000", json!({})).0, Vec::<String>::new());
}

#[test]
fn a_correction_is_shown_in_the_whole_query() {
    let texts = ["Demonstrators;They show what works", "Attendance;Advice on absence"];
    let engine = engine(&site(&texts.map(str::to_owned)), Split::Always);
    let mended = found(&engine, "Advice on attendence!", json!({})).1;
    assert_eq!(mended, "Advice on attendance!");
    // A word is not taken for the beginning of a misspelt one, unless it is being typed.
    assert_eq!(found(&engine, "demok", json!({})).0, Vec::<String>::new());
    assert_eq!(found(&engine, "demok", json!({"typed": true})).0, ["programme:p0"]);
}

#[test]
fn two_letters_of_a_word_that_is_typed_show_only_what_is_called_so() {
    let engine = engine(&site(&["RI;Requires improvement", "Riding;By the river"].map(str::to_owned)), Split::Always);
    assert_eq!(found(&engine, "ri", json!({"typed": true})).0, ["programme:p0"]);
    assert_eq!(found(&engine, "rid", json!({"typed": true})).0, ["programme:p1"]);
    assert_eq!(found(&engine, "ri", json!({})).0.len(), 2);
}

#[test]
fn two_words_find_the_one_that_they_make() {
    let texts = [
        "Planner;A timetable for a website",
        "Chairs;A table in time, a web at this site",
        "Boards;Of the whiteboard sort",
        "Covid19;A plan",
        "In 19 weeks;After covid",
    ];
    let engine = engine(&site(&texts.map(str::to_owned)), Split::Always);
    // Whether both are words here, or one of them, or none.
    for (query, ids) in [
        ("time table", &["programme:p0", "programme:p1"][..]),
        ("web sites", &["programme:p0", "programme:p1"]),
        ("white board", &["programme:p2"]),
        ("white boards", &["programme:p2"]),
        ("covid 19", &["programme:p3", "programme:p4"]),
    ] {
        let mut found = found(&engine, query, json!({"exact": true})).0;
        found.sort();
        assert_eq!(found, ids, "{query}");
    }
}

#[test]
fn a_list_is_found_by_what_it_is_called() {
    let engine = engine(&site(&["Attendance;Advice".to_owned()]), Split::Always);
    for query in ["programmes", "Programme"] {
        let answer: Value = serde_json::from_str(&engine.ask(query, "{}").unwrap()).unwrap();
        assert_eq!(answer["lists"], json!([{"title": "Programmes", "url": "/programmes/"}]), "{query}");
    }
}

#[test]
fn every_term_stands_in_one_shard() {
    let texts: Vec<String> =
        (0..900).map(|number| format!("w{number}x{} unique{};text", number * 7, number * 13)).collect();
    let index = Index::new(&site(&texts), Split::Always);
    let manifest: Value = serde_json::from_str(&index.text("search/index.json").unwrap()).unwrap();
    let shards = manifest["terms"].as_array().unwrap();
    assert!(shards.len() > 4, "there are shards");
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    let mut last = Vec::new();
    for (at, shard) in shards.chunks(2).enumerate() {
        let file: Value =
            serde_json::from_str(&index.named(&format!("{}.json", shard[1].as_str().unwrap())).unwrap()).unwrap();
        for entry in file["terms"].as_array().unwrap().chunks(2) {
            let key = entry[0].as_str().unwrap().to_owned();
            let units: Vec<u16> = key.encode_utf16().collect();
            assert!(last < units, "{key} is in order");
            assert!(shard[0].as_str().unwrap() <= &*key);
            last = units;
            assert_eq!(found.insert(key.clone(), at), None, "{key} stands once");
        }
    }
    assert!(found.keys().any(|key| key == "unique13"));
}

#[test]
fn nothing_that_is_typed_stops_it() {
    let site = site(&["School support;for schools".to_owned()]);
    let engine = engine(&site, Split::AsNeeded);
    let long = "a ".repeat(5000);
    for query in [
        "",
        " ",
        "__proto__",
        "constructor",
        "toString hasOwnProperty",
        "<img src=x onerror=alert(1)>",
        "\u{0}",
        "'\"`\\",
        "*",
        "=",
        "school*",
        "school=1",
        "🏫🏫",
        "\u{202e}school",
        "(((((",
        "\\u{}",
        "%%%",
        &long,
        "x-",
        "-",
        "@",
        "a@b",
        "1e999",
        "NaN",
        "null",
        "9999999999999k",
        "..",
        "+",
    ] {
        let answer: Value = serde_json::from_str(&engine.ask(query, "{}").unwrap()).unwrap();
        assert!(answer["results"].is_array(), "{query}");
    }
    let mut runner =
        TestRunner::new(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() });
    runner
        .run(&any::<String>(), |query| {
            prop_assert!(engine.search(&query, 10, Excerpts::Shown).is_ok(), "{:?}", query);
            Ok(())
        })
        .unwrap();
}

/// What Rust and the script make of any text is the same, as far as letters that both know go.
#[test]
fn words_of_any_text_agree() {
    let site = site(&[]);
    let mut runner =
        TestRunner::new(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() });
    let letters = "[a-zA-Z0-9 .,'’@/&_+£%àéÎøÜß–-]{0,40}";
    runner
        .run(&letters, |text| {
            let given: Value =
                serde_json::from_str(&Engine::call(site.routes.assets(), SCRIPT, "words", &text).unwrap()).unwrap();
            let given: Vec<&str> =
                given.as_array().unwrap().iter().map(|word| word["term"].as_str().unwrap()).collect();
            let ours = words(&text);
            prop_assert_eq!(ours.iter().map(|word| &*word.term).collect::<Vec<_>>(), given);
            Ok(())
        })
        .unwrap();
}

/// Scripts go out without their comments, which are found by their signs alone.
#[test]
fn scripts_have_no_signs_of_comments_in_texts() {
    for file in std::fs::read_dir(folder().join("../../themes/default/assets/search")).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let text = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        for comment in text.split("/**").skip(1) {
            assert!(comment.contains("*/"), "{comment}");
        }
        for quoted in text.split(['\'', '`']).skip(1).step_by(2).filter(|quoted| !quoted.contains('\n')) {
            assert!(!quoted.contains("/**"), "{quoted}");
        }
    }
}

#[test]
fn a_build_has_the_index() {
    let sources = disk::read(&folder().join("base")).unwrap();
    let output = render(analyse(&sources, options()), &sources);
    assert!(output.has("search/index.json"));
    let files: Vec<&str> = output.files().collect();
    let made: Vec<String> = every_file(&output).into_keys().collect();
    assert_eq!(files, made.iter().map(String::as_str).collect::<Vec<_>>());
}

/// The modules that one imports, and those that they import.
fn imported(folder: &Path, module: &str, found: &mut BTreeSet<String>) {
    let text = std::fs::read_to_string(folder.join(module)).unwrap();
    let imports = text.lines().filter(|line| line.starts_with("import ")).filter_map(|line| line.split("'./").nth(1));
    for other in imports.map(|rest| rest.trim_end_matches('\'')) {
        if found.insert(other.to_owned()) {
            imported(folder, other, found);
        }
    }
}

#[test]
fn all_modules_of_the_box_are_fetched_in_one_go_and_no_other() {
    let theme = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default");
    let base = std::fs::read_to_string(theme.join("templates/base.html")).unwrap();
    let needs = base.split_once("data-needs=\"").unwrap().1.split_once("}}\">").unwrap().0;
    let fetched: BTreeSet<String> =
        needs.split("path=\"search/").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect();
    let mut needed = BTreeSet::new();
    imported(&theme.join("assets/search"), "box.js", &mut needed);
    assert!(needed.len() > 4, "{needed:?}");
    assert_eq!(fetched, needed);
}
