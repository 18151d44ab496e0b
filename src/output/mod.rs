//! The finished site: a sorted map of file to recipe.
//!
//! [`Output::bytes`] makes one file and is pure: `build` maps it over all cores and [`mod@write`] puts the
//! result into a folder, `serve` calls it for the file that is asked for, and both get the same bytes.

mod fingerprint;
pub mod write;

pub use fingerprint::Fingerprint;

use crate::diagnostic::{Code, Counts, Diagnostic, in_order, nearest};
use crate::kind::Kind;
use crate::page::{self, Site};
use crate::route::{self, Owner};
use crate::source::{Place, Source, Sources, Span};
use crate::theme::Theme;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

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
    /// From the theme, by its name there.
    Asset(String),
    /// A file of the author, as it is.
    Copy(Source),
}

/// The bytes of a file, or the fault of the template that should have made them.
pub type Bytes = Result<Vec<u8>, Box<Diagnostic>>;

/// A finished file.
pub type Made = (String, Vec<u8>);

/// The finished site.
#[derive(Debug)]
pub struct Output {
    site: Site,
    theme: Theme,
    diagnostics: Vec<Diagnostic>,
    recipes: BTreeMap<String, Recipe>,
}

impl Output {
    /// Every file of a site, none of them made yet; `diagnostics` are those of its content.
    #[must_use]
    pub fn new(site: Site, theme: Theme, sources: &Sources, diagnostics: Vec<Diagnostic>) -> Self {
        let pages =
            site.routes.iter().map(|(path, owner)| (route::file(path), Recipe::Page { path: path.to_owned(), owner }));
        let copies = site
            .routes
            .files()
            .filter_map(|(path, source)| Some((route::file(path), Recipe::Copy(sources.get(source)?.clone()))));
        let moved = site.routes.moved().map(|(from, redirect)| {
            (route::file(from), Recipe::Moved { from: from.to_owned(), to: redirect.to.clone() })
        });
        let table = site.routes.table().map(|_| (route::file(route::TABLE), Recipe::Table));
        let assets = site.routes.assets();
        let assets =
            assets.names().filter_map(|name| Some((route::file(assets.path(name)?), Recipe::Asset(name.to_owned()))));
        let recipes: BTreeMap<String, Recipe> = pages.chain(copies).chain(moved).chain(table).chain(assets).collect();
        let diagnostics = [diagnostics, theme.diagnostics.clone(), no_templates(&site, &theme)].concat();
        let diagnostics = in_order(diagnostics);
        Self { site, theme, diagnostics, recipes }
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
        self.recipes.keys().map(String::as_str)
    }

    /// The bytes of a file; `None` where there is no such file.
    ///
    /// # Errors
    /// The fault of the template that makes it.
    #[must_use]
    pub fn bytes(&self, file: &str) -> Option<Bytes> {
        self.recipes.get(file).map(|recipe| self.make(recipe))
    }

    /// Whether there is such a file.
    #[must_use]
    pub fn has(&self, file: &str) -> bool {
        self.recipes.contains_key(file)
    }

    /// Makes every file on all cores.
    ///
    /// # Errors
    /// What is wrong with the content or the theme, in order; then nothing is given out.
    pub fn all(&self) -> Result<Vec<Made>, Vec<Diagnostic>> {
        if Counts::of(&self.diagnostics).errors > 0 {
            return Err(self.diagnostics.clone());
        }
        let made: Vec<(&String, Bytes)> =
            self.recipes.par_iter().map(|(file, recipe)| (file, self.make(recipe))).collect();
        let (mut files, mut faults) = (Vec::with_capacity(made.len()), Vec::new());
        for (file, made) in made {
            match made {
                Ok(bytes) => files.push((file.clone(), bytes)),
                Err(fault) => faults.push(*fault),
            }
        }
        if faults.is_empty() { Ok(files) } else { Err(self.faults(faults)) }
    }

    fn make(&self, recipe: &Recipe) -> Bytes {
        match recipe {
            Recipe::Page { path, owner } => self.theme.render(&page::view(&self.site, path, *owner)),
            Recipe::Copy(source) => Ok(source.bytes().to_vec()),
            Recipe::Moved { from, to } => self.theme.render(&page::moved(&self.site, from, to)),
            Recipe::Table => Ok(self.site.routes.table().unwrap_or_default().into_bytes()),
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
