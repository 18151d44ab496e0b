//! The rules of kinds, for every record.

use super::{Checked, Subject};
use crate::diagnostic::Diagnostic;
use crate::kind::Kind;
use crate::kind::rule::{Rule, Verdict};
use rayon::prelude::*;

pub(super) fn check(checked: Checked<'_>) -> Vec<Diagnostic> {
    let with_rules = checked.kinds.iter().enumerate().filter(|(_, kind)| !kind.rules.is_empty());
    with_rules.flat_map(|(index, kind)| of_kind(checked, (index, kind))).collect()
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
