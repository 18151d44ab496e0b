use super::piece::{self, Content};
use super::{Node, Style, Value};

/// The offset in `text` (the whole file) of the byte that the byte `offset` of a scalar's value was read from.
///
/// Where one character of the value stands for several of the file (an escape, a line break with its indentation), that
/// is the first of them. The end of the value is the end of its last character.
#[must_use]
pub fn source_offset(text: &str, scalar: &Node, offset: usize) -> usize {
    let (start, end) = (scalar.span.start(), scalar.span.end());
    let value = match &scalar.value {
        Value::Text(value) => value,
        Value::Sequence(_) | Value::Mapping(_) => return start,
        // `true`, `12`: plain, on one line.
        _ => return (start + offset).min(end),
    };
    let mut last = match value.style {
        Style::SingleQuoted | Style::DoubleQuoted => start + 1,
        Style::Plain | Style::Literal | Style::Folded => start,
    };
    let mut before = 0;
    for piece in piece::pieces(text, scalar.span.range(), value) {
        let after = before + piece.len();
        if offset < after {
            let inside = if piece.content == Content::Verbatim { offset - before } else { 0 };
            return text.floor_char_boundary(piece.source.start + inside);
        }
        before = after;
        last = piece.source.end;
    }
    text.floor_char_boundary(last)
}
