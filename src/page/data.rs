use super::site::Site;
use super::view::{Data, DataOfKind};
use crate::kind::Address;
use crate::route::{CALENDAR, CHANGES, kind_json, kind_table};

/// What its page is called.
pub(super) const TITLE: &str = "Data";

/// What other programs can read of the site.
pub(super) fn data(site: &Site) -> Data {
    let address = |path: &str| site.at(path);
    let of_kind = |(index, kind): (usize, &crate::kind::Kind)| {
        let count = site.catalogue.of_kind(index).count();
        (count > 0 && kind.address != Address::Nowhere).then(|| DataOfKind {
            title: kind.plural.clone(),
            count,
            json: address(&kind_json(&kind.name)),
            table: address(&kind_table(&kind.name)),
        })
    };
    let file = |path: &str| if site.routes.has(path) { address(path) } else { String::new() };
    Data {
        title: TITLE.to_owned(),
        as_of: site.as_of.words(),
        kinds: site.kinds.iter().enumerate().filter_map(of_kind).collect(),
        calendar: file(CALENDAR),
        changes: file(CHANGES),
    }
}

/// A URL path with the host before it, where that is known; else as it stands on pages.
#[must_use]
pub fn anywhere(site: &Site, path: &str) -> String {
    site.routes.whole(path).unwrap_or_else(|| site.at(path))
}
