//! Dates as people write them: `2 September 2021`, `02/09/2021`, `Sept 2021`.

use super::Flaw;
use super::day::MONTHS;
use super::edtf::{self, Stretch};

/// What a person means by a date.
pub(super) enum Reading {
    /// It can be one date only.
    Sure(Stretch),
    /// Days and months may stand in either order.
    Either(Stretch, Stretch),
    /// It is a date that the calendar does not have.
    Never(Flaw),
    /// Nothing that we can read, and what may help.
    None(Option<&'static str>),
}

/// What a person means who writes this.
pub(super) fn read(text: &str) -> Reading {
    const FOUR: &str = "write the year with four digits";
    const YEAR: &str = "write the year as well, before the month and the day";
    let text = text.trim();
    if let Some(spaced) = apart(text) {
        return read(&spaced);
    }
    let Some(pieces) = pieces(text) else { return Reading::None(None) };
    match *pieces.as_slice() {
        [Piece::Number(day, 1 | 2), Piece::Month(month), Piece::Number(year, 4)]
        | [Piece::Month(month), Piece::Number(day, 1 | 2), Piece::Number(year, 4)]
        | [Piece::Number(year, 4), Piece::Number(month, 1 | 2), Piece::Number(day, 1 | 2)]
        | [Piece::Number(year, 4), Piece::Month(month), Piece::Number(day, 1 | 2)] => date(year, month, Some(day)),
        [Piece::Month(month), Piece::Number(year, 4)]
        | [Piece::Number(year, 4), Piece::Month(month)]
        | [Piece::Number(month, 1 | 2), Piece::Number(year, 4)]
        | [Piece::Number(year, 4), Piece::Number(month, 1 | 2)] => date(year, month, None),
        [Piece::Number(one, 1 | 2), Piece::Number(other, 1 | 2), Piece::Number(year, 4)] => {
            match (date(year, other, Some(one)), date(year, one, Some(other))) {
                (Reading::Sure(british), Reading::Sure(american)) if british != american => {
                    Reading::Either(british, american)
                }
                (Reading::Never(_), Reading::Sure(american)) => Reading::Sure(american),
                (british, _) => british,
            }
        }
        [Piece::Number(year, 4)] => date(year, 1, None).into_year(),
        [Piece::Number(_, 1 | 2), Piece::Number(_, 1 | 2), Piece::Number(_, 1 | 2)]
        | [Piece::Number(_, 1 | 2), Piece::Month(_), Piece::Number(_, 2)] => Reading::None(Some(FOUR)),
        [Piece::Number(_, 1 | 2), Piece::Number(_, 1 | 2)]
        | [Piece::Number(_, 1 | 2), Piece::Month(_)]
        | [Piece::Month(_), Piece::Number(_, 1 | 2)] => Reading::None(Some(YEAR)),
        _ => Reading::None(None),
    }
}

/// Digits without anything between them, `20210902`, `02092021` or `202109`, with it.
fn apart(digits: &str) -> Option<String> {
    let is_year = |year: &&str| year.starts_with("19") || year.starts_with("20");
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let piece = |range: std::ops::Range<usize>| digits.get(range).unwrap_or_default();
    let year = digits.get(..4).filter(is_year);
    match (digits.len(), year) {
        (8, Some(year)) => Some(format!("{year}-{}-{}", piece(4..6), piece(6..8))),
        (8, None) => {
            let year = digits.get(4..).filter(is_year)?;
            Some(format!("{}/{}/{year}", piece(0..2), piece(2..4)))
        }
        // `202425` is no month.
        (6, Some(year)) => {
            Some(piece(4..6)).filter(|month| ("01"..="12").contains(month)).map(|month| format!("{year}-{month}"))
        }
        _ => None,
    }
}

impl Reading {
    fn into_year(self) -> Self {
        match self {
            Self::Sure(stretch) => Self::Sure(Stretch::Year(stretch.first())),
            other => other,
        }
    }
}

fn date(year: u16, month: u16, day: Option<u16>) -> Reading {
    let text = match day {
        Some(day) => format!("{year:04}-{month:02}-{day:02}"),
        None => format!("{year:04}-{month:02}"),
    };
    match edtf::stretch(&text) {
        Ok(Some(stretch)) => Reading::Sure(stretch),
        Ok(None) => Reading::None(None),
        Err(flaw) => Reading::Never(flaw),
    }
}

/// A piece of a date.
#[derive(Clone, Copy)]
enum Piece {
    /// A number and how many digits it has.
    Number(u16, usize),
    /// The name of a month.
    Month(u16),
}

/// The pieces of a date; nothing where something stands there that belongs in none.
fn pieces(text: &str) -> Option<Vec<Piece>> {
    // Longer than `on Wednesday the 22nd of September, 2021` is no date.
    const LONGEST: usize = 48;
    let mut pieces = Vec::new();
    if text.len() > LONGEST {
        return None;
    }
    let is_between =
        |letter: char| letter.is_whitespace() || "-./,\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}".contains(letter);
    for word in text.split(is_between).filter(|word| !word.is_empty()) {
        let lower = word.to_ascii_lowercase();
        let digits = lower.trim_end_matches(|letter: char| letter.is_ascii_alphabetic() && letter != 'o');
        let ending = lower.get(digits.len()..).unwrap_or_default();
        // The letter O for a zero.
        let mended = digits.replace('o', "0");
        if digits.starts_with(|first: char| first.is_ascii_digit() || first == 'o')
            && mended.bytes().all(|byte| byte.is_ascii_digit())
            && digits.bytes().any(|byte| byte.is_ascii_digit())
            && matches!(ending, "" | "st" | "nd" | "rd" | "th")
        {
            pieces.push(Piece::Number(mended.parse().ok()?, mended.len()));
        } else if let Some(month) = month(&lower) {
            pieces.push(Piece::Month(month));
        } else if !is_filler(&lower) {
            return None;
        }
    }
    Some(pieces)
}

/// The number of a month by its name or the beginning of it: `sept`.
fn month(word: &str) -> Option<u16> {
    let names = MONTHS.iter().map(|name| name.to_ascii_lowercase());
    let at = names.into_iter().position(|name| word.len() >= 3 && name.starts_with(word))?;
    u16::try_from(at + 1).ok()
}

/// Words that change nothing: weekdays, `the`, `of`.
fn is_filler(word: &str) -> bool {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    matches!(word, "the" | "of" | "on" | "in") || word.len() >= 3 && DAYS.iter().any(|day| day.starts_with(word))
}
