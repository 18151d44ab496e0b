//! What people write for a day or a period, and what they have to write. The slow way, for a message alone.

use super::academic_year::{self, Shape};
use super::edtf::{self, Stretch, month_text};
use super::reading::{Reading, read};
use super::{AcademicYear, Calendar, Flaw, term};
use crate::diagnostic::{nearest, respelt};

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
            let message = if has_letter_for_zero(text) {
                format!("`{text}` has the letter `O` where a zero belongs")
            } else {
                format!("`{text}` is not written like `2021-09-02`")
            };
            Flaw::malformed(whole, message, HELP).with_fix(day.to_string())
        }
        Reading::Sure(Stretch::Month(day)) => not_a_day("a month", format!("write the day as well, like `{day}`")),
        Reading::Sure(Stretch::Year(day)) => not_a_day("a year", format!("write month and day as well, like `{day}`")),
        Reading::Either(one, other) => either(text, one, other),
        Reading::Never(flaw) => Flaw { range: whole, ..flaw },
        Reading::None(None) if let Some(stretch) = vague(text) => {
            let help = format!("write the day that is meant, like `{}`", stretch.last());
            Flaw::malformed(whole, format!("`{text}` names no exact day"), help)
        }
        Reading::None(None) if is_season(text) => not_a_day("a season", HELP.to_owned()),
        Reading::None(help) => {
            let help = match (help, text.get(..10).and_then(|day| edtf::stretch(day).ok().flatten())) {
                (Some(help), _) => format!("{help}, like `2021-09-02`"),
                // A moment, like `2021-09-02T10:00:00Z`.
                (None, Some(Stretch::Day(day))) => format!("write the day alone, `{day}`"),
                (None, _) => HELP.to_owned(),
            };
            Flaw::malformed(whole, format!("`{text}` is no date"), help)
        }
    }
}

fn has_letter_for_zero(text: &str) -> bool {
    let is_mixed = |word: &str| word.contains(['o', 'O']) && word.bytes().any(|byte| byte.is_ascii_digit());
    text.split(|letter: char| !letter.is_alphanumeric()).any(is_mixed)
}

/// What is wrong with a text that names no period.
pub(super) fn period(text: &str, calendar: &Calendar) -> Flaw {
    const HELP: &str = "write a day `2021-09-02`, a month `2021-09`, a year `2021`, or two dates `2021-09/2022-03`";
    let whole = 0..text.len();
    if text.trim().is_empty() {
        return Flaw::malformed(whole, "a date is missing", HELP);
    }
    let message = format!("`{text}` is no date");
    let flaw = |help: String| Flaw::malformed(whole.clone(), message.clone(), help);
    if text.contains("..") || text.ends_with('/') || text.starts_with('/') {
        return flaw("leave `from` or `until` out where there is no date".to_owned());
    }
    if let Some(name) = respelt(text, calendar.period_names()) {
        return flaw(HELP.to_owned()).with_fix(name);
    }
    if let Some(year) = academic_year::loose(text) {
        return academic(text, year, calendar);
    }
    match read(text) {
        Reading::Sure(stretch) => return flaw(HELP.to_owned()).with_fix(written(stretch)),
        Reading::Either(one, other) => return either(text, one, other),
        Reading::Never(flaw) => return Flaw { range: whole, ..flaw },
        Reading::None(Some(help)) => return flaw(format!("{help}, like `2021-09-02`")),
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
    if is_season(text) {
        let message = format!("`{text}` is a season, which has no exact days");
        return Flaw::malformed(whole, message, "write the months that are meant, like `2021-09/2021-11`");
    }
    match nearest(text, calendar.period_names()) {
        Some(near) => flaw(format!("write `{near}`")),
        None => flaw(HELP.to_owned()),
    }
}

fn academic(text: &str, year: AcademicYear, calendar: &Calendar) -> Flaw {
    let flaw = Flaw::malformed(0..text.len(), format!("`{text}` is no date"), "");
    let period = year.period(calendar);
    let years = format!("{}/{}", year.start(), year.start() + 1);
    if year.is_written_like_a_month() {
        let days = format!("{}/{}", period.first, period.last);
        let help = format!("write `{days}` for the academic year; `{}` is a month", year.written());
        return Flaw { help, ..flaw };
    }
    // `2021 to 2022` may be two calendar years; `2021/22` and `2021 to 2022 academic year` may not.
    let is_sure = text.contains("academic") || text.contains("school") || text.trim().chars().count() == 7;
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

fn is_season(text: &str) -> bool {
    const SEASONS: [&str; 5] = ["spring", "summer", "autumn", "fall", "winter"];
    text.split(|letter: char| !letter.is_alphanumeric())
        .any(|word| SEASONS.iter().any(|season| word.eq_ignore_ascii_case(season)))
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
