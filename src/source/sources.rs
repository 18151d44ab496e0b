use super::{Source, SourcePath};
use std::collections::{BTreeMap, BTreeSet};

/// All files that a site is made from, sorted by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources(BTreeMap<SourcePath, Source>);

impl Sources {
    /// The source at a path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Source> {
        self.0.get(path)
    }

    /// All sources in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.0.values()
    }

    /// The sources whose path begins with `prefix`, in the order of their paths.
    pub fn below<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a Source> {
        let from = (std::ops::Bound::Included(prefix), std::ops::Bound::Unbounded);
        self.0
            .range::<str, _>(from)
            .map(|(_, source)| source)
            .take_while(move |source| source.path().starts_with(prefix))
    }

    /// The same with `others` at some paths, files or whole folders, in place of what was there; and which are other than
    /// before, those that are gone among them.
    pub(super) fn with_others(&self, paths: &[&String], others: Vec<Source>) -> (Self, BTreeSet<SourcePath>) {
        let mut sources = self.0.clone();
        let mut changed = BTreeSet::new();
        for path in paths {
            let folder = format!("{path}/");
            let below = self.below(&folder).map(Source::path);
            for gone in self.get(path).map(Source::path).into_iter().chain(below) {
                sources.remove(gone);
                changed.insert(gone.clone());
            }
        }
        for other in others {
            // What is the same stays the very same, so that nobody compares its letters again.
            match self.0.get_key_value(other.path()).filter(|(_, source)| **source == other) {
                Some((path, source)) => {
                    changed.remove(path);
                    sources.insert(path.clone(), source.clone());
                }
                None => {
                    changed.insert(other.path().clone());
                    sources.insert(other.path().clone(), other);
                }
            }
        }
        (Self(sources), changed)
    }
}

impl FromIterator<Source> for Sources {
    fn from_iter<I: IntoIterator<Item = Source>>(sources: I) -> Self {
        Self(sources.into_iter().map(|source| (source.path().clone(), source)).collect())
    }
}
