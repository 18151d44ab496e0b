//! What other programs read of a site.

use crate::base::made;
use crate::command::text;
use crate::fixture::{blocks, check, sources};
use crate::real;
use fingerpost::pipeline::{analyse, render};
use fingerpost::source::{Source, Sources};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

type Files = BTreeMap<String, Vec<u8>>;

fn published(sources: &Sources) -> Files {
    let site = |source: &Source| match &**source.path() == "content/site.yaml" {
        true => Source::new(
            source.path().clone(),
            &format!("base_url: https://council-guides.org.uk/a\n{}", source.text().replace("base_url:", "#")),
        ),
        false => source.clone(),
    };
    made(&sources.iter().map(site).collect())
}

fn json(files: &Files, file: &str) -> Value {
    serde_json::from_slice(files.get(file).unwrap_or_else(|| panic!("no {file}"))).unwrap()
}

/// A kind with every sort of value, and records that a spreadsheet would trip over.
const TRICKY: &str = r#"
```yaml content/kinds/sheet.yaml
title: Sheet
plural: Sheets
path: /sheets/{slug}/
calendar: on
lifecycle: {entry: entry}
schema:
  properties:
    title: {type: string}
    on: {type: string, format: period}
    entry: {properties: {from: {type: string, format: date}, until: {type: string, format: date}}}
    state: {type: string}
    fee: {type: string, format: amount}
    number: {type: integer}
    free: {type: boolean}
    words: {type: array, items: {type: string}}
    why: {type: array, items: {properties: {of: {to: sheet}, because: {type: string}}}}
    size: {properties: {wide: {type: integer}, high: {type: integer}}}
    ways: {parts: {properties: {title: {type: string}, far: {type: integer}}}}
    body: {type: string, format: markdown}
    at: {type: string, format: date}
```

```yaml content/sheet.yaml
formula:
  title: =HYPERLINK("x")
  on: 2024-02-29
  entry: {from: 2024-01-01, until: 2024-02-29}
  state: "@SUM(1)"
  fee: up to £1.50
  number: -5
  free: true
  words: ["-1", b]
  why: [{of: plain, because: "a, b"}, {of: formula}]
  size: {wide: 1}
  ways: {bus: {title: By bus, far: 3}}
  body: "Look at [](sheet:plain) and *this*."
  at: 2024-03-01
  changes: [{on: 2024-01-05, text: "First <one>"}, {on: 2024-01-05, text: Second}]
plain:
  title: Plain; with, marks
  on: {unknown: not-stated, note: a note}
  changes: [{on: 2024-02-05, text: Third}]
month: {title: Month, on: 2024-02, owner: Ann Other, checked: {by: Ann Other, on: 2024-01-01}}
```
"#;

fn tricky() -> Sources {
    sources(&blocks(TRICKY))
}

#[test]
fn json_holds_each_value_as_what_it_is_and_the_unknown_as_itself() {
    let files = made(&tricky());
    let formula = json(&files, "data/sheet/formula.json");
    assert_eq!(formula["id"], "sheet:formula");
    assert_eq!(formula["url"], "/sheets/formula/");
    assert_eq!(formula["states"][0], serde_json::json!({"state": "upcoming"}));
    assert_eq!(formula["states"].as_array().unwrap().last().unwrap()["from"], "2024-03-01");
    let fields = &formula["fields"];
    assert_eq!(fields["title"], "=HYPERLINK(\"x\")");
    assert_eq!(fields["number"], -5);
    assert_eq!(fields["free"], true);
    assert_eq!(fields["fee"]["high"], 1.5);
    assert_eq!(fields["fee"]["bound"], "up_to");
    assert_eq!(fields["on"]["first"], "2024-02-29");
    assert_eq!(fields["at"], "2024-03-01");
    assert_eq!(fields["why"][0], serde_json::json!({"of": "sheet:plain", "because": "a, b"}));
    assert_eq!(fields["ways"]["bus"]["far"], 3);
    assert!(fields["body"].as_str().unwrap().contains("<a href=\"/sheets/plain/\">Plain; with, marks</a>"));
    let unknown = serde_json::json!({"unknown": "not-stated", "note": "a note"});
    assert_eq!(json(&files, "data/sheet/plain.json")["fields"]["on"], unknown);
    // Who keeps a record is nobody else's business.
    assert!(!text(&files["data/sheet/month.json"]).contains("Ann Other"));
    let all = json(&files, "data/sheet.json");
    let slugs: Vec<&Value> = all["records"].as_array().unwrap().iter().map(|record| &record["id"]).collect();
    assert_eq!(slugs, ["sheet:formula", "sheet:month", "sheet:plain"]);
}

#[test]
fn no_cell_of_a_table_is_a_formula() {
    let files = made(&tricky());
    let table = text(&files["data/sheet.csv"]);
    let mut lines = table.strip_prefix('\u{feff}').unwrap().split("\r\n");
    let header = "id,url,state,title,on,entry.from,entry.until,field.state,fee,number,free,words,why.of,why.because,size.wide,at,\
                  changes.on,changes.text";
    assert_eq!(lines.next().unwrap(), header);
    let formula = "sheet:formula,/sheets/formula/,closed,\"'=HYPERLINK(\"\"x\"\")\",2024-02-29,2024-01-01,2024-02-29,'@SUM(1),\
                   up to £1.50,-5,true,'-1 | b,sheet:plain | sheet:formula,\"a, b | \",1,2024-03-01,2024-01-05 | 2024-01-05,\
                   First <one> | Second";
    assert_eq!(lines.next().unwrap(), formula);
    assert!(
        table.contains("sheet:plain,/sheets/plain/,not_known,\"Plain; with, marks\",unknown: not-stated,"),
        "{table}"
    );
}

#[test]
fn a_calendar_has_the_records_with_one_day_and_is_the_same_on_every_day() {
    let files = made(&tricky());
    let calendar = text(&files["calendar.ics"]);
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 1);
    for line in [
        "UID:sheet/formula@fingerpost.invalid",
        "DTSTAMP:20240105T000000Z",
        "DTSTART;VALUE=DATE:20240229",
        "DTEND;VALUE=DATE:20240301",
    ] {
        assert!(calendar.contains(&format!("{line}\r\n")), "{line} in {calendar}");
    }
    let sources = real::sources();
    let on = |day: &str| {
        let output = render(analyse(&sources, real::on(day)), &sources);
        text(&output.bytes("calendar.ics").unwrap().unwrap())
    };
    let calendar = on("2026-11-22");
    assert_eq!(calendar, on("2021-11-22"));
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{calendar}");
    assert!(calendar.matches("BEGIN:VEVENT").count() >= 4);
}

#[test]
fn changes_and_pages_are_listed_where_the_address_of_the_site_is_known() {
    let plain = made(&tricky());
    assert!(!plain.contains_key("sitemap.xml") && !plain.contains_key("changes.atom"));
    let files = published(&tricky());
    let changes = text(&files["changes.atom"]);
    let at: Vec<usize> = ["Third", "First &lt;one&gt;", "Second"].map(|text| changes.find(text).unwrap()).to_vec();
    assert!(at.is_sorted(), "{changes}");
    assert!(changes.contains("<id>tag:council-guides.org.uk,2024-01-05:a/sheet/formula/2</id>"), "{changes}");
    assert!(changes.contains("<updated>2024-02-05T00:00:00Z</updated>"));
    let map = text(&files["sitemap.xml"]);
    assert!(
        map.contains(
            "<url><loc>https://council-guides.org.uk/a/sheets/plain/</loc><lastmod>2024-02-05</lastmod></url>"
        )
    );
    assert!(map.contains("<loc>https://council-guides.org.uk/a/</loc>") && !map.contains("404"));
    assert!(text(&files["index.html"]).contains("href=\"/a/changes.atom\""));
    let real = published(&real::sources());
    let map = text(&real["sitemap.xml"]);
    for (file, bytes) in real.iter().filter(|(file, _)| file.ends_with(".html")) {
        let is_listed = file.ends_with("index.html")
            && map.contains(&format!(
                "<loc>https://council-guides.org.uk/a/{}</loc>",
                file.trim_end_matches("index.html")
            ));
        let is_left_out = text(bytes).contains("content=\"noindex\"") || file == "404.html";
        assert_eq!(is_listed, !is_left_out, "{file}");
    }
}

#[test]
fn a_page_lists_them_all_and_names_in_them_lead_somewhere() {
    let files = made(&real::sources());
    let page = text(&files["data/index.html"]);
    let ids: BTreeSet<String> = files
        .iter()
        .filter(|(file, _)| file.ends_with(".json") && file.matches('/').count() == 2)
        .map(|(file, _)| json(&files, file)["id"].as_str().unwrap().to_owned())
        .collect();
    assert!(ids.len() > 250);
    let mut records = 0;
    for file in files.keys().filter(|file| file.starts_with("data/") && file.matches('/').count() == 1) {
        if let Some(name) = file.strip_suffix(".json") {
            let all = json(&files, file);
            for record in all["records"].as_array().unwrap() {
                let (_, slug) = record["id"].as_str().unwrap().split_once(':').unwrap();
                assert_eq!(*record, json(&files, &format!("{name}/{slug}.json")));
                records += 1;
            }
        }
        let is_empty = file.ends_with(".json") && json(&files, file)["records"].as_array().unwrap().is_empty();
        assert!(is_empty || file == "data/index.html" || page.contains(&format!("href=\"/{file}\"")), "{file}");
    }
    assert_eq!(records, ids.len());
    assert!(page.contains("href=\"/calendar.ics\""));
    let offer = json(&files, "data/offer/2021-22.json");
    assert!(offer["replaced_by"].as_array().is_some_and(|newer| !newer.is_empty()));
}

#[test]
fn a_file_of_the_site_does_not_stand_where_one_of_them_does() {
    let file = |path: &str| blocks(&format!("```txt content/static/{path}\nx\n```\n"));
    for path in ["data/programme.csv", "data/index.html", "Data/Programme.json", "data"] {
        let codes: Vec<&str> = check(&sources(&file(path))).iter().map(|fault| fault.code.name()).collect();
        assert_eq!(codes, ["path-collision"], "{path}");
    }
    assert!(check(&sources(&file("data/other.csv"))).is_empty());
}
