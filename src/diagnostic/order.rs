use super::{Diagnostic, Severity};

/// Diagnostics in the one order in which they are shown: by path, offset and code, each once.
#[must_use]
pub fn in_order(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    // What is alike in all three keeps the order in which it was found, which is that of the schema.
    diagnostics.sort_by(|a, b| (&a.primary.place, a.code).cmp(&(&b.primary.place, b.code)));
    let mut shown: Vec<Diagnostic> = Vec::with_capacity(diagnostics.len());
    for diagnostic in diagnostics {
        let place = &diagnostic.primary.place;
        // Two kinds that share a definition find all its faults in turn, so that equal ones need not be neighbours.
        let mut same_place = shown.iter().rev().take_while(|other| other.primary.place == *place);
        if !same_place.any(|other| *other == diagnostic) {
            shown.push(diagnostic);
        }
    }
    shown
}

/// How many diagnostics there are of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// With these the site is not built.
    pub errors: usize,
    /// With these it is.
    pub warnings: usize,
    /// With these it is, and nobody has to look.
    pub notes: usize,
}

impl Counts {
    /// Counts diagnostics.
    #[must_use]
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let of = |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
        Self { errors: of(Severity::Error), warnings: of(Severity::Warning), notes: of(Severity::Note) }
    }

    /// In words, the gravest first: `no fault`, `2 warnings and 1 note`.
    #[must_use]
    pub fn words(self) -> String {
        let parts = [(self.errors, "fault"), (self.warnings, "warning"), (self.notes, "note")];
        let there = parts.into_iter().filter(|(count, _)| *count > 0);
        let there: Vec<String> =
            there.map(|(count, noun)| format!("{count} {noun}{}", if count == 1 { "" } else { "s" })).collect();
        if there.is_empty() { "no fault".to_owned() } else { there.join(" and ") }
    }
}
