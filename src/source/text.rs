use super::{Place, Span};
use std::ops::Range;
use std::sync::Arc;

/// The path of a source below the site's folder, with `/` between its parts: `content/programme/ntp.yaml`.
pub type SourcePath = Arc<str>;

/// A line and a column, both counted from 1. A column is a Unicode scalar value; a tab is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// From 1, in Unicode scalar values.
    pub column: usize,
}

/// One file: its path and its text.
///
/// A byte order mark is taken off, so that no column counts it. Bytes that are not UTF-8 stand as U+FFFD, and the place
/// of the first is kept: the file is reported once and still shows where.
#[derive(Clone, Debug)]
pub struct Source {
    path: SourcePath,
    text: Arc<str>,
    /// The first bytes that are not UTF-8, and all bytes as they were.
    raw: Option<(Span, Arc<[u8]>)>,
}

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        // A file that was not read again need not be compared.
        let is_same_text = Arc::ptr_eq(&self.text, &other.text) || self.text == other.text;
        self.path == other.path && is_same_text && self.raw == other.raw
    }
}

impl Eq for Source {}

impl Source {
    /// A source from text.
    #[must_use]
    pub fn new(path: impl Into<SourcePath>, text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Self { path: path.into(), text: text.into(), raw: None }
    }

    /// A source from the bytes of a file.
    #[must_use]
    pub fn from_bytes(path: impl Into<SourcePath>, bytes: &[u8]) -> Self {
        let fault = match std::str::from_utf8(bytes) {
            Ok(text) => return Self::new(path, text),
            Err(fault) => fault,
        };
        let mut source = Self::new(path, &String::from_utf8_lossy(bytes));
        let mark = if bytes.starts_with("\u{feff}".as_bytes()) { '\u{feff}'.len_utf8() } else { 0 };
        let start = fault.valid_up_to() - mark;
        let span = Span::new(&source.text, start..start + char::REPLACEMENT_CHARACTER.len_utf8());
        source.raw = Some((span, bytes.into()));
        source
    }

    /// Path below the site's folder.
    #[must_use]
    pub fn path(&self) -> &SourcePath {
        &self.path
    }

    /// The text, without a byte order mark.
    #[must_use]
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// The first bytes that are not UTF-8.
    #[must_use]
    pub fn not_utf_8(&self) -> Option<Span> {
        self.raw.as_ref().map(|(span, _)| *span)
    }

    /// The bytes of the file, but for a byte order mark before text.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.raw.as_ref().map_or(self.text.as_bytes(), |(_, bytes)| bytes)
    }

    /// The place of a range of bytes.
    #[must_use]
    pub fn place(&self, range: Range<usize>) -> Place {
        self.at(Span::new(&self.text, range))
    }

    /// The place of a span of this text.
    #[must_use]
    pub fn at(&self, span: Span) -> Place {
        Place { path: self.path.clone(), span }
    }

    /// The line and column of a byte.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset);
        let before = self.text.get(..offset).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Position {
            line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
            column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
        }
    }
}
