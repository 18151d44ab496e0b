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
    let text = text.trim();
    // `20210902`
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let number = |range: std::ops::Range<usize>| {
            text.get(range).and_then(|digits| digits.parse::<u16>().ok()).unwrap_or_default()
        };
        return date(number(0..4), number(4..6), Some(number(6..8)));
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
        _ => Reading::None(None),
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
