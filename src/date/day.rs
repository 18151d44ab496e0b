use super::edtf::{self, Stretch};
use super::{AcademicYear, Flaw, mistake};
use jiff::Span;
use jiff::civil::Date;
use std::fmt;

/// A day of the Gregorian calendar, from the year 1 to the year 9999.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

/// The months as people write them.
pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Day {
    /// The earliest day, which stands for "from the beginning".
    pub const FIRST: Self = Self(Date::constant(1, 1, 1));
    /// The latest day.
    pub const LAST: Self = Self(Date::constant(9999, 12, 31));

    /// The day that a text names: `2021-09-02`.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn parse(text: &str) -> Result<Self, Flaw> {
        match edtf::stretch(text) {
            Ok(Some(Stretch::Day(day))) => Ok(day),
            // `2021-22` is no month 22.
            Err(flaw) if AcademicYear::parse(text).is_err() => Err(flaw),
            _ => Err(mistake::day(text)),
        }
    }

    /// The day of these numbers, where the calendar has one.
    pub(super) fn of(year: i16, month: i8, day: i8) -> Option<Self> {
        if year < 1 { None } else { Date::new(year, month, day).ok().map(Self) }
    }

    /// The day on a date of the library, which may lie outside the years of ours.
    pub(super) fn on(date: Date) -> Self {
        Self(date).clamp(Self::FIRST, Self::LAST)
    }

    /// The day after; none follows the last.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        (self < Self::LAST).then(|| self.plus_days(1))
    }

    /// The day before; none comes before the first.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        (self > Self::FIRST).then(|| self.plus_days(-1))
    }

    /// The day so many days later, or earlier; at the ends of the calendar, the first or the last.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        // More days than the calendar has, and fewer than a `Span` takes. A `SignedDuration` takes too few.
        const MOST: i32 = 4_000_000;
        Self::on(self.0.saturating_add(Span::new().days(days.clamp(-MOST, MOST))))
    }

    /// How many days later `other` is; negative where it is earlier.
    #[must_use]
    pub fn days_until(self, other: Self) -> i32 {
        // The calendar has fewer than four million days.
        i32::try_from(self.0.duration_until(other.0).as_hours() / 24).unwrap_or_default()
    }

    /// The last day of its month.
    pub(super) fn last_of_month(self) -> Self {
        Self(self.0.last_of_month())
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, from 1 to 12.
    #[must_use]
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The day of the month.
    #[must_use]
    pub fn day_of_month(self) -> i8 {
        self.0.day()
    }

    /// As pages print it: `2 September 2021`.
    #[must_use]
    pub fn words(self) -> String {
        format!("{} {} {}", self.0.day(), month_name(self.0.month()), self.0.year())
    }
}

impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// The name of a month from 1 to 12.
pub(super) fn month_name(month: i8) -> &'static str {
    usize::try_from(month).ok().and_then(|month| MONTHS.get(month.checked_sub(1)?)).copied().unwrap_or_default()
}
