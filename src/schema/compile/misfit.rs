//! Keywords that contradict one another, or say nothing of a value of this type.

use super::{Compiler, Scope, text};
use crate::diagnostic::Code;
use crate::yaml::{Entry, Key, Mapping, Node, Value};

/// What each type is called, and the keywords that say something of it alone.
const OF_TYPE: [(&[&str], &str, &[&str]); 4] = [
    (&["string"], "text", &["minLength", "maxLength", "pattern", "format"]),
    (&["integer", "number"], "a number", &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]),
    (&["array"], "a list", &["items", "minItems", "maxItems", "uniqueItems", "contains", "minContains", "maxContains"]),
    (
        &["object"],
        "a mapping",
        &[
            "properties",
            "required",
            "additionalProperties",
            "minProperties",
            "maxProperties",
            "propertyNames",
            "dependentRequired",
        ],
    ),
];

/// Keywords of which the first may not be more than the second.
const BOUNDS: [(&str, &str); 5] = [
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
    ("minContains", "maxContains"),
    ("minimum", "maximum"),
];

impl<'a> Compiler<'a> {
    /// Checks that the keywords of a declaration go with one another.
    pub(super) fn check_fit(&mut self, mapping: &'a Mapping, scope: Scope<'a>) {
        if self.declared.built_in || self.is_common(scope) {
            return;
        }
        self.check_type(mapping, scope);
        self.check_bounds(mapping, scope);
        if let Some(entry) = mapping.entry("backlinks").filter(|_| mapping.get("to").is_none()) {
            let message = "`backlinks` means nothing without `to`";
            let fault = self.fault(Code::WrongValue, entry.key.span, scope, message);
            self.diagnostics.push(fault.help("add `to: <kind>`, or take `backlinks` out"));
        }
    }

    /// The first keyword that says something of another type.
    fn check_type(&mut self, mapping: &'a Mapping, scope: Scope<'a>) {
        let Some(declared) = type_of(mapping) else { return };
        let Some((_, is, fitting)) = OF_TYPE.iter().find(|(types, ..)| types.contains(&declared)) else {
            // Nothing but `true` and `false`, of which no keyword says anything.
            return self.check_against(mapping, "`true` or `false`", &[], declared, scope);
        };
        self.check_against(mapping, is, fitting, declared, scope);
    }

    fn check_against(&mut self, mapping: &'a Mapping, is: &str, fitting: &[&str], declared: &str, scope: Scope<'a>) {
        if !["string", "integer", "number", "boolean", "array", "object"].contains(&declared) {
            return;
        }
        let foreign = |entry: &&Entry| {
            let keyword = &*entry.key.text;
            !fitting.contains(&keyword) && OF_TYPE.iter().any(|(.., keywords)| keywords.contains(&keyword))
        };
        let Some(entry) = mapping.0.iter().find(foreign) else { return };
        let keyword = &*entry.key.text;
        let Some((types, of, _)) = OF_TYPE.iter().find(|(.., keywords)| keywords.contains(&keyword)) else { return };
        let message = format!("`{keyword}` is for {of}, and this is {is}");
        let fault = self.fault(Code::WrongValue, entry.key.span, scope, message);
        let other = types.first().copied().unwrap_or_default();
        let help = match mapping.entry("type") {
            Some(_) => format!("take `{keyword}` out, or write `type: {other}`"),
            None => format!("take `{keyword}` out"),
        };
        self.diagnostics.push(fault.help(help));
    }

    /// What no value can keep is told here, and not asked of any record.
    fn check_bounds(&mut self, mapping: &'a Mapping, scope: Scope<'a>) {
        for (least, most) in BOUNDS {
            let (Some(low), Some(high)) = (mapping.entry(least), mapping.entry(most)) else { continue };
            let (Some(lowest), Some(highest)) = (number(&low.value), number(&high.value)) else { continue };
            if lowest <= highest {
                continue;
            }
            let message = format!("`{least}` is more than `{most}`, which no value can be");
            let fault = self.fault(Code::WrongValue, high.value.span, scope, message);
            let fault = fault.also(scope.source.at(low.value.span), "this is more");
            self.diagnostics.push(fault.help("correct one of the two numbers"));
            self.left_out.extend([low, high].map(|entry| scope.source.at(entry.value.span)));
        }
    }

    /// Reports choices that are no text, or that stand there twice; whether nobody can tell what the choices are.
    pub(super) fn has_faulty_choices(&mut self, mapping: &'a Mapping, scope: Scope<'a>) -> bool {
        if let Some((keyword, node)) = not_text(mapping) {
            let written = scope.source.text().get(node.span.range()).unwrap_or_default();
            let fault = self.fault(Code::WrongType, node.span, scope, format!("`{keyword}` has to be text"));
            let fault = fault.label(format!("this is {}", node.noun()));
            let help = match node.value {
                Value::Sequence(_) | Value::Mapping(_) | Value::Null | Value::Unreadable => "write a text".to_owned(),
                _ => format!("put it in quotation marks: `\"{written}\"`"),
            };
            self.diagnostics.push(fault.help(help));
            return true;
        }
        let mut met: Vec<(&str, &Node)> = Vec::new();
        for node in written_choices(mapping) {
            let Some(value) = node.as_text() else { continue };
            match met.iter().find(|(known, _)| *known == value) {
                Some((_, first)) => {
                    let message = format!("`{value}` is among the choices twice");
                    let fault = self.fault(Code::WrongValue, node.span, scope, message);
                    let fault = fault.also(scope.source.at(first.span), "it stands here already");
                    self.diagnostics.push(fault.help("take the second one out"));
                }
                None => met.push((value, node)),
            }
        }
        false
    }

    /// What a field should be called whose name is no plain word, which is reported.
    pub(super) fn proposed_name(&mut self, key: &Key, scope: Scope<'a>) -> Option<String> {
        let is_plain = |letter: char| matches!(letter, 'a'..='z' | '0'..='9' | '_');
        let name = &*key.text;
        if self.declared.built_in
            || (name.starts_with(|letter: char| letter.is_ascii_lowercase()) && name.chars().all(is_plain))
        {
            return None;
        }
        let proposed: String = name
            .chars()
            .flat_map(char::to_lowercase)
            .map(|letter| if is_plain(letter) { letter } else { '_' })
            .collect();
        let is_name = proposed.starts_with(|letter: char| letter.is_ascii_lowercase());
        let fault = self.fault(Code::WrongValue, key.span, scope, format!("`{name}` cannot be the name of a field"));
        self.diagnostics.push(match is_name {
            true => fault.help(format!("write `{proposed}`: names of fields have lower-case letters, digits and `_`")),
            false => fault.help("begin it with a lower-case letter, and go on with lower-case letters, digits and `_`"),
        });
        is_name.then_some(proposed)
    }
}

/// The type of a value, said or implied by what else is said of it.
fn type_of(mapping: &Mapping) -> Option<&str> {
    let has = |keywords: &[&str]| keywords.iter().any(|keyword| mapping.get(keyword).is_some());
    match text(mapping, "type") {
        Some(_) if has(&["$ref", "to", "parts"]) => None,
        Some(declared) => Some(declared),
        None if has(&["$ref", "parts"]) => None,
        None if has(&["properties", "additionalProperties"]) => Some("object"),
        None if has(&["items"]) => Some("array"),
        None if has(&["to", "enum"]) => Some("string"),
        None => None,
    }
}

/// The first value among the choices that is no text, and the keyword that it belongs to.
pub(super) fn not_text(mapping: &Mapping) -> Option<(&'static str, &Node)> {
    let keyword = if mapping.get("enum").is_some() { "enum" } else { "const" };
    written_choices(mapping).into_iter().find(|node| node.as_text().is_none()).map(|node| (keyword, node))
}

/// The values of choices as they are written; none where `oneOf` is a condition.
fn written_choices(mapping: &Mapping) -> Vec<&Node> {
    if let Some(values) = mapping.get("enum").and_then(Node::as_sequence) {
        return values.iter().collect();
    }
    let constant = |item| Node::as_mapping(item).and_then(|item| item.get("const"));
    let items = mapping.get("oneOf").and_then(Node::as_sequence).unwrap_or_default();
    items.iter().map(constant).collect::<Option<_>>().unwrap_or_default()
}

fn number(node: &Node) -> Option<f64> {
    match node.value {
        Value::Integer(number) => i32::try_from(number).ok().map(f64::from),
        Value::Float(number) => Some(number),
        _ => None,
    }
}
