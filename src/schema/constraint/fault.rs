//! The package's errors in our words, each at the very value.

use super::{json, pattern};
use crate::diagnostic::{Code, Diagnostic, listed};
use crate::schema::{Schema, Shape, mend};
use crate::source::Source;
use crate::yaml::{Key, Node, Value};
use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;
use jsonschema::paths::LocationSegment;
use serde_json::Value as Json;

pub(super) fn diagnostic(error: &ValidationError<'_>, root: &Node, source: &Source) -> Diagnostic {
    let (node, key) = find(error, root);
    let is_item = matches!(error.instance_path().into_iter().last(), Some(LocationSegment::Index(_)));
    let name = match key {
        Some(key) if is_item => format!("an item of `{}`", key.text),
        Some(key) => format!("`{}`", key.text),
        None => "this record".to_owned(),
    };
    match error.kind() {
        Kind::PropertyNames { error } => property_name(error, node, source),
        Kind::UniqueItems => twice(&name, node, source),
        Kind::Required { property } => {
            let property = property.as_str().unwrap_or_default();
            let message = format!("{name} needs `{property}` here");
            Diagnostic::new(Code::MissingField, source.at(node.span), message).help(format!("add `{property}: …`"))
        }
        Kind::Not { schema } if let Some(fault) = together(schema, node, source) => fault,
        Kind::AnyOf { context } if let Some(names) = needed(context) => {
            let names = listed(names.iter().map(|name| &**name));
            let message = format!("{name} needs one of {names}");
            Diagnostic::new(Code::MissingField, source.at(node.span), message).help("add one of them")
        }
        kind => {
            let (fact, help) = words(kind, node);
            Diagnostic::new(Code::WrongValue, source.at(node.span), format!("{name} {fact}")).help(help)
        }
    }
}

/// Fields that may not stand together and do: the one that comes first, and the others.
fn together(schema: &Json, node: &Node, source: &Source) -> Option<Diagnostic> {
    let entries = &node.as_mapping()?.0;
    let groups = match schema.get("anyOf").and_then(Json::as_array) {
        Some(groups) => groups.as_slice(),
        None => std::slice::from_ref(schema),
    };
    let present = |group: &Json| -> Option<Vec<&Key>> {
        let names: Vec<&str> = group.get("required")?.as_array()?.iter().filter_map(Json::as_str).collect();
        let is_alone = group.as_object().is_some_and(|group| group.len() == 1);
        let keys: Vec<&Key> =
            entries.iter().map(|entry| &entry.key).filter(|key| names.contains(&&*key.text)).collect();
        (is_alone && keys.len() > 1 && keys.len() == names.len()).then_some(keys)
    };
    let keys = groups.iter().find_map(present)?;
    let (first, others) = keys.split_first()?;
    let message = format!("`{}` does not go with {}", first.text, listed(others.iter().map(|key| &*key.text)));
    let mut fault = Diagnostic::new(Code::WrongValue, source.at(first.span), message);
    for other in others {
        fault = fault.also(source.at(other.span), "this stands beside it");
    }
    Some(fault.help(if others.len() == 1 { "take one of the two out" } else { "take one of them out" }))
}

/// The fields of which one is needed, where every way to be right begins with one that is absent.
fn needed(ways: &[Vec<ValidationError<'_>>]) -> Option<Vec<String>> {
    let absent = |way: &Vec<ValidationError<'_>>| match way.as_slice() {
        [error] => match error.kind() {
            Kind::Required { property } => property.as_str().map(str::to_owned),
            _ => None,
        },
        _ => None,
    };
    ways.iter().map(absent).collect()
}

/// What is wrong with a value, as the rest of a sentence that begins with its name, and how to mend it.
fn words(kind: &Kind, node: &Node) -> (String, String) {
    let too_much = |limit: &u64| format!("has {}, and may have {limit}", size(node));
    let too_little = |limit: &u64| format!("has {}, and needs {limit}", size(node));
    match kind {
        Kind::MaxLength { limit } => (too_much(limit), "shorten it".into()),
        Kind::MinLength { limit } => (too_little(limit), "write more".into()),
        Kind::MaxItems { limit } | Kind::MaxProperties { limit } => (too_much(limit), "take some out".into()),
        Kind::MinItems { limit } | Kind::MinProperties { limit } => (too_little(limit), "add what is missing".into()),
        Kind::Minimum { limit } => ("is too small".into(), format!("write {limit} or more")),
        Kind::ExclusiveMinimum { limit } => ("is too small".into(), format!("write more than {limit}")),
        Kind::Maximum { limit } => ("is too large".into(), format!("write {limit} or less")),
        Kind::ExclusiveMaximum { limit } => ("is too large".into(), format!("write less than {limit}")),
        Kind::MultipleOf { multiple_of } => {
            (format!("is no multiple of {multiple_of}"), format!("write a multiple of {multiple_of}"))
        }
        Kind::Pattern { pattern } => ("is not written as it should be".into(), pattern::help(pattern)),
        Kind::Format { format } => (format!("is no `{format}`"), format!("write it as `{format}`")),
        Kind::Constant { expected_value } => {
            let expected = plain(expected_value);
            (format!("has to be `{expected}` here"), format!("write `{expected}`"))
        }
        other => (
            format!("does not go with the other values here (`{}`)", other.keyword()),
            "look up what the kind demands of it".into(),
        ),
    }
}

/// How much of a value there is: `1 item`, `240 characters`.
fn size(node: &Node) -> String {
    let (count, noun) = match &node.value {
        Value::Text(scalar) => (scalar.text.chars().count(), "character"),
        Value::Sequence(items) => (items.len(), "item"),
        Value::Mapping(mapping) => return format!("{} entries", mapping.0.len()),
        _ => return "another size".to_owned(),
    };
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// A value as an author would write it.
fn plain(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A list that has one value twice: the second one, and the first.
fn twice(name: &str, node: &Node, source: &Source) -> Diagnostic {
    let items = node.as_sequence().unwrap_or_default();
    let values: Vec<Json> = items.iter().map(json).collect();
    let earlier = |at: usize| values.iter().take(at).position(|value| Some(value) == values.get(at));
    let found = (0..items.len()).find_map(|at| Some((at, items.get(at)?, items.get(earlier(at)?)?)));
    let message = format!("{name} lists the same value twice");
    let help = "take the second one out";
    match found {
        Some((at, second, first)) => Diagnostic::new(Code::WrongValue, source.at(second.span), message)
            .also(source.at(first.span), "it stands here already")
            .help(help)
            .fix(mend::second(items, at, first, source)),
        None => Diagnostic::new(Code::WrongValue, source.at(node.span), message).help(help),
    }
}

/// Whether a field is missing that nobody can write, since the kind declares none of its name, and that is told there.
pub(super) fn needs_undeclared(error: &ValidationError<'_>, schema: &Schema) -> bool {
    let Kind::Required { property } = error.kind() else { return false };
    let mut shape = schema.root();
    for segment in error.instance_path() {
        let inner = match (shape, segment) {
            (Shape::Object { properties, .. }, LocationSegment::Property(name)) => {
                properties.iter().find(|property| *property.name == *name).map(|property| &property.declaration)
            }
            (Shape::Map { values: inner, .. } | Shape::Parts(inner) | Shape::List(inner), _) => Some(inner),
            _ => None,
        };
        let Some(inner) = inner else { return false };
        shape = schema.shape(inner.shape);
    }
    let name = property.as_str().unwrap_or_default();
    matches!(shape, Shape::Object { properties, .. } if properties.iter().all(|property| *property.name != *name))
}

/// The pattern that a value does not match, or the name of one.
pub(super) fn pattern_of<'e>(error: &'e ValidationError<'_>) -> Option<&'e str> {
    match error.kind() {
        Kind::Pattern { pattern } => Some(pattern),
        Kind::PropertyNames { error } => pattern_of(error),
        _ => None,
    }
}

/// What the kind says of the field that an error is about: a pattern tells little to who does not read patterns.
pub(super) fn description<'a>(error: &ValidationError<'_>, schema: &'a Schema) -> Option<&'a str> {
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
    let place = source.at(key.map_or(node.span, |key| key.span));
    let help = match error.kind() {
        Kind::Pattern { pattern } => pattern::help(pattern),
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
