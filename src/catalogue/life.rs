//! What the days of records make of them: their timelines, and from when on they are replaced.

use super::inherit;
use super::join::{Around, RecordIndex, named_by};
use super::resolved::Targets;
use crate::date::{Day, Patience, Timeline};
use crate::kind::{Kinds, Lifecycle};
use crate::record::{self, Record};
use rayon::prelude::*;
use std::sync::Arc;

/// What a record's days make of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Life {
    /// Its states; none where its kind has no lifecycle.
    pub timeline: Option<Timeline>,
    /// The day from which on a newer record stands in its place. Where the newer one does not say when it opened, that is
    /// the day on which the one after it did, else the beginning: that it is replaced is known.
    pub replaced_from: Option<Day>,
}

/// Where the windows of records are found.
#[derive(Clone, Copy)]
struct Lives<'a> {
    records: &'a [Arc<Record>],
    parents: &'a [Option<RecordIndex>],
    kinds: &'a Kinds,
    /// For each record those that replace it.
    newer: &'a [Vec<RecordIndex>],
}

/// How many versions of one thing are looked at to find when it was replaced.
const VERSIONS: usize = 64;

/// What the days of each record make of it.
pub(super) fn lives(
    records: &[Arc<Record>],
    targets: &[Targets],
    parents: &[Option<RecordIndex>],
    around: Around<'_>,
) -> Vec<Life> {
    let mut newer: Vec<Vec<RecordIndex>> = vec![Vec::new(); records.len()];
    for index in 0..records.len() {
        let older = named_by(records, targets, RecordIndex(index), "replaces");
        if let Some(newer) = older.and_then(|older| newer.get_mut(older.0)) {
            newer.push(RecordIndex(index));
        }
    }
    let lives = Lives { records, parents, kinds: around.kinds, newer: &newer };
    let patience = around.site.patience;
    (0..records.len()).into_par_iter().map(|index| lives.of(RecordIndex(index), patience)).collect()
}

impl<'a> Lives<'a> {
    fn of(self, index: RecordIndex, patience: Patience) -> Life {
        let newer = self.newer.get(index.0).map(Vec::as_slice).unwrap_or_default();
        let opened = newer.iter().filter_map(|newer| self.opened(*newer)).min();
        let replaced_from = newer.first().map(|_| opened.unwrap_or(Day::FIRST));
        let is_alone = opened.is_none() && self.parents.get(index.0).is_none_or(Option::is_none);
        let timeline = match self.records.get(index.0) {
            // Most records neither take fields from another nor are replaced, and their states are known already.
            Some(record) if is_alone => record.timeline.clone(),
            _ => self.lifecycle(index).map(|lifecycle| {
                let field = |name: &str| {
                    inherit::field(self.records, self.parents, self.kinds, index, name).map(|held| held.value)
                };
                record::timeline(lifecycle, field, opened, patience)
            }),
        };
        Life { timeline, replaced_from }
    }

    /// The first day on which it, or else what came after it, is known to have been open.
    fn opened(self, index: RecordIndex) -> Option<Day> {
        let mut at = index;
        for _ in 0..VERSIONS {
            let entry = self
                .lifecycle(at)
                .and_then(|lifecycle| inherit::field(self.records, self.parents, self.kinds, at, &lifecycle.entry));
            let first = record::window(entry.map(|held| held.value)).and_then(|window| window.first_day());
            if first.is_some() {
                return first;
            }
            at = *self.newer.get(at.0)?.first()?;
        }
        None
    }

    fn lifecycle(self, index: RecordIndex) -> Option<&'a Lifecycle> {
        self.kinds.get(self.records.get(index.0)?.kind)?.roles.lifecycle.as_ref()
    }
}
