use crate::schema::{Content, Value};

/// The days at which a stretch of time begins and ends, as `YYYY-MM-DD`, so that texts compare like days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) first: Option<String>,
    pub(super) last: Option<String>,
}

/// The days of a value: of a period, or of a window with `from` and `until`, or `during`. `None` where one of them is
/// unknown.
pub(super) fn days(value: &Value) -> Option<Days> {
    match &value.content {
        Content::Unknown(_) => None,
        Content::Period(period) => {
            Some(Days { first: Some(period.first.to_string()), last: Some(period.last.to_string()) })
        }
        Content::Object(_) => {
            let inner = |name: &str| value.get(name).map_or(Some(Days::default()), days);
            let (from, until, during) = (inner("from")?, inner("until")?, inner("during")?);
            Some(Days { first: from.first.or(during.first), last: until.last.or(during.last) })
        }
        _ => Some(Days::default()),
    }
}
