use super::{Source, SourcePath};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// All files that a site is made from, sorted by path.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// In runs, so that a copy in which one file is another shares all of them but one: each edit in `serve` makes such a copy,
    /// and one map of 100,000 files takes 80 ms to copy.
    runs: Vec<Arc<[Source]>>,
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

/// How many files are in a run at most.
const RUN: usize = 256;

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
        self.from(path).next().filter(|source| **source.path() == *path)
    }

    /// All sources in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.runs.iter().flat_map(|run| run.iter())
    }

    /// The sources whose path begins with `prefix`, in the order of their paths.
    pub fn below<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a Source> {
        self.from(prefix).take_while(move |source| source.path().starts_with(prefix))
    }

    /// The sources from a path on.
    fn from<'a>(&'a self, path: &str) -> impl Iterator<Item = &'a Source> + use<'a> {
        let is_before = |source: &Source| **source.path() < *path;
        let at = self.runs.partition_point(|run| run.last().is_some_and(is_before));
        let (first, others) = self.runs.get(at..).and_then(<[_]>::split_first).unzip();
        let first = first.map_or(&[][..], |run| run.get(run.partition_point(is_before)..).unwrap_or_default());
        first.iter().chain(others.into_iter().flatten().flat_map(|run| run.iter()))
    }

    /// The same with `others` at some paths, files or whole folders, in place of what was there; and which are other than
    /// before, those that are gone among them.
    pub(super) fn with_others(
        &self,
        paths: &[&String],
        others: Vec<Source>,
        lost: Vec<Lost>,
    ) -> (Self, BTreeSet<SourcePath>) {
        let mut changes: BTreeMap<SourcePath, Option<Source>> = BTreeMap::new();
        for path in paths {
            let folder = format!("{path}/");
            let gone = self.get(path).into_iter().chain(self.below(&folder));
            changes.extend(gone.map(|gone| (gone.path().clone(), None)));
        }
        changes.extend(others.into_iter().map(|other| (other.path().clone(), Some(other))));
        // What is the same stays the very same, so that nobody compares its letters again.
        changes.retain(|path, other| self.get(path) != other.as_ref());
        let mut changed: BTreeSet<SourcePath> = changes.keys().cloned().collect();
        let runs = self.changed(changes);
        let is_kept = |path: &str| {
            !paths
                .iter()
                .any(|other| path.strip_prefix(&***other).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
        };
        let kept = self.lost.values().filter(|lost| is_kept(&lost.path)).cloned();
        let lost: BTreeMap<_, _> = kept.chain(lost).map(|lost| (lost.path.clone(), lost)).collect();
        let is_other = |path: &&SourcePath| self.lost.get(*path) != lost.get(*path);
        changed.extend(self.lost.keys().chain(lost.keys()).filter(is_other).cloned());
        (Self { runs, lost }, changed)
    }

    /// The runs with other files at some paths, or none there.
    fn changed(&self, changes: BTreeMap<SourcePath, Option<Source>>) -> Vec<Arc<[Source]>> {
        let mut changes = changes.into_iter().peekable();
        let none = [Arc::default()];
        let before = if self.runs.is_empty() { &none[..] } else { &self.runs };
        let mut runs = Vec::with_capacity(before.len());
        for (number, run) in before.iter().enumerate() {
            let next = before.get(number + 1).and_then(|next| next.first()).map(Source::path);
            let is_of_it = |path: &SourcePath| next.is_none_or(|next| path < next);
            let mut of_it = std::iter::from_fn(|| changes.next_if(|(path, _)| is_of_it(path))).peekable();
            if of_it.peek().is_none() {
                runs.push(run.clone());
                continue;
            }
            let mut files: BTreeMap<SourcePath, Source> = by_path(run.iter().cloned());
            for (path, other) in of_it {
                match other {
                    Some(other) => files.insert(path, other),
                    None => files.remove(&path),
                };
            }
            runs.extend(in_runs(files));
        }
        runs
    }
}

fn by_path(sources: impl Iterator<Item = Source>) -> BTreeMap<SourcePath, Source> {
    sources.map(|source| (source.path().clone(), source)).collect()
}

fn in_runs(files: BTreeMap<SourcePath, Source>) -> Vec<Arc<[Source]>> {
    let files: Vec<Source> = files.into_values().collect();
    files.chunks(RUN).map(Arc::from).collect()
}

impl PartialEq for Sources {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter()) && self.lost == other.lost
    }
}

impl Eq for Sources {}

impl FromIterator<Source> for Sources {
    fn from_iter<I: IntoIterator<Item = Source>>(sources: I) -> Self {
        Self { runs: in_runs(by_path(sources.into_iter())), lost: BTreeMap::new() }
    }
}
