//! Days, periods, windows and amounts, as people write them; what the windows make of a record on each day.
//!
//! Texts go in; typed values come out, each with the words that pages print, or a [`Flaw`]: which bytes are wrong, why,
//! and what to write. Everything is a pure function of its arguments: nothing here knows YAML, a schema, a record or the
//! clock, and the time zones are compiled in. Only the [`Calendar`], which a site fills, gives names a meaning.

mod academic_year;
mod amount;
mod calendar;
mod day;
mod edtf;
mod flaw;
mod mistake;
mod period;
mod reading;
mod relative;
mod term;
mod timeline;
mod window;
mod zone;

pub use academic_year::AcademicYear;
pub use amount::{Amount, Bound, Figure, THOUSANDTHS};
pub use calendar::{Calendar, CalendarPart, CalendarText, EventText, NamedPeriodText, TermText};
pub use day::Day;
pub use flaw::{Flaw, FlawKind};
pub use period::Period;
pub use relative::{Direction, Relative};
pub use term::{Term, TermOrder};
pub use timeline::{Life, Patience, State, Timeline};
pub use window::{Edge, Window};
pub use zone::{is_time_zone, time_zones, today};
