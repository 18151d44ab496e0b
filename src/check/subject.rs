use super::Checked;
use crate::catalogue::RecordIndex;
use crate::kind::Kind;
use crate::kind::rule::{self, Alone, Field};
use crate::record::Record;
use crate::source::{Place, Span};

/// One record of what is checked, which could be read.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) all: Checked<'a>,
    pub(super) index: RecordIndex,
    pub(super) record: &'a Record,
    pub(super) kind: &'a Kind,
}

impl<'a> Checked<'a> {
    pub(super) fn subject(self, index: RecordIndex, record: &'a Record) -> Option<Subject<'a>> {
        let kind = self.kinds.get(record.kind)?;
        (!record.is_faulty).then_some(Subject { all: self, index, record, kind })
    }
}

impl<'a> Subject<'a> {
    /// A place in the file of the record.
    pub(super) fn at(self, span: Span) -> Place {
        Place { path: self.record.path.clone(), span }
    }

    /// Another record.
    pub(super) fn other(self, index: RecordIndex) -> Option<Self> {
        self.all.subject(index, self.all.catalogue.get(index)?)
    }
}

/// What rules see of it: the others as well.
impl<'a> rule::Subject<'a> for Subject<'a> {
    fn alone(&self) -> Alone<'a> {
        self.record.alone(self.kind)
    }

    fn field(&self, name: &str) -> Option<Field<'a>> {
        let Checked { catalogue, kinds, .. } = self.all;
        let held = catalogue.field(self.index, name, kinds)?;
        let decoded = &catalogue.get(held.by)?.decoded;
        (!decoded.is_faulty(name)).then_some(Field { value: held.value, decoded, is_own: held.by == self.index })
    }

    fn target(&self, field: Field<'a>, reference: usize) -> Option<Box<dyn rule::Subject<'a> + 'a>> {
        let catalogue = self.all.catalogue;
        let is_holder = |index: &RecordIndex| {
            catalogue.get(*index).is_some_and(|record| std::ptr::eq(&record.decoded, field.decoded))
        };
        let holder = catalogue.ancestors(self.index).find(is_holder)?;
        Some(Box::new(self.other(catalogue.target(holder, reference)?.record)?))
    }

    fn backlinks(&self, name: &str) -> Vec<Box<dyn rule::Subject<'a> + 'a>> {
        let backlinks = self.all.catalogue.backlinks(self.index).iter();
        let mut from: Vec<RecordIndex> = backlinks.filter(|back| &*back.name == name).map(|back| back.from).collect();
        from.dedup();
        let others = from.into_iter().filter_map(|index| self.other(index));
        others.map(|other| Box::new(other) as Box<dyn rule::Subject<'a> + 'a>).collect()
    }
}
