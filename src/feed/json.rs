use super::datum::{Datum, fields};
use crate::catalogue::{RecordIndex, Target};
use crate::date::{Day, State, Timeline};
use crate::page::{self, Site};
use crate::route;
use serde::Serialize;

/// A record as JSON.
#[derive(Serialize)]
struct One<'s> {
    id: Option<String>,
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    states: Option<Vec<Step>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    replaced_by: Vec<String>,
    fields: Datum<'s>,
}

/// A state, and the day from which it holds; the first has held for ever.
#[derive(Serialize)]
struct Step {
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    state: &'static str,
}

/// A kind as JSON.
#[derive(Serialize)]
struct Records<'s> {
    kind: &'s str,
    title: &'s str,
    site: &'s str,
    url: String,
    /// None here: they are texts already.
    records: [(); 0],
}

/// A record in a file of its own.
pub(super) fn record(site: &Site, index: RecordIndex) -> String {
    text(&one(site, index))
}

/// All records of a kind in one file, as they stand in their own: its text in pieces.
pub(super) fn kind(site: &Site, kind: usize, record: impl Fn(RecordIndex) -> String) -> impl Iterator<Item = String> {
    let empty = site.kinds.get(kind).map_or_else(String::new, |found| {
        let url = page::anywhere(site, found.address.index().unwrap_or("/"));
        text(&Records { kind: &found.name, title: &found.plural, site: site.config.title(), url, records: [] })
    });
    let has_records = site.catalogue.of_kind(kind).next().is_some();
    let (before, behind) = match empty.strip_suffix("]\n}\n").filter(|_| has_records) {
        Some(before) => (before.to_owned(), "\n  ]\n}\n".to_owned()),
        None => (empty, String::new()),
    };
    let records = site.catalogue.of_kind(kind).enumerate().map(move |(number, (index, _))| {
        let comma = if number > 0 { "," } else { "" };
        // In JSON no text has a line break.
        format!("{comma}\n    {}", record(index).trim_end().replace('\n', "\n    "))
    });
    std::iter::once(before).chain(records).chain(std::iter::once(behind))
}

fn one(site: &Site, index: RecordIndex) -> One<'_> {
    let target = Target { record: index, part: None };
    let path = route::url(&target, &site.catalogue, &site.kinds);
    let step = |(from, state): &(Day, State)| Step {
        from: (*from != Day::FIRST).then(|| from.to_string()),
        state: state.name(),
    };
    let steps = |timeline: &Timeline| timeline.steps().iter().map(step).collect();
    let newer = site.catalogue.backlinks(index).iter().filter(|back| &*back.name == "replaced_by");
    One {
        id: page::id(site, &target),
        url: page::anywhere(site, &path),
        states: site.catalogue.life(index).and_then(|life| life.timeline.as_ref()).map(steps),
        replaced_by: newer.filter_map(|back| page::id(site, &Target { record: back.from, part: None })).collect(),
        fields: Datum::Object(fields(site, index)),
    }
}

fn text(value: &impl Serialize) -> String {
    // What JSON cannot write there is none of.
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}
