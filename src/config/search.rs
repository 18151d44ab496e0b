use crate::schema::{Content, Decoded, Value};
use std::collections::BTreeMap;

/// What its days add to the points of a record that is searched for, of 100.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// To be the newest of its versions.
    pub latest: Option<u32>,
    /// To be in a state, by its name.
    pub states: BTreeMap<Box<str>, u32>,
}

impl Search {
    /// Reads `search`.
    pub(super) fn read(decoded: &Decoded) -> Self {
        let Some(search) = decoded.get("search") else { return Self::default() };
        let number = |value: &Value| match value.content {
            Content::Integer(number) => u32::try_from(number).ok(),
            _ => None,
        };
        let states = search.get("states").map(Value::members).unwrap_or_default();
        Self {
            latest: search.get("latest").and_then(number),
            states: states.iter().filter_map(|state| Some(((&*state.name).into(), number(&state.value)?))).collect(),
        }
    }
}
