use super::term::TermName;
use super::{AcademicYear, Day, Flaw, Period, Relative, Term, mistake, period, relative, term};
use crate::diagnostic::listed;
use std::collections::BTreeMap;

/// What the names mean that a site's authors use for times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// Month and day.
    academic_year_start: (i8, i8),
    terms: Vec<TermName>,
    periods: BTreeMap<Box<str>, Period>,
    events: Vec<EventText>,
}

/// A calendar as a site writes it, in plain texts.
#[derive(Clone, Debug, Default)]
pub struct CalendarText {
    /// The day on which an academic year begins, as month and day: `09-01`.
    pub academic_year_start: Option<String>,
    /// The terms of a year.
    pub terms: Vec<TermText>,
    /// Periods with names of their own.
    pub periods: Vec<NamedPeriodText>,
    /// What a relative time may be told from.
    pub events: Vec<EventText>,
}

/// A term, without its year.
#[derive(Clone, Debug)]
pub struct TermText {
    /// What authors write before the year: `autumn`.
    pub slug: String,
    /// What pages print before the year: `Autumn term`.
    pub title: String,
    /// The month in which it begins, from 1 to 12, which puts the terms in order; no page prints it.
    pub month: u8,
}

/// A period with a name of its own.
#[derive(Clone, Debug)]
pub struct NamedPeriodText {
    /// What authors write.
    pub name: String,
    /// Its days, as a period is written.
    pub period: String,
    /// What pages print.
    pub words: String,
}

/// An event that a relative time is told from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventText {
    /// What authors write: `match-confirmed`.
    pub slug: String,
    /// What pages print after `after` or `before`: `the match is confirmed`.
    pub words: String,
}

/// Which text of a [`CalendarText`] is wrong; entries are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarPart {
    /// The day on which an academic year begins.
    AcademicYearStart,
    /// The slug of a term.
    Term(usize),
    /// The month of a term; the flaw's bytes mean nothing.
    TermMonth(usize),
    /// The name of a period.
    PeriodName(usize),
    /// The days of a named period.
    Period(usize),
    /// The slug of an event.
    Event(usize),
}

/// Most academic years in England begin then.
const SEPTEMBER_1: (i8, i8) = (9, 1);

impl Default for Calendar {
    fn default() -> Self {
        Self { academic_year_start: SEPTEMBER_1, terms: Vec::new(), periods: BTreeMap::new(), events: Vec::new() }
    }
}

impl Calendar {
    /// The calendar of a site, without what is wrong in it, and what is wrong.
    #[must_use]
    pub fn new(text: &CalendarText) -> (Self, Vec<(CalendarPart, Flaw)>) {
        let mut flaws = Vec::new();
        let academic_year_start = match text.academic_year_start.as_deref().map(month_and_day) {
            None => SEPTEMBER_1,
            Some(Ok(start)) => start,
            Some(Err(flaw)) => {
                flaws.push((CalendarPart::AcademicYearStart, flaw));
                SEPTEMBER_1
            }
        };
        let mut calendar = Self { academic_year_start, ..Self::default() };
        for (at, term) in text.terms.iter().enumerate() {
            if let Some(flaw) = name_flaw(&term.slug) {
                flaws.push((CalendarPart::Term(at), flaw));
            } else if !(1..=12).contains(&term.month) {
                let message = format!("there is no month {}", term.month);
                let flaw = Flaw::impossible(0..0, message, "write the month in which the term begins, from 1 to 12");
                flaws.push((CalendarPart::TermMonth(at), flaw));
            } else {
                let (slug, title) = (term.slug.as_str().into(), term.title.as_str().into());
                calendar.terms.push(TermName { slug, title, month: term.month });
            }
        }
        for (at, named) in text.periods.iter().enumerate() {
            match calendar.named(named) {
                Ok(period) => {
                    calendar.periods.insert(named.name.as_str().into(), period);
                }
                Err((is_name, flaw)) => {
                    let part = if is_name { CalendarPart::PeriodName(at) } else { CalendarPart::Period(at) };
                    flaws.push((part, flaw));
                }
            }
        }
        for (at, event) in text.events.iter().enumerate() {
            match name_flaw(&event.slug) {
                Some(flaw) => flaws.push((CalendarPart::Event(at), flaw)),
                None => calendar.events.push(event.clone()),
            }
        }
        (calendar, flaws)
    }

    /// A named period; with a flaw, whether it is the name's.
    fn named(&self, named: &NamedPeriodText) -> Result<Period, (bool, Flaw)> {
        let name = named.name.as_str();
        if let Some(flaw) = name_flaw(name) {
            return Err((true, flaw));
        }
        if period::read(name, self).is_some() {
            let message = format!("`{name}` means a period already");
            return Err((
                true,
                Flaw::malformed(0..name.len(), message, "choose a name that is not written like a date"),
            ));
        }
        let period = self.period(&named.period).map_err(|flaw| (false, flaw))?;
        Ok(Period { written: name.into(), words: named.words.as_str().into(), ..period })
    }

    /// The period that a text names.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn period(&self, text: &str) -> Result<Period, Flaw> {
        self.known_period(text).unwrap_or_else(|| Err(mistake::period(text, self)))
    }

    /// The period that a text names; nothing where it is not written like one.
    pub(super) fn known_period(&self, text: &str) -> Option<Result<Period, Flaw>> {
        period::read(text, self).or_else(|| self.periods.get(text).cloned().map(Ok))
    }

    /// The days of the academic year that a text of the format `academic-year` names.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn academic_year(&self, text: &str) -> Result<Period, Flaw> {
        AcademicYear::parse(text).map(|year| year.period(self))
    }

    /// The term that a text names.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn term(&self, text: &str) -> Result<Term, Flaw> {
        term::read(text, self)
    }

    /// The time that a text tells from an event.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn relative(&self, text: &str) -> Result<Relative, Flaw> {
        relative::read(text, self)
    }

    /// The month and the day on which an academic year begins.
    #[must_use]
    pub fn academic_year_start(&self) -> (i8, i8) {
        self.academic_year_start
    }

    pub(super) fn terms(&self) -> &[TermName] {
        &self.terms
    }

    pub(super) fn events(&self) -> &[EventText] {
        &self.events
    }

    pub(super) fn period_names(&self) -> impl Iterator<Item = &str> {
        self.periods.keys().map(|name| &**name)
    }
}

/// The month and the day of `09-01`; a day that not every year has is none.
fn month_and_day(text: &str) -> Result<(i8, i8), Flaw> {
    const HELP: &str = "write month and day, like `09-01`";
    let numbers = text.split_once('-').filter(|(month, day)| month.len() == 2 && day.len() == 2);
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<i8>().ok()).flatten();
    let numbers = numbers.and_then(|(month, day)| Some((number(month)?, number(day)?)));
    let Some((month, day)) = numbers else {
        return Err(Flaw::malformed(0..text.len(), format!("`{text}` is no day of a year"), HELP));
    };
    // 2023 is a year without 29 February.
    if Day::of(2023, month, day).is_none() {
        let message = format!("not every year has a day `{text}`");
        return Err(Flaw::impossible(0..text.len(), message, HELP));
    }
    Ok((month, day))
}

/// Why a text cannot be a name that authors write: it has to be told from the words around it.
fn name_flaw(name: &str) -> Option<Flaw> {
    let is_wrong = |letter: char| !letter.is_alphanumeric() && letter != '-';
    let (at, letter) = match name.char_indices().find(|(_, letter)| is_wrong(*letter)) {
        Some(found) => found,
        None if name.is_empty() => {
            return Some(Flaw::malformed(
                0..0,
                "the name is empty",
                format!("write letters, digits and hyphens, like {}", listed(["autumn"])),
            ));
        }
        None => return None,
    };
    let letter_name = if letter.is_whitespace() { "blank".to_owned() } else { format!("`{letter}`") };
    let message = format!("the name `{name}` has a {letter_name} in it");
    Some(Flaw::malformed(at..at + letter.len_utf8(), message, "write letters, digits and hyphens alone"))
}
