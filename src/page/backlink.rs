//! The records that name one, each with what it says where it does.

use super::compare::of_records;
use super::html::inline;
use super::people;
use super::record::state;
use super::site::Site;
use super::value::{Context, value};
use super::view::{Back, Group, LinkView, Row};
use crate::catalogue::{Backlink, RecordIndex, Target};
use crate::schema::{Content, Member, Property, Schema, Shape, Value, readable};

/// The records that name a record, in groups.
pub(super) struct Backs {
    /// Those that its page is there for, as its kind says.
    pub(super) main: Vec<Group>,
    /// Those that say why they name it, or that are laid side by side.
    pub(super) told: Vec<Group>,
    /// The others.
    pub(super) others: Vec<Group>,
}

/// The records that name this one, in groups; `prefix` stands before the fragments of its page.
pub(super) fn backlinks(site: &Site, index: RecordIndex, prefix: &str) -> Backs {
    let mut found: Vec<(&Backlink, Vec<(RecordIndex, Entry)>)> = Vec::new();
    let mut backlinks: Vec<&Backlink> = site.catalogue.backlinks(index).iter().collect();
    backlinks.sort_by_key(|back| (&back.name, site.order().place(back.from), back.reference));
    for back in backlinks {
        let Some(entry) = entry(site, back) else { continue };
        match found.last_mut().filter(|(first, _)| first.name == back.name) {
            // What comes twice from one record, and says nothing new, is shown once.
            Some((_, entries)) if entries.iter().any(|(_, other)| other.back == entry.back) => {}
            Some((_, entries)) => entries.push((back.from, entry)),
            None => found.push((back, vec![(back.from, entry)])),
        }
    }
    let kind = site.catalogue.get(index).and_then(|record| site.kinds.get(record.kind));
    let main = kind.map(|kind| &*kind.roles.main).unwrap_or_default();
    let mut backs = Backs { main: Vec::new(), told: Vec::new(), others: Vec::new() };
    for (back, entries) in found {
        let is_main = main.iter().any(|(name, _)| **name == *back.name);
        let is_told = entries.iter().all(|(_, entry)| entry.reason.is_some());
        let mut records: Vec<RecordIndex> = entries.iter().map(|(from, _)| *from).collect();
        records.dedup();
        let title = readable(&back.name);
        let table = of_records(site, index, &back.name, &title, &records);
        let anchor = format!("{prefix}{}_", back.name.replace('_', "-"));
        let is_apart = is_main || is_told || !table.is_empty();
        let entries =
            entries.into_iter().map(|(from, entry)| if is_apart { apart(site, from, entry) } else { entry.back });
        let group = Group { title, anchor, table, entries: entries.collect() };
        match () {
            () if is_main => backs.main.push(group),
            () if is_apart => backs.told.push(group),
            () => backs.others.push(group),
        }
    }
    // They stand in the order in which the kind names them.
    let name = |(name, _): &(Box<str>, crate::source::Span)| readable(name);
    backs.main.sort_by_key(|group| main.iter().map(name).position(|name| name == group.title));
    backs
}

/// A way back, and which of its rows says why it is there.
struct Entry {
    back: Back,
    reason: Option<usize>,
}

/// A way back in a section of its own: why it is there is a sentence, and its state stands beside it.
fn apart(site: &Site, from: RecordIndex, Entry { mut back, reason }: Entry) -> Back {
    let is_there = |at: &usize| *at < back.rows.len();
    back.reason = match reason.filter(is_there) {
        Some(at) => back.rows.remove(at).value,
        None => String::new(),
    };
    let kind = site.catalogue.get(from).and_then(|record| site.kinds.get(record.kind));
    back.state = kind.and_then(|kind| state(site, kind, from));
    back
}

fn entry(site: &Site, back: &Backlink) -> Option<Entry> {
    let from = site.catalogue.get(back.from)?;
    let reference = from.decoded.references.get(back.reference)?;
    let url = |part| site.address(&Target { record: back.from, part });
    let is_shown = people::is_shown(site, from, &reference.part);
    let part = from.decoded.part(&reference.part).filter(|_| is_shown);
    let schema = site.kinds.get(from.kind)?.schema.as_ref()?;
    let is_person = people::is_person(site, from, &reference.part);
    let shown =
        Context { site, schema, record: from, index: back.from, prefix: "", names: &[], is_person, explained: None };
    let (rows, reason) = if is_shown { beside(shown, back.reference) } else { (Vec::new(), None) };
    let back = Back {
        link: LinkView::plain(site.title(back.from).to_owned(), url(None)),
        part: part.map(|part| LinkView::plain(part.title(), url(Some(part.path.clone())))),
        rows,
        reason: String::new(),
        state: None,
    };
    Some(Entry { back, reason })
}

/// The short values that stand beside a reference (for whom, how much), and which of them says why it is there: a text that has
/// to stand beside the name, which has to be there too.
fn beside(shown: Context<'_>, reference: usize) -> (Vec<Row>, Option<usize>) {
    let fields = shown.schema.properties().iter().filter_map(|property| {
        let member = shown.record.decoded.fields.iter().find(|member| *member.name == *property.name)?;
        holder(shown.schema, shown.schema.shape(property.declaration.shape), &member.value, reference)
    });
    let Some((shape, members)) = fields.into_iter().next() else { return (Vec::new(), None) };
    let Shape::Object { properties, required } = shape else { return (Vec::new(), None) };
    let row = |property: &Property| {
        let member = members.iter().find(|member| *member.name == *property.name && &*member.name != "title")?;
        (is_short(&member.value) && shown.shows(&property.declaration)).then(|| Row {
            name: property.name.to_string(),
            label: property.label(),
            value: inline(&value(shown, &property.declaration, &member.value)),
        })
    };
    let rows: Vec<Row> = properties.iter().filter_map(row).collect();
    let is_required = |name: &str| required.iter().any(|required| **required == *name);
    let holds = |member: &&Member| matches!(member.value.content, Content::Reference(index) if index == reference);
    let is_meant = members.iter().find(holds).is_some_and(|member| is_required(&member.name));
    let is_text = |row: &Row| {
        let property = properties.iter().find(|property| *property.name == *row.name);
        property.is_some_and(|property| matches!(shown.schema.shape(property.declaration.shape), Shape::Text(None)))
    };
    let reason = rows.iter().position(|row| is_meant && is_required(&row.name) && is_text(row));
    (rows, reason)
}

fn is_short(value: &Value) -> bool {
    use Content::{Amount, Boolean, Integer, Number, Period, Relative, Term, Text};
    matches!(
        value.content,
        Amount(_) | Boolean(_) | Integer(_) | Number(_) | Period(_) | Relative(_) | Term(_) | Text(_)
    )
}

/// The object that a reference is a field of, with how it is declared; none where it is one of a list.
fn holder<'a>(
    schema: &'a Schema,
    shape: &'a Shape,
    value: &'a Value,
    reference: usize,
) -> Option<(&'a Shape, &'a [Member])> {
    match (shape, &value.content) {
        (Shape::Object { properties, .. }, Content::Object(members)) => {
            let is_it =
                |member: &Member| matches!(member.value.content, Content::Reference(index) if index == reference);
            if members.iter().any(is_it) {
                return Some((shape, members));
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
