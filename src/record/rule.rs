//! The rules of a kind that ask of one record alone, evaluated where it is read, so that they need not be again.

use super::Record;
use crate::kind::Kind;
use crate::kind::rule::{Field, Subject, Verdict};
use crate::source::{SourcePath, Span};

/// What these rules say of a record, where they say something. A record that takes fields from another is not alone.
pub(super) fn verdicts(kind: &Kind, record: &Record) -> Vec<(usize, Verdict)> {
    if kind.roles.inherit.as_deref().is_some_and(|field| record.decoded.get(field).is_some()) {
        return Vec::new();
    }
    let alone = Alone { kind: &kind.name, record };
    let rules = kind.rules.iter().enumerate().filter(|(_, rule)| rule.is_alone());
    let verdicts = rules.map(|(index, rule)| (index, rule.evaluate(&alone)));
    verdicts.filter(|(_, verdict)| *verdict != Verdict::Silent).collect()
}

/// A record without the others.
struct Alone<'a> {
    kind: &'a str,
    record: &'a Record,
}

impl<'a> Subject<'a> for Alone<'a> {
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
        let decoded = &self.record.decoded;
        let value = decoded.get(name).filter(|_| !decoded.is_faulty(name))?;
        Some(Field { value, decoded, is_own: true })
    }
}
