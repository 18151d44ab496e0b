//! `synonym-loop`, `synonym-twice`, `synonym-lost`, `query-missed`.

use super::alike::{Phrase, meaning, phrases, synonyms};
use super::cases::{Case, LOOKED, run};
use super::word::stem;
use super::{Engine, Index};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::page::Site;
use crate::record::Record;
use crate::source::{Place, Sources, Span};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How many results are named that came before the one that should.
const BEFORE: usize = 3;

/// What is wrong with synonyms.
pub(super) fn synonyms_of(site: &Site, sources: &Sources, index: &Index) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let records: Vec<&Record> = synonyms(site).collect();
    let mut said: BTreeMap<String, Phrase<'_>> = BTreeMap::new();
    let mut exactly: BTreeMap<String, (&Record, &str, Span)> = BTreeMap::new();
    for phrase in records.iter().flat_map(|record| phrases(record, "say")) {
        match exactly.get(&phrase.terms) {
            None => {
                exactly.insert(phrase.terms.clone(), (phrase.record, phrase.text, phrase.span));
            }
            Some(first) => diagnostics.extend(twice(first, &phrase, sources)),
        }
        said.entry(phrase.key.clone()).or_insert(phrase);
    }
    let mut told: BTreeSet<String> = BTreeSet::new();
    for record in &records {
        // A circle is told once, where it is met first.
        let is_told = phrases(record, "say").iter().any(|phrase| told.contains(&phrase.key));
        for meant in phrases(record, "mean") {
            match leads_back(record, &meant, &said) {
                Some((first, by)) => {
                    if !is_told {
                        diagnostics.extend(circle(&first, &meant, sources));
                    }
                    told.extend(by);
                }
                None => diagnostics.extend(lost(&meant, sources, index)),
            }
        }
    }
    diagnostics
}

fn twice(first: &(&Record, &str, Span), second: &Phrase<'_>, sources: &Sources) -> Option<Diagnostic> {
    let fault = Diagnostic::new(
        Code::SynonymTwice,
        place(sources, second.record, second.span)?,
        format!("`{}` is said twice", second.text),
    );
    let fault = fault.label("the second time").also(place(sources, first.0, first.2)?, "the first time");
    Some(fault.help("take one out, and write all that it means under the other"))
}

fn circle(first: &Phrase<'_>, meant: &Phrase<'_>, sources: &Sources) -> Option<Diagnostic> {
    let message = format!("`{}` means itself, by way of `{}`", first.text, meant.text);
    let fault = Diagnostic::new(Code::SynonymLoop, place(sources, meant.record, meant.span)?, message);
    Some(
        fault.help(
            "take the phrase out here or where it leads back: a synonym goes one way, to what stands on the site",
        ),
    )
}

/// The phrase of a record that what it means leads back to, and the phrases on the way.
fn leads_back<'a>(
    record: &'a Record,
    meant: &Phrase<'_>,
    said: &BTreeMap<String, Phrase<'a>>,
) -> Option<(Phrase<'a>, BTreeSet<String>)> {
    let own = phrases(record, "say");
    let mut open = vec![meant.key.clone()];
    let mut met = BTreeSet::new();
    while let Some(key) = open.pop() {
        if let Some(at) = own.iter().position(|phrase| phrase.key == key) {
            return own.into_iter().nth(at).map(|phrase| (phrase, met));
        }
        if met.insert(key.clone())
            && let Some(next) = said.get(&key)
        {
            open.extend(phrases(next.record, "mean").into_iter().map(|phrase| phrase.key));
        }
    }
    None
}

fn lost(meant: &Phrase<'_>, sources: &Sources, index: &Index) -> Option<Diagnostic> {
    let terms = meaning(meant.text);
    let lost = terms.iter().find(|term| !index.stems.contains_key(&stem(term)))?;
    let what = if terms.len() > 1 { format!("`{lost}` in `{}`", meant.text) } else { format!("`{}`", meant.text) };
    let message = format!("no record has {what}, so that nothing is found by it");
    let fault = Diagnostic::new(Code::SynonymLost, place(sources, meant.record, meant.span)?, message);
    let near = nearest(lost, index.stems.values().map(String::as_str));
    Some(fault.help_with_name(near, "write a word that stands on a page of the site"))
}

/// Queries that do not find what they should.
pub(super) fn queries(site: &Site, sources: &Sources, index: &Arc<Index>, cases: &[Case]) -> Vec<Diagnostic> {
    if cases.is_empty() {
        return Vec::new();
    }
    let of_case = |case: &Case, message: String| {
        let record = site.catalogue.get(case.record)?;
        let span = record.decoded.get("query").map_or(record.anchor, |value| value.span);
        Some(Diagnostic::new(Code::QueryMissed, place(sources, record, span)?, message))
    };
    let ask = |cases: &[Case]| -> Result<Vec<Diagnostic>, String> {
        let engine = Engine::new(index.clone(), site.routes.assets())?;
        Ok(cases.iter().filter_map(|case| missed(&engine, case, of_case)).collect())
    };
    // An engine a core: one is quick to start, and two cannot share what they have read.
    let share = cases.len().div_ceil(rayon::current_num_threads());
    match cases.par_chunks(share).map(ask).collect::<Result<Vec<_>, String>>() {
        Ok(found) => found.into_iter().flatten().collect(),
        Err(why) => {
            let fault =
                cases.first().and_then(|case| of_case(case, format!("the search of this theme does not run: {why}")));
            fault
                .map(|fault| fault.help("mend the scripts in `themes/default/assets/search/`, or take them out"))
                .into_iter()
                .collect()
        }
    }
}

fn missed(engine: &Engine, case: &Case, of_case: impl Fn(&Case, String) -> Option<Diagnostic>) -> Option<Diagnostic> {
    // The first results are soon told; more are looked at where something has to be said of them.
    let first = run(engine, case, case.within);
    let outcome = match first.and_then(|few| if few.place.is_some() { Ok(few) } else { run(engine, case, LOOKED) }) {
        Ok(outcome) => outcome,
        Err(why) => return of_case(case, format!("`{}` cannot be looked for: {why}", case.query)),
    };
    match (outcome.place.is_some_and(|place| place <= case.within), case.is_known) {
        (true, true) => {
            let fault = of_case(case, format!("`{}` says that it is missed, and finds what it should", case.query))?;
            return Some(fault.help("take `missed` out: then you are told when it is not found any more"));
        }
        (true, false) | (false, true) => return None,
        (false, false) => {}
    }
    let wanted = case.finds.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(" or ");
    let among = if case.within == 1 { "first".to_owned() } else { format!("among the first {}", case.within) };
    let message = match outcome.place {
        Some(place) => format!("`{}` finds {wanted} at place {place}, not {among}", case.query),
        None => format!("`{}` does not find {wanted}", case.query),
    };
    let mut fault = of_case(case, message)?;
    let before = outcome.place.map_or(BEFORE, |place| (place - 1).min(BEFORE));
    for (place, result) in outcome.answer.results.iter().take(before).enumerate() {
        fault = fault.note(format!("{}. `{}`: {}", place + 1, result.id, why(result)));
    }
    let place = outcome.place.and_then(|place| outcome.answer.results.get(place - 1).map(|result| (place, result)));
    if let Some((place, result)) = place {
        fault = fault.note(format!("{place}. `{}`: {}", result.id, why(result)));
    }
    if outcome.answer.results.is_empty() {
        fault = fault.note("nothing is found at all");
    }
    Some(
        fault.help(
            "give what should be found this name under `also_known_as`, add a synonym, or correct what is expected",
        ),
    )
}

/// Why a result stands where it does.
#[must_use]
pub fn why(result: &super::Found) -> String {
    let tier = match &*result.tier {
        "exact" => "it is called so",
        "names" => "has all words in its names",
        "all" => "has all words",
        "corrected" => "has all words after a correction",
        _ => "has some of the words",
    };
    let hit = |hit: &super::Hit| format!("{} {}{}", hit.word, hit.points, if hit.in_name { " in a name" } else { "" });
    let hits = result.hits.iter().map(hit).collect::<Vec<_>>().join(", ");
    format!("{tier}, {} points ({hits})", result.score)
}

fn place(sources: &Sources, record: &Record, span: Span) -> Option<Place> {
    Some(sources.get(&record.path)?.at(span))
}
