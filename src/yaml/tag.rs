use super::{Scalar, Style, Value, resolve};
use granit_parser::Tag;
use std::borrow::Cow;

/// What is wrong with a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    /// It is none of the seven of the core schema.
    Unknown,
    /// The value is not what the tag says: `a whole number`.
    Contradicts(&'static str),
}

/// The value of a scalar without a tag.
pub(super) fn untagged(text: Cow<'_, str>, style: Style) -> Value {
    let meant = if style == Style::Plain { resolve::plain(&text) } else { None };
    meant.unwrap_or_else(|| self::text(text, style))
}

/// The value of a scalar with a tag.
pub(super) fn scalar(tag: &Tag, text: Cow<'_, str>, style: Style) -> Result<Value, Problem> {
    let (meant, wanted) = match tag.core_suffix() {
        Some("str") => return Ok(self::text(text, style)),
        Some("null") => (resolve::null(&text), "nothing"),
        Some("bool") => (resolve::boolean(&text), "`true` or `false`"),
        Some("int") => (resolve::integer(&text), "a whole number"),
        Some("float") => (resolve::number(&text).map(Value::Float), "a number"),
        Some("seq") => (None, "a list"),
        Some("map") => (None, "a mapping"),
        _ if is_non_specific(tag) => return Ok(self::text(text, style)),
        _ => return Err(Problem::Unknown),
    };
    meant.ok_or(Problem::Contradicts(wanted))
}

/// A key is text whatever its tag, but the tag has to be one of ours.
pub(super) fn key(tag: &Tag) -> Option<Problem> {
    match tag.core_suffix() {
        Some("seq") => Some(Problem::Contradicts("a list")),
        Some("map") => Some(Problem::Contradicts("a mapping")),
        Some(_) => None,
        None => (!is_non_specific(tag)).then_some(Problem::Unknown),
    }
}

/// A list or mapping with a tag.
pub(super) fn collection(tag: &Tag, is_mapping: bool) -> Option<Problem> {
    match tag.core_suffix() {
        Some("seq") => is_mapping.then_some(Problem::Contradicts("a list")),
        Some("map") => (!is_mapping).then_some(Problem::Contradicts("a mapping")),
        Some("str") => Some(Problem::Contradicts("text")),
        Some("null") => Some(Problem::Contradicts("nothing")),
        Some("bool") => Some(Problem::Contradicts("`true` or `false`")),
        Some(_) => Some(Problem::Contradicts("a number")),
        None => (!is_non_specific(tag)).then_some(Problem::Unknown),
    }
}

/// `!` alone: not to be resolved.
fn is_non_specific(tag: &Tag) -> bool {
    tag.handle().is_empty() && tag.suffix() == "!"
}

fn text(text: Cow<'_, str>, style: Style) -> Value {
    Value::Text(Scalar { text: text.into(), style })
}
