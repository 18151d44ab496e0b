//! One file for each format.

mod human;
mod short;

pub use human::{Colour, human};
pub use short::short;
