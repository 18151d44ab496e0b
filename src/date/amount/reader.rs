//! The pieces of an amount, read from left to right.

use super::Bound;
use super::number::number;
use super::unit::{is_money, noun, unit};
use crate::date::Flaw;
use std::ops::Range;

/// Words that end a unit.
const STOPS: [&str; 16] =
    ["to", "and", "per", "a", "an", "each", "every", "or", "plus", "in", "of", "for", "from", "over", "with", "by"];

const HELP: &str = "write it like `up to £10,000`, `8 to 12 days`, `about 75%` or `£600 per day`";

/// One figure with what it counts, as far as is said beside it.
pub(super) struct Counted<'a> {
    pub(super) value: i64,
    /// As it is written.
    pub(super) unit: &'a str,
    pub(super) has_factor: bool,
    pub(super) range: Range<usize>,
}

/// A place in a text.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    /// Always at the boundary of a character.
    pub(super) at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Steps over words at this place, written small or large.
    pub(super) fn take_words(&mut self, words: &str) -> bool {
        let is_there = self.rest().get(..words.len()).is_some_and(|there| there.eq_ignore_ascii_case(words));
        if is_there {
            self.at += words.len();
        }
        is_there
    }

    fn skip_blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches(' ').len();
    }

    /// The word at this place, blanks before it left out.
    fn word(&self) -> &'a str {
        let rest = self.rest().trim_start_matches(' ');
        let is_in = |letter: char| letter.is_alphabetic() || "-'\u{2019}".contains(letter);
        let end = rest.find(|letter| !is_in(letter)).unwrap_or(rest.len());
        rest.get(..end).filter(|word| word.starts_with(char::is_alphabetic)).unwrap_or_default()
    }

    /// A figure and what stands beside it: `£1.5 million`, `75%`, `3 course days`.
    pub(super) fn counted(&mut self) -> Result<Counted<'a>, Flaw> {
        self.skip_blanks();
        let start = self.at;
        let sign = self.rest().chars().next().filter(|sign| "£$€".contains(*sign));
        self.at += sign.map_or(0, char::len_utf8);
        let sign_range = start..self.at;
        let digits = self.digits(start)?;
        let factor = self.factor(sign.is_some());
        let value = number(self.text, digits.clone(), factor.unwrap_or(1))?;
        let decimals =
            self.text.get(digits.clone()).and_then(|text| text.split_once('.')).map_or(0, |(_, after)| after.len());
        if sign.is_some() && factor.is_none() && decimals > 2 {
            let message = "money has two decimals at most".to_owned();
            return Err(Flaw::malformed(digits, message, "write thousands with a comma, like `£10,000`"));
        }
        if sign.is_some() && factor.is_none() && decimals == 1 {
            let message = "pence have two digits".to_owned();
            return Err(Flaw::malformed(digits, message, "write both, like `£2.50`"));
        }
        let after = self.at;
        let noun = self.unit();
        if sign.is_some() && !noun.is_empty() {
            let message = if is_money(&unit(noun)) || noun == "%" {
                format!("`{}` has two units", self.text.get(start..self.at).unwrap_or_default())
            } else {
                format!("`{noun}` is no part of an amount of money")
            };
            let at = after + self.text.get(after..self.at).unwrap_or_default().find(noun).unwrap_or_default();
            return Err(Flaw::malformed(at..self.at, message, "write the money alone, like `£600` or `£600 per day`"));
        }
        let unit = if sign.is_some() { self.text.get(sign_range).unwrap_or_default() } else { noun };
        Ok(Counted { value, unit, has_factor: factor.is_some(), range: start..self.at })
    }

    /// The bytes of the digits at this place, with what stands between them.
    fn digits(&mut self, start: usize) -> Result<Range<usize>, Flaw> {
        let rest = self.rest();
        let end = rest.find(|letter: char| !letter.is_ascii_digit() && !",.oO".contains(letter)).unwrap_or(rest.len());
        let digits = rest.get(..end).unwrap_or_default();
        let digits = digits.trim_end_matches([',', '.']);
        let starts_well = digits.starts_with(|first: char| first.is_ascii_digit() || "oO".contains(first));
        if !starts_well || !digits.contains(|letter: char| letter.is_ascii_digit()) {
            return Err(self.no_number(start));
        }
        let range = self.at..self.at + digits.len();
        self.at = range.end;
        Ok(range)
    }

    fn no_number(&self, start: usize) -> Flaw {
        if !self.text.contains(|letter: char| letter.is_ascii_digit()) {
            let message = if self.text.trim().is_empty() {
                "an amount is missing".to_owned()
            } else {
                format!("`{}` has no number in it", self.text)
            };
            const FREE: [&str; 9] =
                ["free", "free of charge", "no charge", "no cost", "no fee", "nothing", "none", "nil", "gratis"];
            let plain = self.text.trim().trim_end_matches(['.', '!']).to_lowercase();
            let help = if FREE.contains(&&*plain) { "write `£0`, or leave the amount out" } else { HELP };
            return Flaw::malformed(0..self.text.len(), message, help);
        }
        let rest = self.text.get(start..).unwrap_or_default();
        let end = rest.find(|letter: char| letter.is_ascii_digit()).filter(|end| *end > 0).unwrap_or(rest.len());
        let wrong = rest.get(..end).unwrap_or_default().trim_end();
        let message = if wrong.is_empty() {
            "a number is missing at the end".to_owned()
        } else {
            format!("`{wrong}` stands where a number belongs")
        };
        Flaw::malformed(start..start + wrong.len(), message, HELP)
    }

    /// `k`, `million` and the like.
    fn factor(&mut self, is_money: bool) -> Option<i64> {
        let word = self.word();
        let is_beside = self.rest().starts_with(word);
        let factor = match word {
            "k" | "K" if is_beside => 1_000,
            "m" | "M" if is_beside && is_money => 1_000_000,
            "bn" if is_beside => 1_000_000_000,
            "hundred" => 100,
            "thousand" => 1_000,
            "million" => 1_000_000,
            "billion" => 1_000_000_000,
            _ => return None,
        };
        self.skip_blanks();
        self.at += word.len();
        Some(factor)
    }

    /// What is counted, as it is written: `%`, `per cent`, or some nouns.
    fn unit(&mut self) -> &'a str {
        let before = self.at;
        self.skip_blanks();
        let start = self.at;
        for sign in ["%", "per cent", "£", "€", "$"] {
            if self.take_words(sign) {
                return self.text.get(start..self.at).unwrap_or_default();
            }
        }
        let mut end = before;
        loop {
            self.skip_blanks();
            let word = self.word();
            if word.is_empty() || STOPS.iter().any(|stop| word.eq_ignore_ascii_case(stop)) {
                break;
            }
            self.at += word.len();
            end = self.at;
        }
        self.at = end;
        self.text.get(start..end).unwrap_or_default()
    }

    /// What joins two figures.
    pub(super) fn take_joint(&mut self, bound: Option<Bound>) -> bool {
        let before = self.at;
        self.skip_blanks();
        let dashes = ["-", "\u{2013}", "to "];
        let is_joint = dashes.iter().any(|joint| self.take_words(joint))
            || bound == Some(Bound::Between) && self.take_words("and ");
        if !is_joint {
            self.at = before;
        }
        is_joint
    }

    /// For each of what.
    pub(super) fn per(&mut self) -> Option<Box<str>> {
        let before = self.at;
        self.skip_blanks();
        let words = ["per ", "a ", "an ", "each ", "every ", "/"];
        if !words.iter().any(|word| self.take_words(word)) {
            self.at = before;
            return None;
        }
        let start = self.at;
        let mut end = start;
        loop {
            self.skip_blanks();
            let word = self.word();
            // `per school per year` is one thing.
            if word.is_empty() || STOPS.iter().any(|stop| *stop != "per" && word.eq_ignore_ascii_case(stop)) {
                break;
            }
            self.at += word.len();
            end = self.at;
        }
        self.at = if end == start { before } else { end };
        (end > start).then(|| noun(self.text.get(start..end).unwrap_or_default()))
    }

    pub(super) fn end(&mut self) -> Result<(), Flaw> {
        let rest = self.rest();
        let start = self.text.len() - rest.trim_start().len();
        let rest = rest.trim();
        if rest.is_empty() && self.at == self.text.len() {
            return Ok(());
        }
        if rest.is_empty() {
            return Err(Flaw::malformed(self.at..self.text.len(), "blanks stand after the amount", "take them away"));
        }
        let range = start..start + rest.len();
        if rest.starts_with("or more") || rest == "+" {
            let message = format!("`{rest}` is no part of an amount");
            return Err(Flaw::malformed(
                range,
                message,
                "write `at least` and what is counted, like `at least 4 days`",
            ));
        }
        if self.word() == "or" {
            let message = "`or` joins two amounts";
            return Err(Flaw::malformed(range, message, "write one amount, or a range, like `3 to 5 days`"));
        }
        let help = "write the amount alone, like `up to £10,000` or `3 days`, and the rest in a field for words";
        Err(Flaw::malformed(range, format!("`{rest}` is no part of an amount"), help))
    }
}
