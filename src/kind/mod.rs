//! `content/kinds/*.yaml` → [`Kinds`]: what records there are, what they look like, and where they go.
//!
//! A kind is data. Its file is checked by a built-in kind, which is data as well (`builtin/`), so that a misspelt keyword
//! gets the same answer as a misspelt field. A file that is broken still names a kind: records of it are known to exist.
//! Nothing here knows a record.

mod across;
mod builtin;
mod deciding;
mod file;
mod keyword;
mod kinds;
mod path;
mod pattern;
mod read;
mod role;
pub mod rule;

pub use builtin::{QUESTION, built_ins, site};
pub use file::FOLDER;
pub use kinds::{Kind, Kinds, in_sentence};
pub use path::Address;
pub use read::{Memo, read};
pub use role::{
    Comparison, Decision, Glossary, JsonLd, Lifecycle, OTHERWISE, PARENT, Roles, STATE, TEXT_TEMPLATE, Verdict,
    Versions,
};
