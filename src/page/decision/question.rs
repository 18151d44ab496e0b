use super::result::{page, result};
use super::view::{ChoiceView, QuestionView};
use super::{NOT_SURE, address, answer_words, answers, question_words};
use crate::decision::{Given, Scale};
use crate::page::make::{Content, link_to};
use crate::page::site::Site;
use crate::page::view::LinkView;

/// A page of a table: a question, or what came of the answers. With its title.
pub(in crate::page) fn step(site: &Site, index: usize, step: usize) -> Option<(String, String, Content)> {
    let proved = site.decisions.get(index)?;
    let table = &proved.table;
    let steps = site.decisions.steps(index)?;
    let found = steps.get(step)?;
    let record = link_to(site, table.record)?;
    let named = |title: &str| format!("{title} – {}: {}", table.title, record.text);
    let description = match table.summary.is_empty() {
        true => format!("{}: {}", record.text, table.title),
        false => table.summary.clone(),
    };
    let Some((question, next)) = &found.next else {
        let result = result(site, proved, index, step)?;
        return Some((named(&result.sentence), description, Content::Result(Box::new(result))));
    };
    let asked = table.questions.get(*question)?;
    let choice = |(given, to): &(Given, usize)| {
        let words = match given {
            Given::Answer(_) => answer_words(table, *question, *given),
            Given::NotSure => NOT_SURE,
        };
        let place = match given {
            Given::Answer(answer) => answer.to_string(),
            Given::NotSure => String::new(),
        };
        let link = LinkView::plain(words.to_owned(), page(site, index, *to).unwrap_or_default());
        ChoiceView { link, place }
    };
    let (format, cuts) = match &asked.scale {
        Some(Scale::Days(days)) => ("date", days.iter().map(ToString::to_string).collect()),
        Some(Scale::Numbers(numbers)) => ("number", numbers.iter().map(ToString::to_string).collect()),
        None => ("", Vec::new()),
    };
    let words = question_words(table, *question, &found.common).to_owned();
    let is_first = found.path.is_empty();
    let view = QuestionView {
        table: LinkView::plain(table.title.clone(), address(site, table, "")),
        summary: if is_first { table.summary.clone() } else { String::new() },
        hint: asked.hint.clone(),
        help: asked.help.clone(),
        not_sure: asked.not_sure.clone(),
        format: format.to_owned(),
        cuts,
        choices: next.iter().map(choice).collect(),
        answers: answers(site, proved, index, step),
        is_shared: !found.is_whole,
        is_first,
        data: address(site, table, "decision.json"),
        question: words.clone(),
        record: record.clone(),
    };
    Some((named(&words), description, Content::Question(Box::new(view))))
}
