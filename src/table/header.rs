use super::column::{Column, Holds, columns};
use super::mark::unmarked;
use super::sheet::{Cell, Sheet, bad};
use crate::diagnostic::{Diagnostic, listed, nearest};
use crate::schema::Schema;
use crate::source::Source;

/// What someone says of the columns of a table.
#[derive(Clone, Debug, Default)]
pub struct Mapping {
    /// Names of columns, each with the field that it holds.
    pub fields: Vec<(String, String)>,
    /// The column with the names of the records.
    pub slug: Option<String>,
    /// Columns to pass over.
    pub ignored: Vec<String>,
    /// The reason that a bare `?` stands for.
    pub unknown: Option<String>,
}

/// A column of which nothing is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftColumn {
    /// Its name.
    pub name: String,
    /// The field that was probably meant.
    pub near: Option<String>,
}

/// Which column holds what.
pub(super) struct Header {
    /// Where the names of the records stand.
    pub(super) slug: Option<usize>,
    /// What each column holds.
    pub(super) columns: Vec<Option<Column>>,
    pub(super) left: Vec<LeftColumn>,
    pub(super) faults: Vec<Diagnostic>,
}

/// Finds the field of each column.
///
/// # Errors
/// What was said of a column or a field that there is not.
pub(super) fn header(sheet: &Sheet, source: &Source, schema: &Schema, mapping: &Mapping) -> Result<Header, String> {
    let known = columns(schema);
    let cells = &sheet.header;
    let column = |name: &str| column(cells, name);
    let mut header = Header { slug: None, columns: vec![None; cells.len()], left: Vec::new(), faults: Vec::new() };
    let mut is_told = vec![false; cells.len()];
    for name in &mapping.ignored {
        is_told.get_mut(column(name)?).into_iter().for_each(|told| *told = true);
    }
    header.slug = mapping.slug.as_deref().map(column).transpose()?;
    for (name, field) in &mapping.fields {
        let at = column(name)?;
        let found = find(&known, field).ok_or_else(|| no_field(field, &known))?;
        is_told.get_mut(at).into_iter().for_each(|told| *told = true);
        header.put(at, found, cells, source);
    }
    for (at, cell) in cells.iter().enumerate() {
        let name = unmarked(&cell.text);
        if is_told.get(at).is_none_or(|told| *told) || header.slug == Some(at) {
            continue;
        }
        match find(&known, name) {
            Some(found) => header.put(at, found, cells, source),
            None if header.slug.is_none() && matches!(&*letters(name), "slug" | "id") => header.slug = Some(at),
            None => header.leave(at, name, sheet, &known),
        }
    }
    Ok(header)
}

impl Header {
    fn put(&mut self, at: usize, column: Column, cells: &[Cell], source: &Source) {
        let first = self.columns.iter().position(|other| other.as_ref().is_some_and(|other| other.path == column.path));
        match (first.and_then(|first| cells.get(first)), cells.get(at)) {
            (Some(first), Some(cell)) => {
                let fault = bad(source, cell.span, format!("two columns hold the field `{}`", column.name()));
                let fault = fault.label("this is the second").also(source.at(first.span), "this is the first");
                let help = format!("take one of them out, or leave it out with `--ignore \"{}\"`", cell.text);
                self.faults.push(fault.help(help));
            }
            _ => self.columns.get_mut(at).into_iter().for_each(|put| *put = Some(column.clone())),
        }
    }

    /// A column that no field is meant by, where it holds anything.
    fn leave(&mut self, at: usize, name: &str, sheet: &Sheet, known: &[Column]) {
        let is_empty = |row: &super::sheet::Row| row.cells.get(at).is_none_or(|cell| cell.text.is_empty());
        if sheet.rows.iter().all(is_empty) && name.is_empty() {
            return;
        }
        let names: Vec<String> = known.iter().filter(|column| !column.is_open()).map(Column::name).collect();
        let near = nearest(name, names.iter().map(String::as_str)).map(str::to_owned);
        let name = if name.is_empty() { format!("(column {}, without a name)", at + 1) } else { name.to_owned() };
        self.left.push(LeftColumn { name, near });
    }
}

/// Which column has this name.
fn column(cells: &[Cell], name: &str) -> Result<usize, String> {
    let exact = cells.iter().position(|cell| cell.text == name);
    let alike = || cells.iter().position(|cell| letters(&cell.text) == letters(name) && !letters(name).is_empty());
    exact.or_else(alike).ok_or_else(|| {
        let known = || cells.iter().map(|cell| &*cell.text).filter(|text| !text.is_empty());
        let help = match nearest(name, known()) {
            Some(near) => format!("write `{near}`"),
            None => format!("write one of {}", listed(known())),
        };
        format!("the table has no column `{name}`\n  help: {help}")
    })
}

fn no_field(name: &str, known: &[Column]) -> String {
    let names: Vec<String> = known.iter().filter(|column| !column.is_open()).map(Column::name).collect();
    let names = || names.iter().map(String::as_str);
    let help = match nearest(name, names()) {
        Some(near) => format!("write `{near}`"),
        None => format!("write one of {}", listed(names())),
    };
    format!("there is no field `{name}` that a table can hold\n  help: {help}")
}

/// The field that a column is named after: by its name, by its title, by its title behind those of the fields around it.
fn find(known: &[Column], name: &str) -> Option<Column> {
    let is_whole = |column: &Column| matches!(column.holds, Holds::Whole { .. });
    let single = || known.iter().filter(|column| !is_whole(column) && !column.is_open());
    let whole = || known.iter().filter(|column| is_whole(column) && !column.is_open());
    if let Some(exact) = known.iter().find(|column| column.name() == name && !column.is_open()) {
        return Some(exact.clone());
    }
    let wanted = letters(name);
    if wanted.is_empty() {
        return None;
    }
    let by_name = |column: &&Column| letters(&column.name()) == wanted;
    let by_label = |column: &&Column| column.labels.last().is_some_and(|label| letters(label) == wanted);
    let by_labels = |column: &&Column| letters(&column.labels.concat()) == wanted;
    only(single().filter(by_name))
        .or_else(|| of_key(known, name))
        .or_else(|| only(single().filter(by_label)))
        .or_else(|| only(single().filter(by_labels)))
        .or_else(|| only(whole().filter(by_name)))
        .or_else(|| only(whole().filter(by_label)))
}

/// The column of a free key: the one with the most of its name behind the key.
fn of_key(known: &[Column], name: &str) -> Option<Column> {
    let found = known.iter().filter_map(|column| Some((column, column.key(name)?)));
    found.max_by_key(|(column, _)| column.path.len()).map(|(column, key)| column.keyed(key))
}

/// The only one; of several the only one that is no field of another.
fn only<'c>(found: impl Iterator<Item = &'c Column>) -> Option<Column> {
    let found: Vec<&Column> = found.collect();
    let mut outer = found.iter().filter(|column| column.path.len() == 1);
    match found.as_slice() {
        [one] => Some((*one).clone()),
        _ => outer.next().filter(|_| outer.next().is_none()).map(|column| (*column).clone()),
    }
}

/// A name without what differs by habit.
fn letters(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
