//! When the site changes by itself, because a day comes.

use super::join::{Catalogue, RecordIndex};
use crate::date::{Day, State};

/// What a day makes of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The record.
    pub record: RecordIndex,
    /// Its state before, and from that day on; none where it stays.
    pub states: Option<(State, State)>,
    /// Whether a newer record stands in its place from that day on.
    pub is_replaced: bool,
}

impl Catalogue {
    /// The next day on which the state of a record changes, or one is replaced; and what changes then, in the order of
    /// records.
    #[must_use]
    pub fn next_change(&self, after: Day) -> Option<(Day, Vec<Change>)> {
        let days = self.iter().filter_map(|(index, _)| self.next_of(index, after));
        let day = days.min()?;
        Some((day, self.iter().filter_map(|(index, _)| self.change_on(index, day)).collect()))
    }

    fn next_of(&self, index: RecordIndex, after: Day) -> Option<Day> {
        let life = self.life(index)?;
        let of_state = life.timeline.as_ref().and_then(|timeline| timeline.next_change_after(after));
        of_state.into_iter().chain(life.replaced_from.filter(|day| *day > after)).min()
    }

    fn change_on(&self, record: RecordIndex, day: Day) -> Option<Change> {
        let life = self.life(record)?;
        let before = day.previous()?;
        let states = life.timeline.as_ref().map(|timeline| (timeline.state_on(before), timeline.state_on(day)));
        let states = states.filter(|(before, after)| before != after);
        let is_replaced = life.replaced_from == Some(day);
        (states.is_some() || is_replaced).then_some(Change { record, states, is_replaced })
    }
}
