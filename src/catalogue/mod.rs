//! All records, joined: every reference resolved, with its way back.
//!
//! [`join`] takes records in any order and gives a [`Catalogue`] sorted by kind and slug, in which a record is known by
//! its [`RecordIndex`]. A reference that leads nowhere is reported at its place and left out; one to a record that could not be
//! read is silent. Immutable: nothing is filled in later. Nothing here knows a page.

mod change;
mod facet;
mod index;
mod inherit;
mod join;
mod life;
mod link;
mod name;
mod nowhere;
mod resolve;
mod resolved;
mod series;

pub use change::Change;
pub use facet::{Facet, Group, Picked};
pub use join::{Around, Backlink, Catalogue, Held, RecordIndex, join};
pub use life::Life;
pub use link::{Destination, destination};
pub use resolve::Target;
pub use resolved::Memo;
pub use series::Earlier;
