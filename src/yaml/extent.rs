//! Where a value begins and ends, where granit's spans are not what ours promise.

use super::Style;
use super::part::Part;
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
