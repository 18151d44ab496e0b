use super::pattern;
use crate::date::Calendar;
use crate::diagnostic::Diagnostic;
use crate::schema::{Context, Declared, Decoded, Inherit, Reasons, Schema, Scope, Shared, compile, walk};
use crate::source::{Source, Span};
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

/// The file that declares the fields every record may carry, for records of one kind.
pub(super) fn record(kind: &str) -> (Source, Node) {
    let source = Source::new("record.yaml", &include_str!("builtin/record.yaml").replace("KIND", kind));
    let node = tree(&source);
    (source, node)
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
