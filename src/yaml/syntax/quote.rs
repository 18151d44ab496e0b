//! Quotation marks.

use super::scan::{self, Mark};
use super::{Part, Seen, bad, bracket, start};
use crate::diagnostic::Diagnostic;
use crate::yaml::fault::shown;
use crate::yaml::piece::escaped;
use std::ops::Range;

/// A quote that nothing closes.
pub(super) fn unclosed(part: &Part<'_>, opener: usize) -> Diagnostic {
    let quote = part.character(opener);
    let mark = part.slice(quote.clone());
    let help = if mark == "'" {
        "write `'` at the end of the text, or put text that begins with an apostrophe in double quotes".to_owned()
    } else {
        format!("write `{mark}` at the end of the text")
    };
    bad(part, quote, format!("the quotation mark `{mark}` is never closed")).label("opened here").help(help)
}

/// A quote that is still open where a line begins that is indented too little to belong to it.
pub(super) fn runs_on(part: &Part<'_>, at: usize, seen: &Seen) -> Diagnostic {
    let Some(quoted) = last_quoted(part, seen.end..at) else { return unclosed(part, at) };
    if part.rest(at).is_empty() {
        return unclosed(part, quoted.start);
    }
    let quote = part.character(quoted.start);
    let mark = part.slice(quote.clone());
    bad(part, quote, format!("the quotation mark `{mark}` is not closed before the next field"))
        .label("opened here")
        .also(part.place(at..part.line_end(at)), "read as part of the text")
        .help(format!("write `{mark}` at the end of the text, or indent the lines that belong to it"))
}

/// Text after a closing quote.
pub(super) fn followed(part: &Part<'_>, at: usize, seen: &Seen) -> Diagnostic {
    let Some(quoted) = last_quoted(part, seen.end..at) else {
        return bad(part, part.character(at), "text follows a closing quotation mark")
            .label("outside the quotes")
            .help("put the whole text in quotes");
    };
    let opener = part.character(quoted.start);
    let closer = quoted.end.saturating_sub(1)..quoted.end;
    let mark = part.slice(opener.clone());
    if part.line_start(at) > opener.start {
        return bad(part, opener, format!("the quotation mark `{mark}` is not closed on its line"))
            .label("opened here")
            .also(part.place(closer), "closed only here")
            .help(format!("write `{mark}` at the end of the text"));
    }
    let line = part.slice(quoted.start..part.line_end(at)).trim_end();
    let help = match bracket::opener(part, at, seen) {
        // `["a" "b"]`
        Some(_) if mark == part.slice(part.character(at)) => {
            "write a comma between the two texts, or put the whole in one pair of quotes".to_owned()
        }
        Some(_) => requoted(between_brackets(line, at - quoted.start, mark), mark),
        None => requoted(line, mark),
    };
    bad(part, part.character(at), "text follows a closing quotation mark")
        .label("outside the quotes")
        .also(part.place(closer), "closed here")
        .help(help)
}

/// The text that begins with a quote at the beginning of `line` and goes on at `from`: to its last quote, where a comma or the
/// bracket follows that one, else to that.
fn between_brackets<'l>(line: &'l str, from: usize, mark: &str) -> &'l str {
    const ENDS: [char; 3] = [',', ']', '}'];
    let is_last = |at: &usize| line.get(at + mark.len()..).is_some_and(|rest| rest.trim_start().starts_with(ENDS));
    let mut quotes = line.match_indices(mark).map(|(at, _)| at).filter(|at| *at >= from);
    let end = quotes.find(is_last).map(|at| at + mark.len());
    let end = end.or_else(|| Some(from + line.get(from..)?.find(ENDS)?)).unwrap_or(line.len());
    line.get(..end).unwrap_or(line).trim_end()
}

/// How to quote a line that holds the very mark it is quoted with.
fn requoted(line: &str, mark: &str) -> String {
    // `'it's'` is meant as `it's`, but `"a" and b` as it stands.
    let inner = line.strip_prefix(mark).and_then(|line| line.strip_suffix(mark)).unwrap_or(line);
    match (mark, start::quoted(inner)) {
        ("'", Some(whole)) if !inner.contains('"') => {
            format!("put text that holds an apostrophe in double quotes, or write `''` for one: {whole}")
        }
        ("\"", Some(whole)) => {
            format!("put text that holds a quotation mark in single quotes, or write `\\\"` for one: {whole}")
        }
        ("'", _) => "write `''` for an apostrophe inside single quotes".to_owned(),
        _ => "write `\\\"` for a quotation mark inside double quotes".to_owned(),
    }
}

/// A backslash in double quotes that begins no escape.
pub(super) fn escape(part: &Part<'_>, opener: usize) -> Diagnostic {
    let at = bad_escape(part, opener + 1).unwrap_or_else(|| part.character(opener));
    let escape = shown(part.slice(at.clone()));
    bad(part, at, format!("{escape} stands for no character"))
        .label("`\\` has a meaning inside double quotes")
        .help("write `\\\\` for a backslash, or put the text in single quotes")
}

fn bad_escape(part: &Part<'_>, start: usize) -> Option<Range<usize>> {
    let mut at = start;
    loop {
        at += part.rest(at).find(['\\', '"']).filter(|found| part.rest(at + found).starts_with('\\'))?;
        let after = part.rest(at + 1);
        at = match escaped(after) {
            Some((_, length)) => at + 1 + length,
            None if after.starts_with(['\n', '\r']) => at + 2,
            None => {
                // `\x4`: the letter and the digits that are there.
                let digits = after.bytes().skip(1).take(8).take_while(u8::is_ascii_hexdigit).count();
                let digits = if after.starts_with(['x', 'u', 'U']) { digits } else { 0 };
                return Some(at..part.character(at + 1).end + digits);
            }
        };
    }
}

fn last_quoted(part: &Part<'_>, range: Range<usize>) -> Option<Range<usize>> {
    scan::marks(part, range).into_iter().rfind(|(mark, _)| *mark == Mark::Quoted).map(|(_, quoted)| quoted)
}
