//! A row → changes of a record that is there: stretches of its file where that is simple, a refusal where it is not.

use super::cell::{Shown, shown, value};
use super::column::Column;
use super::convert::{Converter, Written};
use super::header::Header;
use super::import::Request;
use super::place::Made;
use super::sheet::{Cell, Row, bad};
use super::yaml::{Field, Piece, document, inline};
use crate::diagnostic::Diagnostic;
use crate::record::Record;
use crate::source::{Edit, Source, SourcePath, Span};
use crate::yaml::may_be_shared;
use std::ops::Range;

/// The changes of one record.
pub(super) struct Patched {
    pub(super) row: usize,
    pub(super) path: SourcePath,
    pub(super) edits: Vec<Edit>,
    /// Which stretch of which edit comes from which cell.
    marks: Vec<(usize, Piece, Cell)>,
    cell: Cell,
}

/// What a row changes in a record. An empty cell changes nothing.
pub(super) fn patch(
    request: Request<'_>,
    record: &Record,
    row: &Row,
    (at, name): (usize, &Cell),
    fields: &[Field],
    header: &Header,
    converter: &mut Converter<'_>,
) -> Result<Patched, Vec<Diagnostic>> {
    let refuse = |cell: &Cell, fact: &str| refused(request.table, cell, record, fact);
    let Some(source) = request.sources.get(&record.path) else { return Err(vec![refuse(name, "cannot be read")]) };
    if record.is_faulty || !record.decoded.faulty.is_empty() {
        return Err(vec![refuse(name, "has faults of its own")]);
    }
    let mut patched =
        Patched { row: at, path: record.path.clone(), edits: Vec::new(), marks: Vec::new(), cell: name.clone() };
    let (mut absent, mut faults) = (Vec::new(), Vec::new());
    for field in fields {
        let (Some(cell), Some(Some(column))) = (row.cells.get(field.cell), header.columns.get(field.cell)) else {
            continue;
        };
        match shown(&record.decoded, column) {
            Shown::Nothing if value(&record.decoded, column).is_none() && is_free(record, column) => absent.push(field),
            Shown::Cell(now) if converter.cell(&now, column).is_ok_and(|now| is_same(&now, &field.written)) => {}
            Shown::Cell(_) => match value(&record.decoded, column)
                .and_then(|value| replaced(source, record, value.span, &field.written))
            {
                Some(edit) => patched.push(edit, &[(0, field, cell)]),
                None => faults.push(refuse(
                    cell,
                    &format!("has a field `{}` that cannot be changed without reading it", column.name()),
                )),
            },
            Shown::Nothing | Shown::Lost => {
                faults.push(refuse(cell, &format!("has no line for `{}` that can be changed", column.name())));
            }
        }
    }
    if let Some(first) = absent.first() {
        match added(source, record, &absent) {
            Some((edit, pieces)) => {
                let index = patched.edits.len();
                patched.edits.push(edit);
                let mark = |piece: Piece| Some((index, piece.clone(), row.cells.get(piece.cell)?.clone()));
                patched.marks.extend(pieces.into_iter().filter_map(mark));
            }
            None => {
                let cell = row.cells.get(first.cell).unwrap_or(name);
                let name = first.path.join(".");
                faults.push(refuse(cell, &format!("has no `{name}`, and none can be added to it")));
            }
        }
    }
    if faults.is_empty() { Ok(patched) } else { Err(faults) }
}

fn refused(table: &Source, cell: &Cell, record: &Record, fact: &str) -> Diagnostic {
    let fault = bad(table, cell.span, format!("`{}` {fact}", record.slug));
    fault.help(format!("change it by hand in `{}`", record.path))
}

/// Whether nothing of the field is there, nor of the field that it is in.
fn is_free(record: &Record, column: &Column) -> bool {
    column.path.first().is_some_and(|outermost| record.decoded.get(outermost).is_none())
}

/// Whether two values are the same, wherever they stand.
fn is_same(one: &Written, other: &Written) -> bool {
    match (one, other) {
        (Written::List(one), Written::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|((one, _), (other, _))| is_same(one, other))
        }
        (one, other) => one == other,
    }
}

/// A value in the place of another, where that stands behind its name and nothing else does.
fn replaced(source: &Source, record: &Record, span: Span, written: &Written) -> Option<Edit> {
    let text: &str = source.text();
    let old = text.get(span.range())?.trim_end();
    let end = span.start() + old.len();
    let before = text.get(..span.start())?;
    let name = without_block_mark(before.trim_end());
    // What an anchor or a tag stands before is not ours to judge, nor what a comment stands in.
    if !name.ends_with(':') || may_be_shared(text, record.anchor.start(), span) {
        return None;
    }
    if old.contains('\n') && old.lines().any(|line| line.contains('#')) {
        return None;
    }
    if let (Written::List(items), true) = (written, old.starts_with("- ")) {
        let indent = before.len() - before.rfind('\n').map_or(0, |at| at + 1);
        let lines: Option<Vec<String>> = items.iter().map(|(item, _)| Some(format!("- {}", inline(item)?))).collect();
        let replacement = lines?.join(&format!("\n{}", " ".repeat(indent)));
        return Some(Edit { place: source.place(span.start()..end), replacement });
    }
    let replacement = format!(" {}", inline(written)?);
    Some(Edit { place: source.place(name.len()..end), replacement })
}

/// The text without the mark of a block of lines at its end: `|`, `>-`.
fn without_block_mark(before: &str) -> &str {
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let is_mark = |word: &str| {
        word.starts_with(['|', '>'])
            && word.chars().skip(1).all(|letter| letter.is_ascii_digit() || matches!(letter, '+' | '-'))
    };
    match before.rsplit_once(' ') {
        Some((name, mark)) if name.len() >= line && is_mark(mark) => name.trim_end(),
        _ => before,
    }
}

/// Fields that the record does not have yet, in block style: at the end of a file that holds it alone, else behind its last
/// field.
fn added(source: &Source, record: &Record, absent: &[&Field]) -> Option<(Edit, Vec<Piece>)> {
    let text: &str = source.text();
    let first = record.decoded.fields.first()?.name_span.start();
    let indent = text.get(..first)?.rsplit('\n').next().filter(|before| before.bytes().all(|byte| byte == b' '))?;
    let is_alone = record.anchor == Span::first() && record.path.ends_with(".yaml");
    let at = if is_alone { text.len() } else { behind_last(text, record, indent)? };
    if text.lines().any(|line| line.starts_with("...")) {
        return None;
    }
    let before = text.get(..at)?;
    let break_before = if before.ends_with('\n') { "" } else { "\n" };
    let fields = absent.iter().map(|field| Field {
        path: field.path.clone(),
        written: field.written.clone(),
        text: field.text.clone(),
        cell: field.cell,
    });
    let document = document(&fields.collect::<Vec<_>>());
    let is_written = |line: &str| !line.trim_end().is_empty();
    let lines = document.text.split_inclusive('\n');
    let indented: String =
        lines.map(|line| if is_written(line) { format!("{indent}{line}") } else { line.to_owned() }).collect();
    let moved = |offset: usize| {
        let lines = document.text.get(..offset).unwrap_or_default().split_inclusive('\n');
        break_before.len() + offset + indent.len() * lines.filter(|line| is_written(line)).count()
    };
    let pieces = document.pieces.iter().map(|piece| {
        let range = moved(piece.range.start)..moved(piece.range.end);
        Piece { range, ..piece.clone() }
    });
    let edit = Edit { place: source.place(at..at), replacement: format!("{break_before}{indented}") };
    Some((edit, pieces.collect()))
}

/// Where the line behind the last field of a record begins; `None` where its fields are not on lines of their own, or what
/// is added might belong to something else.
fn behind_last(text: &str, record: &Record, indent: &str) -> Option<usize> {
    // The text of a Markdown file is a field too, and has no name in it.
    let is_named = |name: Span| text.get(name.end()..).is_some_and(|rest| rest.trim_start().starts_with(':'));
    let last = record.decoded.fields.iter().filter(|field| is_named(field.name_span));
    let last = last.max_by_key(|field| field.name_span.start())?;
    let begins_line = text.get(..last.name_span.start())?.rsplit('\n').next() == Some(indent);
    let between = text.get(last.name_span.end()..last.value.span.start())?;
    // A block of lines that keeps the empty ones behind it would take in no more of them.
    let is_kept = between.contains(['|', '>']) && between.contains('+');
    if !begins_line || is_kept || may_be_shared(text, record.anchor.start(), last.value.span) {
        return None;
    }
    let end = text.get(..last.value.span.end())?.trim_end().len().max(last.name_span.end());
    Some(text.get(end..)?.find('\n').map_or(text.len(), |newline| end + newline + 1))
}

impl Patched {
    fn push(&mut self, edit: Edit, from: &[(usize, &Field, &Cell)]) {
        let index = self.edits.len();
        for (start, field, cell) in from {
            let range = *start..edit.replacement.len();
            self.marks.push((index, Piece { range, cell: field.cell, text: field.text.clone() }, (*cell).clone()));
        }
        self.edits.push(edit);
    }

    /// Whether a stretch of the changed file is one that this row has changed.
    pub(super) fn is_at(&self, span: Span, all: &[Self]) -> bool {
        stretches(&self.path, all).iter().any(|(row, _, range)| *row == self.row && range.contains(&span.start()))
    }
}

/// What every edit of a file becomes in the changed text: the row, which of its edits, and where.
fn stretches(path: &str, all: &[Patched]) -> Vec<(usize, usize, Range<usize>)> {
    let of_path = all.iter().filter(|patched| *patched.path == *path);
    let mut edits: Vec<(usize, usize, &Edit)> = of_path
        .flat_map(|patched| patched.edits.iter().enumerate().map(|(index, edit)| (patched.row, index, edit)))
        .collect();
    edits.sort_by_key(|(_, _, edit)| edit.place.span.start());
    let (mut at, mut old) = (0, 0);
    let stretch = |(row, index, edit): (usize, usize, &Edit)| {
        let start = at + edit.place.span.start() - old;
        at = start + edit.replacement.len();
        old = edit.place.span.end();
        (row, index, start..at)
    };
    edits.into_iter().map(stretch).collect()
}

/// A changed file, with the cells that its changes come from.
pub(super) fn made(source: &Source, all: &[Patched]) -> Option<Made> {
    let row = all.iter().find(|patched| patched.path == *source.path())?.cell.clone();
    let mut pieces = Vec::new();
    for (row, index, range) in stretches(source.path(), all) {
        let marks = all.iter().filter(|patched| patched.row == row).flat_map(|patched| &patched.marks);
        for (_, piece, cell) in marks.filter(|(edit, _, _)| *edit == index) {
            let range = range.start + piece.range.start..range.start + piece.range.end;
            pieces.push((Piece { range, ..piece.clone() }, cell.clone()));
        }
    }
    Some(Made { source: source.clone(), pieces, empty: Vec::new(), row })
}
