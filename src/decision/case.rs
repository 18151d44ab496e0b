//! Cases, which say what should come out: those that do not, and outcomes for which there is none.

use super::proof::Proof;
use super::prove::swallowing;
use super::region::Budget;
use super::table::{Case, Table};
use super::words::region_words;
use crate::diagnostic::{Code, Diagnostic, Severity, listed};
use std::collections::BTreeSet;

/// How many rules are shown with a case that fails.
const SHOWN: usize = 4;

/// How many blocks are looked at to find why answers cannot be given together.
const LOOKED_AT: usize = 10_000;

/// What is wrong with the cases of a table.
pub(super) fn cases(table: &Table, proof: &Proof) -> Vec<Diagnostic> {
    if !proof.is_complete {
        return Vec::new();
    }
    let mut diagnostics: Vec<Diagnostic> = table.cases.iter().filter_map(|case| failed(table, proof, case)).collect();
    if diagnostics.is_empty() {
        diagnostics.extend(untested(table));
    }
    diagnostics
}

/// A case that comes out otherwise than it should.
fn failed(table: &Table, proof: &Proof, case: &Case) -> Option<Diagnostic> {
    let found = proof.outcomes(&case.given);
    if found == case.outcomes {
        return None;
    }
    if found.is_empty() && proof.real(&case.given).next().is_none() {
        return Some(impossible(table, case));
    }
    // A gap or a conflict in it has been told.
    if proof.real(&case.given).any(|(_, decided)| decided.outcomes.len() != 1) {
        return None;
    }
    let names = |outcomes: &[usize]| {
        let name = |outcome: &usize| Some(&*table.outcomes.get(*outcome)?.name);
        listed(outcomes.iter().filter_map(name))
    };
    let message = format!("this case comes out as {}, and should as {}", names(&found), names(&case.outcomes));
    let fault = Diagnostic::new(Code::FailedCase, table.at(case.outcome_span), message);
    let mut met =
        proof.real(&case.given).map(|(_, decided)| decided.rules.iter().copied().collect::<BTreeSet<usize>>());
    let first = met.next().unwrap_or_default();
    let (all, certain) = met.fold((first.clone(), first), |(all, certain), met| {
        (all.union(&met).copied().collect(), certain.intersection(&met).copied().collect())
    });
    // Those that lead where the case expects are as they should be.
    let others = all.iter().filter(|rule| {
        table.rules.get(**rule).is_some_and(|rule| found.len() == 1 || !case.outcomes.contains(&rule.outcome))
    });
    let fault = others.take(SHOWN).fold(fault, |fault, number| {
        let Some(rule) = table.rules.get(*number) else { return fault };
        let outcome = table.outcomes.get(rule.outcome).map(|outcome| &*outcome.name).unwrap_or_default();
        fault.also(
            table.at(rule.span),
            match certain.contains(number) {
                true => "this rule is met".to_owned(),
                false => format!("this rule may be met, and leads to `{outcome}`"),
            },
        )
    });
    let is_open = found.len() > 1 && found.iter().any(|outcome| !case.outcomes.contains(outcome));
    Some(match is_open {
        true => {
            fault.help("name all outcomes that are possible with what is left open, answer more, or correct the rules")
        }
        false => fault.help("correct the rules if the case is right, or the case if the rules are"),
    })
}

/// A case whose answers contradict each other.
fn impossible(table: &Table, case: &Case) -> Diagnostic {
    let message = "these answers cannot be given together";
    let fault = Diagnostic::new(Code::FailedCase, table.at(case.span), message);
    let found = swallowing(table, std::slice::from_ref(&case.given), &mut Budget::new(LOOKED_AT));
    let fault = found.into_iter().fold(fault, |fault, impossible| {
        let blocks = impossible.when.iter().filter(|block| block.touches(&case.given));
        let words: Vec<String> = blocks.map(|block| region_words(table, block)).collect();
        fault.also(table.at(impossible.span), "this cannot be").note(format!(
            "{}: {}",
            words.join(", or: "),
            impossible.because
        ))
    });
    fault.help("correct the answers, or let `impossible` say less")
}

/// Outcomes that no case comes out as, where somebody has begun to write cases.
fn untested(table: &Table) -> Option<Diagnostic> {
    table.cases.first()?;
    let is_bare = |number: &usize| !table.cases.iter().any(|case| case.outcomes == [*number]);
    let bare: Vec<_> = (0..table.outcomes.len()).filter(is_bare).filter_map(|at| table.outcomes.get(at)).collect();
    let first = bare.first()?;
    let names = listed(bare.iter().map(|outcome| &*outcome.name));
    let message = format!("no case of `{}` comes out as {names}", table.slug);
    let mut fault = Diagnostic::new(Code::UntestedOutcome, table.at(first.span), message);
    fault.severity = Severity::Note;
    Some(fault.help("write a case under `cases` for each, straight from the source"))
}
