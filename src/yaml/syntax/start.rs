//! Text that begins with a character of YAML's own.

use super::{Part, Seen, bad, bracket};
use crate::diagnostic::Diagnostic;

/// How long a text may be that a help writes out in quotes: what fits on a line with the words around it.
const WRITTEN_OUT: usize = 60;

/// Text that cannot begin with its first character.
pub(super) fn text(part: &Part<'_>, at: usize, seen: &Seen) -> Diagnostic {
    let character = part.character(at);
    let line = part.slice(at..part.line_end(at));
    if ["%YAML", "%TAG"].iter().any(|directive| line.starts_with(directive)) {
        return bad(part, at..part.line_end(at), "directives are not read")
            .label("a directive")
            .help("delete this line and the `---` below it");
    }
    let mark = part.slice(character.clone());
    if mark.trim().is_empty() {
        return bad(part, character, "a value is missing")
            .label("expected here")
            .help("write the value, or delete its key");
    }
    let help = match in_quotes(part, at, seen) {
        Some(quoted) => format!("put the text in quotes: {quoted}"),
        None => "put the text in quotes".to_owned(),
    };
    // A backtick cannot stand in backticks.
    let mark = if mark == "`" { "a backtick".to_owned() } else { format!("`{mark}`") };
    bad(part, character, format!("text cannot begin with {mark}"))
        .label("this mark has a meaning of its own here")
        .help(help)
}

/// Text on the line of `|` or `>`.
pub(super) fn block_header(part: &Part<'_>, at: usize, seen: &Seen) -> Diagnostic {
    let mark = part.slice(part.character(at));
    let header = part.slice(at..part.line_end(at));
    let after =
        header.trim_start_matches(['|', '>', '+', '-', ' ', '\t', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    let text = at + header.len() - after.len();
    let quoted = in_quotes(part, at, seen).map(|quoted| format!(": {quoted}")).unwrap_or_default();
    bad(part, text..part.line_end(at), format!("text cannot stand on the line of `{mark}`"))
        .label("belongs on the next line")
        .also(part.place(part.character(at)), "the text of several lines is announced here")
        .help(format!(
            "move the text to the next line and indent it, or put it in quotes if it begins with `{mark}`{quoted}"
        ))
}

/// A list on the line of its key.
pub(super) fn item(part: &Part<'_>, at: usize, seen: &Seen) -> Diagnostic {
    let quoted = in_quotes(part, at, seen).map(|quoted| format!(": {quoted}")).unwrap_or_default();
    bad(part, part.character(at), "a list cannot begin on the line of its key")
        .label("read as an item of a list")
        .help(format!("move each item to a line of its own, or put the text in quotes if it begins with `- `{quoted}"))
}

/// A `#` that is no comment, because it touches what stands before it.
pub(super) fn comment_touches(part: &Part<'_>, at: usize) -> Diagnostic {
    bad(part, part.character(at), "a comment needs a space before its `#`")
        .label("neither a comment nor a part of the value")
        .help("put a space before `#`, or put the whole text in quotes if `#` belongs to it")
}

/// A comment that cuts a text in two.
pub(in super::super) fn comment_inside(part: &Part<'_>, at: usize) -> Diagnostic {
    bad(part, part.character(at), "a comment stands in the middle of a text")
        .label("everything after `#` is a comment, and the text goes on below it")
        .help("move the comment above the text, or put the text in quotes if `#` belongs to it")
}

/// The text from `at` to the end of its line as it would stand in quotes, in backticks; where it is short, and nobody
/// else may lay claim to a part of it.
pub(super) fn in_quotes(part: &Part<'_>, at: usize, seen: &Seen) -> Option<String> {
    let text = part.slice(at..part.line_end(at)).trim_end();
    if text.contains(" #") {
        return None;
    }
    match bracket::opener(part, at, seen) {
        Some(opener) => quoted(&bracket::text_around(part, opener.end, at)),
        None => quoted(text),
    }
}

/// A text in quotes and backticks, where it is short.
pub(in super::super) fn quoted(text: &str) -> Option<String> {
    if text.is_empty() || text.chars().count() > WRITTEN_OUT || text.contains('`') {
        return None;
    }
    Some(if text.contains(['"', '\\']) { format!("`'{}'`", text.replace('\'', "''")) } else { format!("`\"{text}\"`") })
}
