use super::front_matter::{split, with_body};
use crate::config::{self, Site};
use crate::diagnostic::{Code, Diagnostic, listed, nearest, one};
use crate::kind::{self, Kind, Kinds};
use crate::schema::{Context, Decoded, slug_help, walk};
use crate::source::{Source, SourcePath, Sources, Span};
use crate::yaml::{self, Node, Value};
use rayon::prelude::*;

/// What an author wrote about one thing.
#[derive(Clone, Debug)]
pub struct Record {
    /// Which of the [`Kinds`].
    pub kind: usize,
    /// The name that tells it from others of its kind.
    pub slug: Box<str>,
    /// Its file.
    pub path: SourcePath,
    /// Where it is named: its key in a list of records, or the beginning of its file.
    pub anchor: Span,
    /// Its fields, references, prose and parts.
    pub decoded: Decoded,
    /// Whether its text could not be read, so that nothing but its id is known.
    pub is_faulty: bool,
}

impl Record {
    /// What people call it.
    #[must_use]
    pub fn title(&self) -> &str {
        self.decoded.text("title").unwrap_or(&self.slug)
    }
}

/// Reads all records of a site, in the order of their files.
#[must_use]
pub fn read(sources: &Sources, kinds: &Kinds, site: &Site) -> (Vec<Record>, Vec<Diagnostic>) {
    let files: Vec<&Source> = sources.below("content/").filter(|source| !is_ours(source.path())).collect();
    let read: Vec<_> = files.into_par_iter().map(|source| Reader { source, kinds, site }.read()).collect();
    let (mut records, mut diagnostics) = (Vec::new(), Vec::new());
    for (of_file, faults) in read {
        records.extend(of_file);
        diagnostics.extend(faults);
    }
    (records, diagnostics)
}

/// What stands at the top of `content/` besides records.
fn is_ours(path: &str) -> bool {
    path == config::FILE || path.starts_with(kind::FOLDER)
}

#[derive(Clone, Copy)]
struct Reader<'a> {
    source: &'a Source,
    kinds: &'a Kinds,
    site: &'a Site,
}

type Outcome = (Vec<Record>, Vec<Diagnostic>);

impl Reader<'_> {
    fn read(self) -> Outcome {
        let path = self.source.path().strip_prefix("content/").unwrap_or_default();
        let (top, rest) = path.split_once('/').unwrap_or((path, ""));
        if rest.is_empty() {
            return match top.strip_suffix(".yaml").and_then(|name| self.kinds.find(name)) {
                Some((index, kind)) => self.list(index, kind),
                None => self.misplaced(top.split('.').next().unwrap_or(top)),
            };
        }
        let Some((index, kind)) = self.kinds.find(top) else {
            return self.misplaced(top);
        };
        let file = rest.rsplit('/').next().unwrap_or(rest);
        match file.rsplit_once('.') {
            Some((slug, "yaml")) => self.one(index, kind, slug, Form::Yaml),
            Some((slug, "md")) => self.one(index, kind, slug, Form::Markdown),
            _ => self.not_a_record(file),
        }
    }

    /// `content/<kind>/<slug>.yaml` or `.md`.
    fn one(self, index: usize, kind: &Kind, slug: &str, form: Form) -> Outcome {
        let (node, mut diagnostics) = self.tree(form);
        let (record, faults) = self.record(index, kind, slug, Span::first(), node.as_ref());
        diagnostics.extend(faults);
        (record.into_iter().collect(), diagnostics)
    }

    fn tree(self, form: Form) -> (Option<Node>, Vec<Diagnostic>) {
        let text = self.source.text();
        if let Some(span) = self.source.not_utf_8() {
            let fault = self.fault(Code::NotUtf8, span, "this file is not UTF-8 text");
            return (None, vec![fault.label("the first letter that cannot be read").help("save the file as UTF-8")]);
        }
        if form == Form::Yaml {
            let parsed = yaml::parse(self.source, Span::new(text, 0..text.len()));
            return (parsed.node, parsed.diagnostics);
        }
        match split(self.source) {
            Ok(halves) => {
                let parsed = yaml::parse(self.source, halves.fields);
                let broken = parsed.node.is_none() && !parsed.diagnostics.is_empty();
                let node = (!broken).then(|| with_body(parsed.node, self.source, halves.body));
                (node, parsed.diagnostics)
            }
            Err(fence) => {
                let fault = self.fault(Code::BadYaml, fence, "the fields at the top of this file never end");
                (None, vec![fault.label("they begin here").help("write a line of `---` behind the last field")])
            }
        }
    }

    /// `content/<kind>.yaml`.
    fn list(self, index: usize, kind: &Kind) -> Outcome {
        let (node, mut diagnostics) = self.tree(Form::Yaml);
        let Some(node) = node else { return (Vec::new(), diagnostics) };
        let Some(mapping) = node.as_mapping() else {
            let fault = self.fault(Code::WrongType, node.span, "this file has to be a mapping of names to records");
            let fault = fault.label(format!("this is {}", node.noun()));
            diagnostics
                .push(fault.help(format!("begin each {} with its name, and indent its fields below", kind.noun())));
            return (Vec::new(), diagnostics);
        };
        let mut records = Vec::with_capacity(mapping.0.len());
        for entry in &mapping.0 {
            let (record, faults) = self.record(index, kind, &entry.key.text, entry.key.span, Some(&entry.value));
            records.extend(record);
            diagnostics.extend(faults);
        }
        (records, diagnostics)
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
        };
        if let Some(help) = slug_help(slug) {
            let fault =
                self.fault(Code::BadSlug, anchor, format!("`{slug}` cannot be the name of {}", one(&kind.noun())));
            return (None, vec![fault.help(help)]);
        }
        let (Some(node), Some(schema)) = (node, &kind.schema) else {
            return (Some(record), Vec::new());
        };
        let nothing = Node { span: node.span, value: Value::Mapping(yaml::Mapping::default()) };
        let node = if matches!(node.value, Value::Null) { &nothing } else { node };
        let noun = kind.noun();
        let context = Context { source: self.source, noun: &noun, anchor, reasons: Some(&self.site.reasons) };
        let (decoded, diagnostics) = walk(schema, node, context);
        record.is_faulty = node.as_mapping().is_none();
        record.decoded = decoded;
        (Some(record), diagnostics)
    }

    fn misplaced(self, top: &str) -> Outcome {
        let path = self.source.path();
        let fault = self.fault(Code::MisplacedFile, Span::first(), format!("`{path}` belongs to no kind"));
        let fault = fault.note(format!("the kinds are {}", listed(self.kinds.names())));
        let fault = match nearest(top, self.kinds.names()) {
            Some(near) => fault.help(format!("move it to `content/{near}/`")),
            None => fault
                .help(format!("describe the kind in `content/kinds/{top}.yaml`, or move the file out of `content/`")),
        };
        (Vec::new(), vec![fault])
    }

    fn not_a_record(self, file: &str) -> Outcome {
        let fault = self.fault(Code::MisplacedFile, Span::first(), format!("`{file}` is no record"));
        (Vec::new(), vec![fault.help("name it `<name>.yaml` or `<name>.md`, or move it out of `content/`")])
    }

    fn fault(self, code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, self.source.at(span), message)
    }
}

/// How a record is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Yaml,
    Markdown,
}
