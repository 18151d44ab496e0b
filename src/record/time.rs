//! What the days of a record make of it.

use crate::date::{Day, Edge, Life, Patience, Timeline, Window};
use crate::kind::Lifecycle;
use crate::schema::{Content, Value};

/// The states of a record. `field` gives its fields, `replaced_from` is the first day of the one that replaces it.
#[must_use]
pub fn timeline<'v>(
    lifecycle: &Lifecycle,
    field: impl Fn(&str) -> Option<&'v Value>,
    replaced_from: Option<Day>,
    patience: Patience,
) -> Timeline {
    let life = Life {
        entry: window(field(&lifecycle.entry)),
        support: lifecycle.support.as_deref().and_then(|name| window(field(name))),
        withdrawn: edge(field("withdrawn")),
        confirmed: field("confirmed").and_then(Value::as_period).cloned(),
        replaced_from,
    };
    Timeline::new(&life, patience)
}

/// A window as it is written; none where nothing of it is known or said.
#[must_use]
pub fn window(value: Option<&Value>) -> Option<Window> {
    let value = value.filter(|value| matches!(value.content, Content::Object(_)))?;
    if let Some(period) = value.get("during").and_then(Value::as_period) {
        return Some(Window::during(period.clone()));
    }
    let (from, until) = match value.get("during") {
        // It took place in a stretch of time that nobody can name.
        Some(during) => (edge(Some(during)), edge(Some(during))),
        None => (edge(value.get("from")), edge(value.get("until"))),
    };
    Some(Window { from, until })
}

fn edge(value: Option<&Value>) -> Edge {
    match value.map(|value| &value.content) {
        Some(Content::Period(period)) => Edge::Known((**period).clone()),
        Some(Content::Unknown(unknown)) => Edge::Unknown { by: unknown.by.as_deref().cloned() },
        _ => Edge::Open,
    }
}
