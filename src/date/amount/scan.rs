use super::parse::{BOUNDS, read};
use super::unit::noun;
use super::{Amount, Bound};
use crate::source::bytes_where;
use std::ops::Range;

/// What a number in prose has to count to be taken for an amount, beside money and percentages.
const COUNTED: [&str; 11] =
    ["minute", "hour", "day", "week", "fortnight", "month", "term", "year", "pound", "euro", "dollar"];

/// What may stand between the number and what it counts.
const KINDS: [&str; 4] = ["working", "school", "calendar", "course"];

/// Words after which a number is a name: `Tier 2`.
const LABELS: [&str; 18] = [
    "tier", "year", "stage", "section", "annex", "version", "week", "day", "term", "phase", "grade", "level", "page",
    "part", "chapter", "option", "step", "table",
];

/// The amounts in running prose.
pub(super) fn scan(text: &str) -> Vec<(Range<usize>, Amount)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = next_number(text, at) {
        let prose = Prose { text };
        let digits = prose.figure(start).unwrap_or(start + 1);
        at = prose.digits_end(digits);
        if let Some(range) = prose.amount(start)
            && let Some(amount) = text.get(range.clone()).and_then(|text| read(text).ok())
        {
            at = range.end.max(at);
            found.push((range, amount));
        }
    }
    found
}

/// Where the next number begins that is not part of a word, a date or a longer number.
fn next_number(text: &str, from: usize) -> Option<usize> {
    let is_inside = |before: char| before.is_alphanumeric() || is_sign(before) || "-\u{2013}./,:#_&%".contains(before);
    let may_begin = |byte: u8| byte.is_ascii_digit() || byte == b'$' || !byte.is_ascii();
    let starts = bytes_where(text.get(from..)?, may_begin).map(|at| from + at);
    starts.into_iter().find(|start| {
        let (Some(before), Some(rest)) = (text.get(..*start), text.get(*start..)) else { return false };
        // `c.30 hours`
        let is_circa = || before.ends_with(" c.") || before == "c.";
        rest.starts_with(|letter: char| letter.is_ascii_digit() || is_sign(letter))
            && (!before.ends_with(is_inside) || is_circa())
    })
}

fn is_sign(letter: char) -> bool {
    matches!(letter, '£' | '€' | '$')
}

/// A text by the places in it. Each function takes the place where something may begin and gives that where it ends.
#[derive(Clone, Copy)]
struct Prose<'a> {
    text: &'a str,
}

impl<'a> Prose<'a> {
    fn rest(self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or_default()
    }

    /// The bytes of the amount whose first figure begins at `start`.
    fn amount(self, start: usize) -> Option<Range<usize>> {
        let bound = self.bound_before(start);
        if bound.is_none() && self.is_label_before(start) {
            return None;
        }
        let is_money = self.rest(start).starts_with(is_sign);
        let mut end = self.figure(start)?;
        let digits = self.text.get(start..end)?;
        let mut is_year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
        if let Some(second) = self.joint(end, bound).and_then(|second| self.figure(second)) {
            is_year |= second - end == 5;
            end = second;
        }
        let counted = self.counted(end);
        if counted.is_none() && (!is_money || self.rest(end).starts_with(char::is_alphanumeric)) || is_year && !is_money
        {
            return None;
        }
        let end = counted.unwrap_or(end);
        let end = self.per(end).unwrap_or(end);
        Some(bound.map_or(start, |(start, _)| start)..end)
    }

    /// A sign of money, digits, `k` or `million`.
    fn figure(self, start: usize) -> Option<usize> {
        let sign = self.rest(start).chars().next().filter(|sign| is_sign(*sign));
        let digits = start + sign.map_or(0, char::len_utf8);
        if !self.rest(digits).starts_with(|first: char| first.is_ascii_digit()) {
            return None;
        }
        let end = self.digits_end(digits);
        let beside = ["k", "bn", "m"].into_iter().find(|factor| self.word(end) == *factor);
        if let Some(factor) = beside.filter(|factor| *factor == "k" || sign.is_some()) {
            return Some(end + factor.len());
        }
        let word = self.rest(end).strip_prefix(' ').map(|_| self.word(end + 1));
        let factor = word.filter(|word| matches!(*word, "thousand" | "million" | "billion"));
        Some(end + factor.map_or(0, |factor| factor.len() + 1))
    }

    fn digits_end(self, start: usize) -> usize {
        let rest = self.rest(start);
        let end = rest.find(|letter: char| !letter.is_ascii_digit() && !",.".contains(letter)).unwrap_or(rest.len());
        start + rest.get(..end).map_or(0, |digits| digits.trim_end_matches([',', '.']).len())
    }

    fn word(self, at: usize) -> &'a str {
        let rest = self.rest(at);
        let end = rest.find(|letter: char| !letter.is_alphabetic()).unwrap_or(rest.len());
        rest.get(..end).unwrap_or_default()
    }

    /// The second figure of a range.
    fn joint(self, end: usize, bound: Option<(usize, Bound)>) -> Option<usize> {
        let mut joints = ["-", "\u{2013}", " to "].into_iter().chain(
            // `between 8 and 12 days`
            bound.filter(|(_, bound)| *bound == Bound::Between).map(|_| " and "),
        );
        joints.find_map(|joint| self.rest(end).starts_with(joint).then_some(end + joint.len()))
    }

    /// What is counted: `%`, `per cent`, `working days`.
    fn counted(self, end: usize) -> Option<usize> {
        for sign in ["%", " %", " per cent", " percent"] {
            if self.rest(end).starts_with(sign) {
                let after = end + sign.len();
                return (!self.rest(after).starts_with(char::is_alphanumeric)).then_some(after);
            }
        }
        let mut at = end + usize::from(self.rest(end).starts_with(' '));
        let mut word = self.word(at);
        if KINDS.contains(&word) && self.rest(at + word.len()).starts_with(' ') {
            at += word.len() + 1;
            word = self.word(at);
        }
        let after = at + word.len();
        // `a 16 year old`, `a 5 day-long course`
        let rest = self.rest(after);
        let is_part = rest.starts_with('-') || rest.starts_with(" old") || rest.starts_with("\u{2010}");
        (at > end && is_counted(word) && !is_part).then_some(after)
    }

    /// For each of what: `per course day`, `a day`.
    fn per(self, end: usize) -> Option<usize> {
        if self.rest(end).starts_with(" per ") {
            let mut at = end + " per ".len();
            let mut word = self.word(at);
            if KINDS.contains(&word) && self.rest(at + word.len()).starts_with(' ') {
                at += word.len() + 1;
                word = self.word(at);
            }
            return (!word.is_empty() && word != "cent").then_some(at + word.len());
        }
        ["a", "an", "each"].into_iter().find_map(|article| {
            let at = end + article.len() + 2;
            let is_there = self.rest(end).strip_prefix(' ')?.strip_prefix(article)?.starts_with(' ');
            let word = self.word(at);
            (is_there && is_counted(word)).then_some(at + word.len())
        })
    }

    /// Words like `up to` before a figure, and where they begin.
    fn bound_before(self, start: usize) -> Option<(usize, Bound)> {
        BOUNDS.iter().find_map(|(words, bound)| {
            let at = start.checked_sub(words.len())?;
            let is_there = self.text.get(at..start)?.eq_ignore_ascii_case(words);
            let before = self.text.get(..at)?.chars().next_back();
            (is_there && !before.is_some_and(char::is_alphanumeric)).then_some((at, *bound))
        })
    }

    fn is_label_before(self, start: usize) -> bool {
        let Some(before) = self.text.get(..start).and_then(|text| text.strip_suffix(' ')) else { return false };
        LABELS.iter().any(|label| {
            let tail =
                before.len().checked_sub(label.len()).and_then(|at| Some((before.get(..at)?, before.get(at..)?)));
            tail.is_some_and(|(head, tail)| tail.eq_ignore_ascii_case(label) && !head.ends_with(char::is_alphanumeric))
        })
    }
}

/// Whether a word is something that is counted, in the singular or the plural.
pub(super) fn is_counted(word: &str) -> bool {
    COUNTED.contains(&&*noun(word))
}
