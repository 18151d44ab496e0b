//! A record's values as CEL sees them: those alone that a rule uses.

use super::days::days;
use super::look_up::OF_EVERY_RECORD;
use super::named::Named;
use super::subject::{Alone, Field, Subject};
use super::uses::{Facet, Use};
use crate::markdown;
use crate::schema::{Content, Decoded, Reference, Target, Value};
use cel::common::types::{CelBool, CelDouble, CelInt, CelList, CelNull, CelString};
use cel::common::value::Val;

/// Something that a rule asks about is not known.
pub(super) struct NotKnown;

/// How much there is to go through.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Measure {
    /// The most items of a list, or names of a mapping.
    pub(super) items: usize,
    /// The most bytes of a text.
    pub(super) bytes: usize,
}

pub(super) struct Values<'s, 'a> {
    pub(super) subject: &'s dyn Subject<'a>,
    pub(super) measure: Measure,
}

type Made = Result<Box<dyn Val>, NotKnown>;

impl<'a> Values<'_, 'a> {
    /// `self`.
    pub(super) fn own(&mut self, used: &Use) -> Made {
        self.record(self.subject, used)
    }

    /// `to`: behind the name of each field the record that it names, or all of them.
    pub(super) fn to(&mut self, used: &Use) -> Made {
        let mut made = Named::default();
        for (name, inner) in used.names() {
            let Some(field) = self.subject.field(name) else { continue };
            let value = match &field.value.content {
                Content::Reference(reference) => self.target(field, *reference, inner)?,
                Content::List(items) => self.targets(field, items, inner)?,
                Content::Unknown(_) if inner.needs_known() => return Err(NotKnown),
                _ => Box::new(CelNull),
            };
            made.add(&**name, value);
        }
        Ok(Box::new(made))
    }

    fn targets(&mut self, field: Field<'a>, items: &[Value], used: &Use) -> Made {
        self.measure.items = self.measure.items.max(items.len());
        let of_each = used.each.as_deref();
        let mut made: Vec<Box<dyn Val>> = Vec::with_capacity(items.len());
        for item in items {
            made.push(match (&item.content, of_each) {
                (Content::Reference(reference), Some(used)) => self.target(field, *reference, used)?,
                (Content::Unknown(_), Some(_)) => return Err(NotKnown),
                _ => Box::new(CelNull),
            });
        }
        Ok(Box::new(CelList::from(made)))
    }

    fn target(&mut self, field: Field<'a>, reference: usize, used: &Use) -> Made {
        let target = self.subject.target(field, reference).ok_or(NotKnown)?;
        self.record(&*target, used)
    }

    /// `from`: behind the name of each backlink the records that it leads to.
    pub(super) fn from(&mut self, used: &Use) -> Made {
        let mut made = Named::default();
        for (name, inner) in used.names() {
            let records = self.subject.backlinks(name);
            self.measure.items = self.measure.items.max(records.len());
            let nothing = Use::default();
            let of_each = inner.each.as_deref().unwrap_or(&nothing);
            let list: Result<Vec<_>, _> = records.iter().map(|record| self.record(&**record, of_each)).collect();
            made.add(&**name, Box::new(CelList::from(list?)));
        }
        Ok(Box::new(made))
    }

    fn record(&mut self, record: &dyn Subject<'a>, used: &Use) -> Made {
        let mut made = Named::default();
        for (name, inner) in used.names() {
            if OF_EVERY_RECORD.contains(&&**name) {
                let Alone { kind, slug, .. } = record.alone();
                let written = if **name == *"slug" { slug.to_owned() } else { format!("{kind}:{slug}") };
                made.add(&**name, text(&written));
                continue;
            }
            if let Some(field) = record.field(name) {
                let of = Of { decoded: field.decoded, record };
                self.named(&mut made, name, field.value, of, inner, false)?;
            }
        }
        Ok(Box::new(made))
    }

    /// A value under its name, and beside it what functions derive from it.
    fn named(
        &mut self,
        made: &mut Named,
        name: &str,
        value: &Value,
        of: Of<'_, 'a>,
        used: &Use,
        whole: bool,
    ) -> Result<(), NotKnown> {
        made.add(name, self.value(value, of, used, whole)?);
        for facet in &used.facets {
            if let Some(derived) = derived(*facet, value, of.decoded)? {
                self.measure.bytes = self.measure.bytes.max(of.decoded.prose.len());
                made.add(facet.beside(name), derived);
            }
        }
        Ok(())
    }

    fn value(&mut self, value: &Value, of: Of<'_, 'a>, used: &Use, whole: bool) -> Made {
        let whole = whole || used.whole;
        let made: Box<dyn Val> = match &value.content {
            Content::Unknown(_) if whole || used.needs_known() => return Err(NotKnown),
            Content::Unknown(_) => unknown(used),
            Content::List(items) => return self.list(items, of, used, whole),
            Content::Object(members) => {
                self.measure.items = self.measure.items.max(members.len());
                let members = members.iter().map(|member| (&*member.name, &member.value));
                return self.mapping(members, of, used, whole);
            }
            Content::Parts(parts) => {
                self.measure.items = self.measure.items.max(parts.len());
                let parts = parts.iter().map(|part| (part.path.rsplit('/').next().unwrap_or(&part.path), &part.value));
                return self.mapping(parts, of, used, whole);
            }
            _ if !whole => Box::new(CelNull),
            Content::Boolean(value) => Box::new(CelBool::from(*value)),
            // A whole number has fewer than 53 bits wherever one can tell.
            #[expect(clippy::cast_precision_loss, reason = "a number is a number of its nearest kind")]
            Content::Integer(number) if used.number => Box::new(CelDouble::from(*number as f64)),
            Content::Integer(number) => Box::new(CelInt::from(*number)),
            Content::Number(number) => Box::new(CelDouble::from(*number)),
            Content::Text(written) => self.text(written),
            Content::Period(period) => self.text(&period.written),
            Content::Term(term) => self.text(&term.written),
            Content::Relative(relative) => self.text(&relative.written),
            Content::Amount(amount) => self.text(&amount.written),
            Content::Prose(index) => {
                self.text(of.decoded.prose.get(*index).map(|prose| prose.text()).unwrap_or_default())
            }
            Content::Reference(index) => match of.decoded.references.get(*index) {
                Some(reference) => text(&id(reference, of.record)),
                None => Box::new(CelNull),
            },
        };
        Ok(made)
    }

    fn list(&mut self, items: &[Value], of: Of<'_, 'a>, used: &Use, whole: bool) -> Made {
        self.measure.items = self.measure.items.max(items.len());
        let nothing = Use::default();
        let of_each = used.each.as_deref().unwrap_or(&nothing);
        let made: Result<Vec<_>, _> = items.iter().map(|item| self.value(item, of, of_each, whole)).collect();
        Ok(Box::new(CelList::from(made?)))
    }

    fn mapping<'v>(
        &mut self,
        members: impl Iterator<Item = (&'v str, &'v Value)>,
        of: Of<'_, 'a>,
        used: &Use,
        whole: bool,
    ) -> Made {
        let mut made = Named::default();
        let nothing = Use::default();
        for (name, value) in members {
            match used.of(name) {
                Some(inner) => self.named(&mut made, name, value, of, inner, whole)?,
                None if whole || used.size => self.named(&mut made, name, value, of, &nothing, whole)?,
                None => {}
            }
        }
        Ok(Box::new(made))
    }

    fn text(&mut self, written: &str) -> Box<dyn Val> {
        self.measure.bytes = self.measure.bytes.max(written.len());
        text(written)
    }
}

/// The record that a value belongs to.
#[derive(Clone, Copy)]
struct Of<'r, 'a> {
    decoded: &'a Decoded,
    record: &'r dyn Subject<'a>,
}

/// What stands for a value that is unknown, and of which a rule asks nothing else.
fn unknown(used: &Use) -> Box<dyn Val> {
    let mut made = Named::default();
    for (name, inner) in used.names() {
        made.add(&**name, unknown(inner));
        if inner.facets.contains(&Facet::Unknown) {
            made.add(Facet::Unknown.beside(name), Box::new(CelNull));
        }
    }
    Box::new(made)
}

fn derived(facet: Facet, value: &Value, decoded: &Decoded) -> Result<Option<Box<dyn Val>>, NotKnown> {
    Ok(match (facet, &value.content) {
        (Facet::Unknown, Content::Unknown(_)) => Some(Box::new(CelNull)),
        (Facet::Unknown, _) => None,
        (_, Content::Unknown(_)) => return Err(NotKnown),
        (Facet::Text, Content::Prose(index)) => {
            decoded.prose.get(*index).map(|prose| text(&markdown::words(prose.text())))
        }
        (Facet::Text, _) => None,
        (Facet::First, _) => days(value).ok_or(NotKnown)?.first.as_deref().map(text),
        (Facet::Last, _) => days(value).ok_or(NotKnown)?.last.as_deref().map(text),
    })
}

/// The id that a reference names, in full: where it leads is the concern of others.
pub(super) fn id<'a>(reference: &Reference, record: &dyn Subject<'a>) -> String {
    let Alone { kind, slug, .. } = record.alone();
    match &reference.targets.to {
        Target::Own(_) => format!("{kind}:{slug}/{}", reference.written),
        Target::Kinds(_) if reference.written.contains(':') => reference.written.to_string(),
        Target::Kinds(kinds) => match kinds.first() {
            Some(kind) => format!("{kind}:{}", reference.written),
            None => reference.written.to_string(),
        },
    }
}

fn text(written: &str) -> Box<dyn Val> {
    Box::new(CelString::from(written.to_owned()))
}
