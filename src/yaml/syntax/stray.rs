//! What other programs leave in a file: the marks of a conflict, blanks that are no spaces, bullets.

use super::{Part, bad, line};
use crate::diagnostic::{Diagnostic, Fix};
use crate::yaml::fault::shown;
use std::ops::Range;

/// A blank that looks like a space.
const NO_BREAK: char = '\u{a0}';

/// What writers and word processors begin the items of a list with.
const BULLETS: [&str; 7] = ["• ", "– ", "— ", "* ", "· ", "‣ ", "◦ "];

/// The marks that a version control leaves where two versions of a file do not go together.
pub(super) fn conflict(part: &Part<'_>) -> Option<Diagnostic> {
    let begins = |at: &usize| *at == 0 || part.slice(0..*at).ends_with(['\n', '\r']);
    let at = ["<<<<<<< ", ">>>>>>> ", "=======\n"]
        .iter()
        .find_map(|mark| part.text.match_indices(mark).map(|(at, _)| at).find(begins))?;
    Some(
        bad(part, at..part.line_end(at), "a conflict of two versions is left in this file")
            .label("one of the two begins or ends here")
            .help("keep one of the two versions, and delete the lines `<<<<<<<`, `=======` and `>>>>>>>`"),
    )
}

/// A no-break space that YAML does not take for a space: in the indentation or behind the colon of a line, between two
/// offsets.
pub(super) fn no_break(part: &Part<'_>, range: Range<usize>) -> Option<Diagnostic> {
    let start = part.line_start(range.start);
    let text = part.slice(start..part.line_end(range.end));
    let is_wrong = |at: &usize| {
        let before = part.slice(part.line_start(start + at)..start + at);
        let blank = before.trim_start_matches([' ', '\t', '-', NO_BREAK]);
        blank.is_empty() || blank.trim_end_matches(NO_BREAK).find(':').is_some_and(|colon| colon + 1 == blank.len())
    };
    let at = text.match_indices(NO_BREAK).map(|(at, _)| at).find(is_wrong)?;
    Some(no_break_at(part, start + at))
}

/// A no-break space at an offset, or several.
pub(in super::super) fn no_break_at(part: &Part<'_>, at: usize) -> Diagnostic {
    let rest = part.rest(at);
    let range = at..at + rest.len() - rest.trim_start_matches(NO_BREAK).len();
    let spaces = " ".repeat(part.slice(range.clone()).chars().count());
    let fix = Fix::safe("write a space", part.place(range.clone()), spaces);
    bad(part, range, "this is a no-break space, not a space")
        .label("it looks like a space, and is read as a letter")
        .help("delete it, and type a space")
        .fix(fix)
}

/// The no-break space that a key begins or ends with.
pub(in super::super) fn no_break_around(part: &Part<'_>, key: Range<usize>) -> Option<usize> {
    let text = part.slice(key.clone());
    if text.starts_with(NO_BREAK) {
        return Some(key.start);
    }
    text.ends_with(NO_BREAK).then(|| key.start + text.trim_end_matches(NO_BREAK).len())
}

/// A line that begins with a bullet instead of a dash.
pub(super) fn bullet(part: &Part<'_>, at: usize) -> Option<Diagnostic> {
    let content = line::content(part, at);
    let text = part.slice(content.clone());
    let bullet = BULLETS.iter().find(|bullet| text.starts_with(**bullet))?;
    let mark = content.start..content.start + bullet.trim_end().len();
    let item = format!("- {}", text.trim_start_matches(bullet));
    Some(
        bad(part, mark.clone(), format!("an item of a list begins with `-`, not with `{}`", bullet.trim_end()))
            .label("read as text")
            .help(format!("begin an item with `- `: {}", shown(&item)))
            .fix(Fix::guess("begin the item with `- `", part.place(mark), "-")),
    )
}

/// A line of plain text, below its first, that looks like an item of a list: it is indented too far, and joins the text
/// above.
pub(in super::super) fn joined_item(part: &Part<'_>, range: Range<usize>) -> Option<Diagnostic> {
    let text = part.slice(range.clone());
    let touches = text.strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    // Where the first line is such an item too, it is no list, and that is told.
    if !text.contains('\n') || (item(text).is_some() && !touches) {
        return None;
    }
    let column = range.start - part.line_start(range.start);
    let is_alone = part.slice(part.line_start(range.start)..range.start).trim().is_empty();
    let mut at = range.start;
    for line in text.split_inclusive(['\n', '\r']) {
        let item = line.trim_start();
        let is_item = item.starts_with("- ") || BULLETS.iter().any(|bullet| item.starts_with(bullet));
        if at > range.start && is_item {
            let start = at + line.len() - item.len();
            if is_alone && item.starts_with("- ") && start - at == column {
                return Some(first_item(part, range, touches));
            }
            if touches {
                return None;
            }
            let fault = bad(part, start..start + item.trim_end().len(), "this line belongs to the text above")
                .label("read as more of that text, not as an item")
                .also(part.place(range.start..range.end.min(part.line_end(range.start))), "the text begins here");
            return Some(fault.help(
                "indent it like the items above if it is one of them, or put the whole text in quotation marks",
            ));
        }
        at += line.len();
    }
    None
}

/// The first item of a list, without its dash or without the space behind it, where the next one has both.
fn first_item(part: &Part<'_>, range: Range<usize>, touches: bool) -> Diagnostic {
    let line = range.start..range.end.min(part.line_end(range.start));
    let words = part.slice(line.clone()).trim();
    let item = shown(&format!("- {}", words.trim_start_matches('-')));
    if touches {
        let dash = part.character(range.start);
        let fix = Fix::guess("write a space behind the dash", part.place(dash.clone()), "- ");
        return bad(part, dash, "there is no space behind the dash of this item")
            .label("read as a letter of the text")
            .help(format!("write {item}"))
            .fix(fix);
    }
    let fix = Fix::guess("begin the line with `- `", part.place(range.start..range.start), "- ");
    bad(part, line.start..line.start + words.len(), "this line has no dash, and the next one in its list has")
        .label("read as a text that goes on below")
        .help(format!("write {item} if it is an item, or put the whole text in quotation marks"))
        .fix(fix)
}

/// Whether the nearest line above, among those that are not indented further, is an item of a list in the same column.
pub(super) fn is_below_item(part: &Part<'_>, at: usize) -> bool {
    let column = at - part.line_start(at);
    let indentation = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let above = part.slice(0..part.line_start(at));
    let mut lines = above.rsplit(['\n', '\r']).filter(|line| !line.trim().is_empty() && indentation(line) <= column);
    lines.next().is_some_and(|line| indentation(line) == column && line.trim_start().starts_with("- "))
}

/// The item that a text was meant as which begins with a bullet, or with a dash that no space follows.
#[must_use]
pub fn item(text: &str) -> Option<String> {
    let line = text.lines().next().unwrap_or_default();
    let bare = BULLETS.iter().find_map(|bullet| line.strip_prefix(bullet)).or_else(|| line.strip_prefix('-'))?;
    Some(shown(&format!("- {}", bare.trim())))
}
