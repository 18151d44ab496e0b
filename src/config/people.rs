//! What a site shows of persons, and for how long an address counts as good.

use super::time::stretch;
use crate::diagnostic::Diagnostic;
use crate::schema::{Decoded, Value};
use crate::source::Source;

/// What the site shows of persons.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Publish {
    /// Names, and how to reach them.
    #[default]
    Addresses,
    /// Names alone.
    Names,
    /// Nothing: neither they nor what is told of them is anywhere on the site.
    Nothing,
}

/// How the site deals with persons and addresses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct People {
    /// What is shown of persons: of parts of the field that a kind's role `people` names.
    pub publish: Publish,
    /// For how many days after it was last confirmed an address can be followed; `None` where that is for ever.
    pub stale_after: Option<i32>,
}

/// Reads `people`.
pub(super) fn people(decoded: &Decoded, source: &Source) -> (People, Vec<Diagnostic>) {
    let Some(written) = decoded.get("people") else { return (People::default(), Vec::new()) };
    let publish = match written.get("publish").and_then(Value::as_text) {
        Some("none") => Publish::Nothing,
        Some("names") => Publish::Names,
        _ => Publish::Addresses,
    };
    let mut diagnostics = Vec::new();
    let stale_after = written.get("stale_after").and_then(|value| stretch(value, source, &mut diagnostics));
    (People { publish, stale_after }, diagnostics)
}
