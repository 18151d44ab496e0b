//! The names that a reference may be written with, each with the words that readers know it by.

use super::Known;
use super::shape::SLUG_PATH;
use super::text::map;
use crate::kind::Kinds;
use crate::record::Record;
use serde_json::{Map, Value as Json, json};
use std::sync::Arc;

/// What references may name.
#[derive(Clone, Copy)]
pub(super) struct Names<'a>(Known<'a>);

impl<'a> Names<'a> {
    pub(super) const fn new(known: Known<'a>) -> Self {
        Self(known)
    }

    /// The schema of a reference to records of these kinds, or to parts of them.
    pub(super) fn schema(self, kinds: &[Arc<str>]) -> Map<String, Json> {
        let (mut offered, mut whole) = (Offered::default(), Vec::new());
        for (place, name) in kinds.iter().enumerate() {
            let Some((kind, _)) = self.0.kinds.find(name) else { continue };
            if self.0.catalogue.is_incomplete(kind) {
                // Which there are nobody knows, so that none may be refused.
                return map(json!({"type": "string"}));
            }
            let mut records: Vec<&Record> = self.0.catalogue.all_of_kind(kind).map(|(_, record)| record).collect();
            records.sort_by(|a, b| a.slug.cmp(&b.slug));
            for record in records {
                for (path, title) in targets(record) {
                    // A bare slug means the first kind.
                    if place == 0 {
                        whole.push(format!("{name}:{path}"));
                        offered.push(path, title);
                    } else {
                        offered.push(format!("{name}:{path}"), title);
                    }
                }
            }
        }
        if kinds.is_empty() {
            return map(json!({"type": "string"}));
        }
        let offered = offered.schema();
        if whole.is_empty() {
            return offered;
        }
        // Editors offer what they find below `enum`, and nothing that they find below `not`.
        let accepted = json!({"$comment": "accepted, and not offered", "not": {"not": {"enum": whole}}});
        map(json!({"anyOf": [offered, accepted]}))
    }

    /// What readers see where a value is unknown for a reason.
    pub(super) fn words_for(self, reason: &'a str) -> &'a str {
        self.0.site.words_for(reason)
    }

    /// The schema of a reference to a part of the record that it stands in. Which there are the record itself says.
    pub(super) fn own(field: &str) -> Map<String, Json> {
        let description = match field {
            "" => "one of the parts of this record".to_owned(),
            field => format!("one of the parts under `{field}`"),
        };
        map(json!({"type": "string", "pattern": SLUG_PATH, "description": description}))
    }
}

/// A record and its parts, as references name them, with what people call each.
fn targets(record: &Record) -> impl Iterator<Item = (String, String)> + '_ {
    let title = if record.is_draft { format!("{} (a draft)", record.title()) } else { record.title().to_owned() };
    let part = move |(path, _): &'_ (Box<str>, _)| {
        let part = record.decoded.part(path).map_or_else(|| path.to_string(), crate::schema::Part::title);
        (format!("{}/{path}", record.slug), format!("{part}, in {}", record.title()))
    };
    std::iter::once((record.slug.to_string(), title)).chain(record.decoded.parts.iter().map(part))
}

/// The names of kinds.
pub(super) fn of_kinds(kinds: &Kinds) -> Map<String, Json> {
    let mut offered = Offered::default();
    kinds.iter().for_each(|kind| offered.push(kind.name.to_string(), kind.plural.clone()));
    offered.schema()
}

/// Values that are offered, each with words of its own.
#[derive(Debug, Default)]
pub(super) struct Offered {
    values: Vec<String>,
    titles: Vec<String>,
}

impl Offered {
    pub(super) fn push(&mut self, value: String, title: String) {
        self.values.push(value);
        self.titles.push(title);
    }

    pub(super) fn schema(self) -> Map<String, Json> {
        let markdown: Vec<String> = self.titles.iter().map(|title| escaped(title)).collect();
        // With the one an editor says what it offers, with the other what stands under the pointer.
        map(json!({"enum": self.values, "enumDescriptions": self.titles, "markdownEnumDescriptions": markdown}))
    }
}

/// A text as Markdown that shows it as it is.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if "\\`*_{}[]<>#|~&!".contains(letter) {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}
