use super::front_matter::{split, with_body};
use super::memo::Memo;
use super::records::{Record, Records};
use super::rule;
use super::time::timeline;
use crate::config::{self, Site};
use crate::diagnostic::{Code, Diagnostic, listed, one};
use crate::hidden;
use crate::kind::{self, Kind, Kinds};
use crate::schema::{Context, Decoded, Inherit, Schema, proposed_slug, slug_help, walk};
use crate::source::{Source, Sources, Span};
use crate::yaml::{self, Entry, Node, Parsed, Value};
use rayon::prelude::*;
use std::sync::Arc;

/// Where files lie that go to the site as they are.
pub const STATIC: &str = "content/static/";

/// Reads all records of a site. A file that is as it was in `memo` is not read again.
#[must_use]
pub fn read(sources: &Sources, kinds: &Arc<Kinds>, site: &Site, memo: Memo) -> (Records, Memo, Vec<Diagnostic>) {
    let memo = memo.under(kinds, site);
    let files: Vec<&Source> = files(sources).collect();
    let known = memo.of(files.iter().copied());
    let read = |(source, known): (&&Source, Option<Arc<Outcome>>)| match known {
        Some(outcome) => outcome,
        None => {
            let mut outcome = Reader { source, kinds, site }.read();
            let hidden = hidden::check(source, &outcome.diagnostics);
            outcome.diagnostics.extend(hidden);
            Arc::new(outcome)
        }
    };
    let outcomes: Vec<Arc<Outcome>> = files.par_iter().zip(known).map(read).collect();
    let (mut records, mut diagnostics) = (Records::default(), Vec::new());
    for outcome in &outcomes {
        records.records.extend(outcome.records.iter().cloned());
        records.incomplete.extend(outcome.incomplete);
        diagnostics.extend(outcome.diagnostics.iter().cloned());
    }
    (records, memo.with(sources, outcomes), diagnostics)
}

/// The files that should hold records.
pub(super) fn files(sources: &Sources) -> impl Iterator<Item = &Source> {
    sources.below("content/").filter(|source| is_of_record(source.path()))
}

/// Whether a file at a path should hold records.
fn is_of_record(path: &str) -> bool {
    path != config::FILE && !path.starts_with(kind::FOLDER) && !path.starts_with(STATIC)
}

#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) source: &'a Source,
    pub(super) kinds: &'a Kinds,
    site: &'a Site,
}

/// What was read of one file.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub(super) records: Vec<Arc<Record>>,
    /// The kind whose list this is, where it could not be read.
    pub(super) incomplete: Option<usize>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn read(self) -> Outcome {
        let path = self.source.path().strip_prefix("content/").unwrap_or_default();
        let (top, rest) = path.split_once('/').unwrap_or((path, ""));
        if rest.is_empty() {
            return match top.strip_suffix(".yaml").and_then(|name| self.kinds.find(name)) {
                Some((index, kind)) => self.list(index, kind),
                None => self.beside_kinds(top),
            };
        }
        let Some((index, kind)) = self.kinds.find(top) else {
            return self.misplaced(top);
        };
        let file = rest.rsplit('/').next().unwrap_or(rest);
        match file.rsplit_once('.') {
            Some((slug, "yaml")) => self.one(index, kind, slug, Form::Yaml),
            Some((slug, "md")) => self.one(index, kind, slug, Form::Markdown),
            // What was meant as a record is known by its name, and nothing of it is read.
            Some((slug, "yml" | "txt" | "markdown" | "YAML" | "MD")) => {
                let (record, _) = self.record(index, kind, slug, Span::first(), None);
                let records = record.map(Arc::new).into_iter().collect();
                Outcome { records, ..self.not_a_record(file) }
            }
            _ => self.not_a_record(file),
        }
    }

    /// `content/<kind>/<slug>.yaml` or `.md`.
    fn one(self, index: usize, kind: &Kind, slug: &str, form: Form) -> Outcome {
        let (node, mut diagnostics) = self.tree(form);
        let is_bare = node.as_ref().is_some_and(|node| {
            node.as_mapping().is_some_and(|fields| fields.0.iter().all(|entry| &*entry.key.text == "body"))
        });
        let node = match kind.schema.as_ref().filter(|schema| is_bare && schema.requires_fields()) {
            // One file without fields is one fault, not one for each field.
            Some(_) => {
                diagnostics.push(self.no_fields(form));
                None
            }
            None => node,
        };
        let (record, faults) = self.record(index, kind, slug, Span::first(), node.as_ref());
        diagnostics.extend(faults);
        Outcome { records: record.into_iter().map(Arc::new).collect(), incomplete: None, diagnostics }
    }

    fn no_fields(self, form: Form) -> Diagnostic {
        let text = self.source.text();
        if text.trim().is_empty() {
            return self
                .fault(Code::MissingField, Span::first(), "this file is empty")
                .help("write its fields, or remove the file");
        }
        let fault = self.fault(Code::MissingField, Span::first(), "this record has no fields");
        match form {
            Form::Yaml => fault.help("write its fields, or remove the file"),
            Form::Markdown => fault.help("begin with a line of `---`, write the fields on the lines below, and close them with another line of `---`"),
        }
    }

    /// The tree of a file; `None` where it is broken.
    fn tree(self, form: Form) -> (Option<Node>, Vec<Diagnostic>) {
        let read = |parsed: Parsed| match parsed.node {
            None if parsed.diagnostics.is_empty() => (Some(Node::nothing()), parsed.diagnostics),
            node => (node, parsed.diagnostics),
        };
        if form == Form::Yaml {
            return read(yaml::parse_file(self.source));
        }
        if let Some(fault) = yaml::not_utf_8(self.source) {
            return (None, vec![fault]);
        }
        match split(self.source) {
            Ok(halves) => {
                let (node, mut diagnostics) = read(yaml::parse(self.source, halves.fields));
                let (node, fault) = node.map(|node| with_body(node, self.source, halves.body)).unzip();
                diagnostics.extend(fault.flatten());
                (node, diagnostics)
            }
            Err(fence) => {
                let fault = self.fault(Code::BadYaml, fence, "the fields at the top of this file never end");
                (None, vec![fault.label("they begin here").help("write a line of `---` behind the last field")])
            }
        }
    }

    /// `content/<kind>.yaml`.
    fn list(self, index: usize, kind: &Kind) -> Outcome {
        let parsed = yaml::parse_file(self.source);
        let mut outcome = Outcome { diagnostics: parsed.diagnostics, ..Outcome::default() };
        let Some(Node { value: Value::Mapping(mapping), .. }) = &parsed.node else {
            outcome.incomplete = Some(index);
            outcome.diagnostics.extend(self.no_list(kind, parsed.node.as_ref(), outcome.diagnostics.is_empty()));
            return outcome;
        };
        let mut rest = mapping.0.as_slice();
        while let Some((entry, others)) = rest.split_first() {
            let beside = fields_beside(kind, entry, others);
            let value = beside.is_empty().then_some(&entry.value);
            let (record, faults) = self.record(index, kind, &entry.key.text, entry.key.span, value);
            outcome.records.extend(record.map(Arc::new));
            outcome.diagnostics.extend(faults);
            outcome.diagnostics.extend(self.not_below(entry, beside));
            rest = others.get(beside.len()..).unwrap_or_default();
        }
        outcome
    }

    /// That the fields of a record stand beside its name.
    fn not_below(self, entry: &Entry, beside: &[Entry]) -> Option<Diagnostic> {
        let first = beside.first()?;
        let message = format!("`{}` stands beside `{}`, and not below it", first.key.text, entry.key.text);
        let fault = self.fault(Code::WrongType, first.key.span, message).label("begin this line with two blanks");
        let names = listed(beside.iter().map(|entry| &*entry.key.text));
        Some(fault.help(format!("put two blanks before each line of what belongs to `{}`: {names}", entry.key.text)))
    }

    fn no_list(self, kind: &Kind, node: Option<&Node>, is_first_fault: bool) -> Option<Diagnostic> {
        let noun = kind.noun();
        match node {
            Some(node) => {
                let message = "this file has to be a mapping of names to records";
                let fault = self.fault(Code::WrongType, node.span, message).label(format!("this is {}", node.noun()));
                Some(fault.help(format!("begin each {noun} with its name, and indent its fields below")))
            }
            None if is_first_fault => {
                let fault = self.fault(Code::MissingField, Span::first(), "this file is empty");
                Some(fault.help(format!("write {} or more, each with its name, or remove the file", one(&noun))))
            }
            None => None,
        }
    }

    fn record(
        self,
        index: usize,
        kind: &Kind,
        slug: &str,
        anchor: Span,
        node: Option<&Node>,
    ) -> (Option<Record>, Vec<Diagnostic>) {
        let mut record = Record {
            kind: index,
            slug: slug.into(),
            path: self.source.path().clone(),
            anchor,
            decoded: Decoded::default(),
            is_faulty: true,
            is_misnamed: false,
            is_draft: false,
            timeline: None,
            verdicts: Vec::new(),
        };
        let mut diagnostics = Vec::new();
        if let Some(help) = slug_help(slug) {
            let message = format!("`{slug}` cannot be the name of {}", one(&kind.noun()));
            diagnostics.push(self.fault(Code::BadSlug, anchor, message).help(help));
            // Others name it by what it should be called, and have done nothing wrong.
            record.slug = proposed_slug(slug).into();
            record.is_misnamed = true;
            if record.slug.is_empty() {
                return (None, diagnostics);
            }
        }
        if let (Some(node), Some(schema)) = (node, &kind.schema) {
            diagnostics.extend(self.decode(&mut record, kind, schema, node));
        }
        (Some(record), diagnostics)
    }

    fn decode(self, record: &mut Record, kind: &Kind, schema: &Schema, node: &Node) -> Vec<Diagnostic> {
        let nothing = Node { span: node.span, ..Node::nothing() };
        let node = if matches!(node.value, Value::Null) { &nothing } else { node };
        let noun = kind.noun();
        let context = Context {
            source: self.source,
            noun: &noun,
            anchor: record.anchor,
            reasons: self.site.reasons(),
            calendar: &self.site.calendar,
            inherit: match &kind.roles.inherit {
                Some(field) => Inherit::By(field),
                None if kind.roles.is_inherit_faulty => Inherit::Any,
                None => Inherit::None,
            },
        };
        let (decoded, diagnostics) = walk(schema, node, context);
        record.is_faulty = node.as_mapping().is_none();
        record.is_draft = decoded.is_true("draft");
        record.decoded = decoded;
        if !record.is_faulty {
            let field = |name: &str| record.decoded.get(name);
            let lifecycle = kind.roles.lifecycle.as_ref();
            record.timeline = lifecycle.map(|lifecycle| timeline(lifecycle, field, None, self.site.patience));
            record.verdicts = rule::verdicts(kind, record);
        }
        diagnostics
    }

    pub(super) fn fault(self, code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, self.source.at(span), message)
    }
}

/// How a record is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Yaml,
    Markdown,
}

/// The entries behind one without a value that are fields of such a record, or can be no record: whoever wrote them forgot the
/// blanks before them.
fn fields_beside<'n>(kind: &Kind, entry: &Entry, others: &'n [Entry]) -> &'n [Entry] {
    let Some(schema) = kind.schema.as_ref().filter(|_| matches!(entry.value.value, Value::Null)) else { return &[] };
    let belongs = |entry: &&Entry| {
        let is_a_record = matches!(entry.value.value, Value::Null | Value::Mapping(_));
        !is_a_record || schema.properties().iter().any(|property| *property.name == *entry.key.text)
    };
    others.get(..others.iter().take_while(belongs).count()).unwrap_or_default()
}
