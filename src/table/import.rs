use super::convert::Converter;
use super::header::{Header, LeftColumn, Mapping, header};
use super::names::Names;
use super::patch::{Patched, patch};
use super::place::{Made, in_table, path};
use super::row::{Named, fields, named};
use super::sheet::{Cell, Row, Sheet, read};
use super::yaml::{Field, document};
use crate::diagnostic::{Code, Counts, Diagnostic, in_order, nearest, one};
use crate::kind::Kind;
use crate::pipeline::{Analysis, Memo, Options, analyse_again};
use crate::record::Record;
use crate::schema::Schema;
use crate::source::{Edit, Source, SourcePath, Sources, Span, edit};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is to be taken from a table.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The site as it is.
    pub sources: &'a Sources,
    /// What it is made for.
    pub options: Options,
    /// The name of the kind.
    pub kind: &'a str,
    /// The table in CSV.
    pub table: &'a Source,
    /// What is said of its columns.
    pub mapping: &'a Mapping,
    /// What becomes of records that are there.
    pub existing: Existing,
    /// What becomes of rows that are wrong.
    pub faulty: Faulty,
}

/// What becomes of records that are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// They stay as they are.
    Kept,
    /// What a row says otherwise is changed in them.
    Updated,
}

/// What becomes of rows that are wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Faulty {
    /// One of them, and nothing is taken from the table.
    Refused,
    /// They are left out.
    LeftOut,
}

/// What comes of a table. Nothing is written yet.
#[derive(Debug, Default)]
pub struct Imported {
    /// New files, a record each.
    pub new: Vec<Source>,
    /// Changes of files that are there, a set for each record.
    pub edits: Vec<Vec<Edit>>,
    /// How many records that are there say the same already.
    pub same: usize,
    /// The records that are there and stay as they are, though a row says something of them.
    pub kept: Vec<String>,
    /// How many rows are left out because they are wrong.
    pub left_rows: usize,
    /// The columns of which nothing is taken.
    pub left_columns: Vec<LeftColumn>,
    /// The first day that could be read month first and was read day first, and how many there are.
    pub day_first: Option<(String, usize)>,
    /// What is wrong that was not wrong before, in order.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether nothing may be written.
    pub is_refused: bool,
}

/// Makes records of the rows of a table, and checks them together with the site.
///
/// # Errors
/// What was said of the kind or of a column that is not so.
pub fn import(request: Request<'_>) -> Result<Imported, String> {
    let (before, memo) = analyse_again(request.sources, request.options, Memo::default());
    let (kind, schema) = kind(&before, request.kind)?;
    let refused = |diagnostics| Ok(Imported { diagnostics, is_refused: true, ..Imported::default() });
    let sheet = match read(request.table) {
        Ok(sheet) => sheet,
        Err(faults) => return refused(faults),
    };
    let header = header(&sheet, request.table, schema, request.mapping)?;
    if !header.faults.is_empty() {
        return refused(header.faults);
    }
    let mut rows = rows(request, &before, kind, schema, &sheet, &header);
    let mut imported = Imported {
        same: rows.same,
        kept: std::mem::take(&mut rows.kept),
        left_columns: header.left,
        day_first: rows.day_first.take(),
        ..Imported::default()
    };
    imported.left_rows = rows.faulty.len();
    let told = settle(request, &before, memo, &mut rows);
    imported.left_rows += told.left_rows;
    imported.is_refused = told.is_refused || imported.left_rows > 0 && request.faulty == Faulty::Refused;
    imported.diagnostics = in_order([rows.faults, told.diagnostics].concat());
    imported.new = rows.new.into_iter().map(|new| new.made.source).collect();
    imported.edits = rows.patched.into_iter().map(|patched| patched.edits).collect();
    Ok(imported)
}

fn kind<'a>(site: &'a Analysis, name: &str) -> Result<(&'a Kind, &'a Schema), String> {
    let kinds = &site.site.kinds;
    let Some((_, kind)) = kinds.find(name) else {
        let help = match nearest(name, kinds.names()) {
            Some(near) => format!("write `{near}`"),
            None => format!("write one of {}", crate::diagnostic::listed(kinds.names())),
        };
        return Err(format!("there is no kind `{name}`\n  help: {help}"));
    };
    let broken = || {
        format!(
            "the kind `{name}` has faults of its own\n  help: run `fingerpost check` and mend `content/kinds/{name}.yaml`"
        )
    };
    Ok((kind, kind.schema.as_ref().ok_or_else(broken)?))
}

/// What the rows of a table ask for, before it is checked together with the site.
#[derive(Default)]
struct Rows {
    new: Vec<New>,
    patched: Vec<Patched>,
    same: usize,
    kept: Vec<String>,
    /// The rows of which nothing can be made.
    faulty: BTreeSet<usize>,
    faults: Vec<Diagnostic>,
    day_first: Option<(String, usize)>,
}

struct New {
    row: usize,
    made: Made,
}

fn rows(request: Request<'_>, before: &Analysis, kind: &Kind, schema: &Schema, sheet: &Sheet, header: &Header) -> Rows {
    let site = &before.site;
    let mut rows = Rows::default();
    let index = site.kinds.find(&kind.name).map_or(0, |(index, _)| index);
    let existing: BTreeMap<&str, &Record> =
        site.catalogue.all_of_kind(index).map(|(_, record)| (&*record.slug, record)).collect();
    let mut names = Names::of(&site.catalogue, &site.kinds);
    let mut seen: BTreeMap<String, Cell> = BTreeMap::new();
    let mut named_rows: Vec<(usize, &Row, Named)> = Vec::new();
    for (at, row) in sheet.rows.iter().enumerate() {
        let found = row.fault.clone().map_or_else(|| named(row, header, request.table), |fault| Err(Box::new(fault)));
        let found = found.and_then(|named| match seen.get(&named.slug) {
            Some(first) => Err(Box::new(twice(&named, first, kind, request.table))),
            None => Ok(named),
        });
        match found {
            Ok(named) => {
                names.add(&kind.name, &named.slug, &named.title);
                seen.insert(named.slug.clone(), named.cell.clone());
                named_rows.push((at, row, named));
            }
            Err(fault) => {
                rows.faulty.insert(at);
                rows.faults.push(*fault);
            }
        }
    }
    let reason = request.mapping.unknown.as_deref();
    let mut converter = Converter { schema, site: &site.config, names: &names, reason, day_first: None };
    for (at, row, named) in named_rows {
        let record = existing.get(&*named.slug);
        if record.is_some() && request.existing == Existing::Kept {
            rows.kept.push(named.slug);
            continue;
        }
        let fields = fields(row, header, &mut converter, request.table).map(|fields| sorted(fields, header));
        let result = fields.and_then(|fields| match record {
            None => {
                rows.new.push(new(at, row, &named, &fields, (&kind.name, header)));
                Ok(())
            }
            Some(record) => {
                let patched = patch(request, record, row, (at, &named.cell), &fields, header, &mut converter)?;
                if patched.edits.is_empty() {
                    rows.same += 1
                } else {
                    rows.patched.push(patched)
                }
                Ok(())
            }
        });
        if let Err(faults) = result {
            rows.faulty.insert(at);
            rows.faults.extend(faults);
        }
    }
    rows.day_first = converter.day_first;
    rows
}

/// The fields in the order of the schema; free keys of one field in that of the table.
fn sorted(mut fields: Vec<Field>, header: &Header) -> Vec<Field> {
    let column = |cell: usize| header.columns.get(cell).and_then(Option::as_ref);
    let outer = |field: &Field| {
        let keys = column(field.cell)?.keys?;
        Some((keys, field.path.get(..=keys.at)?.to_vec()))
    };
    let mut first: BTreeMap<Vec<Arc<str>>, usize> = BTreeMap::new();
    for field in &fields {
        if let Some((_, outer)) = outer(field) {
            first.entry(outer).or_insert(field.cell);
        }
    }
    fields.sort_by_key(|field| {
        let order = column(field.cell).map_or(0, |column| column.order);
        match outer(field) {
            Some((keys, outer)) => (keys.first, first.get(&outer).copied().unwrap_or(0), order),
            None => (order, 0, order),
        }
    });
    fields
}

fn twice(named: &Named, first: &Cell, kind: &Kind, table: &Source) -> Diagnostic {
    let message = format!("two rows are {} `{}`", one(&kind.noun()), named.slug);
    let fault = Diagnostic::new(Code::DuplicateId, table.at(named.cell.span), message);
    let fault = fault.label("this is the second").also(table.at(first.span), "this is the first");
    fault.help("give one of them another name in a column `slug`, or take one of them out")
}

fn new(row: usize, cells: &Row, named: &Named, fields: &[Field], (kind, header): (&str, &Header)) -> New {
    let document = document(fields);
    let pieces = document.pieces.into_iter();
    let pieces = pieces.filter_map(|piece| Some((piece.clone(), cells.cells.get(piece.cell)?.clone()))).collect();
    let source = Source::new(path(kind, &named.slug), &document.text);
    let empty = cells.cells.iter().zip(&header.columns).filter(|(cell, _)| cell.text.is_empty());
    let empty = empty.filter_map(|(cell, column)| Some((column.as_ref()?.path.last()?.clone(), cell.clone())));
    New { row, made: Made { source, pieces, empty: empty.collect(), row: named.cell.clone() } }
}

/// What the check of a whole table found.
struct Told {
    diagnostics: Vec<Diagnostic>,
    left_rows: usize,
    is_refused: bool,
}

/// Checks the new records together with the site. Where faulty rows are left out, what is left is checked again, since a
/// record may have named one that is left out.
fn settle(request: Request<'_>, before: &Analysis, mut memo: Memo, rows: &mut Rows) -> Told {
    let mut told = Told { diagnostics: Vec::new(), left_rows: 0, is_refused: false };
    loop {
        let changed = edit::preview(request.sources, rows.patched.iter().map(|patched| patched.edits.as_slice()));
        let paths: BTreeSet<SourcePath> = changed.iter().map(|source| source.path().clone()).collect();
        let new = rows.new.iter().map(|new| new.made.source.clone());
        let sources: Sources = request.sources.iter().cloned().chain(changed.iter().cloned()).chain(new).collect();
        let (after, again) = analyse_again(&sources, request.options, std::mem::take(&mut memo));
        memo = again;
        let key = |fault: &Diagnostic| {
            let place = &fault.primary.place;
            // What stands behind a change has moved.
            let span = (!paths.contains(&place.path)).then_some(place.span);
            (place.path.clone(), span, fault.code, fault.message.clone())
        };
        let known: BTreeSet<_> = before.diagnostics.iter().map(key).collect();
        let found: Vec<Diagnostic> =
            after.diagnostics.into_iter().filter(|fault| !known.contains(&key(fault))).collect();
        let new = rows.by_path();
        let of = |fault: &&Diagnostic| if is_error(fault) { rows.of(fault, &new) } else { Vec::new() };
        let faulty: BTreeSet<usize> = found.iter().flat_map(|fault| of(&fault)).collect();
        let made = rows.made(&changed);
        let is_last = request.faulty == Faulty::Refused || faulty.is_empty();
        let in_table = |fault: &Diagnostic| in_table(fault.clone(), &made, request.table);
        if is_last {
            told.is_refused |= found.iter().any(is_error);
            told.left_rows += if request.faulty == Faulty::Refused { faulty.len() } else { 0 };
            told.diagnostics.extend(found.iter().map(in_table));
            return told;
        }
        let of_faulty = found.iter().filter(|fault| !of(fault).is_empty());
        told.diagnostics.extend(of_faulty.map(in_table));
        told.left_rows += faulty.len();
        rows.new.retain(|new| !faulty.contains(&new.row));
        rows.patched.retain(|patched| !faulty.contains(&patched.row));
    }
}

fn is_error(fault: &Diagnostic) -> bool {
    Counts::of(std::slice::from_ref(fault)).errors > 0
}

impl Rows {
    /// The rows of new files.
    fn by_path(&self) -> BTreeMap<SourcePath, usize> {
        self.new.iter().map(|new| (new.made.source.path().clone(), new.row)).collect()
    }

    /// The rows whose records a fault is about.
    fn of(&self, fault: &Diagnostic, new: &BTreeMap<SourcePath, usize>) -> Vec<usize> {
        let about = |path: &SourcePath, span: Span| -> Vec<usize> {
            let new = new.get(path).copied().into_iter();
            let patched: Vec<&Patched> = self.patched.iter().filter(|patched| *patched.path == **path).collect();
            let exact =
                patched.iter().filter(|one| patched.len() == 1 || one.is_at(span, &self.patched)).map(|one| one.row);
            new.chain(exact).collect()
        };
        let places = std::iter::once(&fault.primary).chain(&fault.secondary).map(|label| &label.place);
        places.map(|place| about(&place.path, place.span)).find(|rows| !rows.is_empty()).unwrap_or_default()
    }

    /// The files that are made, with the cells that they are made of.
    fn made(&self, changed: &[Source]) -> BTreeMap<SourcePath, Made> {
        let new = self.new.iter().map(|new| (new.made.source.path().clone(), new.made.clone()));
        let changed = changed
            .iter()
            .filter_map(|source| Some((source.path().clone(), super::patch::made(source, &self.patched)?)));
        new.chain(changed).collect()
    }
}
