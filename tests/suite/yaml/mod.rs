//! The YAML reader: values like those of serde_yaml, spans that hold what was read, faults with a place and a way out.

mod faults;
mod generator;
mod hostile;
mod laws;
mod oracle;
mod properties;
mod scalars;
mod schema;
mod syntax;

use fingerpost::diagnostic::Diagnostic;
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

/// The faults of a text: place, message and the words at the mark, then other places, notes and the help.
fn faults(text: &str) -> Vec<String> {
    let source = source(text);
    let at = |span: Span| {
        let position = source.position(span.start());
        format!("{}:{}", position.line, position.column)
    };
    let words = |diagnostic: Diagnostic| {
        let primary = &diagnostic.primary;
        let mut lines = vec![format!("{} {} ({})", at(primary.place.span), diagnostic.message, primary.text)];
        lines.extend(diagnostic.secondary.iter().map(|label| format!("{} {}", at(label.place.span), label.text)));
        lines.extend(diagnostic.notes.iter().map(|note| format!("note: {note}")));
        lines.extend(diagnostic.help.iter().map(|help| format!("help: {help}")));
        lines
    };
    read(text).diagnostics.into_iter().flat_map(words).collect()
}
