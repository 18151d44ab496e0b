use super::datum::{Datum, fields};
use crate::catalogue::{RecordIndex, Target};
use crate::page::{self, Site};
use crate::route;
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// What a spreadsheet would take for a formula where a cell begins with it.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Tells spreadsheets that the file is UTF-8.
const MARK: char = '\u{feff}';

/// What stands between the items of a list.
const BETWEEN: &str = " | ";

/// The columns that each record has besides its fields.
const OURS: [&str; 3] = ["id", "url", "state"];

/// What stands before the name of a field that is called like one of them.
const OWN: &str = "field.";

/// A record as cells, by the names of their columns.
type Cells = Vec<(String, String)>;

/// All records of a kind: a column for each field that holds one value or a list of such. Texts and parts have no place in a
/// table.
pub(super) fn table(site: &Site, kind: usize) -> String {
    let rows: Vec<Cells> = site.catalogue.of_kind(kind).map(|(index, _)| cells(site, index)).collect();
    let mut columns: Vec<&str> = Vec::new();
    for row in &rows {
        // What only some records have comes behind what stands before it there.
        let mut after = 0;
        for (name, _) in row {
            after = match columns.iter().position(|column| column == name) {
                Some(at) => after.max(at + 1),
                None => {
                    columns.insert(after, name);
                    after + 1
                }
            };
        }
    }
    let fields = site.kinds.get(kind).and_then(|kind| kind.schema.as_ref()).map(crate::schema::Schema::properties);
    let rank = |column: &&str| {
        let name = column.trim_start_matches(OWN).split('.').next().unwrap_or_default();
        let is_ours = OURS.contains(column);
        fields
            .unwrap_or_default()
            .iter()
            .position(|field| *field.name == *name)
            .filter(|_| !is_ours)
            .map_or(0, |at| at + 1)
    };
    columns.sort_by_key(rank);
    let mut table = String::from(MARK);
    line(columns.iter().copied(), &mut table);
    for row in &rows {
        let row: BTreeMap<&str, &str> = row.iter().map(|(name, cell)| (&**name, &**cell)).collect();
        line(columns.iter().map(|column| row.get(column).copied().unwrap_or_default()), &mut table);
    }
    table
}

fn cells(site: &Site, index: RecordIndex) -> Cells {
    let target = Target { record: index, part: None };
    let path = route::url(&target, &site.catalogue, &site.kinds);
    let mut cells = vec![
        ("id".to_owned(), page::id(site, &target).unwrap_or_default()),
        ("url".to_owned(), page::anywhere(site, &path)),
    ];
    if let Some(timeline) = site.catalogue.life(index).and_then(|life| life.timeline.as_ref()) {
        cells.push(("state".to_owned(), timeline.state_on(site.as_of).name().to_owned()));
    }
    for (name, datum) in fields(site, index) {
        // The record's own names come first, so that a field of that name is told from them.
        let name = if OURS.contains(&&*name) { format!("{OWN}{name}") } else { name };
        flatten(&name, &datum, &mut cells);
    }
    cells
}

fn flatten(name: &str, datum: &Datum<'_>, cells: &mut Cells) {
    match datum {
        Datum::One(..) => cells.extend(cell(datum).map(|cell| (name.to_owned(), cell))),
        Datum::Object(fields) => {
            fields.iter().for_each(|(inner, datum)| flatten(&format!("{name}.{inner}"), datum, cells))
        }
        Datum::List(items) if items.iter().all(|item| matches!(item, Datum::One(..))) => {
            let items: Vec<String> = items.iter().filter_map(cell).collect();
            cells.push((name.to_owned(), items.join(BETWEEN)));
        }
        Datum::List(items) => beside(name, items, cells),
        Datum::Html(..) | Datum::Parts(_) => {}
    }
}

/// Groups of values: a column for each name, in which the values stand in the order of the groups, blanks among them.
fn beside(name: &str, items: &[Datum<'_>], cells: &mut Cells) {
    let of = |item: &'_ Datum<'_>, wanted: &str| match item {
        Datum::Object(fields) => fields.iter().find(|(name, _)| name == wanted).and_then(|(_, datum)| cell(datum)),
        _ => None,
    };
    let mut names: Vec<&str> = Vec::new();
    for item in items {
        let Datum::Object(fields) = item else { continue };
        for (inner, datum) in fields {
            if matches!(datum, Datum::One(..)) && !names.contains(&&**inner) {
                names.push(inner);
            }
        }
    }
    for inner in names {
        let values: Vec<String> = items.iter().map(|item| of(item, inner).unwrap_or_default()).collect();
        cells.push((format!("{name}.{inner}"), values.join(BETWEEN)));
    }
}

/// What stands in a cell. A number is never a formula.
fn cell(datum: &Datum<'_>) -> Option<String> {
    let Datum::One(json, text) = datum else { return None };
    let is_number = matches!(json, Json::Number(_));
    Some(if is_number { text.clone() } else { guarded(text) })
}

fn guarded(text: &str) -> String {
    if text.starts_with(FORMULA) { format!("'{text}") } else { text.to_owned() }
}

fn line<'a>(cells: impl Iterator<Item = &'a str>, table: &mut String) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            table.push(',');
        }
        if cell.contains([',', '"', '\n', '\r']) {
            table.push('"');
            table.push_str(&cell.replace('"', "\"\""));
            table.push('"');
        } else {
            table.push_str(cell);
        }
    }
    table.push_str("\r\n");
}
