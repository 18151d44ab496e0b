//! A record that can be reached, where another one names it: with what is said of it there, how to reach it, and until when
//! that was known to be right.

use super::html::{Named, Shown};
use super::make::link_to;
use super::people;
use super::site::Site;
use super::value::{Context, rows, value};
use crate::catalogue::Target;
use crate::kind::Kind;
use crate::schema::{Content, Declaration, Member, Property, Schema, Shape, Value};

/// The field with the day on which a record was last known to be true.
const CONFIRMED: &str = "confirmed";

/// An object that names such a record, as a card; `None` for any other.
pub(super) fn card(shown: Context<'_>, declaration: &Declaration, members: &[Member]) -> Option<Shown> {
    let site = shown.site;
    let mut named = members.iter().filter_map(|member| match member.value.content {
        Content::Reference(index) => Some((member, site.catalogue.target(shown.index, index)?)),
        _ => None,
    });
    let (member, target) = named.next()?;
    let reached = reached(site, target)?;
    let mut rows = rows(shown, declaration, members);
    rows.retain(|row| *row.name != *member.name);
    rows.extend(reached);
    Some(Shown::Card(link_to(site, target.record)?, rows))
}

/// How a record can be reached, and until when that was known to be right; `None` where it is not there to be asked.
pub(super) fn reached(site: &Site, target: &Target) -> Option<Vec<Named>> {
    let record = site.catalogue.get(target.record).filter(|_| target.part.is_none())?;
    let kind = site.kinds.get(record.kind).filter(|kind| is_asked(kind))?;
    let schema = kind.schema.as_ref()?;
    let index = target.record;
    let of = Context { site, schema, record, index, prefix: "", names: &[], is_person: false, explained: None };
    let mut rows = Vec::new();
    let told = schema.properties().iter().filter(|property| {
        &*property.name == CONFIRMED
            || (!people::holds_persons(site, record, &property.name) && is_way(schema, property))
    });
    for property in told {
        let Some(held) = site.catalogue.field(target.record, &property.name, &site.kinds) else { continue };
        rows.extend(ways(of, property, held.value));
    }
    Some(rows)
}

/// Whether the records of a kind are there to be asked: they say for whom they are, and how to reach them.
fn is_asked(kind: &Kind) -> bool {
    let people = kind.roles.people.as_deref();
    let is_way = |schema: &Schema, property: &Property| people != Some(&*property.name) && is_way(schema, property);
    let has_way = |schema: &Schema| schema.own_properties().iter().any(|property| is_way(schema, property));
    kind.roles.audience.is_some() && kind.schema.as_ref().is_some_and(has_way)
}

/// Whether a field holds a way to reach somebody, or several.
fn is_way(schema: &Schema, property: &Property) -> bool {
    let is_one = |shape: &Shape| matches!(shape, Shape::Text(Some(format)) if people::is_a_way(*format));
    let shape = schema.item(schema.shape(property.declaration.shape));
    is_one(shape)
        || schema.fields_of(shape).iter().any(|inner| is_one(schema.item(schema.shape(inner.declaration.shape))))
}

/// Ways one below another: several in one field are rows by themselves.
fn ways(of: Context<'_>, property: &Property, held: &Value) -> Vec<Named> {
    match &held.content {
        Content::Object(members) => rows(of, &property.declaration, members),
        _ => vec![Named {
            name: property.name.to_string(),
            label: property.label(),
            value: value(of, &property.declaration, held),
        }],
    }
}
