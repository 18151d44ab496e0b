use super::{Source, SourcePath};
use std::collections::{BTreeMap, BTreeSet};

/// All files that a site is made from, sorted by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    files: BTreeMap<SourcePath, Source>,
    lost: BTreeMap<SourcePath, Lost>,
}

/// A symbolic link that leads to nothing, where a file should be.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Lost {
    /// Where it is.
    pub path: SourcePath,
    /// Where it leads, as it is written in the link.
    pub target: String,
    /// Whether it leads to itself, or to a folder that it lies in.
    pub is_circle: bool,
}

impl Sources {
    /// Files, and links that lead to none.
    #[must_use]
    pub fn new(files: Vec<Source>, lost: Vec<Lost>) -> Self {
        let lost = lost.into_iter().map(|lost| (lost.path.clone(), lost)).collect();
        Self { lost, ..Self::from_iter(files) }
    }

    /// The links that lead to nothing, in the order of their paths.
    pub fn lost(&self) -> impl Iterator<Item = &Lost> {
        self.lost.values()
    }

    /// The source at a path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Source> {
        self.files.get(path)
    }

    /// All sources in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.files.values()
    }

    /// The sources whose path begins with `prefix`, in the order of their paths.
    pub fn below<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a Source> {
        let from = (std::ops::Bound::Included(prefix), std::ops::Bound::Unbounded);
        self.files
            .range::<str, _>(from)
            .map(|(_, source)| source)
            .take_while(move |source| source.path().starts_with(prefix))
    }

    /// The same with `others` at some paths, files or whole folders, in place of what was there; and which are other than
    /// before, those that are gone among them.
    pub(super) fn with_others(
        &self,
        paths: &[&String],
        others: Vec<Source>,
        lost: Vec<Lost>,
    ) -> (Self, BTreeSet<SourcePath>) {
        let mut sources = self.files.clone();
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
            match self.files.get_key_value(other.path()).filter(|(_, source)| **source == other) {
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
        let is_kept = |path: &str| {
            !paths
                .iter()
                .any(|other| path.strip_prefix(&***other).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
        };
        let kept = self.lost.values().filter(|lost| is_kept(&lost.path)).cloned();
        let lost: BTreeMap<_, _> = kept.chain(lost).map(|lost| (lost.path.clone(), lost)).collect();
        let is_other = |path: &&SourcePath| self.lost.get(*path) != lost.get(*path);
        changed.extend(self.lost.keys().chain(lost.keys()).filter(is_other).cloned());
        (Self { files: sources, lost }, changed)
    }
}

impl FromIterator<Source> for Sources {
    fn from_iter<I: IntoIterator<Item = Source>>(sources: I) -> Self {
        let files = sources.into_iter().map(|source| (source.path().clone(), source)).collect();
        Self { files, lost: BTreeMap::new() }
    }
}
