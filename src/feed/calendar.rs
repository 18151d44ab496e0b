use super::last_change;
use crate::catalogue::{RecordIndex, Target};
use crate::date::Day;
use crate::page::Site;
use crate::route;

/// The longest line, in bytes, without its end.
const LINE: usize = 75;

/// Every record that has a day, as an event of that day.
pub(super) fn calendar(site: &Site) -> String {
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//fingerpost//fingerpost//EN".to_owned(),
        "CALSCALE:GREGORIAN".to_owned(),
        "METHOD:PUBLISH".to_owned(),
        format!("NAME:{}", escaped(site.config.title())),
        format!("X-WR-CALNAME:{}", escaped(site.config.title())),
    ];
    let mut days: Vec<(Day, RecordIndex)> = site
        .catalogue
        .iter()
        .filter_map(|(index, _)| Some((site.catalogue.day_in_calendar(index, &site.kinds)?, index)))
        .collect();
    days.sort_unstable();
    for (day, index) in days {
        lines.extend(event(site, index, day).unwrap_or_default());
    }
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().map(|line| folded(line)).collect()
}

fn event(site: &Site, index: RecordIndex, day: Day) -> Option<Vec<String>> {
    let record = site.catalogue.get(index)?;
    let kind = site.kinds.get(record.kind)?;
    // When it was written: a day of the record, so that the same record is the same event whenever the site is made.
    let confirmed = site.catalogue.field(index, "confirmed", &site.kinds).and_then(|held| held.value.as_period());
    let stamp = last_change(site, index).or_else(|| confirmed.map(|period| period.first)).unwrap_or(day);
    let base = site.routes.base();
    let place = base.host().map_or_else(|| "fingerpost.invalid".to_owned(), |host| format!("{host}{}", base.path()));
    let mut lines = vec![
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}/{}@{place}", kind.name, record.slug),
        format!("DTSTAMP:{}T000000Z", compact(stamp)),
        format!("DTSTART;VALUE=DATE:{}", compact(day)),
        format!("SUMMARY:{}", escaped(record.title())),
    ];
    // The end is the first day that no longer belongs to it.
    lines.extend(day.next().map(|next| format!("DTEND;VALUE=DATE:{}", compact(next))));
    let summary = record.decoded.text("summary").unwrap_or_default();
    lines.extend((!summary.is_empty()).then(|| format!("DESCRIPTION:{}", escaped(summary))));
    let path = route::url(&Target { record: index, part: None }, &site.catalogue, &site.kinds);
    lines.extend(site.routes.whole(&path).map(|url| format!("URL:{url}")));
    lines.extend(["TRANSP:TRANSPARENT".to_owned(), "END:VEVENT".to_owned()]);
    Some(lines)
}

fn compact(day: Day) -> String {
    day.to_string().replace('-', "")
}

/// A text as it stands behind the name of a property.
fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n");
    text.chars().filter(|letter| !letter.is_control()).collect()
}

/// A line broken where it is too long, never inside a letter.
fn folded(line: &str) -> String {
    let (mut text, mut length) = (String::with_capacity(line.len() + 8), 0);
    for letter in line.chars() {
        if length + letter.len_utf8() > LINE {
            text.push_str("\r\n ");
            length = 1;
        }
        text.push(letter);
        length += letter.len_utf8();
    }
    text + "\r\n"
}
