//! Where in a link its destination is written: the package tells what it is, but not where.

use std::ops::Range;

/// The destination in `](destination "title")`, which follows the words.
pub(super) fn behind(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let written = text.get(range.clone())?;
    let open = written.find("](")? + 2;
    at(text, range.start + open..range.end)
}

/// The destination in `[label]: destination "title"`.
pub(super) fn defined(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let written = text.get(range.clone())?;
    let colon = unescaped(written, |letter| letter == ']')? + 1;
    at(text, range.start + colon + written.get(colon..)?.starts_with(':').then_some(1)?..range.end)
}

/// The destination that stands first in a range: between angle brackets, or up to a blank or the bracket that closes the
/// link.
fn at(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let written = text.get(range.clone())?;
    // In a quotation a line begins with `>`.
    let rest = written.trim_start_matches([' ', '\t', '\n', '\r', '>']);
    let start = range.end - rest.len();
    if let Some(inner) = rest.strip_prefix('<') {
        let length = unescaped(inner, |letter| letter == '>')?;
        return Some(start + 1..start + 1 + length);
    }
    let mut depth = 0_usize;
    let ends = |letter: char| match letter {
        '(' => {
            depth += 1;
            false
        }
        ')' if depth == 0 => true,
        ')' => {
            depth -= 1;
            false
        }
        _ => letter.is_ascii_whitespace() || letter.is_ascii_control(),
    };
    Some(start..start + unescaped(rest, ends).unwrap_or(rest.len()))
}

/// The first letter of its sort that no backslash stands before.
fn unescaped(text: &str, mut is_it: impl FnMut(char) -> bool) -> Option<usize> {
    let mut is_escaped = false;
    text.char_indices().find_map(|(at, letter)| {
        let found = !is_escaped && is_it(letter);
        is_escaped = letter == '\\' && !is_escaped;
        found.then_some(at)
    })
}
