//! What stands at the head of a page: for search engines, for those who share it, for the browser's own bar.

use crate::base::made;
use crate::command::text;
use crate::fixture::{blocks, every_file, sources};
use crate::real;
use fingerpost::pipeline::{analyse, render};
use fingerpost::source::{Source, Sources, disk};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What stands between two texts, where the first is there.
fn between<'a>(page: &'a str, before: &str, after: &str) -> Option<&'a str> {
    page.split_once(before)?.1.split_once(after).map(|(found, _)| found)
}

fn json_ld(page: &str) -> Option<Value> {
    let data = between(page, "<script type=\"application/ld+json\">", "</script>")?;
    Some(serde_json::from_str(data).unwrap())
}

/// The sources, published somewhere, without a theme of their own.
fn published(sources: &Sources) -> Sources {
    let site = |source: &Source| {
        let own = source.path().starts_with("themes/") && !source.path().ends_with("contact.html");
        let text = match &**source.path() {
            "content/site.yaml" => {
                format!("base_url: https://council-guides.org.uk/\n{}", source.text().replace("base_url:", "#"))
            }
            path if path.ends_with("contact.html") => "{% extends \"record.html\" %}".to_owned(),
            _ => return (!own).then(|| source.clone()),
        };
        Some(Source::new(source.path().clone(), &text))
    };
    sources.iter().filter_map(site).collect()
}

#[test]
fn no_two_pages_have_one_title_and_each_says_what_it_is_about() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in [".", "tests/sites/library", "tests/sites/family-services"] {
        let files = made(&published(&disk::read(&root.join(folder)).unwrap()));
        let mut titles = BTreeSet::new();
        for (file, page) in files.iter().filter(|(file, _)| file.ends_with(".html") && *file != "404.html") {
            let page = text(page);
            if page.contains("http-equiv=\"refresh\"") {
                continue;
            }
            let title = between(&page, "<title>", "</title>").unwrap();
            assert!(titles.insert(title.to_owned()), "{folder}/{file}: another page is called {title}");
            let about = between(&page, "<meta name=\"description\" content=\"", "\"").unwrap_or_default();
            assert!(!about.is_empty(), "{folder}/{file} says nothing of itself");
            let canonical = between(&page, "<link rel=\"canonical\" href=\"", "\"").unwrap();
            assert_eq!(between(&page, "<meta property=\"og:url\" content=\"", "\""), Some(canonical), "{file}");
            assert!(
                between(&page, "<meta property=\"og:title\" content=\"", "\"").is_some_and(|title| !title.is_empty())
            );
            assert_eq!(page.contains("content=\"website\""), file == "index.html", "{file}");
            assert!(page.contains("<link rel=\"icon\" type=\"image/svg+xml\" href=\"/assets/icon."), "{file}");
        }
    }
}

#[test]
fn what_needs_a_whole_address_is_left_out_where_none_is_known() {
    for (file, page) in made(&real::sources()) {
        let is_page = file.ends_with(".html");
        assert!(!is_page || !text(&page).contains("property=\"og:"), "{file}");
        assert!(!is_page || !text(&page).contains("application/atom+xml"), "{file}");
    }
}

#[test]
fn pages_with_one_title_are_told_apart() {
    let files = made(&sources(&blocks(
        "\
```yaml content/kinds/word.yaml
title: Word
plural: Words
path: /words/{slug}/
schema: {properties: {title: {type: string}}}
```

```yaml content/kinds/thing.yaml
title: Thing
plural: Things
path: /things/{slug}/
schema: {properties: {title: {type: string}}}
```

```yaml content/word.yaml
a: {title: Same}
b: {title: Same}
c: {title: Other}
```

```yaml content/thing.yaml
a: {title: Same}
c: {title: Words}
```
",
    )));
    let title = |file: &str| between(&text(&files[file]), "<title>", " – ").unwrap().to_owned();
    assert_eq!(title("words/a/index.html"), "Same (Word, a)");
    assert_eq!(title("words/b/index.html"), "Same (Word, b)");
    assert_eq!(title("words/c/index.html"), "Other");
    assert_eq!(title("things/a/index.html"), "Same (Thing)");
    assert_eq!(title("things/c/index.html"), "Words (Thing)");
}

/// The pages of a kind whose records are offered, on a day.
fn offered(day: &str) -> BTreeMap<String, Value> {
    let sources = sources(&blocks(
        "\
```yaml content/kinds/event.yaml
title: Event
plural: Events
path: /events/{slug}/
lifecycle: {entry: entry}
people: people
json_ld:
  type: Event
  properties: {name: title, description: body, organizer: by, attendee: people, email: email, startDate: at, about: why}
  offer: true
schema:
  properties:
    title: {type: string}
    entry: {properties: {from: {type: string, format: period}, until: {type: string, format: period}}}
    by: {type: array, items: {to: organisation}}
    people: {parts: {properties: {title: {type: string}}}}
    email: {type: string, format: email}
    at: {type: string, format: date}
    why: {type: string}
    body: {type: string, format: markdown}
```

```yaml content/event.yaml
ends: {title: \"</script><b>\", entry: {from: 2024-01, until: 2024-02-10}, by: [dfe], people: {ann: {title: Ann Other}}, at: 2024-02-01, why: {unknown: not-stated}}
endless: {title: Endless, entry: {from: 2024-01-01}, body: Text}
unknown: {title: Nobody knows when, entry: {from: 2024-01-01, until: {unknown: not-stated, by: 2024-02-10}}}
withdrawn: {title: Withdrawn, entry: {from: 2024-01-01, until: 2024-12-31}, withdrawn: 2024-02-01}
```
",
    ));
    let sources = published(&sources);
    let output = render(analyse(&sources, real::on(day)), &sources);
    let files = every_file(&output);
    let pages = files.iter().filter(|(file, _)| file.starts_with("events/"));
    pages.filter_map(|(file, page)| Some((file.split('/').nth(1)?.to_owned(), json_ld(&text(page))?))).collect()
}

#[test]
fn search_engines_are_told_what_the_kind_maps_and_of_nobody() {
    let pages = offered("2024-01-20");
    let page = &pages["ends"];
    assert_eq!(page["@type"], "WebPage");
    assert_eq!(page["url"], "https://council-guides.org.uk/events/ends/");
    assert_eq!(page["publisher"]["@type"], "Organization");
    let event = &page["mainEntity"];
    assert_eq!(event["@type"], "Event");
    assert_eq!(event["name"], "</script><b>");
    assert_eq!(event["startDate"], "2024-02-01");
    assert_eq!(event["organizer"][0]["url"], "https://council-guides.org.uk/organisations/dfe/");
    assert!(event.get("about").is_none() && event.get("attendee").is_none() && !page.to_string().contains("Ann"));
}

#[test]
fn what_the_state_denies_is_not_offered() {
    let offer = |day: &str, slug: &str| offered(day)[slug]["mainEntity"].get("offers").cloned();
    let ends =
        serde_json::json!({"@type": "Offer", "availabilityStarts": "2024-01-01", "availabilityEnds": "2024-02-10"});
    assert_eq!(offer("2024-01-20", "ends"), Some(ends.clone()));
    // Over, and says since when.
    assert_eq!(offer("2024-03-20", "ends"), Some(ends));
    assert!(offer("2024-01-20", "endless").is_some_and(|offer| offer.get("availabilityEnds").is_none()));
    assert!(offer("2024-01-20", "unknown").is_some());
    // Over, and nobody knows since when; not confirmed any more; taken back.
    assert_eq!(offer("2024-03-20", "unknown"), None);
    assert_eq!(offer("2026-03-20", "endless"), None);
    assert_eq!(offer("2024-03-20", "withdrawn"), None);
}
