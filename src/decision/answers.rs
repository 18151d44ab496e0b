//! What follows from some answers: what is still possible, what to ask next, why, and what would have been better.

use super::proof::{Decided, Differences, Proof};
use super::read::Proved;
use super::region::Region;
use super::table::{Basis, Order, Table};
use super::walk::Step;
use std::collections::{BTreeMap, BTreeSet};

/// What was answered to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Given {
    /// One of its answers.
    Answer(usize),
    /// That the reader is not sure.
    NotSure,
}

/// What was answered, in the order in which it was.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Answers(pub Vec<(usize, Given)>);

/// What follows from answers.
#[derive(Debug)]
pub struct Finding {
    /// The outcomes that are possible, in the order of the table; one where all agree.
    pub outcomes: Vec<usize>,
    /// The rules that are met for certain.
    pub rules: Vec<usize>,
    /// Where none is for certain: those of which at least one is.
    pub one_of: Vec<usize>,
    /// Rules that may be met and give way, each with one to which it does.
    pub beaten: Vec<(usize, usize)>,
    /// The weakest basis of what decided it.
    pub basis: Basis,
    /// The questions that it turns on, of those to which the reader is not sure of the answer.
    pub turns_on: Vec<usize>,
    /// Questions that were not asked and could change it still.
    pub open: Vec<usize>,
    /// Other answers that would have led to something better, the best first.
    pub better: Vec<Better>,
}

/// One other answer that would have led to something better.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Better {
    /// The question.
    pub question: usize,
    /// The answer.
    pub answer: usize,
    /// Where that would have led, the best first: one, or several where it hangs on what is not asked here.
    pub outcomes: Vec<usize>,
}

/// How many of these are told.
const BETTER: usize = 3;

/// How many states are looked at to find the shortest way to ask; with more, the author's order holds.
const STATES: usize = 4000;

impl Answers {
    /// What was answered to a question.
    #[must_use]
    pub fn get(&self, question: usize) -> Option<Given> {
        self.0.iter().find(|(asked, _)| *asked == question).map(|(_, given)| *given)
    }

    /// The same with one more.
    #[must_use]
    pub fn with(&self, question: usize, given: Given) -> Self {
        let mut answers = self.clone();
        answers.0.push((question, given));
        answers
    }

    /// The combinations that they leave open.
    #[must_use]
    pub fn region(&self, table: &Table) -> Region {
        self.0.iter().fold(table.whole(), |region, (question, given)| match given {
            Given::Answer(answer) => region.with_answer(*question, *answer),
            Given::NotSure => region,
        })
    }
}

impl Proved {
    /// The question to ask next; none where nothing can change the outcome any more.
    #[must_use]
    pub fn next(&self, answers: &Answers) -> Option<usize> {
        self.next_by(answers, &mut Shortest::new(self))
    }

    /// The same, where many are looked for.
    pub(super) fn next_by(&self, answers: &Answers, shortest: &mut Shortest<'_>) -> Option<usize> {
        let region = answers.region(&self.table);
        if self.table.order == Order::Written {
            if self.proof.outcomes(&region).len() < 2 {
                return None;
            }
            let unasked = |question: &usize| answers.get(*question).is_none();
            let unasked: Vec<usize> = (0..self.table.questions.len()).filter(unasked).collect();
            if let Some(question) = self.proof.first_that_matters(&region, &unasked) {
                return Some(question);
            }
        }
        let open = self.open(answers, &region);
        match self.table.order {
            Order::Shortest if open.len() > 1 => {
                shortest.best(answers, &region, &open).or_else(|| open.first().copied())
            }
            _ => open.first().copied(),
        }
    }

    /// The questions that were not asked and can change the outcome, in the author's order.
    #[must_use]
    pub fn open(&self, answers: &Answers, region: &Region) -> Vec<usize> {
        let unasked = |question: &usize| answers.get(*question).is_none();
        let matter = self.matter(region);
        (0..self.table.questions.len()).filter(unasked).filter(|question| matter.contains(question)).collect()
    }

    /// The questions that can change the outcome within a block.
    fn matter(&self, region: &Region) -> BTreeSet<usize> {
        if self.proof.outcomes(region).len() < 2 {
            return BTreeSet::new();
        }
        let count = self.table.questions.len();
        let found: Option<Differences> = self.proof.differences(region);
        let matter: BTreeSet<usize> =
            (0..count).filter(|question| found.as_ref().is_none_or(|found| found.matters(*question))).collect();
        if !matter.is_empty() {
            return matter;
        }
        // Where what cannot be lies between all that differ, no single answer changes anything, and several do.
        (0..count).filter(|question| self.choices(region, *question).len() > 1).collect()
    }

    /// The answers to a question that somebody may have within a block.
    #[must_use]
    pub fn choices(&self, region: &Region, question: usize) -> Vec<usize> {
        let possible = self.proof.real(region).fold(0, |all, (piece, _)| all | piece.answers(question));
        region.numbers(question).filter(|answer| possible & (1 << answer) != 0).collect()
    }

    /// The answer that all the others imply, where nobody needs to be asked.
    #[must_use]
    pub fn implied(&self, region: &Region, question: usize) -> Option<usize> {
        match self.choices(region, question).as_slice() {
            [answer] => Some(*answer),
            _ => None,
        }
    }

    /// What follows from answers.
    #[must_use]
    pub fn finding(&self, answers: &Answers) -> Finding {
        let region = answers.region(&self.table);
        let real: Vec<(Region, &Decided)> = self.proof.real(&region).collect();
        let outcomes = self.proof.outcomes(&region);
        let mut met = real.iter().map(|(_, decided)| decided.rules.iter().copied().collect::<BTreeSet<usize>>());
        let first = met.next().unwrap_or_default();
        let rules: BTreeSet<usize> = met.fold(first, |all, met| all.intersection(&met).copied().collect());
        let all: BTreeSet<usize> = real.iter().flat_map(|(_, decided)| decided.rules.iter().copied()).collect();
        let beaten: BTreeSet<(usize, usize)> =
            real.iter().flat_map(|(_, decided)| decided.beaten.iter().copied()).collect();
        let matter = self.matter(&region);
        let is_unsure = |question: &usize| answers.get(*question) == Some(Given::NotSure);
        Finding {
            one_of: if rules.is_empty() && outcomes.len() == 1 { all.into_iter().collect() } else { Vec::new() },
            rules: rules.into_iter().collect(),
            beaten: beaten.into_iter().collect(),
            basis: real.iter().map(|(_, decided)| decided.basis).max().unwrap_or_default(),
            turns_on: matter.iter().copied().filter(is_unsure).collect(),
            open: matter.iter().copied().filter(|question| answers.get(*question).is_none()).collect(),
            better: self.better(answers, &region, &outcomes),
            outcomes,
        }
    }

    /// How good an outcome is: the smaller, the better; none where nobody can tell, or it is not about that.
    fn rank(&self, outcome: usize) -> Option<usize> {
        let outcome = self.table.outcomes.get(outcome)?;
        outcome.verdict.filter(|_| !outcome.cannot_tell)
    }

    /// Other answers that would have led to something better, whatever else is so, the best first.
    fn better(&self, answers: &Answers, region: &Region, outcomes: &[usize]) -> Vec<Better> {
        self.better_where(answers, region, outcomes, |_| true)
    }

    /// The same for all who come to a page, as far as it is so for each of them.
    #[must_use]
    pub fn better_on(&self, step: &Step, outcomes: &[usize]) -> Vec<Better> {
        if step.is_whole {
            return self.better(&step.common, &step.around, outcomes);
        }
        // An answer that some of them cannot have is no help to these.
        self.better_where(&step.common, &step.around, outcomes, |region| self.proof.is_possible(region))
    }

    fn better_where(
        &self,
        answers: &Answers,
        region: &Region,
        outcomes: &[usize],
        is_open: impl Fn(&Region) -> bool,
    ) -> Vec<Better> {
        let [now] = outcomes else { return Vec::new() };
        let Some(rank) = self.rank(*now) else { return Vec::new() };
        let mut found = Vec::new();
        for (question, given) in &answers.0 {
            let Given::Answer(given) = given else { continue };
            let all = self.table.whole().answers(*question);
            let elsewhere = region.with(*question, all & !(1 << given));
            for answer in self.choices(&elsewhere, *question) {
                let region = region.with_answer(*question, answer);
                let mut outcomes = self.proof.outcomes(&region);
                let is_better = |outcome: &usize| self.rank(*outcome).is_some_and(|other| other < rank);
                if !outcomes.is_empty() && outcomes.iter().all(is_better) && is_open(&region) {
                    outcomes.sort_by_key(|outcome| self.rank(*outcome));
                    found.push(Better { question: *question, answer, outcomes });
                }
            }
        }
        // What is sure comes before what may be less.
        let worst = |better: &Better| better.outcomes.last().and_then(|outcome| self.rank(*outcome));
        found.sort_by_key(|better| (worst(better), better.outcomes.len(), better.question, better.answer));
        found.truncate(BETTER);
        found
    }

    /// The proof.
    #[must_use]
    pub const fn proof(&self) -> &Proof {
        &self.proof
    }
}

/// Looks for the order of questions in which the fewest are to be expected, each combination counting as much as another.
pub(super) struct Shortest<'a> {
    proved: &'a Proved,
    known: BTreeMap<(Region, Vec<usize>), u128>,
    left: usize,
}

impl<'a> Shortest<'a> {
    pub(super) const fn new(proved: &'a Proved) -> Self {
        Self { proved, known: BTreeMap::new(), left: STATES }
    }

    /// The best of some questions to begin with; none where finding it takes too long.
    fn best(&mut self, answers: &Answers, region: &Region, open: &[usize]) -> Option<usize> {
        let mut best: Option<(u128, usize)> = None;
        for question in open {
            let asked = self.after(answers, region, *question)?;
            if best.is_none_or(|(fewest, _)| asked < fewest) {
                best = Some((asked, *question));
            }
        }
        best.map(|(_, question)| question)
    }

    /// How many questions follow one, over all combinations.
    fn after(&mut self, answers: &Answers, region: &Region, question: usize) -> Option<u128> {
        let choices = self.proved.choices(region, question);
        let counts = choices.into_iter().map(|answer| {
            let region = region.with_answer(question, answer);
            self.expected(&answers.with(question, Given::Answer(answer)), &region)
        });
        counts.collect::<Vec<Option<u128>>>().into_iter().try_fold(0, |all: u128, count| Some(all + count?))
    }

    fn expected(&mut self, answers: &Answers, region: &Region) -> Option<u128> {
        let open = self.proved.open(answers, region);
        if open.is_empty() {
            return Some(0);
        }
        let key = (region.clone(), open.clone());
        if let Some(known) = self.known.get(&key) {
            return Some(*known);
        }
        self.left = self.left.checked_sub(1)?;
        let real: u128 = self.proved.proof.real(region).map(|(piece, _)| piece.count()).sum();
        let mut fewest: Option<u128> = None;
        for question in open {
            let asked = self.after(answers, region, question)?;
            fewest = Some(fewest.map_or(asked, |fewest| fewest.min(asked)));
        }
        let asked = real + fewest.unwrap_or_default();
        self.known.insert(key, asked);
        Some(asked)
    }
}
