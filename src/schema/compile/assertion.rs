//! What a schema asserts besides the shapes of values, for the package that asserts it.

use super::misfit;
use super::shape::{choices, names};
use super::{Compiler, Scope};
use crate::diagnostic::{Code, Diagnostic};
use crate::schema::constraint::{self, Assertion};
use crate::source::{Place, Span};
use crate::yaml::{self, Mapping, Node, Value};
use serde_json::Value as Json;

impl<'a> Compiler<'a> {
    /// What the schema asserts besides shapes.
    pub(super) fn constraints(&mut self, mapping: &'a Mapping, scope: Scope<'a>) -> Assertion {
        let mut assertion = Assertion::new();
        for entry in &mapping.0 {
            let keyword = &*entry.key.text;
            let is_shape = match keyword {
                "oneOf" => choices(mapping).is_some() || misfit::not_text(mapping).is_some(),
                "propertyNames" => names(mapping).is_some(),
                _ => false,
            };
            let is_left_out = || self.left_out.contains(&scope.source.at(entry.value.span));
            if is_shape || !constraint::is_constraining(keyword) || is_left_out() {
                continue;
            }
            self.constraints.push((entry, scope));
            let mut verbatim = self.verbatim(&entry.value, scope);
            if let ("propertyNames", Json::Object(names)) = (keyword, &mut verbatim) {
                // Which text is of a format the walk knows, and the calendar with it.
                names.remove("format");
            }
            assertion.insert(keyword.to_owned(), verbatim);
        }
        assertion
    }

    /// A condition as it is written, but for `$ref`, which leads to what the definition asserts.
    fn verbatim(&mut self, node: &'a Node, scope: Scope<'a>) -> Json {
        match &node.value {
            Value::Sequence(items) => items.iter().map(|item| self.verbatim(item, scope)).collect(),
            Value::Mapping(mapping) => {
                let mut written = Assertion::new();
                for entry in &mapping.0 {
                    match &*entry.key.text {
                        "$ref" => written.extend(self.reference(&entry.value, scope).1),
                        name => drop(written.insert(name.to_owned(), self.verbatim(&entry.value, scope))),
                    }
                }
                written.into()
            }
            _ => constraint::json(node),
        }
    }

    /// The constraints that cannot be used, each found by trying it alone.
    pub(super) fn unusable(&self) -> impl Iterator<Item = (Place, Diagnostic)> {
        self.constraints.iter().filter_map(|(entry, scope)| {
            let keyword = &*entry.key.text;
            let fact = constraint::why_unusable(keyword, &constraint::json(&entry.value))?;
            let place = scope.source.at(entry.value.span);
            if keyword == "pattern"
                && let Some((range, fact, help)) = entry.value.as_text().and_then(self.declared.pattern_flaw)
            {
                let offset = |offset| yaml::source_offset(scope.source.text(), &entry.value, offset);
                let span = Span::new(scope.source.text(), offset(range.start)..offset(range.end));
                let message = format!("`pattern` cannot be used: {fact}");
                return Some((place, self.fault(Code::WrongValue, span, *scope, message).help(help)));
            }
            let fact = if keyword == "pattern" { "it is no regular expression" } else { &*fact };
            let message = format!("`{keyword}` cannot be used: {fact}");
            let fault = self.fault(Code::WrongValue, entry.value.span, *scope, message);
            let fault = fault.help(format!("correct the value of `{keyword}`, or take the line out"));
            Some((place, fault))
        })
    }
}
