//! What is wrong with a regular expression, in words for who wrote it, and at which of its letters.

use crate::schema::PatternFlaw;
use regex::Regex;
use std::ops::Range;

/// What the package says, and what that means.
const FACTS: [(&str, &str, &str); 10] = [
    ("unclosed group", "this bracket is never closed", "add a `)`, or write `\\(` for the sign itself"),
    ("unopened group", "this bracket closes nothing", "take it out, or write `\\)` for the sign itself"),
    ("unclosed character class", "this bracket is never closed", "add a `]`, or write `\\[` for the sign itself"),
    (
        "repetition operator missing",
        "there is nothing before this to repeat",
        "put a backslash before it for the sign itself",
    ),
    ("unclosed counted repetition", "this brace is never closed", "add a `}`, or write `\\{` for the sign itself"),
    (
        "repetition quantifier expects",
        "a number has to stand in these braces",
        "write it like `{2}`, or `\\{` for the sign itself",
    ),
    ("invalid repetition count range", "the first number is more than the second", "correct one of the two"),
    ("invalid character class range", "this range ends before it begins", "swap its two ends"),
    ("unrecognized escape", "this means nothing in a pattern", "take the backslash out"),
    (
        "incomplete escape",
        "a backslash has to stand before something",
        "take it out, or write `\\\\` for the sign itself",
    ),
];

/// Why a pattern is no regular expression: the bytes that are wrong, the fact, and the way to mend it.
pub(super) fn flaw(pattern: &str) -> Option<PatternFlaw> {
    let words = Regex::new(pattern).err()?.to_string();
    let error = words.lines().rev().find_map(|line| line.strip_prefix("error: "))?;
    let known = FACTS.iter().find(|(says, ..)| error.starts_with(says));
    let (fact, help) = match known {
        Some((_, fact, help)) => ((*fact).to_owned(), (*help).to_owned()),
        None => (error.to_owned(), "correct the pattern, or take the line out".to_owned()),
    };
    Some((place(pattern, &words).unwrap_or(0..pattern.len()), fact, help))
}

/// The package shows a pattern of one line with a sign below what is wrong, both behind as many blanks.
fn place(pattern: &str, words: &str) -> Option<Range<usize>> {
    let mut lines = words.lines().skip_while(|line| line.trim_start() != pattern);
    let indent = lines.next()?.len() - pattern.len();
    let signs = lines.next()?.get(indent..)?;
    let (first, length) = (signs.find('^')?, signs.matches('^').count());
    let byte = |character: usize| pattern.char_indices().nth(character).map_or(pattern.len(), |(byte, _)| byte);
    let range = byte(first)..byte(first + length);
    (!range.is_empty()).then_some(range)
}
