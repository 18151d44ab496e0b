//! The order in which readers meet the records of a kind.

use crate::catalogue::{Catalogue, RecordIndex};
use crate::date::{Day, TermOrder};
use crate::kind::{Kind, Kinds};
use crate::record::Record;
use crate::schema::Content;
use std::cmp::Reverse;

/// How many versions of one thing are counted.
const VERSIONS: usize = 64;

/// The records that are shown, kind by kind, each in its place: first by the kind's `sequence`, then the newest of its
/// versions, then as a file that lists them has them (but for a glossary), then by title.
#[derive(Debug)]
pub(super) struct Order {
    of_kinds: Vec<Vec<RecordIndex>>,
    /// For each record of the catalogue where it stands.
    places: Vec<usize>,
}

impl Order {
    pub(super) fn new(kinds: &Kinds, catalogue: &Catalogue) -> Self {
        let in_order = |(number, kind): (usize, &Kind)| {
            let mut records: Vec<_> = catalogue.of_kind(number).collect();
            // In one thread: made while pages are made on all of them, it would wait for pages that wait for it.
            records.sort_by_cached_key(|(index, record)| standing(catalogue, kinds, kind, (*index, record)));
            records.into_iter().map(|(index, _)| index).collect()
        };
        let of_kinds: Vec<Vec<RecordIndex>> = kinds.iter().enumerate().map(in_order).collect();
        let mut places = vec![usize::MAX; catalogue.iter().count()];
        for (place, index) in of_kinds.iter().flatten().enumerate() {
            if let Some(found) = places.get_mut(index.number()) {
                *found = place;
            }
        }
        Self { of_kinds, places }
    }

    /// The records of a kind.
    pub(super) fn of_kind(&self, kind: usize) -> &[RecordIndex] {
        self.of_kinds.get(kind).map(Vec::as_slice).unwrap_or_default()
    }

    /// The record before one and the record after it, where its kind has a `sequence`.
    pub(super) fn neighbours(&self, kind: &Kind, number: usize, index: RecordIndex) -> [Option<RecordIndex>; 2] {
        let first = self.of_kind(number).first().map_or(0, |first| self.place(*first));
        let at = self.place(index).checked_sub(first).filter(|_| kind.roles.sequence.is_some());
        let record = |at: Option<usize>| self.of_kind(number).get(at?).copied();
        at.map_or([None, None], |at| [record(at.checked_sub(1)), record(at.checked_add(1))])
    }

    /// Where a record stands among all.
    pub(super) fn place(&self, index: RecordIndex) -> usize {
        self.places.get(index.number()).copied().unwrap_or(usize::MAX)
    }
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Standing {
    sequence: Option<Sequence>,
    versions: Reverse<usize>,
    listed: Option<usize>,
    title: String,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Sequence {
    Thousandths(i64),
    From(Day),
    Term(TermOrder),
}

fn standing(catalogue: &Catalogue, kinds: &Kinds, kind: &Kind, (index, record): (RecordIndex, &Record)) -> Standing {
    let older = |at: &RecordIndex| catalogue.named_by(*at, "replaces");
    let versions = || std::iter::successors(Some(index), older).take(VERSIONS).count();
    let is_listed = kind.roles.glossary.is_none()
        && record.path.strip_suffix(".yaml").and_then(|path| path.rsplit('/').next()) == Some(&*kind.name);
    let sequence = kind.roles.sequence.as_ref().and_then(|field| {
        Some(match &catalogue.field(index, field, kinds)?.value.content {
            Content::Integer(number) => Sequence::Thousandths(number.saturating_mul(1000)),
            Content::Number(number) => Sequence::Thousandths((number * 1000.0) as i64),
            Content::Period(period) => Sequence::From(period.first),
            Content::Term(term) => Sequence::Term(term.order),
            _ => return None,
        })
    });
    Standing {
        sequence,
        versions: Reverse(kind.roles.versions.as_ref().map_or(0, |_| versions())),
        listed: is_listed.then(|| record.anchor.start()),
        title: record.title().to_lowercase(),
    }
}
