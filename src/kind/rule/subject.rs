use crate::schema::{Decoded, Value};
use crate::source::{Place, SourcePath, Span};

/// A record as a rule sees it. Fields that it takes from another record count as its own.
pub trait Subject<'a> {
    /// What it is without the others.
    fn alone(&self) -> Alone<'a>;

    /// A field.
    fn field(&self, name: &str) -> Option<Field<'a>> {
        let decoded = self.alone().decoded;
        let value = decoded.get(name).filter(|_| !decoded.is_faulty(name))?;
        Some(Field { value, decoded, is_own: true })
    }

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

/// A record without the others.
#[derive(Clone, Copy, Debug)]
pub struct Alone<'a> {
    /// The name of its kind.
    pub kind: &'a str,
    /// Its slug.
    pub slug: &'a str,
    /// Its file.
    pub path: &'a SourcePath,
    /// Where it is named in it.
    pub anchor: Span,
    /// What was read of it.
    pub decoded: &'a Decoded,
}

impl<'a> Subject<'a> for Alone<'a> {
    fn alone(&self) -> Self {
        *self
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
    let Alone { path, anchor, .. } = subject.alone();
    let span = field.filter(|(field, _)| field.is_own).map_or(anchor, |(_, span)| span);
    Place { path: path.clone(), span }
}
