//! Text in, places out.
//!
//! A [`Source`] is one file: a path below the site's folder, with `/` on every system, and its text. [`Sources`] are all
//! of them, sorted by path. A [`Span`] is a stretch of bytes in one text, a [`Place`] is a span together with the path,
//! which is what a diagnostic points at. [`disk`] alone reads the folder and [`edit`] alone changes it; everything else
//! takes `Sources`, so that a test, an editor and a build go the same way.

mod bytes;
pub mod disk;
pub mod edit;
mod lines;
mod place;
mod sources;
mod text;

pub use bytes::bytes_where;
pub use edit::Edit;
pub use lines::Lines;
pub use place::{Place, Span};
pub use sources::{Lost, Sources};
pub use text::{Position, Source, SourcePath};
