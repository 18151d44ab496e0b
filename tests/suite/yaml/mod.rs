//! The YAML reader: values like those of serde_yaml, spans that hold what was read, faults with a place and a way out.

mod faults;
mod generator;
mod hostile;
mod laws;
mod oracle;
mod properties;
mod scalars;
mod schema;

use fingerpost::source::{Source, Span};
use fingerpost::yaml::{Node, Parsed, parse};

/// A text as a file of its own.
fn source(text: &str) -> Source {
    Source::new("content/page.yaml", text)
}

/// Reads the whole text.
fn read(text: &str) -> Parsed {
    let source = source(text);
    let all = Span::new(source.text(), 0..source.text().len());
    parse(&source, all)
}

/// Reads a text that has no fault.
fn value(text: &str) -> Node {
    let parsed = read(text);
    assert!(parsed.diagnostics.is_empty(), "{text:?}: {:?}", parsed.diagnostics);
    parsed.node.unwrap()
}
