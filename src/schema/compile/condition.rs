//! Names in conditions: `if`, `then`, `not`, `dependentRequired` and the like constrain fields and declare none, so that a
//! misspelt one would never be met, and say nothing.

use super::{Compiler, Scope};
use crate::diagnostic::{Code, listed, nearest};
use crate::schema::{Property, Shape};
use crate::source::Span;
use crate::yaml::{Entry, Mapping, Node};

/// Keywords that hold one condition on the same object.
const ONE: [&str; 4] = ["if", "then", "else", "not"];

/// Keywords that hold several.
const SEVERAL: [&str; 3] = ["allOf", "anyOf", "oneOf"];

/// The fields of an object.
#[derive(Clone, Copy)]
pub(super) struct Fields<'p> {
    pub(super) properties: &'p [Property],
    /// Whether it is a whole record, which has those of every record too.
    pub(super) is_record: bool,
}

impl<'a> Compiler<'a> {
    /// Checks the names in the conditions of an object with these fields.
    pub(super) fn check_conditions(&mut self, mapping: &Mapping, fields: Fields<'_>, scope: Scope<'a>) {
        for entry in &mapping.0 {
            match (&*entry.key.text, entry.value.as_sequence()) {
                (keyword, _) if ONE.contains(&keyword) => self.check_condition(&entry.value, fields, scope),
                (keyword, Some(items)) if SEVERAL.contains(&keyword) => {
                    items.iter().for_each(|item| self.check_condition(item, fields, scope));
                }
                ("dependentRequired", _) => self.check_dependent(&entry.value, fields, scope),
                _ => {}
            }
        }
    }

    fn check_condition(&mut self, node: &Node, fields: Fields<'_>, scope: Scope<'a>) {
        let Some(mapping) = node.as_mapping() else { return };
        self.check_all(mapping.get("required"), fields, scope);
        for Entry { key, value } in
            mapping.get("properties").and_then(Node::as_mapping).map_or(&[][..], |fields| &fields.0)
        {
            self.check_name(&key.text, key.span, fields, scope);
            let property = fields.properties.iter().find(|property| *property.name == *key.text);
            let inner = property.and_then(|property| self.shapes.get(property.declaration.shape.0));
            if let Some(Shape::Object { properties, .. }) = inner {
                let properties = properties.clone();
                self.check_condition(value, Fields { properties: &properties, is_record: false }, scope);
            }
        }
        self.check_conditions(mapping, fields, scope);
    }

    fn check_dependent(&mut self, node: &Node, fields: Fields<'_>, scope: Scope<'a>) {
        for Entry { key, value } in node.as_mapping().map_or(&[][..], |fields| &fields.0) {
            self.check_name(&key.text, key.span, fields, scope);
            self.check_all(Some(value), fields, scope);
        }
    }

    fn check_all(&mut self, names: Option<&Node>, fields: Fields<'_>, scope: Scope<'a>) {
        for node in names.and_then(Node::as_sequence).unwrap_or_default() {
            if let Some(name) = node.as_text() {
                self.check_name(name, node.span, fields, scope);
            }
        }
    }

    fn check_name(&mut self, name: &str, span: Span, fields: Fields<'_>, scope: Scope<'a>) {
        let common = self.names_of_every_record().filter(|_| fields.is_record);
        let known = fields.properties.iter().map(|property| &*property.name).chain(common);
        if known.clone().any(|known| known == name) {
            return;
        }
        let fault = self.fault(Code::UnknownField, span, scope, format!("no field `{name}` is declared here"));
        let otherwise = format!("name one of {}, or declare it under `properties`", listed(known.clone()));
        let fault = fault.help_with_name(nearest(name, known), otherwise);
        self.diagnostics.push(fault);
    }

    /// The names of the fields that every record has.
    fn names_of_every_record(&self) -> impl Iterator<Item = &'a str> + Clone + use<'a> {
        let common = self.declared.common.and_then(|(common, _)| common.get("properties")?.as_mapping());
        common.map_or(&[][..], |fields| &fields.0).iter().map(|entry| &*entry.key.text)
    }
}
