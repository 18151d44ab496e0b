//! Addresses that stand in for one that somebody meant to look up.

use super::Flaw;
use crate::diagnostic::Code;
use std::ops::Range;

/// Names that RFC 2606 and RFC 6761 keep from ever being anybody's.
const RESERVED: [&str; 8] =
    ["example.com", "example.org", "example.net", "example", "invalid", "test", "localhost", "local"];

/// Hosts that forms and templates show.
const INVENTED: [&str; 9] = [
    "domain.com",
    "domain.co.uk",
    "yourdomain.com",
    "yourdomain.co.uk",
    "mydomain.com",
    "yourschool.co.uk",
    "yourschool.org.uk",
    "yourschool.sch.uk",
    "website.com",
];

/// Names before the `@` that nobody has.
const NOBODY: [&str; 14] = [
    "you",
    "yourname",
    "your.name",
    "your-name",
    "your_name",
    "name",
    "firstname.lastname",
    "first.last",
    "firstname.surname",
    "someone",
    "somebody",
    "user",
    "username",
    "foo",
];

/// What people write for what they do not know.
const LATER: [&str; 15] = [
    "tbc",
    "tbd",
    "tba",
    "n/a",
    "na",
    "none",
    "unknown",
    "not known",
    "not available",
    "to be confirmed",
    "to follow",
    "todo",
    "?",
    "-",
    "pending",
];

/// What a field may hold in place of an address that nobody has.
pub(in crate::schema) const UNKNOWN_ADDRESS: &str =
    "write the real one, or `{unknown: …}` with the reason if nobody can give it";

/// Whether a text says only that there is none yet.
pub(in crate::schema) fn is_later(text: &str) -> bool {
    let plain = text.trim().trim_end_matches('.').to_lowercase();
    let is_filler = plain.len() > 1 && plain.bytes().all(|letter| matches!(letter, b'x' | b'?' | b'-' | b'.'));
    LATER.contains(&&*plain) || is_filler
}

/// What stands in a text for something that somebody meant to write.
pub(in crate::schema) fn in_text(text: &str) -> Option<Range<usize>> {
    /// What a whole text may be. Fewer than where an address has to be: `None` may be the answer.
    const WHOLE: [&str; 8] =
        ["to be confirmed", "to be announced", "to be decided", "to follow", "unknown", "not known", "pending", "?"];
    let plain = text.trim().trim_end_matches('.');
    let is = |word: &&str| word.eq_ignore_ascii_case(plain);
    let is_filler = plain.len() > 1 && plain.bytes().all(|letter| matches!(letter, b'x' | b'X' | b'?' | b'-' | b'_'));
    if is_filler || WHOLE.iter().chain(&WORDS).any(is) {
        return Some(0..text.len());
    }
    mark(text)
}

/// Words that have no other meaning where they stand in capital letters.
const WORDS: [&str; 6] = ["TBC", "TBA", "TBD", "TODO", "FIXME", "XXX"];

/// How a gap of a form begins.
const GAPS: [&str; 8] = ["[insert", "[add ", "[enter ", "[your ", "[tbc", "[tba", "[tbd", "[todo"];

/// The same among other words.
pub(in crate::schema) fn mark(text: &str) -> Option<Range<usize>> {
    // Nearly no text has any of them: one look at every letter, without a way out before the last, is the fastest.
    let is_sign =
        |letters: &[u8]| matches!(letters, [b'[', ..] | [b'p', b's', b'u'] | [b'A'..=b'Z', b'A'..=b'Z', b'A'..=b'Z']);
    if !text.as_bytes().windows(3).fold(false, |found, letters| found | is_sign(letters)) {
        return None;
    }
    // Whatever its first letter.
    let sample = "orem ipsum";
    let sample = text.find(sample).map(|at| text.floor_char_boundary(at.saturating_sub(1))..at + sample.len());
    let gap = || {
        let lower = text.contains('[').then(|| text.to_ascii_lowercase())?;
        let at = GAPS.iter().filter_map(|gap| lower.find(gap)).min()?;
        Some(at..at + lower.get(at..)?.find(']')? + 1)
    };
    let is_apart =
        |letter: Option<char>| !letter.is_some_and(|letter| letter.is_alphanumeric() || "-_/".contains(letter));
    let word = || {
        let found = WORDS.iter().flat_map(|word| text.match_indices(word));
        let mut ranges = found.map(|(at, word)| at..at + word.len());
        ranges.find(|range| {
            let (before, after) = (text.get(..range.start), text.get(range.end..));
            is_apart(before.and_then(|text| text.chars().next_back()))
                && is_apart(after.and_then(|text| text.chars().next()))
        })
    };
    sample.or_else(gap).or_else(word)
}

/// The flaw of a whole text that says only that there is none.
pub(super) fn later(text: &str, noun: &str) -> Option<Flaw> {
    is_later(text).then(|| flaw(0..text.len(), format!("`{text}` stands where {noun} has to be")))
}

/// The flaw of a host that is nobody's.
pub(super) fn host(text: &str, host: Range<usize>) -> Option<Flaw> {
    let name = text.get(host.clone())?.trim_end_matches('.').to_lowercase();
    let is_below = |known: &&str| name == **known || name.strip_suffix(*known).is_some_and(|rest| rest.ends_with('.'));
    let is_filler = name.split('.').next().is_some_and(is_filler);
    let known = RESERVED.iter().chain(&INVENTED).any(is_below);
    (known || is_filler).then(|| flaw(host, format!("`{name}` is a placeholder, and nobody's address")))
}

/// The flaw of an e-mail address that was never meant to be written to, or hidden from programs that collect addresses.
pub(super) fn mail(text: &str) -> Option<Flaw> {
    let lower = text.to_lowercase().replace('\u{a0}', " ");
    if lower.contains("email protected") || lower.contains("e-mail protected") {
        let message = format!("`{text}` is what a web page shows in place of an address");
        let help = "open the page that it was copied from, and copy the address that stands there";
        return Some(Flaw::new(Code::PlaceholderAddress, 0..text.len(), message, help));
    }
    if let Some(range) = disguise(&lower).filter(|_| lower.len() == text.len()) {
        let message = format!("`{text}` is written so that programs cannot read it, and so nobody can follow it");
        let plain = undisguised(&lower);
        let help = match super::email::check(&plain) {
            None => format!("write the address itself: `{plain}`"),
            Some(_) => "write the address itself, with `@` and full stops".to_owned(),
        };
        return Some(Flaw::new(Code::PlaceholderAddress, range, message, help));
    }
    let (name, _) = text.split_once('@')?;
    let lower = name.to_lowercase();
    if NOBODY.contains(&&*lower) || LATER.contains(&&*lower) || is_filler(&lower) {
        return Some(flaw(0..name.len(), format!("`{text}` is a placeholder, and nobody's address")));
    }
    host(text, name.len() + 1..text.len())
}

/// The words that stand for an `@`.
const AT: [&str; 8] = ["(at)", "[at]", "{at}", "<at>", " at ", "(@)", "[@]", "{@}"];
/// The words that stand for a full stop.
const DOT: [&str; 5] = ["(dot)", "[dot]", "{dot}", " dot ", "(.)"];

fn disguise(lower: &str) -> Option<Range<usize>> {
    let find = |words: &[&str]| words.iter().find_map(|word| lower.find(word).map(|at| at..at + word.len()));
    // ` at ` alone may be a sentence.
    find(&AT)
        .filter(|range| {
            !lower.get(range.clone()).unwrap_or_default().starts_with(' ')
                || find(&DOT).is_some()
                || lower.contains('.')
        })
        .or_else(|| find(&DOT))
}

fn undisguised(lower: &str) -> String {
    let at = AT.iter().fold(lower.to_owned(), |text, word| text.replace(word, "@"));
    DOT.iter().fold(at, |text, word| text.replace(word, ".")).replace(' ', "")
}

fn is_filler(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|letter| letter == b'x')
}

fn flaw(range: Range<usize>, message: String) -> Flaw {
    Flaw::new(Code::PlaceholderAddress, range, message, UNKNOWN_ADDRESS)
}
