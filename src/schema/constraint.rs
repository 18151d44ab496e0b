use super::{Format, Schema, Shape, format};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Place, Source};
use crate::yaml::{Key, Node, Value};
use jsonschema::error::ValidationErrorKind as Kind;
use jsonschema::paths::LocationSegment;
use jsonschema::{PatternOptions, ValidationError, ValidationOptions, Validator};
use serde_json::{Map, Value as Json, json};

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
pub struct Constraints(Option<Validator>);

impl Constraints {
    /// Constraints from the assertion of a whole record and those of the named definitions.
    /// `None` where one of them cannot be used, such as a pattern that is no regular expression.
    pub(super) fn new(mut root: Assertion, definitions: Assertion) -> Option<Self> {
        if root.is_empty() {
            return Some(Self(None));
        }
        root.insert("$defs".to_owned(), definitions.into());
        options().build(&root.into()).ok().map(|validator| Self(Some(validator)))
    }

    /// Checks a record; each fault at the value that breaks the constraint.
    pub(super) fn check(&self, schema: &Schema, node: &Node, source: &Source) -> Vec<Diagnostic> {
        let Some(validator) = &self.0 else { return Vec::new() };
        let instance = json(node);
        if validator.is_valid(&instance) {
            return Vec::new();
        }
        let explained = |error: ValidationError<'_>| {
            let fault = diagnostic(&error, node, source);
            match description(&error, schema) {
                Some(description) => fault.note(description),
                None => fault,
            }
        };
        validator.iter_errors(&instance).map(explained).collect()
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
pub(super) fn fault(keyword: &str, value: &Json) -> Option<String> {
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
        Value::Mapping(mapping) => {
            Json::Object(mapping.0.iter().map(|entry| (entry.key.text.to_string(), json(&entry.value))).collect())
        }
    }
}

/// The package's error in our words.
fn diagnostic(error: &ValidationError<'_>, root: &Node, source: &Source) -> Diagnostic {
    let (node, key) = find(error, root);
    let name = key.map_or_else(|| "this record".to_owned(), |key| format!("`{}`", key.text));
    let place = source.at(node.span);
    let length = |noun: &str| match &node.value {
        Value::Text(scalar) => format!("{name} has {} characters", scalar.text.chars().count()),
        Value::Sequence(items) => format!("{name} has {} {noun}", items.len()),
        Value::Mapping(mapping) => format!("{name} has {} {noun}", mapping.0.len()),
        _ => name.clone(),
    };
    let (code, message, help) = match error.kind() {
        Kind::MaxLength { limit } => {
            (Code::WrongValue, format!("{}, and may have {limit}", length("")), "shorten it".to_owned())
        }
        Kind::MinLength { limit } => {
            (Code::WrongValue, format!("{}, and needs {limit}", length("")), "write more".to_owned())
        }
        Kind::MaxItems { limit } => {
            (Code::WrongValue, format!("{}, and may have {limit}", length("items")), "take some out".to_owned())
        }
        Kind::MinItems { limit } => {
            (Code::WrongValue, format!("{}, and needs {limit}", length("items")), "add what is missing".to_owned())
        }
        Kind::MaxProperties { limit } => {
            (Code::WrongValue, format!("{}, and may have {limit}", length("entries")), "take some out".to_owned())
        }
        Kind::MinProperties { limit } => {
            (Code::WrongValue, format!("{}, and needs {limit}", length("entries")), "add what is missing".to_owned())
        }
        Kind::UniqueItems => {
            (Code::WrongValue, format!("{name} lists the same value twice"), "take the second one out".to_owned())
        }
        Kind::Pattern { pattern } => (
            Code::WrongValue,
            format!("{name} is not written as it should be"),
            format!("write it so that it matches `{pattern}`"),
        ),
        Kind::Minimum { limit } => (Code::WrongValue, format!("{name} is too small"), format!("write {limit} or more")),
        Kind::ExclusiveMinimum { limit } => {
            (Code::WrongValue, format!("{name} is too small"), format!("write more than {limit}"))
        }
        Kind::Maximum { limit } => (Code::WrongValue, format!("{name} is too large"), format!("write {limit} or less")),
        Kind::ExclusiveMaximum { limit } => {
            (Code::WrongValue, format!("{name} is too large"), format!("write less than {limit}"))
        }
        Kind::MultipleOf { multiple_of } => (
            Code::WrongValue,
            format!("{name} is no multiple of {multiple_of}"),
            format!("write a multiple of {multiple_of}"),
        ),
        Kind::Constant { expected_value } => {
            (Code::WrongValue, format!("{name} has to be {expected_value} here"), format!("write {expected_value}"))
        }
        Kind::Required { property } => {
            let property = property.as_str().unwrap_or_default();
            (Code::MissingField, format!("{name} needs `{property}` here"), format!("add `{property}: …`"))
        }
        Kind::PropertyNames { error } => return property_name(error, node, source),
        Kind::Format { format } => {
            (Code::WrongValue, format!("{name} is no `{format}`"), format!("write it as `{format}`"))
        }
        other => (
            Code::WrongValue,
            format!("{name} does not go with the other values here (`{}`)", other.keyword()),
            "look up what the kind demands of it".to_owned(),
        ),
    };
    Diagnostic::new(code, place, message).help(help)
}

/// What the kind says of the field that an error is about: a pattern tells little to who does not read patterns.
fn description<'a>(error: &ValidationError<'_>, schema: &'a Schema) -> Option<&'a str> {
    let (mut shape, mut found) = (schema.root(), None);
    for segment in error.instance_path() {
        let declaration = match (shape, segment) {
            (Shape::Object { properties, .. }, LocationSegment::Property(name)) => {
                properties.iter().find(|property| *property.name == *name).map(|property| &property.declaration)
            }
            (Shape::Map { values: inner, .. } | Shape::Parts(inner) | Shape::List(inner), _) => Some(inner),
            _ => None,
        }?;
        found = declaration.description.as_deref().or(found);
        shape = schema.shape(declaration.shape);
    }
    found
}

/// A key that may not be called so: the error of its name, at the key.
fn property_name(error: &ValidationError<'_>, node: &Node, source: &Source) -> Diagnostic {
    let name = error.instance().as_str().unwrap_or_default();
    let key = node.as_mapping().and_then(|mapping| mapping.entry(name)).map(|entry| &entry.key);
    let place: Place = source.at(key.map_or(node.span, |key| key.span));
    let help = match error.kind() {
        Kind::Pattern { pattern } => format!("write it so that it matches `{pattern}`"),
        Kind::Format { format } => format!("write it as `{format}`"),
        _ => "look up which names the kind allows".to_owned(),
    };
    Diagnostic::new(Code::WrongValue, place, format!("`{name}` cannot be a name here")).help(help)
}

/// The value that an error is about, and its key.
fn find<'a>(error: &ValidationError<'_>, root: &'a Node) -> (&'a Node, Option<&'a Key>) {
    let (mut node, mut key) = (root, None);
    for segment in error.instance_path() {
        let next = match segment {
            LocationSegment::Property(name) => {
                node.as_mapping().and_then(|mapping| mapping.entry(&name)).map(|entry| {
                    key = Some(&entry.key);
                    &entry.value
                })
            }
            LocationSegment::Index(index) => node.as_sequence().and_then(|items| items.get(index)),
        };
        match next {
            Some(next) => node = next,
            None => break,
        }
    }
    (node, key)
}
