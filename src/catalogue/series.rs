//! Records that are versions of one another, by the field `replaces`.

use super::{Catalogue, RecordIndex};
use crate::kind::{Kinds, Versions};
use crate::schema::Content;
use std::collections::BTreeSet;

/// How many versions of one thing are looked at.
const VERSIONS: usize = 256;

/// The field that names the version before, and the way back.
const REPLACES: (&str, &str) = ("replaces", "replaced_by");

/// The version that one is compared with.
#[derive(Debug, PartialEq, Eq)]
pub struct Earlier {
    /// The version.
    pub version: RecordIndex,
    /// Versions between the two of which there is too little to compare, the newest first.
    pub skipped: Vec<RecordIndex>,
}

impl Catalogue {
    /// The versions of the thing that a record is one of, the oldest first.
    #[must_use]
    pub fn series(&self, index: RecordIndex) -> Vec<RecordIndex> {
        let mut found = BTreeSet::new();
        let mut next = vec![index];
        while let Some(at) = next.pop().filter(|_| found.len() < VERSIONS) {
            if found.insert(at) {
                next.extend(self.older(at));
                next.extend(self.newer(at));
            }
        }
        let mut series: Vec<RecordIndex> = found.into_iter().collect();
        series.sort_by_key(|at| (self.generations(*at), *at));
        series
    }

    /// The version before one.
    #[must_use]
    pub fn older(&self, index: RecordIndex) -> Option<RecordIndex> {
        let kind = self.get(index)?.kind;
        self.named_by(index, REPLACES.0).filter(|older| self.get(*older).is_some_and(|older| older.kind == kind))
    }

    /// The versions after one: more than one where a kind has forks.
    pub fn newer(&self, index: RecordIndex) -> impl Iterator<Item = RecordIndex> {
        let kind = self.get(index).map(|record| record.kind);
        let of_replacing = self.backlinks(index).iter().filter(|back| *back.name == *REPLACES.1);
        of_replacing.map(|back| back.from).filter(move |newer| self.get(*newer).map(|newer| newer.kind) == kind)
    }

    /// The nearest version before one that it can be compared with.
    #[must_use]
    pub fn earlier(&self, index: RecordIndex, versions: &Versions, kinds: &Kinds) -> Option<Earlier> {
        let is_skipped = |index: RecordIndex| {
            versions.skip.iter().any(|(field, value)| {
                let held = self.field(index, field, kinds);
                held.is_some_and(|held| matches!(&held.value.content, Content::Text(text) if text == value))
            })
        };
        let mut skipped = Vec::new();
        let mut at = self.older(index).filter(|_| !is_skipped(index))?;
        while is_skipped(at) {
            skipped.push(at);
            at = self.older(at).filter(|_| skipped.len() < VERSIONS)?;
        }
        Some(Earlier { version: at, skipped })
    }

    /// What tells a version from the others, as its author wrote it; its title where its kind names no field for that.
    #[must_use]
    pub fn version_label(&self, index: RecordIndex, versions: &Versions, kinds: &Kinds) -> String {
        let held = versions.label.as_ref().and_then(|field| self.field(index, field, kinds));
        let title = || self.get(index).map(|record| record.title().to_owned()).unwrap_or_default();
        match held.map(|held| &held.value.content) {
            Some(Content::Text(text)) => text.to_string(),
            Some(Content::Integer(number)) => number.to_string(),
            Some(Content::Number(number)) => number.to_string(),
            Some(Content::Period(period)) => period.written.to_string(),
            Some(Content::Term(term)) => term.words.to_string(),
            _ => title(),
        }
    }

    fn generations(&self, index: RecordIndex) -> usize {
        std::iter::successors(Some(index), |at| self.older(*at)).take(VERSIONS).count()
    }
}
