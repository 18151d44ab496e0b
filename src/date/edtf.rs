//! The dates that EDTF level 0 has: a day, a month or a year. The quick way, which nearly every text goes.

use super::day::month_name;
use super::{Day, Flaw};

/// A day, a month or a year.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stretch {
    Day(Day),
    /// Its first day.
    Month(Day),
    /// Its first day.
    Year(Day),
}

impl Stretch {
    pub(super) fn first(self) -> Day {
        match self {
            Self::Day(day) | Self::Month(day) | Self::Year(day) => day,
        }
    }

    pub(super) fn last(self) -> Day {
        match self {
            Self::Day(day) => day,
            Self::Month(day) => day.last_of_month(),
            Self::Year(day) => Day::of(day.year(), 12, 31).unwrap_or(day),
        }
    }

    /// As pages print it.
    pub(super) fn words(self) -> String {
        match self {
            Self::Day(day) => day.words(),
            Self::Month(day) => format!("{} {}", month_name(day.month()), day.year()),
            Self::Year(day) => day.year().to_string(),
        }
    }
}

/// What a text names; nothing where it is not written like a date at all.
///
/// # Errors
/// It is written like a date that the calendar does not have.
pub(super) fn stretch(text: &str) -> Result<Option<Stretch>, Flaw> {
    let stretch = match *text.as_bytes() {
        [a, b, c, d] => number([a, b, c, d]).map(|year| self::year(year, text)),
        [a, b, c, d, b'-', e, f] => match (number([a, b, c, d]), number([e, f])) {
            (Some(year), Some(month)) => Some(self::month(year, month, text).map(Stretch::Month)),
            _ => None,
        },
        [a, b, c, d, b'-', e, f, b'-', g, h] => match (number([a, b, c, d]), number([e, f]), number([g, h])) {
            (Some(year), Some(month), Some(day)) => Some(self::day(year, month, day, text)),
            _ => None,
        },
        _ => None,
    };
    stretch.transpose()
}

/// The number that these digits write.
fn number<const N: usize>(digits: [u8; N]) -> Option<i16> {
    digits.into_iter().try_fold(0, |number: i16, digit| {
        digit.is_ascii_digit().then(|| number * 10 + i16::from(digit.wrapping_sub(b'0')))
    })
}

fn year(year: i16, text: &str) -> Result<Stretch, Flaw> {
    Day::of(year, 1, 1).map(Stretch::Year).ok_or_else(|| no_year(text))
}

fn no_year(text: &str) -> Flaw {
    let help = "write a year from 0001 to 9999, like `2021`";
    Flaw::impossible(0..text.len().min(4), "there is no year 0", help)
}

fn month(year: i16, month: i16, text: &str) -> Result<Day, Flaw> {
    let Some(january) = Day::of(year, 1, 1) else { return Err(no_year(text)) };
    i8::try_from(month)
        .ok()
        .and_then(|month| Day::of(january.year(), month, 1))
        .ok_or_else(|| Flaw::impossible(5..7, format!("there is no month {month}"), "write a month from 01 to 12"))
}

fn day(year: i16, month: i16, day: i16, text: &str) -> Result<Stretch, Flaw> {
    let first = self::month(year, month, text)?;
    i8::try_from(day).ok().and_then(|day| Day::of(year, first.month(), day)).map(Stretch::Day).ok_or_else(|| {
        let last = first.last_of_month();
        let month = format!("{} {year}", month_name(first.month()));
        let message =
            if day == 0 { "there is no day 0".to_owned() } else { format!("{month} has {} days", last.day_of_month()) };
        let help = format!("write a day from `{first}` to `{last}`");
        Flaw::impossible(8..10, message, help)
    })
}

/// A month as it is written: `2021-09`.
pub(super) fn month_text(day: Day) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}
