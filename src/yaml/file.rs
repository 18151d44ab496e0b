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

/// The fault of a file that is not UTF-8 text, or whose lines do not end as lines do.
#[must_use]
pub fn not_utf_8(source: &Source) -> Option<Diagnostic> {
    let text = source.text();
    if is_utf_16(source.bytes()) {
        let fault =
            Diagnostic::new(Code::NotUtf8, source.at(Span::first()), "this file is saved as UTF-16, not as UTF-8");
        return Some(fault.help("save it again, and choose the encoding UTF-8 as you do"));
    }
    if let Some(first) = text.find('\r').filter(|_| !text.contains('\n') && text.trim_end().contains('\r')) {
        let fault = Diagnostic::new(
            Code::BadYaml,
            source.place(first..first + 1),
            "the lines of this file end as on very old computers",
        );
        return Some(fault.help("save it again, and choose line ends of the sort LF, also called Unix"));
    }
    let fault = Diagnostic::new(Code::NotUtf8, source.at(source.not_utf_8()?), "this file is not UTF-8 text");
    Some(fault.label("the first letter that cannot be read").help("save the file as UTF-8"))
}

/// Two bytes a letter: with the mark that such files begin with, or without it one of each two is zero.
fn is_utf_16(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xff, 0xfe])
        || bytes.starts_with(&[0xfe, 0xff])
        || matches!(bytes, [0, 1..=255, 0, 1..=255, ..] | [1..=255, 0, 1..=255, 0, ..])
}
