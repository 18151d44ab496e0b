//! What is wrong with the keywords of a kind's file, said of keywords: its author knows no fields of `schema`.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Place, Source, Span};
use crate::yaml::{Mapping, Node, Value};

/// How a keyword is written that often has the wrong shape.
const EXAMPLES: [(&str, &str); 19] = [
    ("$defs", "$defs: {window: {type: string}}"),
    ("$ref", "$ref: \"#/$defs/window\""),
    ("compare", "compare: {options: [title, fee]}"),
    ("enum", "enum: [free, paid]"),
    ("facets", "facets: [phase, state]"),
    ("glossary", "glossary: {term: title, meaning: body}"),
    ("items", "items: {type: string}"),
    ("lifecycle", "lifecycle: {entry: entry}"),
    ("maxItems", "maxItems: 5"),
    ("maxLength", "maxLength: 200"),
    ("minItems", "minItems: 1"),
    ("minLength", "minLength: 5"),
    ("oneOf", "oneOf: [{const: free, title: Free}, {const: paid, title: Paid}]"),
    ("parts", "parts: {properties: {title: {type: string}}}"),
    ("properties", "properties: {title: {type: string}}"),
    ("required", "required: [title]"),
    ("rules", "rules: [{before: [opened, closed]}]"),
    ("search", "search: {title: 10, body: 1}"),
    ("versions", "versions: {title: Versions}"),
];

/// A fault of a kind's file in the words of who writes kinds.
pub(super) fn explained(fault: Diagnostic, node: &Node, source: &Source) -> Diagnostic {
    let Place { path, span } = &fault.primary.place;
    let Some(found) = find(node, *span, None).filter(|_| path == source.path()) else { return fault };
    match (fault.code, found) {
        (Code::UnknownField, Found::Key(name)) => {
            Diagnostic { message: format!("there is no keyword `{name}`"), ..fault }
        }
        (Code::WrongType, Found::Key("$ref")) => {
            let message = "`$ref` has no value: what follows a `#` is not read without quotation marks".to_owned();
            let help = "put it in quotation marks, as in `$ref: \"#/$defs/window\"`";
            Diagnostic { message, ..fault }.help(help)
        }
        (Code::WrongType, Found::Value(name)) => match EXAMPLES.iter().find(|(keyword, _)| *keyword == name) {
            Some((_, example)) => fault.help(format!("write it like `{example}`")),
            None => fault,
        },
        _ => fault,
    }
}

/// What stands at a place.
enum Found<'a> {
    /// A keyword.
    Key(&'a str),
    /// The value of a keyword, or an item of it.
    Value(&'a str),
}

fn find<'a>(node: &'a Node, span: Span, keyword: Option<&'a str>) -> Option<Found<'a>> {
    if node.span == span && keyword.is_some() {
        return keyword.map(Found::Value);
    }
    match &node.value {
        Value::Sequence(items) => items.iter().find_map(|item| find(item, span, keyword)),
        Value::Mapping(mapping) => in_mapping(mapping, span, keyword),
        _ => None,
    }
}

fn in_mapping<'a>(mapping: &'a Mapping, span: Span, around: Option<&'a str>) -> Option<Found<'a>> {
    // Below these stand names that the author chose.
    let is_free =
        matches!(around, Some("properties" | "$defs" | "dependentRequired" | "compare" | "search" | "requires"));
    mapping.0.iter().find_map(|entry| {
        let keyword = if is_free { None } else { Some(&*entry.key.text) };
        if entry.key.span == span {
            return keyword.map(Found::Key);
        }
        find(&entry.value, span, keyword)
    })
}
