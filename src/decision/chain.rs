//! What is wrong with how tables follow one another by `next`.

use super::read::{Decisions, Proved, Read};
use super::table::Settled;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use std::collections::{BTreeSet, VecDeque};

/// What is wrong with all tables together.
pub(super) fn of_all(decisions: &Decisions, around: Read<'_>) -> Vec<Diagnostic> {
    let chain = Chain { decisions, around };
    let mut diagnostics = chain.rings();
    diagnostics.extend(decisions.iter().flat_map(|(_, proved)| chain.idle(proved)));
    diagnostics
}

#[derive(Clone, Copy)]
struct Chain<'a> {
    decisions: &'a Decisions,
    around: Read<'a>,
}

impl Chain<'_> {
    /// The tables that follow one, each with the place where it is named.
    fn next(self, table: usize) -> Vec<(usize, Span)> {
        let outcomes = self.decisions.get(table).map(|proved| proved.table.outcomes.as_slice()).unwrap_or_default();
        let named = outcomes.iter().flat_map(|outcome| outcome.next.iter().zip(&outcome.next_spans));
        named.filter_map(|(target, span)| Some((self.decisions.find(target)?, *span))).collect()
    }

    /// Tables that lead back to where a reader came from: each ring is told once, in the first of its tables.
    fn rings(self) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        let mut told: BTreeSet<usize> = BTreeSet::new();
        for (start, proved) in self.decisions.iter() {
            let ring = if told.contains(&start) { None } else { self.way_back(start) };
            let Some(ring) = ring else { continue };
            told.extend(ring.iter().map(|(table, _)| *table));
            let Some(((_, first), others)) = ring.split_first() else { continue };
            let table = &proved.table;
            let message = match others {
                [] => format!("`{}` leads to itself", table.slug),
                _ => format!("`{}` leads back to itself, by way of {}", table.slug, self.names(others)),
            };
            let fault = Diagnostic::new(Code::ReferenceLoop, table.at(*first), message);
            let fault = others.iter().fold(fault, |fault, (at, span)| match self.decisions.get(*at) {
                Some(other) => fault.also(other.table.at(*span), "and from there"),
                None => fault,
            });
            diagnostics.push(fault.help("take one of these out of `next`: a reader would go round and round"));
        }
        diagnostics
    }

    /// The shortest way from a table back to it: the tables, each with the place where the next one is named.
    fn way_back(self, start: usize) -> Option<Vec<(usize, Span)>> {
        let mut ways: VecDeque<(usize, Vec<(usize, Span)>)> = VecDeque::from([(start, Vec::new())]);
        let mut seen = BTreeSet::new();
        while let Some((at, way)) = ways.pop_front() {
            for (to, span) in self.next(at) {
                let longer = [way.as_slice(), &[(at, span)]].concat();
                if to == start {
                    return Some(longer);
                }
                if seen.insert(to) {
                    ways.push_back((to, longer));
                }
            }
        }
        None
    }

    fn names(self, tables: &[(usize, Span)]) -> String {
        let name = |(table, _): &(usize, Span)| {
            let table = &self.decisions.get(*table)?.table;
            let record = self.around.catalogue.get(table.record)?;
            let kind = self.around.kinds.get(record.kind)?;
            Some(format!("{}:{}/{}", kind.name, record.slug, table.slug))
        };
        let names: Vec<String> = tables.iter().filter_map(name).collect();
        crate::diagnostic::listed(names.iter().map(String::as_str))
    }

    /// Answers that are given to tables which do not ask.
    fn idle(self, proved: &Proved) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        for outcome in &proved.table.outcomes {
            let next: Option<Vec<&Proved>> =
                outcome.next.iter().map(|target| self.decisions.get(self.decisions.find(target)?)).collect();
            // Of a table that does not hold nobody knows what it asks.
            let Some(next) = next else { continue };
            let is_asked = |settled: &&Settled| {
                let mut asked = next.iter().flat_map(|next| &next.table.questions);
                asked.any(|question| question.shared == Some(settled.question))
            };
            for settled in outcome.settles.iter().filter(|settled| !is_asked(settled)) {
                let name = self.around.catalogue.get(settled.question).map(|record| &*record.slug).unwrap_or_default();
                let message = format!("no table under `next` of `{}` asks `{name}`", outcome.name);
                let fault = Diagnostic::new(Code::WrongValue, proved.table.at(settled.span), message);
                diagnostics.push(fault.help("take it out here, or name the table that asks it under `next`"));
            }
        }
        diagnostics
    }
}
