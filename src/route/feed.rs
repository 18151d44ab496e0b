//! The files that say what a site knows to other programs.

use super::Routed;
use crate::catalogue::RecordIndex;
use crate::kind::{Address, Kind};
use crate::schema::Value;
use std::collections::BTreeMap;

/// The URL path of the page that lists them.
pub const DATA: &str = "/data/";

/// The URL path of the calendar.
pub const CALENDAR: &str = "/calendar.ics";

/// The URL path of the changes.
pub const CHANGES: &str = "/changes.atom";

/// The URL path of the list of all pages: search engines look for a file of this name.
const SITEMAP: &str = "/sitemap.xml";

/// How many pages one such list may have.
pub const SITEMAP_LIMIT: usize = 50_000;

/// What a file says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feed {
    /// A record, in JSON.
    Record(RecordIndex),
    /// All records of a kind, in JSON.
    Kind(usize),
    /// All records of a kind, as a table.
    Table(usize),
    /// The records that have a day.
    Calendar,
    /// What changed on the site.
    Changes,
    /// All pages; where they are too many, the lists of them.
    Sitemap,
    /// Some of the pages: those of this number.
    SitemapPart(usize),
}

/// The URL path of a record in JSON.
#[must_use]
pub fn record_json(kind: &str, slug: &str) -> String {
    format!("{DATA}{kind}/{slug}.json")
}

/// The URL path of a kind's records in JSON.
#[must_use]
pub fn kind_json(kind: &str) -> String {
    format!("{DATA}{kind}.json")
}

/// The URL path of a kind's records as a table.
#[must_use]
pub fn kind_table(kind: &str) -> String {
    format!("{DATA}{kind}.csv")
}

/// All of them by their paths; `pages` is how many pages there are.
pub(super) fn feeds(routed: Routed<'_>, pages: usize) -> BTreeMap<String, Feed> {
    let Routed { kinds, catalogue, site, .. } = routed;
    // What is for the search alone is no content.
    let is_shown = |kind: &&Kind| kind.address != Address::Nowhere;
    let records = catalogue.iter().filter_map(|(index, record)| {
        let kind = kinds.get(record.kind).filter(is_shown)?;
        Some((record_json(&kind.name, &record.slug), Feed::Record(index)))
    });
    let mut feeds: Vec<(String, Feed)> = records.collect();
    for (index, kind) in kinds.iter().enumerate().filter(|(_, kind)| is_shown(kind)) {
        feeds.push((kind_json(&kind.name), Feed::Kind(index)));
        feeds.push((kind_table(&kind.name), Feed::Table(index)));
    }
    if catalogue.iter().any(|(index, _)| catalogue.day_in_calendar(index, kinds).is_some()) {
        feeds.push((CALENDAR.to_owned(), Feed::Calendar));
    }
    // What follows needs addresses that are good anywhere.
    if site.base.whole("/").is_some() {
        let has_changes = |value: Option<&Value>| value.is_some_and(|changes| !changes.items().is_empty());
        if catalogue.iter().any(|(_, record)| has_changes(record.decoded.get("changes"))) {
            feeds.push((CHANGES.to_owned(), Feed::Changes));
        }
        feeds.push((SITEMAP.to_owned(), Feed::Sitemap));
        if pages > SITEMAP_LIMIT {
            let parts = 0..pages.div_ceil(SITEMAP_LIMIT);
            feeds.extend(parts.map(|part| (sitemap_part(part), Feed::SitemapPart(part))));
        }
    }
    feeds.into_iter().collect()
}

/// The URL path of one of several lists of pages.
#[must_use]
pub fn sitemap_part(part: usize) -> String {
    format!("/sitemap-{}.xml", part + 1)
}
