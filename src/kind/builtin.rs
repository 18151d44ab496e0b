use super::pattern;
use crate::schema::{Declared, Schema, Scope, Shared, compile};
use crate::source::Source;
use crate::yaml::{Mapping, Node, parse_file};
use std::sync::LazyLock;

/// The schema of a file in `content/kinds/`.
pub(super) fn kind() -> &'static Schema {
    static KIND: LazyLock<Schema> = LazyLock::new(|| built_in(include_str!("builtin/kind.yaml")));
    &KIND
}

/// The schema of `content/kinds/shared.yaml`.
pub(super) fn shared() -> &'static Schema {
    static SHARED: LazyLock<Schema> = LazyLock::new(|| built_in(include_str!("builtin/shared.yaml")));
    &SHARED
}

/// The schema of `content/site.yaml`.
#[must_use]
pub fn site() -> &'static Schema {
    static SITE: LazyLock<Schema> = LazyLock::new(|| built_in(include_str!("builtin/site.yaml")));
    &SITE
}

/// The file that declares the fields every record may carry, for records of one kind.
pub(super) fn record(kind: &str) -> (Source, Node) {
    let source = Source::new("record.yaml", &include_str!("builtin/record.yaml").replace("KIND", kind));
    let node = tree(&source);
    (source, node)
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
