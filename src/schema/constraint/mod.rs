//! What a schema asserts besides the shapes of values, by way of the `jsonschema` package.

mod fault;
mod pattern;

use super::{Format, Schema, format};
use crate::diagnostic::Diagnostic;
use crate::source::Source;
use crate::yaml::{Entry, Node, Value};
use jsonschema::{PatternOptions, ValidationError, ValidationOptions, Validator};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeSet;

/// What is asserted of a value: the keywords of a JSON Schema.
pub(super) type Assertion = Map<String, Json>;

/// Keywords that constrain a value and never declare one.
const CONSTRAINING: [&str; 26] = [
    "const",
    "minLength",
    "maxLength",
    "pattern",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minItems",
    "maxItems",
    "uniqueItems",
    "contains",
    "minContains",
    "maxContains",
    "minProperties",
    "maxProperties",
    "propertyNames",
    "dependentRequired",
    "dependentSchemas",
    "if",
    "then",
    "else",
    "allOf",
    "anyOf",
    "not",
];

pub(super) fn is_constraining(keyword: &str) -> bool {
    CONSTRAINING.contains(&keyword) || keyword == "oneOf"
}

/// What a schema asserts besides the shapes of values.
#[derive(Debug, Default)]
pub struct Constraints(Option<Asserted>);

#[derive(Debug)]
struct Asserted {
    validator: Validator,
    /// As it was put together, for whoever writes it down.
    written: Assertion,
    /// The fields that something is asserted of; `None` where it may be all of them. The longest text of a record, of which
    /// nothing is, need not be copied.
    fields: Option<BTreeSet<String>>,
}

impl Constraints {
    /// Constraints from the assertion of a whole record and those of the named definitions.
    /// `None` where one of them cannot be used, such as a pattern that is no regular expression.
    pub(super) fn new(mut root: Assertion, definitions: Assertion) -> Option<Self> {
        if root.is_empty() {
            return Some(Self(None));
        }
        let fields = match root.get("properties") {
            Some(Json::Object(properties)) if root.len() == 1 => Some(properties.keys().cloned().collect()),
            _ => None,
        };
        root.insert("$defs".to_owned(), definitions.into());
        let written = root.clone();
        options().build(&root.into()).ok().map(|validator| Self(Some(Asserted { validator, written, fields })))
    }

    /// Whether all that named definitions assert can be used.
    pub(super) fn are_usable(definitions: Assertion) -> bool {
        let names: Vec<String> = definitions.keys().cloned().collect();
        let refer = |name: &String| json!({"$ref": format!("#/$defs/{name}")});
        let every: Vec<Json> = names.iter().map(refer).collect();
        let root = Assertion::from_iter([("allOf".to_owned(), Json::from(every))]);
        names.is_empty() || Self::new(root, definitions).is_some()
    }

    /// The keywords that are asserted of a whole record; none where there are none. Below `properties`, `items` and
    /// `additionalProperties` each stands as the `else` of a condition that lets unknown values pass, and below `$defs`
    /// those of definitions by the numbers of their shapes.
    pub(super) fn written(&self) -> Option<&Assertion> {
        self.0.as_ref().map(|asserted| &asserted.written)
    }

    /// Checks a record; each fault at the value that breaks the constraint.
    pub(super) fn check(&self, schema: &Schema, node: &Node, source: &Source) -> Vec<Diagnostic> {
        let Some(Asserted { validator, fields, .. }) = &self.0 else { return Vec::new() };
        let instance = match (fields, &node.value) {
            (Some(fields), Value::Mapping(mapping)) => {
                object(mapping.0.iter().filter(|entry| fields.contains(&*entry.key.text)))
            }
            _ => json(node),
        };
        if validator.is_valid(&instance) {
            return Vec::new();
        }
        let explained = |error: ValidationError<'_>| {
            let fault = fault::diagnostic(&error, node, source);
            match (fault::description(&error, schema), fault::pattern_of(&error)) {
                // A pattern tells little to who does not read patterns.
                (Some(description), Some(pattern)) => fault.help(description).note(pattern::note(pattern)),
                (None, Some(pattern)) => fault.note(pattern::note(pattern)),
                (Some(description), None) => fault.note(description),
                (None, None) => fault,
            }
        };
        let told_in_kind = |error: &ValidationError<'_>| fault::needs_undeclared(error, schema);
        validator.iter_errors(&instance).filter(|error| !told_in_kind(error)).map(explained).collect()
    }
}

fn options() -> ValidationOptions<'static> {
    let mut options = jsonschema::options()
        .with_pattern_options(PatternOptions::regex())
        .should_validate_formats(true)
        .should_ignore_unknown_formats(false);
    for (name, kind) in Format::ALL {
        options = options.with_format(name, move |text| is_of_format(kind, text));
    }
    options
}

fn is_of_format(kind: Format, text: &str) -> bool {
    format::check(kind, text).is_none()
}

/// Why a keyword cannot be used with this value. Where a `$ref` in it leads is none of its business.
pub(super) fn why_unusable(keyword: &str, value: &Json) -> Option<String> {
    let mut schema = Assertion::new();
    schema.insert(keyword.to_owned(), without_references(value));
    options().build(&schema.into()).err().map(|error| error.to_string())
}

fn without_references(value: &Json) -> Json {
    match value {
        Json::Array(items) => items.iter().map(without_references).collect(),
        Json::Object(members) => {
            let kept = members.iter().filter(|(name, _)| *name != "$ref");
            Json::Object(kept.map(|(name, value)| (name.clone(), without_references(value))).collect())
        }
        other => other.clone(),
    }
}

/// An assertion about the values of a list or mapping, none where there is nothing to assert.
pub(super) fn of_values(keyword: &str, assertion: Assertion) -> Assertion {
    unless_unknown(assertion).map(|assertion| (keyword.to_owned(), assertion)).into_iter().collect()
}

/// An assertion that an unknown value meets always.
pub(super) fn unless_unknown(assertion: Assertion) -> Option<Json> {
    if assertion.is_empty() {
        return None;
    }
    Some(json!({"if": {"type": "object", "required": ["unknown"]}, "else": assertion}))
}

/// Adds the assertions about the fields of one object to those of another.
pub(super) fn merge_properties(assertion: &mut Assertion, mut added: Assertion) {
    let Some(Json::Object(fields)) = added.remove("properties") else { return };
    match assertion.get_mut("properties") {
        Some(Json::Object(own)) => own.extend(fields),
        _ => drop(assertion.insert("properties".to_owned(), fields.into())),
    }
}

/// A tree as JSON. What JSON has no word for (`.nan`) becomes `null`.
pub(super) fn json(node: &Node) -> Json {
    match &node.value {
        Value::Null | Value::Unreadable => Json::Null,
        Value::Boolean(value) => (*value).into(),
        Value::Integer(value) => (*value).into(),
        Value::Float(value) => (*value).into(),
        Value::Text(scalar) => (*scalar.text).into(),
        Value::Sequence(items) => items.iter().map(json).collect(),
        Value::Mapping(mapping) => object(mapping.0.iter()),
    }
}

fn object<'n>(entries: impl Iterator<Item = &'n Entry>) -> Json {
    Json::Object(entries.map(|entry| (entry.key.text.to_string(), json(&entry.value))).collect())
}
