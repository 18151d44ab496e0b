//! What is shown of persons, and which addresses can be followed.
//!
//! Persons are the parts of the field that a kind's role `people` names. Whatever a page shows of one goes through here, so
//! that a site that publishes none has them nowhere.

use super::site::Site;
use crate::catalogue::{Destination, RecordIndex, Target, destination};
use crate::config::Publish;
use crate::date::State;
use crate::kind::Address;
use crate::record::Record;
use crate::route::Owner;
use crate::schema::{Content, Format, Value};

/// How an address is shown.
pub(super) enum Reach {
    /// As a link.
    Followed,
    /// As words, with these behind them.
    Written(String),
}

/// Whether a part is a person, or belongs to one.
pub(super) fn is_person(site: &Site, record: &Record, part: &str) -> bool {
    let first = part.split('/').next().unwrap_or_default();
    !first.is_empty() && persons(site, record).iter().any(|person| *person.path == *first)
}

/// Whether a part is shown: all are, but for persons on a site that publishes none.
pub(super) fn is_shown(site: &Site, record: &Record, part: &str) -> bool {
    are_named(site) || !is_person(site, record, part)
}

/// What a link leads to: where a person is meant who is not shown, the record.
#[must_use]
pub fn whole(site: &Site, target: Target) -> Target {
    let part = target.part.as_deref().unwrap_or_default();
    match site.catalogue.get(target.record) {
        Some(record) if !is_shown(site, record, part) => Target { part: None, ..target },
        _ => target,
    }
}

/// Whether a site names persons.
#[must_use]
pub fn are_named(site: &Site) -> bool {
    site.config.people.publish != Publish::Nothing
}

/// Whether a field of a record is one that holds persons.
#[must_use]
pub fn holds_persons(site: &Site, record: &Record, field: &str) -> bool {
    field_of(site, record).is_some_and(|people| people == field)
}

/// Whether a site shows how a person can be reached.
#[must_use]
pub fn are_reached(site: &Site) -> bool {
    site.config.people.publish == Publish::Addresses
}

/// Whether a format is a way to reach somebody.
#[must_use]
pub const fn is_a_way(format: Format) -> bool {
    matches!(format, Format::Email | Format::Phone)
}

/// How an address of a record is shown: as a link where somebody will still read it, as far as anybody knows.
pub(super) fn reach(site: &Site, index: RecordIndex, is_person: bool) -> Reach {
    let Some(days) = site.config.people.stale_after else { return Reach::Followed };
    let confirmed = site.catalogue.field(index, "confirmed", &site.kinds).and_then(|held| held.value.as_period());
    let is_fresh = confirmed.is_some_and(|period| period.last.plus_days(days) >= site.as_of);
    match confirmed {
        _ if !is_person && (is_fresh || belongs_to_open(site, index)) => Reach::Followed,
        _ if is_fresh => Reach::Written(String::new()),
        Some(period) => Reach::Written(format!("last known to be right: {}; may be out of date", period.words)),
        None => Reach::Written("may be out of date".to_owned()),
    }
}

/// Whether a page shows a person, which search engines are asked not to keep.
pub(super) fn are_on(site: &Site, owner: Owner) -> bool {
    if !are_named(site) || site.kinds.iter().all(|kind| kind.roles.people.is_none()) {
        return false;
    }
    match owner {
        Owner::Record(index) => are_of(site, index),
        Owner::Index(kind) => {
            let is_page_of_places = |kind: &crate::kind::Kind| matches!(kind.address, Address::Places(_));
            site.kinds.get(kind).is_some_and(is_page_of_places)
                && site.catalogue.of_kind(kind).any(|(index, _)| are_of(site, index))
        }
        Owner::Changes(index) => are_of(site, index),
        Owner::Home
        | Owner::NotFound
        | Owner::Data
        | Owner::Facet { .. }
        | Owner::Together(_)
        | Owner::Register
        | Owner::Step { .. }
        | Owner::Table(_) => false,
    }
}

/// Whether a record shows a person: its own, one that names it, or one that its texts print.
fn are_of(site: &Site, index: RecordIndex) -> bool {
    let Some(record) = site.catalogue.get(index) else { return false };
    let names_it = site.catalogue.backlinks(index).iter().any(|back| {
        let from = site.catalogue.get(back.from);
        from.is_some_and(|from| {
            let reference = from.decoded.references.get(back.reference);
            reference.is_some_and(|reference| is_person(site, from, &reference.part))
        })
    });
    let is_printed = |written: &str| match destination(written, &site.kinds) {
        Destination::Record { kind, name, .. } => {
            let (slug, part) = name.split_once('/').unwrap_or((name, ""));
            let target = site.catalogue.find(kind, slug).and_then(|index| site.catalogue.get(index));
            target.is_some_and(|target| is_person(site, target, part))
        }
        _ => false,
    };
    let mut links = record.decoded.prose.iter().flat_map(|prose| &prose.outline.links);
    let mut targets =
        (0..record.decoded.references.len()).filter_map(|reference| site.catalogue.target(index, reference));
    let is_named = targets.any(|target| {
        let part = target.part.as_deref().unwrap_or_default();
        site.catalogue.get(target.record).is_some_and(|record| is_person(site, record, part))
    });
    !persons(site, record).is_empty() || names_it || is_named || links.any(|link| is_printed(&link.destination))
}

fn belongs_to_open(site: &Site, index: RecordIndex) -> bool {
    let is_open = |index: RecordIndex| {
        let timeline = site.catalogue.life(index).and_then(|life| life.timeline.as_ref());
        timeline.is_some_and(|timeline| matches!(timeline.state_on(site.as_of), State::Open | State::ClosingSoon))
    };
    let references = site.catalogue.get(index).map_or(0, |record| record.decoded.references.len());
    let mut named = (0..references).filter_map(|reference| site.catalogue.target(index, reference));
    let mut naming = site.catalogue.backlinks(index).iter();
    is_open(index) || named.any(|target| is_open(target.record)) || naming.any(|back| is_open(back.from))
}

fn persons<'a>(site: &Site, record: &'a Record) -> &'a [crate::schema::Part] {
    let people = field_of(site, record).and_then(|people| record.decoded.get(people));
    match people.map(|Value { content, .. }| content) {
        Some(Content::Parts(parts)) => parts,
        _ => &[],
    }
}

fn field_of<'a>(site: &'a Site, record: &Record) -> Option<&'a str> {
    site.kinds.get(record.kind)?.roles.people.as_deref()
}
