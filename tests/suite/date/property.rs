//! What holds for every text and every life.

use super::flaw::flaw;
use super::{calendar, period};
use fingerpost::date::{Amount, Day, Edge, Life, Patience, Period, State, Timeline, Window};
use proptest::prelude::*;

const FORMATS: [&str; 6] = ["day", "period", "academic-year", "term", "relative", "amount"];

/// Texts made of what dates and amounts are made of.
fn hostile() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "2021",
        "21",
        "22",
        "09",
        "9",
        "0",
        "31",
        "2",
        "12",
        "O",
        "o",
        "1O",
        "10,000",
        "1,0",
        ".5",
        "1.5",
        "000",
        "999999999999999",
        "-",
        "/",
        ".",
        ",",
        "–",
        " ",
        " ",
        " ",
        " to ",
        " and ",
        " or ",
        " or more",
        " per ",
        " a ",
        "£",
        "€",
        "$",
        "%",
        " per cent",
        "k",
        "m",
        "bn",
        " million",
        "September",
        "Sept",
        "Feb",
        "of",
        "end of ",
        "within ",
        " after ",
        " before ",
        "up to ",
        "about ",
        "between ",
        "at least ",
        "c.",
        "two",
        "days",
        "day",
        "weeks",
        "pounds",
        "autumn",
        "autumm",
        "term",
        "match-confirmed",
        "lockdown-3",
        " academic year",
        "é",
        "£\u{301}",
        "\u{1F600}",
        "\t",
        "\n",
        "th",
        "nd",
        "T10:00",
        "'",
        "\u{2019}",
        "+",
        "½",
        "İ",
        "ß",
    ]);
    prop_oneof![
        4 => prop::collection::vec(pieces, 0..9).prop_map(|pieces| pieces.concat()),
        1 => "\\PC{0,24}",
        1 => "[0-9]{1,4}[-/. ][0-9]{1,4}([-/. ][0-9]{1,4})?",
    ]
}

fn a_period() -> impl Strategy<Value = Period> {
    (2019..2024i32, 1..13u8, 0..29u8).prop_map(|(year, month, day)| match day {
        0 => period(&format!("{year}-{month:02}")),
        day => period(&format!("{year}-{month:02}-{day:02}")),
    })
}

fn an_edge() -> impl Strategy<Value = Edge> {
    prop_oneof![
        1 => Just(Edge::Open),
        1 => prop::option::of(a_period()).prop_map(|by| Edge::Unknown { by }),
        2 => a_period().prop_map(Edge::Known),
    ]
}

fn a_window() -> impl Strategy<Value = Window> {
    (an_edge(), an_edge()).prop_map(|(from, until)| Window { from, until })
}

fn a_life() -> impl Strategy<Value = Life> {
    let optional = prop::option::of::<BoxedStrategy<Window>>;
    let replaced = prop::option::of(a_period().prop_map(|period| period.first));
    let withdrawn = prop_oneof![3 => Just(Edge::Open), 1 => an_edge()];
    (optional(a_window().boxed()), optional(a_window().boxed()), withdrawn, prop::option::of(a_period()), replaced)
        .prop_map(|(entry, support, withdrawn, confirmed, replaced_from)| Life {
            entry,
            support,
            withdrawn,
            confirmed,
            replaced_from,
        })
}

/// The definition, read off for one day.
fn state_on(day: Day, life: &Life, patience: Patience) -> State {
    let has_taken_effect = |by: &Option<Period>| match (by, &life.confirmed, life.replaced_from) {
        (Some(by), _, _) => by.last <= day,
        (None, Some(confirmed), _) => confirmed.last < day,
        (None, None, Some(replaced)) => replaced <= day,
        (None, None, None) => true,
    };
    let is_over = |window: &Window| match &window.until {
        Edge::Open => false,
        Edge::Known(period) => period.last < day,
        Edge::Unknown { by } => has_taken_effect(by),
    };
    let is_withdrawn = match &life.withdrawn {
        Edge::Open => false,
        Edge::Known(period) => period.first <= day,
        Edge::Unknown { by } => has_taken_effect(by),
    };
    if is_withdrawn {
        return State::Withdrawn;
    }
    let Some(entry) = &life.entry else { return State::NotKnown };
    let (first, last) = (entry.first_day(), entry.last_day());
    if is_over(entry) {
        let runs = life.support.as_ref().is_some_and(|support| support.until != Edge::Open && !is_over(support));
        return if runs { State::RunningOn } else { State::Closed };
    }
    match (first, last) {
        (None, None) => State::NotKnown,
        (Some(first), _) if day < first => State::Upcoming,
        (Some(first), None) => {
            let known = life.confirmed.as_ref().map_or(first, |period| period.last);
            if known.days_until(day) > patience.confirmed_for_days { State::Unconfirmed } else { State::Open }
        }
        (_, Some(last)) if day.days_until(last) <= patience.closing_soon_days => State::ClosingSoon,
        (Some(_), Some(_)) => State::Open,
        (None, Some(_)) => State::NotKnown,
    }
}

/// Were it not, this would not end while anyone waits.
#[test]
fn reading_takes_time_with_the_length_of_the_text() {
    for piece in [
        "1", "1 ", "1-", "£", "£1 ", "days ", "1 day ", ",", "10,000", "O", "2021/", "of ", "-", " to ", " after ",
        "é", "c.",
    ] {
        let text = piece.repeat(20_000);
        for format in FORMATS {
            flaw(format, &text);
        }
        let _ = Amount::scan(&text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_flaw_has_a_place_and_its_fix_is_right(text in hostile()) {
        for format in FORMATS {
            if let Some(found) = flaw(format, &text) {
                prop_assert!(text.get(found.range.clone()).is_some(), "{format} `{text}`: {found:?}");
                prop_assert!(!found.message.is_empty() && !found.help.is_empty());
                if let Some(fix) = &found.fix {
                    prop_assert!(flaw(format, fix).is_none(), "{format} `{text}`: {found:?}");
                    prop_assert!(*fix != text);
                }
            }
        }
    }

    #[test]
    fn what_is_read_says_what_was_written(text in hostile()) {
        if let Ok(period) = calendar().period(&text) {
            prop_assert!(period.first <= period.last && *period.written == *text && !period.words.is_empty());
        }
        if let Ok(amount) = Amount::parse(&text) {
            prop_assert!(*amount.written == *text && (amount.low.is_some() || amount.high.is_some()));
            prop_assert!(amount.low <= amount.high || amount.high.is_none());
            prop_assert!(amount.is_same_figure(&amount));
        }
    }

    #[test]
    fn amounts_in_prose_are_amounts_one_after_the_other(text in hostile(), other in hostile()) {
        let text = format!("{text} {other}");
        let mut end = 0;
        for (range, amount) in Amount::scan(&text) {
            prop_assert!(range.start >= end && range.start < range.end);
            prop_assert_eq!(text.get(range.clone()).map(Amount::parse), Some(Ok(amount)));
            end = range.end;
        }
    }

    #[test]
    fn a_day_is_read_as_it_is_written(days in 0..3_652_059i32) {
        let day = Day::FIRST.plus_days(days);
        prop_assert_eq!(Day::parse(&day.to_string()), Ok(day));
        prop_assert_eq!(Day::FIRST.days_until(day), days);
        prop_assert_eq!(flaw("day", &day.words()).and_then(|flaw| flaw.fix), (day.year() > 999).then(|| day.to_string()));
        prop_assert_eq!(day.next().and_then(Day::previous), (day < Day::LAST).then_some(day));
    }

    #[test]
    fn a_timeline_is_the_definition_day_by_day(life in a_life(), closing_soon_days in 0..40i32, confirmed_for_days in 0..500i32) {
        let patience = Patience { closing_soon_days, confirmed_for_days };
        let timeline = Timeline::new(&life, patience);
        let steps = timeline.steps();
        prop_assert_eq!(steps.first().map(|(day, _)| *day), Some(Day::FIRST));
        prop_assert!(steps.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 != pair[1].1));
        prop_assert!(steps.len() <= 7);
        // Every boundary lies between these.
        let mut day = Day::parse("2018-10-01").unwrap();
        prop_assert_eq!(timeline.state_on(Day::FIRST), state_on(day, &life, patience));
        let mut changes = Vec::new();
        let mut before = timeline.state_on(day);
        while day < Day::parse("2025-12-31").unwrap() {
            let state = state_on(day, &life, patience);
            prop_assert_eq!(timeline.state_on(day), state, "{:?}", day);
            if state != before {
                changes.push(day);
                before = state;
            }
            day = day.next().unwrap();
        }
        prop_assert_eq!(timeline.state_on(Day::LAST), before);
        prop_assert_eq!(steps.iter().skip(1).map(|(day, _)| *day).collect::<Vec<_>>(), changes.clone());
        let mut next = timeline.next_change_after(Day::FIRST);
        for change in changes {
            prop_assert_eq!(next, Some(change));
            next = timeline.next_change_after(change);
        }
        prop_assert_eq!(next, None);
    }
}
