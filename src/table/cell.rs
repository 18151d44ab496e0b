//! A value of a record → the text of a cell.

use super::column::{Column, Holds};
use super::mark::{joined, marked};
use crate::schema::{Content, Decoded, Member, Unknown, Value};

/// What a column of a record holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// This.
    Cell(String),
    /// Nothing.
    Nothing,
    /// Something that no cell can say.
    Lost,
}

/// What stands in the cell of a record.
pub(super) fn shown(decoded: &Decoded, column: &Column) -> Shown {
    let Some(value) = value(decoded, column) else { return Shown::Nothing };
    let text = match (&value.content, column.holds) {
        (Content::Unknown(unknown), _) => Some(of_unknown(unknown)),
        (Content::List(items), Holds::List(_)) => {
            let items: Option<Vec<String>> = items.iter().map(|item| of_item(item, decoded)).collect();
            match items {
                Some(items) if items.is_empty() => return Shown::Nothing,
                items => items.and_then(|items| joined(&items)),
            }
        }
        (_, Holds::Whole { is_lost }) => return if is_lost { Shown::Lost } else { Shown::Nothing },
        _ => single(value, decoded).map(|text| marked(&text)),
    };
    match text {
        Some(text) if text.is_empty() => Shown::Nothing,
        Some(text) => Shown::Cell(text),
        None => Shown::Lost,
    }
}

/// The value of a column.
pub(super) fn value<'d>(decoded: &'d Decoded, column: &Column) -> Option<&'d Value> {
    let (first, rest) = column.path.split_first()?;
    rest.iter().try_fold(decoded.get(first)?, |value, name| value.get(name))
}

/// The free keys that a record has where a column has any.
pub(super) fn keys<'d>(decoded: &'d Decoded, column: &Column) -> &'d [Member] {
    let outer = column.keys.and_then(|keys| column.path.get(..keys.at)?.split_first());
    let Some((first, rest)) = outer else { return &[] };
    let whole = rest.iter().try_fold(decoded.get(first), |value, name| Some(value?.get(name)));
    whole.flatten().map(Value::members).unwrap_or_default()
}

fn of_item(value: &Value, decoded: &Decoded) -> Option<String> {
    match &value.content {
        Content::Unknown(unknown) => Some(of_unknown(unknown)),
        _ => single(value, decoded).map(|text| marked(&text)),
    }
}

/// A value that is neither a list nor unknown, without blanks around it.
fn single(value: &Value, decoded: &Decoded) -> Option<String> {
    let text = match &value.content {
        Content::Boolean(is_so) => return Some(if *is_so { "yes" } else { "no" }.to_owned()),
        Content::Integer(number) => return Some(number.to_string()),
        Content::Number(number) => return Some(number.to_string()),
        Content::Text(text) => text,
        Content::Period(period) => &period.written,
        Content::Term(term) => &term.written,
        Content::Relative(relative) => &relative.written,
        Content::Amount(amount) => &amount.written,
        Content::Prose(index) => decoded.prose.get(*index)?.text(),
        Content::Reference(index) => &*decoded.references.get(*index)?.written,
        Content::Unknown(_) | Content::List(_) | Content::Object(_) | Content::Parts(_) => return None,
    };
    Some(super::sheet::tidy(text))
}

/// `unknown: not-stated by 2023-12 (the page is lost)`
fn of_unknown(unknown: &Unknown) -> String {
    let by = unknown.by.as_ref().map(|by| format!(" by {}", by.written)).unwrap_or_default();
    let note = unknown.note.as_ref().map(|note| format!(" ({note})")).unwrap_or_default();
    format!("unknown: {}{by}{note}", unknown.reason)
}
