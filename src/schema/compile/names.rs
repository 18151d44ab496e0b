//! What a schema names: kinds, definitions, its own fields.

use super::{Compiler, OWN, SHARED, Scope, Shared, text};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::schema::constraint::Assertion;
use crate::schema::{Declaration, Property, Shape, ShapeId, Target, Targets};
use crate::source::{SourcePath, Span};
use crate::yaml::{self, Mapping, Node};
use serde_json::json;
use std::sync::Arc;

impl<'a> Compiler<'a> {
    /// The fields that have to be there. One that is not declared counts as declared, for records may well have it: what is
    /// wrong is told here alone.
    pub(super) fn required(
        &mut self,
        mapping: &Mapping,
        properties: &mut Vec<Property>,
        scope: Scope<'a>,
    ) -> Vec<Arc<str>> {
        let items = mapping.get("required").and_then(Node::as_sequence).unwrap_or_default();
        let (mut required, mut undeclared) = (Vec::new(), Vec::new());
        for (name, node) in items.iter().filter_map(|node| Some((node.as_text()?, node))) {
            let declared = properties.iter().map(|property| &*property.name);
            if declared.clone().any(|declared| declared == name) {
                required.push(name.into());
            } else {
                let fault =
                    self.fault(Code::UnknownField, node.span, scope, format!("`{name}` is required but not declared"));
                let fault = fault.label("no field of this name among `properties`");
                self.diagnostics.push(match nearest(name, declared) {
                    Some(near) => fault.help(format!("write `{near}`, or declare `{name}` under `properties`")),
                    None => {
                        undeclared.push(name);
                        fault.help(format!("declare `{name}` under `properties`, or take it out here"))
                    }
                });
            }
        }
        for name in undeclared {
            properties.push(Property { name: name.into(), declaration: self.anything() });
        }
        required
    }

    pub(super) fn targets(&mut self, to: &Node, mapping: &Mapping, scope: Scope<'a>) -> Targets {
        let names: Vec<&Node> = match to.as_sequence() {
            Some(items) => items.iter().collect(),
            None => vec![to],
        };
        if let Some(wrong) = names.iter().find(|node| node.as_text().is_none()) {
            let fault = self.fault(Code::WrongType, wrong.span, scope, "`to` has to name a kind, or list some");
            self.diagnostics
                .push(fault.label(format!("this is {}", wrong.noun())).help("write `to: kind` or `to: [kind, kind]`"));
        }
        if names.is_empty() && !self.is_common(scope) {
            let fault = self.fault(Code::WrongValue, to.span, scope, "`to` names no kind");
            self.diagnostics.push(fault.help("write `to: kind` or `to: [kind, kind]`"));
        }
        let backlinks = text(mapping, "backlinks").map(Into::into);
        let place = scope.source.at(mapping.get("backlinks").unwrap_or(to).span);
        if let [name] = names.as_slice()
            && let Some(field) = name.as_text().and_then(|name| name.strip_prefix('.'))
        {
            return Targets { to: Target::Own(field.into()), backlinks, place };
        }
        let (mut kinds, mut is_open) = (Vec::new(), false);
        for (name, node) in names.iter().filter_map(|node| Some((node.as_text()?, *node))) {
            match self.declared.kinds.iter().find(|kind| ***kind == *name) {
                Some(kind) => kinds.push(kind.clone()),
                None if self.is_common(scope) => {}
                None => {
                    let fault =
                        self.fault(Code::UnknownReference, node.span, scope, format!("there is no kind `{name}`"));
                    let known = self.declared.kinds.iter().map(|kind| &**kind);
                    let otherwise = format!("add the file `content/kinds/{name}.yaml`, or name a kind that exists");
                    let near = nearest(name, known);
                    // References are taken for what they would be with the right name.
                    kinds.extend(near.map(Arc::from));
                    is_open |= near.is_none();
                    self.diagnostics.push(fault.help_with_name(near, otherwise));
                }
            }
        }
        if is_open {
            // Where they lead nobody knows, and the fault is not theirs.
            kinds.clear();
        }
        Targets { to: Target::Kinds(kinds), backlinks, place }
    }

    pub(super) fn reference(&mut self, reference: &'a Node, scope: Scope<'a>) -> (Declaration, Assertion) {
        // That it is no text, or none at all, has been told.
        let Some(written) = reference.as_text() else { return (self.anything(), Assertion::new()) };
        let Some((name, node, home)) = self.definition(written, scope) else {
            self.report_unknown_definition(reference, scope);
            return (self.anything(), Assertion::new());
        };
        if let Some((span, home)) = self.circle(node, home) {
            // Once for each definition, however many fields use it.
            let place = home.source.at(span);
            if !self.diagnostics.iter().any(|told| told.primary.place == place) {
                let message = "this definition leads back to itself and says nothing";
                let fault = Diagnostic::new(Code::WrongValue, place, message);
                self.diagnostics.push(fault.help("say what its value looks like in one of the definitions"));
            }
            return (self.anything(), Assertion::new());
        }
        let key = (home.source.path().clone(), name.to_owned());
        let named = match self.named.get(&key) {
            Some(named) => named.clone(),
            None => self.define(key, node, home),
        };
        // What a definition that refers to itself asserts is known only when it has been read; the pointer leads there.
        let pointer = json!(format!("{OWN}{}", named.shape.0));
        (named, Assertion::from_iter([("$ref".to_owned(), pointer)]))
    }

    /// Where a definition that is nothing but a name for itself, perhaps by way of others, comes first in its circle.
    fn circle(&self, node: &'a Node, scope: Scope<'a>) -> Option<(Span, Scope<'a>)> {
        let (mut node, mut scope) = (node, scope);
        let mut met: Vec<((&SourcePath, usize), Span, Scope<'a>)> = Vec::new();
        while let Some(reference) = node.as_mapping().and_then(|mapping| mapping.get("$ref")) {
            let here = (scope.source.path(), reference.span.start());
            if let Some(again) = met.iter().position(|(place, ..)| *place == here) {
                // The same one of them, from wherever the circle is entered.
                let circle = met.into_iter().skip(again);
                return circle.min_by_key(|(place, ..)| *place).map(|(_, span, scope)| (span, scope));
            }
            met.push((here, reference.span, scope));
            (_, node, scope) = self.definition(reference.as_text()?, scope)?;
        }
        None
    }

    pub(super) fn define(&mut self, key: (SourcePath, String), node: &'a Node, scope: Scope<'a>) -> Declaration {
        let shape = self.reserve();
        let placeholder = Declaration { title: None, description: None, known: false, shape };
        self.named.insert(key.clone(), placeholder);
        let (declaration, assertion) = self.declare(node, scope);
        let inner = self.shapes.get_mut(declaration.shape.0).map(std::mem::take).unwrap_or_default();
        self.put(shape, inner);
        let declaration = Declaration { shape, ..declaration };
        self.named.insert(key, declaration.clone());
        self.asserted.insert(shape.0.to_string(), assertion.into());
        declaration
    }

    fn definition(&self, written: &'a str, scope: Scope<'a>) -> Option<(&'a str, &'a Node, Scope<'a>)> {
        let (name, scope) = match written.strip_prefix(SHARED) {
            Some(name) => (name, self.declared.shared.scope()?),
            None => (written.strip_prefix(OWN)?, scope),
        };
        Some((name, scope.defs?.get(name)?, scope))
    }

    fn report_unknown_definition(&mut self, reference: &Node, scope: Scope<'a>) {
        let written = reference.as_text().unwrap_or_default();
        if written.starts_with(SHARED) {
            match self.declared.shared {
                // What is wrong with it has been told.
                Shared::Broken(_) => return,
                Shared::Absent => {
                    self.absent.get_or_insert(scope.source.at(reference.span));
                    return;
                }
                Shared::Whole(_) => {}
            }
        }
        let names = |scope: Option<Scope<'a>>, prefix: &str| -> Vec<String> {
            let defs = scope.and_then(|scope| scope.defs).map_or(&[][..], |defs| &defs.0);
            defs.iter().map(|entry| format!("{prefix}{}", entry.key.text)).collect()
        };
        let mut known = names(Some(scope), OWN);
        known.extend(names(self.declared.shared.scope(), SHARED));
        let name = [SHARED, OWN].into_iter().find_map(|prefix| written.strip_prefix(prefix)).unwrap_or(written);
        let offset = |offset| yaml::source_offset(scope.source.text(), reference, offset);
        let place = scope.source.place(offset(written.len() - name.len())..offset(written.len()));
        let message = format!("`$ref` leads to `{written}`, which is not there");
        let fault = Diagnostic::new(Code::UnknownReference, place, message);
        let near = nearest(written, known.iter().map(String::as_str));
        let otherwise = "name a definition of this file, `#/$defs/name`, or of all kinds, `shared.yaml#/$defs/name`";
        self.diagnostics.push(fault.help_with_name(near, otherwise));
    }

    /// `to: .routes` has to name a field of parts, which is known only when all fields are.
    pub(super) fn check_own_targets(&mut self, root: ShapeId) {
        let Some(Shape::Object { properties, .. }) = self.shapes.get(root.0) else { return };
        let shape = |property: &Property| self.shapes.get(property.declaration.shape.0);
        let is_parts = |property: &&Property| matches!(shape(property), Some(Shape::Parts(_)));
        let is_unclear = |property: &&Property| matches!(shape(property), Some(Shape::Any));
        let parts: Vec<&str> = properties.iter().filter(is_parts).map(|property| &*property.name).collect();
        // Whether they have parts nobody can tell, and why has been told.
        let unclear: Vec<&str> = properties.iter().filter(is_unclear).map(|property| &*property.name).collect();
        let mut wrong = Vec::new();
        find_own_targets(self.declared.schema, &mut |field, span| {
            if !parts.contains(&field) && !unclear.contains(&field) {
                let message = format!("this record has no parts in a field `{field}`");
                let fault = Diagnostic::new(Code::UnknownReference, self.declared.scope.source.at(span), message);
                wrong.push(match nearest(field, parts.iter().copied()) {
                    Some(near) => fault.help(format!("write `.{near}`")),
                    None => fault.help("name a field of this kind that is declared with `parts`"),
                });
            }
        });
        // What cannot be found is not looked for in each record as well.
        let parts: Vec<Box<str>> = parts.into_iter().map(Into::into).collect();
        for shape in &mut self.shapes {
            let own = match shape {
                Shape::Reference(targets) => match &targets.to {
                    Target::Own(field) => Some(field.clone()),
                    Target::Kinds(_) => None,
                },
                _ => None,
            };
            // Without a name any part of the record will do.
            if own.is_some_and(|own| !own.is_empty() && !parts.iter().any(|part| **part == *own)) {
                *shape = Shape::Any;
            }
        }
        self.diagnostics.extend(wrong);
    }

    /// Whether it names records of no kind at all: a field of every record that this site has no kind for, such as
    /// `sources` where nothing is a publication.
    pub(super) fn leads_nowhere(&self, declaration: &Declaration) -> bool {
        let shape = |declaration: &Declaration| self.shapes.get(declaration.shape.0);
        let named = match shape(declaration) {
            Some(Shape::List(item)) => shape(item),
            other => other,
        };
        matches!(named, Some(Shape::Reference(targets)) if matches!(&targets.to, Target::Kinds(kinds) if kinds.is_empty()))
    }
}

fn find_own_targets(mapping: &Mapping, found: &mut impl FnMut(&str, Span)) {
    for entry in &mapping.0 {
        if let Some(inner) = entry.value.as_mapping() {
            find_own_targets(inner, found);
        } else if &*entry.key.text == "to"
            && let Some(field) = entry.value.as_text().and_then(|name| name.strip_prefix('.'))
        {
            found(field, entry.value.span);
        }
    }
}
