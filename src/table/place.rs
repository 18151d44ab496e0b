//! Which cell is to blame for what is wrong with a record.

use super::sheet::Cell;
use super::yaml::Piece;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Place, Source, SourcePath, Span};
use std::collections::BTreeMap;
use std::sync::Arc;

#[derive(Clone)]
/// The text of a file that is not there yet, and the cells that it is made of.
pub(super) struct Made {
    pub(super) source: Source,
    pub(super) pieces: Vec<(Piece, Cell)>,
    /// The cells with nothing in them, each with the name of its field.
    pub(super) empty: Vec<(Arc<str>, Cell)>,
    /// What stands for its row: the cell with its name, or the first with anything.
    pub(super) row: Cell,
}

/// What is wrong with files that a table makes, told of the table.
pub(super) fn in_table(mut fault: Diagnostic, made: &BTreeMap<SourcePath, Made>, table: &Source) -> Diagnostic {
    let missing = made.get(&fault.primary.place.path).filter(|_| fault.code == Code::MissingField);
    let missing = missing.and_then(|made| Some((made.empty_cell(&fault.message), absent(&fault.message)?.to_owned())));
    let labels = std::iter::once(&mut fault.primary).chain(&mut fault.secondary);
    for label in labels {
        if let Some(made) = made.get(&label.place.path) {
            label.place = made.place(&label.place, table);
        }
    }
    let is_of_table = |place: &Place| place.path == *table.path();
    fault.fixes.retain(|fix| !fix.edits.iter().any(|edit| made.contains_key(&edit.place.path)));
    if is_of_table(&fault.primary.place) {
        fault.help = fault.help.map(|help| in_cell(&help));
    }
    match missing {
        Some((Some(cell), _)) => {
            fault.primary.place = table.at(cell);
            fault.help(NOT_EMPTY)
        }
        Some((None, name)) => fault.help(format!("add a column for `{name}` to the table")),
        None => fault,
    }
}

const NOT_EMPTY: &str = "write something into this cell";

/// The field of which a fault says that it is not there.
fn absent(message: &str) -> Option<&str> {
    message.split_once(" has no `").or_else(|| message.split_once(" have no `"))?.1.strip_suffix('`')
}

impl Made {
    /// The only empty cell of a field of which a fault says that it is not there.
    fn empty_cell(&self, message: &str) -> Option<Span> {
        let name = absent(message)?;
        let mut found = self.empty.iter().filter(|(field, _)| **field == *name);
        found.next().filter(|_| found.next().is_none()).map(|(_, cell)| cell.span)
    }

    fn place(&self, place: &Place, table: &Source) -> Place {
        let within = |piece: &&(Piece, Cell)| piece.0.range.contains(&place.span.start());
        let Some((piece, cell)) = self.pieces.iter().rfind(within) else { return table.at(self.row.span) };
        let written = self.source.text().get(place.span.range()).unwrap_or_default();
        let exact = excerpt(table, cell.span, written).or_else(|| excerpt(table, cell.span, &piece.text));
        table.at(exact.unwrap_or(cell.span))
    }
}

/// The only place of a text inside a cell.
pub(super) fn excerpt(table: &Source, cell: Span, text: &str) -> Option<Span> {
    let whole = table.text().get(cell.range())?;
    let mut found = whole.match_indices(text).filter(|_| !text.is_empty());
    let (at, _) = found.next().filter(|_| found.next().is_none())?;
    let start = cell.start() + at;
    Some(Span::new(table.text(), start..start + text.len()))
}

/// A help that speaks of `{unknown: reason}` as a cell says it.
fn in_cell(help: &str) -> String {
    let Some((before, rest)) = help.split_once("{unknown: ") else { return help.to_owned() };
    match rest.split_once('}') {
        Some((reason, after)) => format!("{before}unknown: {reason}{after}"),
        None => help.to_owned(),
    }
}

/// A path as a key of what was made.
pub(super) fn path(kind: &str, slug: &str) -> SourcePath {
    Arc::from(format!("content/{kind}/{slug}.yaml"))
}
