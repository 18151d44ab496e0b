//! One file for each format. `human` and `short` are for people; the others are documents for programs, each described
//! at its function.

mod github;
mod human;
mod json;
mod junit;
mod positions;
mod sarif;
mod short;

use super::{Diagnostic, printable};

pub use github::{Repository, github, summary};
pub use human::{Colour, human};
pub use json::json;
pub use junit::junit;
pub use sarif::sarif;
pub use short::short;

/// The fact, what else is known and the way to mend it, a line each.
fn lines(diagnostic: &Diagnostic) -> String {
    let notes = diagnostic.notes.iter().map(|note| format!("\nnote: {}", printable(note)));
    let help = diagnostic.help.iter().map(|help| format!("\nhelp: {}", printable(help)));
    std::iter::once(printable(&diagnostic.message)).chain(notes).chain(help).collect()
}
