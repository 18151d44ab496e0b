//! Files and kinds → [`Record`]s, every fault reported.
//!
//! The place of a file decides the id of its record: `content/<kind>/…/<slug>.yaml` or `.md` is one record,
//! `content/<kind>.yaml` a mapping of slug to record. What a file holds is never asked. A record whose text is broken
//! stays known by its id, so that references to it are silent. Files are read on all cores; nothing here knows another
//! record.

mod front_matter;
mod memo;
mod misplaced;
mod read;
mod records;
mod rule;
mod time;

pub use front_matter::fields;
pub use memo::Memo;
pub use read::{STATIC, read};
pub use records::{Record, Records};
pub use time::{timeline, window};
