use super::positions::Positions;
use crate::diagnostic::{Diagnostic, Label, Severity, printable};
use crate::source::{Source, Sources};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use rayon::prelude::*;
use std::ops::Range;

/// Lines shown before and after a marked line. Two are enough to see the key that a value belongs to.
const CONTEXT_LINES: usize = 1;

/// How many bytes before and after a mark are looked through for the ends of lines. A long paragraph has some thousands;
/// what is longer no terminal can show, and the renderer would read all of it for each mark in it.
const LONG: usize = 16 << 10;

/// Whether the terminal shows colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// With colours.
    On,
    /// Plain text.
    Off,
}

/// Diagnostics as people read them: the source line, the mark under the value, the way to mend it.
#[must_use]
pub fn human(diagnostics: &[Diagnostic], sources: &Sources, colour: Colour) -> String {
    let renderer = match colour {
        Colour::On => Renderer::styled(),
        Colour::Off => Renderer::plain(),
    }
    .decor_style(DecorStyle::Ascii);
    let files = Files { sources, positions: Positions::of(diagnostics, sources) };
    let shown = |diagnostic: &Diagnostic| renderer.render(&[files.group(diagnostic)]) + "\n\n";
    diagnostics.par_iter().map(shown).collect()
}

/// What diagnostics are shown from.
struct Files<'a> {
    sources: &'a Sources,
    positions: Positions<'a>,
}

impl<'a> Files<'a> {
    fn group(&self, diagnostic: &'a Diagnostic) -> Group<'a> {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let mut group =
            Group::with_title(level.primary_title(printable(&diagnostic.message)).id(diagnostic.code.name()));
        for labels in by_file(diagnostic) {
            group = group.elements(self.snippets(&labels));
            let bare = labels.iter().filter(|(label, _)| self.window(label).is_none());
            group = group.elements(bare.map(|(label, _)| self.origin(label)));
        }
        group = group.elements(diagnostic.notes.iter().map(|note| Level::NOTE.message(printable(note))));
        group.elements(diagnostic.help.iter().map(|help| Level::HELP.message(printable(help))))
    }

    /// The renderer scans all it is given, so it gets windows of a few lines: one for labels near one another, one for each
    /// of the others.
    fn snippets(&self, labels: &[Marked<'a>]) -> Vec<Snippet<'a, Annotation<'a>>> {
        let Some(source) = labels.first().and_then(|(label, _)| self.sources.get(&label.place.path)) else {
            return Vec::new();
        };
        let mut windows: Vec<(Range<usize>, Vec<Marked<'a>>)> = Vec::new();
        for marked in labels {
            let Some(lines) = self.window(marked.0) else { continue };
            match windows.iter_mut().find(|(other, _)| other.start <= lines.end && lines.start <= other.end) {
                Some((other, near)) => {
                    *other = other.start.min(lines.start)..other.end.max(lines.end);
                    near.push(*marked);
                }
                None => windows.push((lines, vec![*marked])),
            }
        }
        windows.into_iter().map(|(lines, marked)| self.snippet(source, lines, &marked)).collect()
    }

    /// The lines around a label; `None` where the file is not there, or its line too long to be shown.
    fn window(&self, label: &Label) -> Option<Range<usize>> {
        window(self.sources.get(&label.place.path)?.text(), label.place.span.range())
    }

    /// Where a label is, without its line.
    fn origin(&self, label: &Label) -> Origin<'a> {
        let origin = Origin::path(printable(&label.place.path));
        match self.positions.start(&label.place) {
            Some(at) => origin.line(at.line).char_column(at.column),
            None => origin,
        }
    }

    fn snippet(&self, source: &'a Source, lines: Range<usize>, labels: &[Marked<'a>]) -> Snippet<'a, Annotation<'a>> {
        let text = source.text().get(lines.clone()).unwrap_or_default();
        let annotations = labels.iter().map(|(label, kind)| {
            let span = clip(text, lines.start, label.place.span.range());
            let annotation = kind.span(span);
            if label.text.is_empty() { annotation } else { annotation.label(printable(&label.text)) }
        });
        let line = self.positions.at(source.path(), lines.start).map_or(1, |at| at.line);
        Snippet::source(text).path(printable(source.path())).line_start(line).annotations(annotations)
    }
}

/// A label, and whether it is the one that the diagnostic is about.
type Marked<'a> = (&'a Label, AnnotationKind);

/// The labels of one file together, the file of the primary one first.
fn by_file(diagnostic: &Diagnostic) -> Vec<Vec<Marked<'_>>> {
    let mut files: Vec<Vec<Marked<'_>>> = vec![vec![(&diagnostic.primary, AnnotationKind::Primary)]];
    for label in &diagnostic.secondary {
        let path = &label.place.path;
        let marked = (label, AnnotationKind::Context);
        match files.iter_mut().find(|file| file.iter().any(|(other, _)| other.place.path == *path)) {
            Some(file) => file.push(marked),
            None => files.push(vec![marked]),
        }
    }
    files
}

/// A range of the file as a range of the window. A value of several lines is marked on its first line alone.
fn clip(text: &str, start: usize, range: Range<usize>) -> Range<usize> {
    let from = text.floor_char_boundary(range.start.saturating_sub(start));
    let rest = text.get(from..).unwrap_or_default();
    let line_end = from + rest.find(['\n', '\r']).unwrap_or(rest.len());
    from..text.floor_char_boundary(range.end.saturating_sub(start)).clamp(from, line_end.max(from))
}

/// The lines around the start of a range; `None` where the line itself is too long.
fn window(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let at = text.floor_char_boundary(range.start);
    let from = text.floor_char_boundary(at.saturating_sub(LONG));
    let to = text.floor_char_boundary(at.saturating_add(LONG));
    let mut before = text.get(from..at)?.rmatch_indices('\n').map(|(newline, _)| from + newline + 1);
    let mut after = text.get(at..to)?.match_indices('\n').map(|(newline, _)| at + newline);
    // Where the lines around are too long, the line alone is shown.
    let start = edge(&mut before, (from == 0).then_some(0))?;
    let end = edge(&mut after, (to == text.len()).then_some(text.len()))?;
    Some(start..end)
}

/// Where the context ends: at a line break, else at the end of the text, else where the line itself ends.
fn edge(breaks: &mut impl Iterator<Item = usize>, end: Option<usize>) -> Option<usize> {
    let near: Vec<usize> = breaks.take(CONTEXT_LINES + 1).collect();
    near.get(CONTEXT_LINES).copied().or(end).or_else(|| near.first().copied())
}
