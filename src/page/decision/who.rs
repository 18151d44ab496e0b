use super::result::is_way;
use super::state::{is_over, of_outcome, of_table, sentence};
use super::view::{DecisionView, ReasonView, SharedView, WayView};
use super::{address, is_named, reason};
use crate::catalogue::RecordIndex;
use crate::decision::{Outcome, Region, Rule, Table};
use crate::page::site::Site;
use crate::page::view::LinkView;
use crate::route;

/// Who could get what of a record, by its tables.
pub(in crate::page) fn decisions(site: &Site, record: RecordIndex) -> Vec<DecisionView> {
    site.decisions.of(record).map(|(_, proved)| decision(site, &proved.table)).collect()
}

fn decision(site: &Site, table: &Table) -> DecisionView {
    let mut outcomes: Vec<(usize, &Outcome)> = table.outcomes.iter().enumerate().collect();
    // The best first, as the kind has them; those of one verdict as they were written.
    outcomes.sort_by_key(|(_, outcome)| outcome.verdict);
    let best = outcomes.iter().filter_map(|(_, outcome)| outcome.verdict).min();
    let is_main = |outcome: &Outcome| match outcome.verdict {
        Some(verdict) => !outcome.cannot_tell && (!outcome.gives.is_empty() || Some(verdict) == best),
        None => true,
    };
    let (main, others): (Vec<_>, Vec<_>) = outcomes.into_iter().partition(|(_, outcome)| is_main(outcome));
    let (leads, main): (Vec<_>, Vec<_>) = main.into_iter().partition(|(_, outcome)| is_way(outcome));
    let lead = |(_, outcome): &(usize, &Outcome)| {
        let next = site.decisions.get(site.decisions.find(outcome.next.first()?)?)?;
        Some(LinkView::plain(outcome.title.clone(), address(site, &next.table, "")))
    };
    let way = |(place, outcome): &(usize, &Outcome)| way(site, table, (*place, outcome));
    DecisionView {
        title: table.title.clone(),
        anchor: route::part_anchor(&table.slug),
        summary: table.summary.clone(),
        begin: address(site, table, ""),
        table: address(site, table, "table/"),
        is_over: is_over(of_table(site, table)),
        leads: leads.iter().filter_map(lead).collect(),
        ways: main.iter().map(way).collect(),
        others: others.iter().map(way).collect(),
    }
}

fn way(site: &Site, table: &Table, (place, outcome): (usize, &Outcome)) -> WayView {
    let rules: Vec<&Rule> = table.rules.iter().filter(|rule| rule.outcome == place).collect();
    let sentence = sentence(site, table, place);
    let mut reasons: Vec<_> =
        rules.iter().map(|rule| ReasonView { unless: unless(table, rule), ..reason(site, rule) }).collect();
    // Rules for different readers may rest on one criterion.
    let mut seen = Vec::new();
    reasons.retain(|reason| {
        let key = (reason.text.clone(), reason.url.clone(), reason.unless.clone());
        let is_new = !seen.contains(&key);
        seen.push(key);
        is_new
    });
    WayView {
        shared: if reasons.len() > 1 { shared(table, &rules) } else { Vec::new() },
        title: if is_named(site, table, place) { outcome.title.clone() } else { String::new() },
        sentence,
        is_over: is_over(of_outcome(site, table, outcome)),
        reasons,
    }
}

/// What a rule gives way to, where that leads elsewhere: it may be true as well.
fn unless(table: &Table, rule: &Rule) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    let wins = rule.yields.iter().flat_map(|yields| &yields.to).filter_map(|(wins, _)| table.rules.get(*wins));
    for wins in wins.filter(|wins| wins.outcome != rule.outcome) {
        if !texts.contains(&wins.because.text) {
            texts.push(wins.because.text.clone());
        }
    }
    texts
}

/// What all rules ask for alike.
fn shared(table: &Table, rules: &[&Rule]) -> Vec<SharedView> {
    let whole = table.whole();
    let blocks: Vec<&Region> = rules.iter().flat_map(|rule| &rule.when).collect();
    let asked = table.questions.iter().enumerate().filter_map(|(number, question)| {
        let first = blocks.first()?.answers(number);
        let is_same = blocks.iter().all(|block| block.answers(number) == first);
        if !is_same || first == whole.answers(number) {
            return None;
        }
        let answers = question.answers.iter().enumerate().filter(|(answer, _)| first & (1 << answer) != 0);
        let answers = answers.map(|(_, answer)| answer.text.clone()).collect();
        Some(SharedView { question: question.text.clone(), answers })
    });
    asked.collect()
}
