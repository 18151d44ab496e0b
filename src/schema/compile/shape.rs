//! What the values of a field look like.

use super::condition::Fields;
use super::{Compiler, Scope, text};
use crate::diagnostic::{Code, listed, nearest};
use crate::schema::constraint::{self, Assertion};
use crate::schema::{Choice, Declaration, Format, Property, Shape};
use crate::yaml::{Mapping, Node};
use std::sync::Arc;

/// Keywords that say which shape a value has. Two of them at one place would contradict one another.
const SHAPING: [&str; 7] = ["$ref", "to", "parts", "properties", "items", "enum", "oneOf"];

/// What stands around the schema that is being read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Nesting {
    /// A record or a part, whose fields come next.
    Holder,
    /// One of the fields of a record or part.
    Field,
    /// Something inside a field.
    Inside,
}

impl<'a> Compiler<'a> {
    /// The declaration of a field, and what is asserted of it besides its shape.
    pub(super) fn declare(&mut self, node: &'a Node, scope: Scope<'a>) -> (Declaration, Assertion) {
        let shape = self.reserve();
        let mut declaration = Declaration { title: None, description: None, known: false, shape };
        let Some(mapping) = node.as_mapping().filter(|mapping| !self.is_ours(scope) || !mapping.0.is_empty()) else {
            return (declaration, Assertion::new());
        };
        declaration.title = text(mapping, "title").map(Into::into);
        declaration.description = text(mapping, "description").map(Into::into);
        declaration.known = text(mapping, "known") == Some("required");
        self.check_one_shape(mapping, scope);
        self.check_fit(mapping, scope);
        let mut assertion = if let Some(reference) = mapping.get("$ref") {
            let (named, assertion) = self.reference(reference, scope);
            declaration.shape = named.shape;
            declaration.title = declaration.title.or(named.title);
            declaration.description = declaration.description.or(named.description);
            declaration.known |= named.known;
            assertion
        } else {
            let (new, assertion) = self.shape(node, mapping, scope);
            self.put(shape, new);
            assertion
        };
        assertion.extend(self.constraints(mapping, scope));
        (declaration, assertion)
    }

    fn shape(&mut self, node: &'a Node, mapping: &'a Mapping, scope: Scope<'a>) -> (Shape, Assertion) {
        let nothing = Assertion::new();
        if let Some(to) = mapping.get("to") {
            return (Shape::Reference(Arc::new(self.targets(to, mapping, scope))), nothing);
        }
        if let Some(parts) = mapping.get("parts") {
            if self.nesting == Nesting::Inside {
                let message = "parts cannot stand inside a list or inside another field";
                let fault = self.fault(Code::WrongValue, node.span, scope, message);
                self.diagnostics.push(
                    fault.help("declare them as a field of the record or of a part, or use `additionalProperties`"),
                );
            }
            let (part, assertion) = self.nested(Nesting::Holder, |compiler| compiler.declare(parts, scope));
            return (Shape::Parts(part), constraint::of_values("additionalProperties", assertion));
        }
        if self.has_faulty_choices(mapping, scope) {
            return (Shape::Any, nothing);
        }
        if let Some(choices) = choices(mapping) {
            if choices.is_empty() {
                let fault = self.fault(Code::WrongValue, node.span, scope, "this field has no choices");
                self.diagnostics.push(fault.help("list what its value may be"));
            }
            return (Shape::Choice(choices), nothing);
        }
        let keyword = |name| mapping.get(name).filter(|value| value.as_mapping().is_some());
        match text(mapping, "type") {
            Some("object") | None if keyword("properties").is_some() => self.object(mapping, scope),
            Some("object") | None if keyword("additionalProperties").is_some() => {
                let values = keyword("additionalProperties").map(|values| self.inside(values, scope));
                let (values, assertion) = values.unwrap_or_else(|| (self.anything(), nothing));
                (
                    Shape::Map {
                        names: names(mapping).unwrap_or_default(),
                        format: self.format_of_names(mapping, scope),
                        values,
                    },
                    constraint::of_values("additionalProperties", assertion),
                )
            }
            Some("array") | None if keyword("items").is_some() => {
                let items = keyword("items").map(|items| self.inside(items, scope));
                let (items, assertion) = items.unwrap_or_else(|| (self.anything(), nothing));
                (Shape::List(items), constraint::of_values("items", assertion))
            }
            Some("string") => (self.text_shape(mapping, scope), nothing),
            Some("integer") => (Shape::Integer, nothing),
            Some("number") => (Shape::Number, nothing),
            Some("boolean") => (Shape::Boolean, nothing),
            Some("object") => {
                self.undeclared(
                    node,
                    scope,
                    "say which fields it has with `properties`, or what its values are with `additionalProperties`",
                );
                (Shape::Any, nothing)
            }
            Some("array") => {
                self.undeclared(node, scope, "say what its items are with `items`");
                (Shape::Any, nothing)
            }
            Some(_) => (Shape::Any, nothing),
            None => {
                self.undeclared(node, scope, "add `type`, such as `type: string`, or `to` for the name of a record");
                (Shape::Any, nothing)
            }
        }
    }

    fn inside(&mut self, node: &'a Node, scope: Scope<'a>) -> (Declaration, Assertion) {
        self.nested(Nesting::Inside, |compiler| compiler.declare(node, scope))
    }

    fn nested<T>(&mut self, nesting: Nesting, read: impl FnOnce(&mut Self) -> T) -> T {
        let around = std::mem::replace(&mut self.nesting, nesting);
        let read = read(self);
        self.nesting = around;
        read
    }

    pub(super) fn object(&mut self, mapping: &'a Mapping, scope: Scope<'a>) -> (Shape, Assertion) {
        let mut properties = Vec::new();
        let mut assertions = Assertion::new();
        let fields = if self.nesting == Nesting::Holder { Nesting::Field } else { Nesting::Inside };
        for entry in mapping.get("properties").and_then(Node::as_mapping).map_or(&[][..], |fields| &fields.0) {
            let (declaration, assertion) = self.nested(fields, |compiler| compiler.declare(&entry.value, scope));
            if self.is_common(scope) && self.leads_nowhere(&declaration) {
                continue;
            }
            if let Some(assertion) = constraint::unless_unknown(assertion) {
                assertions.insert(entry.key.text.to_string(), assertion);
            }
            // Where the name has to change, records may have changed already.
            let proposed = self.proposed_name(&entry.key, scope).map(|name| (name, declaration.clone()));
            properties.push(Property { name: Arc::from(&*entry.key.text), declaration });
            properties.extend(proposed.map(|(name, declaration)| Property { name: name.into(), declaration }));
        }
        let required = self.required(mapping, &mut properties, scope);
        let is_record = std::ptr::eq(mapping, self.declared.schema);
        self.check_conditions(mapping, Fields { properties: &properties, is_record }, scope);
        let assertion = if assertions.is_empty() {
            Assertion::new()
        } else {
            Assertion::from_iter([("properties".to_owned(), assertions.into())])
        };
        (Shape::Object { properties, required }, assertion)
    }

    pub(super) fn add_common(
        &mut self,
        own: Shape,
        assertion: &mut Assertion,
        common: &'a Mapping,
        scope: Scope<'a>,
    ) -> Shape {
        let Shape::Object { mut properties, required } = own else { return own };
        let (shape, assertions) = self.object(common, scope);
        let Shape::Object { properties: added, .. } = shape else { return Shape::Object { properties, required } };
        let fields = self.declared.schema.get("properties").and_then(Node::as_mapping);
        for property in &added {
            if let Some(entry) = fields.and_then(|fields| fields.entry(&property.name)) {
                let message = format!("every record has a field `{}` already", property.name);
                let fault = self.fault(Code::DuplicateKey, entry.key.span, self.declared.scope, message);
                self.diagnostics.push(fault.help("take the declaration out, or give the field another name"));
            }
        }
        properties.extend(added);
        constraint::merge_properties(assertion, assertions);
        Shape::Object { properties, required }
    }

    /// Text, perhaps of a format; anything where nobody can tell of which.
    fn text_shape(&mut self, mapping: &Mapping, scope: Scope<'a>) -> Shape {
        match (mapping.get("format"), self.format(mapping, scope)) {
            (Some(_), None) => Shape::Any,
            (_, format) => Shape::Text(format),
        }
    }

    /// The format that is named, or that was most likely meant.
    fn format(&mut self, mapping: &Mapping, scope: Scope<'a>) -> Option<Format> {
        let node = mapping.get("format")?;
        let name = node.as_text()?;
        if let Some(format) = Format::named(name) {
            return Some(format);
        }
        let fault = self.fault(Code::WrongValue, node.span, scope, format!("there is no format `{name}`"));
        let known = Format::ALL.map(|(name, _)| name);
        let near = nearest(name, known);
        let otherwise = format!("use one of {}", listed(known));
        self.diagnostics.push(fault.help_with_name(near, otherwise));
        near.and_then(Format::named)
    }

    fn format_of_names(&mut self, mapping: &'a Mapping, scope: Scope<'a>) -> Option<Format> {
        self.format(mapping.get("propertyNames")?.as_mapping()?, scope)
    }

    fn check_one_shape(&mut self, mapping: &Mapping, scope: Scope<'a>) {
        let mut shaping = mapping.0.iter().filter(|entry| {
            SHAPING.contains(&&*entry.key.text) && (&*entry.key.text != "oneOf" || choices(mapping).is_some())
        });
        if let (Some(first), Some(second)) = (shaping.next(), shaping.next()) {
            let message = format!("`{}` and `{}` cannot stand together", first.key.text, second.key.text);
            let fault = self.fault(Code::WrongValue, second.key.span, scope, message);
            let fault = fault
                .label("says another shape for the same field")
                .also(scope.source.at(first.key.span), "one shape is given here");
            self.diagnostics.push(fault.help("keep one of the two"));
        }
    }

    fn undeclared(&mut self, node: &Node, scope: Scope<'a>, help: &str) {
        let message = "this field does not say what its value looks like";
        self.diagnostics.push(self.fault(Code::MissingField, node.span, scope, message).help(help));
    }
}

/// The keys that a mapping may have, where they are choices.
pub(super) fn names(mapping: &Mapping) -> Option<Vec<Choice>> {
    choices(mapping.get("propertyNames")?.as_mapping()?)
}

/// Labelled choices, `oneOf: [{const, title}]`, or plain ones, `enum: […]`. A `oneOf` of anything else is a constraint.
pub(super) fn choices(mapping: &Mapping) -> Option<Vec<Choice>> {
    if let Some(values) = mapping.get("enum").and_then(Node::as_sequence) {
        let choice = |value: &Node| Some(Choice { value: value.as_text()?.into(), title: value.as_text()?.into() });
        return values.iter().map(choice).collect();
    }
    let labelled = |item: &Node| {
        let value = text(item.as_mapping()?, "const")?;
        Some(Choice { value: value.into(), title: text(item.as_mapping()?, "title").unwrap_or(value).into() })
    };
    mapping.get("oneOf")?.as_sequence()?.iter().map(labelled).collect()
}
