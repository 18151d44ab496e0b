//! Where all references lead, and what of that is known from before.

use super::index::Index;
use super::join::{Around, Backlink, Catalogue, RecordIndex};
use super::resolve::{Resolver, Target};
use crate::diagnostic::Diagnostic;
use crate::kind::Kinds;
use crate::record::Record;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Where the references of a record lead, in their order.
pub(super) type Targets = Arc<[Option<Target>]>;

/// Where the references of all records lead. Shared with the catalogue after an edit, as far as it is the same there.
#[derive(Debug)]
pub(super) struct Resolved {
    pub(super) index: Arc<Index>,
    /// For each record.
    pub(super) targets: Vec<Targets>,
    /// For each record the ways back to those that name it, sorted.
    pub(super) backlinks: Arc<[Vec<Backlink>]>,
    /// Whether nothing is to be told of them.
    is_sound: bool,
}

/// What was joined before, so that after an edit the references of one record are looked up again and not those of all.
///
/// Where a reference leads follows from the kinds, from which records and parts there are, and from what of them could not be
/// read: so these are what is compared. Where something is to be told nothing is kept, since a diagnostic tells of others.
/// Empty in a program that reads a site once.
#[derive(Debug, Default)]
pub struct Memo(Option<(Arc<Kinds>, Arc<Catalogue>)>);

impl Memo {
    /// What these kinds and records were joined to.
    #[must_use]
    pub fn of(kinds: &Arc<Kinds>, catalogue: &Arc<Catalogue>) -> Self {
        Self(Some((kinds.clone(), catalogue.clone())))
    }

    /// The last catalogue, where it has the same records with the same parts.
    fn under(&self, joined: Joined<'_>) -> Option<&Catalogue> {
        let (kinds, last) = self.0.as_ref()?;
        let is_same = std::ptr::eq(Arc::as_ptr(kinds), joined.around.kinds)
            && last.resolved.is_sound
            && last.published == joined.published
            && last.incomplete == *joined.incomplete
            && last.records.len() == joined.records.len()
            && last.records.iter().zip(joined.records).all(|(last, now)| is_named_alike(last, now));
        is_same.then_some(last)
    }
}

/// Whether nothing that names the one would find something else in the other.
fn is_named_alike(last: &Arc<Record>, now: &Arc<Record>) -> bool {
    let named = |record: &Record| (record.kind, record.is_draft, record.is_faulty);
    Arc::ptr_eq(last, now)
        || (named(last) == named(now)
            && last.slug == now.slug
            && last.decoded.faulty == now.decoded.faulty
            && parts(last).eq(parts(now)))
}

fn parts(record: &Record) -> impl Iterator<Item = &str> {
    record.decoded.parts.iter().map(|(path, _)| &**path)
}

/// Records in their order.
#[derive(Clone, Copy)]
pub(super) struct Joined<'a> {
    pub(super) records: &'a [Arc<Record>],
    /// How many of them are shown.
    pub(super) published: usize,
    /// Kinds that may have records which could not be read.
    pub(super) incomplete: &'a BTreeSet<usize>,
    pub(super) around: Around<'a>,
}

/// Resolves all references, and the links in all prose.
pub(super) fn resolved(joined: Joined<'_>, memo: &Memo) -> (Resolved, Vec<Diagnostic>) {
    let Joined { records, published, incomplete, around: Around { kinds, site, sources, .. } } = joined;
    let last = memo.under(joined);
    let index = last.map_or_else(|| Arc::new(Index::new(records)), |last| last.resolved.index.clone());
    let resolver = Resolver { records, published, index: &index, incomplete, kinds, sources };
    let known = |at: usize, record: &Arc<Record>| {
        let last = last.filter(|last| last.records.get(at).is_some_and(|last| Arc::ptr_eq(last, record)))?;
        last.resolved.targets.get(at).cloned()
    };
    let of_record = |(at, record)| match known(at, record) {
        Some(targets) => (targets, Vec::new()),
        None => resolver.record(record),
    };
    let (targets, faults): (Vec<Targets>, Vec<_>) = records.par_iter().enumerate().map(of_record).unzip();
    let mut diagnostics: Vec<Diagnostic> = faults.into_iter().flatten().collect();
    let is_sound = diagnostics.is_empty();
    diagnostics.extend(resolver.prose(&site.decoded.prose, crate::config::FILE, true));
    let backlinks = match last.filter(|last| leads_back_alike(last, records, &targets)) {
        Some(last) => last.resolved.backlinks.clone(),
        None => backlinks(records, published, &targets),
    };
    (Resolved { index, targets, backlinks, is_sound }, diagnostics)
}

/// Whether the same references lead to the same records, so that the ways back are the same.
fn leads_back_alike(last: &Catalogue, records: &[Arc<Record>], targets: &[Targets]) -> bool {
    let is_same = |at: usize| {
        let (Some(before), Some(now)) = (last.records.get(at), records.get(at)) else { return false };
        let is_led_alike = || last.resolved.targets.get(at) == targets.get(at) && ways(before).eq(ways(now));
        Arc::ptr_eq(before, now) || is_led_alike()
    };
    (0..records.len()).all(is_same)
}

/// What the ways back along the references of a record are called.
fn ways(record: &Record) -> impl Iterator<Item = &Option<Arc<str>>> {
    record.decoded.references.iter().map(|reference| &reference.targets.backlinks)
}

fn backlinks(records: &[Arc<Record>], published: usize, targets: &[Targets]) -> Arc<[Vec<Backlink>]> {
    let mut backlinks: Vec<Vec<Backlink>> = vec![Vec::new(); records.len()];
    for (from, (record, targets)) in records.iter().zip(targets).enumerate().take(published) {
        for (number, (reference, target)) in record.decoded.references.iter().zip(targets.iter()).enumerate() {
            let (Some(name), Some(target)) = (&reference.targets.backlinks, target) else { continue };
            // A record that names a part of itself needs no way back to itself.
            if target.record.0 == from {
                continue;
            }
            if let Some(back) = backlinks.get_mut(target.record.0) {
                back.push(Backlink { name: name.clone(), from: RecordIndex(from), reference: number });
            }
        }
    }
    backlinks.par_iter_mut().for_each(|back| back.sort());
    backlinks.into()
}
