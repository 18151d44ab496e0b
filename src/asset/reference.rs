//! Where an asset names another file of the site: `url(…)` and `@import` in a style sheet, a path between quotation marks
//! in a script.

use std::ops::Range;

/// A name of another file in the text of an asset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    /// Where it is written, without what follows `?` or `#`.
    pub(super) range: Range<usize>,
    /// The URL path that it leads to.
    pub(super) path: String,
    /// Whether it can be nothing else: a text in a script may be what it likes.
    pub(super) is_certain: bool,
}

/// What an asset names, in the order of its text. `name` is its own URL path.
pub(super) fn references(name: &str, text: &str) -> Vec<Reference> {
    let (ranges, is_certain) = match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "css" => (in_style(text), true),
        "js" | "mjs" => (in_script(text), false),
        _ => return Vec::new(),
    };
    let reference = |range: Range<usize>| {
        let written = text.get(range.clone())?;
        let written = written.split(['?', '#']).next().unwrap_or_default();
        let path = resolved(name, written)?;
        Some(Reference { range: range.start..range.start + written.len(), path, is_certain })
    };
    ranges.into_iter().filter_map(reference).collect()
}

/// The URL path that an address leads to from a file; none where it leads to another site, or nowhere.
fn resolved(from: &str, written: &str) -> Option<String> {
    if written.is_empty() || written.starts_with("//") || written.split('/').next()?.contains(':') {
        return None;
    }
    let mut folders: Vec<&str> = if written.starts_with('/') { Vec::new() } else { from.split('/').skip(1).collect() };
    folders.pop();
    for part in written.trim_start_matches('/').split('/') {
        match part {
            "." => {}
            ".." => drop(folders.pop()),
            _ => folders.push(part),
        }
    }
    Some(format!("/{}", folders.join("/")))
}

/// What stands in `url(…)`, and in the quotation marks behind `@import`.
fn in_style(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut at, mut is_import) = (0, false);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let begins = |word: &str| rest.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word));
        let first = rest.chars().next().unwrap_or_default();
        if rest.starts_with("/*") {
            at += rest.get(2..).and_then(|inner| inner.find("*/")).map_or(rest.len(), |end| end + 4);
        } else if matches!(first, '"' | '\'') {
            let end = at + 1 + closing(rest, first);
            if is_import {
                found.push(at + 1..end);
            }
            (at, is_import) = (end + 1, false);
        } else if begins("url(") && !text.get(..at).is_some_and(|before| before.ends_with(is_of_name)) {
            let range = argument(text, at + "url(".len());
            (at, is_import) = (range.end + 1, false);
            found.push(range);
        } else if begins("@import") {
            at += "@import".len();
            is_import = true;
        } else {
            is_import &= first.is_whitespace();
            at += first.len_utf8();
        }
    }
    found
}

const fn is_of_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_')
}

/// What stands between the brackets that open before `start`, without quotation marks.
fn argument(text: &str, start: usize) -> Range<usize> {
    let rest = text.get(start..).unwrap_or_default();
    let inner = rest.trim_start();
    let start = start + rest.len() - inner.len();
    match inner.chars().next() {
        Some(quote @ ('"' | '\'')) => start + 1..start + 1 + closing(inner, quote),
        _ => {
            let end = inner.find(|letter: char| letter == ')' || letter.is_whitespace()).unwrap_or(inner.len());
            start..start + end
        }
    }
}

/// How much stands between the quotation mark that a text begins with and the next one.
fn closing(text: &str, quote: char) -> usize {
    let inner = text.get(1..).unwrap_or_default();
    let mut is_escaped = false;
    let end = inner.find(|letter: char| {
        let ends = letter == quote && !is_escaped;
        is_escaped = letter == '\\' && !is_escaped;
        ends || letter == '\n'
    });
    end.unwrap_or(inner.len())
}

/// Texts between quotation marks that begin like a path. Whether one is meant as such shows when there is an asset of that
/// name, so that a script need not be understood.
fn in_script(text: &str) -> Vec<Range<usize>> {
    let begins = |rest: &str| ["./", "../", "/assets/"].iter().any(|begin| rest.starts_with(begin));
    let quotes = text.match_indices(['"', '\'']);
    let path = |(at, quote): (usize, &str)| {
        let rest = text.get(at..)?;
        begins(rest.get(1..)?).then(|| at + 1..at + 1 + closing(rest, quote.chars().next().unwrap_or('"')))
    };
    let mut found: Vec<Range<usize>> = Vec::new();
    for range in quotes.filter_map(path) {
        if found.last().is_none_or(|last| last.end <= range.start) {
            found.push(range);
        }
    }
    found
}
