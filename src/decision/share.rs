//! The pages of a table that would have too many: one for all paths after which the same is left.

use super::answers::{Answers, Given, Shortest};
use super::read::Proved;
use super::region::Region;
use super::walk::{Step, Steps, givens};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// How many shared pages there may be.
const SHARED: usize = 20_000;

/// What is left after some answers, as far as a page shows it: two paths with the same one share their page.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Left {
    /// The questions that can change the outcome still.
    open: Vec<usize>,
    /// Those to which the reader is not sure of the answer.
    unsure: Vec<usize>,
    /// What is possible, seen by these questions, and what a result tells of it.
    pieces: BTreeSet<LeftPiece>,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct LeftPiece {
    answers: Vec<u64>,
    outcomes: Vec<usize>,
    rules: Vec<usize>,
    beaten: Vec<(usize, usize)>,
}

fn left(proved: &Proved, answers: &Answers) -> Left {
    let region = answers.region(&proved.table);
    let open = proved.open(answers, &region);
    let unsure = answers.0.iter().filter(|(_, given)| *given == Given::NotSure).map(|(question, _)| *question);
    let unsure: Vec<usize> = unsure.collect();
    let seen: Vec<usize> = open.iter().chain(&unsure).copied().collect();
    let pieces = proved.proof().real(&region).map(|(piece, decided)| LeftPiece {
        answers: seen.iter().map(|question| piece.answers(*question)).collect(),
        outcomes: decided.outcomes.clone(),
        rules: decided.rules.clone(),
        beaten: decided.beaten.clone(),
    });
    Left { pieces: pieces.collect(), open, unsure }
}

/// All pages.
pub(super) fn walk(proved: &Proved) -> Steps {
    let mut steps = Steps::default();
    let mut places: BTreeMap<Left, usize> = BTreeMap::new();
    let mut to_make: VecDeque<(usize, Answers)> = VecDeque::new();
    let mut shortest = Shortest::new(proved);
    steps.steps.push(step(proved, String::new(), Answers::default()));
    steps.entries.insert(Answers::default(), 0);
    to_make.push_back((0, Answers::default()));
    while let Some((at, answers)) = to_make.pop_front() {
        if steps.steps.len() > SHARED {
            steps.is_cut = true;
            break;
        }
        let Some(question) = proved.next_by(&answers, &mut shortest) else { continue };
        let mut next = Vec::new();
        for given in givens(proved, &answers, question) {
            let after = answers.with(question, given);
            let left = left(proved, &after);
            let place = *places.entry(left).or_insert_with(|| {
                let place = steps.steps.len();
                steps.steps.push(step(proved, format!("shared/{place}/"), after.clone()));
                // Who is not sure is told what it depends on: to ask on would double the pages with each question.
                if given != Given::NotSure {
                    to_make.push_back((place, after));
                }
                place
            });
            next.push((given, place));
        }
        if let Some(step) = steps.steps.get_mut(at) {
            step.next = Some((question, next));
        }
    }
    joined(proved, &mut steps);
    steps
}

/// The page of some answers, as if nobody else came to it.
fn step(proved: &Proved, path: String, answers: Answers) -> Step {
    let (common, around) = (answers.clone(), answers.region(&proved.table));
    Step { path, answers, common, asked: Vec::new(), is_whole: true, around, next: None }
}

/// What is so of those who come to a page.
#[derive(Clone, Debug, PartialEq)]
struct Coming {
    /// What all have answered, and the page that asked for it where that is one for all.
    given: BTreeMap<(usize, Given), Option<usize>>,
    /// The pages that all have seen.
    seen: BTreeSet<usize>,
    /// A block that has all combinations which they leave open.
    around: Region,
    /// How many answers anyone has given.
    most: usize,
}

impl Coming {
    /// After an answer to the question of a page.
    fn after(&self, page: usize, question: usize, given: Given) -> Self {
        let mut after = self.clone();
        after.given.insert((question, given), Some(page));
        after.seen.insert(page);
        if let Given::Answer(answer) = given {
            after.around = after.around.with_answer(question, answer);
        }
        after.most = (after.most + 1).min(after.around.questions());
        after
    }

    /// Of these and of those together.
    fn and(&self, other: &Self) -> Self {
        let same = |(given, page): (&(usize, Given), &Option<usize>)| {
            let others = other.given.get(given)?;
            Some((*given, page.filter(|_| page == others)))
        };
        let questions = 0..self.around.questions();
        let hull =
            |hull: Region, question| hull.with(question, hull.answers(question) | other.around.answers(question));
        Self {
            given: self.given.iter().filter_map(same).collect(),
            seen: self.seen.intersection(&other.seen).copied().collect(),
            around: questions.fold(self.around.clone(), hull),
            most: self.most.max(other.most),
        }
    }
}

/// Says of each page what is so of all who come to it, along any way.
fn joined(proved: &Proved, steps: &mut Steps) {
    let first = Coming { given: BTreeMap::new(), seen: BTreeSet::new(), around: proved.table.whole(), most: 0 };
    let mut coming: Vec<Option<Coming>> = vec![None; steps.steps.len()];
    if let Some(begin) = coming.first_mut() {
        *begin = Some(first);
    }
    // What all ways share only gets less, and what any may be only more, so that this ends.
    let mut to_see: VecDeque<usize> = VecDeque::from([0]);
    while let Some(at) = to_see.pop_front() {
        let Some((question, next)) = steps.steps.get(at).and_then(|step| step.next.as_ref()) else { continue };
        let Some(here) = coming.get(at).cloned().flatten() else { continue };
        for (given, to) in next {
            let after = here.after(at, *question, *given);
            let Some(there) = coming.get_mut(*to) else { continue };
            let all = there.as_ref().map_or_else(|| after.clone(), |there| there.and(&after));
            if there.as_ref() != Some(&all) {
                *there = Some(all);
                to_see.push_back(*to);
            }
        }
    }
    for (at, step) in steps.steps.iter_mut().enumerate() {
        let Some(Some(here)) = coming.get(at) else { continue };
        step.common.0.retain(|given| here.given.contains_key(given));
        step.asked = step.common.0.iter().map(|given| asked(&coming, here, given)).collect();
        step.is_whole = here.most == here.given.len();
        step.around = here.around.clone();
    }
}

/// The page that asked for an answer, or else the last before it that all have seen: from there all that follows is right.
fn asked(coming: &[Option<Coming>], here: &Coming, given: &(usize, Given)) -> usize {
    if let Some(Some(page)) = here.given.get(given) {
        return *page;
    }
    let before = here.seen.iter().filter_map(|page| Some((*page, coming.get(*page)?.as_ref()?)));
    let before = before.filter(|(_, seen)| !seen.given.keys().any(|(question, _)| *question == given.0));
    before.max_by_key(|(page, seen)| (seen.seen.len(), *page)).map(|(page, _)| page).unwrap_or_default()
}
