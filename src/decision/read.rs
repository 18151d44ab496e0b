//! Records → [`Table`]s, with what is wrong with the names in them.

use super::proof::{self, Proof};
use super::prove;
use super::table::{Case, Impossible, Order, Outcome, Question, Rule, Table};
use super::walk::{self, Steps};
use super::{alike, chain};
use crate::catalogue::{Catalogue, RecordIndex, Target};
use crate::diagnostic::{Code, Diagnostic, Severity, nearest};
use crate::kind::{self, Kinds};
use crate::record::Record;
use crate::schema::{Content, Part, Value, readable, slug_help};
use crate::source::{Place, Span};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The answer that is derived, never written.
pub(crate) const NOT_SURE: &str = "not-sure";

/// What tables are read from.
#[derive(Clone, Copy)]
pub struct Read<'a> {
    /// The kinds.
    pub kinds: &'a Kinds,
    /// The records.
    pub catalogue: &'a Catalogue,
    /// What was found before: of a table with a fault nothing more is said.
    pub told: &'a [Diagnostic],
}

/// A table, and its proof where it could be read whole.
#[derive(Debug)]
pub struct Proved {
    /// The table.
    pub table: Table,
    /// What was found out about it.
    pub proof: Proof,
}

/// All decision tables of a site that hold, by record and in the author's order.
#[derive(Debug, Default)]
pub struct Decisions {
    tables: Vec<Proved>,
    failing: Vec<Proved>,
    steps: Vec<Steps>,
}

impl Decisions {
    /// All tables.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &Proved)> {
        self.tables.iter().enumerate()
    }

    /// One of them.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<&Proved> {
        self.tables.get(index)
    }

    /// Tables that could be read and do not hold: nothing is made of them.
    #[must_use]
    pub fn failing(&self) -> &[Proved] {
        &self.failing
    }

    /// The pages of a table.
    #[must_use]
    pub fn steps(&self, index: usize) -> Option<&Steps> {
        self.steps.get(index)
    }

    /// Those of a record.
    pub fn of(&self, record: RecordIndex) -> impl Iterator<Item = (usize, &Proved)> {
        self.iter().filter(move |(_, decided)| decided.table.record == record)
    }

    /// The table that a reference names.
    #[must_use]
    pub fn find(&self, target: &Target) -> Option<usize> {
        let part = target.part.as_deref()?;
        self.of(target.record).find(|(_, decided)| *decided.table.slug == *part).map(|(index, _)| index)
    }
}

/// Reads and proves all tables.
#[must_use]
pub fn read(around: Read<'_>) -> (Decisions, Vec<Diagnostic>) {
    let records: Vec<(RecordIndex, &Record, &kind::Decision)> = around
        .catalogue
        .all()
        .filter_map(|(index, record)| Some((index, record, around.kinds.get(record.kind)?.roles.decision.as_ref()?)))
        .collect();
    let found: Vec<_> =
        records.par_iter().map(|(index, record, decision)| of_record(around, *index, record, decision)).collect();
    let (mut tables, mut failing, mut diagnostics) = (Vec::new(), Vec::new(), Vec::new());
    for ((of_record, not_held), faults) in found {
        tables.extend(of_record);
        failing.extend(not_held);
        diagnostics.extend(faults);
    }
    let decisions = Decisions { tables, failing, steps: Vec::new() };
    diagnostics.extend(chain::of_all(&decisions, around));
    let steps = walk::walk(&decisions);
    let cut = decisions.tables.iter().zip(&steps).filter(|(_, steps)| steps.is_cut);
    diagnostics.extend(cut.map(|(proved, _)| prove::too_long(&proved.table)));
    (Decisions { steps, ..decisions }, diagnostics)
}

fn of_record(
    around: Read<'_>,
    index: RecordIndex,
    record: &Record,
    decision: &kind::Decision,
) -> ((Vec<Proved>, Vec<Proved>), Vec<Diagnostic>) {
    let Some(Content::Parts(parts)) = record.decoded.get(&decision.field).map(|value| &value.content) else {
        return ((Vec::new(), Vec::new()), Vec::new());
    };
    let (mut tables, mut diagnostics) = (Vec::new(), Vec::new());
    for part in parts {
        let is_within = |told: &&Diagnostic| {
            let span = told.primary.place.span;
            told.severity == Severity::Error
                && told.primary.place.path == record.path
                && part.span.start() <= span.start()
                && span.end() <= part.value.span.end()
        };
        if around.told.iter().any(|told| is_within(&told)) {
            continue;
        }
        let mut reader = Reader { around, index, record, decision, diagnostics: Vec::new(), is_whole: true };
        let table = reader.table(part);
        let is_whole = reader.is_whole;
        diagnostics.append(&mut reader.diagnostics);
        if let Some(table) = table.filter(|_| is_whole) {
            let (proof, faults) = proof::prove(&table);
            diagnostics.extend(faults);
            tables.push(Proved { table, proof });
        }
    }
    let is_all = tables.len() == parts.len() && !diagnostics.iter().any(|told| told.severity == Severity::Error);
    diagnostics.extend(alike::of_all(&tables, is_all));
    let is_held = |decided: &Proved| {
        let span = decided.table.place.span;
        !diagnostics.iter().any(|told| {
            let at = told.primary.place.span;
            let of = parts.iter().find(|part| part.span == span);
            told.severity == Severity::Error
                && of.is_some_and(|part| part.span.start() <= at.start() && at.end() <= part.value.span.end())
        })
    };
    let (tables, failing) = tables.into_iter().partition(is_held);
    let is_shown = around.catalogue.find(record.kind, &record.slug) == Some(index);
    ((if is_shown { tables } else { Vec::new() }, failing), diagnostics)
}

pub(super) struct Reader<'a> {
    pub(super) around: Read<'a>,
    pub(super) index: RecordIndex,
    pub(super) record: &'a Record,
    pub(super) decision: &'a kind::Decision,
    diagnostics: Vec<Diagnostic>,
    is_whole: bool,
}

impl<'a> Reader<'a> {
    fn table(&mut self, part: &'a Part) -> Option<Table> {
        let value = &part.value;
        let members = |name: &str| value.get(name).map(Value::members).unwrap_or_default();
        let items = |name: &str| value.get(name).map(Value::items).unwrap_or_default();
        let text = |name: &str| value.get(name).and_then(Value::as_text).unwrap_or_default().to_owned();
        let mut questions: Vec<Question> =
            members("questions").iter().filter_map(|member| self.question(member)).collect();
        if questions.is_empty() {
            if self.is_whole {
                self.fault(Code::MissingField, part.span, format!("`{}` has no questions", part.slug()))
                    .help("write them under `questions`, each with `text` and `answers`")
                    .tell(self);
            }
            return None;
        }
        if !self.is_whole {
            return None;
        }
        let order = if text("order") == "shortest" { Order::Shortest } else { Order::Written };
        self.wordings(members("questions"), order, &mut questions);
        let outcomes: Vec<Outcome> = members("outcomes").iter().filter_map(|member| self.outcome(member)).collect();
        let names: Vec<&str> = outcomes.iter().map(|outcome| &*outcome.name).collect();
        let written = members("rules");
        let rules: Vec<Rule> =
            written.iter().filter_map(|member| self.rule(member, written, &names, &questions)).collect();
        self.unsourced(&rules);
        let impossible = items("impossible");
        let impossible = impossible.iter().filter_map(|item| {
            let when = self.when(item.get("when")?, &questions)?;
            let because = item.get("because").and_then(Value::as_text).unwrap_or_default().to_owned();
            Some(Impossible { span: item.get("when")?.span, when, because })
        });
        let impossible = impossible.collect();
        let cases = items("cases").iter().filter_map(|item| self.case(item, &names, &questions)).collect();
        let title = Some(text("title")).filter(|title| !title.is_empty()).unwrap_or_else(|| readable(part.slug()));
        Some(Table {
            record: self.index,
            slug: part.path.clone(),
            place: Place { path: self.record.path.clone(), span: part.span },
            title,
            summary: text("summary"),
            order,
            questions,
            impossible,
            outcomes,
            rules,
            cases,
        })
    }

    pub(super) fn fault(&self, code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, Place { path: self.record.path.clone(), span }, message)
    }

    /// What is wrong with another record is told where this one uses it.
    pub(super) fn told_at<T>(&mut self, span: Span, read: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.diagnostics.len();
        let found = read(self);
        for told in self.diagnostics.iter_mut().skip(before) {
            told.primary.place.span = span;
        }
        found
    }

    pub(super) fn tell(&mut self, fault: Diagnostic) {
        self.is_whole = false;
        self.diagnostics.push(fault);
    }

    /// Tells what is wrong with a table that can be read all the same.
    pub(super) fn note(&mut self, fault: Diagnostic) {
        self.diagnostics.push(fault);
    }

    /// Reports a name that is not there.
    pub(super) fn unknown(&mut self, what: &str, name: &str, span: Span, known: &[&str]) {
        let fault = self.fault(Code::UnknownReference, span, format!("there is no {what} `{name}` in this table"));
        let otherwise = match crate::diagnostic::listed(known.iter().copied()) {
            known if known.is_empty() => format!("add the {what} first"),
            known => format!("name one of {known}"),
        };
        let fault = fault.help_with_name(nearest(name, known.iter().copied()), otherwise);
        self.tell(fault);
    }

    pub(super) fn is_slug(&mut self, what: &str, name: &str, span: Span) {
        if let Some(help) = slug_help(name) {
            let fault = self.fault(Code::BadSlug, span, format!("`{name}` cannot be the name of {what}"));
            self.tell(fault.help(help));
        }
    }

    pub(super) fn nothing<T>(&mut self) -> Option<T> {
        self.is_whole = false;
        None
    }

    pub(super) fn targets(&mut self, value: Option<&Value>) -> Vec<Target> {
        let items = value.map(Value::items).unwrap_or_default();
        items.iter().filter_map(|item| self.target(item)).collect()
    }

    pub(super) fn target(&mut self, value: &Value) -> Option<Target> {
        let Content::Reference(reference) = value.content else { return None };
        let target = self.around.catalogue.target(self.index, reference).cloned();
        self.is_whole &= target.is_some();
        target
    }

    fn case(&mut self, item: &'a Value, outcomes: &[&str], questions: &[Question]) -> Option<Case> {
        let given = self.given(item.get("given")?, questions)?;
        let expected = item.get("outcome")?;
        let names = match &expected.content {
            Content::List(items) => &**items,
            _ => std::slice::from_ref(expected),
        };
        let mut found = BTreeMap::new();
        for item in names {
            let name = item.as_text().unwrap_or_default();
            match outcomes.iter().position(|outcome| *outcome == name) {
                Some(outcome) => drop(found.insert(outcome, ())),
                None => self.unknown("outcome", name, item.span, outcomes),
            }
        }
        let span = item.get("given").map_or(item.span, |given| given.span);
        Some(Case { span, given, outcome_span: expected.span, outcomes: found.into_keys().collect() })
    }
}

/// A diagnostic that is told of a table.
trait Tell {
    fn tell(self, reader: &mut Reader<'_>);
}

impl Tell for Diagnostic {
    fn tell(self, reader: &mut Reader<'_>) {
        reader.tell(self);
    }
}

/// So many things.
pub(super) fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("one {what}") } else { format!("{count} {what}s") }
}
