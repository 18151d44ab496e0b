use super::{Calendar, Day, Flaw, Period};

/// An academic year, by the calendar year in which it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AcademicYear(i16);

impl AcademicYear {
    /// The academic year that a text of the format `academic-year` names: `2021-22`, and `2011-12`, which in a period
    /// is a month.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn parse(text: &str) -> Result<Self, Flaw> {
        match Self::shape(text) {
            Some(Shape::Year(year)) => Ok(year),
            Some(Shape::Apart(year)) => Err(not_consecutive(year, text)),
            None => Err(mistake(text)),
        }
    }

    /// What a text written like `2021-22` says; nothing where it is written otherwise.
    pub(super) fn shape(text: &str) -> Option<Shape> {
        let (start, end) = text.split_once('-')?;
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if start.len() != 4 || end.len() != 2 || !is_number(start) || !is_number(end) {
            return None;
        }
        let (start, end) = (start.parse::<i16>().ok()?, end.parse::<i16>().ok()?);
        // One year is kept back, in which the last academic year ends.
        if !(1..9999).contains(&start) {
            return None;
        }
        Some(if (start + 1) % 100 == end { Shape::Year(Self(start)) } else { Shape::Apart(start) })
    }

    /// The academic year that begins in a calendar year; none begins in the last.
    pub(super) fn beginning_in(year: i16) -> Option<Self> {
        (1..9999).contains(&year).then_some(Self(year))
    }

    /// The calendar year in which it begins.
    #[must_use]
    pub fn start(self) -> i16 {
        self.0
    }

    /// The academic year after it.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        Self::beginning_in(self.0.checked_add(1)?)
    }

    /// Whether it is written like a month, as `2011-12` is: in a period that is December 2011.
    #[must_use]
    pub fn is_written_like_a_month(self) -> bool {
        (1..=12).contains(&((self.0 + 1) % 100))
    }

    /// As it is written: `2021-22`.
    #[must_use]
    pub fn written(self) -> String {
        format!("{:04}-{:02}", self.0, (self.0 + 1) % 100)
    }

    /// As pages print it: `2021 to 2022 academic year`.
    #[must_use]
    pub fn words(self) -> String {
        format!("{} to {} academic year", self.0, self.0 + 1)
    }

    /// Its days, by the day on which `calendar` lets it begin.
    #[must_use]
    pub fn period(self, calendar: &Calendar) -> Period {
        let (month, day) = calendar.academic_year_start();
        let first = Day::of(self.0, month, day).unwrap_or(Day::FIRST);
        let last = Day::of(self.0 + 1, month, day).and_then(Day::previous).unwrap_or(Day::LAST);
        Period { first, last, written: self.written().into(), words: self.words().into() }
    }
}

/// What is written like an academic year.
pub(super) enum Shape {
    /// Two years, one after the other.
    Year(AcademicYear),
    /// Two years, of which the second does not follow on the first.
    Apart(i16),
}

fn not_consecutive(start: i16, text: &str) -> Flaw {
    let next = AcademicYear(start).written();
    let message = format!("`{text}` is no academic year: the year after {start} is {}", start + 1);
    Flaw::malformed(5..7, message, format!("write `{next}`, or change the first year"))
}

fn mistake(text: &str) -> Flaw {
    let message = format!("`{text}` is no academic year");
    let help = "write the year in which it begins and the last two digits of the next, like `2021-22`";
    let flaw = Flaw::malformed(0..text.len(), message, help);
    if let Some(year) = loose(text) {
        return flaw.with_fix(year.written());
    }
    // One year alone may be that in which it begins or that in which it ends.
    let alone = text.trim().parse().ok().filter(|_| text.trim().len() == 4);
    let year = |start: Option<i16>| start.and_then(AcademicYear::beginning_in);
    match (year(alone), year(alone.and_then(|year: i16| year.checked_sub(1)))) {
        (Some(begins), Some(ends)) => {
            let help = format!(
                "write `{}` if it begins in {}, or `{}` if it ends then",
                begins.written(),
                begins.start(),
                ends.written()
            );
            Flaw { help, ..flaw }
        }
        _ => flaw,
    }
}

/// An academic year written in another way: `2021/22`, `2021-2022`, `2021 to 2022`, `2021/2022 academic year`.
pub(super) fn loose(text: &str) -> Option<AcademicYear> {
    let text = text.trim();
    let text = text.strip_prefix("the ").unwrap_or(text);
    let (text, _) = text.split_once(" academic year").unwrap_or((text, ""));
    let (text, _) = text.split_once(" school year").unwrap_or((text, ""));
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (start, rest) = (text.get(..digits)?, text.get(digits..)?);
    let end = rest.trim().trim_start_matches(['/', '-', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}']);
    let end = end.strip_prefix("to ").unwrap_or(end).trim();
    let is_number = !end.is_empty() && end.bytes().all(|byte| byte.is_ascii_digit());
    let year = AcademicYear::beginning_in(start.parse().ok().filter(|_| start.len() == 4)?)?;
    let end_year: i16 = end.parse().ok().filter(|_| is_number && rest.trim() != end)?;
    let follows = match end.len() {
        2 => end_year == (year.0 + 1) % 100,
        4 => end_year == year.0 + 1,
        _ => false,
    };
    follows.then_some(year)
}
