//! A question that tables share, on the page of all of them: what readers meet of it, and not how it is written.

use super::html::{Named, Shown};
use super::site::Site;
use crate::record::Record;
use crate::schema::{Content, Property, Value};

/// The built-in kind of these questions.
const QUESTION: &str = "question";

/// A field of such a question, where its names say nothing to readers.
pub(super) fn row(site: &Site, record: &Record, property: &Property, value: &Value) -> Option<Named> {
    site.kinds.get(record.kind).filter(|kind| &*kind.name == QUESTION)?;
    let label = property.label();
    let (label, words): (String, Vec<Shown>) = match &*property.name {
        "answers" => (label, value.members().iter().filter_map(|answer| text(&answer.value)).collect()),
        "wording" => {
            ("After some answers".to_owned(), value.items().iter().filter_map(|item| text(item.get("text")?)).collect())
        }
        _ => return None,
    };
    Some(Named { name: property.name.to_string(), label, value: Shown::List(words) })
}

fn text(value: &Value) -> Option<Shown> {
    match &value.content {
        Content::Text(text) => Some(Shown::Text(text.to_string())),
        _ => None,
    }
}
