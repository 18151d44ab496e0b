//! All records by title.

use super::doors::doors;
use super::make::link_to;
use super::site::Site;
use super::value::id;
use super::versions::titled;
use super::view::{Letter, Listing, Register};
use crate::catalogue::{RecordIndex, Target};
use crate::kind::Address;
use crate::record::Record;
use std::collections::BTreeMap;

/// Under which letter titles stand that begin with none.
const OTHERS: &str = "0–9";

/// All records by title, letter by letter.
pub(super) fn register(site: &Site) -> Register {
    let mut letters: BTreeMap<(bool, String), Vec<(String, Listing)>> = BTreeMap::new();
    for (index, record) in site.catalogue.iter() {
        let Some(listing) = listing(site, index, record) else { continue };
        let key = key(&listing.link.text);
        let letter = letter(&key);
        letters.entry((letter != OTHERS, letter)).or_default().push((key, listing));
    }
    let section = |((_, title), mut found): ((bool, String), Vec<(String, Listing)>)| {
        found.sort_by(|a, b| (&a.0, &a.1.link.text, &a.1.link.url).cmp(&(&b.0, &b.1.link.text, &b.1.link.url)));
        // No heading has a fragment like it.
        let anchor = if title == OTHERS { "0-9_".to_owned() } else { format!("{}_", title.to_lowercase()) };
        Letter { title, anchor, records: found.into_iter().map(|(_, listing)| listing).collect() }
    };
    Register { letters: letters.into_iter().map(section).collect(), doors: doors(site, site.as_of) }
}

fn listing(site: &Site, index: RecordIndex, record: &Record) -> Option<Listing> {
    let kind = site.kinds.get(record.kind).filter(|kind| kind.address != Address::Nowhere)?;
    let link = match &kind.roles.versions {
        Some(role) if site.catalogue.series(index).len() > 1 => titled(site, role, index),
        _ => link_to(site, index)?,
    };
    let id = id(site, &Target { record: index, part: None })?;
    Some(Listing { id, link, kind: kind.title.clone() })
}

/// Under which letter a title stands, as it is sorted.
pub(super) fn letter(key: &str) -> String {
    let first = key.chars().next().filter(|letter| letter.is_alphabetic());
    first.map_or_else(|| OTHERS.to_owned(), |letter| plain(letter).to_uppercase().to_string())
}

/// A title as it is sorted: without signs before its first letter, and without capital letters.
pub(super) fn key(title: &str) -> String {
    title.trim_start_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase()
}

/// The letter under which one with an accent is looked for.
fn plain(letter: char) -> char {
    match letter {
        'à'..='å' => 'a',
        'ç' => 'c',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ñ' => 'n',
        'ò'..='ö' => 'o',
        'ù'..='ü' => 'u',
        'ý' | 'ÿ' => 'y',
        other => other,
    }
}
