//! Lists on a record's page that are made of other records, or of the fields of a kind.

use super::make::entry;
use super::site::Site;
use super::view::{Declared, Listed};
use crate::catalogue::RecordIndex;
use crate::kind::Kind;
use crate::markdown::escape;
use crate::record::Record;
use crate::schema::{Content, Declaration, Format, Member, Property, Schema, Shape, Target, Value, proposed_slug};

/// How deep fields inside fields are shown: what a kind nests deeper, its own file tells.
const DEPTH: usize = 3;

/// The lists of a record.
pub(super) fn lists(site: &Site, record: &Record) -> Vec<Listed> {
    record.decoded.get("lists").map(Value::items).unwrap_or_default().iter().flat_map(|list| one(site, list)).collect()
}

fn one(site: &Site, list: &Value) -> Vec<Listed> {
    let text = |name: &str| list.get(name).and_then(Value::as_text);
    if let Some(name) = text("fields_of") {
        let kinds = site.kinds.iter().filter(|kind| name == "all" || *kind.name == *name);
        return kinds.map(|kind| described(kind, text("title"))).collect();
    }
    let Some((number, kind)) = text("kind").and_then(|kind| site.kinds.find(kind)) else { return Vec::new() };
    let records = site.order().of_kind(number).iter().filter(|index| is_meant(site, kind, **index, list));
    let title = text("title").unwrap_or(&kind.plural).to_owned();
    vec![Listed {
        anchor: anchor(&title),
        title,
        summary: String::new(),
        entries: records.filter_map(|index| entry(site, kind, *index)).collect(),
        none: text("none").unwrap_or_default().to_owned(),
        fields: Vec::new(),
    }]
}

/// Whether a record is in one of the states, and its fields have the values, that a list asks for.
fn is_meant(site: &Site, kind: &Kind, index: RecordIndex, list: &Value) -> bool {
    let states = list.get("state").map(Value::items).unwrap_or_default();
    let state = || site.catalogue.life(index)?.timeline.as_ref().map(|timeline| timeline.state_on(site.as_of).name());
    let is_in_state = states.is_empty() || states.iter().any(|wanted| wanted.as_text() == state());
    let has = |wanted: &Member| {
        let mut names = wanted.name.split('.');
        let held = names.next().and_then(|name| site.catalogue.field(index, name, &site.kinds));
        let Some((held, wanted)) = held.zip(wanted.value.as_text()) else { return false };
        let Some(record) = site.catalogue.get(held.by) else { return false };
        holds(record, held.value, &names.collect::<Vec<_>>(), wanted)
    };
    let facets = list.get("facet").map(Value::members).unwrap_or_default();
    kind.schema.is_some() && is_in_state && facets.iter().all(has)
}

fn holds(record: &Record, value: &Value, names: &[&str], wanted: &str) -> bool {
    match (&value.content, names) {
        (Content::List(items), _) => items.iter().any(|item| holds(record, item, names, wanted)),
        (Content::Object(_), [name, rest @ ..]) => {
            value.get(name).is_some_and(|value| holds(record, value, rest, wanted))
        }
        (Content::Text(text), []) => **text == *wanted,
        (Content::Boolean(is_so), []) => wanted == if *is_so { "true" } else { "false" },
        (Content::Reference(index), []) => {
            let written = record.decoded.references.get(*index).map(|reference| &*reference.written);
            written.is_some_and(|written| {
                written == wanted || written.split_once(':').is_some_and(|(_, slug)| slug == wanted)
            })
        }
        _ => false,
    }
}

/// The fields of a kind, for those who write its records.
fn described(kind: &Kind, title: Option<&str>) -> Listed {
    let title = title.unwrap_or(&kind.title).to_owned();
    let mut fields = Vec::new();
    if let Some(schema) = &kind.schema {
        declared(schema, schema.root(), schema.own_properties(), "", &mut fields);
    }
    Listed {
        anchor: anchor(&kind.name),
        title,
        summary: kind.summary.clone().unwrap_or_default(),
        entries: Vec::new(),
        none: String::new(),
        fields,
    }
}

fn declared(schema: &Schema, shape: &Shape, properties: &[Property], before: &str, fields: &mut Vec<Declared>) {
    let required: &[_] = if let Shape::Object { required, .. } = schema.item(shape) { required } else { &[] };
    for property in properties {
        let name = format!("{before}{}", property.name);
        let Declaration { title, description, .. } = &property.declaration;
        let inner = schema.shape(property.declaration.shape);
        fields.push(Declared {
            title: title.as_deref().unwrap_or_default().to_owned(),
            holds: html(&words(schema, inner)),
            about: description.as_deref().unwrap_or_default().to_owned(),
            is_required: required.iter().any(|required| **required == *property.name),
            name: name.clone(),
        });
        if name.matches('.').count() + 1 < DEPTH {
            declared(schema, inner, schema.fields_of(inner), &format!("{name}."), fields);
        }
    }
}

/// What a field may hold.
fn words(schema: &Schema, shape: &Shape) -> String {
    match shape {
        Shape::Any | Shape::Text(None) => "text".to_owned(),
        Shape::Text(Some(format)) => match format {
            Format::Markdown => "text in Markdown",
            Format::Email => "an e-mail address",
            Format::Phone => "a telephone number",
            Format::Uri => "a web address",
            Format::Amount => "an amount, such as `up to 3 days`",
            Format::Date => "a day, such as `2021-09-02`",
            Format::Period => "a day, month, year or other stretch of time, such as `2021-09`",
            Format::AcademicYear => "an academic year, such as `2021-22`",
            Format::Term => "a term and its year, such as `autumn-2021`",
            Format::Relative => "a time limit that counts from an event",
        }
        .to_owned(),
        Shape::Integer => "a whole number".to_owned(),
        Shape::Number => "a number".to_owned(),
        Shape::Boolean => "`true` or `false`".to_owned(),
        Shape::Choice(choices) => {
            let choice = |choice: &crate::schema::Choice| format!("`{}` ({})", choice.value, choice.title);
            format!("one of {}", choices.iter().map(choice).collect::<Vec<_>>().join(", "))
        }
        Shape::List(item) => format!("a list, each {}", words(schema, schema.shape(item.shape))),
        Shape::Object { .. } => "the fields below".to_owned(),
        Shape::Map { names, .. } if !names.is_empty() => {
            let names: Vec<String> = names.iter().map(|name| format!("`{}`", name.value)).collect();
            format!("a value for each of {}", names.join(", "))
        }
        Shape::Map { .. } => "names of your own, each with a value".to_owned(),
        Shape::Parts(_) => "parts: names of your own, each with the fields below".to_owned(),
        Shape::Reference(targets) => match &targets.to {
            Target::Kinds(kinds) => {
                let kinds: Vec<String> = kinds.iter().map(|kind| format!("`{kind}`")).collect();
                format!("the name of a record: {}", kinds.join(" or "))
            }
            Target::Own(field) if field.is_empty() => "the name of a part of the same record".to_owned(),
            Target::Own(field) => format!("the name of a part under `{field}`"),
        },
    }
}

/// Words as HTML, with what stands between backticks as code.
fn html(words: &str) -> String {
    let mut html = String::new();
    for (number, piece) in words.split('`').enumerate() {
        let is_code = number % 2 == 1;
        html.push_str(if is_code { "<code>" } else { "" });
        escape(piece, &mut html);
        html.push_str(if is_code { "</code>" } else { "" });
    }
    html
}

/// A fragment that no heading, part or field has.
fn anchor(title: &str) -> String {
    format!("{}__", proposed_slug(title))
}
