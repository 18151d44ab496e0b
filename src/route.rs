//! Who owns which URL path, and so which file of the output.
//!
//! A URL path ends in `/` for a page in a folder of its own; [`file()`] gives the file. Two owners of one path are a fault
//! of the content: the first keeps it. Nothing here knows what a page shows.

use crate::catalogue::{Catalogue, RecordIndex, Target};
use crate::diagnostic::{Code, Diagnostic};
use crate::kind::{Address, Kinds};
use crate::source::{Place, Sources, Span};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Who answers at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The first page.
    Home,
    /// The page for addresses that lead nowhere.
    NotFound,
    /// The list of a kind's records.
    Index(usize),
    /// A record with a page of its own.
    Record(RecordIndex),
}

/// The URL path of the page for addresses that lead nowhere: hosts look for a file of this name.
pub const NOT_FOUND: &str = "/404.html";

/// Every page of a site by its URL path.
#[derive(Debug, Default)]
pub struct Routes(BTreeMap<String, Owner>);

impl Routes {
    /// All pages in the order of their URL paths.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Owner)> {
        self.0.iter().map(|(path, owner)| (&**path, *owner))
    }
}

/// Gives every page its path.
#[must_use]
pub fn routes(catalogue: &Catalogue, kinds: &Kinds, sources: &Sources) -> (Routes, Vec<Diagnostic>) {
    let mut paths = BTreeMap::from([("/".to_owned(), Owner::Home), (NOT_FOUND.to_owned(), Owner::NotFound)]);
    let mut diagnostics = Vec::new();
    let indices = kinds
        .iter()
        .enumerate()
        .filter_map(|(index, kind)| Some((kind.address.index()?.to_owned(), Owner::Index(index))));
    let records = catalogue.iter().filter_map(|(index, record)| {
        let address = &kinds.get(record.kind)?.address;
        matches!(address, Address::Pages(_)).then(|| (address.of(&record.slug), Owner::Record(index)))
    });
    for (path, owner) in indices.chain(records) {
        match paths.entry(path) {
            Entry::Vacant(free) => drop(free.insert(owner)),
            Entry::Occupied(taken) => {
                let (place, what) = describe(owner, catalogue, kinds, sources);
                let fault =
                    Diagnostic::new(Code::PathCollision, place, format!("two pages would stand at `{}`", taken.key()));
                let (other, first) = describe(*taken.get(), catalogue, kinds, sources);
                let fault = fault.label(what).help("give one of them another `path` or another name");
                diagnostics.push(fault.also(other, first));
            }
        }
    }
    (Routes(paths), diagnostics)
}

fn describe(owner: Owner, catalogue: &Catalogue, kinds: &Kinds, sources: &Sources) -> (Place, String) {
    let site = || (Place { path: crate::config::FILE.into(), span: Span::first() }, "the site's own page".to_owned());
    match owner {
        Owner::Home | Owner::NotFound => site(),
        Owner::Index(index) => match kinds.get(index) {
            Some(kind) => (kind.place.clone(), format!("the list of {}", kind.plural)),
            None => site(),
        },
        Owner::Record(index) => {
            match catalogue.get(index).and_then(|record| Some((record, sources.get(&record.path)?))) {
                Some((record, source)) => (source.at(record.anchor), record.title().to_owned()),
                None => site(),
            }
        }
    }
}

/// The URL of a record, or of a part of one.
#[must_use]
pub fn url(target: &Target, catalogue: &Catalogue, kinds: &Kinds) -> String {
    let Some(record) = catalogue.get(target.record) else { return "/".to_owned() };
    let Some(kind) = kinds.get(record.kind) else { return "/".to_owned() };
    let page = kind.address.of(&record.slug);
    match (&target.part, &kind.address) {
        (None, _) => page,
        (Some(part), Address::Pages(_)) => format!("{page}#{}", part_anchor(part)),
        (Some(part), Address::Places(_)) => format!("{page}_{}", part_anchor(part)),
    }
}

/// The URL of a heading on the page of a record.
#[must_use]
pub fn heading_url(record: RecordIndex, fragment: &str, catalogue: &Catalogue, kinds: &Kinds) -> String {
    let url = url(&Target { record, part: None }, catalogue, kinds);
    if url.contains('#') { format!("{url}_{fragment}") } else { format!("{url}#{fragment}") }
}

/// The fragment of a part on the page of its record.
#[must_use]
pub fn part_anchor(path: &str) -> String {
    path.replace('/', "-")
}

/// The file in the output folder that answers at a URL path.
#[must_use]
pub fn file(path: &str) -> String {
    let file = path.trim_start_matches('/');
    if file.is_empty() || file.ends_with('/') { format!("{file}index.html") } else { file.to_owned() }
}
