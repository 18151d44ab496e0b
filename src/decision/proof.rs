//! What a table says of every combination of answers.

use super::region::{Budget, Region};
use super::table::{Basis, Table};
use super::{case, prove};
use crate::diagnostic::{Code, Diagnostic};
use std::collections::BTreeSet;

/// How many blocks a proof looks at: a second's work. A table that needs more is too tangled for anyone to read.
const BUDGET: usize = 1_000_000;

/// What was found out about a table.
#[derive(Debug, Default)]
pub struct Proof {
    /// All combinations, in disjoint blocks of which each meets the same rules throughout.
    pub pieces: Vec<Piece>,
    /// How many blocks were looked at.
    pub looked_at: usize,
    /// Whether the budget was enough.
    pub is_complete: bool,
    /// Whether each piece has all rules that it meets: of a table whose rules overlap much, each has those that it meets
    /// for certain.
    pub is_exact: bool,
}

/// A block of combinations that meet the same rules.
#[derive(Debug)]
pub struct Piece {
    /// The combinations.
    pub region: Region,
    /// What they are.
    pub meaning: Meaning,
}

/// What combinations are.
#[derive(Debug)]
pub enum Meaning {
    /// They cannot be.
    Impossible,
    /// Rules decide them.
    Real(Decided),
}

/// What rules say together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decided {
    /// The rules that are met and give way to none.
    pub rules: Vec<usize>,
    /// Rules that are met and give way, each with one to which it does.
    pub beaten: Vec<(usize, usize)>,
    /// Where they lead: to one outcome in a table that holds.
    pub outcomes: Vec<usize>,
    /// The weakest basis of what decided it.
    pub basis: Basis,
}

/// How many combinations are what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All of them.
    pub all: u128,
    /// Those that cannot be.
    pub impossible: u128,
    /// Those that meet no rule.
    pub gaps: u128,
    /// Those that lead to several outcomes.
    pub conflicts: u128,
    /// Those that several rules decide alike.
    pub agree: u128,
    /// Those that rest on what is stated, on a reading, on what the source does not say.
    pub by_basis: [u128; 3],
}

/// Proves a table, and tells what is wrong with it.
pub(super) fn prove(table: &Table) -> (Proof, Vec<Diagnostic>) {
    let mut budget = Budget::new(BUDGET);
    let diagnostics = prove::of_table(table, &mut budget);
    let proof = pieces(table, &mut budget);
    let proof = Proof { looked_at: proof.looked_at + BUDGET - budget.left(), ..proof };
    let cases = case::cases(table, &proof);
    let is_told = diagnostics.iter().any(|told| told.code == Code::ProofEnded);
    let mut diagnostics = diagnostics;
    if !proof.is_complete && !is_told {
        diagnostics.push(prove::ended(table));
    }
    diagnostics.extend(cases);
    (proof, diagnostics)
}

/// The blocks of a table's rules and of what cannot be, with the rule or none.
pub(super) fn blocks(table: &Table) -> (Vec<Region>, Vec<Option<usize>>) {
    let impossible = table.impossible.iter().flat_map(|impossible| &impossible.when).map(|block| (block.clone(), None));
    let rules = table.rules.iter().enumerate();
    let rules = rules.flat_map(|(rule, found)| found.when.iter().map(move |block| (block.clone(), Some(rule))));
    impossible.chain(rules).unzip()
}

/// How many blocks are looked at to find each combination's rules: what a tenth of a second is enough for, and pages can
/// still be made of.
const EXACT: usize = 50_000;

fn pieces(table: &Table, budget: &mut Budget) -> Proof {
    let (blocks, owners) = blocks(table);
    let piece = |region: &Region, met: &[usize]| {
        let met = met.iter().filter_map(|block| owners.get(*block));
        Piece { region: region.clone(), meaning: meaning(table, met.copied()) }
    };
    let mut pieces = Vec::new();
    let mut exact = Budget::new(EXACT.min(budget.left()));
    let is_exact = table.whole().pieces(&blocks, &mut exact, &mut |region, met| pieces.push(piece(region, met)));
    if is_exact {
        return Proof { pieces, looked_at: EXACT - exact.left(), is_complete: true, is_exact };
    }
    // Where rules overlap much and agree, it is enough that no other one can change the outcome.
    let outcome =
        |block: &usize| owners.get(*block).copied().flatten().and_then(|rule| Some(table.rules.get(rule)?.outcome));
    let is_known = |whole: &[usize], some: &[usize]| {
        let all: BTreeSet<Option<usize>> = whole.iter().chain(some).map(outcome).collect();
        let is_impossible = whole.iter().any(|block| owners.get(*block) == Some(&None));
        is_impossible || (!whole.is_empty() && all.len() == 1)
    };
    pieces.clear();
    let is_complete =
        table.whole().pieces_until(&blocks, &is_known, budget, &mut |region, met| pieces.push(piece(region, met)));
    Proof { pieces, looked_at: EXACT, is_complete, is_exact }
}

/// What combinations are that are in these blocks.
fn meaning(table: &Table, met: impl Iterator<Item = Option<usize>>) -> Meaning {
    let met: Option<BTreeSet<usize>> = met.collect();
    let Some(met) = met else { return Meaning::Impossible };
    let winner = |rule: usize| met.iter().copied().find(|other| table.gives_way(rule, *other));
    let beaten: Vec<(usize, usize)> = met.iter().filter_map(|rule| Some((*rule, winner(*rule)?))).collect();
    let rules: Vec<usize> = met.iter().copied().filter(|rule| winner(*rule).is_none()).collect();
    let outcomes: BTreeSet<usize> = rules.iter().filter_map(|rule| Some(table.rules.get(*rule)?.outcome)).collect();
    let of_rules = rules.iter().filter_map(|rule| Some(table.rules.get(*rule)?.because.basis));
    let of_yields = beaten.iter().filter_map(|(rule, _)| Some(table.rules.get(*rule)?.yields.as_ref()?.basis));
    let basis = of_rules.chain(of_yields).max().unwrap_or_default();
    Meaning::Real(Decided { rules, beaten, outcomes: outcomes.into_iter().collect(), basis })
}

impl Piece {
    /// What rules say of it; none where it cannot be.
    #[must_use]
    pub const fn real(&self) -> Option<&Decided> {
        match &self.meaning {
            Meaning::Impossible => None,
            Meaning::Real(decided) => Some(decided),
        }
    }
}

impl Proof {
    /// What can be of a block, piece by piece: the part that is in it, and what rules say of that.
    pub fn real<'a>(&'a self, region: &'a Region) -> impl Iterator<Item = (Region, &'a Decided)> {
        self.pieces.iter().filter_map(|piece| Some((piece.region.meet(region)?, piece.real()?)))
    }

    /// The outcomes that are possible in a block, in the order of the table.
    #[must_use]
    pub fn outcomes(&self, region: &Region) -> Vec<usize> {
        let found: BTreeSet<usize> =
            self.real(region).flat_map(|(_, decided)| decided.outcomes.iter().copied()).collect();
        found.into_iter().collect()
    }

    /// Whether no combination of a block is impossible.
    #[must_use]
    pub fn is_possible(&self, region: &Region) -> bool {
        !self.pieces.iter().any(|piece| piece.real().is_none() && piece.region.touches(region))
    }

    /// How many combinations are what.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for piece in &self.pieces {
            let count = piece.region.count();
            counts.all += count;
            let Some(decided) = piece.real() else {
                counts.impossible += count;
                continue;
            };
            match decided.outcomes.len() {
                0 => counts.gaps += count,
                1 => {
                    let place = match decided.basis {
                        Basis::Stated => 0,
                        Basis::Reading => 1,
                        Basis::Silent => 2,
                    };
                    if let Some(of_basis) = counts.by_basis.get_mut(place) {
                        *of_basis += count;
                    }
                }
                _ => counts.conflicts += count,
            }
            if decided.rules.len() > 1 {
                counts.agree += count;
            }
        }
        counts
    }

    /// For each question the pairs of answers that lead to different things somewhere, and whether it ever changes an
    /// outcome; `None` where there are too many pieces to compare each with each.
    #[must_use]
    pub fn differences(&self, region: &Region) -> Option<Differences> {
        let pieces: Vec<(Region, &Meaning)> =
            self.pieces.iter().filter_map(|piece| Some((piece.region.meet(region)?, &piece.meaning))).collect();
        if pieces.len() > COMPARED {
            return None;
        }
        let mut found =
            Differences { apart: vec![Vec::new(); region.questions()], matters: vec![false; region.questions()] };
        for (number, (a, meaning)) in pieces.iter().enumerate() {
            for (b, other) in pieces.iter().skip(number + 1) {
                let (value, others) = (value(meaning), self::value(other));
                if value == others {
                    continue;
                }
                let Some(question) = a.apart_in(b) else { continue };
                if let Some(apart) = found.apart.get_mut(question) {
                    apart.push((a.answers(question), b.answers(question)));
                }
                // What cannot be is nobody's answer.
                if let (Some(matters), Some(_), Some(_)) = (found.matters.get_mut(question), value, others) {
                    *matters = true;
                }
            }
        }
        Some(found)
    }
}

impl Proof {
    /// The first of some questions that changes an outcome within a block, found without comparing all pieces where it can be.
    pub(super) fn first_that_matters(&self, region: &Region, questions: &[usize]) -> Option<usize> {
        let pieces: Vec<(Region, &Decided)> = self.real(region).collect();
        let mut first: Option<usize> = None;
        for (number, (a, decided)) in pieces.iter().enumerate() {
            for (b, _) in pieces.iter().skip(number + 1).filter(|(_, other)| other.outcomes != decided.outcomes) {
                let Some(question) = a.apart_in(b) else { continue };
                let place = questions.iter().position(|asked| *asked == question);
                if let Some(place) = place.filter(|place| first.is_none_or(|first| *place < first)) {
                    first = Some(place);
                    if place == 0 {
                        return questions.first().copied();
                    }
                }
            }
        }
        questions.get(first?).copied()
    }
}

/// How many pieces are compared each with each: with more the proof says nothing of answers that are alike.
const COMPARED: usize = 4000;

/// What pieces are compared by: the outcomes, or that they cannot be.
fn value(meaning: &Meaning) -> Option<&[usize]> {
    match meaning {
        Meaning::Impossible => None,
        Meaning::Real(decided) => Some(&decided.outcomes),
    }
}

/// In what the answers to questions differ.
#[derive(Debug)]
pub struct Differences {
    /// For each question two sets of answers, of which each from the one differs from each of the other.
    apart: Vec<Vec<(u64, u64)>>,
    /// For each question whether it changes an outcome.
    matters: Vec<bool>,
}

impl Differences {
    /// Whether a question changes an outcome.
    #[must_use]
    pub fn matters(&self, question: usize) -> bool {
        self.matters.get(question).copied().unwrap_or(true)
    }

    /// Whether two answers to a question lead to the same always.
    #[must_use]
    pub fn are_alike(&self, question: usize, a: usize, b: usize) -> bool {
        let (a, b) = (1 << a, 1 << b);
        let is_apart =
            |(left, right): &(u64, u64)| (left & a != 0 && right & b != 0) || (left & b != 0 && right & a != 0);
        !self.apart.get(question).is_some_and(|apart| apart.iter().any(is_apart))
    }
}
