//! What people write for a day or a period, and what they have to write. The slow way, for a message alone.

use super::academic_year::{self, Shape};
use super::day::MONTHS;
use super::edtf::{self, Stretch, month_text};
use super::{AcademicYear, Calendar, Flaw, term};
use crate::diagnostic::nearest;

/// What is wrong with a text that names no day.
pub(super) fn day(text: &str) -> Flaw {
    const HELP: &str = "write year, month and day, like `2021-09-02`";
    let whole = 0..text.len();
    let not_a_day =
        |what: &str, help: String| Flaw::malformed(whole.clone(), format!("`{text}` is {what}, not a day"), help);
    if text.trim().is_empty() {
        return Flaw::malformed(whole, "a day is missing", HELP);
    }
    if let Some(Shape::Year(year)) = AcademicYear::shape(text).filter(|_| !matches!(edtf::stretch(text), Ok(Some(_)))) {
        return not_a_day("an academic year", format!("write a day of it, like `{}-09-01`", year.start()));
    }
    match read(text) {
        Reading::Sure(Stretch::Day(day)) => {
            Flaw::malformed(whole, format!("`{text}` is not written like `2021-09-02`"), HELP).with_fix(day.to_string())
        }
        Reading::Sure(Stretch::Month(day)) => not_a_day("a month", format!("write the day as well, like `{day}`")),
        Reading::Sure(Stretch::Year(day)) => not_a_day("a year", format!("write month and day as well, like `{day}`")),
        Reading::Either(one, other) => either(text, one, other),
        Reading::Never(flaw) => Flaw { range: whole, ..flaw },
        Reading::None(help) => {
            let help = help.map_or_else(|| HELP.to_owned(), |help| format!("{help}, like `2021-09-02`"));
            Flaw::malformed(whole, format!("`{text}` is no day"), help)
        }
    }
}

/// What is wrong with a text that names no period.
pub(super) fn period(text: &str, calendar: &Calendar) -> Flaw {
    const HELP: &str = "write a day `2021-09-02`, a month `2021-09`, a year `2021`, an academic year `2021-22`, or two dates `2021-09/2022-03`";
    let whole = 0..text.len();
    if text.trim().is_empty() {
        return Flaw::malformed(whole, "a period is missing", HELP);
    }
    let message = format!("`{text}` is no period");
    let flaw = |help: String| Flaw::malformed(whole.clone(), message.clone(), help);
    if let Some(year) = academic_year::loose(text) {
        return academic(text, year, calendar);
    }
    match read(text) {
        Reading::Sure(stretch) => return flaw(HELP.to_owned()).with_fix(written(stretch)),
        Reading::Either(one, other) => return either(text, one, other),
        Reading::Never(flaw) => return Flaw { range: whole, ..flaw },
        Reading::None(Some(help)) => return flaw(help.to_owned()),
        Reading::None(None) => {}
    }
    if let Some(interval) = interval(text).filter(|interval| matches!(calendar.known_period(interval), Some(Ok(_)))) {
        return flaw(HELP.to_owned()).with_fix(interval);
    }
    if term::loose(text, calendar).is_some() {
        let message = format!("`{text}` is a term, which has no days");
        return Flaw::malformed(whole, message, "write the months that are meant, like `2021-09/2021-12`");
    }
    if let Some(stretch) = vague(text) {
        let message = format!("`{text}` names no exact days");
        let help = format!("write `{}`, and say in a text what is not exact about it", written(stretch));
        return Flaw::malformed(whole, message, help);
    }
    if text.contains("..") || text.ends_with('/') || text.starts_with('/') {
        return flaw("leave `from` or `until` out where there is no date".to_owned());
    }
    match nearest(text, calendar.period_names()) {
        Some(near) => flaw(format!("did you mean `{near}`?")),
        None => flaw(HELP.to_owned()),
    }
}

fn academic(text: &str, year: AcademicYear, calendar: &Calendar) -> Flaw {
    let flaw = Flaw::malformed(0..text.len(), format!("`{text}` is no period"), "");
    let period = year.period(calendar);
    let years = format!("{}/{}", year.start(), year.start() + 1);
    if year.is_written_like_a_month() {
        let days = format!("{}/{}", period.first, period.last);
        let help = format!("write `{days}` for the academic year; `{}` is a month", year.written());
        return Flaw { help, ..flaw };
    }
    // `2021 to 2022` may be two calendar years; `2021/22` and `2021 to 2022 academic year` may not.
    let is_sure = text.contains("academic") || text.contains("school") || text.trim().len() == 7;
    if is_sure {
        return flaw.with_fix(year.written());
    }
    Flaw {
        help: format!("write `{}` for the academic year, `{years}` for both calendar years", year.written()),
        ..flaw
    }
}

fn either(text: &str, one: Stretch, other: Stretch) -> Flaw {
    let help = format!("write `{}` for {}, or `{}` for {}", written(one), one.words(), written(other), other.words());
    Flaw::malformed(0..text.len(), format!("`{text}` may be either of two days"), help)
}

/// A date as it has to be written.
fn written(stretch: Stretch) -> String {
    match stretch {
        Stretch::Day(day) => day.to_string(),
        Stretch::Month(day) => month_text(day),
        Stretch::Year(day) => format!("{:04}", day.year()),
    }
}

/// Two dates with a word or a dash between, as an interval.
fn interval(text: &str) -> Option<String> {
    let joints = [" to ", " until ", " till ", " - ", " \u{2013} ", "\u{2013}", "/"];
    joints.into_iter().find_map(|joint| {
        let (from, until) = text.split_once(joint)?;
        let from = from.strip_prefix("from ").unwrap_or(from);
        match (read(from), read(until)) {
            (Reading::Sure(first), Reading::Sure(last)) => Some(format!("{}/{}", written(first), written(last))),
            _ => None,
        }
    })
}

/// What follows words like `end of`.
fn vague(text: &str) -> Option<Stretch> {
    const WORDS: [&str; 20] = [
        "the end of ",
        "end of ",
        "the start of ",
        "start of ",
        "beginning of ",
        "late ",
        "early ",
        "mid-",
        "mid ",
        "about ",
        "around ",
        "circa ",
        "c. ",
        "c.",
        "before ",
        "after ",
        "since ",
        "from ",
        "until ",
        "by ",
    ];
    let lower = text.trim().to_lowercase();
    match read(WORDS.iter().find_map(|word| lower.strip_prefix(word))?) {
        Reading::Sure(stretch) => Some(stretch),
        _ => None,
    }
}

/// What a person means by a date.
enum Reading {
    /// It can be one date only.
    Sure(Stretch),
    /// Days and months may stand in either order.
    Either(Stretch, Stretch),
    /// It is a date that the calendar does not have.
    Never(Flaw),
    /// Nothing that we can read, and what may help.
    None(Option<&'static str>),
}

fn read(text: &str) -> Reading {
    const FOUR: &str = "write the year with four digits";
    let text = text.trim();
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
