//! Quotes and brackets between two offsets, found without granit, whose tokens are gone when it stops.

use crate::yaml::part::Part;
use std::ops::Range;

/// What stands at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Text in quotes, the quotes included.
    Quoted,
    /// An opening bracket.
    Opens,
    /// A closing bracket.
    Closes,
}

const BLANKS: [char; 4] = [' ', '\t', '\n', '\r'];

/// The marks in `range`, which begins outside of quotes. Quotes inside plain text (`it's`) and comments are none.
pub(super) fn marks(part: &Part<'_>, range: Range<usize>) -> Vec<(Mark, Range<usize>)> {
    let text = part.slice(0..range.end);
    let mut marks = Vec::new();
    let mut at = range.start;
    // Where text may begin: a quote elsewhere is an apostrophe.
    let mut is_start = true;
    while let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let end = at + character.len_utf8();
        let before = text.get(..at).unwrap_or_default();
        let end = match character {
            '\'' | '"' if is_start => closing(text, at, character),
            // Anchors, aliases and tags run to the next blank, and text may begin after them.
            '&' | '*' | '!' if is_start => at + text.get(at..).and_then(|rest| rest.find(BLANKS)).unwrap_or(end - at),
            '#' if before.is_empty() || before.ends_with(BLANKS) => part.line_end(at).min(text.len()),
            _ => end,
        };
        match character {
            '\'' | '"' if is_start => marks.push((Mark::Quoted, at..end)),
            '[' | '{' => marks.push((Mark::Opens, at..end)),
            ']' | '}' => marks.push((Mark::Closes, at..end)),
            _ => {}
        }
        is_start = match character {
            ' ' | '\t' | '&' | '*' | '!' => is_start,
            '\n' | '\r' | '[' | '{' | ',' | ':' | '-' | '?' | '#' => true,
            _ => false,
        };
        at = end;
    }
    marks
}

/// The offset after the quote that closes the one at `open`.
fn closing(text: &str, open: usize, quote: char) -> usize {
    let mut characters = text.char_indices().skip_while(|(at, _)| *at <= open).peekable();
    while let Some((at, character)) = characters.next() {
        if character == '\\' && quote == '"' {
            characters.next();
        } else if character == quote {
            let is_doubled = quote == '\'' && characters.next_if(|(_, next)| *next == quote).is_some();
            if !is_doubled {
                return at + 1;
            }
        }
    }
    text.len()
}
