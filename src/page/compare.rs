//! Values side by side: what stands in the columns is compared, and no cell is ever empty.

use super::html::inline;
use super::make::link_to;
use super::people;
use super::site::Site;
use super::value::{Context, value};
use super::view::LinkView;
use crate::catalogue::RecordIndex;
use crate::markdown::{escape, escape_address};
use crate::record::Record;
use crate::route;
use crate::schema::{Declaration, Part, Property};

/// What a cell says where a field has no place in what is compared.
pub(super) const ABSENT: &str = "<span class=\"note\">Does not apply</span>";

/// A table: a name, what is compared, and for each field its name with a value for each of them.
pub(super) fn table(name: &str, columns: &[LinkView], rows: &[(String, Vec<String>)]) -> String {
    let mut html = "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"".to_owned();
    escape(&format!("{name}, side by side"), &mut html);
    html.push_str("\">\n<table class=\"compared\">\n<thead><tr><th scope=\"col\">Compared</th>");
    for column in columns {
        html.push_str("<th scope=\"col\"><a href=\"");
        escape_address(&column.url, &mut html);
        html.push_str("\">");
        escape(&column.text, &mut html);
        html.push_str("</a></th>");
    }
    html.push_str("</tr></thead>\n<tbody>");
    for (label, cells) in rows {
        html.push_str("\n<tr><th scope=\"row\">");
        escape(label, &mut html);
        html.push_str("</th>");
        for cell in cells {
            html.push_str("<td>");
            html.push_str(if cell.is_empty() { ABSENT } else { cell });
            html.push_str("</td>");
        }
        html.push_str("</tr>");
    }
    html.push_str("\n</tbody>\n</table>\n</div>");
    html
}

/// The parts of a field side by side, where its kind asks for that; empty where there is nothing to lay beside another.
pub(super) fn of_parts(shown: Context<'_>, property: &Property, declaration: &Declaration, parts: &[Part]) -> String {
    let Some(fields) = asked_for(shown.site, shown.record, &property.name) else { return String::new() };
    let schema = shown.schema;
    let declared = schema.fields_of(schema.shape(declaration.shape));
    let column =
        |part: &Part| LinkView::plain(part.title(), format!("#{}{}", shown.prefix, route::part_anchor(&part.path)));
    // A heading in a text stands on the page already, where the part has its own place.
    let beside = format!("{}compared_", shown.prefix);
    let shown = Context { prefix: &beside, names: &[], explained: None, ..shown };
    let row = |field: &&str| {
        let property = declared.iter().find(|property| *property.name == **field)?;
        shown.shows(&property.declaration).then_some(())?;
        let cell = |part: &Part| {
            let held = part.value.get(field);
            held.map(|held| inline(&value(shown, &property.declaration, held))).unwrap_or_default()
        };
        let cells: Vec<String> = parts.iter().map(cell).collect();
        cells.iter().any(|cell| !cell.is_empty()).then(|| (property.label(), cells))
    };
    let columns: Vec<LinkView> = parts.iter().map(column).collect();
    let rows: Vec<(String, Vec<String>)> = fields.iter().filter_map(row).collect();
    if columns.len() < 2 || rows.is_empty() {
        return String::new();
    }
    table(&property.label(), &columns, &rows)
}

/// The records behind a way back side by side, where the kind of the record that they name asks for that.
pub(super) fn of_records(site: &Site, to: RecordIndex, back: &str, title: &str, records: &[RecordIndex]) -> String {
    let fields = site.catalogue.get(to).and_then(|record| asked_for(site, record, back)).unwrap_or_default();
    let row = |field: &&str| {
        let cells: Vec<(String, String)> = records.iter().map(|index| cell(site, *index, field)).collect();
        let label = cells.iter().map(|(label, _)| label).find(|label| !label.is_empty())?.clone();
        let cells: Vec<String> = cells.into_iter().map(|(_, cell)| cell).collect();
        cells.iter().any(|cell| !cell.is_empty()).then_some((label, cells))
    };
    let rows: Vec<(String, Vec<String>)> = fields.iter().filter_map(row).collect();
    if records.len() < 2 || rows.is_empty() {
        return String::new();
    }
    let columns: Vec<LinkView> = records.iter().filter_map(|index| link_to(site, *index)).collect();
    table(title, &columns, &rows)
}

/// The label and the value of a field of a record, its own or one that it takes over; empty where there is none.
fn cell(site: &Site, index: RecordIndex, field: &str) -> (String, String) {
    let found = || {
        let record = site.catalogue.get(index)?;
        let schema = site.kinds.get(record.kind)?.schema.as_ref()?;
        let property = schema.properties().iter().find(|property| *property.name == *field)?;
        let Some(held) = site.catalogue.field(index, field, &site.kinds) else {
            return Some((property.label(), String::new()));
        };
        let by = site.catalogue.get(held.by)?;
        let is_person = people::holds_persons(site, by, field);
        if is_person && !people::are_named(site) {
            return None;
        }
        let prefix = format!("{}_", by.slug);
        let shown = Context {
            site,
            schema,
            record: by,
            index: held.by,
            prefix: &prefix,
            names: &[],
            is_person,
            explained: None,
        };
        Some((property.label(), inline(&value(shown, &property.declaration, held.value))))
    };
    found().unwrap_or_default()
}

/// The fields that a kind asks to lay side by side for a field or a way back of its records.
fn asked_for<'a>(site: &'a Site, record: &Record, of: &str) -> Option<Vec<&'a str>> {
    let roles = &site.kinds.get(record.kind)?.roles;
    let comparison = roles.compare.iter().find(|comparison| *comparison.of == *of)?;
    Some(comparison.fields.iter().map(|(field, _)| &**field).collect())
}
