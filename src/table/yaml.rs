//! A record as YAML in block style, with which cell each stretch of it comes from.

use super::convert::{Unknown, Written, fits_block};
use crate::yaml::write_scalar;
use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

/// A text of one line that is longer stands below its name: an editor wraps it there, and nothing in it is escaped.
const LINE: usize = 100;

/// A value of a record and the cell that it comes from.
pub(super) struct Field {
    /// The names that lead to it.
    pub(super) path: Vec<Arc<str>>,
    pub(super) written: Written,
    /// Which cell of its row.
    pub(super) cell: usize,
    /// What that says.
    pub(super) text: String,
}

/// A stretch of a record and what it comes from.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) range: Range<usize>,
    pub(super) cell: usize,
    /// What the cell says there.
    pub(super) text: String,
}

/// A record as it is written.
#[derive(Default)]
pub(super) struct Document {
    pub(super) text: String,
    /// Larger stretches before those in them.
    pub(super) pieces: Vec<Piece>,
}

/// The document of some fields, which stand in the order of the schema.
pub(super) fn document(fields: &[Field]) -> Document {
    let mut document = Document::default();
    let mut open: &[Arc<str>] = &[];
    for field in fields {
        let Some((name, parents)) = field.path.split_last() else { continue };
        let start = document.text.len();
        let shared = open.iter().zip(parents).take_while(|(one, other)| one == other).count();
        for (depth, parent) in parents.iter().enumerate().skip(shared) {
            let _ = writeln!(document.text, "{}{}:", blanks(depth), write_scalar(parent));
        }
        open = parents;
        let whole = document.pieces.len();
        let _ = write!(document.text, "{}{}:", blanks(parents.len()), write_scalar(name));
        document.value(field, parents.len() + 1);
        let range = start..document.text.len();
        document.pieces.insert(whole, Piece { range, cell: field.cell, text: field.text.clone() });
    }
    document
}

impl Document {
    /// The value of a field behind its name, with the end of its last line.
    fn value(&mut self, field: &Field, depth: usize) {
        match &field.written {
            Written::List(items) => {
                self.text.push('\n');
                for (item, range) in items {
                    let start = self.text.len();
                    let _ = write!(self.text, "{}-", blanks(depth));
                    self.text.push_str(&block(item, depth + 1, Place::Item));
                    let text = field.text.get(range.clone()).unwrap_or_default().to_owned();
                    self.pieces.push(Piece { range: start..self.text.len(), cell: field.cell, text });
                }
            }
            other => self.text.push_str(&block(other, depth, Place::Field)),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Field,
    Item,
}

/// A value that is no list, behind a name or a dash, with the end of its last line.
fn block(written: &Written, depth: usize, place: Place) -> String {
    match written {
        Written::Scalar(scalar) => format!(" {scalar}\n"),
        Written::Text { text, is_markdown } => lines(text, *is_markdown, depth),
        Written::List(_) => " []\n".to_owned(),
        Written::Unknown(unknown) => {
            let mut names = entries(unknown);
            let first = names.remove(0);
            let rest = names.iter().map(|entry| format!("{}{entry}\n", blanks(depth)));
            let begin = if place == Place::Item { " ".to_owned() } else { format!("\n{}", blanks(depth)) };
            format!("{begin}{first}\n{}", rest.collect::<String>())
        }
    }
}

fn lines(text: &str, is_markdown: bool, depth: usize) -> String {
    let scalar = write_scalar(text);
    let is_quoted = scalar.starts_with(['"', '\'']);
    if !fits_block(text) || !text.contains('\n') && (text.chars().count() <= LINE || !is_quoted) {
        return format!(" {scalar}\n");
    }
    // The end of the last line is no part of what a field says, and nothing to Markdown.
    let mark = if is_markdown { "|" } else { "|-" };
    let line = |line: &str| if line.is_empty() { "\n".to_owned() } else { format!("{}{line}\n", blanks(depth)) };
    format!(" {mark}\n{}", text.split('\n').map(line).collect::<String>())
}

/// `unknown: not-stated` and what stands beside it.
fn entries(unknown: &Unknown) -> Vec<String> {
    let entry = |name: &str, text: &String| format!("{name}: {}", write_scalar(text));
    let reason = entry("unknown", &unknown.reason);
    let by = unknown.by.iter().map(|by| entry("by", by));
    std::iter::once(reason).chain(by).chain(unknown.note.iter().map(|note| entry("note", note))).collect()
}

/// A value on the line of its name, for a file that is there already; `None` for what needs lines of its own.
pub(super) fn inline(written: &Written) -> Option<String> {
    match written {
        Written::Scalar(scalar) => Some(scalar.clone()),
        Written::Text { text, .. } => (!text.contains('\n')).then(|| write_scalar(text)),
        Written::Unknown(unknown) => Some(format!("{{{}}}", entries(unknown).join(", "))),
        Written::List(items) => {
            let items: Option<Vec<String>> = items.iter().map(|(item, _)| inline(item)).collect();
            Some(format!("[{}]", items?.join(", ")))
        }
    }
}

fn blanks(depth: usize) -> String {
    "  ".repeat(depth)
}
