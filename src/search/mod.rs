#![doc = include_str!("README.md")]

mod alike;
mod cases;
mod document;
mod engine;
mod facet;
mod fault;
mod file;
mod fold;
mod list;
mod said;
mod stop;
mod term;
mod word;

pub use cases::{Case, Figures, LOOKED, Outcome, cases, figures, run};
pub use engine::{Answer, Corrected, Engine, Excerpts, Found, Hit};
pub use fault::why;
pub use file::{MANIFEST, Split, VERSION};
pub use word::{Word, stem, words};

use crate::diagnostic::Diagnostic;
use crate::held::Held;
use crate::page::Site;
use crate::source::Sources;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The folder of the index in the output.
pub const FOLDER: &str = "search/";

/// The index of a site.
#[derive(Debug, Default)]
pub struct Index {
    /// Its files below the output folder, packed: all texts of a site are in them.
    files: BTreeMap<String, Held>,
    /// The stems of all terms, each with one of them.
    stems: BTreeMap<String, String>,
}

impl Index {
    /// The index of a site.
    #[must_use]
    pub fn new(site: &Site, split: Split) -> Self {
        let (documents, terms) = term::read(site);
        let files = file::files(site, documents, &terms, &alike::alike(site, &terms), split);
        let files = files.into_iter().map(|(name, held)| (format!("{FOLDER}{name}.json"), held)).collect();
        // Only synonyms ask for them.
        let has_synonyms = alike::synonyms(site).next().is_some();
        Self { files, stems: if has_synonyms { file::stems(&terms) } else { BTreeMap::new() } }
    }

    /// The names of its files below the output folder, in order.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Its files below the output folder, in order.
    pub fn held(&self) -> impl Iterator<Item = (&str, &Held)> {
        self.files.iter().map(|(file, held)| (file.as_str(), held))
    }

    /// Whether there is such a file below the output folder.
    #[must_use]
    pub fn has(&self, file: &str) -> bool {
        self.files.contains_key(file)
    }

    /// The text of a file below the output folder.
    #[must_use]
    pub fn text(&self, file: &str) -> Option<String> {
        self.files.get(file)?.text()
    }

    /// The text of a file by its name in the folder of the index, as the script asks for it.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<String> {
        self.text(&format!("{FOLDER}{name}"))
    }
}

/// What is wrong with what the site tells its search: synonyms that mean nothing, queries that do not find what they should.
#[must_use]
pub fn check(site: &Site, sources: &Sources, index: impl FnOnce() -> Arc<Index>) -> Vec<Diagnostic> {
    let has_synonyms = alike::synonyms(site).next().is_some();
    let cases = cases(site);
    if !has_synonyms && cases.is_empty() {
        return Vec::new();
    }
    let index = index();
    let mut found = fault::synonyms_of(site, sources, &index);
    found.extend(fault::queries(site, sources, &index, &cases));
    found
}
