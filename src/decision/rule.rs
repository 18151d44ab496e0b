//! Which answers lead where, and why.

use super::read::Reader;
use super::table::{Basis, Because, Question, Rule, Yields};
use crate::diagnostic::Code;
use crate::schema::{Member, Part, Value};

impl<'a> Reader<'a> {
    pub(super) fn rule(
        &mut self,
        member: &'a Member,
        all: &[Member],
        outcomes: &[&str],
        questions: &[Question],
    ) -> Option<Rule> {
        self.is_slug("a rule", &member.name, member.name_span);
        let value = &member.value;
        let when = value.get("when").and_then(|when| self.when(when, questions));
        let named = value.get("outcome")?;
        let name = named.as_text()?;
        let outcome = outcomes.iter().position(|outcome| *outcome == name);
        if outcome.is_none() {
            self.unknown("outcome", name, named.span, outcomes);
        }
        let because = value.get("because")?;
        let part = because.get("part").and_then(|part| self.target(part));
        let in_words = because.get("text").and_then(Value::as_text);
        if because.get("part").is_none() && in_words.is_none() {
            let fault = self.fault(
                Code::MissingField,
                member.name_span,
                format!("the rule `{}` does not say why", member.name),
            );
            self.tell(fault.help("write `because: {text: …, sources: […]}`, or `because: {part: …}`"));
        }
        let held = part.as_ref().and_then(|part| self.record.decoded.part(part.part.as_deref()?));
        let of_part = |name: &str| held.and_then(|part| part.value.get(name));
        let basis = because.get("basis").or_else(|| of_part("basis"));
        let span = because.get("basis").map_or(because.span, |basis| basis.span);
        let sources = match because.get("sources").or_else(|| of_part("sources")) {
            Some(sources) => self.targets(Some(sources)),
            None => Vec::new(),
        };
        let text = in_words.map(str::to_owned).or_else(|| held.map(Part::title)).unwrap_or_default();
        let yields = value.get("yields_to").map(|yields| self.yields(yields, all));
        Some(Rule {
            name: (&*member.name).into(),
            span: member.name_span,
            when: when?,
            outcome: outcome?,
            because: Because {
                text,
                part,
                basis: basis.and_then(Value::as_text).and_then(Basis::named).unwrap_or_default(),
                span,
                note: because.get("note").and_then(Value::as_text).unwrap_or_default().to_owned(),
                sources,
            },
            yields,
        })
    }

    fn yields(&mut self, value: &Value, all: &[Member]) -> Yields {
        let known: Vec<&str> = all.iter().map(|rule| &*rule.name).collect();
        let mut to = Vec::new();
        for item in value.get("rules").map(Value::items).unwrap_or_default() {
            let name = item.as_text().unwrap_or_default();
            match known.iter().position(|known| *known == name) {
                Some(rule) => to.push((rule, item.span)),
                None => self.unknown("rule", name, item.span, &known),
            }
        }
        let basis = value.get("basis").and_then(Value::as_text).and_then(Basis::named).unwrap_or_default();
        Yields { to, basis, because: value.get("because").and_then(Value::as_text).unwrap_or_default().to_owned() }
    }

    /// Tells which rules name no source where others of the table do, in a kind that asks for sources: readers would take
    /// them for as well founded.
    pub(super) fn unsourced(&mut self, rules: &[Rule]) {
        let needs = self.around.kinds.get(self.record.kind).is_some_and(|kind| kind.roles.needs_sources);
        let is_bare = |rule: &&Rule| rule.because.sources.is_empty();
        if !needs || rules.iter().all(|rule| is_bare(&rule)) {
            return;
        }
        for rule in rules.iter().filter(is_bare) {
            let message = format!("the rule `{}` names no source, and others of this table do", rule.name);
            let fault = self.fault(Code::NoSource, rule.because.span, message);
            self.note(fault.help("add `sources` under `because`; if the document does not say it, `basis` as well"));
        }
    }
}
