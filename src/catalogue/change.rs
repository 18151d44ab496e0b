//! When the site changes by itself, because a day comes.

use super::join::{Catalogue, RecordIndex};
use crate::date::{Day, State};
use crate::kind::Kinds;
use crate::schema::{Content, Format, Value};

/// What a day makes of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The record.
    pub record: RecordIndex,
    /// Its state before, and from that day on; none where it stays.
    pub states: Option<(State, State)>,
    /// Whether a newer record stands in its place from that day on.
    pub is_replaced: bool,
    /// Whether its addresses are links no longer from that day on.
    pub is_stale: bool,
}

impl Catalogue {
    /// The next day on which the state of a record changes, one is replaced, or its addresses grow too old; and what changes
    /// then, in the order of records. Addresses are links for `trusted` days after they were confirmed.
    #[must_use]
    pub fn next_change(&self, after: Day, trusted: Option<i32>, kinds: &Kinds) -> Option<(Day, Vec<Change>)> {
        let stale = |index| self.stale_from(index, trusted?, kinds);
        let next = |index| self.next_of(index, after).into_iter().chain(stale(index).filter(|day| *day > after)).min();
        let day = self.iter().filter_map(|(index, _)| next(index)).min()?;
        let change = |index| self.change_on(index, day, stale(index) == Some(day));
        Some((day, self.iter().filter_map(|(index, _)| change(index)).collect()))
    }

    /// The days after one on which the state of a record changes, or it is replaced.
    pub fn days_after(&self, index: RecordIndex, after: Day) -> impl Iterator<Item = Day> {
        std::iter::successors(self.next_of(index, after), move |day| self.next_of(index, *day))
    }

    fn next_of(&self, index: RecordIndex, after: Day) -> Option<Day> {
        let life = self.life(index)?;
        let of_state = life.timeline.as_ref().and_then(|timeline| timeline.next_change_after(after));
        of_state.into_iter().chain(life.replaced_from.filter(|day| *day > after)).min()
    }

    /// The first day on which the addresses of a record, if it has any, are too old.
    fn stale_from(&self, index: RecordIndex, trusted: i32, kinds: &Kinds) -> Option<Day> {
        let record = self.get(index)?;
        let schema = kinds.get(record.kind)?.schema.as_ref()?;
        let can_hold = [Format::Email, Format::Phone].iter().any(|format| schema.has(*format));
        let has_one = can_hold && record.decoded.fields.iter().any(|member| has_address(&member.value));
        let confirmed = self.field(index, "confirmed", kinds).filter(|_| has_one)?.value.as_period()?;
        confirmed.last.plus_days(trusted).next()
    }

    fn change_on(&self, record: RecordIndex, day: Day, is_stale: bool) -> Option<Change> {
        let life = self.life(record)?;
        let before = day.previous()?;
        let states = life.timeline.as_ref().map(|timeline| (timeline.state_on(before), timeline.state_on(day)));
        let states = states.filter(|(before, after)| before != after);
        let is_replaced = life.replaced_from == Some(day);
        (states.is_some() || is_replaced || is_stale).then_some(Change { record, states, is_replaced, is_stale })
    }
}

/// Whether a value holds a text that may be an address or a number; which it is, only its kind knows.
fn has_address(value: &Value) -> bool {
    let is_number = |text: &str| text.chars().filter(char::is_ascii_digit).count() >= 7;
    match &value.content {
        Content::Text(text) => text.contains('@') || is_number(text),
        Content::List(items) => items.iter().any(has_address),
        Content::Object(members) => members.iter().any(|member| has_address(&member.value)),
        _ => false,
    }
}
