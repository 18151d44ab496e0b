use crate::schema::{Declaration, Schema, Shape, ShapeId, readable};
use std::sync::Arc;

/// A field that a table can hold.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// The names that lead to it: `cost`, `amount`.
    pub(super) path: Vec<Arc<str>>,
    /// The labels that readers see, from the outermost to its own.
    pub(super) labels: Vec<String>,
    pub(super) holds: Holds,
    /// Whether the kind itself declares it, and not every record has it.
    pub(super) is_own: bool,
    /// Where it stands in the order of the schema.
    pub(super) order: usize,
    pub(super) keys: Option<Keys>,
}

/// What stands in the cells of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// A value.
    One(ShapeId),
    /// A list of values.
    List(ShapeId),
    /// Nothing but that the whole is unknown: what is in it stands in other columns, or in none.
    Whole {
        /// Whether a table cannot hold what is in it.
        is_lost: bool,
    },
}

/// The free keys of a mapping: `identifiers.urn`, `by_year.2021-22.amount`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Keys {
    /// Where in a path they stand.
    pub(super) at: usize,
    /// Where the first column of the mapping stands in the order of the schema.
    pub(super) first: usize,
    /// Whether any key may stand there: one that a record or a table has makes a column of it.
    pub(super) is_open: bool,
}

/// What stands in a path for any key.
const ANY: &str = "*";

impl Column {
    /// The path as it stands at the head of a column: `cost.amount`.
    pub(super) fn name(&self) -> String {
        self.path.join(".")
    }

    /// Whether it stands for columns of any key.
    pub(super) fn is_open(&self) -> bool {
        self.keys.is_some_and(|keys| keys.is_open)
    }

    /// The free key that is meant by the name of a column.
    pub(super) fn key<'n>(&self, name: &'n str) -> Option<&'n str> {
        let keys = self.keys.filter(|keys| keys.is_open)?;
        let (outer, inner) = (self.path.get(..keys.at)?.join("."), self.path.get(keys.at + 1..)?);
        let rest = name.strip_prefix(&*outer)?.strip_prefix('.')?;
        let key = if inner.is_empty() { rest } else { rest.strip_suffix(&*inner.join("."))?.strip_suffix('.')? };
        Some(key.trim()).filter(|key| !key.is_empty())
    }

    /// The column of a key.
    pub(super) fn keyed(&self, key: &str) -> Self {
        let Some(keys) = self.keys else { return self.clone() };
        let path = self.path.iter().enumerate().map(|(at, name)| if at == keys.at { key.into() } else { name.clone() });
        let label = |(at, label): (usize, &String)| if at == keys.at { readable(key) } else { label.clone() };
        let labels = self.labels.iter().enumerate().map(label).collect();
        Self { path: path.collect(), labels, keys: Some(Keys { is_open: false, ..keys }), ..self.clone() }
    }
}

/// The columns of a kind, in the order of its schema; a field of fields stands before what is in it.
pub(super) fn columns(schema: &Schema) -> Vec<Column> {
    let mut walk = Walk { schema, columns: Vec::new(), open: Vec::new(), keys: None };
    for (index, property) in schema.properties().iter().enumerate() {
        let is_own = index < schema.own_properties().len();
        let path = std::slice::from_ref(&property.name);
        walk.field(path, &[property.label()], &property.declaration, is_own);
    }
    walk.columns
}

struct Walk<'a> {
    schema: &'a Schema,
    columns: Vec<Column>,
    /// The shapes around: a definition may hold itself.
    open: Vec<ShapeId>,
    /// The mapping with free keys around.
    keys: Option<Keys>,
}

impl Walk<'_> {
    fn field(&mut self, path: &[Arc<str>], labels: &[String], declaration: &Declaration, is_own: bool) {
        let id = declaration.shape;
        let (order, keys) = (self.columns.len(), self.keys);
        let mut push = |holds| {
            self.columns.push(Column { path: path.to_vec(), labels: labels.to_vec(), holds, is_own, order, keys });
        };
        match self.schema.shape(id) {
            shape if is_single(shape) => push(Holds::One(id)),
            Shape::List(inner) if is_single(self.schema.shape(inner.shape)) => push(Holds::List(inner.shape)),
            Shape::Object { properties, .. } if !self.open.contains(&id) => {
                push(Holds::Whole { is_lost: false });
                self.open.push(id);
                for property in properties {
                    let path = joined(path, property.name.clone());
                    self.field(&path, &joined(labels, property.label()), &property.declaration, is_own);
                }
                self.open.pop();
            }
            Shape::Map { names, values, .. } if !names.is_empty() && !self.open.contains(&id) => {
                push(Holds::Whole { is_lost: false });
                self.open.push(id);
                for name in names {
                    let path = joined(path, name.value.clone());
                    self.field(&path, &joined(labels, name.title.to_string()), values, is_own);
                }
                self.open.pop();
            }
            // Keys inside keys would need names of columns that nobody can read.
            Shape::Map { names, values, .. } if names.is_empty() && keys.is_none() => {
                push(Holds::Whole { is_lost: false });
                self.keys = Some(Keys { at: path.len(), first: order + 1, is_open: true });
                self.field(&joined(path, ANY.into()), &joined(labels, ANY.to_owned()), values, is_own);
                self.keys = None;
            }
            _ => push(Holds::Whole { is_lost: true }),
        }
    }
}

/// Whether one text can say what a value is.
fn is_single(shape: &Shape) -> bool {
    !matches!(shape, Shape::List(_) | Shape::Object { .. } | Shape::Map { .. } | Shape::Parts(_))
}

fn joined<T: Clone>(before: &[T], last: T) -> Vec<T> {
    before.iter().cloned().chain([last]).collect()
}
