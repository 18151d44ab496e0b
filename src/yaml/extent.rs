//! Where a value begins and ends, where granit's spans are not what ours promise.

use super::part::Part;
use super::{Node, Scalar, Style, Value};
use crate::source::Span;
use std::ops::Range;

/// The bytes of a scalar value, given those that granit names and where the event before it ended.
pub(super) fn scalar(part: &Part<'_>, before: usize, range: Range<usize>, value: &str, style: Style) -> Range<usize> {
    match style {
        Style::Plain if value == "~" && part.slice(range.clone()) != "~" => absent(part, before, range.start),
        Style::Plain | Style::SingleQuoted | Style::DoubleQuoted => range,
        Style::Literal | Style::Folded if value.bytes().all(|byte| byte == b'\n') => {
            block_header(part, before, range.start).unwrap_or(range)
        }
        Style::Literal | Style::Folded => block(part, range),
    }
}

/// A comment between two lines of plain text, which is no YAML: granit passes over it where a tab stands before it.
pub(super) fn comment_inside(part: &Part<'_>, range: Range<usize>, style: Style) -> Option<usize> {
    let text = part.slice(range.clone());
    if style != Style::Plain || !text.contains('\t') {
        return None;
    }
    let mut at = range.start;
    for line in text.split_inclusive(['\n', '\r']) {
        let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
        if part.rest(at + blanks).starts_with('#') && at > range.start {
            return Some(at + blanks);
        }
        at += line.len();
    }
    None
}

/// A value that is not there: after the colon of its key, and not before it.
fn absent(part: &Part<'_>, before: usize, at: usize) -> Range<usize> {
    // What follows may be the next key, and begin with a colon.
    let is_same_line = !part.slice(before..at).contains(['\n', '\r']);
    let is_colon = part.rest(at).strip_prefix(':').is_some_and(|after| {
        after.is_empty()
            || after.starts_with([' ', '\t', '\n', '\r'])
            || is_same_line && after.starts_with([',', ']', '}'])
    });
    let at = at + usize::from(is_colon);
    at..at
}

/// granit's block scalars run on to where the next token stands; ours end with their last line.
fn block(part: &Part<'_>, range: Range<usize>) -> Range<usize> {
    let indentation = range.start - part.line_start(range.start);
    let last = part.slice(range.clone()).rfind(['\n', '\r']).map_or(range.start, |newline| range.start + newline + 1);
    let tail = part.slice(last..range.end);
    let is_indentation = last > range.start && tail.len() <= indentation && tail.bytes().all(|byte| byte == b' ');
    range.start..if is_indentation { last } else { range.end }
}

/// A block scalar without a letter has no first letter to begin at; its header (`|+`) stands for it.
fn block_header(part: &Part<'_>, before: usize, end: usize) -> Option<Range<usize>> {
    let mut at = before;
    // granit's span begins with the header itself where the file ends after it.
    while at <= end {
        let rest = part.rest(at);
        let blank = rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
        at += blank;
        let rest = part.rest(at);
        let length = rest.find([' ', '\t', '\n', '\r']).unwrap_or(rest.len());
        match rest.bytes().next()? {
            b'|' | b'>' => return Some(at..at + length),
            b'#' if blank > 0 => at = part.line_end(at),
            _ => at += length,
        }
    }
    None
}

/// The line `...` that ends a document above an offset.
pub(super) fn dots(part: &Part<'_>, end: usize) -> Option<Range<usize>> {
    let above = part.slice(0..part.line_start(end));
    let is_last = |at: &usize| part.line_start(*at) == *at && !part.rest(end).starts_with("---");
    above.rmatch_indices("...").map(|(at, _)| at).find(is_last).map(|at| at..at + "...".len())
}

/// The `#` that follows an offset on its line, blanks between.
pub(super) fn note_behind(part: &Part<'_>, at: usize) -> Option<usize> {
    let rest = part.rest(at);
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    (blanks > 0 && part.rest(at + blanks).starts_with('#')).then_some(at + blanks)
}

/// Whether a `#` is likely to belong to the text before it: authors put a blank after one that begins a note.
pub(super) fn is_text(part: &Part<'_>, mark: usize) -> bool {
    part.rest(mark + 1).chars().next().is_some_and(|letter| !letter.is_whitespace() && letter != '#')
}

/// A tab in the indentation of what begins at an offset.
pub(super) fn indenting_tab(part: &Part<'_>, at: usize) -> Option<usize> {
    let start = part.line_start(at);
    let before = part.slice(start..at);
    let is_blank = before.bytes().all(|byte| matches!(byte, b' ' | b'\t'));
    before.find('\t').filter(|_| is_blank).map(|tab| start + tab)
}

/// Whether the value of an anchor is text behind it on its line, or nothing at all: `&The Department` was meant as text.
pub(super) fn is_text_after(part: &Part<'_>, anchor: Span, node: &Node) -> bool {
    match &node.value {
        Value::Null => node.span.range().is_empty(),
        Value::Text(Scalar { style: Style::Plain, .. }) => {
            !part.between(anchor.start()..node.span.end()).contains(['\n', '\r'])
        }
        _ => false,
    }
}

/// The dash of a block sequence's first item. granit's event stands at the dash, unless the list is indented no further
/// than its key: then it stands at the first item, and the dash is the first thing on a line of its own.
pub(super) fn first_dash(part: &Part<'_>, before: usize, start: usize) -> usize {
    let lines = part.slice(before..start);
    let mut at = before;
    for line in lines.split_inclusive(['\n', '\r']) {
        let dash = at + line.len() - line.trim_start_matches([' ', '\t']).len();
        if at > before && part.rest(dash).starts_with('-') {
            return dash;
        }
        at += line.len();
    }
    start
}
