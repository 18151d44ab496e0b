//! What is wrong with a table, and what is worth knowing about it.

use super::proof::blocks;
use super::region::{Budget, Region};
use super::table::{Impossible, Rule, Table};
use super::words::{MORE, Shown, shown};
use crate::diagnostic::{Code, Diagnostic};
use std::collections::BTreeSet;

/// What is wrong with one table.
pub(super) fn of_table(table: &Table, budget: &mut Budget) -> Vec<Diagnostic> {
    let mut prover = Prover { table, impossible: impossible(table), budget, diagnostics: Vec::new(), is_over: false };
    prover.loops();
    let has_loop = !prover.diagnostics.is_empty();
    prover.gaps();
    if !has_loop {
        prover.conflicts();
        prover.reached();
        prover.yields();
    }
    prover.silent();
    if prover.is_over {
        prover.diagnostics.push(ended(table));
    }
    prover.diagnostics
}

/// That a proof was given up.
pub(super) fn ended(table: &Table) -> Diagnostic {
    let message = format!("the proof of `{}` was given up: its rules cut the answers into too many pieces", table.slug);
    let fault = Diagnostic::new(Code::ProofEnded, table.place.clone(), message);
    let fault = fault.note("what is said of it here is true, and there may be more");
    fault.help("ask about less in one table, or let rules overlap less")
}

/// That the answers to a table lead along more ways than there can be pages.
pub(super) fn too_long(table: &Table) -> Diagnostic {
    let message =
        format!("`{}` would need more pages than a site can have: its answers lead along too many ways", table.slug);
    let fault = Diagnostic::new(Code::ProofEnded, table.place.clone(), message);
    fault.help("ask about less in one table: split it into two that follow one another by `next`")
}

fn impossible(table: &Table) -> Vec<Region> {
    table.impossible.iter().flat_map(|impossible| impossible.when.iter().cloned()).collect()
}

struct Prover<'a> {
    table: &'a Table,
    impossible: Vec<Region>,
    budget: &'a mut Budget,
    diagnostics: Vec<Diagnostic>,
    is_over: bool,
}

impl Prover<'_> {
    /// What no other block has of some blocks, in disjoint pieces; `false` where the budget ended before.
    fn left(&mut self, of: &[Region], others: &[Region]) -> (Vec<Region>, bool) {
        let (mut left, mut is_all) = (Vec::new(), true);
        let mut taken = others.to_vec();
        for block in of {
            is_all &= block.without(&taken, self.budget, &mut |piece| left.push(piece.clone()));
            taken.push(block.clone());
        }
        self.is_over |= !is_all;
        (left, is_all)
    }

    fn gaps(&mut self) {
        let (blocks, _) = blocks(self.table);
        let whole = self.table.whole();
        // Where no two overlap, their sizes tell.
        let is_apart =
            blocks.iter().enumerate().all(|(number, a)| blocks.iter().skip(number + 1).all(|b| !a.touches(b)));
        if is_apart && blocks.iter().map(Region::count).sum::<u128>() == whole.count() {
            return;
        }
        let (gaps, is_all) = self.left(&[whole], &blocks);
        if gaps.is_empty() {
            return;
        }
        let Shown { count, lines, is_one } = shown(self.table, gaps, is_all);
        let verb = if is_one { "meets" } else { "meet" };
        let message = format!("{count} of answers {verb} no rule of `{}`", self.table.slug);
        let fault = Diagnostic::new(Code::DecisionGap, self.table.place.clone(), message);
        let fault = noted(fault, lines);
        let help = "add a rule for them, if only one that leads to *cannot tell*; or say under `impossible` why they cannot be";
        self.diagnostics.push(fault.help(help));
    }

    /// The blocks of the rules that win over one.
    fn winners(&self, rule: &Rule) -> Vec<Region> {
        let to =
            rule.yields.iter().flat_map(|yields| &yields.to).filter_map(|(winner, _)| self.table.rules.get(*winner));
        to.flat_map(|winner| winner.when.iter().cloned()).collect()
    }

    fn conflicts(&mut self) {
        let table = self.table;
        for (number, b) in table.rules.iter().enumerate() {
            for (first, a) in table.rules.iter().enumerate().take(number) {
                let is_settled = table.gives_way(first, number) || table.gives_way(number, first);
                if a.outcome == b.outcome || is_settled {
                    continue;
                }
                let shared: Vec<Region> = a.when.iter().flat_map(|a| b.when.iter().filter_map(|b| a.meet(b))).collect();
                if shared.is_empty() {
                    continue;
                }
                let others = [self.impossible.clone(), self.winners(a), self.winners(b)].concat();
                let (left, is_all) = self.left(&shared, &others);
                if !left.is_empty() {
                    let fault = self.conflict(a, b, left, is_all);
                    self.diagnostics.push(fault);
                }
            }
        }
    }

    fn conflict(&self, a: &Rule, b: &Rule, left: Vec<Region>, is_all: bool) -> Diagnostic {
        let table = self.table;
        let title = |rule: &Rule| table.outcomes.get(rule.outcome).map(|outcome| &*outcome.name).unwrap_or_default();
        let Shown { count, lines, is_one } = shown(table, left, is_all);
        let verb = if is_one { "meets" } else { "meet" };
        let message = format!("{count} of answers {verb} both `{}` and `{}`, which disagree", a.name, b.name);
        let fault = Diagnostic::new(Code::RulesDisagree, table.at(b.span), message);
        let fault =
            fault.label(format!("leads to `{}`", title(b))).also(table.at(a.span), format!("leads to `{}`", title(a)));
        let fault = noted(fault, lines);
        fault.help(format!(
            "let one of the two be about less, or add `yields_to: {{rules: [{}], because: …}}` if it loses",
            a.name
        ))
    }

    /// Rules that decide nothing, and outcomes to which none leads.
    fn reached(&mut self) {
        let table = self.table;
        let mut reached = BTreeSet::new();
        let is_over = self.is_over;
        let mut is_known = true;
        for rule in &table.rules {
            let (real, is_all) = self.left(&rule.when, &self.impossible.clone());
            is_known &= is_all;
            if real.is_empty() && is_all {
                let fault = self.swallowed(rule);
                self.diagnostics.push(fault);
                reached.insert(rule.outcome);
                continue;
            }
            let (left, is_all) = self.left(&rule.when, &[self.impossible.clone(), self.winners(rule)].concat());
            is_known &= is_all;
            if left.is_empty() && is_all {
                let message = format!("`{}` never decides: it gives way wherever it is met", rule.name);
                let fault = Diagnostic::new(Code::UnreachableRule, table.at(rule.span), message);
                let winners = rule.yields.iter().flat_map(|yields| &yields.to);
                let fault = winners.fold(fault, |fault, (winner, span)| {
                    let name = table.rules.get(*winner).map(|winner| &*winner.name).unwrap_or_default();
                    fault.also(table.at(*span), format!("`{name}` wins"))
                });
                self.diagnostics.push(fault.help("take the rule out, or let the other one be about less"));
                // That its outcome is not reached follows from it.
                reached.insert(rule.outcome);
                continue;
            }
            reached.insert(rule.outcome);
        }
        if is_over || !is_known {
            return;
        }
        for (number, outcome) in table.outcomes.iter().enumerate().filter(|(number, _)| !reached.contains(number)) {
            let _ = number;
            let message = format!("no rule leads to `{}`", outcome.name);
            let fault = Diagnostic::new(Code::UnreachedOutcome, table.at(outcome.span), message);
            self.diagnostics.push(fault.help("add the rule that does, or take the outcome out"));
        }
    }

    /// A rule that is about nothing but what cannot be.
    fn swallowed(&mut self, rule: &Rule) -> Diagnostic {
        let table = self.table;
        let message = format!("`{}` is about nothing but answers that cannot be", rule.name);
        let fault = Diagnostic::new(Code::SwallowedRule, table.at(rule.span), message);
        let fault = swallowing(table, &rule.when, self.budget)
            .into_iter()
            .fold(fault, |fault, impossible| fault.also(table.at(impossible.span), "this cannot be"));
        fault.help("take the rule out, or let `impossible` say less")
    }

    /// Rules that give way to themselves, by way of others.
    fn loops(&mut self) {
        let table = self.table;
        let next = |rule: usize| {
            let yields = table.rules.get(rule).and_then(|rule| rule.yields.as_ref());
            yields.map(|yields| yields.to.as_slice()).unwrap_or_default()
        };
        let mut told: BTreeSet<usize> = BTreeSet::new();
        for (start, rule) in table.rules.iter().enumerate() {
            let (mut seen, mut to_see) = (BTreeSet::new(), vec![start]);
            let mut closing = None;
            while let Some(at) = to_see.pop() {
                for (winner, _) in next(at) {
                    if *winner == start {
                        closing = Some(at);
                    }
                    if seen.insert(*winner) {
                        to_see.push(*winner);
                    }
                }
            }
            let Some(closing) = closing.filter(|_| !told.contains(&start)) else { continue };
            told.extend(seen);
            let Some((_, span)) = next(closing).iter().find(|(winner, _)| *winner == start) else { continue };
            let message = format!("`{}` gives way to itself, by way of the rules to which it gives way", rule.name);
            let message = if closing == start { format!("`{}` gives way to itself", rule.name) } else { message };
            let fault = Diagnostic::new(Code::BadYield, table.at(*span), message);
            self.diagnostics.push(fault.help("take one of the names under `yields_to` out, so that one rule wins"));
        }
    }

    /// Rules that give way where there is nothing to settle.
    fn yields(&mut self) {
        let table = self.table;
        for rule in &table.rules {
            for (winner, span) in rule.yields.iter().flat_map(|yields| &yields.to) {
                let Some(other) = table.rules.get(*winner) else { continue };
                let shared: Vec<Region> =
                    rule.when.iter().flat_map(|a| other.when.iter().filter_map(|b| a.meet(b))).collect();
                let (left, is_all) = self.left(&shared, &self.impossible.clone());
                let message = if left.is_empty() && is_all {
                    format!("`{}` and `{}` are never met both, so that none gives way", rule.name, other.name)
                } else if rule.outcome == other.outcome {
                    format!(
                        "`{}` and `{}` lead to the same outcome, so that none has to give way",
                        rule.name, other.name
                    )
                } else {
                    continue;
                };
                let fault = Diagnostic::new(Code::BadYield, table.at(*span), message);
                self.diagnostics.push(fault.help("take the name out here"));
            }
        }
    }

    fn silent(&mut self) {
        for rule in self.table.rules.iter().filter(|rule| rule.because.basis == super::table::Basis::Silent) {
            let Some(outcome) = self.table.outcomes.get(rule.outcome).filter(|outcome| !outcome.cannot_tell) else {
                continue;
            };
            let message =
                format!("`{}` says that the source is silent, and leads to `{}` all the same", rule.name, outcome.name);
            let fault = Diagnostic::new(Code::SilentRule, self.table.at(rule.because.span), message);
            let fault = fault.also(self.table.at(outcome.span), "this says something");
            self.diagnostics.push(fault.help("lead to an outcome whose verdict says that nobody can tell, or write `basis: reading` if this is our reading of the source"));
        }
    }
}

/// Blocks in words, so that one can be told from the next.
fn noted(fault: Diagnostic, lines: Vec<String>) -> Diagnostic {
    lines.into_iter().enumerate().fold(fault, |fault, (number, line)| match number {
        0 => fault.note(line),
        _ if line.starts_with(MORE) => fault.note(line),
        _ => fault.note(format!("or: {line}")),
    })
}

/// What has all of some blocks that cannot be, without what is not needed for it.
pub(super) fn swallowing<'a>(table: &'a Table, blocks: &[Region], budget: &mut Budget) -> Vec<&'a Impossible> {
    let is_near = |impossible: &&Impossible| {
        impossible.when.iter().any(|cannot_be| blocks.iter().any(|block| block.touches(cannot_be)))
    };
    let mut needed: Vec<&Impossible> = table.impossible.iter().filter(is_near).collect();
    let mut at = 0;
    while at < needed.len() {
        let mut others = needed.clone();
        others.remove(at);
        let regions: Vec<Region> = others.iter().flat_map(|impossible| impossible.when.iter().cloned()).collect();
        let mut is_left = false;
        let is_all = blocks.iter().all(|block| block.without(&regions, budget, &mut |_| is_left = true));
        match is_all && !is_left {
            true => needed = others,
            false => at += 1,
        }
    }
    needed
}
