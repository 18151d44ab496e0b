//! Brackets.

use super::scan::{self, Mark};
use super::{Part, Seen, bad, line, start};
use crate::diagnostic::Diagnostic;
use granit_parser::ErrorKind;
use std::ops::Range;

/// A bracket that nothing closes.
pub(super) fn unclosed(part: &Part<'_>, opener: usize) -> Diagnostic {
    let at = part.character(opener);
    let mark = part.slice(at.clone());
    let closer = closer_of(mark);
    bad(part, at, format!("the bracket `{mark}` is never closed"))
        .label("opened here")
        .help(format!("write `{closer}` after the last item, or put the text in quotes if it begins with `{mark}`"))
}

/// A bracket that is closed by one of the other sort.
pub(super) fn mismatched(part: &Part<'_>, opener: usize, open: char, close: char) -> Diagnostic {
    let opens = part.character(opener);
    let mut depth = 0_usize;
    let closer = scan::marks(part, opener..part.text.len()).into_iter().find_map(|(mark, range)| {
        match mark {
            Mark::Opens => depth += 1,
            Mark::Closes => depth = depth.saturating_sub(1),
            Mark::Quoted => {}
        }
        (depth == 0).then_some(range)
    });
    let wanted = closer_of(part.slice(opens.clone()));
    bad(part, closer.unwrap_or_else(|| opens.clone()), format!("`{close}` does not close `{open}`"))
        .label(format!("`{wanted}` was expected"))
        .also(part.place(opens), "opened here")
        .help(format!("write `{wanted}` instead, or put text that holds brackets in quotes"))
}

/// A bracket that closes nothing.
pub(super) fn stray(part: &Part<'_>, at: usize) -> Diagnostic {
    let at = part.character(at);
    let mark = part.slice(at.clone());
    bad(part, at, format!("the bracket `{mark}` closes nothing"))
        .label("no bracket is open")
        .help("delete it, or put text that holds brackets in quotes")
}

/// What cannot stand inside brackets. On a later line than the bracket, it is most likely not meant to.
pub(super) fn inside(part: &Part<'_>, kind: &ErrorKind, at: usize, seen: &Seen) -> Diagnostic {
    use ErrorKind as Kind;
    let content = line::content(part, at);
    if let Some(opener) = opener(part, at, seen)
        && opener.start < content.start
        && part.line_start(at) > opener.start
    {
        let mark = part.slice(opener.clone());
        return bad(part, opener.clone(), format!("the bracket `{mark}` is never closed"))
            .label("opened here")
            .also(part.place(content), "read as part of the brackets")
            .help(format!("write `{}` after the last item", closer_of(mark)));
    }
    let character = part.character(at);
    match kind {
        Kind::UnexpectedEofFlowSequence | Kind::UnexpectedEofFlowMapping | Kind::UnexpectedEofImplicitFlowMapping => {
            bad(part, character, "an item is missing")
                .label("nothing stands before this")
                .help("delete the comma, or write the item before it")
        }
        Kind::BlockEntryInFlowCollection | Kind::PlainScalarStartsWithDashFlowIndicator => {
            bad(part, character, "`-` cannot begin an item inside brackets")
                .label("not allowed here")
                .help("separate the items by commas, or put text that begins with `-` in quotes")
        }
        Kind::FlowMappingValueAdjacentCollection => bad(part, character, "there is no space after the colon")
            .label("read as part of the text")
            .help("put a space after the colon"),
        _ => stray_mark(part, character, at, seen),
    }
}

/// A mark of YAML's own in the middle of a text between brackets, or a comma that is missing.
fn stray_mark(part: &Part<'_>, character: Range<usize>, at: usize, seen: &Seen) -> Diagnostic {
    let mark = part.slice(character.clone());
    let message = match mark {
        "[" | "{" => format!("`{mark}` stands in a text without quotation marks"),
        _ => "a comma is missing, or quotation marks around text that holds a colon".to_owned(),
    };
    let text = opener(part, at, seen).map(|opener| text_around(part, opener.end, at)).unwrap_or_default();
    let quoted = start::quoted(&text);
    let field = part.slice(0..at).rsplit([' ', ',', '{', '[']).next().unwrap_or_default();
    // `{days: 3 cost: £5}`: behind a number another field begins.
    let value = text.split_once(field).map_or("", |(value, _)| value.trim());
    let is_field = !value.contains(' ') && value.contains(|letter: char| letter.is_ascii_digit());
    let help = match (mark, quoted) {
        ("[" | "{", Some(quoted)) => format!("put the whole text in quotation marks: {quoted}"),
        ("[" | "{", None) => "put the whole text in quotation marks".to_owned(),
        (_, Some(quoted)) if is_field => {
            format!("write a comma before `{field}`, or put the whole text in quotation marks: {quoted}")
        }
        (_, Some(quoted)) => {
            format!(
                "put the whole text in quotation marks: {quoted}, or write a comma before `{field}` if it is a field"
            )
        }
        (_, None) => "write a comma before the next field, or put text that holds `: ` in quotation marks".to_owned(),
    };
    bad(part, character, message).label("not allowed here").help(help)
}

/// The text between brackets that an offset lies in, `from` the bracket on: from its colon or comma to the next comma or the
/// bracket that closes.
pub(super) fn text_around(part: &Part<'_>, from: usize, at: usize) -> String {
    let before = part.slice(from..at);
    let item = before.rfind(", ").map_or(0, |comma| comma + 2);
    let start = before.get(item..).and_then(|item| item.find(": ")).map_or(item, |colon| item + colon + 2);
    let mut depth = 0_usize;
    let is_end = |letter: char| match letter {
        '[' | '{' => {
            depth += 1;
            false
        }
        ']' | '}' if depth > 0 => {
            depth -= 1;
            false
        }
        letter => matches!(letter, ',' | ']' | '}'),
    };
    let rest = part.slice(at..part.line_end(at));
    let end = rest.find(is_end).unwrap_or(rest.len());
    part.slice(from + start..at + end).trim().to_owned()
}

/// The innermost bracket that is open at an offset.
pub(super) fn opener(part: &Part<'_>, at: usize, seen: &Seen) -> Option<Range<usize>> {
    let mut open: Vec<_> = seen.opener.map(|opener| part.character(opener)).into_iter().collect();
    for (mark, range) in scan::marks(part, seen.end..at) {
        match mark {
            Mark::Opens => open.push(range),
            Mark::Closes => drop(open.pop()),
            Mark::Quoted => {}
        }
    }
    open.pop()
}

fn closer_of(opener: &str) -> char {
    if opener == "{" { '}' } else { ']' }
}
