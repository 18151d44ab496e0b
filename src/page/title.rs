use super::data;
use super::make::NOWHERE;
use super::site::Site;
use crate::record::Record;
use crate::route::Owner;
use foldhash::quality::FixedState;
use std::collections::{BTreeSet, HashSet};

/// The titles that several pages have, and those that several records of one kind have.
#[derive(Debug, Default)]
pub(super) struct Titles {
    pages: BTreeSet<String>,
    of_kind: BTreeSet<(usize, String)>,
}

type Met<T> = HashSet<T, FixedState>;

impl Titles {
    /// The titles of all pages.
    pub(super) fn new(site: &Site) -> Self {
        let mut titles = Self::default();
        let (mut met, mut met_in) = (Met::default(), Met::default());
        for (_, owner) in site.routes.iter() {
            let title = plain(site, owner);
            if !met.insert(title) {
                titles.pages.insert(title.to_owned());
            }
            if let Owner::Record(index) = owner
                && let Some(record) = site.catalogue.get(index)
                && !met_in.insert((record.kind, title))
            {
                titles.of_kind.insert((record.kind, title.to_owned()));
            }
        }
        titles
    }

    /// The title of a page, told apart from all others: by what its record is, and where that is not enough, by its name.
    pub(super) fn of(&self, site: &Site, owner: Owner) -> String {
        let title = plain(site, owner);
        if !self.pages.contains(title) {
            return title.to_owned();
        }
        let of_record = |record: &Record| {
            let kind = &site.kinds.get(record.kind)?.title;
            let is_one = !self.of_kind.contains(&(record.kind, title.to_owned()));
            Some(if is_one { format!("{title} ({kind})") } else { format!("{title} ({kind}, {})", record.slug) })
        };
        let apart = match owner {
            Owner::Record(index) => site.catalogue.get(index).and_then(of_record),
            Owner::Index(kind) => site.kinds.get(kind).map(|kind| format!("{title} ({})", kind.name)),
            // Those that are made of another have titles of their own.
            _ => None,
        };
        apart.unwrap_or_else(|| title.to_owned())
    }
}

/// What a page is called for itself.
fn plain(site: &Site, owner: Owner) -> &str {
    match owner {
        Owner::Home => site.config.title(),
        Owner::Data => data::TITLE,
        Owner::NotFound => NOWHERE,
        Owner::Register => "A to Z",
        Owner::Facet { .. } | Owner::Together(_) | Owner::Changes(_) | Owner::Step { .. } | Owner::Table(_) => "",
        Owner::Index(kind) => site.kinds.get(kind).map(|kind| &*kind.plural).unwrap_or_default(),
        Owner::Record(index) => site.title(index),
    }
}
