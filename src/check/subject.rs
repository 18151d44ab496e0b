use crate::catalogue::{Catalogue, RecordIndex};
use crate::kind::Kinds;
use crate::kind::rule::{Field, Subject};
use crate::record::Record;
use crate::source::{SourcePath, Span};

/// A record among all others.
#[derive(Clone, Copy)]
pub(super) struct Joined<'a> {
    pub(super) index: RecordIndex,
    pub(super) record: &'a Record,
    pub(super) kind: &'a str,
    pub(super) catalogue: &'a Catalogue,
    pub(super) kinds: &'a Kinds,
}

impl<'a> Joined<'a> {
    /// The record of an index; `None` where it could not be read.
    pub(super) fn new(index: RecordIndex, catalogue: &'a Catalogue, kinds: &'a Kinds) -> Option<Self> {
        let record = catalogue.get(index).filter(|record| !record.is_faulty)?;
        let kind = &*kinds.get(record.kind)?.name;
        Some(Self { index, record, kind, catalogue, kinds })
    }
}

impl<'a> Subject<'a> for Joined<'a> {
    fn kind(&self) -> &'a str {
        self.kind
    }

    fn slug(&self) -> &'a str {
        &self.record.slug
    }

    fn anchor(&self) -> (&'a SourcePath, Span) {
        (&self.record.path, self.record.anchor)
    }

    fn field(&self, name: &str) -> Option<Field<'a>> {
        let held = self.catalogue.field(self.index, name, self.kinds)?;
        let decoded = &self.catalogue.get(held.by)?.decoded;
        (!decoded.is_faulty(name)).then_some(Field { value: held.value, decoded, is_own: held.by == self.index })
    }

    fn target(&self, field: Field<'a>, reference: usize) -> Option<Box<dyn Subject<'a> + 'a>> {
        let is_holder = |index: &RecordIndex| {
            self.catalogue.get(*index).is_some_and(|record| std::ptr::eq(&record.decoded, field.decoded))
        };
        let holder = self.catalogue.ancestors(self.index).find(is_holder)?;
        let target = self.catalogue.target(holder, reference)?;
        Some(Box::new(Self::new(target.record, self.catalogue, self.kinds)?))
    }

    fn backlinks(&self, name: &str) -> Vec<Box<dyn Subject<'a> + 'a>> {
        let mut from: Vec<RecordIndex> = self
            .catalogue
            .backlinks(self.index)
            .iter()
            .filter(|back| &*back.name == name)
            .map(|back| back.from)
            .collect();
        from.dedup();
        let joined = from.into_iter().filter_map(|index| Self::new(index, self.catalogue, self.kinds));
        joined.map(|joined| Box::new(joined) as Box<dyn Subject<'a> + 'a>).collect()
    }
}
