//! Records as a table and back: a row a record, a column a field.
//!
//! [`import`] takes a table in CSV beside the sources of a site and gives the files that it makes, checked together with
//! the site by the ordinary pipeline; what is wrong is told at the cell. [`export`] is the way back. A table holds what one
//! cell can hold: texts, numbers, choices, references, lists of these, and values that nobody knows. `column` says which
//! fields these are, `mark` how they stand in a cell, `convert` what is meant by what people type, `yaml` how a record is
//! written, `place` which cell is to blame. Nothing here touches a disk.

mod cell;
mod column;
mod convert;
mod date;
mod export;
mod header;
mod import;
mod mark;
mod names;
mod patch;
mod place;
mod row;
mod sheet;
mod yaml;

pub use export::{Exported, LeftField, export};
pub use header::{LeftColumn, Mapping};
pub use import::{Existing, Faulty, Imported, Request, import};
