//! What a kind with decisions adds to the fields of its records, before its schema is read.

use super::builtin;
use crate::yaml::{Entry, Mapping, Node, write_scalar};
use std::sync::Arc;

/// What a kind's file says of decisions, and which kinds have some.
pub(super) struct Deciding<'a> {
    field: &'a str,
    node: &'a Mapping,
    kinds: &'a [Arc<str>],
}

/// The field that holds decision tables, as the role names it.
pub(super) fn field(node: &Node) -> Option<&str> {
    let field = node.as_mapping()?.get("decision")?.as_text()?;
    // Another name is a fault that is told, and would not stand in our own file.
    let is_name = |letter: char| matches!(letter, 'a'..='z' | '0'..='9' | '_');
    (field.starts_with(|letter: char| letter.is_ascii_lowercase()) && field.chars().all(is_name)).then_some(field)
}

impl<'a> Deciding<'a> {
    /// What the file of a kind says; `None` where it has no decisions.
    pub(super) fn of(node: &'a Node, kinds: &'a [Arc<str>]) -> Option<Self> {
        Some(Self { field: field(node)?, node: node.as_mapping()?, kinds })
    }

    /// The definitions of a table and the field, as they follow those of every record.
    pub(super) fn written(&self) -> String {
        builtin::TABLE
            .replace("QUESTION\n", builtin::QUESTION_FIELDS)
            .replace("VERDICTS", &self.verdicts())
            .replace("ASKS", &self.asks())
            .replace("DECIDING", &self.kinds.join(", "))
            .replace("FIELD:", &format!("{}:", self.field))
    }

    /// Labelled choices; text where the kind declares none, which is told there.
    fn verdicts(&self) -> String {
        let declared = self.node.get("verdicts").and_then(Node::as_mapping).map_or(&[][..], |verdicts| &verdicts.0);
        let choice = |entry: &Entry| {
            let title = entry.value.as_mapping().and_then(|verdict| verdict.get("title")).and_then(Node::as_text);
            let name = &*entry.key.text;
            format!("{{const: {}, title: {}}}", write_scalar(name), write_scalar(title.unwrap_or(name)))
        };
        match declared {
            [] => "{type: string}".to_owned(),
            declared => {
                let choices: Vec<String> = declared.iter().map(choice).collect();
                format!("{{title: Verdict, oneOf: [{}]}}", choices.join(", "))
            }
        }
    }

    fn asks(&self) -> String {
        let asks = self.node.get("asks").and_then(Node::as_sequence).unwrap_or_default();
        asks.iter().filter_map(Node::as_text).map(write_scalar).collect::<Vec<_>>().join(", ")
    }
}
