use crate::schema::{Decoded, Value};
use crate::source::{Place, SourcePath, Span};

/// A record as a rule sees it. Fields that it takes from another record count as its own.
pub trait Subject<'a> {
    /// The name of its kind.
    fn kind(&self) -> &'a str;

    /// Its slug.
    fn slug(&self) -> &'a str;

    /// Its file, and where it is named in it.
    fn anchor(&self) -> (&'a SourcePath, Span);

    /// A field.
    fn field(&self, name: &str) -> Option<Field<'a>>;

    /// The record that a reference of a field leads to; `None` where nobody knows it. A rule that asks for none of this
    /// [is alone](super::Rule::is_alone), and is evaluated without.
    fn target(&self, _field: Field<'a>, _reference: usize) -> Option<Box<dyn Subject<'a> + 'a>> {
        None
    }

    /// The records that name this one under a backlink, each once.
    fn backlinks(&self, _name: &str) -> Vec<Box<dyn Subject<'a> + 'a>> {
        Vec::new()
    }
}

/// A field of a record.
#[derive(Clone, Copy, Debug)]
pub struct Field<'a> {
    /// Its value.
    pub value: &'a Value,
    /// What the walk found that decoded the value: its references and prose.
    pub decoded: &'a Decoded,
    /// Whether it was written in this record, and not taken from another.
    pub is_own: bool,
}

/// The place in a record at which something is shown: that of a field where it was written there.
pub(super) fn place<'a>(subject: &dyn Subject<'a>, field: Option<(Field<'a>, Span)>) -> Place {
    let (path, anchor) = subject.anchor();
    let span = field.filter(|(field, _)| field.is_own).map_or(anchor, |(_, span)| span);
    Place { path: path.clone(), span }
}
