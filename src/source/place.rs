use super::SourcePath;
use std::ops::Range;

/// A range of bytes in one text, at character boundaries and inside it.
///
/// Four bytes an end: no file is read that is larger than [`super::disk::FILE_LIMIT`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The span of `range` in `text`.
    ///
    /// What lies outside the text or inside a character is drawn to the nearest boundary before it, so that a reader's
    /// arithmetic can at worst point a little to the left and never panic a renderer.
    #[must_use]
    pub fn new(text: &str, range: Range<usize>) -> Self {
        let start = text.floor_char_boundary(range.start);
        let end = text.floor_char_boundary(range.end).max(start);
        Self { start: narrow(start), end: narrow(end) }
    }

    /// The empty span at the beginning of any text.
    #[must_use]
    pub const fn first() -> Self {
        Self { start: 0, end: 0 }
    }

    /// Offset of the first byte.
    #[must_use]
    pub const fn start(self) -> usize {
        self.start as usize
    }

    /// Offset behind the last byte.
    #[must_use]
    pub const fn end(self) -> usize {
        self.end as usize
    }

    /// The span as a range of offsets.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// The span without `width` bytes at both ends: a quoted scalar without its quotation marks.
    #[must_use]
    pub fn inset(self, width: u32) -> Self {
        if self.end - self.start < 2 * width { self } else { Self { start: self.start + width, end: self.end - width } }
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// A span and the source that it lies in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The source.
    pub path: SourcePath,
    /// The bytes in it.
    pub span: Span,
}
