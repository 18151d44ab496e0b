//! The pages of a table: one for each path of answers, or, where these are too many, one for all paths after which the same
//! is left to ask.

use super::answers::{Answers, Given, Shortest};
use super::read::{Decisions, NOT_SURE, Proved};
use super::region::Region;
use super::share;
use super::table::{Outcome, Settled, Table};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// How many pages a table may have before they are shared: they are the most of a site, and nobody reads them all.
const PAGES: usize = 2000;

/// The page of some answers.
#[derive(Debug)]
pub struct Step {
    /// Its path below that of the table.
    pub path: String,
    /// The answers of those who come here, or of some of them on a shared page; the same follows for all.
    pub answers: Answers,
    /// Those of them that all have given.
    pub common: Answers,
    /// For each of these the page on which to answer otherwise: the one that asked for it, or else the last before it that all
    /// have seen.
    pub asked: Vec<usize>,
    /// Whether these are all that anybody has given who comes here.
    pub is_whole: bool,
    /// A block that has all combinations which they leave open.
    pub around: Region,
    /// The next question, and the page of each answer; none where there is nothing to ask.
    pub next: Option<(usize, Vec<(Given, usize)>)>,
}

/// The pages of a table; the first begins.
#[derive(Debug, Default)]
pub struct Steps {
    pub(super) steps: Vec<Step>,
    /// Pages that come from other tables, by what is known already.
    pub(super) entries: BTreeMap<Answers, usize>,
    /// The page of each path.
    places: BTreeMap<Answers, usize>,
    /// Whether there would be more pages than are made.
    pub(super) is_cut: bool,
}

impl Steps {
    /// All pages.
    #[must_use]
    pub fn all(&self) -> &[Step] {
        &self.steps
    }

    /// One of them.
    #[must_use]
    pub fn get(&self, step: usize) -> Option<&Step> {
        self.steps.get(step)
    }

    /// The page that begins for those of whom some answers are known.
    #[must_use]
    pub fn entry(&self, known: &Answers) -> usize {
        self.entries.get(known).copied().unwrap_or_default()
    }
}

impl Step {
    /// The page on which to answer a question otherwise, where all have answered it who come here.
    #[must_use]
    pub fn change(&self, question: usize) -> Option<usize> {
        let place = self.common.0.iter().position(|(answered, _)| *answered == question)?;
        self.asked.get(place).copied()
    }
}

/// The path of answers, as it follows that of the table: `latest-ri/before-better/`.
#[must_use]
pub fn path(table: &Table, answers: &Answers) -> String {
    answers.0.iter().map(|(question, given)| format!("{}/", step_name(table, *question, *given))).collect()
}

/// An answer in a path.
fn step_name(table: &Table, question: usize, given: Given) -> String {
    let Some(asked) = table.questions.get(question) else { return String::new() };
    let answer = match given {
        Given::Answer(answer) => asked.answers.get(answer).map(|answer| &*answer.name).unwrap_or_default(),
        Given::NotSure => NOT_SURE,
    };
    format!("{}-{answer}", asked.name)
}

/// The pages of all tables. A table to which others lead has pages also for those whose answers are known from there.
pub(super) fn walk(decisions: &Decisions) -> Vec<Steps> {
    let mut found: Vec<Steps> = decisions.iter().map(|(_, proved)| begin(proved)).collect();
    let mut entries: BTreeSet<(usize, Answers)> = BTreeSet::new();
    // What is known at the end of one table is known in the next, and from there in those after it.
    let mut to_follow: VecDeque<usize> = (0..found.len()).collect();
    let mut rounds = 0;
    while let Some(from) = to_follow.pop_front().filter(|_| rounds < PAGES) {
        rounds += 1;
        for (to, known) in leaving(decisions, from, found.get(from)) {
            if known.0.is_empty() || !entries.insert((to, known.clone())) {
                continue;
            }
            if let (Some(steps), Some(proved)) = (found.get_mut(to), decisions.get(to))
                && steps.steps.len() < PAGES
            {
                add(steps, proved, known);
                to_follow.push_back(to);
            }
        }
    }
    found
}

/// The tables to which results of one lead, each with what is known there.
fn leaving(decisions: &Decisions, from: usize, steps: Option<&Steps>) -> Vec<(usize, Answers)> {
    let (Some(proved), Some(steps)) = (decisions.get(from), steps) else { return Vec::new() };
    let mut found = BTreeSet::new();
    for step in steps.steps.iter().filter(|step| step.next.is_none()) {
        let outcomes = proved.proof().outcomes(&step.answers.region(&proved.table));
        // Where several are possible, no result leads on.
        let [outcome] = outcomes.as_slice() else { continue };
        let Some(outcome) = proved.table.outcomes.get(*outcome) else { continue };
        for target in &outcome.next {
            let Some(to) = decisions.find(target) else { continue };
            let Some(next) = decisions.get(to) else { continue };
            found.insert((to, carried(&proved.table, (&step.common, outcome), next)));
        }
    }
    found.into_iter().collect()
}

/// What answers to the questions of one table, and the outcome to which they lead, say of the questions of another that shares
/// some.
#[must_use]
pub fn carried(table: &Table, (answers, outcome): (&Answers, &Outcome), next: &Proved) -> Answers {
    let mut known = Answers::default();
    let place =
        |settled: &Settled| next.table.questions.iter().position(|question| question.shared == Some(settled.question));
    for settled in &outcome.settles {
        let Some(place) = place(settled) else { continue };
        let answer = next.table.questions.get(place).and_then(|question| question.answer(&settled.answer));
        if let Some(answer) = answer
            && next.choices(&known.region(&next.table), place).contains(&answer)
        {
            known.0.push((place, Given::Answer(answer)));
        }
    }
    for (question, given) in &answers.0 {
        let Some(asked) = table.questions.get(*question).filter(|asked| asked.shared.is_some()) else { continue };
        let others = next.table.questions.iter().enumerate();
        let Some((place, other)) = others.clone().find(|(_, other)| other.shared == asked.shared) else { continue };
        if known.get(place).is_some() {
            continue;
        }
        let same = match given {
            Given::NotSure => Some(Given::NotSure),
            // Where the same days are cut otherwise, only a stretch that lies within another says anything.
            Given::Answer(answer) => {
                let name = asked.answers.get(*answer).map(|answer| &*answer.name).unwrap_or_default();
                match asked.scale == other.scale {
                    true => other.answer(name).map(Given::Answer),
                    false => asked.within(*answer, other).map(Given::Answer),
                }
            }
        };
        let region = known.region(&next.table);
        let is_possible = |given: &Given| match given {
            Given::Answer(answer) => next.choices(&region, place).contains(answer),
            Given::NotSure => true,
        };
        known.0.extend(same.filter(is_possible).map(|same| (place, same)));
    }
    known
}

/// The pages of a table for those of whom nothing is known.
fn begin(proved: &Proved) -> Steps {
    let mut steps = Steps::default();
    add(&mut steps, proved, Answers::default());
    if steps.steps.len() > PAGES {
        return share::walk(proved);
    }
    steps
}

/// Adds the pages that follow some answers; stops where there are too many.
fn add(steps: &mut Steps, proved: &Proved, first: Answers) {
    let mut to_make: VecDeque<usize> = VecDeque::new();
    let mut shortest = Shortest::new(proved);
    // What was known from another table is changed there; here one begins anew.
    let asked = vec![0; first.0.len()];
    let (entry, is_new) = push(steps, &proved.table, first.clone(), asked);
    steps.entries.insert(first, entry);
    to_make.extend(is_new.then_some(entry));
    while let Some(at) = to_make.pop_front() {
        if steps.steps.len() > PAGES {
            steps.is_cut = true;
            return;
        }
        let Some(step) = steps.steps.get(at) else { continue };
        let (answers, asked) = (step.answers.clone(), [step.asked.as_slice(), &[at]].concat());
        let Some(question) = proved.next_by(&answers, &mut shortest) else { continue };
        let mut next = Vec::new();
        for given in givens(proved, &answers, question) {
            let (place, is_new) = push(steps, &proved.table, answers.with(question, given), asked.clone());
            to_make.extend(is_new.then_some(place));
            next.push((given, place));
        }
        if let Some(step) = steps.steps.get_mut(at) {
            step.next = Some((question, next));
        }
    }
}

/// The page of some answers, and whether it is new.
fn push(steps: &mut Steps, table: &Table, answers: Answers, asked: Vec<usize>) -> (usize, bool) {
    if let Some(known) = steps.places.get(&answers) {
        return (*known, false);
    }
    let place = steps.steps.len();
    steps.places.insert(answers.clone(), place);
    let (common, around) = (answers.clone(), answers.region(table));
    steps.steps.push(Step { path: path(table, &answers), answers, common, asked, is_whole: true, around, next: None });
    (place, true)
}

/// What a reader can answer to a question.
pub(super) fn givens<'a>(
    proved: &'a Proved,
    answers: &Answers,
    question: usize,
) -> impl Iterator<Item = Given> + use<'a> {
    let choices = proved.choices(&answers.region(&proved.table), question);
    choices.into_iter().map(Given::Answer).chain([Given::NotSure])
}
