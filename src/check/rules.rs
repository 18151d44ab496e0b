//! The rules of kinds, for every record.

use super::subject::Joined;
use crate::catalogue::Catalogue;
use crate::diagnostic::Diagnostic;
use crate::kind::Kinds;
use crate::kind::rule::{Rule, Subject, Verdict};
use crate::source::Place;
use rayon::prelude::*;

pub(super) fn check(catalogue: &Catalogue, kinds: &Kinds) -> Vec<Diagnostic> {
    let rules = kinds.iter().enumerate().flat_map(|(index, kind)| kind.rules.iter().map(move |rule| (index, rule)));
    rules.flat_map(|(index, rule)| of_rule(catalogue, kinds, index, rule)).collect()
}

fn of_rule(catalogue: &Catalogue, kinds: &Kinds, kind: usize, rule: &Rule) -> Vec<Diagnostic> {
    let subjects: Vec<Joined<'_>> =
        catalogue.all_of_kind(kind).filter_map(|(index, _)| Joined::new(index, catalogue, kinds)).collect();
    let verdicts: Vec<Verdict> = subjects.par_iter().map(|subject| rule.evaluate(subject)).collect();
    let mut diagnostics = Vec::new();
    let mut has_failed = false;
    for (subject, verdict) in subjects.iter().zip(verdicts) {
        match verdict {
            Verdict::Silent => {}
            Verdict::Broken(breaches) => {
                diagnostics.extend(breaches.into_iter().map(|breach| rule.diagnostic(breach)));
            }
            // A rule that cannot be evaluated for one record cannot for most: it is told once.
            Verdict::Failed(_) if has_failed => {}
            Verdict::Failed(fact) => {
                has_failed = true;
                let (path, anchor) = subject.anchor();
                diagnostics.push(rule.failure(&fact, Place { path: path.clone(), span: anchor }));
            }
        }
    }
    diagnostics
}
