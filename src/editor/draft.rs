//! Keywords of JSON Schema 2020-12 as those of draft 7.

use serde_json::{Map, Value as Json};

/// Where the definitions of a schema stand.
pub(super) const DEFINITIONS: &str = "#/definitions/";

/// How the schemas of ours name what is asserted of a definition.
const OWN: &str = "#/$defs/";

/// The number of the definition to which a pointer of ours leads.
pub(super) fn number(pointer: &Json) -> Option<&str> {
    pointer.as_str()?.strip_prefix(OWN)
}

/// The name of what is asserted of a definition besides its shape, for conditions.
pub(super) fn asserted(number: &str) -> String {
    format!("asserted-{number}")
}

/// A condition in draft 7; `named` is told of the definitions that it refers to.
pub(super) fn condition(value: &Json, named: &mut Vec<String>) -> Json {
    match value {
        Json::Array(items) => items.iter().map(|item| condition(item, named)).collect(),
        Json::Object(keywords) => keywords_of(keywords, named).into(),
        other => other.clone(),
    }
}

/// The keywords of a schema in draft 7.
pub(super) fn keywords_of(keywords: &Map<String, Json>, named: &mut Vec<String>) -> Map<String, Json> {
    let mut written = Map::new();
    // A draft that does not know `minContains` would ask for one at least.
    let counts = keywords.contains_key("minContains") || keywords.contains_key("maxContains");
    for (name, value) in keywords {
        match (&**name, number(value)) {
            ("$ref", Some(number)) => {
                named.push(number.to_owned());
                let pointer: Json = format!("{DEFINITIONS}{}", asserted(number)).into();
                // Beside `$ref` nothing else counts in draft 7.
                add(
                    &mut written,
                    "allOf",
                    Json::Array(vec![Json::Object(Map::from_iter([("$ref".to_owned(), pointer)]))]),
                );
            }
            ("dependentRequired" | "dependentSchemas", _) => {
                add(&mut written, "dependencies", condition(value, named));
            }
            ("contains", _) if counts => {}
            ("minContains" | "maxContains", _) => {}
            (name, _) => add(&mut written, name, condition(value, named)),
        }
    }
    written
}

/// Adds a keyword to others; where there is one of its name already, both hold.
pub(super) fn add(keywords: &mut Map<String, Json>, name: &str, value: Json) {
    match (keywords.get_mut(name), value) {
        (None, value) => drop(keywords.insert(name.to_owned(), value)),
        (Some(Json::Array(all)), Json::Array(more)) if name == "allOf" => all.extend(more),
        (Some(Json::Object(some)), Json::Object(more)) if name == "dependencies" => some.extend(more),
        (Some(_), value) => {
            let also = Json::Object(Map::from_iter([(name.to_owned(), value)]));
            add(keywords, "allOf", Json::Array(vec![also]));
        }
    }
}
