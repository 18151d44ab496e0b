//! Fields that a record leaves out and takes from another one of its kind.

use super::join::{Held, RecordIndex, named_by};
use super::resolved::Targets;
use crate::diagnostic::Diagnostic;
use crate::kind::Kinds;
use crate::record::Record;
use crate::schema::Content;
use std::sync::Arc;

/// The fields of every record that are taken over with those that the kind declares: what is known of the one is known
/// of the other, while names, addresses and history are a record's own.
const TAKEN: [&str; 3] = ["confirmed", "withdrawn", "sources"];

/// How many records may stand between one and the last from which it takes something: an option of an option of a
/// programme is two.
pub(super) const GENERATIONS: usize = 16;

/// For each record the one from which it takes what it leaves out.
pub(super) fn parents(records: &[Arc<Record>], targets: &[Targets], kinds: &Kinds) -> Vec<Option<RecordIndex>> {
    let parent = |index: usize| {
        let field = kinds.get(records.get(index)?.kind)?.roles.inherit.as_deref()?;
        named_by(records, targets, RecordIndex(index), field)
    };
    (0..records.len()).map(parent).collect()
}

/// A field of a record: its own, or the nearest that it takes from another.
pub(super) fn field<'a>(
    records: &'a [Arc<Record>],
    parents: &[Option<RecordIndex>],
    kinds: &Kinds,
    index: RecordIndex,
    name: &str,
) -> Option<Held<'a>> {
    let own = |at: RecordIndex| Some(Held { value: records.get(at.0)?.decoded.get(name)?, by: at });
    if let Some(held) = own(index) {
        return Some(held);
    }
    let mut parent = parents.get(index.0).copied().flatten()?;
    let kind = kinds.get(records.get(index.0)?.kind)?;
    let is_own =
        || kind.schema.as_ref().is_some_and(|schema| schema.own_properties().iter().any(|own| *own.name == *name));
    let is_inherited = match &kind.roles.inherited {
        Some(inherited) => inherited.iter().any(|inherited| **inherited == *name),
        None => is_own(),
    };
    if !is_inherited && !TAKEN.contains(&name) {
        return None;
    }
    for _ in 0..GENERATIONS {
        if let Some(held) = own(parent) {
            // Parts and headings have addresses on their own page, and a text reads on from its title.
            let is_taken = !matches!(held.value.content, Content::Parts(_) | Content::Prose(_));
            return is_taken.then_some(held);
        }
        parent = parents.get(parent.0).copied().flatten()?;
    }
    None
}

/// Required fields that a record neither has nor can take from the one that has it.
pub(super) fn missing(records: &[Arc<Record>], parents: &[Option<RecordIndex>], kinds: &Kinds) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for (index, record) in records.iter().enumerate().filter(|(_, record)| !record.decoded.missing.is_empty()) {
        let ancestors =
            || std::iter::successors(parents.get(index).copied().flatten(), |at| parents.get(at.0).copied().flatten());
        // Where nobody has it, that is told of the last one; here only what another has and cannot give.
        let is_kept = |name: &str| {
            let mut ancestors = ancestors().take(GENERATIONS).filter_map(|at| records.get(at.0));
            ancestors.any(|record| record.decoded.get(name).is_some())
                && field(records, parents, kinds, RecordIndex(index), name).is_none()
        };
        let missing = record.decoded.missing.iter().filter(|(name, _)| is_kept(name));
        diagnostics.extend(missing.map(|(_, fault)| fault.clone()));
    }
    diagnostics
}
