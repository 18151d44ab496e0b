//! What windows make of a record on each day.

use super::{day, period};
use fingerpost::date::{Day, Edge, Life, Patience, State, Timeline, Window};

const PATIENCE: Patience = Patience { closing_soon_days: 14, confirmed_for_days: 365 };

/// A life as a site would write it: fields with a blank between, `entry.from=2021-09`. `?` is unknown, `?2022-03` is
/// unknown but certain by then.
pub(super) fn life(text: &str) -> Life {
    let nothing = || Window { from: Edge::Open, until: Edge::Open };
    let mut life = Life { entry: None, support: None, withdrawn: Edge::Open, confirmed: None, replaced_from: None };
    for (field, value) in text.split_whitespace().map(|field| field.split_once('=').unwrap()) {
        let edge = || match value.strip_prefix('?') {
            Some("") => Edge::Unknown { by: None },
            Some(by) => Edge::Unknown { by: Some(period(by)) },
            None => Edge::Known(period(value)),
        };
        match field {
            "entry" if value == "none" => life.entry = Some(nothing()),
            "entry" if value != "?" => life.entry = Some(Window::during(period(value))),
            "entry" => {}
            "entry.from" => life.entry.get_or_insert_with(nothing).from = edge(),
            "entry.until" => life.entry.get_or_insert_with(nothing).until = edge(),
            "support" => life.support = Some(Window::during(period(value))),
            "support.from" => life.support.get_or_insert_with(nothing).from = edge(),
            "support.until" => life.support.get_or_insert_with(nothing).until = edge(),
            "withdrawn" => life.withdrawn = edge(),
            "confirmed" => life.confirmed = Some(period(value)),
            "replaced" => life.replaced_from = Some(day(value)),
            _ => panic!("no field `{field}`"),
        }
    }
    life
}

/// A timeline as its steps, the first without its day.
fn told(life: &Life) -> String {
    let timeline = Timeline::new(life, PATIENCE);
    let steps = timeline.steps().iter().map(|(day, state)| match *day {
        Day::FIRST => format!("{state:?}"),
        day => format!("{day} {state:?}"),
    });
    steps.collect::<Vec<_>>().join(", ")
}

#[test]
fn each_state_comes_from_the_dates() {
    for (life_text, expected) in [
        // A window of known days.
        ("entry=2021-22", "Upcoming, 2021-09-01 Open, 2022-08-17 ClosingSoon, 2022-09-01 Closed"),
        // An end given as a month is the last day of it.
        (
            "entry.from=2024-09 entry.until=2025-02",
            "Upcoming, 2024-09-01 Open, 2025-02-14 ClosingSoon, 2025-03-01 Closed",
        ),
        // Shorter than the days of closing soon: never open, and upcoming until it opens.
        ("entry=2021-09", "Upcoming, 2021-09-01 Open, 2021-09-16 ClosingSoon, 2021-10-01 Closed"),
        ("entry=2021-09-02", "Upcoming, 2021-09-02 ClosingSoon, 2021-09-03 Closed"),
        // Running on: entry is over, support is known to run still.
        (
            "entry.from=2024-09 entry.until=2025-02 support.until=2025-07",
            "Upcoming, 2024-09-01 Open, 2025-02-14 ClosingSoon, 2025-03-01 RunningOn, 2025-08-01 Closed",
        ),
        // Support that began later is not over before it begins.
        ("entry=2021-09-02 support=2022", "Upcoming, 2021-09-02 ClosingSoon, 2021-09-03 RunningOn, 2023-01-01 Closed"),
        // Support that ends first, or whose end nobody knows, changes nothing.
        (
            "entry=2021-09-02 support.until=2021",
            "Upcoming, 2021-09-02 ClosingSoon, 2021-09-03 RunningOn, 2022-01-01 Closed",
        ),
        ("entry=2021-09-02 support.until=2020", "Upcoming, 2021-09-02 ClosingSoon, 2021-09-03 Closed"),
        ("entry=2021-09-02 support.from=2021", "Upcoming, 2021-09-02 ClosingSoon, 2021-09-03 Closed"),
        // Support that ended on an unknown day takes effect like entry that did.
        (
            "entry=2021-09-02 support.until=?2022-03",
            "Upcoming, 2021-09-02 ClosingSoon, 2021-09-03 RunningOn, 2022-03-31 Closed",
        ),
        ("entry=2021-09-02 support.until=?", "Upcoming, 2021-09-02 ClosingSoon, 2021-09-03 Closed"),
        // Nobody knows whether it is over: open while it was confirmed not too long ago.
        ("entry.from=2021-09-02 confirmed=2021-11", "Upcoming, 2021-09-02 Open, 2022-12-01 Unconfirmed"),
        // Never confirmed: known when it opened.
        ("entry.from=2021-09-02", "Upcoming, 2021-09-02 Open, 2022-09-03 Unconfirmed"),
        // Confirmed long before it opens.
        ("entry.from=2021-09-02 confirmed=2019", "Upcoming, 2021-09-02 Unconfirmed"),
        // With a known end, no confirmation is asked for.
        ("entry=2021-22 confirmed=2019", "Upcoming, 2021-09-01 Open, 2022-08-17 ClosingSoon, 2022-09-01 Closed"),
        // Over, the day is not known: the first known of `by`, the day after `confirmed`, the record that replaces it.
        (
            "entry.from=2021-09-02 entry.until=?2022-03 confirmed=2021-11 replaced=2022-09-01",
            "Upcoming, 2021-09-02 Open, 2022-03-31 Closed",
        ),
        (
            "entry.from=2021-09-02 entry.until=? confirmed=2021-11 replaced=2022-09-01",
            "Upcoming, 2021-09-02 Open, 2021-12-01 Closed",
        ),
        ("entry.from=2021-09-02 entry.until=? replaced=2022-09-01", "Upcoming, 2021-09-02 Open, 2022-09-01 Closed"),
        // With none of these, from the beginning.
        ("entry.from=2021-09-02 entry.until=?", "Closed"),
        ("entry.from=2021-09-02 entry.until=? support.until=2022", "RunningOn, 2023-01-01 Closed"),
        // An end that is not known, while it has not taken effect, is no known end.
        (
            "entry.from=2020-01-01 entry.until=?2023 confirmed=2020",
            "Upcoming, 2020-01-01 Open, 2022-01-01 Unconfirmed, 2023-12-31 Closed",
        ),
        // Not known: all of it, or neither first nor last day.
        ("entry=?", "NotKnown"),
        ("entry=? confirmed=2021-11 support.until=2022", "NotKnown"),
        ("entry=none confirmed=2021-11", "NotKnown"),
        ("entry.from=?", "NotKnown"),
        ("entry.from=?2021", "NotKnown"),
        // It is over at least: somebody said so.
        ("entry.until=?2022-03", "NotKnown, 2022-03-31 Closed"),
        ("entry.from=? entry.until=?", "Closed"),
        // A last day alone: whether it has begun, nobody knows; but it ends soon, and then it is over.
        ("entry.until=2022-03", "NotKnown, 2022-03-17 ClosingSoon, 2022-04-01 Closed"),
        ("entry.from=? entry.until=2022-03", "NotKnown, 2022-03-17 ClosingSoon, 2022-04-01 Closed"),
        // Withdrawn comes before all else.
        ("entry=2021-22 withdrawn=2022-01-10", "Upcoming, 2021-09-01 Open, 2022-01-10 Withdrawn"),
        (
            "entry=2021-22 withdrawn=2023-01-10",
            "Upcoming, 2021-09-01 Open, 2022-08-17 ClosingSoon, 2022-09-01 Closed, 2023-01-10 Withdrawn",
        ),
        ("entry=? withdrawn=2022-01-10", "NotKnown, 2022-01-10 Withdrawn"),
        ("entry=2021-22 withdrawn=?2022-01", "Upcoming, 2021-09-01 Open, 2022-01-31 Withdrawn"),
        ("entry=2021-22 withdrawn=? confirmed=2021-11", "Upcoming, 2021-09-01 Open, 2021-12-01 Withdrawn"),
        ("entry=2021-22 withdrawn=? replaced=2021-12-05", "Upcoming, 2021-09-01 Open, 2021-12-05 Withdrawn"),
        ("entry=2021-22 withdrawn=?", "Withdrawn"),
        // Replaced stands beside the state.
        (
            "entry.from=2021-09-02 confirmed=2021-11 replaced=2022-01-01",
            "Upcoming, 2021-09-02 Open, 2022-12-01 Unconfirmed",
        ),
        // At the ends of the calendar.
        ("entry.from=0001 entry.until=9999", "Open, 9999-12-17 ClosingSoon"),
        // A window that ends before it begins is over where it ends.
        ("entry.from=2022 entry.until=2021", "Upcoming, 2022-01-01 Closed"),
    ] {
        assert_eq!(told(&life(life_text)), expected, "{life_text}");
    }
}

#[test]
fn a_timeline_is_looked_up() {
    let timeline = Timeline::new(&life("entry=2021-22"), PATIENCE);
    assert_eq!(timeline.state_on(Day::FIRST), State::Upcoming);
    assert_eq!(timeline.state_on(day("2021-08-31")), State::Upcoming);
    assert_eq!(timeline.state_on(day("2021-09-01")), State::Open);
    assert_eq!(timeline.state_on(Day::LAST), State::Closed);
    assert_eq!(timeline.next_change_after(Day::FIRST), Some(day("2021-09-01")));
    assert_eq!(timeline.next_change_after(day("2021-08-31")), Some(day("2021-09-01")));
    assert_eq!(timeline.next_change_after(day("2021-09-01")), Some(day("2022-08-17")));
    assert_eq!(timeline.next_change_after(day("2022-09-01")), None);
    assert_eq!(timeline.next_change_after(Day::LAST), None);
}
