//! Who owns which URL path, and so which file of the output.
//!
//! A URL path ends in `/` for a page in a folder of its own; [`file()`] gives the file. Two owners of one path are a fault
//! of the content: the first keeps it. Addresses that lead to others stand beside the pages ([`Redirect`]). Nothing here
//! knows what a page shows.
//!
//! The path of a page is the same wherever the site is published. [`Routes::address`] alone makes of it what stands on
//! pages: below the path of `base_url`, an asset by its name with a hash.

mod collision;
mod feed;
mod redirect;

pub use feed::{CALENDAR, CHANGES, DATA, Feed, SITEMAP_LIMIT, kind_json, kind_table, record_json, sitemap_part};
pub use redirect::{Redirect, TABLE};

use crate::asset::Assets;
use crate::catalogue::{Catalogue, Facet, Group, RecordIndex, Target};
use crate::config::{Base, Site};
use crate::decision::{Decisions, Steps, Table};
use crate::diagnostic::{Code, Diagnostic};
use crate::kind::{Address, Kind, Kinds};
use crate::record::STATIC;
use crate::source::{Place, Source, SourcePath, Sources, Span};
use collision::Taken;
use std::collections::BTreeMap;

/// Who answers at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The first page.
    Home,
    /// The page that lists what other programs can read.
    Data,
    /// The page for addresses that lead nowhere.
    NotFound,
    /// The list of a kind's records.
    Index(usize),
    /// The part of such a list that has one value in one facet.
    Facet {
        /// The kind.
        kind: usize,
        /// Which of its facets.
        facet: usize,
        /// Which value of that.
        group: usize,
    },
    /// All records of a kind with a sequence on one page, to read through or to print.
    Together(usize),
    /// All records by title.
    Register,
    /// A record with a page of its own.
    Record(RecordIndex),
    /// What changed in a version of something since the one before.
    Changes(RecordIndex),
    /// A question of a decision table, or a result.
    Step {
        /// The table.
        table: usize,
        /// Which of its pages.
        step: usize,
    },
    /// A whole decision table.
    Table(usize),
}

/// The URL path of the page for addresses that lead nowhere: hosts look for a file of this name.
pub const NOT_FOUND: &str = "/404.html";

/// The URL path of the list of all records.
pub const REGISTER: &str = "/a-to-z/";

/// Every page and file of a site by its URL path, and the addresses that lead to them.
#[derive(Debug, Default)]
pub struct Routes {
    owners: BTreeMap<String, Owner>,
    feeds: BTreeMap<String, Feed>,
    files: BTreeMap<String, SourcePath>,
    redirects: BTreeMap<String, Redirect>,
    /// For each kind.
    facets: Vec<Vec<Facet>>,
    assets: Assets,
    base: Base,
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

    /// What other programs can read, in the order of the URL paths.
    pub fn feeds(&self) -> impl Iterator<Item = (&str, Feed)> {
        self.feeds.iter().map(|(path, feed)| (&**path, *feed))
    }

    /// The files of the theme.
    #[must_use]
    pub const fn assets(&self) -> &Assets {
        &self.assets
    }

    /// Whether a page or a file answers at a URL path, an asset by the name that authors write.
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        self.owners.contains_key(path)
            || self.files.contains_key(path)
            || self.feeds.contains_key(path)
            || self.assets.path(path).is_some()
    }

    /// Every path that a link may lead to, in order.
    pub fn known(&self) -> impl Iterator<Item = &str> {
        let (pages, files, feeds) = (self.owners.keys(), self.files.keys(), self.feeds.keys());
        pages.chain(files).chain(feeds).map(String::as_str).chain(self.assets.names())
    }

    /// A URL path as it stands on pages; what leads elsewhere stays as it is.
    #[must_use]
    pub fn address(&self, path: &str) -> String {
        self.address_at(path, &self.base)
    }

    /// The same as `base` sees it: that of the site, or that of a page of it.
    #[must_use]
    pub fn address_at(&self, path: &str, base: &Base) -> String {
        let (name, rest) = path.find(['?', '#']).and_then(|at| path.split_at_checked(at)).unwrap_or((path, ""));
        match self.assets.path(name) {
            Some(asset) => base.address(asset) + rest,
            None => base.address(path),
        }
    }

    /// A URL path with the host that the site is published at; `None` where that is not known.
    #[must_use]
    pub fn whole(&self, path: &str) -> Option<String> {
        self.base.whole(path)
    }

    /// Where the site is published.
    #[must_use]
    pub const fn base(&self) -> &Base {
        &self.base
    }

    /// The page that answers at a URL path.
    #[must_use]
    pub fn owner(&self, path: &str) -> Option<Owner> {
        self.owners.get(path).copied()
    }

    /// By what the list of a kind can be narrowed.
    #[must_use]
    pub fn facets(&self, kind: usize) -> &[Facet] {
        self.facets.get(kind).map(Vec::as_slice).unwrap_or_default()
    }

    /// All addresses that lead to others, in their order.
    pub fn redirects(&self) -> impl Iterator<Item = (&str, &Redirect)> {
        self.redirects.iter().map(|(path, redirect)| (&**path, redirect))
    }

    /// Those of them that a page stands at: at the address of another file it would not be shown as one.
    pub fn moved(&self) -> impl Iterator<Item = (&str, &Redirect)> {
        self.redirects().filter(|(path, _)| redirect::is_page(path))
    }

    /// The text of the file at [`TABLE`]; `None` where nothing leads to another address.
    #[must_use]
    pub fn table(&self) -> Option<String> {
        redirect::table(self)
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
    /// Their decision tables.
    pub decisions: &'a Decisions,
    /// The files, some of which go to the site as they are.
    pub sources: &'a Sources,
}

/// Gives every page and file its path.
#[must_use]
pub fn routes(routed: Routed<'_>, assets: Assets) -> (Routes, Vec<Diagnostic>) {
    let facets = facets(routed);
    let (owners, mut diagnostics) = pages(routed, &facets);
    let feeds = feed::feeds(routed, owners.len());
    let mut routes = Routes { owners, feeds, facets, assets, base: routed.site.base.clone(), ..Routes::default() };
    let mut taken = Taken::new(&routes);
    for source in routed.sources.below(STATIC) {
        let path = static_path(source);
        match taken.collision(&path, &routes, routed) {
            Some(fault) => {
                diagnostics.push(fault.of_file(source));
                // What leads to it is right: the name alone is not.
                if !routes.has(&path) {
                    routes.files.insert(path, source.path().clone());
                }
            }
            None => {
                taken.take(&path, source.at(Span::first()));
                routes.files.insert(path, source.path().clone());
            }
        }
    }
    let (redirects, faults) = redirect::redirects(&routes, &mut taken, routed);
    diagnostics.extend(faults);
    (Routes { redirects, ..routes }, diagnostics)
}

/// By what the list of each kind can be narrowed; by nothing where the first page is that list.
fn facets(Routed { kinds, catalogue, .. }: Routed<'_>) -> Vec<Vec<Facet>> {
    let of_kind = |(number, kind): (usize, &Kind)| match kind.address.index() {
        Some(_) => catalogue.facets(number, kind, kinds),
        None => Vec::new(),
    };
    kinds.iter().enumerate().map(of_kind).collect()
}

/// The URL path of the part of a list that has one value in one facet.
#[must_use]
pub fn facet_path(list: &str, facet: &Facet, group: &Group) -> String {
    format!("{list}{}/{}/", facet.slug, group.slug)
}

/// The URL path of what changed in a version of something; none where it has no page of its own.
#[must_use]
pub fn changes_path(kind: &Kind, index: RecordIndex, catalogue: &Catalogue) -> Option<String> {
    let page = kind.address.of(&catalogue.get(index)?.slug);
    matches!(kind.address, Address::Pages(_)).then(|| format!("{page}changes/"))
}

/// The URL path at which a decision table begins to ask; none where its record has no page of its own.
#[must_use]
pub fn check_path(table: &Table, catalogue: &Catalogue, kinds: &Kinds) -> Option<String> {
    let record = catalogue.get(table.record)?;
    let kind = kinds.get(record.kind)?;
    let page = kind.address.of(&record.slug);
    matches!(kind.address, Address::Pages(_)).then(|| format!("{page}check/{}/", table.slug))
}

/// The path of the page that has all records of a kind in their sequence; none where they have no pages, or no sequence.
#[must_use]
pub fn together_path(kind: &Kind) -> Option<String> {
    let is_read_on = matches!(kind.address, Address::Pages(_)) && kind.roles.sequence.is_some();
    kind.address.index().filter(|_| is_read_on).map(|list| format!("{list}all/"))
}

/// The pages by their paths, and those that would stand where another does.
fn pages(routed: Routed<'_>, facets: &[Vec<Facet>]) -> (BTreeMap<String, Owner>, Vec<Diagnostic>) {
    let Routed { kinds, catalogue, decisions, .. } = routed;
    let indices = kinds
        .iter()
        .enumerate()
        // A list of ours that a site puts nothing into is not there.
        .filter(|(index, kind)| !kind.is_built_in || catalogue.of_kind(*index).next().is_some())
        .filter_map(|(index, kind)| Some((kind.address.index()?.to_owned(), Owner::Index(index))));
    let records = catalogue.iter().filter_map(|(index, record)| {
        let address = &kinds.get(record.kind)?.address;
        matches!(address, Address::Pages(_)).then(|| (address.of(&record.slug), Owner::Record(index)))
    });
    let narrowed = facets.iter().enumerate().flat_map(|(kind, facets)| {
        let list = kinds.get(kind).and_then(|kind| kind.address.index()).unwrap_or_default();
        facets.iter().enumerate().flat_map(move |(number, facet)| {
            facet.groups.iter().enumerate().map(move |(group, value)| {
                (facet_path(list, facet, value), Owner::Facet { kind, facet: number, group })
            })
        })
    });
    let compared = catalogue.iter().filter_map(|(index, record)| {
        let kind = kinds.get(record.kind)?;
        catalogue.earlier(index, kind.roles.versions.as_ref()?, kinds)?;
        Some((changes_path(kind, index, catalogue)?, Owner::Changes(index)))
    });
    let together = kinds.iter().enumerate().filter_map(|(number, kind)| {
        let are_several = catalogue.of_kind(number).nth(1).is_some();
        Some((together_path(kind)?, Owner::Together(number))).filter(|_| are_several)
    });
    let decided = decisions.iter().flat_map(|(table, proved)| {
        let path = check_path(&proved.table, catalogue, kinds);
        let whole = path.iter().map(move |path| (format!("{path}table/"), Owner::Table(table))).collect::<Vec<_>>();
        let steps = decisions.steps(table).map(Steps::all).unwrap_or_default().iter().enumerate();
        let steps = steps.filter_map(move |(step, found)| {
            Some((format!("{}{}", path.as_ref()?, found.path), Owner::Step { table, step }))
        });
        whole.into_iter().chain(steps)
    });
    let ours = [("/", Owner::Home), (DATA, Owner::Data), (NOT_FOUND, Owner::NotFound), (REGISTER, Owner::Register)]
        .map(|(path, owner)| (path.to_owned(), owner));
    let mut pages: Vec<(String, Owner)> = ours
        .into_iter()
        .chain(indices)
        .chain(narrowed)
        .chain(records)
        .chain(compared)
        .chain(together)
        .chain(decided)
        .collect();
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
    (pages.into_iter().collect(), diagnostics)
}

/// The URL path of a file that goes to the site as it is.
fn static_path(source: &Source) -> String {
    let path = source.path().strip_prefix(STATIC).unwrap_or_default();
    match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => format!("/{folder}"),
        _ => format!("/{path}"),
    }
}

fn describe(owner: Owner, routed: Routed<'_>) -> (Place, String) {
    let Routed { kinds, catalogue, decisions, sources, .. } = routed;
    let site = || (Place { path: crate::config::FILE.into(), span: Span::first() }, "the site's own page".to_owned());
    match owner {
        Owner::Home | Owner::NotFound | Owner::Register => site(),
        Owner::Data => (site().0, "the page that lists what other programs can read".to_owned()),
        Owner::Index(index) => match kinds.get(index) {
            Some(kind) => (kind.place.clone(), format!("the list of {}", kind.plural)),
            None => site(),
        },
        Owner::Together(index) => match kinds.get(index) {
            Some(kind) => (kind.place.clone(), format!("all {} on one page", kind.plural)),
            None => site(),
        },
        Owner::Facet { kind, .. } => match kinds.get(kind) {
            Some(kind) => {
                (kind.place.clone(), format!("a part of the list of {}, by one of its `facets`", kind.plural))
            }
            None => site(),
        },
        Owner::Step { table, .. } | Owner::Table(table) => match decisions.get(table) {
            Some(proved) => (proved.table.place.clone(), format!("the decision `{}`", proved.table.slug)),
            None => site(),
        },
        Owner::Record(index) | Owner::Changes(index) => {
            match catalogue.get(index).and_then(|record| Some((record, sources.get(&record.path)?))) {
                Some((record, source)) => (source.at(record.anchor), record.title().to_owned()),
                None => site(),
            }
        }
    }
}

/// The URL path of a record, or of a part of one; [`Routes::address`] makes of it what stands on pages.
#[must_use]
pub fn url(target: &Target, catalogue: &Catalogue, kinds: &Kinds) -> String {
    let Some(record) = catalogue.get(target.record) else { return "/".to_owned() };
    let Some(kind) = kinds.get(record.kind) else { return "/".to_owned() };
    let page = kind.address.of(&record.slug);
    match (&target.part, &kind.address) {
        (None, _) | (_, Address::Nowhere) => page,
        (Some(part), Address::Pages(_)) => format!("{page}#{}", part_anchor(part)),
        (Some(part), Address::Places(_)) => format!("{page}_{}", part_anchor(part)),
    }
}

/// The URL path of a heading on the page of a record.
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
