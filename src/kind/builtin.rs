use crate::schema::{Declared, Schema, Scope, compile};
use crate::source::{Source, Span};
use crate::yaml::{Mapping, Node, parse};
use std::sync::{Arc, LazyLock};

/// The schema of a file in `content/kinds/`.
pub(super) fn kind() -> &'static Schema {
    static KIND: LazyLock<Schema> = LazyLock::new(|| built_in(include_str!("builtin/kind.yaml")));
    &KIND
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

/// The names of the fields that every record may carry.
pub fn common() -> impl Iterator<Item = Arc<str>> {
    static NAMES: LazyLock<Vec<Arc<str>>> = LazyLock::new(|| {
        let (_, node) = record("record");
        let properties = node.as_mapping().and_then(|mapping| mapping.get("properties")).and_then(Node::as_mapping);
        properties.map_or(&[][..], |fields| &fields.0).iter().map(|entry| Arc::from(&*entry.key.text)).collect()
    });
    NAMES.iter().cloned()
}

fn built_in(text: &str) -> Schema {
    let source = Source::new("builtin.yaml", text);
    let node = tree(&source);
    let empty = Mapping::default();
    let schema = node.as_mapping().unwrap_or(&empty);
    let scope = Scope { source: &source, defs: schema.get("$defs").and_then(Node::as_mapping) };
    compile(Declared { schema, scope, common: None, shared: None, kinds: &[], built_in: true }).0
}

fn tree(source: &Source) -> Node {
    let whole = Span::new(source.text(), 0..source.text().len());
    let nothing = Node { span: Span::first(), value: crate::yaml::Value::Null };
    parse(source, whole).node.unwrap_or(nothing)
}
