//! A row → the fields of a record, or why there is none.

use super::column::Holds;
use super::convert::{Converter, Unclear, Written};
use super::header::Header;
use super::mark::{unknown, unmarked};
use super::place::excerpt;
use super::sheet::{Cell, Row, bad};
use super::yaml::Field;
use crate::diagnostic::{Code, Diagnostic, listed};
use crate::schema::{proposed_slug, slug_help};
use crate::source::Source;

/// The name of the record of a row, and the cell that it comes from.
pub(super) struct Named {
    pub(super) slug: String,
    pub(super) title: String,
    pub(super) cell: Cell,
}

/// What the record of a row is called.
pub(super) fn named(row: &Row, header: &Header, table: &Source) -> Result<Named, Box<Diagnostic>> {
    let is_title = |column: &Option<super::column::Column>| {
        column
            .as_ref()
            .is_some_and(|column| column.path.len() == 1 && column.path.iter().all(|name| &**name == "title"))
    };
    let filled = |at: usize| row.cells.get(at).filter(|cell| !cell.text.is_empty());
    let title_cell = header.columns.iter().position(is_title).and_then(filled);
    let title = title_cell.map(|cell| unmarked(&cell.text).to_owned()).unwrap_or_default();
    if let Some(cell) = header.slug.and_then(filled) {
        // An id says the kind as well, which is that of the table.
        let slug = cell.text.rsplit_once(':').map_or(&*cell.text, |(_, slug)| slug).trim().to_owned();
        return match slug_help(&slug) {
            None => Ok(Named { slug, title, cell: cell.clone() }),
            Some(help) => {
                let span = excerpt(table, cell.span, &slug).unwrap_or(cell.span);
                let message = format!("`{slug}` cannot be the name of a record");
                Err(Box::new(Diagnostic::new(Code::BadSlug, table.at(span), message).help(help)))
            }
        };
    }
    let first = row.cells.iter().find(|cell| !cell.text.is_empty());
    match title_cell.map(|cell| (proposed_slug(&cell.text), cell)).filter(|(slug, _)| !slug.is_empty()) {
        Some((slug, cell)) => Ok(Named { slug, title, cell: cell.clone() }),
        None => {
            let span = first.map_or_else(crate::source::Span::first, |cell| cell.span);
            let fault = bad(table, span, "this row has no name for its record");
            Err(Box::new(
                fault.help(
                    "write one into a column `slug`, in lower-case letters, digits and hyphens, or write a title",
                ),
            ))
        }
    }
}

/// The fields of a row, in the order of its cells.
pub(super) fn fields(
    row: &Row,
    header: &Header,
    converter: &mut Converter<'_>,
    table: &Source,
) -> Result<Vec<Field>, Vec<Diagnostic>> {
    let (mut fields, mut faults) = (Vec::new(), Vec::new());
    for (at, (cell, column)) in row.cells.iter().zip(&header.columns).enumerate() {
        let Some(column) = column.as_ref().filter(|_| !cell.text.is_empty()) else { continue };
        if let (Holds::Whole { is_lost }, None) = (column.holds, unknown(&cell.text)) {
            faults.push(whole(table, cell, &column.name(), is_lost));
            continue;
        }
        match converter.cell(&cell.text, column) {
            // Separators alone are no list.
            Ok(Written::List(items)) if items.is_empty() => {}
            Ok(written) => fields.push(Field { path: column.path.clone(), written, cell: at, text: cell.text.clone() }),
            Err(unclear) => faults.push(unclear_cell(unclear, cell, converter, table)),
        }
    }
    if faults.is_empty() { Ok(fields) } else { Err(faults) }
}

fn whole(table: &Source, cell: &Cell, name: &str, is_lost: bool) -> Diagnostic {
    if is_lost {
        let fault = bad(table, cell.span, format!("`{name}` holds more than a cell can say"));
        let help = format!("leave the column out with `--ignore`, and write `{name}` into the files of the records");
        return fault.help(help);
    }
    let fault = bad(table, cell.span, format!("`{name}` is made of several fields, and this is one text"));
    fault.help(format!("give each of its fields a column of its own, named like `{name}.…`"))
}

fn unclear_cell(unclear: Unclear, cell: &Cell, converter: &Converter<'_>, table: &Source) -> Diagnostic {
    match unclear {
        Unclear::NoReason => {
            let fault = Diagnostic::new(Code::WrongValue, table.at(cell.span), "this does not say why it is unknown");
            let reason = converter.site.reasons.iter().flatten().next().map_or("…", |reason| reason);
            let fault =
                fault.help(format!("write `unknown: {reason}`, or say what `?` means with `--unknown {reason}`"));
            fault.note(format!("the reasons in `content/site.yaml` are {}", converter.reasons()))
        }
        Unclear::Many(title, found) => {
            let span = excerpt(table, cell.span, &title).unwrap_or(cell.span);
            let message = format!("`{title}` is the title of {} records", found.len());
            let fault = Diagnostic::new(Code::UnknownReference, table.at(span), message);
            fault.help(format!("write the one that is meant: {}", listed(found.iter().map(String::as_str))))
        }
    }
}
