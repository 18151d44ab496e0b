//! Days as people type them into spreadsheets, and as spreadsheets show them.

use crate::date::{Amount, Calendar, Day, Flaw};
use crate::schema::Format;

/// A text of a format as a record has to write it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Meant {
    pub(super) text: String,
    /// Whether day and month could stand in either order, and were read day first.
    pub(super) is_day_first: bool,
}

/// What is meant by a text of a format; as it is where nothing certain can be said of it.
pub(super) fn meant(format: Option<Format>, text: &str, calendar: &Calendar) -> Meant {
    let as_is = |text: &str| Meant { text: text.to_owned(), is_day_first: false };
    let Some(format) = format else { return as_is(text) };
    let is_day = matches!(format, Format::Date | Format::Period);
    let text = if is_day { without_midnight(text) } else { text };
    let Some(flaw) = flaw(format, text, calendar) else { return as_is(text) };
    if let Some(fix) = flaw.fix.filter(|fix| self::flaw(format, fix, calendar).is_none()) {
        return as_is(&fix);
    }
    match day_first(text).filter(|_| is_day) {
        Some(day) => Meant { text: day.to_string(), is_day_first: true },
        None => as_is(text),
    }
}

/// What is wrong with a text of a format that is read into a value.
fn flaw(format: Format, text: &str, calendar: &Calendar) -> Option<Flaw> {
    match format {
        Format::Markdown | Format::Email | Format::Phone | Format::Uri => None,
        Format::Amount => Amount::parse(text).err(),
        Format::Date => Day::parse(text).err(),
        Format::Period => calendar.period(text).err(),
        Format::AcademicYear => calendar.academic_year(text).err(),
        Format::Term => calendar.term(text).err(),
        Format::Relative => calendar.relative(text).err(),
    }
}

/// A day without the time that spreadsheets add to it.
fn without_midnight(text: &str) -> &str {
    let endings = [" 00:00:00", "T00:00:00", " 00:00", " 0:00"];
    endings.iter().find_map(|ending| text.strip_suffix(ending)).unwrap_or(text)
}

/// `03/09/2024`: 3 September, as in Britain.
fn day_first(text: &str) -> Option<Day> {
    let mut pieces = text.split(['/', '.', '-', ' ']).filter(|piece| !piece.is_empty());
    let (day, month, year) = (pieces.next()?, pieces.next()?, pieces.next()?);
    if pieces.next().is_some() || year.len() != 4 {
        return None;
    }
    Day::parse(&format!("{year}-{month:0>2}-{day:0>2}")).ok()
}
