//! Words of other tools that people write in the file of a kind.

use super::Format;

/// The field that is meant by the name of one elsewhere.
pub(super) fn field(name: &str) -> Option<&'static str> {
    Some(match name {
        "fields" => "schema",
        "name" | "label" | "singular" => "title",
        "url" | "permalink" | "slug" => "path",
        "choices" | "values" => "oneOf",
        "hint" | "help" => "description",
        "min" => "minimum",
        "max" => "maximum",
        "ref" => "$ref",
        "if" | "when" | "rule" => "that",
        "message" => "say",
        _ => return None,
    })
}

/// What is to be written for a type that is none.
pub(super) fn of_type(name: &str) -> Option<String> {
    if Format::named(name).is_some() {
        return Some(format!("write `type: string, format: {name}`"));
    }
    let meant = match name.to_ascii_lowercase().as_str() {
        "bool" | "yes/no" | "checkbox" | "flag" => "boolean",
        "str" | "text" | "varchar" => "string",
        "int" | "whole" => "integer",
        "float" | "double" | "decimal" => "number",
        "list" | "sequence" => "array",
        "map" | "mapping" | "dict" | "dictionary" | "hash" => "object",
        "url" | "link" => return Some("write `type: string, format: uri`".to_owned()),
        "telephone" | "tel" => return Some("write `type: string, format: phone`".to_owned()),
        "mail" | "e-mail" => return Some("write `type: string, format: email`".to_owned()),
        _ => return None,
    };
    Some(format!("write `{meant}`"))
}
