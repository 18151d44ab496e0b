//! The schemas for editors: they let every sound record pass, and refuse what an editor can know to be wrong.

use crate::command::{fingerpost, site, text};
use crate::fixture::options;
use fingerpost::editor::{self, Known};
use fingerpost::pipeline::{Analysis, Options, analyse};
use fingerpost::source::{Source, Span, disk};
use fingerpost::yaml::{self, Node, Value};
use jsonschema::Validator;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn sites() -> [PathBuf; 3] {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    [root.to_owned(), root.join("tests/sites/library"), root.join("tests/sites/family-services")]
}

fn schemas(folder: &Path) -> BTreeMap<String, String> {
    let sources = disk::read(folder).unwrap();
    let Analysis { site, .. } = analyse(&sources, Options { drafts: true, ..options() });
    editor::schemas(Known { site: &site.config, kinds: &site.kinds, catalogue: &site.catalogue })
}

fn validators(folder: &Path) -> BTreeMap<String, Validator> {
    let compiled = |(name, text): (String, String)| {
        assert!(text.starts_with(editor::MARK), "{name}");
        let schema: Json = serde_json::from_str(&text).unwrap();
        assert!(jsonschema::meta::is_valid(&schema), "{name} is a schema");
        (name, jsonschema::validator_for(&schema).unwrap())
    };
    schemas(folder).into_iter().map(compiled).collect()
}

/// A file as an editor reads it: the fields alone of a Markdown file, with its text as `body`.
fn instance(source: &Source) -> Json {
    let whole: &str = source.text();
    let fenced = whole.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    match fenced {
        Some((fields, body)) => {
            let span = Span::new(whole, 4..4 + fields.len() + 1);
            let mut fields = json_of(&yaml::parse(source, span).node.unwrap());
            fields["body"] = body.into();
            fields
        }
        None => yaml::parse_file(source).node.map_or(Json::Null, |node| json_of(&node)),
    }
}

fn json_of(node: &Node) -> Json {
    match &node.value {
        Value::Null | Value::Unreadable => Json::Null,
        Value::Boolean(value) => (*value).into(),
        Value::Integer(value) => (*value).into(),
        Value::Float(value) => (*value).into(),
        Value::Text(scalar) => (*scalar.text).into(),
        Value::Sequence(items) => items.iter().map(json_of).collect(),
        Value::Mapping(mapping) => {
            Json::Object(mapping.0.iter().map(|entry| (entry.key.text.to_string(), json_of(&entry.value))).collect())
        }
    }
}

/// The schema that an editor has for a file.
fn schema_of(path: &str) -> Option<String> {
    let below = path.strip_prefix("content/")?;
    Some(match below.split_once('/') {
        None if below == "site.yaml" => "site.json".to_owned(),
        None => format!("{}.list.json", below.strip_suffix(".yaml")?),
        Some(("kinds", "shared.yaml")) => "shared.json".to_owned(),
        Some(("kinds", _)) => "kind.json".to_owned(),
        Some(("static", _)) => return None,
        Some((kind, _)) => format!("{kind}.json"),
    })
}

#[test]
fn every_sound_file_passes() {
    let mut files = 0;
    for folder in sites() {
        let validators = validators(&folder);
        for source in disk::read(&folder).unwrap().iter() {
            let Some(name) = schema_of(source.path()) else { continue };
            let instance = instance(source);
            let faults: Vec<String> = validators[&name]
                .iter_errors(&instance)
                .map(|fault| format!("{}: {fault}", fault.instance_path()))
                .collect();
            assert!(faults.is_empty(), "{}: {faults:#?}", source.path());
            files += 1;
        }
    }
    assert!(files > 70, "{files}");
}

/// A sound record, and a change to it that makes it wrong.
fn refuses(validator: &Validator, sound: &Json, change: impl Fn(&mut Json)) {
    assert!(validator.is_valid(sound));
    let mut wrong = sound.clone();
    change(&mut wrong);
    assert!(!validator.is_valid(&wrong), "{wrong:#}");
}

#[test]
fn mistakes_are_refused() {
    let folder = sites()[2].clone();
    let validators = validators(&folder);
    let sources = disk::read(&folder).unwrap();
    let record = |path: &str| instance(sources.get(path).unwrap());
    let service = &validators["service.json"];
    let breaks = record("content/service/short-breaks.md");
    refuses(service, &breaks, |record| record["tittle"] = "Short breaks".into());
    refuses(service, &breaks, |record| record["cost_options"]["day"]["amuont"] = "£1".into());
    refuses(service, &breaks, |record| record["cost_options"]["Day Out"] = record["cost_options"]["day"].clone());
    refuses(service, &breaks, |record| record["booking"] = "refferal".into());
    refuses(service, &breaks, |record| record["provider"] = "harrowmere-counsil".into());
    refuses(service, &breaks, |record| record["provider"] = "place:quay-hall".into());
    refuses(service, &breaks, |record| record["provider"] = "organisation:harrowmere-counsil".into());
    refuses(service, &breaks, |record| record["sources"] = json!(["what-we-offer/feees"]));
    refuses(service, &breaks, |record| record["see_also"] = json!(["slt"]));
    refuses(service, &breaks, |record| record["bring"] = json!({"unknown": "no-idea"}));
    refuses(service, &breaks, |record| record["bring"] = json!({"unknown": "not-told", "nota": "x"}));
    refuses(service, &breaks, |record| record["joining"] = json!({"form": "2021"}));
    refuses(service, &breaks, |record| record["title"] = json!(""));
    refuses(service, &breaks, |record| record["title"] = json!(["a"]));
    refuses(service, &breaks, |record| record["ages"]["from_months"] = json!(500));
    refuses(service, &breaks, |record| record["draft"] = json!("yes"));
    refuses(service, &breaks, |record| drop(record.as_object_mut().unwrap().remove("title")));
    // What a session leaves out it takes from its service.
    let mut session = breaks.clone();
    session["session_of"] = "stay-and-play".into();
    session.as_object_mut().unwrap().remove("title");
    assert!(service.is_valid(&session));
    // The whole name is as good as the short one.
    let mut whole = breaks.clone();
    whole["provider"] = "organisation:harrowmere-council".into();
    whole["see_also"] = json!(["word:slt", "place:rushford-hub/garden-room/changing"]);
    assert!(service.is_valid(&whole));

    let words = record("content/word.yaml");
    refuses(&validators["word.list.json"], &words, |list| list["Family Hub"] = json!({}));
    let site = record("content/site.yaml");
    refuses(&validators["site.json"], &site, |site| site["kinds"] = json!(["servise"]));
    refuses(&validators["site.json"], &site, |site| site["titel"] = json!("x"));
    refuses(&validators["site.json"], &site, |site| site["levels"] = json!({"loose-figure": "eror"}));
    let kind = record("content/kinds/service.yaml");
    refuses(&validators["kind.json"], &kind, |kind| kind["schema"]["properties"]["at"] = json!({"to": "plaice"}));
    refuses(&validators["kind.json"], &kind, |kind| kind["schema"]["properties"]["web"]["format"] = json!("url"));
    refuses(&validators["kind.json"], &kind, |kind| kind["lifecylce"] = json!({}));
}

#[test]
fn names_and_choices_are_offered_with_their_words() {
    let schemas = schemas(&sites()[2]);
    let service: Json = serde_json::from_str(&schemas["service.json"]).unwrap();
    let offered = &service["definitions"]["to-organisation"]["anyOf"][0];
    let place = offered["enum"].as_array().unwrap().iter().position(|id| id == "early-years-team").unwrap();
    assert_eq!(offered["enumDescriptions"][place], "Early years team");
    assert_eq!(offered["markdownEnumDescriptions"][place], "Early years team");
    let booking = &service["properties"]["booking"];
    assert_eq!(booking["title"], "Booking");
    assert_eq!(booking["anyOf"][0]["enumDescriptions"][0], "Just turn up");
    let reasons = &service["definitions"]["unknown"]["properties"]["unknown"];
    assert_eq!(reasons["enum"][0], "not-told");
    assert_eq!(reasons["enumDescriptions"][0], "They have not told us");
    assert!(service["properties"]["first_meeting"]["description"].as_str().unwrap().contains("after referral"));
}

#[test]
fn the_same_sources_make_the_same_bytes() {
    for folder in sites() {
        assert_eq!(schemas(&folder), schemas(&folder));
    }
}

#[test]
fn the_command_writes_what_differs_and_nothing_else() {
    let site = site();
    let folder = site.path().to_str().unwrap();
    let run = || fingerpost(&["schema", "--site", folder]);
    let first = run();
    assert_eq!(first.status.code(), Some(0), "{}", text(&first.stderr));
    assert!(text(&first.stdout).contains("2 kinds: 7 written, 0 as they were, in "), "{}", text(&first.stdout));
    assert!(text(&run().stdout).contains("2 kinds: 0 written, 7 as they were, in "));
    let out = site.path().join(".fingerpost-schema");
    assert!(fs::read_to_string(out.join("organisation.json")).unwrap().contains("\"additionalProperties\": false"));
    // What an earlier run wrote goes with its kind; what is somebody's own stays.
    fs::rename(out.join("programme.json"), out.join("gone.json")).unwrap();
    fs::write(out.join("mine.json"), "{}\n").unwrap();
    assert!(text(&run().stdout).contains(": 1 written, 6 as they were, 1 removed, in "));
    assert!(!out.join("gone.json").exists() && out.join("mine.json").exists());
    fs::write(out.join("site.json"), "{}\n").unwrap();
    let refused = run();
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("site.json` was written by someone else"), "{}", text(&refused.stderr));
}

#[test]
fn a_broken_kind_is_told_and_nothing_is_written() {
    let site = site();
    fs::write(site.path().join("content/kinds/programme.yaml"), "title: [\n").unwrap();
    let output = fingerpost(&["schema", "--site", site.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("and no schema was written"), "{}", text(&output.stderr));
    assert!(!site.path().join(".fingerpost-schema").exists());
    let inside = site.path().join("content/schemas");
    let output = fingerpost(&["schema", "--site", site.path().to_str().unwrap(), "--out", inside.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(!inside.exists());
}
