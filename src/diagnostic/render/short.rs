use super::positions::Positions;
use crate::diagnostic::{Diagnostic, printable};
use crate::source::Sources;

/// One line a diagnostic: `path:line:column: error[code]: message`.
#[must_use]
pub fn short(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let positions = Positions::of(diagnostics, sources);
    diagnostics.iter().map(|diagnostic| line(diagnostic, &positions)).collect()
}

fn line(diagnostic: &Diagnostic, positions: &Positions<'_>) -> String {
    let place = &diagnostic.primary.place;
    let (word, code) = (diagnostic.severity.name(), diagnostic.code);
    let (message, path) = (printable(&diagnostic.message), printable(&place.path));
    match positions.start(place) {
        Some(at) => format!("{path}:{}:{}: {word}[{code}]: {message}\n", at.line, at.column),
        None => format!("{path}: {word}[{code}]: {message}\n"),
    }
}
