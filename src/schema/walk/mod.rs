mod choice;
mod field;
mod part;
mod text;

use super::prose;
use super::unknown;
use super::{Choice, Content, Declaration, Decoded, Member, Reference, Schema, Shape, Value};
use crate::date::Calendar;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Place, Source, Span};
use crate::yaml::{self, Entry, Node, Scalar, Style};
use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

/// What a walk has to know besides the schema.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The file of the tree.
    pub source: &'a Source,
    /// What the whole tree is called in messages: `programme`.
    pub noun: &'a str,
    /// Where the record is named: its key in a list of records, or the beginning of its file.
    pub anchor: Span,
    /// What may be the reason in `{unknown: reason}`.
    pub reasons: Reasons<'a>,
    /// What periods, terms and events there are.
    pub calendar: &'a Calendar,
    /// Where absent fields are taken from.
    pub inherit: Inherit<'a>,
}

/// Where a record takes from what it leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inherit<'a> {
    /// From nowhere.
    None,
    /// From somewhere: the kind says so in a way that cannot be understood.
    Any,
    /// From the record that this field names.
    By(&'a str),
}

/// The reasons for which a value may be unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reasons<'a> {
    /// Nothing may be unknown.
    None,
    /// Which there are is not known.
    Any,
    /// These.
    Listed(&'a [Box<str>]),
}

/// Decodes a tree by a schema. What is wrong is reported and left out of the value.
#[must_use]
pub fn walk(schema: &Schema, node: &Node, context: Context<'_>) -> (Decoded, Vec<Diagnostic>) {
    let mut walker = Walker {
        schema,
        context,
        decoded: Decoded::default(),
        parts: BTreeMap::new(),
        anchors: BTreeMap::new(),
        diagnostics: Vec::new(),
    };
    let place = Spot { name: None, anchor: context.anchor, part: "", is_item: false, is_required: false };
    if let Some(Value { content: Content::Object(fields), .. }) = walker.content(schema.root(), node, place) {
        walker.decoded.fields = fields;
    }
    walker.give_anchors();
    walker.diagnostics.extend(prose::faults(&walker.decoded.prose, context.source));
    let broken = schema.constraints.check(schema, node, context.source);
    let at = |told: &Diagnostic| (told.primary.place.span.start(), told.primary.place.span.end());
    let told: BTreeSet<(usize, usize)> = walker.diagnostics.iter().map(at).collect();
    walker.diagnostics.extend(broken.into_iter().filter(|fault| !told.contains(&at(fault))));
    let from = context.anchor.start();
    // Looked for once, however many faults there are.
    let anchor = LazyCell::new(|| yaml::first_anchor(context.source.text(), from));
    let is_certain = |place: &Place| {
        let start = place.span.start();
        start >= from && anchor.is_none_or(|anchor| anchor + 1 >= start)
    };
    let diagnostics = walker.diagnostics.into_iter().map(|diagnostic| diagnostic.doubting(is_certain)).collect();
    walker.decoded.shrink();
    (walker.decoded, diagnostics)
}

pub(super) struct Walker<'a> {
    pub(super) schema: &'a Schema,
    pub(super) context: Context<'a>,
    decoded: Decoded,
    parts: BTreeMap<Box<str>, Span>,
    /// The fragments of parts: `a/b` and `a-b` would share one.
    anchors: BTreeMap<String, Span>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Where in the record the walk is.
#[derive(Clone, Copy)]
pub(super) struct Spot<'s> {
    /// The field or part, in the author's words; none for the whole record.
    pub(super) name: Option<&'s str>,
    /// Where its name stands.
    pub(super) anchor: Span,
    /// The path of the part around it, empty outside parts.
    pub(super) part: &'s str,
    /// Whether it is an item of the list that is called so.
    pub(super) is_item: bool,
    /// Whether what it stands in has to have it.
    pub(super) is_required: bool,
}

impl Walker<'_> {
    /// The value of a field; `None` where it is wrong.
    fn value(&mut self, declaration: &Declaration, node: &Node, spot: Spot<'_>) -> Option<Value> {
        if self.context.reasons != Reasons::None
            && let Some(unknown) = unknown::entry(node)
        {
            return self.unknown(declaration, node, unknown, spot);
        }
        if let Some(entry) = self.misspelt_unknown(declaration, node) {
            self.report_misspelt_unknown(entry, spot);
            return None;
        }
        let is_nothing = match (self.schema.shape(declaration.shape), &node.value) {
            (Shape::Any, _) => false,
            (Shape::Text(_), yaml::Value::Text(scalar)) => scalar.text.trim().is_empty(),
            (_, value) => matches!(value, yaml::Value::Null),
        };
        if is_nothing {
            self.report_no_value(declaration, node, spot);
            return None;
        }
        if let (Shape::Text(None), yaml::Value::Text(scalar)) = (self.schema.shape(declaration.shape), &node.value) {
            self.report_placeholder(declaration, node, &scalar.text);
        }
        self.content(self.schema.shape(declaration.shape), node, spot)
    }

    pub(super) fn content(&mut self, shape: &Shape, node: &Node, spot: Spot<'_>) -> Option<Value> {
        use yaml::Value as Tree;
        let content = match (shape, &node.value) {
            (_, Tree::Unreadable) => return None,
            (Shape::Any, _) => return Some(anything(node)),
            (Shape::Text(Some(format)), Tree::Integer(_) | Tree::Float(_)) if self.reads_numbers(*format, node) => {
                let scalar = Scalar { text: self.written(node).into(), style: Style::Plain };
                self.text(Some(*format), node, &scalar)?
            }
            (Shape::Text(format), Tree::Text(scalar)) => self.text(*format, node, scalar)?,
            (Shape::Integer, Tree::Integer(number)) => Content::Integer(*number),
            (Shape::Number, Tree::Integer(_) | Tree::Float(_)) => return Some(anything(node)),
            (Shape::Boolean, Tree::Boolean(value)) => Content::Boolean(*value),
            (Shape::Choice(_), Tree::Text(scalar)) => self.choice(shape, node, scalar, spot)?,
            (Shape::List(item), Tree::Sequence(items)) => {
                let item_at =
                    |node: &Node| Spot { anchor: beginning(node).unwrap_or(spot.anchor), is_item: true, ..spot };
                Content::List(items.iter().filter_map(|node| self.value(item, node, item_at(node))).collect())
            }
            (Shape::Object { .. }, Tree::Mapping(mapping)) => {
                Content::Object(self.object(shape, &mapping.0, spot).into())
            }
            (Shape::Map { names, format, values }, Tree::Mapping(mapping)) => {
                let entries = self.well_named(*format, &mapping.0);
                Content::Object(self.map(names, values, &entries, spot).into())
            }
            (Shape::Parts(part), Tree::Mapping(mapping)) => Content::Parts(self.parts(part, &mapping.0, spot).into()),
            (Shape::Reference(targets), Tree::Text(scalar)) => {
                self.decoded.references.push(Reference {
                    targets: targets.clone(),
                    written: scalar.text.clone(),
                    span: unquoted(node),
                    part: spot.part.into(),
                });
                Content::Reference(self.decoded.references.len() - 1)
            }
            _ => {
                self.report_wrong_type(shape, node, spot);
                return None;
            }
        };
        Some(Value { span: node.span, content })
    }

    fn map(&mut self, names: &[Choice], values: &Declaration, entries: &[&Entry], spot: Spot<'_>) -> Vec<Member> {
        let member = |entry: &&Entry| {
            let (name, anchor) = (&*entry.key.text, entry.key.span);
            if !names.is_empty() && !names.iter().any(|choice| *choice.value == *name) {
                let message = format!("`{name}` cannot be a name in {}", spot.subject());
                self.report_no_choice(name, names, anchor, (anchor, entry.key.style), message);
                return None;
            }
            let spot = Spot { name: Some(name), anchor, part: spot.part, is_item: false, is_required: false };
            let value = self.value(values, &entry.value, spot)?;
            Some(Member { name: name.into(), name_span: anchor, value })
        };
        entries.iter().filter_map(member).collect()
    }

    /// The record, or the field of it that has fields of its own, as the subject of a sentence.
    fn whole(&self, spot: Spot<'_>) -> String {
        spot.subject_or(self.context.noun)
    }

    pub(super) fn fault(&self, code: Code, span: Span, message: String) -> Diagnostic {
        Diagnostic::new(code, self.context.source.at(span), message)
    }
}

impl Spot<'_> {
    pub(super) fn subject(self) -> String {
        self.subject_or("value")
    }

    pub(super) fn subject_or(self, noun: &str) -> String {
        match self.name {
            Some(name) if self.is_item => format!("an item of `{name}`"),
            Some(name) => format!("`{name}`"),
            None => format!("this {noun}"),
        }
    }
}

/// A value that nothing is declared of.
fn anything(node: &Node) -> Value {
    let content = match &node.value {
        yaml::Value::Null | yaml::Value::Unreadable => Content::Text(Box::default()),
        yaml::Value::Boolean(value) => Content::Boolean(*value),
        yaml::Value::Integer(number) => Content::Integer(*number),
        yaml::Value::Float(number) => Content::Number(*number),
        yaml::Value::Text(scalar) => Content::Text(scalar.text.clone()),
        yaml::Value::Sequence(items) => Content::List(items.iter().map(anything).collect()),
        yaml::Value::Mapping(mapping) => {
            let member = |entry: &Entry| Member {
                name: (&*entry.key.text).into(),
                name_span: entry.key.span,
                value: anything(&entry.value),
            };
            Content::Object(mapping.0.iter().map(member).collect())
        }
    };
    Value { span: node.span, content }
}

/// Where an item of a list begins: its first name, or what it is; none where there is nothing.
fn beginning(node: &Node) -> Option<Span> {
    let first = node.as_mapping().and_then(|mapping| mapping.0.first()).map(|entry| entry.key.span);
    first.or_else(|| Some(node.span).filter(|span| span.start() > 0))
}

/// The place of a text without its quotation marks.
pub(super) fn unquoted(node: &Node) -> Span {
    match &node.value {
        yaml::Value::Text(Scalar { style: Style::SingleQuoted | Style::DoubleQuoted, .. }) => node.span.inset(1),
        _ => node.span,
    }
}
