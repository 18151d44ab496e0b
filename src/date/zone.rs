use super::Day;
use jiff::Timestamp;
use jiff::tz::TimeZoneDatabase;

/// Which day it is in a time zone, at so many seconds after the beginning of 1970 in Greenwich; `None` where the zone or
/// the moment is not known. Reading the clock is another's task.
#[must_use]
pub fn today(seconds_since_epoch: i64, time_zone: &str) -> Option<Day> {
    let moment = Timestamp::from_second(seconds_since_epoch).ok()?;
    let zone = TimeZoneDatabase::bundled().get(time_zone).ok()?;
    Some(Day::on(zone.to_datetime(moment).date()))
}

/// Whether a name is that of a time zone, as it is spelt: `Europe/London`.
#[must_use]
pub fn is_time_zone(name: &str) -> bool {
    TimeZoneDatabase::bundled().available().any(|zone| zone.as_str() == name)
}

/// The names of all time zones, in alphabetical order.
#[must_use]
pub fn time_zones() -> Vec<String> {
    let mut names: Vec<String> = TimeZoneDatabase::bundled().available().map(|zone| zone.as_str().to_owned()).collect();
    names.sort_unstable();
    names
}
