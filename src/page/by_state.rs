//! What depends on the states of all records of a kind, taken together: the head of the first page, and titles.

use super::site::Site;
use super::view::TitleLater;
use crate::catalogue::RecordIndex;
use crate::date::{Day, State};
use crate::schema::Value;
use std::collections::BTreeSet;

/// The state that its records are in on a day, taken together.
pub(super) fn name(site: &Site, of: usize, day: Day) -> &'static str {
    let is_any = |wanted: &[State]| {
        site.catalogue.of_kind(of).any(|(index, _)| {
            let timeline = site.catalogue.life(index).and_then(|life| life.timeline.as_ref());
            timeline.is_some_and(|timeline| wanted.contains(&timeline.state_on(day)))
        })
    };
    match () {
        () if is_any(&[State::Open, State::ClosingSoon]) => "open",
        () if is_any(&[State::RunningOn]) => "running_on",
        () => "none_open",
    }
}

/// The later days on which that is another, as far as they are known.
pub(super) fn days(site: &Site, of: usize) -> Vec<Day> {
    let days = site.catalogue.of_kind(of).flat_map(|(index, _)| site.catalogue.days_after(index, site.as_of));
    let days: BTreeSet<Day> = days.collect();
    let mut last = name(site, of, site.as_of);
    let is_other = |day: &Day| std::mem::replace(&mut last, name(site, of, *day)) != name(site, of, *day);
    days.into_iter().filter(is_other).collect()
}

/// What a record is called on a day.
pub(super) fn title(site: &Site, index: RecordIndex, day: Day) -> &str {
    let Some(record) = site.catalogue.get(index) else { return "" };
    by_state(site, record.decoded.get("title_by_state"), day).unwrap_or_else(|| record.title())
}

/// Where a record is called otherwise as states change: none where its title is one for all.
fn by_state<'a>(site: &Site, said: Option<&'a Value>, day: Day) -> Option<&'a str> {
    let said = said?;
    let name = name(site, of(site, said)?, day);
    let title = |name: &str| said.get(name).and_then(Value::as_text);
    // Open is what a title is written for.
    title(name).or_else(|| title("none_open").filter(|_| name != "open"))
}

fn of(site: &Site, said: &Value) -> Option<usize> {
    Some(site.kinds.find(said.get("of")?.as_text()?)?.0)
}

/// What a record is called on later days, where that is another title.
pub(super) fn later(site: &Site, index: RecordIndex) -> Vec<TitleLater> {
    let said = site.catalogue.get(index).and_then(|record| record.decoded.get("title_by_state"));
    let Some(of) = said.and_then(|said| of(site, said)) else { return Vec::new() };
    let mut last = title(site, index, site.as_of);
    let mut later = Vec::new();
    for day in days(site, of) {
        let title = title(site, index, day);
        if std::mem::replace(&mut last, title) != title {
            later.push(TitleLater { from: day.to_string(), title: title.to_owned() });
        }
    }
    later
}
