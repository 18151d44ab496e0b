//! What texts mean.

use super::{calendar, day, period};
use fingerpost::date::{AcademicYear, Amount, Bound, Calendar, CalendarText, Day, Direction, Edge, Window};
use fingerpost::date::{is_time_zone, time_zones, today};

#[test]
fn a_day_is_read_and_counted() {
    let day = day("2021-09-02");
    assert_eq!((day.to_string().as_str(), day.words().as_str()), ("2021-09-02", "2 September 2021"));
    assert_eq!(day.next().unwrap().to_string(), "2021-09-03");
    assert_eq!(super::day("2021-03-01").previous().unwrap().to_string(), "2021-02-28");
    assert_eq!(super::day("2024-02-28").plus_days(2).to_string(), "2024-03-01");
    assert_eq!(day.days_until(super::day("2022-09-02")), 365);
    assert_eq!(super::day("2022-09-02").days_until(day), -365);
    assert_eq!((day.year(), day.month(), day.day_of_month()), (2021, 9, 2));
}

#[test]
fn the_calendar_has_two_ends() {
    assert_eq!((Day::FIRST.to_string().as_str(), Day::LAST.to_string().as_str()), ("0001-01-01", "9999-12-31"));
    assert_eq!((Day::FIRST.previous(), Day::LAST.next()), (None, None));
    assert_eq!((Day::FIRST.plus_days(i32::MIN), Day::LAST.plus_days(i32::MAX)), (Day::FIRST, Day::LAST));
    assert_eq!((Day::LAST.plus_days(i32::MIN), Day::FIRST.plus_days(i32::MAX)), (Day::FIRST, Day::LAST));
    let all = Day::FIRST.days_until(Day::LAST);
    assert_eq!((Day::FIRST.plus_days(all), Day::LAST.plus_days(-all)), (Day::LAST, Day::FIRST));
}

#[test]
fn a_period_has_days_and_words() {
    for (text, first, last, words) in [
        ("2021-09-02", "2021-09-02", "2021-09-02", "2 September 2021"),
        ("2025-02", "2025-02-01", "2025-02-28", "February 2025"),
        ("2024-02", "2024-02-01", "2024-02-29", "February 2024"),
        ("2021", "2021-01-01", "2021-12-31", "2021"),
        ("2021-09/2022-03-15", "2021-09-01", "2022-03-15", "September 2021 to 15 March 2022"),
        ("2021/2022", "2021-01-01", "2022-12-31", "2021 to 2022"),
        ("2021-09/2021-09", "2021-09-01", "2021-09-30", "September 2021 to September 2021"),
        ("2021-22", "2021-09-01", "2022-08-31", "2021 to 2022 academic year"),
        ("2012-13", "2012-09-01", "2013-08-31", "2012 to 2013 academic year"),
        ("1999-00", "1999-09-01", "2000-08-31", "1999 to 2000 academic year"),
        // Also an academic year; but a period that is written like a month is one.
        ("2011-12", "2011-12-01", "2011-12-31", "December 2011"),
        ("lockdown-3", "2021-01-04", "2021-03-08", "the third national lockdown"),
    ] {
        let period = period(text);
        assert_eq!((period.first, period.last), (day(first), day(last)), "{text}");
        assert_eq!((&*period.words, &*period.written), (words, text));
    }
}

#[test]
fn an_academic_year_begins_when_the_site_says() {
    let days = |calendar: &Calendar, text: &str| {
        let period = calendar.academic_year(text).unwrap();
        (period.first.to_string(), period.last.to_string())
    };
    assert_eq!(days(&calendar(), "2011-12"), ("2011-09-01".into(), "2012-08-31".into()));
    assert_eq!(days(&Calendar::default(), "2021-22"), ("2021-09-01".into(), "2022-08-31".into()));
    let text = CalendarText { academic_year_start: Some("08-15".into()), ..CalendarText::default() };
    assert_eq!(days(&Calendar::new(&text).0, "2021-22"), ("2021-08-15".into(), "2022-08-14".into()));
    let text = CalendarText { academic_year_start: Some("01-01".into()), ..CalendarText::default() };
    assert_eq!(days(&Calendar::new(&text).0, "2021-22"), ("2021-01-01".into(), "2021-12-31".into()));
    assert!(AcademicYear::parse("2019-20").unwrap() < AcademicYear::parse("2020-21").unwrap());
}

#[test]
fn terms_have_an_order() {
    let texts = ["summer-2021", "autumn-2021", "spring-2022", "summer-2022", "autumn-2022"];
    let terms: Vec<_> = texts.iter().map(|text| calendar().term(text).unwrap()).collect();
    assert!(terms.is_sorted_by(|one, other| one.order < other.order));
    assert_eq!((&*terms[1].words, &*terms[1].written), ("Autumn term 2021", "autumn-2021"));
}

#[test]
fn a_time_is_told_from_an_event() {
    let relative = calendar().relative("within 2 weeks after match-confirmed").unwrap();
    assert_eq!(&*relative.words, "within 2 weeks after the match is confirmed");
    assert_eq!((relative.is_within, relative.direction, &*relative.event), (true, Direction::After, "match-confirmed"));
    assert_eq!((relative.amount.high, &*relative.amount.unit), (Some(2_000), "week"));
    let relative = calendar().relative("2 to 3 months before first-review").unwrap();
    assert_eq!((relative.is_within, relative.direction), (false, Direction::Before));
    assert!(calendar().relative("10 working days after first-review").is_ok());
}

#[test]
fn an_amount_has_figures_and_a_unit() {
    use Bound::{About, AtLeast, Between, Exact, UpTo};
    for (text, bound, low, high, unit, per) in [
        ("up to £10,000", UpTo, None, Some(10_000_000), "£", None),
        ("£16,000", Exact, Some(16_000_000), Some(16_000_000), "£", None),
        ("£1.5 million", Exact, Some(1_500_000_000), Some(1_500_000_000), "£", None),
        ("£5k", Exact, Some(5_000_000), Some(5_000_000), "£", None),
        ("£2m", Exact, Some(2_000_000_000), Some(2_000_000_000), "£", None),
        ("£10.50", Exact, Some(10_500), Some(10_500), "£", None),
        ("5000 pounds", Exact, Some(5_000_000), Some(5_000_000), "£", None),
        ("8 to 12 days", Between, Some(8_000), Some(12_000), "day", None),
        ("8-12 days", Between, Some(8_000), Some(12_000), "day", None),
        ("8\u{2013}12 days", Between, Some(8_000), Some(12_000), "day", None),
        ("8 days to 12 days", Between, Some(8_000), Some(12_000), "day", None),
        ("between 8 and 12 days", Between, Some(8_000), Some(12_000), "day", None),
        ("£5 to £10", Between, Some(5_000), Some(10_000), "£", None),
        ("£5 to 10", Between, Some(5_000), Some(10_000), "£", None),
        ("about 75%", About, Some(75_000), Some(75_000), "%", None),
        ("About 75 per cent", About, Some(75_000), Some(75_000), "%", None),
        ("70 to 80%", Between, Some(70_000), Some(80_000), "%", None),
        ("c.30 hours", About, Some(30_000), Some(30_000), "hour", None),
        ("about 8 to 12 days", About, Some(8_000), Some(12_000), "day", None),
        ("£600 per day", Exact, Some(600_000), Some(600_000), "£", Some("day")),
        ("£600 a day", Exact, Some(600_000), Some(600_000), "£", Some("day")),
        ("£600/day", Exact, Some(600_000), Some(600_000), "£", Some("day")),
        ("£150 per course day", Exact, Some(150_000), Some(150_000), "£", Some("course day")),
        ("£20 per pupil per year", Exact, Some(20_000), Some(20_000), "£", Some("pupil per year")),
        ("at least 4 inspections", AtLeast, Some(4_000), None, "inspection", None),
        ("up to 3 days", UpTo, None, Some(3_000), "day", None),
        ("0.5 days", Exact, Some(500), Some(500), "day", None),
        ("2 working days", Exact, Some(2_000), Some(2_000), "working day", None),
        ("1,000 children", Exact, Some(1_000_000), Some(1_000_000), "child", None),
        ("15 hours", Exact, Some(15_000), Some(15_000), "hour", None),
        ("2 classes", Exact, Some(2_000), Some(2_000), "class", None),
        ("0%", Exact, Some(0), Some(0), "%", None),
    ] {
        let amount = Amount::parse(text).unwrap_or_else(|flaw| panic!("{text}: {}", flaw.message));
        let found = (amount.bound, amount.low, amount.high, &*amount.unit, amount.per.as_deref());
        assert_eq!(found, (bound, low, high, unit, per), "{text}");
        assert_eq!(&*amount.written, text);
    }
}

#[test]
fn figures_are_compared_however_they_are_written() {
    let is_same = |one: &str, other: &str| {
        let (one, other) = (Amount::parse(one).unwrap(), Amount::parse(other).unwrap());
        assert_eq!(one.is_same_figure(&other), other.is_same_figure(&one));
        one.is_same_figure(&other)
    };
    assert!(is_same("£5,000", "£5k"));
    assert!(is_same("£5,000", "5000 pounds"));
    assert!(is_same("up to £5,000", "about £5,000"));
    assert!(is_same("8 to 12 days", "8-12 days"));
    assert!(is_same("£600 per day", "£600 a day"));
    assert!(is_same("£600 per day", "£600"));
    assert!(!is_same("£600 per day", "£600 per week"));
    assert!(!is_same("5 days", "5 weeks"));
    assert!(!is_same("£5", "$5"));
    assert!(!is_same("8 to 12 days", "12 days"));
}

#[test]
fn amounts_are_found_in_prose() {
    let found =
        |text: &str| Amount::scan(text).into_iter().map(|(range, _)| text[range].to_owned()).collect::<Vec<_>>();
    for (text, expected) in [
        ("Up to £10,000 toward its costs, for 3 days.", &["Up to £10,000", "3 days"][..]),
        ("The subsidy was about 75% in 2021/22; 50% in 2022/23.", &["about 75%", "50%"]),
        ("It paid £600 a day, VAT and expenses included.", &["£600 a day"]),
        ("£150 cash per course day, or £150 per course day", &["£150", "£150 per course day"]),
        ("one-to-one support: 8-12 days, or 8 to 12 days", &["8-12 days", "8 to 12 days"]),
        ("36 hours over two years, c.6 hours of training", &["36 hours", "c.6 hours"]),
        (
            "£1.5 million. £5k. £2m; 5000 pounds; 20 per cent (30%)",
            &["£1.5 million", "£5k", "£2m", "5000 pounds", "20 per cent", "30%"],
        ),
        ("between 8 and 12 days, and 3 or 5 days", &["between 8 and 12 days", "5 days"]),
        ("within 2 working days", &["2 working days"]),
        // Names, dates and bare numbers are none.
        ("The 16-19 Tuition Fund is for 16-19 year olds in Tier 2.", &[]),
        ("On 2 September 2021, in 2021, from 2021-22, in year 11 terms", &[]),
        ("a 5-day model, 3 schools, version 2.1, 1/2 days, COVID-19 days", &[]),
        ("[10%](https://example.org/5%20days)", &["10%"]),
        ("", &[]),
    ] {
        assert_eq!(found(text), expected, "{text}");
    }
}

#[test]
fn a_window_knows_its_days() {
    let during = Window::during(period("2021-22"));
    assert_eq!((during.first_day(), during.last_day()), (Some(day("2021-09-01")), Some(day("2022-08-31"))));
    assert!(!during.ends_before_it_begins());
    let turned = Window { from: Edge::Known(period("2022")), until: Edge::Known(period("2021")) };
    assert!(turned.ends_before_it_begins());
    let open = Window { from: Edge::Open, until: Edge::Unknown { by: Some(period("2021")) } };
    assert_eq!((open.first_day(), open.last_day(), open.ends_before_it_begins()), (None, None, false));
}

#[test]
fn today_depends_on_the_time_zone() {
    // 30 June 2024, 23:30 in Greenwich, where it is summer in London.
    let seconds = 1_719_790_200;
    assert_eq!(today(seconds, "UTC"), Some(day("2024-06-30")));
    assert_eq!(today(seconds, "Europe/London"), Some(day("2024-07-01")));
    assert_eq!(today(seconds, "America/New_York"), Some(day("2024-06-30")));
    assert_eq!(today(seconds, "Europe/Londn"), None);
    assert_eq!(today(i64::MAX, "UTC"), None);
    assert!(is_time_zone("Europe/London") && is_time_zone("UTC") && !is_time_zone("London") && !is_time_zone(""));
    let names = time_zones();
    assert!(names.len() > 400 && names.is_sorted());
    assert!(names.iter().all(|name| today(seconds, name).is_some()));
}
