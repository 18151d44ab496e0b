//! What is said of texts that are wrong, as a maintainer reads it: `flaws.md`, which `UPDATE=1` rewrites.

use super::calendar;
use fingerpost::date::{AcademicYear, Amount, Calendar, CalendarPart, CalendarText, Day, Flaw, FlawKind, TermText};
use fingerpost::date::{EventText, NamedPeriodText};
use std::fmt::Write as _;
use std::path::Path;

pub(super) fn flaw(format: &str, text: &str) -> Option<Flaw> {
    let calendar = calendar();
    match format {
        "day" => Day::parse(text).err(),
        "period" => calendar.period(text).err(),
        "academic-year" => AcademicYear::parse(text).err(),
        "term" => calendar.term(text).err(),
        "relative" => calendar.relative(text).err(),
        "amount" => Amount::parse(text).err(),
        _ => panic!("no format `{format}`"),
    }
}

#[test]
fn flaws_are_told_as_written() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/date/flaws.md");
    let expected = std::fs::read_to_string(&path).unwrap();
    let mut format = "";
    let mut told = String::new();
    for line in expected.lines() {
        if line.starts_with("    ") {
            continue;
        }
        told.push_str(line);
        told.push('\n');
        if let Some(heading) = line.strip_prefix("## ") {
            format = heading;
        } else if let Some(text) = line.strip_prefix("- `").and_then(|line| line.strip_suffix('`')) {
            let flaw = flaw(format, text).unwrap_or_else(|| panic!("`{text}` is a good {format}"));
            let under = "^".repeat(text[flaw.range.clone()].chars().count());
            let indent = " ".repeat(text[..flaw.range.start].chars().count());
            let kind = if flaw.kind == FlawKind::Impossible { " (impossible)" } else { "" };
            writeln!(told, "    {indent}{under}{kind}").unwrap();
            writeln!(told, "    {}", flaw.message).unwrap();
            writeln!(told, "    help: {}", flaw.help).unwrap();
            if let Some(fix) = flaw.fix {
                writeln!(told, "    fix: {fix}").unwrap();
            }
        }
    }
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &told).unwrap();
    } else {
        assert_eq!(told, expected);
    }
}

#[test]
fn a_calendar_reports_what_is_wrong_in_it() {
    let term = |slug: &str, month| TermText { slug: slug.into(), title: "x".into(), month };
    let named =
        |name: &str, period: &str| NamedPeriodText { name: name.into(), period: period.into(), words: "x".into() };
    let event = |slug: &str| EventText { slug: slug.into(), words: "x".into() };
    let text = CalendarText {
        academic_year_start: Some("02-30".into()),
        terms: vec![term("autumn", 13), term("spring term", 1), term("summer", 4)],
        periods: vec![named("2021", "2021"), named("a", "2021-02-30"), named("", "2021"), named("b", "2021")],
        events: vec![event("a b"), event("c")],
    };
    let (calendar, flaws) = Calendar::new(&text);
    let told: Vec<(CalendarPart, &str)> = flaws.iter().map(|(part, flaw)| (*part, flaw.message.as_str())).collect();
    assert_eq!(
        told,
        [
            (CalendarPart::AcademicYearStart, "not every year has a day `02-30`"),
            (CalendarPart::TermMonth(0), "there is no month 13"),
            (CalendarPart::Term(1), "the name `spring term` has a blank in it"),
            (CalendarPart::PeriodName(0), "`2021` means a period already"),
            (CalendarPart::Period(1), "February 2021 has 28 days"),
            (CalendarPart::PeriodName(2), "the name is empty"),
            (CalendarPart::Event(0), "the name `a b` has a blank in it"),
        ]
    );
    assert!(calendar.term("summer-2021").is_ok());
    assert!(calendar.period("b").is_ok());
    assert!(calendar.relative("2 days after c").is_ok());
    for (start, is_good) in [("09-01", true), ("02-29", false), ("9-1", false), ("13-01", false), ("+1-01", false)] {
        let text = CalendarText { academic_year_start: Some(start.into()), ..CalendarText::default() };
        assert_eq!(Calendar::new(&text).1.is_empty(), is_good, "{start}");
    }
}
