use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Lines, Place, Position, Sources};
use std::collections::BTreeMap;

/// The lines and columns of all places of some diagnostics: each file is looked through once for a whole rendering.
pub(super) struct Positions<'a>(BTreeMap<&'a str, Lines<'a>>);

impl<'a> Positions<'a> {
    pub(super) fn of(diagnostics: &[Diagnostic], sources: &'a Sources) -> Self {
        let mut lines = BTreeMap::new();
        for place in diagnostics.iter().flat_map(places) {
            if !lines.contains_key(&*place.path)
                && let Some(source) = sources.get(&place.path)
            {
                lines.insert(&**source.path(), Lines::of(source));
            }
        }
        Self(lines)
    }

    /// Where a byte of a file is; `None` where there is no such file.
    pub(super) fn at(&self, path: &str, offset: usize) -> Option<Position> {
        self.0.get(path).map(|lines| lines.position(offset))
    }

    /// Where a place begins.
    pub(super) fn start(&self, place: &Place) -> Option<Position> {
        self.at(&place.path, place.span.start())
    }

    /// Where a place begins, and where it has ended.
    pub(super) fn ends(&self, place: &Place) -> Option<(Position, Position)> {
        Some((self.start(place)?, self.at(&place.path, place.span.end())?))
    }
}

/// Every place that a diagnostic names.
fn places(diagnostic: &Diagnostic) -> impl Iterator<Item = &Place> {
    let labels = std::iter::once(&diagnostic.primary).chain(&diagnostic.secondary).map(|label| &label.place);
    labels.chain(diagnostic.fixes.iter().flat_map(|fix| &fix.edits).map(|edit| &edit.place))
}

/// The diagnostics for who looks at the first few alone: errors before warnings before notes, else in their order.
pub(super) fn gravest_first(diagnostics: &[Diagnostic]) -> impl Iterator<Item = &Diagnostic> {
    let of = |severity: Severity| diagnostics.iter().filter(move |diagnostic| diagnostic.severity == severity);
    Severity::ALL.into_iter().flat_map(of)
}
