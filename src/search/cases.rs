//! The queries that a site keeps, each with what it should find.

use super::{Answer, Engine, Excerpts};
use crate::catalogue::RecordIndex;
use crate::page::Site;
use crate::schema::{Content, Value};
use std::collections::BTreeMap;

/// The kind of queries.
const QUERY: &str = "query";

/// How many results are looked at for what should be found, where one wants to know why it is not.
pub const LOOKED: usize = 20;

/// A query with what it should find.
#[derive(Clone, Debug)]
pub struct Case {
    /// The record that says so.
    pub record: RecordIndex,
    /// As somebody would type it.
    pub query: String,
    /// The ids of records and parts, of which one has to be found.
    pub finds: Vec<String>,
    /// Among how many results.
    pub within: usize,
    /// What it is a case of; empty where that is not told.
    pub class: String,
    /// Whether it is kept apart from those by which the search is tuned.
    pub apart: bool,
    /// Whether the site knows that it is missed.
    pub is_known: bool,
}

/// What came of a case.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// At which place of the results the first stands that should be found, from 1.
    pub place: Option<usize>,
    /// What was found.
    pub answer: Answer,
}

/// How good the answers to some cases are.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Figures {
    /// How many cases there are.
    pub count: usize,
    /// The share for which the first result is right.
    pub first: f64,
    /// The share for which one of the first three is.
    pub third: f64,
    /// What one divided by the place of the first right one is on average, up to the tenth.
    pub reciprocal: f64,
    /// The same with the logarithm of the place.
    pub gain: f64,
    /// The share for which nothing is found.
    pub nothing: f64,
}

/// The cases of a site, in the order of their names.
#[must_use]
pub fn cases(site: &Site) -> Vec<Case> {
    let Some((kind, _)) = site.kinds.find(QUERY) else { return Vec::new() };
    let case = |(index, record): (RecordIndex, &crate::record::Record)| {
        let decoded = &record.decoded;
        let target = |item: &Value| match item.content {
            Content::Reference(reference) => id(site, index, reference),
            _ => None,
        };
        let finds: Vec<String> =
            decoded.get("finds").map(Value::items).unwrap_or_default().iter().filter_map(target).collect();
        let within = decoded.get("within").map(|value| &value.content);
        Some(Case {
            record: index,
            query: decoded.text("query")?.to_owned(),
            within: if let Some(Content::Integer(within)) = within { usize::try_from(*within).ok()? } else { 1 },
            class: decoded.text("class").unwrap_or_default().to_owned(),
            apart: decoded.is_true("apart"),
            is_known: decoded.get("missed").is_some(),
            finds,
        })
    };
    site.catalogue.of_kind(kind).filter_map(case).filter(|case| !case.finds.is_empty()).collect()
}

fn id(site: &Site, from: RecordIndex, reference: usize) -> Option<String> {
    let target = site.catalogue.target(from, reference)?;
    let record = site.catalogue.get(target.record)?;
    let kind = site.kinds.get(record.kind)?;
    let part = target.part.as_ref().map(|part| format!("/{part}")).unwrap_or_default();
    Some(format!("{}:{}{part}", kind.name, record.slug))
}

/// Asks for what a case should find among the first `limit` results.
///
/// # Errors
/// What went wrong, as the script says it.
pub fn run(engine: &Engine, case: &Case, limit: usize) -> Result<Outcome, String> {
    let answer = engine.search(&case.query, limit, Excerpts::LeftOut)?;
    // What leads into a record leads to it.
    let is_right = |found: &str, wanted: &String| {
        found.strip_prefix(&**wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let place = answer.results.iter().position(|result| case.finds.iter().any(|wanted| is_right(&result.id, wanted)));
    Ok(Outcome { place: place.map(|place| place + 1), answer })
}

/// How good answers are, by the class of their cases, and of all of them under an empty name.
#[must_use]
pub fn figures<'a>(outcomes: impl Iterator<Item = (&'a Case, &'a Outcome)>) -> BTreeMap<String, Figures> {
    let mut sums: BTreeMap<String, Figures> = BTreeMap::new();
    for (case, outcome) in outcomes {
        let mut classes = vec![String::new()];
        classes.extend((!case.class.is_empty()).then(|| case.class.clone()));
        for class in classes {
            let sum = sums.entry(class).or_default();
            let share = |is: bool| if is { 1.0 } else { 0.0 };
            let place = outcome.place.filter(|place| *place <= 10);
            sum.count += 1;
            sum.first += share(place == Some(1));
            sum.third += share(place.is_some_and(|place| place <= 3));
            sum.reciprocal += place.map_or(0.0, |place| 1.0 / place as f64);
            sum.gain += place.map_or(0.0, |place| 1.0 / (place as f64 + 1.0).log2());
            sum.nothing += share(outcome.answer.results.is_empty());
        }
    }
    for sum in sums.values_mut() {
        let count = sum.count as f64;
        for figure in [&mut sum.first, &mut sum.third, &mut sum.reciprocal, &mut sum.gain, &mut sum.nothing] {
            *figure /= count;
        }
    }
    sums
}
