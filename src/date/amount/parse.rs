use super::number::number;
use super::unit::{is_money, noun, unit};
use super::{Amount, Bound};
use crate::date::Flaw;
use std::ops::Range;

/// Words before the figures, and what they say of them.
pub(super) const BOUNDS: &[(&str, Bound)] = &[
    ("up to ", Bound::UpTo),
    ("at most ", Bound::UpTo),
    ("no more than ", Bound::UpTo),
    ("not more than ", Bound::UpTo),
    ("a maximum of ", Bound::UpTo),
    ("maximum of ", Bound::UpTo),
    ("under ", Bound::UpTo),
    ("less than ", Bound::UpTo),
    ("fewer than ", Bound::UpTo),
    ("at least ", Bound::AtLeast),
    ("over ", Bound::AtLeast),
    ("more than ", Bound::AtLeast),
    ("no less than ", Bound::AtLeast),
    ("not less than ", Bound::AtLeast),
    ("no fewer than ", Bound::AtLeast),
    ("a minimum of ", Bound::AtLeast),
    ("minimum of ", Bound::AtLeast),
    ("about ", Bound::About),
    ("around ", Bound::About),
    ("approximately ", Bound::About),
    ("roughly ", Bound::About),
    ("typically ", Bound::About),
    ("usually ", Bound::About),
    ("nearly ", Bound::About),
    ("almost ", Bound::About),
    ("circa ", Bound::About),
    ("c. ", Bound::About),
    ("c.", Bound::About),
    ("between ", Bound::Between),
];

/// Words that end a unit.
const STOPS: [&str; 16] =
    ["to", "and", "per", "a", "an", "each", "every", "or", "plus", "in", "of", "for", "from", "over", "with", "by"];

const HELP: &str = "write it like `up to £10,000`, `8 to 12 days`, `about 75%` or `£600 per day`";

/// One figure with what it counts, as far as is said beside it.
struct Counted<'a> {
    value: i64,
    /// As it is written.
    unit: &'a str,
    has_factor: bool,
    range: Range<usize>,
}

/// The amount that a text tells, or what is wrong with it.
pub(super) fn read(text: &str) -> Result<Amount, Flaw> {
    let blanks = text.len() - text.trim_start().len();
    if blanks > 0 && blanks < text.len() {
        return Err(Flaw::malformed(0..blanks, "blanks stand before the amount", "take them away"));
    }
    let mut reader = Reader { text, at: 0 };
    let bound = BOUNDS.iter().find(|(words, _)| reader.take_words(words)).map(|(_, bound)| *bound);
    let low = reader.counted()?;
    let high = if reader.take_joint(bound) { Some(reader.counted()?) } else { None };
    let per = reader.per();
    reader.end()?;
    let unit = common_unit(&low, high.as_ref())?;
    let nothing = (unit.is_empty() && per.is_none()).then(|| of_nothing(text));
    let amount = |bound, low, high| Amount { bound, low, high, unit, per, written: text.into() };
    let Some(high) = high else {
        if let Some(flaw) = nothing.filter(|_| !matches!(bound, Some(Bound::Exact | Bound::Between))) {
            return Err(flaw);
        }
        return match bound {
            None => Ok(amount(Bound::Exact, Some(low.value), Some(low.value))),
            Some(Bound::UpTo) => Ok(amount(Bound::UpTo, None, Some(low.value))),
            Some(Bound::AtLeast) => Ok(amount(Bound::AtLeast, Some(low.value), None)),
            Some(Bound::About) => Ok(amount(Bound::About, Some(low.value), Some(low.value))),
            Some(Bound::Exact | Bound::Between) => Err(Flaw::malformed(
                0..text.len(),
                format!("`{text}` has one figure only"),
                "write `between 8 and 12 days`",
            )),
        };
    };
    let range = low.range.start..high.range.end;
    if matches!(bound, Some(Bound::UpTo | Bound::AtLeast)) {
        let message = format!("`{text}` is both a limit and a range");
        return Err(Flaw::malformed(
            0..range.end,
            message,
            "write one of them, like `up to 12 days` or `8 to 12 days`",
        ));
    }
    if high.value <= low.value {
        let message = format!("`{text}` does not go from the smaller figure to the larger");
        let help = if high.value == low.value {
            "write the figure once"
        } else if high.has_factor && !low.has_factor {
            "write the size of both figures, like `£5k to £10k`"
        } else {
            "write the smaller figure first"
        };
        return Err(Flaw::malformed(range, message, help));
    }
    if high.has_factor && !low.has_factor {
        let message = format!("`{text}` does not say how large its first figure is");
        return Err(Flaw::malformed(low.range, message, "write the size of both figures, like `£5k to £10k`"));
    }
    if let Some(flaw) = nothing {
        return Err(flaw);
    }
    let bound = if bound == Some(Bound::About) { Bound::About } else { Bound::Between };
    Ok(amount(bound, Some(low.value), Some(high.value)))
}

/// The flaw of an amount that a reader could make nothing of.
fn of_nothing(text: &str) -> Flaw {
    let written = text.trim();
    let is_figure = written.bytes().all(|byte| byte.is_ascii_digit() || byte == b',');
    let figure = if is_figure { written } else { "25" };
    let help = format!("write what is counted as well, like `£{figure}`, `{figure} days` or `{figure}%`");
    Flaw::malformed(0..text.len(), format!("`{text}` does not say of what"), help)
}

/// What both figures of a range count.
fn common_unit(low: &Counted<'_>, high: Option<&Counted<'_>>) -> Result<Box<str>, Flaw> {
    let one = unit(low.unit);
    let Some(high) = high else { return Ok(one) };
    let other = unit(high.unit);
    if one.is_empty() || one == other {
        return Ok(other);
    }
    if other.is_empty() && (is_money(&one) || &*one == "%") {
        return Ok(one);
    }
    let message = if other.is_empty() {
        format!("the second figure does not say what it counts, the first counts `{one}`")
    } else {
        format!("the figures count two things, `{one}` and `{other}`")
    };
    let help = if is_money(&one) && is_money(&other) {
        "write one currency, like `£5 to £10`"
    } else {
        "write what is counted once, after both figures, like `8 to 12 days`"
    };
    Err(Flaw::malformed(low.range.start..high.range.end, message, help))
}

struct Reader<'a> {
    text: &'a str,
    /// Always at the boundary of a character.
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Steps over words at this place, written small or large.
    fn take_words(&mut self, words: &str) -> bool {
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
    fn counted(&mut self) -> Result<Counted<'a>, Flaw> {
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
    fn take_joint(&mut self, bound: Option<Bound>) -> bool {
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
    fn per(&mut self) -> Option<Box<str>> {
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

    fn end(&mut self) -> Result<(), Flaw> {
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
