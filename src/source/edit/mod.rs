//! Changes an author's files. Nothing else in the program does.
//!
//! A file is never written anew from what was understood of it: stretches of its bytes are replaced, and all others stay
//! as they are, comments and habits included. A new file never takes the place of one that is there.

mod change;
mod create;
mod error;
mod generate;
mod patch;
mod replace;

pub use change::change;
pub use create::{create, create_all, is_vacant};
pub use error::EditError;
pub use generate::{Written, generate, save};
pub use patch::{apply, changed, preview};

use super::{Place, SourcePath};
use std::collections::BTreeSet;

/// One stretch of a file and the text that is to stand there instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is taken out; where it is empty, the text goes in before it.
    pub place: Place,
    /// What is written, with the line breaks of YAML (`\n`), which become those of the file.
    pub replacement: String,
}

/// What was changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// How many of the sets of edits were made.
    pub sets: usize,
    /// The files, in order.
    pub files: BTreeSet<SourcePath>,
}
