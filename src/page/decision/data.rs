use super::state::{is_over, of_outcome, of_table, sentence};
use super::{address, links, reason, sources};
use crate::decision::{Outcome, Question, Region, Scale};
use crate::page::make::link_to;
use crate::page::site::Site;
use crate::page::view::LinkView;
use serde_json::{Value as Json, json};

/// A table as JSON, for other programs: `decision/README.md` says what is what.
#[must_use]
pub fn data(site: &Site, index: usize) -> Option<String> {
    let proved = site.decisions.get(index)?;
    let table = &proved.table;
    let record = link_to(site, table.record)?;
    let outcome = |(place, outcome): (usize, &Outcome)| {
        json!({
            "id": outcome.name, "title": outcome.title, "verdict": outcome.verdict,
            "sentence": sentence(site, table, place), "over": is_over(of_outcome(site, table, outcome)), "cannotTell": outcome.cannot_tell,
            "gives": of_links(links(site, &outcome.gives)), "ask": of_links(links(site, &outcome.ask)),
            "next": next(site, outcome), "tell": outcome.tell, "then": outcome.then, "note": outcome.note,
            "sources": of_links(sources(site, &outcome.sources)),
        })
    };
    let rules = table.rules.iter().map(|rule| {
        let reason = reason(site, rule);
        let yields = rule.yields.as_ref().map(|yields| {
            let to: Vec<usize> = yields.to.iter().map(|(winner, _)| *winner).collect();
            json!({"to": to, "because": yields.because, "basis": yields.basis.name()})
        });
        json!({
            "id": rule.name, "outcome": rule.outcome, "because": reason.text, "url": reason.url, "note": reason.note,
            "basis": rule.because.basis.name(), "sources": of_links(reason.sources), "yields": yields,
        })
    });
    let pieces = proved.proof().pieces.iter().filter_map(|piece| {
        let real = piece.real()?;
        Some(json!([masks(&piece.region), real.outcomes.first(), real.rules]))
    });
    let data = json!({
        "version": 1,
        "record": {"title": record.text, "url": record.url},
        "id": table.slug, "title": table.title, "summary": table.summary, "url": address(site, table, ""),
        "asOf": site.as_of.to_string(),
        "over": is_over(of_table(site, table)),
        "order": if table.order == crate::decision::Order::Shortest { "shortest" } else { "written" },
        "questions": table.questions.iter().map(|found| question(site, found)).collect::<Vec<Json>>(),
        "outcomes": table.outcomes.iter().enumerate().map(outcome).collect::<Vec<Json>>(),
        "rules": rules.collect::<Vec<Json>>(),
        "pieces": pieces.collect::<Vec<Json>>(),
    });
    Some(data.to_string())
}

fn question(site: &Site, question: &Question) -> Json {
    let answers: Vec<Json> =
        question.answers.iter().map(|answer| json!({"id": answer.name, "text": answer.text})).collect();
    let wording: Vec<Json> = question
        .wording
        .iter()
        .map(|(when, text)| json!({"when": when.iter().map(masks).collect::<Vec<_>>(), "text": text}))
        .collect();
    let scale = question.scale.as_ref().map(|scale| match scale {
        Scale::Days(cuts) => json!({"days": cuts.iter().map(ToString::to_string).collect::<Vec<_>>()}),
        Scale::Numbers(cuts) => json!({"numbers": cuts}),
    });
    let shared = question.shared.and_then(|shared| site.catalogue.get(shared)).map(|shared| shared.slug.to_string());
    json!({
        "id": question.name, "shared": shared, "text": question.text, "hint": question.hint, "help": question.help,
        "notSure": question.not_sure, "wording": wording, "answers": answers, "cuts": scale,
    })
}

/// The answers to each question as numbers: JSON has no room for all bits of one.
fn masks(region: &Region) -> Vec<Vec<usize>> {
    (0..region.questions()).map(|question| region.numbers(question).collect()).collect()
}

fn of_links(links: Vec<LinkView>) -> Vec<Json> {
    links.into_iter().map(|link| json!({"text": link.text, "url": link.url})).collect()
}

/// The tables that may bring more, each with its own data.
fn next(site: &Site, outcome: &Outcome) -> Vec<Json> {
    let next = outcome.next.iter().filter_map(|target| {
        let next = site.decisions.get(site.decisions.find(target)?)?;
        let title = format!("{}: {}", site.title(next.table.record), next.table.title);
        let url = address(site, &next.table, "");
        Some(json!({"text": title, "url": url, "data": address(site, &next.table, "decision.json")}))
    });
    next.collect()
}
