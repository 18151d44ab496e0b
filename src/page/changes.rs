//! What changed between two versions: the fields whose values readers see differ, side by side.

use super::compare::table;
use super::html::inline;
use super::make::{link_to, list_link};
use super::people;
use super::record::is_role;
use super::site::Site;
use super::value::{Context, value};
use super::versions::{labelled, titled};
use super::view::{Changed, Changes, LinkView};
use crate::catalogue::RecordIndex;
use crate::kind::{Kind, Versions};
use crate::markdown::escape;
use crate::record::Record;
use crate::schema::{Content, Declaration, Part, Property, Schema, Shape, Value};

/// How deep parts in parts are compared one by one.
const DEPTH: usize = 4;

/// Fields that tell where something was taken from, and not what it was.
const NOT_COMPARED: [&str; 3] = ["sources", "title", "basis"];

/// What changed since the version before.
pub(super) fn changes(site: &Site, index: RecordIndex) -> Option<Changes> {
    let record = site.catalogue.get(index)?;
    let kind = site.kinds.get(record.kind)?;
    let role = kind.roles.versions.as_ref()?;
    let schema = kind.schema.as_ref()?;
    let earlier = site.catalogue.earlier(index, role, &site.kinds)?;
    let compared =
        Compared { site, schema, columns: [labelled(site, role, earlier.version), labelled(site, role, index)] };
    let (mut changed, mut same, mut short) = (Vec::new(), Vec::new(), Vec::new());
    for property in schema.own_properties() {
        if is_role(site, record, &property.name) || NOT_COMPARED.contains(&&*property.name) {
            continue;
        }
        let sides = [earlier.version, index].map(|at| side(site, at, property));
        if sides.iter().all(Option::is_none) {
            continue;
        }
        let mut rows = Vec::new();
        compared.field(&sides, &property.declaration, &property.label(), 0, &mut rows);
        let is_parts = matches!(schema.shape(property.declaration.shape), Shape::Parts(_));
        match rows.is_empty() {
            true => same.push(property.label()),
            false if !is_parts => short.append(&mut rows),
            false => changed.push(Changed {
                title: property.label(),
                anchor: format!("{}_", property.name.replace('_', "-")),
                table: table(&property.label(), &compared.columns, &rows),
            }),
        }
    }
    if !short.is_empty() {
        let title = "Side by side".to_owned();
        let table = table(&title, &compared.columns, &short);
        changed.insert(0, Changed { title, anchor: "side-by-side__".to_owned(), table });
    }
    let [before, after] = compared.columns.clone();
    Some(Changes {
        title: format!("What changed from {} to {}", before.text, after.text),
        before: titled(site, role, earlier.version),
        after: titled(site, role, index),
        list: list_link(site, kind).unwrap_or_else(|| LinkView::plain(kind.plural.clone(), String::new())),
        skipped: earlier.skipped.iter().filter_map(|at| link_to(site, *at)).collect(),
        because: earlier.skipped.first().map(|at| because(site, kind, role, *at)).unwrap_or_default(),
        changed,
        same,
    })
}

/// Why versions are stepped over: what their fields say, in the kind's words.
fn because(site: &Site, kind: &Kind, role: &Versions, index: RecordIndex) -> String {
    let words = |(field, wanted): &(Box<str>, Box<str>)| {
        let held = site.catalogue.field(index, field, &site.kinds)?.value.as_text()?;
        let schema = kind.schema.as_ref().filter(|_| *held == **wanted)?;
        let property = schema.properties().iter().find(|property| *property.name == **field)?;
        let Shape::Choice(choices) = schema.shape(property.declaration.shape) else { return None };
        let choice = choices.iter().find(|choice| *choice.value == *held)?;
        Some(format!("{}: {}", property.label(), choice.title))
    };
    role.skip.iter().find_map(words).unwrap_or_default()
}

/// A value of one of two versions, with the record that it was written in.
#[derive(Clone, Copy)]
struct Side<'a> {
    value: &'a Value,
    record: &'a Record,
    index: RecordIndex,
    is_person: bool,
}

fn side<'a>(site: &'a Site, index: RecordIndex, property: &Property) -> Option<Side<'a>> {
    let held = site.catalogue.field(index, &property.name, &site.kinds)?;
    let record = site.catalogue.get(held.by)?;
    let is_person = people::holds_persons(site, record, &property.name);
    (!is_person || people::are_named(site)).then_some(Side { value: held.value, record, index: held.by, is_person })
}

/// Two versions of one kind.
struct Compared<'a> {
    site: &'a Site,
    schema: &'a Schema,
    columns: [LinkView; 2],
}

impl Compared<'_> {
    /// The rows of a field whose values differ: of parts, those that differ in both and those that one has alone.
    fn field(
        &self,
        sides: &[Option<Side<'_>>; 2],
        declaration: &Declaration,
        label: &str,
        depth: usize,
        rows: &mut Vec<(String, Vec<String>)>,
    ) {
        if let Shape::Parts(part) = self.schema.shape(declaration.shape)
            && depth < DEPTH
            && sides.iter().all(|side| side.is_some_and(|side| matches!(side.value.content, Content::Parts(_))))
        {
            return self.parts(sides, part, (label, depth), rows);
        }
        let cells = sides.map(|side| side.map_or_else(nothing, |side| self.cell(side, declaration)));
        if words(&cells[0]) != words(&cells[1]) {
            rows.push((label.to_owned(), cells.to_vec()));
        }
    }

    fn parts(
        &self,
        sides: &[Option<Side<'_>>; 2],
        declaration: &Declaration,
        (label, depth): (&str, usize),
        rows: &mut Vec<(String, Vec<String>)>,
    ) {
        let [before, after] = sides.map(parts);
        let gone = before.iter().filter(|part| !after.iter().any(|other| other.slug() == part.slug()));
        for part in after.iter().chain(gone) {
            let found = [before, after].map(|parts| parts.iter().find(|other| other.slug() == part.slug()));
            let label = if depth == 0 { part.title() } else { format!("{label}: {}", part.title()) };
            let [Some(_), Some(_)] = found else {
                let cell = |at: usize| {
                    let part = found.get(at).copied().flatten()?;
                    Some(self.part((*sides.get(at)?)?, part, declaration))
                };
                rows.push((label, [cell(0), cell(1)].map(|cell| cell.unwrap_or_else(nothing)).to_vec()));
                continue;
            };
            for property in self.schema.fields_of(self.schema.shape(declaration.shape)) {
                let of = |at: usize| {
                    let side = (*sides.get(at)?)?;
                    let value = found.get(at).copied().flatten()?.value.get(&property.name)?;
                    Some(Side { value, ..side })
                };
                let inner = [of(0), of(1)];
                if inner.iter().any(Option::is_some) && !matches!(&*property.name, "sources" | "basis") {
                    let label = format!("{label}: {}", property.label());
                    self.field(&inner, &property.declaration, &label, depth + 1, rows);
                }
            }
        }
    }

    /// A part that one version has alone, in short.
    fn part(&self, side: Side<'_>, part: &Part, declaration: &Declaration) -> String {
        let mut html = "<p>".to_owned();
        let text = ["summary", "text"].iter().find_map(|name| part.value.get(name)?.as_text());
        escape(&part.title(), &mut html);
        html.push_str("</p>");
        for property in self.schema.fields_of(self.schema.shape(declaration.shape)) {
            let Some(value) = part.value.get(&property.name) else { continue };
            let is_short = matches!(value.content, Content::Amount(_) | Content::Period(_) | Content::Term(_));
            if is_short {
                html.push_str("<p>");
                html.push_str(&self.cell(Side { value, ..side }, &property.declaration));
                html.push_str("</p>");
            }
        }
        if let Some(text) = text {
            html.push_str("<p class=\"note\">");
            escape(text, &mut html);
            html.push_str("</p>");
        }
        html
    }

    fn cell(&self, side: Side<'_>, declaration: &Declaration) -> String {
        let Side { value: held, record, index, is_person } = side;
        let prefix = format!("{}_", record.slug);
        let site = self.site;
        let shown = Context {
            site,
            schema: self.schema,
            record,
            index,
            prefix: &prefix,
            names: &[],
            is_person,
            explained: None,
        };
        if shown.shows(declaration) { inline(&value(shown, declaration, held)) } else { String::new() }
    }
}

fn nothing() -> String {
    "<span class=\"note\">Not in this version</span>".to_owned()
}

fn parts(side: Option<Side<'_>>) -> &[Part] {
    match side.map(|side| &side.value.content) {
        Some(Content::Parts(parts)) => parts,
        _ => &[],
    }
}

/// The words of HTML: an address that differs is no change.
fn words(html: &str) -> String {
    let mut is_tag = false;
    let mut keep = |letter: char| {
        is_tag = (is_tag || letter == '<') && letter != '>';
        (!is_tag && letter != '>').then_some(letter)
    };
    html.chars().filter_map(&mut keep).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}
