//! The catalogue → what other programs read: JSON, tables, a calendar, the changes, the list of all pages.
//!
//! A feed is made when it is asked for, like a page. Persons are in none, whatever the pages show of them; what is unknown
//! says so. Nothing here depends on when it is made, but for the state in a table, which is that of the day.

mod atom;
mod calendar;
mod datum;
mod json;
mod sitemap;
mod table;

use crate::catalogue::RecordIndex;
use crate::date::Day;
use crate::page::Site;
use crate::route::Feed;

/// The site as feeds see it: without persons.
#[derive(Debug)]
pub struct Feeds {
    site: Site,
}

impl Feeds {
    /// The feeds of a site.
    #[must_use]
    pub fn new(site: &Site) -> Self {
        Self { site: site.without_persons() }
    }

    /// The bytes of one. `site` has the pages as they are shown.
    #[must_use]
    pub fn bytes(&self, feed: Feed, site: &Site) -> Vec<u8> {
        match feed {
            Feed::Record(index) => json::record(&self.site, index),
            Feed::Kind(kind) => self.kind(kind, |_| None).collect(),
            Feed::Table(kind) => table::table(&self.site, kind),
            Feed::Calendar => calendar::calendar(&self.site),
            Feed::Changes => atom::changes(&self.site),
            Feed::Sitemap => sitemap::sitemap(site),
            Feed::SitemapPart(part) => sitemap::part(site, part),
        }
        .into_bytes()
    }

    /// The text of the file of all records of a kind, in pieces. `made` gives what is in the file of a record, where that is
    /// known.
    pub fn kind(&self, kind: usize, made: impl Fn(RecordIndex) -> Option<String>) -> impl Iterator<Item = String> {
        let record = move |index| made(index).unwrap_or_else(|| json::record(&self.site, index));
        json::kind(&self.site, kind, record)
    }
}

/// A text inside XML.
fn escaped(text: &str) -> String {
    let mut xml = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            // XML knows no others below the blank.
            '\n' | '\t' => xml.push(letter),
            letter if letter.is_control() => {}
            letter => xml.push(letter),
        }
    }
    xml
}

/// The last day on which the site changed something about a record.
fn last_change(site: &Site, index: RecordIndex) -> Option<Day> {
    let changes = site.catalogue.get(index)?.decoded.get("changes")?.items();
    changes.iter().filter_map(|change| Some(change.get("on")?.as_period()?.first)).max()
}
