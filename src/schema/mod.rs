//! The walk: a schema beside a tree.
//!
//! A [`Schema`] is compiled from the JSON Schema (2020-12, in YAML) of a kind. [`walk`] goes through schema and tree side
//! by side: it decodes the values, finds references, parts and prose, and alone reports fields that are unknown, missing
//! or of the wrong type. What else a schema demands (lengths, patterns, conditions) is asserted by the `jsonschema`
//! package, whose errors become diagnostics of ours at the place of the value. Nothing here knows which kinds there are,
//! but for the names that `to` may give.

mod compile;
mod constraint;
mod cut;
mod format;
mod habit;
mod mend;
mod mention;
mod path;
mod prose;
mod reference;
mod shape;
mod slug;
mod typed;
mod unknown;
mod value;
mod walk;
mod wrong_type;

pub use compile::{Compiled, Declared, PatternFlaw, Scope, Shared, check_definitions, compile};
pub use constraint::Constraints;
pub use path::NoField;
pub use prose::is_dead;
pub use reference::{Reference, Target, Targets};
pub use shape::{Choice, Declaration, Format, Property, Schema, Shape, ShapeId, readable};
pub use slug::{proposed_slug, slug_help};
pub use value::{Content, Decoded, Member, Mention, Mentioned, Part, Places, Prose, Unknown, Value};
pub use walk::{Context, Inherit, Reasons, walk};
