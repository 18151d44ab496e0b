use super::{Place, Span};
use std::ops::Range;
use std::sync::Arc;

/// The path of a source below the site's folder, with `/` between its parts: `content/programme/ntp.yaml`.
pub type SourcePath = Arc<str>;

/// The byte order mark.
const MARK: char = '\u{feff}';

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
/// The text has no byte order mark, so that no column counts it. In the text bytes that are not UTF-8 stand as U+FFFD, and
/// the place of the first is kept: the file is reported once and still shows where. All bytes are kept as they were.
#[derive(Clone, Debug)]
pub struct Source {
    path: SourcePath,
    text: Arc<str>,
    /// All bytes as they were, where the text has others.
    raw: Option<Arc<[u8]>>,
    /// The first bytes that are not UTF-8.
    not_utf_8: Option<Span>,
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
        let bare = text.strip_prefix(MARK).unwrap_or(text);
        let raw = (bare.len() < text.len()).then(|| text.as_bytes().into());
        Self { path: path.into(), text: bare.into(), raw, not_utf_8: None }
    }

    /// A source from the bytes of a file.
    #[must_use]
    pub fn from_bytes(path: impl Into<SourcePath>, bytes: &[u8]) -> Self {
        let fault = match std::str::from_utf8(bytes) {
            Ok(text) => return Self::new(path, text),
            Err(fault) => fault,
        };
        let mut source = Self::new(path, &String::from_utf8_lossy(bytes));
        let mark = if source.raw.is_some() { MARK.len_utf8() } else { 0 };
        let start = fault.valid_up_to() - mark;
        let span = Span::new(&source.text, start..start + char::REPLACEMENT_CHARACTER.len_utf8());
        (source.raw, source.not_utf_8) = (Some(bytes.into()), Some(span));
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
    pub const fn not_utf_8(&self) -> Option<Span> {
        self.not_utf_8
    }

    /// The bytes of the file.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.raw.as_ref().map_or(self.text.as_bytes(), |bytes| bytes)
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
