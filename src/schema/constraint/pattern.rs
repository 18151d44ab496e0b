//! Patterns in words, for people who do not read them.

/// How many pieces a pattern has at most that is told in words: what has more nobody would follow.
const PIECES: usize = 6;

/// How to write what a pattern demands: `write 2 to 6 capital letters`.
pub(super) fn help(pattern: &str) -> String {
    match words(pattern) {
        Some(words) => format!("write {words}"),
        None => "write it as the other records do".to_owned(),
    }
}

/// The pattern itself, for who reads it.
pub(super) fn note(pattern: &str) -> String {
    format!("it has to match the pattern `{pattern}`")
}

/// A whole pattern in words; `None` for one that has alternatives, groups, or anything else that is not plain.
fn words(pattern: &str) -> Option<String> {
    let mut rest = pattern.strip_prefix('^')?.strip_suffix('$')?;
    let mut pieces = Vec::new();
    while !rest.is_empty() {
        let (piece, behind) = piece(rest)?;
        pieces.push(piece);
        rest = behind;
    }
    match pieces.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        pieces if pieces.len() <= PIECES => Some(pieces.join(", then ")),
        _ => None,
    }
}

/// The first piece of a pattern in words, and what follows it.
fn piece(pattern: &str) -> Option<(String, &str)> {
    if let Some((noun, rest)) = class(pattern) {
        let (least, most, rest) = times(rest)?;
        let nouns = |count: usize| if count == 1 { noun.one.clone() } else { noun.many.clone() };
        let words = match most {
            Some(1) if least == 0 => format!("perhaps {}", noun.one),
            Some(most) if most == least => format!("{most} {}", nouns(most)),
            Some(most) if least == 0 => format!("up to {most} {}", nouns(most)),
            Some(most) => format!("{least} to {most} {}", nouns(most)),
            None if least == 0 => format!("perhaps {}", noun.many),
            None => format!("{least} or more {}", noun.many),
        };
        return Some((words, rest));
    }
    let end = pattern.find(|letter: char| !is_plain(letter)).unwrap_or(pattern.len());
    let (mut letters, mut rest) = pattern.split_at_checked(end)?;
    if letters.is_empty() {
        // `\.`
        rest = pattern.strip_prefix('\\')?;
        let letter = rest.chars().next().filter(|letter| letter.is_ascii_punctuation() && *letter != '`')?;
        (letters, rest) = rest.split_at_checked(letter.len_utf8())?;
    }
    // What is repeated is the last letter alone.
    (!rest.starts_with(['?', '*', '+', '{'])).then(|| (format!("`{letters}`"), rest))
}

fn is_plain(letter: char) -> bool {
    letter.is_alphanumeric() || " -_/:,;@&=!'\"%#".contains(letter)
}

/// What a class of letters is called.
struct Noun {
    one: String,
    many: String,
}

/// The class of letters that a pattern begins with.
fn class(pattern: &str) -> Option<(Noun, &str)> {
    let noun = |one: &str| Noun { one: one.to_owned(), many: format!("{one}s") };
    if let Some(rest) = pattern.strip_prefix("\\d") {
        return Some((noun("digit"), rest));
    }
    let (inside, rest) = pattern.strip_prefix('[')?.split_once(']')?;
    if let Some(one) = match inside {
        "A-Z" => Some("capital letter"),
        "a-z" => Some("small letter"),
        "A-Za-z" | "a-zA-Z" => Some("letter"),
        "0-9" | "\\d" => Some("digit"),
        _ => None,
    } {
        return Some((noun(one), rest));
    }
    let (mut names, mut signs) = (Vec::new(), inside);
    const RANGES: [(&str, &str); 4] =
        [("A-Z", "capital letters"), ("a-z", "small letters"), ("0-9", "digits"), ("\\d", "digits")];
    for (range, name) in RANGES {
        if let Some(rest) = signs.strip_prefix(range) {
            names.push(name.to_owned());
            signs = rest;
        }
    }
    // Signs behind the ranges: `[a-z0-9_-]`.
    let is_sign = |letter: char| letter.is_ascii_punctuation() && !"\\^[&~`".contains(letter) || letter == ' ';
    if names.is_empty() || !signs.chars().all(is_sign) {
        return None;
    }
    names.extend(signs.chars().map(|letter| if letter == ' ' { "spaces".to_owned() } else { format!("`{letter}`") }));
    let last = names.pop()?;
    let many = if names.is_empty() { last } else { format!("{} and {last}", names.join(", ")) };
    Some((Noun { one: format!("character out of {many}"), many: format!("characters out of {many}") }, rest))
}

/// How many times the piece before stands there, at least and at most.
fn times(pattern: &str) -> Option<(usize, Option<usize>, &str)> {
    let (count, rest) = match pattern.chars().next() {
        Some('?') => ((0, Some(1)), pattern.get(1..)?),
        Some('*') => ((0, None), pattern.get(1..)?),
        Some('+') => ((1, None), pattern.get(1..)?),
        Some('{') => {
            let (counts, rest) = pattern.strip_prefix('{')?.split_once('}')?;
            let counts = match counts.split_once(',') {
                Some((least, "")) => (least.parse().ok()?, None),
                Some((least, most)) => (least.parse().ok()?, Some(most.parse().ok()?)),
                None => (counts.parse().ok()?, Some(counts.parse().ok()?)),
            };
            (counts, rest)
        }
        _ => ((1, Some(1)), pattern),
    };
    // `+?` and the like say how to search, which is no matter here.
    (!rest.starts_with(['?', '*', '+', '{'])).then_some((count.0, count.1, rest))
}
