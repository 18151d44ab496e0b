//! YAML text → a tree of values, each with its span.
//!
//! [`parse`] never fails: it gives the tree it could read and the faults it met. [`source_offset`] leads from a character
//! of a scalar's value back to the byte in the file, and is computed for diagnostics only. What YAML means here: one
//! document, the 1.2 core schema, keys that are text, no merge keys, no directives, bounded size. Nothing here knows what
//! a record is.
//!
//! `parse` feeds granit's events to `build`, which makes the tree with the help of `resolve` (what a plain scalar
//! means) and `anchor`; `fault` has the words for what is wrong with a tree, `syntax` for what is no tree at all;
//! `scalar` reads a scalar's text again. [`write_scalar`] is the way back: the text of one scalar, never of a file.

mod anchor;
mod build;
mod character;
mod duplicate;
mod extent;
mod fault;
mod file;
mod parse;
mod part;
mod piece;
mod resolve;
mod scalar;
mod shared;
mod syntax;
mod tag;
mod tree;
mod write;

pub use file::{not_utf_8, parse_file};
pub use parse::{DEPTH, Parsed, parse};
pub use scalar::{Offsets, source_offset};
pub use shared::{first_anchor, may_be_shared};
pub use syntax::item;
pub use tree::{Entry, Key, Mapping, Node, Scalar, Style, Value};
pub use write::{read_plain, write_scalar};
