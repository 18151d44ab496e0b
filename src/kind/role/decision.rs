//! The role `decision`: which field holds decision tables, and what they can come to.

use super::OTHERWISE;
use super::Reader;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::kind::Address;
use crate::schema::{Content, Member, Value};
use crate::source::Span;

/// Which field holds decision tables, and what they can come to.
#[derive(Debug)]
pub struct Decision {
    /// The field.
    pub field: Box<str>,
    /// What an outcome can be, the best first.
    pub verdicts: Vec<Verdict>,
    /// The kinds whose records an outcome may name under `ask`, each with the place where it is named.
    pub asks: Vec<(Box<str>, Span)>,
}

/// What an outcome can be.
#[derive(Debug)]
pub struct Verdict {
    /// Its name.
    pub name: Box<str>,
    /// What it is called in a list.
    pub title: Box<str>,
    /// Whether it says that nobody can tell.
    pub cannot_tell: bool,
    /// The sentence that a reader gets, by the state of the record.
    pub words: Vec<(Box<str>, Box<str>)>,
}

impl Decision {
    /// The verdict of this name, and its place among them: the smaller, the better.
    #[must_use]
    pub fn verdict(&self, name: &str) -> Option<(usize, &Verdict)> {
        self.verdicts.iter().enumerate().find(|(_, verdict)| *verdict.name == *name)
    }
}

impl Verdict {
    /// What a reader is told in a state of the record, which is given by its name.
    #[must_use]
    pub fn sentence(&self, state: Option<&str>) -> &str {
        let words = |wanted: &str| self.words.iter().find(|(name, _)| **name == *wanted).map(|(_, words)| &**words);
        state.and_then(words).or_else(|| words(OTHERWISE)).unwrap_or(&self.title)
    }
}

impl Reader<'_> {
    pub(super) fn decision(&mut self, address: &Address) -> Option<Decision> {
        let value = self.decoded.get("decision")?;
        let place = |span| self.source.at(span);
        if matches!(address, Address::Places(_)) {
            let message = "a decision has pages below the page of its record, and records of this kind have none";
            let fault = Diagnostic::new(Code::WrongValue, place(value.span), message);
            self.diagnostics.push(fault.help("give each a page of its own: end `path` in `/{slug}/`"));
        }
        let members = self.decoded.get("verdicts").map(Value::members).unwrap_or_default();
        let verdicts: Vec<Verdict> = members.iter().map(verdict).collect();
        if verdicts.is_empty() && !self.decoded.is_faulty("verdicts") {
            let fault = Diagnostic::new(
                Code::MissingField,
                place(value.span),
                "this kind does not say what a decision can come to",
            );
            self.diagnostics.push(fault.help("add `verdicts`, the best first, as in `verdicts: {eligible: {title: Eligible}, not-eligible: {title: Not eligible}, cannot-tell: {title: Cannot tell, cannot_tell: true}}`"));
        } else if !verdicts.is_empty() && !verdicts.iter().any(|verdict| verdict.cannot_tell) {
            let span = self.decoded.get("verdicts").map_or(value.span, |verdicts| verdicts.span);
            let span = members.last().map_or(span, |member| member.name_span);
            let fault = Diagnostic::new(Code::MissingField, place(span), "no verdict says that nobody can tell");
            let help = "add `cannot_tell: true` to one of them: it is for what the sources do not say";
            self.diagnostics.push(fault.help(help));
        }
        let asks = self.decoded.get("asks").map(Value::items).unwrap_or_default();
        let asks = asks.iter().filter_map(|item| Some((item.as_text()?.into(), item.span))).collect();
        Some(Decision { field: value.as_text()?.into(), verdicts, asks })
    }
}

fn verdict(member: &Member) -> Verdict {
    let words = member.value.get("words").map(Value::members).unwrap_or_default();
    Verdict {
        name: (&*member.name).into(),
        title: member.value.get("title").and_then(Value::as_text).unwrap_or(&member.name).into(),
        cannot_tell: member
            .value
            .get("cannot_tell")
            .is_some_and(|value| matches!(value.content, Content::Boolean(true))),
        words: words.iter().filter_map(|word| Some(((&*word.name).into(), word.value.as_text()?.into()))).collect(),
    }
}

/// Kinds that outcomes may name and that do not exist.
pub(in crate::kind) fn unknown_kinds(kind: &super::super::Kind, names: &[&str]) -> Vec<Diagnostic> {
    let asks = kind.roles.decision.iter().flat_map(|decision| &decision.asks);
    let unknown = asks.filter(|(name, _)| !names.contains(&&**name));
    unknown
        .map(|(name, span)| {
            let place = crate::source::Place { path: kind.place.path.clone(), span: *span };
            let fault = Diagnostic::new(Code::UnknownReference, place, format!("there is no kind `{name}`"));
            fault.help_with_name(nearest(name, names.iter().copied()), "name a kind that exists")
        })
        .collect()
}
