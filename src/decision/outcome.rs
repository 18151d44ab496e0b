//! What the answers to a table can lead to.

use super::read::Reader;
use super::table::{Outcome, Settled};
use super::when::written;
use crate::catalogue::Target;
use crate::diagnostic::{Code, listed, nearest};
use crate::schema::{Content, Member, Value, readable};

/// The kind of questions that tables share.
const QUESTION: &str = "question";

impl<'a> Reader<'a> {
    pub(super) fn outcome(&mut self, member: &'a Member) -> Option<Outcome> {
        self.is_slug("an outcome", &member.name, member.name_span);
        let value = &member.value;
        let text = |name: &str| value.get(name).and_then(Value::as_text).unwrap_or_default().to_owned();
        let (gives, next, ask) =
            (self.targets(value.get("gives")), self.targets(value.get("next")), self.targets(value.get("ask")));
        let verdict = value.get("verdict").and_then(Value::as_text).and_then(|name| self.decision.verdict(name));
        let tell = text("tell");
        if verdict.is_none() && value.get("verdict").is_none() && value.get("ask").is_none() && tell.is_empty() {
            let fault =
                self.fault(Code::MissingField, member.name_span, format!("the outcome `{}` says nothing", member.name));
            self.tell(fault.help("add `verdict`; or, in a table that is not about what one can get, `ask` or `tell`"));
        }
        self.at_odds(member, verdict.is_some_and(|(_, verdict)| verdict.cannot_tell));
        for (target, item) in next.iter().zip(value.get("next").map(Value::items).unwrap_or_default()) {
            if !self.is_table(target) {
                let fault = self.fault(Code::WrongKind, item.span, "this is no decision table");
                self.tell(fault.help("name the table behind a `/`, as in `programme:npqel/place`"));
            }
        }
        let title = Some(text("title")).filter(|title| !title.is_empty());
        let title = title.or_else(|| Some(self.titles(&gives)).filter(|title| !title.is_empty()));
        let title = title.or_else(|| Some(tell.clone()).filter(|tell| !tell.is_empty()));
        let title = title.or_else(|| verdict.map(|(_, verdict)| verdict.title.to_string()));
        let title = title.or_else(|| Some(self.titles(&ask)).filter(|title| !title.is_empty()));
        Some(Outcome {
            name: (&*member.name).into(),
            span: member.name_span,
            title: title.unwrap_or_else(|| readable(&member.name)),
            verdict: verdict.map(|(place, _)| place),
            cannot_tell: verdict.is_some_and(|(_, verdict)| verdict.cannot_tell),
            sources: self.targets(value.get("sources")),
            gives,
            next_spans: value.get("next").map(Value::items).unwrap_or_default().iter().map(|item| item.span).collect(),
            settles: self.settled(value.get("settles")),
            next,
            ask,
            tell,
            then: text("then"),
            note: text("note"),
        })
    }

    /// What cannot be said of one outcome together.
    fn at_odds(&mut self, member: &Member, cannot_tell: bool) {
        let (name, value) = (&member.name, &member.value);
        if let Some(gives) = value.get("gives").filter(|gives| cannot_tell && !gives.items().is_empty()) {
            let message = format!("`{name}` says that nobody can tell, and gives something all the same");
            let fault = self.fault(Code::WrongValue, gives.span, message);
            self.tell(fault.help("take `gives` out, or name a verdict of those who get it"));
        }
        if let Some(tell) = value.get("tell").filter(|_| value.get("verdict").is_some()) {
            let message = format!("`{name}` has a verdict, and `tell` beside it");
            let fault = self.fault(Code::WrongValue, tell.span, message);
            self.tell(
                fault.help(
                    "take `verdict` out if the table is about who has to hear; or write this as `then` or `note`",
                ),
            );
        }
    }

    /// The answers to shared questions that follow from an outcome.
    fn settled(&mut self, value: Option<&Value>) -> Vec<Settled> {
        let Some((kind, _)) = self.around.kinds.find(QUESTION) else { return Vec::new() };
        let mut settled = Vec::new();
        for member in value.map(Value::members).unwrap_or_default() {
            let Some(question) = self.around.catalogue.find(kind, &member.name) else {
                let known: Vec<&str> =
                    self.around.catalogue.of_kind(kind).map(|(_, question)| &*question.slug).collect();
                let message = format!("there is no shared question `{}`", member.name);
                let fault = self.fault(Code::UnknownReference, member.name_span, message);
                let near = nearest(&member.name, known.iter().copied());
                self.tell(fault.help_with_name(near, "name one that the tables under `next` take with `use`"));
                continue;
            };
            let Some(record) = self.around.catalogue.get(question).filter(|record| !record.is_faulty) else { continue };
            let Some(answers) = record.decoded.get("answers").filter(|_| !record.decoded.is_faulty("answers")) else {
                continue;
            };
            let (answer, span) = (written(&member.value).unwrap_or_default(), member.value.span);
            let known: Vec<&str> = answers.members().iter().map(|answer| &*answer.name).collect();
            if known.contains(&&*answer) {
                settled.push(Settled { question, answer: answer.into(), span: member.name_span });
                continue;
            }
            let message = format!("there is no answer to `{}` called `{answer}`", member.name);
            let fault = self.fault(Code::UnknownReference, span, message);
            let near = nearest(&answer, known.iter().copied());
            let otherwise = format!("name one of {}", listed(known.iter().copied()));
            self.tell(fault.help_with_name(near, otherwise));
        }
        settled
    }

    /// Whether a reference leads to a part of the field that holds tables.
    fn is_table(&self, target: &Target) -> bool {
        let Some(record) = self.around.catalogue.get(target.record) else { return true };
        let kind = self.around.kinds.get(record.kind);
        let Some(decision) = kind.and_then(|kind| kind.roles.decision.as_ref()) else { return false };
        // What is absent because it was wrong was told there.
        if record.is_faulty || record.decoded.is_faulty(&decision.field) {
            return true;
        }
        let Some(value) = record.decoded.get(&decision.field) else { return false };
        match &value.content {
            Content::Parts(parts) => parts.iter().any(|part| target.part.as_deref() == Some(&*part.path)),
            _ => true,
        }
    }

    /// What people call the things that are named, in one line.
    fn titles(&self, targets: &[Target]) -> String {
        let title = |target: &Target| {
            let record = self.around.catalogue.get(target.record)?;
            Some(match &target.part {
                Some(part) => record.decoded.part(part)?.title(),
                None => record.title().to_owned(),
            })
        };
        targets.iter().filter_map(title).collect::<Vec<_>>().join(", ")
    }
}
