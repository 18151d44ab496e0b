//! The rules of kinds, for every record.

use super::{Checked, Subject};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::kind::Kind;
use crate::kind::rule::{Rule, Verdict};
use crate::source::Place;
use rayon::prelude::*;

pub(super) fn check(checked: Checked<'_>) -> Vec<Diagnostic> {
    let with_rules = checked.kinds.iter().enumerate().filter(|(_, kind)| !kind.rules.is_empty());
    let of_records = with_rules.clone().flat_map(|(index, kind)| of_kind(checked, (index, kind)));
    let named = with_rules.flat_map(|(_, kind)| kind.rules.iter().flat_map(|rule| &rule.named));
    let nowhere = named.filter_map(|(id, place)| no_record(checked, id, place));
    of_records.chain(nowhere).collect()
}

/// An id that a rule compares a reference with, and that no record has: the two are never the same.
fn no_record(checked: Checked<'_>, id: &str, place: &Place) -> Option<Diagnostic> {
    let Checked { kinds, catalogue, .. } = checked;
    let (kind, name) = id.split_once(':')?;
    let (index, found) = kinds.find(kind)?;
    let (slug, part) = name.split_once('/').map_or((name, None), |(slug, part)| (slug, Some(part)));
    let message = |what: String| format!("there is no {what}, so that this is always the same");
    let fault = |what: String| Diagnostic::new(Code::BadRule, place.clone(), message(what));
    let Some(record) = catalogue.find(index, slug) else {
        // What could not be read may be of this name.
        if catalogue.is_incomplete(index) {
            return None;
        }
        let known = catalogue.all_of_kind(index).map(|(_, record)| &*record.slug);
        let fault = fault(format!("{} `{slug}`", found.noun()));
        return Some(match nearest(slug, known) {
            Some(near) => fault.help(format!("write `{kind}:{near}`")),
            None => fault.help(format!("name one that there is, as `{kind}:…` with the name of its file")),
        });
    };
    let (record, part) = (catalogue.get(record)?, part?);
    let mut parts = record.decoded.parts.iter().map(|(path, _)| &**path);
    if record.is_faulty || parts.clone().any(|path| path == part) {
        return None;
    }
    let near = nearest(part, parts.by_ref());
    let fault = fault(format!("part `{part}` of {}", record.title()));
    Some(match near {
        Some(near) => fault.help(format!("write `{kind}:{slug}/{near}`")),
        None => fault.help("name a part that there is"),
    })
}

fn of_kind(checked: Checked<'_>, (kind, found): (usize, &Kind)) -> Vec<Diagnostic> {
    let records = checked.catalogue.all_of_kind(kind);
    let subjects: Vec<Subject<'_>> = records.filter_map(|(index, record)| checked.subject(index, record)).collect();
    let verdicts: Vec<Vec<(usize, Verdict)>> = subjects.par_iter().map(|subject| of_record(*subject)).collect();
    let mut diagnostics = Vec::new();
    // A rule that cannot be evaluated for one record cannot for most: it is told once.
    let mut has_failed = vec![false; found.rules.len()];
    for (subject, verdicts) in subjects.iter().zip(verdicts) {
        for (index, verdict) in verdicts {
            let (Some(rule), Some(has_failed)) = (found.rules.get(index), has_failed.get_mut(index)) else { continue };
            match verdict {
                Verdict::Silent => {}
                Verdict::Broken(breaches) => {
                    diagnostics.extend(breaches.into_iter().map(|breach| rule.diagnostic(breach)));
                }
                Verdict::Failed(fact) => {
                    if !std::mem::replace(has_failed, true) {
                        diagnostics.push(rule.failure(&fact, subject.at(subject.record.anchor)));
                    }
                }
            }
        }
    }
    diagnostics
}

/// What the rules say of a record, where they say something: those that ask of it alone have been evaluated with it,
/// unless it takes fields from another.
fn of_record(subject: Subject<'_>) -> Vec<(usize, Verdict)> {
    let Subject { all, index, record, kind } = subject;
    let parent = all.catalogue.parent(index);
    if parent.is_none() && kind.rules.iter().all(Rule::is_alone) {
        return record.verdicts.clone();
    }
    let rules = kind.rules.iter().enumerate().filter(|(_, rule)| parent.is_some() || !rule.is_alone());
    let verdicts = rules.map(|(index, rule)| (index, rule.evaluate(&subject)));
    let verdicts = verdicts.filter(|(_, verdict)| *verdict != Verdict::Silent);
    if let Some(parent) = parent {
        // What a record takes over is told where it was written.
        let parent = subject.other(parent);
        let is_taken =
            |rule: &Rule| parent.as_ref().is_some_and(|parent| matches!(rule.evaluate(parent), Verdict::Broken(_)));
        return verdicts.filter(|(index, _)| !kind.rules.get(*index).is_some_and(is_taken)).collect();
    }
    record.verdicts.iter().cloned().chain(verdicts).collect()
}
