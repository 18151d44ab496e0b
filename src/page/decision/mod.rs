//! The pages of decision tables: questions, results, the whole table, and who could get what on the page of the record.

mod data;
mod gift;
mod question;
mod result;
mod state;
mod table;
mod view;
mod who;

pub use data::data;
pub(super) use question::step;
pub use result::outcome_words;
pub(super) use table::table;
pub use view::{
    AnswerView, BetterView, ChoiceView, DecisionView, GiftRow, GiftView, GiftsView, OutcomeView, QuestionView,
    ReasonView, ResultView, RuleView, SharedView, TableView, TurnView, WayView,
};
pub(super) use who::decisions;

use self::state::sentence;
use super::make::link_to;
use super::site::Site;
use super::view::LinkView;
use crate::catalogue::Target;
use crate::decision::{Answers, Given, Proved, Region, Rule, Step, Steps, Table};
use crate::kind::Decision;
use crate::route;

/// What readers are told who are not sure.
const NOT_SURE: &str = "I am not sure";

/// The role of the kind that a table belongs to.
fn role<'a>(site: &'a Site, table: &Table) -> Option<&'a Decision> {
    site.kinds.get(site.catalogue.get(table.record)?.kind)?.roles.decision.as_ref()
}

/// Whether what an outcome is called says more than its verdict: what it gives, or which of several with that verdict it is.
fn is_named(site: &Site, table: &Table, outcome: usize) -> bool {
    let Some(found) = table.outcomes.get(outcome) else { return false };
    let verdict = found.verdict.and_then(|verdict| role(site, table)?.verdicts.get(verdict));
    let alike = table.outcomes.iter().filter(|other| other.verdict == found.verdict).count();
    let is_own = verdict.is_none_or(|verdict| *found.title != *verdict.title);
    sentence(site, table, outcome).is_empty()
        || (is_own && (!found.gives.is_empty() || found.verdict.is_none() || alike > 1))
}

/// The address of a page of a table.
fn address(site: &Site, table: &Table, rest: &str) -> String {
    let path = route::check_path(table, &site.catalogue, &site.kinds).unwrap_or_default();
    site.at(&format!("{path}{rest}"))
}

/// A record, or a part of one, as a link.
fn link(site: &Site, target: &Target) -> Option<LinkView> {
    let record = site.catalogue.get(target.record)?;
    let text = match &target.part {
        Some(part) => record.decoded.part(part)?.title(),
        None => return link_to(site, target.record),
    };
    Some(LinkView::plain(text, site.address(target)))
}

/// Where a claim was taken from: a section is named after its publication.
fn sources(site: &Site, targets: &[Target]) -> Vec<LinkView> {
    let source = |target: &Target| {
        let record = site.catalogue.get(target.record)?;
        let own = link(site, target)?;
        Some(match &target.part {
            Some(_) => LinkView { text: format!("{}, {}", record.title(), own.text), ..own },
            None => own,
        })
    };
    targets.iter().filter_map(source).collect()
}

fn links(site: &Site, targets: &[Target]) -> Vec<LinkView> {
    targets.iter().filter_map(|target| link(site, target)).collect()
}

/// Why a rule says what it says.
fn reason(site: &Site, rule: &Rule) -> ReasonView {
    let because = &rule.because;
    ReasonView {
        text: because.text.clone(),
        url: because.part.as_ref().map(|part| site.address(part)).unwrap_or_default(),
        note: because.note.clone(),
        basis: because.basis.words().to_owned(),
        sources: sources(site, &because.sources),
        unless: Vec::new(),
    }
}

/// The words of an answer.
fn answer_words(table: &Table, question: usize, given: Given) -> &str {
    let answers = table.questions.get(question).map(|question| question.answers.as_slice()).unwrap_or_default();
    match given {
        Given::Answer(answer) => answers.get(answer).map(|answer| &*answer.text).unwrap_or_default(),
        Given::NotSure => NOT_SURE,
    }
}

/// What was answered, each with the page on which to change it.
fn answers(site: &Site, proved: &Proved, index: usize, step: usize) -> Vec<AnswerView> {
    let Some(steps) = site.decisions.steps(index) else { return Vec::new() };
    let Some(found) = steps.get(step) else { return Vec::new() };
    let table = &proved.table;
    let view = |(question, given): &(usize, Given)| AnswerView {
        // In the words for all that is known, also where what decides them was told by another table and stands later.
        question: question_words(table, *question, &found.common).to_owned(),
        answer: answer_words(table, *question, *given).to_owned(),
        change: change(site, table, steps, found, *question).unwrap_or_default(),
    };
    found.common.0.iter().map(view).collect()
}

/// An answer as it stands in the title of a page: a word such as "No" says nothing without its question.
pub(super) fn in_a_title(given: &AnswerView) -> String {
    let AnswerView { question, answer, .. } = given;
    let says_something = answer.contains(' ') && answer != NOT_SURE;
    if says_something { answer.clone() } else { format!("{question} {answer}") }
}

/// The page on which to answer a question otherwise; none where it was not asked.
fn change(site: &Site, table: &Table, steps: &Steps, found: &Step, question: usize) -> Option<String> {
    let path = &steps.get(found.change(question)?)?.path;
    Some(address(site, table, path))
}

/// The words of a question for those who have given some answers.
fn question_words<'a>(table: &'a Table, question: usize, answers: &Answers) -> &'a str {
    let region: Region = answers.region(table);
    table.questions.get(question).map(|question| question.words(&region)).unwrap_or_default()
}
