//! What we tell an author: a code, a place, the fact, and the way to mend it.
//!
//! Stages return diagnostics beside their value and carry on; nothing here knows what a stage does. [`in_order`] gives
//! the one order in which they are shown, [`nearest`] finds the name that was probably meant, and each format has a file
//! of its own below `render/`. A code is explained in `codes/<code>.md`, whose examples run as tests.

mod code;
mod fix;
mod level;
mod look_alike;
mod order;
pub mod render;
mod report;
mod suggestion;
mod words;

pub use code::Code;
pub use fix::{Certainty, Fix};
pub use level::{Level, LevelFault, Levels};
pub use look_alike::{LookAlike, look_alike, twin};
pub use order::{Counts, in_order};
pub use report::{Diagnostic, Label, Severity};
pub use suggestion::{nearest, respelt};
pub use words::{is_printable, listed, one, printable};
