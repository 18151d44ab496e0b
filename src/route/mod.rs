//! Who owns which URL path, and so which file of the output.
//!
//! A URL path ends in `/` for a page in a folder of its own; [`file()`] gives the file. Two owners of one path are a fault
//! of the content: the first keeps it. Addresses that lead to others stand beside the pages ([`Redirect`]). Nothing here
//! knows what a page shows.

mod redirect;

pub use redirect::Redirect;

use crate::catalogue::{Catalogue, RecordIndex, Target};
use crate::config::Site;
use crate::diagnostic::{Code, Diagnostic};
use crate::kind::{Address, Kinds};
use crate::record::STATIC;
use crate::source::{Place, Source, SourcePath, Sources, Span};
use std::collections::BTreeMap;

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

/// Every page and file of a site by its URL path, and the addresses that lead to them.
#[derive(Debug, Default)]
pub struct Routes {
    owners: BTreeMap<String, Owner>,
    files: BTreeMap<String, SourcePath>,
    redirects: BTreeMap<String, Redirect>,
}

impl Routes {
    /// All pages in the order of their URL paths.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Owner)> {
        self.owners.iter().map(|(path, owner)| (&**path, *owner))
    }

    /// The files that go to the site as they are, in the order of their URL paths, each with its source.
    pub fn files(&self) -> impl Iterator<Item = (&str, &SourcePath)> {
        self.files.iter().map(|(path, source)| (&**path, source))
    }

    /// Whether a page or a file answers at a URL path.
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        self.owners.contains_key(path) || self.files.contains_key(path)
    }

    /// The page that answers at a URL path.
    #[must_use]
    pub fn owner(&self, path: &str) -> Option<Owner> {
        self.owners.get(path).copied()
    }

    /// All addresses that lead to others, in their order.
    pub fn redirects(&self) -> impl Iterator<Item = (&str, &Redirect)> {
        self.redirects.iter().map(|(path, redirect)| (&**path, redirect))
    }

    /// Where an address leads, if it leads to another.
    #[must_use]
    pub fn redirect(&self, path: &str) -> Option<&Redirect> {
        self.redirects.get(path)
    }
}

/// What paths are given to.
#[derive(Clone, Copy)]
pub struct Routed<'a> {
    /// The site's own file, which has redirects.
    pub site: &'a Site,
    /// The kinds, which have lists.
    pub kinds: &'a Kinds,
    /// The records.
    pub catalogue: &'a Catalogue,
    /// The files, some of which go to the site as they are.
    pub sources: &'a Sources,
}

/// Gives every page and file its path.
#[must_use]
pub fn routes(routed: Routed<'_>) -> (Routes, Vec<Diagnostic>) {
    let Routed { kinds, catalogue, sources, .. } = routed;
    let indices = kinds
        .iter()
        .enumerate()
        .filter_map(|(index, kind)| Some((kind.address.index()?.to_owned(), Owner::Index(index))));
    let records = catalogue.iter().filter_map(|(index, record)| {
        let address = &kinds.get(record.kind)?.address;
        matches!(address, Address::Pages(_)).then(|| (address.of(&record.slug), Owner::Record(index)))
    });
    let ours = [("/".to_owned(), Owner::Home), (NOT_FOUND.to_owned(), Owner::NotFound)];
    let mut pages: Vec<(String, Owner)> = ours.into_iter().chain(indices).chain(records).collect();
    // Of two at one path the first stays. A map that is made of a sorted list is made at once, not path by path.
    pages.sort_by(|a, b| a.0.cmp(&b.0));
    let mut diagnostics = Vec::new();
    pages.dedup_by(|second, first| {
        let is_taken = second.0 == first.0;
        if is_taken {
            let (place, what) = describe(second.1, routed);
            let message = format!("two pages would stand at `{}`", first.0);
            let (other, of_first) = describe(first.1, routed);
            let fault = Diagnostic::new(Code::PathCollision, place, message).label(what).also(other, of_first);
            diagnostics.push(fault.help("give one of them another `path` or another name"));
        }
        is_taken
    });
    let paths: BTreeMap<String, Owner> = pages.into_iter().collect();
    let mut routes = Routes { owners: paths, ..Routes::default() };
    for source in sources.below(STATIC) {
        match collision(source, &routes, routed) {
            Some(fault) => diagnostics.push(fault),
            None => drop(routes.files.insert(static_path(source), source.path().clone())),
        }
    }
    let (redirects, faults) = redirect::redirects(&routes, routed);
    diagnostics.extend(faults);
    (Routes { redirects, ..routes }, diagnostics)
}

/// The URL path of a file that goes to the site as it is.
fn static_path(source: &Source) -> String {
    let path = source.path().strip_prefix(STATIC).unwrap_or_default();
    match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => format!("/{folder}"),
        _ => format!("/{path}"),
    }
}

/// Why a file cannot stand where it would: the same path is taken, or one that some systems take for the same, or it
/// would be a folder and a file at once.
fn collision(source: &Source, routes: &Routes, routed: Routed<'_>) -> Option<Diagnostic> {
    let path = static_path(source);
    let lower = path.to_lowercase();
    let is_below = |inner: &str, outer: &str| inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('/'));
    // The paths of pages are in lower case and sorted, so that those which could meet this one stand together.
    let pages = routes.owners.range(lower.clone()..).take_while(|(other, _)| other.starts_with(&lower));
    let pages = pages.map(|(other, owner)| (&**other, Some(*owner))).chain([(NOT_FOUND, Some(Owner::NotFound))]);
    let files = routes.files.keys().map(|other| (&**other, None));
    let (other, owner) = pages.chain(files).find(|(other, _)| {
        let other = other.to_lowercase();
        other == lower || is_below(&other, &lower) || (!other.ends_with('/') && is_below(&lower, &other))
    })?;
    let message = if other == path {
        format!("two files would stand at `{path}`")
    } else if other.to_lowercase() == lower {
        format!("`{path}` and `{other}` differ in capital letters only, and are one file on some systems")
    } else {
        format!("`{}` would be a folder and a file at once", if lower.len() < other.len() { &path } else { other })
    };
    let (place, what) = match (owner, routes.files.get(other)) {
        (Some(owner), _) => describe(owner, routed),
        (None, path) => {
            let path = path.cloned().unwrap_or_else(|| source.path().clone());
            (Place { path, span: Span::first() }, "the other file".to_owned())
        }
    };
    let fault = Diagnostic::new(Code::PathCollision, source.at(Span::first()), message);
    Some(fault.also(place, what).help("give the file another name"))
}

fn describe(owner: Owner, routed: Routed<'_>) -> (Place, String) {
    let Routed { kinds, catalogue, sources, .. } = routed;
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
