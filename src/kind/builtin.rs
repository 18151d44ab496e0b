use super::deciding::Deciding;
use super::file::{FOLDER, OURS};
use super::pattern;
use crate::date::Calendar;
use crate::diagnostic::Diagnostic;
use crate::schema::{Context, Declared, Decoded, Inherit, Reasons, Schema, Scope, Shared, compile, walk};
use crate::source::{Source, Sources, Span};
use crate::yaml::{Mapping, Node, parse_file};
use std::sync::LazyLock;

static KIND: LazyLock<Schema> = LazyLock::new(|| built_in(include_str!("builtin/kind.yaml")));
static SHARED: LazyLock<Schema> = LazyLock::new(|| built_in(include_str!("builtin/shared.yaml")));
static SITE: LazyLock<Schema> = LazyLock::new(|| built_in(include_str!("builtin/site.yaml")));

/// The schemas of files that are no records: of a kind, of the definitions that all kinds share, of the site.
#[must_use]
pub fn built_ins() -> [(&'static str, &'static Schema); 3] {
    [("kind", &KIND), ("shared", &SHARED), ("site", &SITE)]
}

/// Decodes a file in `content/kinds/`.
pub(super) fn kind(source: &Source, node: &Node) -> (Decoded, Vec<Diagnostic>) {
    decode(&KIND, source, "kind", node)
}

/// Decodes `content/kinds/shared.yaml`.
pub(super) fn shared(source: &Source, node: &Node) -> (Decoded, Vec<Diagnostic>) {
    decode(&SHARED, source, "file", node)
}

/// Decodes `content/site.yaml`.
#[must_use]
pub fn site(source: &Source, node: &Node) -> (Decoded, Vec<Diagnostic>) {
    decode(&SITE, source, "site", node)
}

/// What a kind with decisions adds to that file.
pub(super) const TABLE: &str = include_str!("builtin/table.yaml");

/// The fields of a question, in a table or shared by several.
pub(super) const QUESTION_FIELDS: &str = include_str!("builtin/question_fields.yaml");

/// The name of the kind of shared questions.
pub const QUESTION: &str = "question";

/// The name of its file, which no site has.
pub(super) const QUESTION_FILE: &str = "question.yaml";

/// The file that declares the fields every record may carry, for records of one kind.
pub(super) fn record(kind: &str, deciding: Option<&Deciding<'_>>) -> (Source, Node) {
    let mut text = include_str!("builtin/record.yaml").replace("KIND", kind);
    if let Some(deciding) = deciding {
        let added = deciding.written();
        let (definitions, field) = added.split_once("properties:\n  FIELD_\n").unwrap_or((&added, ""));
        text = text.replacen("properties:\n", &format!("properties:\n{field}"), 1) + definitions;
    }
    let source = Source::new("record.yaml", &text);
    let node = tree(&source);
    (source, node)
}

/// The kind of questions that several tables share.
pub(super) fn question() -> (Source, Node) {
    let source =
        Source::new(QUESTION_FILE, &include_str!("builtin/question.yaml").replace("QUESTION\n", QUESTION_FIELDS));
    let node = tree(&source);
    (source, node)
}

/// The kinds that are built in and that a site has records of, each with the file that describes it.
pub(super) fn of_records(sources: &Sources) -> impl Iterator<Item = (&'static str, &'static str)> {
    let texts = [include_str!("builtin/query.yaml"), include_str!("builtin/synonym.yaml")];
    OURS.into_iter().zip(texts).filter(|(name, _)| {
        let is_list = sources.get(&format!("content/{name}.yaml")).is_some();
        is_list || sources.below(&format!("content/{name}/")).next().is_some()
    })
}

/// Their files, as if they stood beside those of the site, whose kinds have these names.
pub(super) fn kinds_of_records(sources: &Sources, kinds: &[String]) -> Vec<(Source, Option<Node>)> {
    let file = |(name, text): (&str, &str)| {
        let source = Source::new(format!("{FOLDER}{name}.yaml"), &text.replace("KINDS", &kinds.join(", ")));
        let node = tree(&source);
        (source, Some(node))
    };
    of_records(sources).map(file).collect()
}

/// These files are read before any calendar or reason is known.
fn decode(schema: &Schema, source: &Source, noun: &str, node: &Node) -> (Decoded, Vec<Diagnostic>) {
    let calendar = Calendar::default();
    let (anchor, reasons, inherit) = (Span::first(), Reasons::None, Inherit::None);
    walk(schema, node, Context { source, noun, anchor, reasons, calendar: &calendar, inherit })
}

/// A schema of ours. What it shares with others are the definitions of the kind of kinds.
fn built_in(text: &str) -> Schema {
    let source = Source::new("builtin.yaml", text);
    let node = tree(&source);
    let empty = Mapping::default();
    let schema = node.as_mapping().unwrap_or(&empty);
    let scope = Scope { source: &source, defs: schema.get("$defs").and_then(Node::as_mapping) };
    let kinds = Source::new("kind.yaml", include_str!("builtin/kind.yaml"));
    let of_kinds = tree(&kinds);
    let defs = of_kinds.as_mapping().and_then(|mapping| mapping.get("$defs")).and_then(Node::as_mapping);
    let shared = Shared::Whole(Scope { source: &kinds, defs });
    compile(Declared { schema, scope, common: None, shared, pattern_flaw: pattern::flaw, kinds: &[], built_in: true })
        .schema
}

fn tree(source: &Source) -> Node {
    parse_file(source).node.unwrap_or_else(Node::nothing)
}
