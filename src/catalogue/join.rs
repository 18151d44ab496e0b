use super::inherit;
use super::life::{self, Life};
use super::resolve::Target;
use super::resolved::{Joined, Memo, Resolved, Targets, resolved};
use crate::config::Site;
use crate::diagnostic::{Code, Diagnostic};
use crate::kind::Kinds;
use crate::record::{Record, Records};
use crate::schema::{Content, Value};
use crate::source::Sources;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Which record of a catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RecordIndex(pub(super) usize);

impl RecordIndex {
    /// Its place in the catalogue.
    #[must_use]
    pub const fn number(self) -> usize {
        self.0
    }
}

/// The way back along a reference.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Backlink {
    /// What the kind calls it.
    pub name: Arc<str>,
    /// The record that holds the reference.
    pub from: RecordIndex,
    /// Which of its references.
    pub reference: usize,
}

/// A field of a record, and the record that it was written in.
#[derive(Clone, Copy, Debug)]
pub struct Held<'a> {
    /// Its value.
    pub value: &'a Value,
    /// The record itself, or one from which it takes what it leaves out.
    pub by: RecordIndex,
}

/// All records of a site.
#[derive(Debug)]
pub struct Catalogue {
    /// Sorted by kind and slug, drafts that are not shown behind all others.
    pub(super) records: Vec<Arc<Record>>,
    /// How many of them are shown.
    pub(super) published: usize,
    pub(super) resolved: Resolved,
    /// For each record the one from which it takes what it leaves out.
    parents: Vec<Option<RecordIndex>>,
    /// For each record what its days make of it.
    lives: Vec<Life>,
    /// Kinds that may have records which could not be read.
    pub(super) incomplete: BTreeSet<usize>,
}

impl Catalogue {
    /// Whether a kind may have records that could not be read, so that nobody knows which there are.
    #[must_use]
    pub fn is_incomplete(&self, kind: usize) -> bool {
        self.incomplete.contains(&kind)
    }

    /// The record of this kind and slug.
    #[must_use]
    pub fn find(&self, kind: usize, slug: &str) -> Option<RecordIndex> {
        self.resolved.index.find(kind, slug).filter(|index| *index < self.published).map(RecordIndex)
    }

    /// One record. An index is good for the catalogue that gave it.
    #[must_use]
    pub fn get(&self, index: RecordIndex) -> Option<&Record> {
        self.records.get(index.0).map(|record| &**record)
    }

    /// All records that are shown, by kind and slug.
    pub fn iter(&self) -> impl Iterator<Item = (RecordIndex, &Record)> + Clone {
        self.records.iter().take(self.published).enumerate().map(|(index, record)| (RecordIndex(index), &**record))
    }

    /// All records, drafts that are not shown among them.
    pub fn all(&self) -> impl Iterator<Item = (RecordIndex, &Record)> {
        self.records.iter().enumerate().map(|(index, record)| (RecordIndex(index), &**record))
    }

    /// All records of a kind, drafts that are not shown behind the others.
    pub fn all_of_kind(&self, kind: usize) -> impl Iterator<Item = (RecordIndex, &Record)> {
        self.all().filter(move |(_, record)| record.kind == kind)
    }

    /// The records of a kind that are shown, by slug.
    pub fn of_kind(&self, kind: usize) -> impl Iterator<Item = (RecordIndex, &Record)> {
        let published = self.records.get(..self.published).unwrap_or_default();
        let start = published.partition_point(|record| record.kind < kind);
        let rest = published.iter().enumerate().skip(start);
        rest.take_while(move |(_, record)| record.kind == kind).map(|(index, record)| (RecordIndex(index), &**record))
    }

    /// Where one of a record's references leads.
    #[must_use]
    pub fn target(&self, from: RecordIndex, reference: usize) -> Option<&Target> {
        self.resolved.targets.get(from.0)?.get(reference)?.as_ref()
    }

    /// The ways back to the records that name this one, sorted by name, record and reference.
    #[must_use]
    pub fn backlinks(&self, to: RecordIndex) -> &[Backlink] {
        self.resolved.backlinks.get(to.0).map(Vec::as_slice).unwrap_or_default()
    }

    /// The record from which this one takes what it leaves out.
    #[must_use]
    pub fn parent(&self, index: RecordIndex) -> Option<RecordIndex> {
        self.parents.get(index.0).copied().flatten()
    }

    /// The record itself, and those from which it takes what it leaves out, the nearest first.
    pub fn ancestors(&self, index: RecordIndex) -> impl Iterator<Item = RecordIndex> {
        std::iter::successors(Some(index), |at| self.parent(*at)).take(inherit::GENERATIONS)
    }

    /// A field of a record: its own, or one that it takes from another.
    #[must_use]
    pub fn field(&self, index: RecordIndex, name: &str, kinds: &Kinds) -> Option<Held<'_>> {
        inherit::field(&self.records, &self.parents, kinds, index, name)
    }

    /// The record that a field names, where it names one.
    #[must_use]
    pub fn named_by(&self, index: RecordIndex, field: &str) -> Option<RecordIndex> {
        named_by(&self.records, &self.resolved.targets, index, field)
    }

    /// What a record's days make of it.
    #[must_use]
    pub fn life(&self, index: RecordIndex) -> Option<&Life> {
        self.lives.get(index.0)
    }
}

/// What records are joined with.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    /// The kinds.
    pub kinds: &'a Kinds,
    /// The site's own file.
    pub site: &'a Site,
    /// Where the records were read from.
    pub sources: &'a Sources,
    /// Whether drafts are shown.
    pub drafts: bool,
}

/// Joins the records of a site. What `memo` knows is not looked up again.
#[must_use]
pub fn join(read: Records, around: Around<'_>, memo: &Memo) -> (Catalogue, Vec<Diagnostic>) {
    let Around { kinds, drafts, .. } = around;
    let Records { records, incomplete } = read;
    let (records, mut diagnostics) = sorted(records, around);
    let published = records.partition_point(|record| drafts || !record.is_draft);
    let (resolved, faults) = resolved(Joined { records: &records, published, incomplete: &incomplete, around }, memo);
    diagnostics.extend(faults);
    let parents = inherit::parents(&records, &resolved.targets, kinds);
    diagnostics.extend(inherit::missing(&records, &parents, kinds));
    let lives = life::lives(&records, &resolved.targets, &parents, around);
    (Catalogue { records, published, resolved, parents, lives, incomplete }, diagnostics)
}

/// Records by kind and slug; of two with one id the first in the order of files stays.
fn sorted(mut records: Vec<Arc<Record>>, around: Around<'_>) -> (Vec<Arc<Record>>, Vec<Diagnostic>) {
    records.sort_by(|a, b| (a.kind, &a.slug).cmp(&(b.kind, &b.slug)));
    let mut diagnostics = Vec::new();
    let mut unique: Vec<Arc<Record>> = Vec::with_capacity(records.len());
    for record in records {
        match unique.last().filter(|last| (last.kind, &last.slug) == (record.kind, &record.slug)) {
            Some(first) if first.is_misnamed || record.is_misnamed => {}
            Some(first) => diagnostics.extend(twice(first, &record, around)),
            None => unique.push(record),
        }
    }
    if !around.drafts {
        unique.sort_by_key(|record| record.is_draft);
    }
    (unique, diagnostics)
}

fn twice(first: &Record, second: &Record, around: Around<'_>) -> Option<Diagnostic> {
    let noun = around.kinds.get(second.kind)?.noun();
    let place = around.sources.get(&second.path)?.at(second.anchor);
    let fault = Diagnostic::new(
        Code::DuplicateId,
        place,
        format!("there are two records of the kind {noun} called `{}`", second.slug),
    );
    let first = around.sources.get(&first.path)?.at(first.anchor);
    Some(fault.label("the second one").also(first, "the first one").help("rename one of them, or remove it"))
}

/// The record that a field names.
pub(super) fn named_by(
    records: &[Arc<Record>],
    targets: &[Targets],
    index: RecordIndex,
    field: &str,
) -> Option<RecordIndex> {
    let Content::Reference(reference) = records.get(index.0)?.decoded.get(field)?.content else { return None };
    Some(targets.get(index.0)?.get(reference)?.as_ref()?.record)
}
