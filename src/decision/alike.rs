//! What is worth knowing of tables that hold: questions and answers that make no difference, and rules that agree.

use super::read::{Proved, counted};
use super::table::{Question, Table};
use super::words::combinations;
use crate::diagnostic::{Code, Diagnostic, Severity};
use std::collections::BTreeSet;

/// What can be said only of all tables of a record: of questions and answers that make no difference in any of them.
pub(super) fn of_all(tables: &[Proved], is_all: bool) -> Vec<Diagnostic> {
    let holds = |decided: &Proved| {
        decided.proof.is_complete
            && decided.proof.pieces.iter().all(|piece| piece.real().is_none_or(|real| real.outcomes.len() == 1))
    };
    let mut diagnostics: Vec<Diagnostic> = tables.iter().filter(|table| holds(table)).filter_map(agreement).collect();
    // Of tables that do not hold nobody knows what they will say.
    if !is_all || !tables.iter().all(holds) {
        return diagnostics;
    }
    let differences: Option<Vec<_>> =
        tables.iter().map(|decided| decided.proof.differences(&decided.table.whole())).collect();
    let Some(differences) = differences else { return diagnostics };
    let is_same = |a: &Question, b: &Question| a.name == b.name || (a.shared.is_some() && a.shared == b.shared);
    for (place, Proved { table, .. }) in tables.iter().enumerate() {
        for question in &table.questions {
            // Where it stands first it is told.
            let uses = || {
                tables.iter().zip(&differences).flat_map(|(decided, differences)| {
                    let questions = decided.table.questions.iter().enumerate();
                    questions
                        .filter(|(_, other)| is_same(question, other))
                        .map(move |(at, other)| (at, other, differences))
                })
            };
            let is_told = tables
                .iter()
                .take(place)
                .any(|earlier| earlier.table.questions.iter().any(|other| is_same(question, other)));
            if is_told {
                continue;
            }
            if uses().all(|(at, _, differences)| !differences.matters(at)) {
                let message = format!("the answer to `{}` never changes the outcome", question.name);
                let fault = Diagnostic::new(Code::IdleQuestion, table.at(question.span), message);
                diagnostics.push(fault.help("take the question out, or add the rule that asks about it"));
                continue;
            }
            let is_alike = |a: usize, b: usize| {
                let names = (question.answers.get(a).map(|a| &a.name), question.answers.get(b).map(|b| &b.name));
                uses().all(|(at, other, differences)| {
                    let find = |name: Option<&Box<str>>| name.and_then(|name| other.answer(name));
                    match (find(names.0), find(names.1)) {
                        (Some(a), Some(b)) => differences.are_alike(at, a, b),
                        _ => true,
                    }
                })
            };
            let count = question.answers.len();
            let pairs = (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b))).filter(|(a, b)| is_alike(*a, *b));
            let pairs: Vec<(usize, usize)> = pairs.collect();
            diagnostics.extend(alike(table, question, &pairs));
        }
    }
    diagnostics
}

fn alike(table: &Table, question: &Question, pairs: &[(usize, usize)]) -> Option<Diagnostic> {
    pairs.first()?;
    let name = |answer: usize| question.answers.get(answer).map(|answer| &*answer.name).unwrap_or_default();
    let pair = |(a, b): &(usize, usize)| format!("`{}` and `{}`", name(*a), name(*b));
    let message = format!(
        "answers to `{}` lead to the same always: {}",
        question.name,
        pairs.iter().map(pair).collect::<Vec<_>>().join(", ")
    );
    let mut fault = Diagnostic::new(Code::AnswersAlike, table.at(question.span), message);
    fault.severity = Severity::Note;
    Some(fault.help("make one answer of them if readers need not tell them apart"))
}

fn agreement(decided: &Proved) -> Option<Diagnostic> {
    let counts = decided.proof.counts();
    if counts.agree == 0 || !decided.proof.is_exact {
        return None;
    }
    let verb = if counts.agree == 1 { "meets" } else { "meet" };
    let message = format!(
        "{} of answers {verb} several rules of `{}`, which agree",
        combinations(counts.agree),
        decided.table.slug
    );
    let mut pairs: BTreeSet<Vec<usize>> = BTreeSet::new();
    pairs.extend(
        decided
            .proof
            .pieces
            .iter()
            .filter_map(|piece| piece.real())
            .filter(|real| real.rules.len() > 1)
            .map(|real| real.rules.clone()),
    );
    let name = |rule: &usize| Some(&*decided.table.rules.get(*rule)?.name);
    let lines = pairs.iter().take(4).map(|rules| crate::diagnostic::listed(rules.iter().filter_map(name)));
    let mut fault = Diagnostic::new(Code::RulesAgree, decided.table.place.clone(), message);
    fault.severity = Severity::Note;
    let fault = lines.fold(fault, |fault, line| fault.note(line));
    let fault = match pairs.len().saturating_sub(4) {
        0 => fault,
        more => fault.note(format!("and {} more", counted(more, "set"))),
    };
    Some(fault.help("leave it as it is if each rule is true by itself: a result names all that are met"))
}
