use super::cell::{Shown, keys, shown};
use super::column::{Column, Holds, columns};
use crate::kind::Kind;
use crate::page::Site;
use crate::record::Record;
use csv_core::Writer;
use std::collections::BTreeSet;

/// The records of a kind as a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// The table in CSV.
    pub text: String,
    /// How many records are in it.
    pub records: usize,
    /// What is not.
    pub left: Vec<LeftField>,
    /// The records that could not be read, or not whole.
    pub faulty: Vec<String>,
}

/// A field that a table cannot hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftField {
    /// Its name: `cost.options`.
    pub name: String,
    /// How many records have something in it.
    pub records: usize,
}

/// The records of a kind as a table, by slug: a column for each field that the kind declares, and for each field of every
/// record that is used. Lists stand in one cell, fields of fields in columns of their own.
#[must_use]
pub fn export(site: &Site, index: usize, kind: &Kind) -> Exported {
    let Some(schema) = &kind.schema else { return Exported::default() };
    let mut records: Vec<&Record> = site.catalogue.all_of_kind(index).map(|(_, record)| record).collect();
    records.sort_by(|one, other| one.slug.cmp(&other.slug));
    let is_whole = |record: &Record| !record.is_faulty && record.decoded.faulty.is_empty();
    let faulty = records.iter().filter(|record| !is_whole(record)).map(|record| record.slug.to_string()).collect();
    let columns = expanded(&columns(schema), &records);
    let (mut shown_columns, mut left) = (Vec::new(), Vec::new());
    for column in columns {
        let cells: Vec<Shown> = records.iter().map(|record| shown(&record.decoded, &column)).collect();
        let lost = cells.iter().filter(|cell| **cell == Shown::Lost).count();
        if lost > 0 {
            left.push(LeftField { name: column.name(), records: lost });
        }
        let is_used = cells.iter().any(|cell| matches!(cell, Shown::Cell(_)));
        let is_always = column.is_own && !matches!(column.holds, Holds::Whole { .. });
        if is_used || is_always {
            shown_columns.push((column.name(), cells));
        }
    }
    let header =
        std::iter::once("slug".to_owned()).chain(shown_columns.iter().map(|(name, _)| super::mark::marked(name)));
    let mut text = line(header);
    for (row, record) in records.iter().enumerate() {
        let cell = |(_, cells): &(String, Vec<Shown>)| match cells.get(row) {
            Some(Shown::Cell(text)) => text.clone(),
            _ => String::new(),
        };
        text.push_str(&line(std::iter::once(record.slug.to_string()).chain(shown_columns.iter().map(cell))));
    }
    Exported { text, records: records.len(), left, faulty }
}

/// The columns, those of any key once for each key that a record has.
fn expanded(columns: &[Column], records: &[&Record]) -> Vec<Column> {
    let expand = |run: &[Column]| -> Vec<Column> {
        let Some(first) = run.first().filter(|column| column.is_open()) else { return run.to_vec() };
        let members = records.iter().flat_map(|record| keys(&record.decoded, first));
        let all: BTreeSet<&str> = members.map(|member| &*member.name).collect();
        all.into_iter().flat_map(|key| run.iter().map(|column| column.keyed(key))).collect()
    };
    columns.chunk_by(|one, other| one.keys == other.keys).flat_map(expand).collect()
}

/// A line of CSV.
fn line(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.collect();
    // A cell in quotation marks has each of its own twice; its marks, a separator and the end of the line are a few more.
    let mut line = vec![0; cells.iter().map(|cell| 2 * cell.len() + 4).sum::<usize>() + 4];
    let (mut writer, mut at) = (Writer::new(), 0);
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            at += writer.delimiter(line.get_mut(at..).unwrap_or_default()).1;
        }
        at += writer.field(cell.as_bytes(), line.get_mut(at..).unwrap_or_default()).2;
    }
    at += writer.terminator(line.get_mut(at..).unwrap_or_default()).1;
    line.truncate(at);
    String::from_utf8_lossy(&line).into_owned()
}
