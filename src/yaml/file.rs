use super::{Parsed, parse};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Source, Span};

/// Reads a whole file as one YAML document. Without a node and without a fault the file holds nothing.
#[must_use]
pub fn parse_file(source: &Source) -> Parsed {
    match not_utf_8(source) {
        Some(fault) => Parsed { node: None, diagnostics: vec![fault] },
        None => parse(source, Span::new(source.text(), 0..source.text().len())),
    }
}

/// The fault of a file that is not UTF-8 text.
#[must_use]
pub fn not_utf_8(source: &Source) -> Option<Diagnostic> {
    let fault = Diagnostic::new(Code::NotUtf8, source.at(source.not_utf_8()?), "this file is not UTF-8 text");
    Some(fault.label("the first letter that cannot be read").help("save the file as UTF-8"))
}
