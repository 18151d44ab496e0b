use super::academic_year::{self, Shape};
use super::edtf::{self, Stretch};
use super::{AcademicYear, Calendar, Day, Flaw};

/// A stretch of days, with the words that people use for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub first: Day,
    /// The last day.
    pub last: Day,
    /// As its author wrote it: `2021-22`.
    pub written: Box<str>,
    /// As pages print it: `2021 to 2022 academic year`. Never days that nobody wrote.
    pub words: Box<str>,
}

impl Period {
    /// The period that is one day.
    #[must_use]
    pub fn of_day(day: Day) -> Self {
        Self { first: day, last: day, written: day.to_string().into(), words: day.words().into() }
    }

    fn new(stretch: Stretch, written: &str) -> Self {
        Self { first: stretch.first(), last: stretch.last(), written: written.into(), words: stretch.words().into() }
    }
}

/// The period that a text names without the names of a calendar; nothing where it is not written like one.
pub(super) fn read(text: &str, calendar: &Calendar) -> Option<Result<Period, Flaw>> {
    let shape = AcademicYear::shape(text);
    if let Some(Shape::Year(year)) = shape
        && !year.is_written_like_a_month()
    {
        return Some(Ok(year.period(calendar)));
    }
    match edtf::stretch(text) {
        Ok(Some(stretch)) => return Some(Ok(Period::new(stretch, text))),
        Ok(None) => {}
        Err(flaw) => return Some(Err(or_academic_year(flaw, shape))),
    }
    text.split_once('/').and_then(|(from, until)| interval(from, until, calendar).transpose())
}

/// `2021-23` may be a wrong month and may be a wrong academic year.
fn or_academic_year(flaw: Flaw, shape: Option<Shape>) -> Flaw {
    let next = match shape {
        Some(Shape::Apart(start)) => AcademicYear::beginning_in(start),
        _ => None,
    };
    match next.filter(|next| !next.is_written_like_a_month()) {
        Some(next) => Flaw {
            help: format!("{}; the academic year from {} is `{}`", flaw.help, next.start(), next.written()),
            ..flaw
        },
        None => flaw,
    }
}

/// Two dates with a `/` between; nothing where one of them is not written like a date.
fn interval(from: &str, until: &str, calendar: &Calendar) -> Result<Option<Period>, Flaw> {
    let offset = from.len() + 1;
    let text = || format!("{from}/{until}");
    if let Some(range) = academic_end(from, 0).or_else(|| academic_end(until, offset)) {
        let message = format!("an academic year cannot be one end of `{}`", text());
        let days = |text| academic_year::loose(text).map(|year| year.period(calendar));
        let help = match (days(from), days(until)) {
            (Some(first), Some(last)) => format!("write the days, `{}/{}`", first.first, last.last),
            _ => "write a day, a month or a year at both ends, like `2021-09/2022-03`".to_owned(),
        };
        return Err(Flaw::malformed(range, message, help));
    }
    let first = edtf::stretch(from)?;
    let last = edtf::stretch(until).map_err(|flaw| flaw.moved(offset))?;
    let (Some(first), Some(last)) = (first, last) else { return Ok(None) };
    if last.last() < first.first() {
        let message = format!("`{}` ends before it begins", text());
        return Err(Flaw::malformed(offset..offset + until.len(), message, "write the earlier date before the `/`"));
    }
    let words = format!("{} to {}", first.words(), last.words());
    Ok(Some(Period { first: first.first(), last: last.last(), written: text().into(), words: words.into() }))
}

/// The bytes of an end of an interval that is an academic year.
fn academic_end(text: &str, offset: usize) -> Option<std::ops::Range<usize>> {
    let is_academic = matches!(AcademicYear::shape(text), Some(Shape::Year(year)) if !year.is_written_like_a_month());
    is_academic.then_some(offset..offset + text.len())
}
