use crate::source::{Place, Source, Span};
use std::ops::Range;

/// The part of a file that is read: all of it, or the front matter of a Markdown file.
///
/// Offsets below `parse` count from the beginning of the part, as granit's do; spans and places count from the beginning
/// of the file, as everyone else's do. This is where one becomes the other.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    source: &'a Source,
    /// The text of the part.
    pub(super) text: &'a str,
    start: usize,
}

impl<'a> Part<'a> {
    pub(super) fn new(source: &'a Source, span: Span) -> Self {
        Self { source, text: source.text().get(span.range()).unwrap_or_default(), start: span.start() }
    }

    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.source.text(), range.start + self.start..range.end + self.start)
    }

    pub(super) fn place(&self, range: Range<usize>) -> Place {
        self.source.at(self.span(range))
    }

    /// The place between two offsets of the file.
    pub(super) fn file_place(&self, range: Range<usize>) -> Place {
        self.source.place(range)
    }

    pub(super) fn place_of(&self, span: Span) -> Place {
        self.source.at(span)
    }

    pub(super) fn slice(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }

    /// The text between two offsets of the file.
    pub(super) fn between(&self, range: Range<usize>) -> &'a str {
        self.source.text().get(range).unwrap_or_default()
    }

    /// The text from an offset on.
    pub(super) fn rest(&self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or_default()
    }

    /// The offset of the first byte of the line that `at` lies in.
    pub(super) fn line_start(&self, at: usize) -> usize {
        self.slice(0..at).rfind(['\n', '\r']).map_or(0, |newline| newline + 1)
    }

    /// The offset in the file of the first byte of the line that a span begins in.
    pub(super) fn line_of(&self, span: Span) -> usize {
        self.start + self.line_start(span.start().saturating_sub(self.start))
    }

    /// The offset after the last byte of the line that `at` lies in, without its line break.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let rest = self.rest(at);
        at + rest.find(['\n', '\r']).unwrap_or(rest.len())
    }

    /// The text at a span of the file.
    pub(super) fn at(&self, span: Span) -> &'a str {
        self.source.text().get(span.range()).unwrap_or_default()
    }

    /// The rest of the line behind a span of the file.
    pub(super) fn behind(&self, span: Span) -> &'a str {
        let at = span.end().saturating_sub(self.start);
        self.slice(at..self.line_end(at))
    }

    /// The character at an offset, as a range.
    pub(super) fn character(&self, at: usize) -> Range<usize> {
        at..at + self.rest(at).chars().next().map_or(0, char::len_utf8)
    }
}
