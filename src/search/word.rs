//! A text → the terms by which it is found. `words.js` does the same for what people type:
//! `tests/suite/search/words.json` holds for both.

use super::fold::fold;
use std::borrow::Cow;
use std::ops::Range;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word<'t> {
    /// Its one form; of the text where it is written so.
    pub term: Cow<'t, str>,
    /// What it is made of; empty where it is plain.
    pub parts: Vec<String>,
    /// Whether it is written in capital letters.
    pub is_capital: bool,
}

impl Word<'_> {
    const fn plain(term: String) -> Self {
        Self { term: Cow::Owned(term), parts: Vec::new(), is_capital: false }
    }

    const fn made_of(term: String, parts: Vec<String>) -> Self {
        Self { term: Cow::Owned(term), parts, is_capital: false }
    }
}

/// The words of a text in their order.
#[must_use]
pub fn words(text: &str) -> Vec<Word<'_>> {
    let mut found = Vec::with_capacity(text.len() / 6);
    let mut rest = 0;
    while let Some(range) = chunk_from(text, rest) {
        rest = range.end;
        let raw = text.get(range.clone()).unwrap_or_default();
        let is_plain = raw.bytes().all(|letter| letter.is_ascii_lowercase());
        if is_plain && text.as_bytes().get(range.end) != Some(&b'+') {
            found.push(Word { term: Cow::Borrowed(raw), parts: Vec::new(), is_capital: false });
            continue;
        }
        let mut made = chunk(&fold(raw));
        // `RI+` is more than RI.
        if text.get(range.end..).is_some_and(|rest| rest.starts_with('+'))
            && let [word] = made.as_mut_slice()
            && word.parts.is_empty()
        {
            *word = Word::made_of(format!("{}+", word.term), vec![std::mem::take(&mut word.term).into_owned()]);
        }
        let is_capital = raw.len() > 1 && raw.bytes().all(|letter| letter.is_ascii_uppercase());
        made.retain(|word| !word.term.is_empty());
        for word in &mut made {
            word.parts.retain(|part| !part.is_empty());
            word.is_capital = is_capital;
        }
        found.extend(made);
    }
    joined(found)
}

/// Words that mean one thing together: key stage 3, 2021 to 2022, 16 to 19.
fn joined(found: Vec<Word<'_>>) -> Vec<Word<'_>> {
    let may_join = |word: &Word<'_>| matches!(&*word.term, "to" | "stage" | "stages" | "ks");
    if !found.iter().any(may_join) {
        return found;
    }
    let of = |words: &[&Word<'_>]| words.iter().map(|word| word.term.to_string()).collect();
    let mut joined = Vec::with_capacity(found.len());
    let mut rest = found.as_slice();
    while let Some((first, others)) = rest.split_first() {
        let (word, used) = match rest {
            [a, b, c, ..] if b.term == "to" && is_digits(&a.term) && is_digits(&c.term) => {
                let range = || Word::made_of(format!("{}-{}", a.term, c.term), of(&[a, c]));
                (years(&a.term, &c.term).unwrap_or_else(range), 2)
            }
            [a, b, c, ..]
                if a.term == "key"
                    && matches!(&*b.term, "stage" | "stages")
                    && c.term.len() == 1
                    && is_digits(&c.term) =>
            {
                (Word::made_of(format!("ks{}", c.term), of(&[a, b, c])), 2)
            }
            [a, b, ..] if a.term == "ks" && b.term.len() == 1 && is_digits(&b.term) => {
                (Word::made_of(format!("ks{}", b.term), of(&[a, b])), 1)
            }
            _ => (first.clone(), 0),
        };
        joined.push(word);
        rest = others.get(used..).unwrap_or_default();
    }
    joined
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit())
}

/// The next stretch of letters and digits, with one sign between two of them.
fn chunk_from(text: &str, from: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes().get(from..)?;
    // Most words are of small letters and stand between blanks, which is found out several times faster.
    let start = from + bytes.iter().take_while(|byte| **byte == b' ').count();
    let small = bytes.iter().skip(start - from).take_while(|byte| byte.is_ascii_lowercase()).count();
    if small > 0 && matches!(text.as_bytes().get(start + small), None | Some(b' ')) {
        return Some(start..start + small);
    }
    let mut open: Option<Range<usize>> = None;
    // Where a sign stands that belongs to a word if another letter follows.
    let mut is_sign_before = false;
    for (at, letter) in text.get(start..)?.char_indices() {
        let (at, end) = (start + at, start + at + letter.len_utf8());
        if is_of_word(letter) {
            open = Some(open.map_or(at, |range| range.start)..end);
            is_sign_before = false;
        } else if open.is_some() && !is_sign_before && is_sign(letter) {
            is_sign_before = true;
        } else if open.is_some() {
            break;
        } else {
            is_sign_before = false;
        }
    }
    open
}

fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '\u{300}'..='\u{36f}')
}

const fn is_sign(letter: char) -> bool {
    matches!(letter, '-' | '\'' | '.' | ',' | '/' | '@' | '&' | '_')
        || matches!(letter, '\u{2010}'..='\u{2013}' | '\u{2212}' | '\u{2018}' | '\u{2019}')
}

fn chunk<'t>(text: &str) -> Vec<Word<'t>> {
    let is_simple = text.bytes().all(|letter| letter.is_ascii_lowercase());
    if is_simple {
        return vec![Word::plain(text.to_owned())];
    }
    if text.contains('@') {
        let parts = text.split(['-', '\'', '.', ',', '/', '@', '&', '_']).map(str::to_owned).collect();
        return vec![Word::made_of(text.to_owned(), parts)];
    }
    if let Some(number) = number(text) {
        return vec![Word::plain(number)];
    }
    let halves: Vec<&str> = text.split(['-', '/']).collect();
    if let [first, second] = *halves {
        if let Some(years) = years(first, second) {
            return vec![years];
        }
        if let (Some(from), Some(to), true) = (number(first), number(second), text.contains('-')) {
            return vec![Word::made_of(format!("{from}-{to}"), vec![from, to])];
        }
    }
    let parts: Vec<&str> = text.split(['.', ',', '/', '@', '&', '_']).collect();
    if parts.len() > 1 && parts.iter().all(|part| part.chars().count() == 1) {
        return vec![Word::plain(parts.concat())];
    }
    parts.into_iter().map(|part| number(part).map_or_else(|| plain(part), Word::plain)).collect()
}

/// A word without signs but hyphens and apostrophes.
fn plain<'t>(text: &str) -> Word<'t> {
    let part = |part: &str| part.strip_suffix("'s").unwrap_or(part).replace('\'', "");
    let parts: Vec<String> = text.split('-').map(part).collect();
    let term = parts.concat();
    Word::made_of(term, if parts.len() > 1 { parts } else { Vec::new() })
}

/// `5,000`, `5k` and `5000` are one number.
fn number(text: &str) -> Option<String> {
    let (body, zeros) = match text.strip_suffix(['k', 'm']) {
        Some(body) => (body, if text.ends_with('k') { 3 } else { 6 }),
        None => (text, 0),
    };
    let (written, decimals) = match body.split_once('.') {
        Some((written, decimals)) if is_digits(decimals) => (written, decimals),
        Some(_) => return None,
        None => (body, ""),
    };
    let mut groups = written.split(',');
    let first = groups.next().filter(|first| is_digits(first))?;
    let mut is_grouped = false;
    let mut whole = first.to_owned();
    for group in groups {
        if group.len() != 3 || !is_digits(group) || first.len() > 3 {
            return None;
        }
        is_grouped = true;
        whole.push_str(group);
    }
    if is_grouped && first.len() > 3 {
        return None;
    }
    if zeros == 0 {
        return Some(if decimals.is_empty() { whole } else { format!("{whole}.{decimals}") });
    }
    if decimals.len() > zeros {
        return None;
    }
    whole.push_str(decimals);
    whole.push_str(&"0".repeat(zeros - decimals.len()));
    let trimmed = whole.trim_start_matches('0');
    Some(if trimmed.is_empty() { "0".to_owned() } else { trimmed.to_owned() })
}

/// `2021/22` and `2021-2022` are one school year.
fn years<'t>(first: &str, second: &str) -> Option<Word<'t>> {
    let is_year = first.len() == 4 && is_digits(first) && (first.starts_with("19") || first.starts_with("20"));
    if !is_year || !is_digits(second) {
        return None;
    }
    let next = (first.parse::<u32>().ok()? + 1).to_string();
    let short = next.get(2..)?;
    let is_next = second == next || second == short;
    is_next.then(|| Word::made_of(format!("{first}-{short}"), vec![first.to_owned(), next.clone()]))
}

/// What the forms of an English word have in common.
#[must_use]
pub fn stem(term: &str) -> String {
    if term.len() < 4 || !term.bytes().all(|letter| letter.is_ascii_lowercase()) {
        return term.to_owned();
    }
    let mut root = term.to_owned();
    let is_before_es = |root: &str| ["ss", "sh", "ch", "x", "z"].iter().any(|end| root.ends_with(end));
    if root.len() > 4 && root.ends_with("ies") {
        root.truncate(root.len() - 3);
        root.push('y');
    } else if root.strip_suffix("es").is_some_and(is_before_es) {
        root.truncate(root.len() - 2);
    } else if root.strip_suffix('s').is_some_and(|before| !before.ends_with(['s', 'u', 'i'])) {
        root.truncate(root.len() - 1);
    }
    let before = root.strip_suffix("ing").or_else(|| root.strip_suffix("ed").filter(|_| !root.ends_with("eed")));
    if let Some(before) = before.filter(|before| before.len() > 2 && before.contains(['a', 'e', 'i', 'o', 'u', 'y'])) {
        let mut before = before.to_owned();
        let mut last = before.bytes().rev();
        let (end, other) = (last.next(), last.next());
        if end == other && end.is_some_and(|end| b"bdfgmnprt".contains(&end)) {
            before.pop();
        }
        let is_after_vowel = before.strip_suffix('i').is_some_and(|rest| rest.ends_with(['a', 'e', 'i', 'o', 'u']));
        if before.ends_with('i') && before.len() > 1 && !is_after_vowel {
            before.pop();
            before.push('y');
        }
        root = before;
    }
    if root.len() > 3 && root.ends_with('e') {
        root.pop();
    }
    root
}

/// FNV-1a over the code units of UTF-16, as the script has them.
pub(super) fn hash(text: &str) -> u32 {
    text.encode_utf16().fold(0x811c_9dc5, |sum, unit| (sum ^ u32::from(unit)).wrapping_mul(0x0100_0193))
}

/// A number in digits and letters, as the script writes it.
pub(super) fn base_36(mut number: u64) -> String {
    let mut digits = Vec::new();
    loop {
        digits.push(char::from_digit((number % 36) as u32, 36).unwrap_or('0'));
        number /= 36;
        if number == 0 {
            return digits.into_iter().rev().collect();
        }
    }
}
