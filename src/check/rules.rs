//! The rules of kinds, for every record.

use super::subject::Joined;
use crate::catalogue::{Catalogue, RecordIndex};
use crate::diagnostic::Diagnostic;
use crate::kind::rule::{Rule, Verdict};
use crate::kind::{Kind, Kinds};
use crate::record::Record;
use crate::source::Place;
use rayon::prelude::*;

pub(super) fn check(catalogue: &Catalogue, kinds: &Kinds) -> Vec<Diagnostic> {
    let with_rules = kinds.iter().enumerate().filter(|(_, kind)| !kind.rules.is_empty());
    with_rules.flat_map(|(index, kind)| of_kind(catalogue, kinds, (index, kind))).collect()
}

fn of_kind(catalogue: &Catalogue, kinds: &Kinds, (kind, found): (usize, &Kind)) -> Vec<Diagnostic> {
    let records: Vec<(RecordIndex, &Record)> =
        catalogue.all_of_kind(kind).filter(|(_, record)| !record.is_faulty).collect();
    let verdicts: Vec<Vec<(usize, Verdict)>> = records
        .par_iter()
        .map(|(index, record)| match found.rules.iter().all(Rule::is_alone) && catalogue.parent(*index).is_none() {
            true => record.verdicts.clone(),
            false => of_record(catalogue, kinds, found, *index),
        })
        .collect();
    let mut diagnostics = Vec::new();
    // A rule that cannot be evaluated for one record cannot for most: it is told once.
    let mut has_failed = vec![false; found.rules.len()];
    for ((_, record), verdicts) in records.iter().zip(verdicts) {
        for (index, verdict) in verdicts {
            let (Some(rule), Some(has_failed)) = (found.rules.get(index), has_failed.get_mut(index)) else { continue };
            match verdict {
                Verdict::Silent => {}
                Verdict::Broken(breaches) => {
                    diagnostics.extend(breaches.into_iter().map(|breach| rule.diagnostic(breach)));
                }
                Verdict::Failed(fact) => {
                    if !std::mem::replace(has_failed, true) {
                        let place = Place { path: record.path.clone(), span: record.anchor };
                        diagnostics.push(rule.failure(&fact, place));
                    }
                }
            }
        }
    }
    diagnostics
}

/// What the rules say of a record, where they say something: those that ask of it alone have been evaluated with it,
/// unless it takes fields from another.
fn of_record(catalogue: &Catalogue, kinds: &Kinds, kind: &Kind, index: RecordIndex) -> Vec<(usize, Verdict)> {
    let Some(subject) = Joined::new(index, catalogue, kinds) else { return Vec::new() };
    let has_parent = catalogue.parent(index).is_some();
    let rules = kind.rules.iter().enumerate().filter(|(_, rule)| has_parent || !rule.is_alone());
    let verdicts = rules.map(|(index, rule)| (index, rule.evaluate(&subject)));
    let verdicts = verdicts.filter(|(_, verdict)| *verdict != Verdict::Silent);
    if let Some(parent) = catalogue.parent(index) {
        // What a record takes over is told where it was written.
        let parent = Joined::new(parent, catalogue, kinds);
        let is_taken =
            |rule: &Rule| parent.as_ref().is_some_and(|parent| matches!(rule.evaluate(parent), Verdict::Broken(_)));
        return verdicts.filter(|(index, _)| !kind.rules.get(*index).is_some_and(is_taken)).collect();
    }
    subject.record.verdicts.iter().cloned().chain(verdicts).collect()
}
