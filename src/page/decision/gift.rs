//! What an outcome gives, in the words of the record that gives it: what it is, how much, and what is in it.

use super::link;
use super::view::{GiftRow, GiftView, GiftsView};
use crate::catalogue::Target;
use crate::decision::Basis;
use crate::page::html::{Named, Shown, block, inline};
use crate::page::site::Site;
use crate::page::value::{Context, rows, value};
use crate::schema::{Content, Declaration, Member, Part, Property, Schema, Shape, Value};

/// A record, or a part of one.
pub(super) fn gift(site: &Site, target: &Target, prefix: &str) -> Option<GiftView> {
    let record = site.catalogue.get(target.record)?;
    let alone = GiftView {
        link: link(site, target)?,
        amount: String::new(),
        text: String::new(),
        basis: String::new(),
        rows: Vec::new(),
        inner: Vec::new(),
    };
    let Some(path) = &target.part else {
        let summary = record.decoded.text("summary").unwrap_or_default();
        return Some(GiftView { text: words(summary), ..alone });
    };
    let part = record.decoded.part(path)?;
    let Some(schema) = site.kinds.get(record.kind).and_then(|kind| kind.schema.as_ref()) else { return Some(alone) };
    let Some(declaration) = declared(schema, schema.properties(), &record.decoded.fields, path) else {
        return Some(alone);
    };
    let names: Vec<String> = (1..=record.decoded.prose.len()).map(|number| format!("{prefix}text-{number}_")).collect();
    let index = target.record;
    let shown = Context { site, schema, record, index, prefix, names: &names, is_person: false, explained: None };
    of_part(shown, declaration, part, false)
}

/// How a part is declared.
fn declared<'a>(
    schema: &'a Schema,
    properties: &'a [Property],
    members: &[Member],
    path: &str,
) -> Option<&'a Declaration> {
    members.iter().find_map(|member| {
        let property = properties.iter().find(|property| *property.name == *member.name)?;
        match (&member.value.content, schema.shape(property.declaration.shape)) {
            (Content::Parts(parts), Shape::Parts(inner)) => parts.iter().find_map(|part| match &*part.path == path {
                true => Some(inner),
                false => declared(schema, properties_of(schema, inner), part.value.members(), path),
            }),
            (Content::Object(members), Shape::Object { properties, .. }) => declared(schema, properties, members, path),
            _ => None,
        }
    })
}

fn properties_of<'a>(schema: &'a Schema, declaration: &Declaration) -> &'a [Property] {
    match schema.shape(declaration.shape) {
        Shape::Object { properties, .. } => properties,
        _ => &[],
    }
}

fn of_part(shown: Context<'_>, declaration: &Declaration, part: &Part, is_inner: bool) -> Option<GiftView> {
    let target = Target { record: shown.index, part: Some(part.path.clone()) };
    let properties = properties_of(shown.schema, declaration);
    let held = |name: &str| part.value.get(name);
    let text = ["text", "summary"].into_iter().find_map(|name| {
        let property = properties.iter().find(|property| &*property.name == name)?;
        Some(block(&value(shown, &property.declaration, held(name)?)))
    });
    let amount = properties.iter().filter_map(|property| held(&property.name)).find_map(|held| match &held.content {
        Content::Amount(amount) => Some(amount.written.to_string()),
        _ => None,
    });
    let basis = held("basis").and_then(Value::as_text).and_then(Basis::named).unwrap_or_default();
    let inner = properties.iter().filter_map(|property| {
        let Content::Parts(parts) = &held(&property.name)?.content else { return None };
        let Shape::Parts(declaration) = shown.schema.shape(property.declaration.shape) else { return None };
        let gifts = parts.iter().filter_map(|part| of_part(shown, declaration, part, true)).collect();
        Some(GiftsView { title: property.label(), gifts })
    });
    let inner = inner.collect();
    let plain = |row: &Named| {
        let property = properties.iter().find(|property| *property.name == *row.name);
        let shape = property.map(|property| shown.schema.shape(property.declaration.shape));
        let is_said = ["title", "text", "summary"].contains(&&*row.name);
        !is_said
            && match shape {
                Some(Shape::Text(None)) => true,
                // What it asks for as a whole was answered just now; what hangs on more stands inside it.
                Some(Shape::List(item)) => is_inner && matches!(shown.schema.shape(item.shape), Shape::Text(None)),
                _ => false,
            }
    };
    let rows = rows(shown, declaration, part.value.members()).into_iter().filter(plain).map(row).collect();
    Some(GiftView {
        link: link(shown.site, &target)?,
        amount: amount.unwrap_or_default(),
        text: text.unwrap_or_default(),
        basis: basis.words().to_owned(),
        rows,
        inner,
    })
}

/// In one line: what it hangs on are often three or four things.
fn row(named: Named) -> GiftRow {
    let value = match &named.value {
        Shown::List(items) => items.iter().map(inline).collect::<Vec<String>>().join("; "),
        value => inline(value),
    };
    GiftRow { label: named.label, value }
}

fn words(text: &str) -> String {
    if text.is_empty() { String::new() } else { block(&Shown::Text(text.to_owned())) }
}
