//! The records that name one, each with what it says where it does.

use super::html::inline;
use super::make::Site;
use super::people;
use super::value::{Context, value};
use super::view::{Back, Group, LinkView, Row};
use crate::catalogue::{Backlink, RecordIndex, Target};
use crate::schema::{Content, Member, Property, Schema, Shape, Value, readable};

/// The records that name this one, in groups.
pub(super) fn backlinks(site: &Site, index: RecordIndex) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut backlinks: Vec<&Backlink> = site.catalogue.backlinks(index).iter().collect();
    backlinks.sort_by_key(|back| (&back.name, site.order().place(back.from), back.reference));
    for back in backlinks {
        let Some(entry) = entry(site, back) else { continue };
        let title = readable(&back.name);
        match groups.last_mut().filter(|group| group.title == title) {
            // What comes twice from one record, and says nothing new, is shown once.
            Some(group) if group.entries.contains(&entry) => {}
            Some(group) => group.entries.push(entry),
            None => groups.push(Group { title, entries: vec![entry] }),
        }
    }
    groups
}

fn entry(site: &Site, back: &Backlink) -> Option<Back> {
    let from = site.catalogue.get(back.from)?;
    let reference = from.decoded.references.get(back.reference)?;
    let url = |part| site.address(&Target { record: back.from, part });
    let is_shown = people::is_shown(site, from, &reference.part);
    let part = from.decoded.part(&reference.part).filter(|_| is_shown);
    let schema = site.kinds.get(from.kind)?.schema.as_ref()?;
    let is_person = people::is_person(site, from, &reference.part);
    let shown = Context { site, schema, record: from, index: back.from, prefix: "", names: &[], is_person };
    Some(Back {
        link: LinkView::plain(from.title().to_owned(), url(None)),
        part: part.map(|part| LinkView::plain(part.title(), url(Some(part.path.clone())))),
        rows: if is_shown { beside(shown, back.reference) } else { Vec::new() },
    })
}

/// The short values that stand beside a reference: why it is there, for whom, how much.
fn beside(shown: Context<'_>, reference: usize) -> Vec<Row> {
    let fields = shown.schema.properties().iter().filter_map(|property| {
        let member = shown.record.decoded.fields.iter().find(|member| *member.name == *property.name)?;
        holder(shown.schema, shown.schema.shape(property.declaration.shape), &member.value, reference)
    });
    let Some((properties, members)) = fields.into_iter().next() else { return Vec::new() };
    let row = |property: &Property| {
        let member = members.iter().find(|member| *member.name == *property.name && &*member.name != "title")?;
        (is_short(&member.value) && shown.shows(&property.declaration)).then(|| Row {
            name: property.name.to_string(),
            label: property.label(),
            value: inline(&value(shown, &property.declaration, &member.value)),
        })
    };
    properties.iter().filter_map(row).collect()
}

fn is_short(value: &Value) -> bool {
    use Content::{Amount, Boolean, Integer, Number, Period, Relative, Term, Text};
    matches!(
        value.content,
        Amount(_) | Boolean(_) | Integer(_) | Number(_) | Period(_) | Relative(_) | Term(_) | Text(_)
    )
}

/// The object that a reference is a field of, with how its fields are declared; none where it is one of a list.
fn holder<'a>(
    schema: &'a Schema,
    shape: &'a Shape,
    value: &'a Value,
    reference: usize,
) -> Option<(&'a [Property], &'a [Member])> {
    match (shape, &value.content) {
        (Shape::Object { properties, .. }, Content::Object(members)) => {
            let is_it =
                |member: &Member| matches!(member.value.content, Content::Reference(index) if index == reference);
            if members.iter().any(is_it) {
                return Some((properties, members));
            }
            members.iter().find_map(|member| {
                let property = properties.iter().find(|property| *property.name == *member.name)?;
                holder(schema, schema.shape(property.declaration.shape), &member.value, reference)
            })
        }
        (Shape::Map { values, .. }, Content::Object(members)) => {
            members.iter().find_map(|member| holder(schema, schema.shape(values.shape), &member.value, reference))
        }
        (Shape::List(item), Content::List(items)) => {
            items.iter().find_map(|value| holder(schema, schema.shape(item.shape), value, reference))
        }
        (Shape::Parts(part), Content::Parts(parts)) => {
            parts.iter().find_map(|one| holder(schema, schema.shape(part.shape), &one.value, reference))
        }
        _ => None,
    }
}
