use crate::diagnostic::{Diagnostic, printable};
use crate::source::Sources;

/// One line a diagnostic: `path:line:column: error[code]: message`.
#[must_use]
pub fn short(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    diagnostics.iter().map(|diagnostic| line(diagnostic, sources)).collect()
}

fn line(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let place = &diagnostic.primary.place;
    let word = diagnostic.severity.name();
    let (code, message, path) = (diagnostic.code, printable(&diagnostic.message), printable(&place.path));
    match sources.get(&place.path) {
        Some(source) => {
            let position = source.position(place.span.start());
            format!("{path}:{}:{}: {word}[{code}]: {message}\n", position.line, position.column)
        }
        None => format!("{path}: {word}[{code}]: {message}\n"),
    }
}
