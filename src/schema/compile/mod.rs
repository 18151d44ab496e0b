mod condition;
mod misfit;
mod names;

use super::constraint::{self, Assertion, Constraints};
use super::{Choice, Declaration, Format, Property, Schema, Shape, ShapeId};
use crate::diagnostic::{Code, Diagnostic, listed, nearest};
use crate::source::{Place, Source, SourcePath, Span};
use crate::yaml::{self, Entry, Mapping, Node, Value};
use condition::Fields;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// How another file's definitions are referred to: `shared.yaml#/$defs/window`.
const SHARED: &str = "shared.yaml#/$defs/";

/// How a file refers to its own definitions.
const OWN: &str = "#/$defs/";

/// Keywords that say which shape a value has. Two of them at one place would contradict one another.
const SHAPING: [&str; 7] = ["$ref", "to", "parts", "properties", "items", "enum", "oneOf"];

/// What is wrong with a pattern: the bytes, the fact, and the way to mend it.
pub type PatternFlaw = (Range<usize>, String, String);

/// A file and the definitions that it gives names to.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    /// The file.
    pub source: &'a Source,
    /// Its `$defs`.
    pub defs: Option<&'a Mapping>,
}

/// The file of definitions that the schemas of all kinds share.
#[derive(Clone, Copy)]
pub enum Shared<'a> {
    /// There is none.
    Absent,
    /// It is there, and could not be read as a whole: what is missing may well be meant to be in it.
    Broken(Option<Scope<'a>>),
    /// It was read.
    Whole(Scope<'a>),
}

impl<'a> Shared<'a> {
    /// What could be read of it.
    const fn scope(self) -> Option<Scope<'a>> {
        match self {
            Self::Absent => None,
            Self::Broken(scope) => scope,
            Self::Whole(scope) => Some(scope),
        }
    }
}

/// What a schema is compiled from.
#[derive(Clone, Copy)]
pub struct Declared<'a> {
    /// The schema of a record: an object.
    pub schema: &'a Mapping,
    /// The file that it stands in.
    pub scope: Scope<'a>,
    /// The schema of the fields that every record has.
    pub common: Option<(&'a Mapping, Scope<'a>)>,
    /// The definitions that the schemas of all kinds share.
    pub shared: Shared<'a>,
    /// The names of all kinds, for `to`.
    pub kinds: &'a [Arc<str>],
    /// Why a pattern is no regular expression.
    pub pattern_flaw: fn(&str) -> Option<PatternFlaw>,
    /// Whether the schema is one of ours, where `{}` means that any value goes.
    pub built_in: bool,
}

/// A schema, and what is wrong with its declaration.
#[derive(Debug)]
pub struct Compiled {
    /// The schema.
    pub schema: Schema,
    /// Where it first names a definition of the file of shared ones, which is not there.
    pub absent: Option<Place>,
    /// What else is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Compiles the schema of a kind.
///
/// The shapes of the keywords themselves have been checked before, against the built-in kind of kinds; what is reported
/// here is what that cannot say: names that lead nowhere, and keywords that contradict one another.
#[must_use]
pub fn compile(declared: Declared<'_>) -> Compiled {
    let mut compiler = Compiler::new(declared, Vec::new());
    if let Some(schema) = compiler.compile() {
        return compiler.compiled(schema);
    }
    // To try every keyword alone costs more than all the rest, so it is done only where one of them cannot be used; what
    // is left is asserted all the same.
    let (unusable, faults): (Vec<Place>, Vec<Diagnostic>) = compiler.unusable().unzip();
    let mut compiler = Compiler::new(declared, unusable);
    let schema = compiler.compile().unwrap_or_default();
    compiler.diagnostics.extend(faults);
    compiler.compiled(schema)
}

struct Compiler<'a> {
    declared: Declared<'a>,
    shapes: Vec<Shape>,
    named: BTreeMap<(SourcePath, String), Declaration>,
    /// What is asserted of each named definition.
    asserted: Assertion,
    /// The constraints that were met, with the files that they stand in.
    constraints: Vec<(&'a Entry, Scope<'a>)>,
    /// The places of values that are left out.
    left_out: Vec<Place>,
    /// Where parts may stand: among the fields of a record or of a part, and of nothing else.
    nesting: Nesting,
    absent: Option<Place>,
    diagnostics: Vec<Diagnostic>,
}

/// What stands around the schema that is being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Nesting {
    /// A record or a part, whose fields come next.
    Holder,
    /// One of the fields of a record or part.
    Field,
    /// Something inside a field.
    Inside,
}

impl<'a> Compiler<'a> {
    fn new(declared: Declared<'a>, left_out: Vec<Place>) -> Self {
        Self {
            declared,
            shapes: Vec::new(),
            named: BTreeMap::new(),
            asserted: Assertion::new(),
            constraints: Vec::new(),
            left_out,
            nesting: Nesting::Holder,
            absent: None,
            diagnostics: Vec::new(),
        }
    }

    fn compiled(self, schema: Schema) -> Compiled {
        Compiled { schema, absent: self.absent, diagnostics: self.diagnostics }
    }

    /// The whole schema; `None` where one of its constraints cannot be used.
    fn compile(&mut self) -> Option<Schema> {
        let root = self.reserve();
        let (shape, mut assertion) = self.object(self.declared.schema, self.declared.scope);
        assertion.extend(self.constraints(self.declared.schema, self.declared.scope));
        let own = if let Shape::Object { properties, .. } = &shape { properties.len() } else { 0 };
        let shape = match self.declared.common {
            Some((common, scope)) => self.add_common(shape, &mut assertion, common, scope),
            None => shape,
        };
        self.put(root, shape);
        self.check_own_targets(root);
        let constraints = Constraints::new(assertion, std::mem::take(&mut self.asserted))?;
        Some(Schema { shapes: std::mem::take(&mut self.shapes), root, own, constraints })
    }

    /// The constraints that cannot be used, each found by trying it alone.
    fn unusable(&self) -> impl Iterator<Item = (Place, Diagnostic)> {
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

    /// The declaration of a field, and what is asserted of it besides its shape.
    fn declare(&mut self, node: &'a Node, scope: Scope<'a>) -> (Declaration, Assertion) {
        let shape = self.reserve();
        let mut declaration = Declaration { title: None, description: None, known: false, shape };
        let Some(mapping) = node.as_mapping().filter(|mapping| !self.declared.built_in || !mapping.0.is_empty()) else {
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
            Some("string") => (Shape::Text(self.format(mapping, scope)), nothing),
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

    fn object(&mut self, mapping: &'a Mapping, scope: Scope<'a>) -> (Shape, Assertion) {
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
        let required = self.required(mapping, &properties, scope);
        let is_record = std::ptr::eq(mapping, self.declared.schema);
        self.check_conditions(mapping, Fields { properties: &properties, is_record }, scope);
        let assertion = if assertions.is_empty() {
            Assertion::new()
        } else {
            Assertion::from_iter([("properties".to_owned(), assertions.into())])
        };
        (Shape::Object { properties, required }, assertion)
    }

    fn add_common(&mut self, own: Shape, assertion: &mut Assertion, common: &'a Mapping, scope: Scope<'a>) -> Shape {
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

    /// What the schema asserts besides shapes.
    fn constraints(&mut self, mapping: &'a Mapping, scope: Scope<'a>) -> Assertion {
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

    fn format(&mut self, mapping: &Mapping, scope: Scope<'a>) -> Option<Format> {
        let node = mapping.get("format")?;
        let name = node.as_text()?;
        let format = Format::named(name);
        if format.is_none() {
            let fault = self.fault(Code::WrongValue, node.span, scope, format!("there is no format `{name}`"));
            let known = Format::ALL.map(|(name, _)| name);
            let otherwise = format!("use one of {}", listed(known));
            self.diagnostics.push(fault.help_with_name(nearest(name, known), otherwise));
        }
        format
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

    fn is_common(&self, scope: Scope<'a>) -> bool {
        self.declared.common.is_some_and(|(_, common)| common.source.path() == scope.source.path())
    }

    fn undeclared(&mut self, node: &Node, scope: Scope<'a>, help: &str) {
        let message = "this field does not say what its value looks like";
        self.diagnostics.push(self.fault(Code::MissingField, node.span, scope, message).help(help));
    }

    fn fault(&self, code: Code, span: Span, scope: Scope<'a>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, scope.source.at(span), message)
    }

    fn anything(&mut self) -> Declaration {
        Declaration { title: None, description: None, known: false, shape: self.reserve() }
    }

    fn reserve(&mut self) -> ShapeId {
        self.shapes.push(Shape::Any);
        ShapeId(self.shapes.len() - 1)
    }

    fn put(&mut self, id: ShapeId, shape: Shape) {
        if let Some(place) = self.shapes.get_mut(id.0) {
            *place = shape;
        }
    }
}

fn text<'a>(mapping: &'a Mapping, key: &str) -> Option<&'a str> {
    mapping.get(key).and_then(Node::as_text)
}

/// The keys that a mapping may have, where they are choices.
fn names(mapping: &Mapping) -> Option<Vec<Choice>> {
    choices(mapping.get("propertyNames")?.as_mapping()?)
}

/// Labelled choices, `oneOf: [{const, title}]`, or plain ones, `enum: […]`. A `oneOf` of anything else is a constraint.
fn choices(mapping: &Mapping) -> Option<Vec<Choice>> {
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
