//! What the first site shows of persons, and what it says on other days.

use crate::base::made;
use crate::command::{fingerpost, text};
use crate::real;
use fingerpost::pipeline::{analyse, render};
use fingerpost::source::Source;
use serde_yaml::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The real site, which publishes this of persons.
fn publishing(what: &str) -> BTreeMap<String, Vec<u8>> {
    let changed = |source: &Source| match &**source.path() == "content/site.yaml" {
        true => {
            assert!(source.text().contains("publish: addresses"));
            Source::new(
                source.path().clone(),
                &source.text().replace("publish: addresses", &format!("publish: {what}")),
            )
        }
        false => source.clone(),
    };
    made(&real::sources().iter().map(changed).collect())
}

/// The names and the addresses of all persons in the records.
fn persons() -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut names, mut addresses) = (BTreeSet::new(), BTreeSet::new());
    let mut persons = |people: &Value| {
        for person in people.as_mapping().unwrap().values() {
            names.insert(person["title"].as_str().unwrap().to_owned());
            addresses.extend(person.get("email").and_then(Value::as_str).map(str::to_owned));
        }
    };
    for source in
        real::sources().iter().filter(|source| source.path().ends_with(".yaml") && !source.path().contains("/kinds/"))
    {
        let record: Value = serde_yaml::from_str(source.text()).unwrap_or_default();
        record.get("people").filter(|_| !source.path().ends_with("site.yaml")).into_iter().for_each(&mut persons);
        for inner in record.as_mapping().into_iter().flat_map(serde_yaml::Mapping::values) {
            inner.get("people").into_iter().for_each(&mut persons);
        }
    }
    assert!(names.len() >= 10 && addresses.len() >= 9, "{names:?} {addresses:?}");
    (names, addresses)
}

/// The files that hold one of these words in any form of writing.
fn holding(files: &BTreeMap<String, Vec<u8>>, words: &BTreeSet<String>) -> BTreeSet<String> {
    let slug = |word: &String| word.to_lowercase().replace([' ', '\''], "-");
    let words: Vec<String> = words.iter().flat_map(|word| [word.to_lowercase(), slug(word)]).collect();
    let holds = |bytes: &[u8]| {
        let page = String::from_utf8_lossy(bytes).to_lowercase();
        words.iter().any(|word| page.contains(&**word))
    };
    files.iter().filter(|(file, bytes)| holds(bytes) || holds(file.as_bytes())).map(|(file, _)| file.clone()).collect()
}

#[test]
fn with_none_no_name_and_no_address_is_in_any_file() {
    let (names, addresses) = persons();
    let files = publishing("none");
    assert_eq!(holding(&files, &names), BTreeSet::new());
    assert_eq!(holding(&files, &addresses), BTreeSet::new());
    // The offices stay, and so do the addresses of offices.
    assert!(text(&files["guidance/foreword/index.html"]).contains("National Schools Commissioner"));
    assert!(text(&files["contacts/north/index.html"]).contains("Regional"));
}

#[test]
fn with_names_no_address_of_a_person_is_in_any_file() {
    let (names, addresses) = persons();
    let files = publishing("names");
    assert_eq!(holding(&files, &addresses), BTreeSet::new());
    assert!(holding(&files, &names).len() > 10);
}

#[test]
fn names_stand_on_contacts_regions_and_the_foreword_alone_which_search_engines_leave_out() {
    let (names, addresses) = persons();
    let files = publishing("addresses");
    let with_names = holding(&files, &names);
    let is_meant = |file: &String| {
        let commissioner = "organisations/national-schools-commissioner/";
        let places = ["contacts/", "regions/", commissioner, "guidance/foreword/", "guidance/all/"];
        // The index says what pages say, and is no page.
        places.iter().any(|place| file.starts_with(place)) || file.starts_with("search/")
    };
    assert_eq!(with_names.iter().filter(|file| !is_meant(file)).collect::<Vec<_>>(), Vec::<&String>::new());
    for (file, bytes) in files.iter().filter(|(file, _)| file.ends_with(".html")) {
        let asks = text(bytes).contains("<meta name=\"robots\" content=\"noindex\">");
        // What shows no record on this day asks for it too.
        let is_empty = text(bytes).contains("None on that day.");
        // So does a decision beyond its first question.
        let is_step = file.split_once("/check/").is_some_and(|(_, rest)| rest.matches('/').count() > 1);
        // And what stands on pages of its own already.
        let is_together = ["guidance/all/index.html", "handbook/all/index.html"].contains(&file.as_str());
        assert_eq!(asks, is_empty || is_step || is_together || with_names.contains(file), "{file}");
        for address in &addresses {
            assert!(!text(bytes).contains(&format!("mailto:{address}")), "{file} leads to {address}");
        }
    }
}

#[test]
fn an_address_leads_somewhere_while_it_is_recent_or_its_offer_is_open() {
    let on = |day: &str| {
        let sources = real::sources();
        let output = render(analyse(&sources, real::on(day)), &sources);
        text(&output.bytes("contacts/school-improvement/index.html").unwrap().unwrap())
    };
    let link = "href=\"mailto:school.improvement@education.gov.uk\"";
    assert!(on("2024-11-20").contains(link));
    let later = on("2026-11-22");
    assert!(!later.contains(link) && later.contains("school.improvement@education.gov.uk"), "{later}");
    assert!(later.contains("may be out of date"), "{later}");
}

#[test]
fn the_site_is_true_on_other_days() {
    let on = |day: &str, page: &str| {
        let sources = real::sources();
        let output = render(analyse(&sources, real::on(day)), &sources);
        text(&output.bytes(page).unwrap().unwrap())
    };
    let offer = "offers/2024-25/index.html";
    assert!(on("2021-11-15", "index.html").contains("One offer that we know of is open."));
    assert!(on("2021-11-15", "offers/2021-22/index.html").contains("class=\"state open\""));
    assert!(on("2021-11-15", offer).contains("class=\"state upcoming\""));
    assert!(on("2025-04-01", "index.html").contains("open to new schools"));
    assert!(on("2025-04-01", offer).contains("class=\"state running_on\""));
    assert!(on("2026-11-22", "index.html").contains("Nothing that we know of is open."));
    assert!(on("2026-11-22", offer).contains("class=\"state closed\""));
}

#[test]
fn the_day_on_which_an_address_grows_too_old_is_a_day_on_which_the_site_changes() {
    let folder = env!("CARGO_MANIFEST_DIR");
    let ran = fingerpost(&["check", "--site", folder, "--next-change", "--as-of", "2025-08-02"]);
    let told = text(&ran.stdout);
    assert!(told.contains("the site changes on 2025-09-19"), "{told}");
    assert!(told.contains("contact:school-improvement") && told.contains("links no longer"), "{told}");
}
