use super::gift::gift;
use super::state::{self, is_known, is_over, of_outcome, of_table, sentence};
use super::view::{BetterView, OutcomeView, ReasonView, ResultView, TurnView};
use super::{address, answer_words, answers, change, is_named, link, question_words, reason, sources};
use crate::catalogue::Target;
use crate::date::State;
use crate::decision::{Answers, Better, Finding, Given, Outcome, Proved, carried};
use crate::page::card::reached;
use crate::page::html::{Shown, inline};
use crate::page::make::link_to;
use crate::page::site::Site;
use crate::page::value::{Frame, prose};
use crate::page::view::LinkView;

/// What is said where several things are possible.
const DEPENDS: &str = "It depends on what you are not sure of";

/// Somebody who can be asked.
fn asked(site: &Site, contact: &Target) -> Option<String> {
    let link = link(site, contact)?;
    Some(inline(&match reached(site, contact) {
        Some(rows) => Shown::Card(link, rows),
        None => Shown::Link(link),
    }))
}

/// What came of the answers on a page.
pub(super) fn result(site: &Site, proved: &Proved, index: usize, step: usize) -> Option<ResultView> {
    let table = &proved.table;
    let steps = site.decisions.steps(index)?;
    let found = steps.get(step)?;
    let finding = proved.finding(&found.answers);
    // What is over on this page is what its outcomes give: a part may have days of its own.
    let outcomes = finding.outcomes.iter().filter_map(|outcome| table.outcomes.get(*outcome));
    let states: Vec<Option<State>> = outcomes.map(|outcome| of_outcome(site, table, outcome)).collect();
    let is_over = states.iter().all(|state| is_over(*state));
    let may_be_over = states.iter().any(|state| self::is_over(*state) || !is_known(*state));
    let rules = if finding.rules.is_empty() { &finding.one_of } else { &finding.rules };
    let why = |rule: &usize| table.rules.get(*rule).map(|rule| reason(site, rule));
    let better = |better: &Better| BetterView {
        question: question_words(table, better.question, &found.common).to_owned(),
        answer: answer_words(table, better.question, Given::Answer(better.answer)).to_owned(),
        outcomes: said(better.outcomes.iter().map(|outcome| outcome_words(site, proved, *outcome))),
    };
    let turn = |question: &usize| {
        let asked = table.questions.get(*question)?;
        Some(TurnView {
            question: question_words(table, *question, &found.common).to_owned(),
            how: asked.not_sure.clone(),
            change: change(site, table, steps, found, *question).unwrap_or_default(),
        })
    };
    let over = site.config.decoded.prose("decision_over").filter(|_| may_be_over);
    let mut ask = Vec::new();
    for outcome in finding.outcomes.iter().filter_map(|outcome| table.outcomes.get(*outcome)) {
        for contact in &outcome.ask {
            if !ask.contains(contact) {
                ask.push(contact.clone());
            }
        }
    }
    let frame = Frame { top_level: 3, prefix: "", name: "over_", explained: None };
    let view = ResultView {
        record: link_to(site, table.record)?,
        table: LinkView::plain(table.title.clone(), address(site, table, "")),
        // Where outcomes differ in it, that of the record would be said of all.
        state: match states.split_first() {
            Some((first, others)) if others.iter().all(|other| other == first) => state::words(site, table, *first),
            _ => state::words(site, table, of_table(site, table)),
        },
        is_over,
        may_be_over,
        sentence: headline(site, proved, &finding),
        outcomes: finding.outcomes.iter().filter_map(|outcome| outcome_view(site, proved, *outcome)).collect(),
        why: if finding.outcomes.len() == 1 { rules.iter().filter_map(why).collect() } else { Vec::new() },
        is_one_of: finding.rules.is_empty(),
        beaten: beaten(site, proved, &finding),
        turns_on: finding.turns_on.iter().chain(&finding.open).filter_map(turn).collect(),
        better: proved.better_on(found, &finding.outcomes).iter().map(better).collect(),
        answers: answers(site, proved, index, step),
        is_shared: !found.is_whole,
        ask: ask.iter().filter_map(|contact| asked(site, contact)).collect(),
        next: next(site, proved, &finding, &found.common),
        over: over.map(|over| prose(site, None, over, frame)).unwrap_or_default(),
        data: address(site, table, "decision.json"),
        is_end: false,
    };
    let is_silent = |outcome: &OutcomeView| outcome.then.is_empty();
    let is_end = view.turns_on.is_empty() && view.ask.is_empty() && view.next.is_empty() && view.over.is_empty();
    Some(ResultView { is_end: is_end && view.outcomes.iter().all(is_silent), ..view })
}

/// Words, each once.
fn said(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    for words in words {
        if !said.contains(&words) {
            said.push(words);
        }
    }
    said
}

/// The result in one sentence.
fn headline(site: &Site, proved: &Proved, finding: &Finding) -> String {
    let [outcome] = finding.outcomes.as_slice() else {
        let sentences: Vec<String> =
            finding.outcomes.iter().map(|outcome| sentence(site, &proved.table, *outcome)).collect();
        // Several outcomes may say the same, and differ in how much one gets.
        return match sentences.first().filter(|first| !first.is_empty()) {
            Some(first) if sentences.iter().all(|sentence| sentence == first) => {
                format!("{first}; how much depends on what you are not sure of")
            }
            _ => DEPENDS.to_owned(),
        };
    };
    outcome_words(site, proved, *outcome)
}

/// What an outcome is called, with its verdict before it where that says more.
#[must_use]
pub fn outcome_words(site: &Site, proved: &Proved, outcome: usize) -> String {
    let Some(found) = proved.table.outcomes.get(outcome) else { return String::new() };
    let sentence = sentence(site, &proved.table, outcome);
    match (sentence.is_empty(), is_named(site, &proved.table, outcome)) {
        (true, _) => found.title.clone(),
        (false, true) => format!("{sentence}: {}", found.title),
        (false, false) => sentence,
    }
}

fn outcome_view(site: &Site, proved: &Proved, outcome: usize) -> Option<OutcomeView> {
    let found = proved.table.outcomes.get(outcome)?;
    let sentence = sentence(site, &proved.table, outcome);
    Some(OutcomeView {
        title: if is_named(site, &proved.table, outcome) { found.title.clone() } else { String::new() },
        sentence,
        gives: found
            .gives
            .iter()
            .enumerate()
            .filter_map(|(place, target)| gift(site, target, &format!("gives-{outcome}-{place}_")))
            .collect(),
        tell: found.tell.clone(),
        then: if is_over(of_outcome(site, &proved.table, found)) { String::new() } else { found.then.clone() },
        note: found.note.clone(),
        sources: sources(site, &found.sources),
    })
}

/// Why rules that are met do not decide.
fn beaten(site: &Site, proved: &Proved, finding: &Finding) -> Vec<ReasonView> {
    let mut views: Vec<ReasonView> = Vec::new();
    let is_met = |winner: &usize| finding.outcomes.len() == 1 && finding.rules.contains(winner);
    for (rule, _) in finding.beaten.iter().filter(|(_, winner)| is_met(winner)) {
        let Some(rule) = proved.table.rules.get(*rule) else { continue };
        let Some(yields) = &rule.yields else { continue };
        views.push(ReasonView {
            note: yields.because.clone(),
            basis: yields.basis.words().to_owned(),
            sources: Vec::new(),
            ..reason(site, rule)
        });
    }
    views
}

/// The tables that may bring more, each at the question that is left after these answers.
fn next(site: &Site, proved: &Proved, finding: &Finding, answers: &Answers) -> Vec<LinkView> {
    let [outcome] = finding.outcomes.as_slice() else { return Vec::new() };
    let Some(outcome) = proved.table.outcomes.get(*outcome) else { return Vec::new() };
    let link = |target| {
        let (index, step) = entry(site, proved, (answers, outcome), target)?;
        let next = &site.decisions.get(index)?.table;
        let text = format!("{}: {}", site.title(next.record), next.title);
        Some(LinkView::plain(text, page(site, index, step)?))
    };
    outcome.next.iter().filter_map(link).collect()
}

/// The table that a reference names, and its page for those who have given some answers here.
fn entry(site: &Site, proved: &Proved, told: (&Answers, &Outcome), target: &Target) -> Option<(usize, usize)> {
    let index = site.decisions.find(target)?;
    let known = carried(&proved.table, told, site.decisions.get(index)?);
    Some((index, site.decisions.steps(index)?.entry(&known)))
}

/// Where a page of a table leads: a result that says no more than which table comes next is passed over.
pub(super) fn page(site: &Site, mut index: usize, mut step: usize) -> Option<String> {
    /// Tables may lead to each other in a ring.
    const MOST: usize = 8;
    for _ in 0..MOST {
        let Some((after, entry)) = straight(site, index, step) else { break };
        (index, step) = (after, entry);
    }
    let found = site.decisions.steps(index)?.get(step)?;
    Some(address(site, &site.decisions.get(index)?.table, &found.path))
}

fn straight(site: &Site, index: usize, step: usize) -> Option<(usize, usize)> {
    let proved = site.decisions.get(index)?;
    let found = site.decisions.steps(index)?.get(step).filter(|step| step.next.is_none())?;
    let finding = proved.finding(&found.answers);
    let [outcome] = finding.outcomes.as_slice() else { return None };
    let outcome = proved.table.outcomes.get(*outcome)?;
    let [next] = outcome.next.as_slice() else { return None };
    if is_way(outcome) { entry(site, proved, (&found.common, outcome), next) } else { None }
}

/// Whether an outcome says no more than which table comes next.
pub(super) fn is_way(outcome: &Outcome) -> bool {
    let is_silent = [&outcome.tell, &outcome.then, &outcome.note].iter().all(|text| text.is_empty());
    let gives_nothing = outcome.gives.is_empty() && outcome.ask.is_empty();
    outcome.verdict.is_some() && !outcome.cannot_tell && gives_nothing && is_silent && outcome.next.len() == 1
}
