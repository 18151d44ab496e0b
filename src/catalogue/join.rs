use super::index::Index;
use super::resolve::{Resolver, Target};
use crate::config::Site;
use crate::diagnostic::{Code, Diagnostic};
use crate::kind::Kinds;
use crate::record::{Record, Records};
use crate::source::Sources;
use rayon::prelude::*;
use std::sync::Arc;

/// Which record of a catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RecordIndex(usize);

/// The way back along a reference.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Backlink {
    /// What the kind calls it.
    pub name: Arc<str>,
    /// The record that holds the reference.
    pub from: RecordIndex,
}

/// All records of a site.
#[derive(Debug)]
pub struct Catalogue {
    /// Sorted by kind and slug.
    records: Vec<Record>,
    index: Index,
    /// For each record where its references lead, in their order.
    targets: Vec<Vec<Option<Target>>>,
    /// For each record the ways back to those that name it, sorted.
    backlinks: Vec<Vec<Backlink>>,
}

impl Catalogue {
    /// The record of this kind and slug.
    #[must_use]
    pub fn find(&self, kind: usize, slug: &str) -> Option<RecordIndex> {
        self.index.find(kind, slug).map(RecordIndex)
    }

    /// One record. An index is good for the catalogue that gave it.
    #[must_use]
    pub fn get(&self, index: RecordIndex) -> Option<&Record> {
        self.records.get(index.0)
    }

    /// All records, by kind and slug.
    pub fn iter(&self) -> impl Iterator<Item = (RecordIndex, &Record)> {
        self.records.iter().enumerate().map(|(index, record)| (RecordIndex(index), record))
    }

    /// The records of a kind, by slug.
    pub fn of_kind(&self, kind: usize) -> impl Iterator<Item = (RecordIndex, &Record)> {
        let start = self.records.partition_point(|record| record.kind < kind);
        let rest = self.records.iter().enumerate().skip(start);
        rest.take_while(move |(_, record)| record.kind == kind).map(|(index, record)| (RecordIndex(index), record))
    }

    /// Where one of a record's references leads.
    #[must_use]
    pub fn target(&self, from: RecordIndex, reference: usize) -> Option<&Target> {
        self.targets.get(from.0)?.get(reference)?.as_ref()
    }

    /// The ways back to the records that name this one, sorted by name and record, each once.
    #[must_use]
    pub fn backlinks(&self, to: RecordIndex) -> &[Backlink] {
        self.backlinks.get(to.0).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Joins the records of a site.
#[must_use]
pub fn join(read: Records, kinds: &Kinds, site: &Site, sources: &Sources) -> (Catalogue, Vec<Diagnostic>) {
    let Records { records, incomplete } = read;
    let (records, mut diagnostics) = sorted(records, kinds, sources);
    let index = Index::new(&records);
    let resolver = Resolver { records: &records, index: &index, incomplete: &incomplete, kinds, sources };
    let (targets, faults): (Vec<_>, Vec<_>) = records.par_iter().map(|record| resolver.record(record)).unzip();
    diagnostics.extend(faults.into_iter().flatten());
    diagnostics.extend(resolver.prose(&site.decoded.prose, sources.get(crate::config::FILE)));
    let backlinks = backlinks(&records, &targets);
    (Catalogue { records, index, targets, backlinks }, diagnostics)
}

/// Records by kind and slug; of two with one id the first in the order of files stays.
fn sorted(mut records: Vec<Record>, kinds: &Kinds, sources: &Sources) -> (Vec<Record>, Vec<Diagnostic>) {
    records.sort_by(|a, b| (a.kind, &a.slug).cmp(&(b.kind, &b.slug)));
    let mut diagnostics = Vec::new();
    let mut unique: Vec<Record> = Vec::with_capacity(records.len());
    for record in records {
        match unique.last().filter(|last| (last.kind, &last.slug) == (record.kind, &record.slug)) {
            Some(first) => diagnostics.extend(twice(first, &record, kinds, sources)),
            None => unique.push(record),
        }
    }
    (unique, diagnostics)
}

fn twice(first: &Record, second: &Record, kinds: &Kinds, sources: &Sources) -> Option<Diagnostic> {
    let noun = kinds.get(second.kind)?.noun();
    let place = sources.get(&second.path)?.at(second.anchor);
    let fault = Diagnostic::new(
        Code::DuplicateId,
        place,
        format!("there are two records of the kind {noun} called `{}`", second.slug),
    );
    let first = sources.get(&first.path)?.at(first.anchor);
    Some(fault.label("the second one").also(first, "the first one").help("rename one of them, or remove it"))
}

fn backlinks(records: &[Record], targets: &[Vec<Option<Target>>]) -> Vec<Vec<Backlink>> {
    let mut backlinks: Vec<Vec<Backlink>> = vec![Vec::new(); records.len()];
    for (from, (record, targets)) in records.iter().zip(targets).enumerate() {
        for (reference, target) in record.decoded.references.iter().zip(targets) {
            let (Some(name), Some(target)) = (&reference.targets.backlinks, target) else { continue };
            // A record that names a part of itself needs no way back to itself.
            if target.record.0 == from {
                continue;
            }
            if let Some(back) = backlinks.get_mut(target.record.0) {
                back.push(Backlink { name: name.clone(), from: RecordIndex(from) });
            }
        }
    }
    for back in &mut backlinks {
        back.sort();
        back.dedup();
    }
    backlinks
}

impl RecordIndex {
    pub(super) fn new(index: usize) -> Self {
        Self(index)
    }
}
