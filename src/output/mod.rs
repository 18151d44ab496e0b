//! The finished site: a sorted map of file to recipe.
//!
//! [`Output::bytes`] makes one file and is pure: `build` maps it over all cores and [`mod@write`] puts the
//! result into a folder, `serve` calls it for the file that is asked for, and both get the same bytes.

mod fingerprint;
pub mod write;

pub use fingerprint::Fingerprint;

use crate::catalogue::RecordIndex;
use crate::config::depth;
use crate::diagnostic::{Code, Counts, Diagnostic, in_order, nearest};
use crate::feed::Feeds;
use crate::header;
use crate::held::{Held, Packer};
use crate::kind::Kind;
use crate::page::{self, Site};
use crate::route::{self, Feed, NOT_FOUND, Owner};
use crate::search::{self, Index, Split};
use crate::source::{Place, Source, Sources, Span};
use crate::theme::Theme;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::{Arc, OnceLock};

/// Templates that kinds name and that are not there.
fn no_templates(site: &Site, theme: &Theme) -> Vec<Diagnostic> {
    let named = site.kinds.iter().filter_map(|kind| Some((kind, kind.roles.template.as_ref()?)));
    let missing = named.filter(|(_, (name, _))| !theme.templates().any(|template| *template == **name));
    let fault = |(kind, (name, span)): (&Kind, &(Box<str>, Span))| {
        let place = Place { path: kind.place.path.clone(), span: *span };
        let fault = Diagnostic::new(Code::BadTemplate, place, format!("there is no template `{name}`"));
        let near = nearest(name, theme.templates());
        fault.help_with_name(near, format!("add the file `themes/default/templates/{name}`, or name one that exists"))
    };
    missing.map(fault).collect()
}

/// How the bytes of a file are made.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Recipe {
    /// From a view and its template.
    Page { path: String, owner: Owner },
    /// From a view, at an address that leads to another.
    Moved { from: String, to: String },
    /// All such addresses, in one text.
    Table,
    /// For other programs.
    Feed(Feed),
    /// What hosts are to send with the files.
    Headers,
    /// A decision table for programs.
    Decision(usize),
    /// From the theme, by its name there.
    Asset(String),
    /// A file of the author, as it is.
    Copy(Source),
}

impl Recipe {
    /// Whether it is a page of many records.
    fn is_list(&self) -> bool {
        let Self::Page { owner, .. } = self else { return false };
        matches!(owner, Owner::Index(_) | Owner::Together(_) | Owner::Facet { .. } | Owner::Register)
    }

    /// The URL path of a page.
    fn path(&self) -> Option<&str> {
        match self {
            Self::Page { path, .. } | Self::Moved { from: path, .. } => Some(path),
            _ => None,
        }
    }
}

/// Every file of a site, with how it is made.
fn recipes(site: &Site, sources: &Sources) -> BTreeMap<String, Recipe> {
    let pages =
        site.routes.iter().map(|(path, owner)| (route::file(path), Recipe::Page { path: path.to_owned(), owner }));
    let copies = site
        .routes
        .files()
        .filter_map(|(path, source)| Some((route::file(path), Recipe::Copy(sources.get(source)?.clone()))));
    let moved = site
        .routes
        .moved()
        .map(|(from, redirect)| (route::file(from), Recipe::Moved { from: from.to_owned(), to: redirect.to.clone() }));
    let table = site.routes.table().map(|_| (route::file(route::TABLE), Recipe::Table));
    let decisions = site.decisions.iter().filter_map(|(index, proved)| {
        let path = route::check_path(&proved.table, &site.catalogue, &site.kinds)?;
        Some((route::file(&format!("{path}decision.json")), Recipe::Decision(index)))
    });
    let assets = site.routes.assets();
    let assets =
        assets.names().filter_map(|name| Some((route::file(assets.path(name)?), Recipe::Asset(name.to_owned()))));
    let feeds = site.routes.feeds().map(|(path, feed)| (route::file(path), Recipe::Feed(feed)));
    // Where a file of an author has the same path, that is a fault, and its file stays.
    let recipes = feeds.chain(pages).chain(copies).chain(moved).chain(table).chain(decisions).chain(assets);
    // A copy of that name is part of what is made there.
    recipes.chain([(route::file(header::FILE), Recipe::Headers)]).collect()
}

/// The bytes of a file, or the fault of the template that should have made them.
pub type Bytes = Result<Vec<u8>, Box<Diagnostic>>;

fn met_at(path: &str, fault: Diagnostic) -> Box<Diagnostic> {
    Box::new(fault.note(format!("met while making the page `{path}`")))
}

/// A finished file.
pub type Made = (String, Held);

/// The finished site.
#[derive(Debug)]
pub struct Output {
    site: Site,
    feeds: Feeds,
    theme: Theme,
    /// Both as pages see them that lie so many folders below the root; none where every page sees the same.
    below: Vec<OnceLock<(Site, Theme)>>,
    diagnostics: Vec<Diagnostic>,
    recipes: BTreeMap<String, Recipe>,
    /// The site's own file of headers.
    headers: Option<Source>,
    sources: Sources,
    /// Made when a file of it is asked for: pages do without.
    index: OnceLock<Arc<Index>>,
    of_search: OnceLock<Vec<Diagnostic>>,
}

impl Output {
    /// Every file of a site, none of them made yet; `diagnostics` are those of its content.
    #[must_use]
    pub fn new(site: Site, theme: Theme, sources: &Sources, diagnostics: Vec<Diagnostic>) -> Self {
        // The first page would make the order and the titles one after another, while all others wait.
        let (recipes, ()) = rayon::join(
            || {
                site.order_records();
                recipes(&site, sources)
            },
            || site.title_pages(),
        );
        let diagnostics = [diagnostics, theme.diagnostics.clone(), no_templates(&site, &theme)].concat();
        let diagnostics = in_order(diagnostics);
        let headers = site.routes.files().find(|(path, _)| *path == header::FILE);
        let headers = headers.and_then(|(_, source)| sources.get(source)).cloned();
        let levels = match site.base().is_unknown() {
            true => recipes.values().filter_map(Recipe::path).map(depth).max().map_or(0, |deepest| deepest + 1),
            false => 0,
        };
        let below = std::iter::repeat_with(OnceLock::new).take(levels).collect();
        let (sources, index, of_search) = (sources.clone(), OnceLock::new(), OnceLock::new());
        Self { feeds: Feeds::new(&site), site, theme, below, diagnostics, recipes, headers, sources, index, of_search }
    }

    /// The site and its theme as the page at a URL path sees them. That for addresses that lead nowhere is shown at any.
    fn seen_from(&self, path: &str) -> (&Site, &Theme) {
        let seen = || {
            let site = self.site.seen_from(path);
            let theme = self.theme.clone().for_pages_of(&site);
            (site, theme)
        };
        match self.below.get(depth(path)).filter(|_| path != NOT_FOUND).map(|seen_there| seen_there.get_or_init(seen)) {
            Some((site, theme)) => (site, theme),
            None => (&self.site, &self.theme),
        }
    }

    /// What the site is made of.
    #[must_use]
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// What is wrong with the content and the theme, as far as it is known before pages are made; in order.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The paths of all files below the output folder, sorted.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        let mut files: Vec<&str> = self.recipes.keys().map(String::as_str).chain(self.index().files()).collect();
        files.sort_unstable();
        files.dedup();
        files.into_iter()
    }

    /// Those of them that can have a fault: all but the index, which takes a while to make.
    pub fn made(&self) -> impl Iterator<Item = &str> {
        self.recipes.keys().map(String::as_str)
    }

    /// The index for the search.
    #[must_use]
    pub fn index(&self) -> &Arc<Index> {
        self.index.get_or_init(|| Arc::new(Index::new(&self.site, Split::AsNeeded)))
    }

    /// What is wrong with what the site tells its search; empty without anything made where it tells nothing.
    #[must_use]
    pub fn of_search(&self) -> &[Diagnostic] {
        self.of_search.get_or_init(|| {
            let found = search::check(&self.site, &self.sources, || self.index().clone());
            in_order(self.site.config.levels.apply(found))
        })
    }

    /// Everything that is wrong, with what only the search shows.
    #[must_use]
    pub fn found(&self) -> Vec<Diagnostic> {
        in_order(self.diagnostics.iter().chain(self.of_search()).cloned().collect())
    }

    /// The bytes of a file; `None` where there is no such file.
    ///
    /// # Errors
    /// The fault of the template that makes it.
    #[must_use]
    pub fn bytes(&self, file: &str) -> Option<Bytes> {
        match self.recipes.get(file) {
            Some(recipe) => Some(self.make(recipe)),
            None if file.starts_with(search::FOLDER) => self.index().text(file).map(|text| Ok(text.into_bytes())),
            None => None,
        }
    }

    /// Whether there is such a file.
    #[must_use]
    pub fn has(&self, file: &str) -> bool {
        self.recipes.contains_key(file) || (file.starts_with(search::FOLDER) && self.index().has(file))
    }

    /// Makes every file on all cores, and holds them.
    ///
    /// # Errors
    /// What is wrong with the content or the theme, in order; then nothing is given out.
    pub fn all(&self) -> Result<Vec<Made>, Vec<Diagnostic>> {
        self.is_sound()?;
        // First, since it needs more memory while it is made than any page.
        let index = self.index();
        let (of_kinds, mut others): (Vec<_>, Vec<_>) =
            self.recipes.iter().partition(|(_, recipe)| matches!(recipe, Recipe::Feed(Feed::Kind(_))));
        // The longest first, while few others are held.
        others.sort_by_key(|(_, recipe)| !recipe.is_list());
        let mut files = self.kept(&others, |packer, bytes| packer.hold(&bytes))?;
        self.is_found()?;
        // A kind in one file is all of its records, which are made already.
        let known: BTreeMap<RecordIndex, &Held> = (others.iter().zip(&files))
            .filter_map(|((_, recipe), (_, held))| match recipe {
                Recipe::Feed(Feed::Record(index)) => Some((*index, held)),
                _ => None,
            })
            .collect();
        let record = |index| known.get(&index)?.text();
        let of_kind = |(file, recipe): &(&String, &Recipe)| {
            let Recipe::Feed(Feed::Kind(kind)) = recipe else { return None };
            Some(((*file).clone(), Held::of(self.feeds.kind(*kind, record))))
        };
        let of_kinds: Vec<Made> = of_kinds.iter().filter_map(of_kind).collect();
        let of_index = index.held().filter(|(file, _)| !self.recipes.contains_key(*file));
        let of_index = of_index.map(|(file, held)| (file.to_owned(), held.clone()));
        files.extend(of_index.chain(of_kinds));
        files.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(files)
    }

    /// Makes every page on all cores and keeps none; how many files the site has.
    ///
    /// # Errors
    /// What is wrong with the content or the theme, in order.
    pub fn prove(&self) -> Result<usize, Vec<Diagnostic>> {
        self.is_sound()?;
        // What is for other programs has no template that could be wrong.
        let pages: Vec<_> = self.recipes.iter().filter(|(_, recipe)| recipe.path().is_some()).collect();
        self.kept(&pages, |_, _| ())?;
        self.is_found()?;
        Ok(self.files().count())
    }

    fn is_sound(&self) -> Result<(), Vec<Diagnostic>> {
        if Counts::of(&self.diagnostics).errors > 0 { Err(self.diagnostics.clone()) } else { Ok(()) }
    }

    fn is_found(&self) -> Result<(), Vec<Diagnostic>> {
        if Counts::of(self.of_search()).errors > 0 { Err(self.found()) } else { Ok(()) }
    }

    /// What becomes of the bytes of some files, each with its path.
    fn kept<T: Send>(
        &self,
        recipes: &[(&String, &Recipe)],
        keep: impl Fn(&mut Packer, Vec<u8>) -> T + Sync,
    ) -> Result<Vec<(String, T)>, Vec<Diagnostic>> {
        let make = |packer: &mut Packer, (file, recipe): &(&String, &Recipe)| {
            ((*file).clone(), self.make(recipe).map(|bytes| keep(packer, bytes)))
        };
        let made: Vec<(String, Result<T, Box<Diagnostic>>)> =
            recipes.par_iter().map_init(Packer::default, make).collect();
        let (mut files, mut faults) = (Vec::with_capacity(made.len()), Vec::new());
        for (file, made) in made {
            match made {
                Ok(kept) => files.push((file, kept)),
                Err(fault) => faults.push((file, *fault)),
            }
        }
        // Whatever was made first.
        faults.sort_by(|a, b| a.0.cmp(&b.0));
        let faults: Vec<Diagnostic> = faults.into_iter().map(|(_, fault)| fault).collect();
        if faults.is_empty() { Ok(files) } else { Err(self.faults(faults)) }
    }

    fn make(&self, recipe: &Recipe) -> Bytes {
        match recipe {
            Recipe::Page { path, owner } => {
                let (site, theme) = self.seen_from(path);
                theme.render(page::view(site, path, *owner)).map_err(|fault| met_at(path, *fault))
            }
            Recipe::Copy(source) => Ok(source.bytes().to_vec()),
            Recipe::Moved { from, to } => {
                let (site, theme) = self.seen_from(from);
                theme.render(page::moved(site, from, to)).map_err(|fault| met_at(from, *fault))
            }
            Recipe::Feed(feed) => Ok(self.feeds.bytes(*feed, &self.site)),
            Recipe::Headers => {
                Ok(header::file(self.site.routes.base(), self.headers.as_ref().map_or(&[], Source::bytes)))
            }
            Recipe::Table => Ok(self.site.routes.table().unwrap_or_default().into_bytes()),
            Recipe::Decision(index) => Ok(page::data(&self.site, *index).unwrap_or_default().into_bytes()),
            Recipe::Asset(name) => Ok(self.site.routes.assets().bytes(name).unwrap_or_default().to_vec()),
        }
    }

    /// All faults in order, with those met in making pages; one of a template once, with the first page that met it.
    #[must_use]
    pub fn faults(&self, of_pages: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let mut first = BTreeMap::new();
        for fault in of_pages {
            if let Entry::Vacant(free) = first.entry((fault.primary.place.clone(), fault.message.clone())) {
                free.insert(fault);
            }
        }
        in_order(self.diagnostics.iter().cloned().chain(first.into_values()).collect())
    }
}
