use super::piece::{self, Content, Piece};
use super::{Node, Style, Value};

/// The offset in `text` (the whole file) of the byte that the byte `offset` of a scalar's value was read from.
///
/// Where one character of the value stands for several of the file (an escape, a line break with its indentation), that
/// is the first of them. The end of the value is the end of its last character.
#[must_use]
pub fn source_offset(text: &str, scalar: &Node, offset: usize) -> usize {
    Offsets::of(text, scalar).source(offset)
}

/// The same for who asks for many offsets of one scalar, which is read again only once.
pub struct Offsets<'t> {
    text: &'t str,
    start: usize,
    meaning: Meaning,
}

enum Meaning {
    /// A list or mapping: it has no text.
    Collection,
    /// `true`, `12`: plain, on one line. With its end.
    OneLine(usize),
    /// Text: its pieces, each with the offset in the value at which it ends.
    Text(Vec<(usize, Piece)>),
}

impl<'t> Offsets<'t> {
    /// The offsets of a scalar in `text`, the whole file.
    #[must_use]
    pub fn of(text: &'t str, scalar: &Node) -> Self {
        let start = scalar.span.start();
        let value = match &scalar.value {
            Value::Text(value) => value,
            Value::Sequence(_) | Value::Mapping(_) => return Self { text, start, meaning: Meaning::Collection },
            _ => return Self { text, start, meaning: Meaning::OneLine(scalar.span.end()) },
        };
        let is_quoted = matches!(value.style, Style::SingleQuoted | Style::DoubleQuoted);
        let mut end = 0;
        let pieces = piece::pieces(text, scalar.span.range(), value).into_iter().map(|piece| {
            end += piece.len();
            (end, piece)
        });
        Self { text, start: start + usize::from(is_quoted), meaning: Meaning::Text(pieces.collect()) }
    }

    /// The offset in the file of the byte `offset` of the value.
    #[must_use]
    pub fn source(&self, offset: usize) -> usize {
        let pieces = match &self.meaning {
            Meaning::Collection => return self.start,
            Meaning::OneLine(end) => return (self.start + offset).min(*end),
            Meaning::Text(pieces) => pieces,
        };
        let found = match pieces.get(pieces.partition_point(|(end, _)| *end <= offset)) {
            Some((_, piece)) if piece.content != Content::Verbatim => piece.source.start,
            Some((end, piece)) => piece.source.end - (end - offset),
            None => pieces.last().map_or(self.start, |(_, piece)| piece.source.end),
        };
        self.text.floor_char_boundary(found)
    }
}
