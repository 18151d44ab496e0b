use super::{Flaw, placeholder};
use crate::diagnostic::Code;
use std::ops::Range;

const HELP: &str = "write it as people dial it, like `020 7946 0000`, `+44 20 7946 0000` or `0800 123 456 ext. 12`";

/// How many digits a number has that begins with `0`, the first included: those with 01, 05, 08 and 09 have 10 or 11, the
/// others 11. 0800 1111 and 0845 46 47 are the two that have fewer.
const NATIONAL: std::ops::RangeInclusive<usize> = 10..=11;
const SHORT: [&str; 2] = ["08001111", "08454647"];

/// How many digits a number has behind `+` or `00`: E.164 allows 15, and the shortest there are have 7.
const INTERNATIONAL: std::ops::RangeInclusive<usize> = 7..=15;

/// How many digits a number has behind `+44`, without the `0`.
const BRITISH: std::ops::RangeInclusive<usize> = 9..=10;

/// How many digits a number has that is the same everywhere: 111, 116 123, 118 500.
const CODE: std::ops::RangeInclusive<usize> = 3..=6;

/// How many digits an extension has.
const EXTENSION: std::ops::RangeInclusive<usize> = 1..=6;

/// A telephone number as people in Britain write it: digits in groups, perhaps with the country's code and an extension.
pub(in crate::schema) fn check(text: &str) -> Option<Flaw> {
    let flaw = |range: Range<usize>, fact: &str| {
        Some(Flaw::new(Code::WrongValue, range, format!("`{text}` is no telephone number: {fact}"), HELP))
    };
    if let Some(flaw) = placeholder::later(text, "a telephone number") {
        return Some(flaw);
    }
    if let Some(range) = gap(text) {
        let message = format!(
            "`{text}` is a placeholder: digits are missing where `{}` stands",
            text.get(range.clone()).unwrap_or_default()
        );
        return Some(Flaw::new(Code::PlaceholderAddress, range, message, placeholder::UNKNOWN_ADDRESS));
    }
    let (number, extension) = split_extension(text);
    if let Some(range) = wrong_letters(number) {
        let wrong = text.get(range.clone()).unwrap_or_default();
        return flaw(range.clone(), &format!("it has `{wrong}` in it"));
    }
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() {
        return flaw(0..text.len(), "it has no digits");
    }
    if digits.len() > 5 && digits.trim_start_matches('0').bytes().all(|digit| digits.ends_with(char::from(digit))) {
        let message = format!("`{text}` is a placeholder, and nobody's number");
        return Some(Flaw::new(Code::PlaceholderAddress, 0..text.len(), message, placeholder::UNKNOWN_ADDRESS));
    }
    if let Some(right) = with_zero(number, &digits) {
        let message = format!("`{text}` is no telephone number: the `0` at its beginning is missing");
        return Some(
            Flaw::new(Code::WrongValue, 0..text.len(), message, format!("write `{right}`")).replacement(right),
        );
    }
    if let Some(fact) = wrong_count(number, &digits) {
        return flaw(0..number.trim_end().len(), &fact);
    }
    let extension_digits = text.get(extension.clone()).unwrap_or_default();
    let is_number = extension_digits.bytes().all(|digit| digit.is_ascii_digit());
    let is_extension = is_number && EXTENSION.contains(&extension_digits.len());
    if !extension.is_empty() && !is_extension {
        return flaw(extension, "what follows is no extension");
    }
    None
}

/// Where a number has something in place of digits that somebody meant to look up: `020 7946 xxxx`, `01223 ??????`.
fn gap(text: &str) -> Option<Range<usize>> {
    const FILLERS: [char; 6] = ['x', 'X', '?', '_', '*', '#'];
    let is_gap = |range: &Range<usize>| {
        let piece = text.get(range.clone()).unwrap_or_default();
        piece.len() > 1 && piece.chars().all(|letter| FILLERS.contains(&letter) || letter.is_whitespace())
    };
    let is_part = |letter: char| !(letter.is_ascii_digit() || " -.()+".contains(letter));
    let pieces = text
        .match_indices(is_part)
        .filter(|(_, letter)| !letter.trim().is_empty())
        .map(|(at, letter)| at..at + letter.len());
    // The letters of a gap that stand side by side, and the blanks between two of them.
    let mut gap: Option<Range<usize>> = None;
    for piece in pieces {
        gap = match gap {
            Some(before) if text.get(before.end..piece.start).is_some_and(|between| between.trim().is_empty()) => {
                Some(before.start..piece.end)
            }
            Some(before) => return Some(before).filter(|range| is_gap(range)),
            None => Some(piece),
        };
    }
    gap.filter(|range| is_gap(range))
}

/// A number whose first digit a spreadsheet took away, as it has to be.
fn with_zero(number: &str, digits: &str) -> Option<String> {
    let is_bare = number.chars().all(|letter| letter.is_ascii_digit() || letter == ' ');
    let is_short = BRITISH.contains(&digits.len()) && digits.starts_with(['1', '2', '3', '7', '8']);
    if !is_bare || !is_short {
        return None;
    }
    let begins = |begin: &[&str]| begin.iter().any(|begin| digits.starts_with(begin));
    let cuts: [usize; 2] = match digits.as_bytes() {
        [b'2', ..] => [2, 6],
        [b'3' | b'8', ..] | [b'1', b'1', ..] | [b'1', _, b'1', ..] => [3, 6],
        _ => [4, digits.len()],
    };
    let piece = |range: Range<usize>| digits.get(range).unwrap_or_default();
    let right = format!("0{} {} {}", piece(0..cuts[0]), piece(cuts[0]..cuts[1]), piece(cuts[1]..digits.len()));
    let right = right.trim_end().to_owned();
    (!begins(&["118", "116"]) && check(&right).is_none()).then_some(right)
}

/// The number, and where the digits of the extension behind it stand.
fn split_extension(text: &str) -> (&str, Range<usize>) {
    const WORDS: [&str; 5] = ["extension", "extn", "ext", "x", "#"];
    let lower = text.to_ascii_lowercase();
    for word in WORDS {
        if let Some((number, rest)) = lower.split_once(word)
            && number.bytes().any(|letter| letter.is_ascii_digit())
        {
            let digits = rest.trim_start_matches(['.', ':', ' ']);
            let number = text.get(..number.len()).unwrap_or_default();
            let number = number.trim_end_matches([' ', ',', '(']);
            let end = text.len() - (digits.len() - digits.trim_end_matches([')', ' ']).len());
            let start = text.len() - digits.len();
            // `ext.` with nothing behind it is wrong itself.
            return (number, if start == end { number.len()..text.len() } else { start..end });
        }
    }
    (text, text.len()..text.len())
}

/// The first letters that no number has: a whole word where there is one.
fn wrong_letters(number: &str) -> Option<Range<usize>> {
    let is_part = |(at, letter): (usize, char)| {
        letter.is_ascii_digit()
            || " -().\u{a0}\u{2011}".contains(letter)
            || (letter == '+' && number.get(..at).is_some_and(|before| before.trim_matches(['(', ' ']).is_empty()))
    };
    let at = number.char_indices().find(|found| !is_part(*found))?.0;
    let rest = number.get(at..)?;
    let word = rest.find(|letter: char| !letter.is_alphabetic()).unwrap_or(rest.len());
    Some(at..at + word.max(rest.chars().next().map_or(0, char::len_utf8)))
}

/// Why so many digits make no number.
fn wrong_count(number: &str, digits: &str) -> Option<String> {
    let is_international = number.trim_start_matches(['(', ' ']).starts_with('+') || digits.starts_with("00");
    let (count, allowed, noun) = if is_international {
        let digits = if digits.starts_with("00") { digits.trim_start_matches('0') } else { digits };
        match digits.strip_prefix("44") {
            // `+44 (0)20`: the digit in brackets is not dialled from abroad.
            Some(rest) => (rest.strip_prefix('0').unwrap_or(rest).len(), BRITISH, "behind the code of the country"),
            None => (digits.len(), INTERNATIONAL, "with the code of a country"),
        }
    } else if digits.starts_with('0') {
        if SHORT.contains(&digits) {
            return None;
        }
        let has_eleven = ["02", "03", "07"].iter().any(|begin| digits.starts_with(begin));
        (digits.len(), if has_eleven { 11..=11 } else { NATIONAL }, "with the code of the area")
    } else if digits.starts_with('1') || digits == "999" {
        (digits.len(), CODE, "without the code of an area")
    } else {
        return Some("it begins neither with `0` nor with `+`".to_owned());
    };
    let (least, most) = (allowed.start(), allowed.end());
    let digit = if count == 1 { "digit" } else { "digits" };
    let needed = match most - least {
        0 => least.to_string(),
        1 => format!("{least} or {most}"),
        _ => format!("{least} to {most}"),
    };
    (!allowed.contains(&count)).then(|| format!("it has {count} {digit} {noun}, and needs {needed}"))
}
