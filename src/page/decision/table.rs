use super::view::{AnswerView, RuleView, TableView};
use super::{address, reason};
use crate::decision::{Rule, Table, region_words};
use crate::page::make::{Content, link_to};
use crate::page::site::Site;
use crate::page::view::LinkView;

/// A whole table. With its title.
pub(in crate::page) fn table(site: &Site, index: usize) -> Option<(String, String, Content)> {
    let proved = site.decisions.get(index)?;
    let table = &proved.table;
    let counts = proved.proof().counts();
    let record = link_to(site, table.record)?;
    let [stated, reading, silent] = counts.by_basis.map(|count| count.to_string());
    let question = |question: &crate::decision::Question| AnswerView {
        question: question.text.clone(),
        answer: question.answers.iter().map(|answer| answer.text.as_str()).collect::<Vec<_>>().join(" · "),
        change: String::new(),
    };
    let cannot_be = table.impossible.iter().flat_map(|impossible| {
        impossible.when.iter().map(|block| AnswerView {
            question: region_words(table, block),
            answer: impossible.because.clone(),
            change: String::new(),
        })
    });
    let title = format!("All rules – {}: {}", table.title, record.text);
    let view = TableView {
        table: LinkView::plain(table.title.clone(), address(site, table, "")),
        combinations: (counts.all - counts.impossible).to_string(),
        impossible: counts.impossible.to_string(),
        stated,
        reading,
        silent,
        questions: table.questions.iter().map(question).collect(),
        rules: table.rules.iter().map(|found| rule(site, table, found)).collect(),
        cannot_be: cannot_be.collect(),
        record,
    };
    Some((title, table.summary.clone(), Content::Table(Box::new(view))))
}

fn rule(site: &Site, table: &Table, rule: &Rule) -> RuleView {
    let winners = rule.yields.iter().flat_map(|yields| &yields.to);
    let winners: Vec<&str> = winners.filter_map(|(winner, _)| Some(&*table.rules.get(*winner)?.name)).collect();
    RuleView {
        name: rule.name.to_string(),
        when: rule.when.iter().map(|block| region_words(table, block)).collect(),
        outcome: table.outcomes.get(rule.outcome).map(|outcome| outcome.title.clone()).unwrap_or_default(),
        because: reason(site, rule),
        yields_to: winners.join(", "),
        yields_because: rule.yields.as_ref().map(|yields| yields.because.clone()).unwrap_or_default(),
    }
}
