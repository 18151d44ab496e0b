//! Days, periods, windows and amounts: what texts mean, what is said of wrong ones, and what windows make of a record.

mod flaw;
mod meaning;
mod property;
mod timeline;

use fingerpost::date::{Calendar, CalendarText, Day, EventText, NamedPeriodText, Period, TermText};

/// A calendar such as a site writes.
fn calendar() -> Calendar {
    let term = |slug: &str, title: &str, month| TermText { slug: slug.into(), title: title.into(), month };
    let event = |slug: &str, words: &str| EventText { slug: slug.into(), words: words.into() };
    let text = CalendarText {
        academic_year_start: Some("09-01".into()),
        terms: vec![
            term("autumn", "Autumn term", 9),
            term("spring", "Spring term", 1),
            term("summer", "Summer term", 4),
        ],
        periods: vec![NamedPeriodText {
            name: "lockdown-3".into(),
            period: "2021-01-04/2021-03-08".into(),
            words: "the third national lockdown".into(),
        }],
        events: vec![event("match-confirmed", "the match is confirmed"), event("first-review", "the first review")],
    };
    let (calendar, flaws) = Calendar::new(&text);
    assert_eq!(flaws, []);
    calendar
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn period(text: &str) -> Period {
    calendar().period(text).unwrap()
}
