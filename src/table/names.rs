use crate::catalogue::Catalogue;
use crate::kind::Kinds;
use crate::schema::{Target, Targets};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What records are called: those of the site and those of the table.
#[derive(Default)]
pub(super) struct Names {
    /// By slug, for each kind.
    slugs: BTreeMap<(Arc<str>, String), String>,
    /// By folded title: every record that has it.
    titles: BTreeMap<String, Vec<(Arc<str>, String)>>,
}

/// What a cell names.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// This record, as a reference is written.
    One(String),
    /// More than one record has this title.
    Many(Vec<String>),
    /// None that we know.
    None,
}

impl Names {
    /// The names of all records of a site.
    pub(super) fn of(catalogue: &Catalogue, kinds: &Kinds) -> Self {
        let mut names = Self::default();
        for (_, record) in catalogue.all() {
            if let Some(kind) = kinds.get(record.kind) {
                names.add(&kind.name, &record.slug, record.decoded.text("title").unwrap_or_default());
            }
        }
        names
    }

    /// Adds a record; whether there is none of this kind and slug yet.
    pub(super) fn add(&mut self, kind: &Arc<str>, slug: &str, title: &str) -> bool {
        let title = folded(title);
        if self.slugs.insert((kind.clone(), slug.to_owned()), title.clone()).is_some() {
            return false;
        }
        if !title.is_empty() {
            self.titles.entry(title).or_default().push((kind.clone(), slug.to_owned()));
        }
        true
    }

    /// The record that is meant: by a slug, an id, or its exact title.
    pub(super) fn named(&self, written: &str, targets: &Targets) -> Named {
        let Target::Kinds(kinds) = &targets.to else { return Named::One(written.to_owned()) };
        let reference = |kind: &Arc<str>, slug: &str| {
            if kinds.first() == Some(kind) { slug.to_owned() } else { format!("{kind}:{slug}") }
        };
        let slug = written.split_once('/').map_or(written, |(slug, _)| slug);
        if let Some(kind) = kinds.iter().find(|kind| self.slugs.contains_key(&((*kind).clone(), slug.to_owned()))) {
            return Named::One(reference(kind, written));
        }
        let of_title = self.titles.get(&folded(written)).map(Vec::as_slice).unwrap_or_default();
        let found: Vec<String> = of_title
            .iter()
            .filter(|(kind, _)| kinds.contains(kind))
            .map(|(kind, slug)| reference(kind, slug))
            .collect();
        match found.as_slice() {
            [] => Named::None,
            [one] => Named::One(one.clone()),
            _ => Named::Many(found),
        }
    }
}

/// A title without what differs by habit: capital letters, and how many blanks there are.
pub(super) fn folded(title: &str) -> String {
    title.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
