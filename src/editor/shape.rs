//! A schema of ours → keywords of draft 7: its shapes, and beside each what is asserted of it.

use super::draft::{self, DEFINITIONS, add};
use super::names::{Names, Offered};
use super::text::{Times, map};
use crate::kind::Kind;
use crate::schema::{Choice, Declaration, Property, Reasons, Schema, Shape, ShapeId, Target};
use serde_json::{Map, Value as Json, json};

/// What a slug looks like.
pub(super) const SLUG: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

/// What the path of a part looks like.
pub(super) const SLUG_PATH: &str = "^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*$";

const UNKNOWN: &str = "unknown";

type Keywords = Map<String, Json>;

/// Writes one schema, with the definitions that it needs.
pub(super) struct Writer<'a> {
    schema: &'a Schema,
    names: Names<'a>,
    times: Times,
    reasons: Reasons<'a>,
    definitions: Keywords,
}

impl<'a> Writer<'a> {
    pub(super) fn new(schema: &'a Schema, names: Names<'a>, times: Times, reasons: Reasons<'a>) -> Self {
        Self { schema, names, times, reasons, definitions: Keywords::new() }
    }

    /// A record of a kind, which may take from another what it has to have.
    pub(super) fn record(&mut self, kind: &Kind) -> Keywords {
        let mut root = self.root();
        if let Some(parent) = &kind.roles.inherit
            && let Some(required) = root.shift_remove("required")
        {
            add(&mut root, "allOf", json!([{"if": {"not": {"required": [parent]}}, "then": {"required": required}}]));
        }
        if !self.schema.requires_fields() {
            root.insert("type".to_owned(), json!(["object", "null"]));
        }
        root
    }

    /// The whole of it.
    pub(super) fn root(&mut self) -> Keywords {
        let asserted = self.schema.asserted().cloned().unwrap_or_default();
        let own = asserted.into_iter().filter(|(keyword, _)| keyword != "$defs").collect();
        self.shaped(self.schema.root(), &own).0
    }

    /// What stands below `definitions`, in the order of the names.
    pub(super) fn definitions(self) -> Keywords {
        let mut definitions: Vec<(String, Json)> = self.definitions.into_iter().collect();
        definitions.sort_by(|a, b| a.0.cmp(&b.0));
        definitions.into_iter().collect()
    }

    /// A field: what people call it, and what its value may be.
    fn field(&mut self, declaration: &Declaration, around: Option<&Json>) -> Json {
        let asserted =
            around.and_then(|around| around.get("else")).and_then(Json::as_object).cloned().unwrap_or_default();
        let (value, hint) = self.value(declaration, &asserted);
        let mut field = Keywords::new();
        if let Some(title) = &declaration.title {
            field.insert("title".to_owned(), (**title).into());
        }
        let described: Vec<&str> = declaration.description.as_deref().into_iter().chain(hint.as_deref()).collect();
        if !described.is_empty() {
            field.insert("description".to_owned(), described.join("\n\n").into());
        }
        match self.unknown().filter(|_| !declaration.known) {
            Some(unknown) => drop(field.insert("anyOf".to_owned(), json!([value, unknown]))),
            // Beside `$ref` nothing else counts in draft 7.
            None if value.contains_key("$ref") => drop(field.insert("allOf".to_owned(), json!([value]))),
            None => value.into_iter().for_each(|(keyword, value)| add(&mut field, &keyword, value)),
        }
        field.into()
    }

    /// What a value looks like that is known, and a hint for who writes it.
    fn value(&mut self, declaration: &Declaration, asserted: &Keywords) -> (Keywords, Option<String>) {
        let Some(number) = asserted.get("$ref").and_then(draft::number) else {
            return self.shaped(self.schema.shape(declaration.shape), asserted);
        };
        let hint = match self.schema.shape(declaration.shape) {
            Shape::Text(format) => self.times.text(*format).1,
            _ => None,
        };
        self.define(number, declaration.shape);
        let named = map(json!({"$ref": format!("{DEFINITIONS}shape-{number}")}));
        let beside: Keywords = asserted.iter().filter(|(keyword, _)| *keyword != "$ref").map(owned).collect();
        if beside.is_empty() {
            return (named, hint);
        }
        let beside = self.keywords(&beside);
        (map(json!({"allOf": [named, beside]})), hint)
    }

    fn define(&mut self, number: &str, shape: ShapeId) {
        let name = format!("shape-{number}");
        if !self.definitions.contains_key(&name) {
            // It may contain itself.
            self.definitions.insert(name.clone(), Json::Null);
            let asserted = self.asserted_of(number);
            let value = match asserted.get("$ref").and_then(draft::number).map(str::to_owned) {
                // A definition that is another one by another name, and may assert more.
                Some(other) if other != number => {
                    self.define(&other, shape);
                    let beside: Keywords =
                        asserted.iter().filter(|(keyword, _)| *keyword != "$ref").map(owned).collect();
                    let beside = self.keywords(&beside);
                    map(json!({"allOf": [{"$ref": format!("{DEFINITIONS}shape-{other}")}, beside]}))
                }
                _ => self.shaped(self.schema.shape(shape), &asserted).0,
            };
            self.definitions.insert(name, value.into());
        }
    }

    fn asserted_of(&self, number: &str) -> Keywords {
        let definition = self.schema.asserted().and_then(|asserted| asserted.get("$defs")?.get(number)?.as_object());
        definition.cloned().unwrap_or_default()
    }

    /// A shape with what is asserted of it.
    fn shaped(&mut self, shape: &Shape, asserted: &Keywords) -> (Keywords, Option<String>) {
        let inner = |name: &str| asserted.get(name);
        let (mut written, hint) = match shape {
            Shape::Any => (Keywords::new(), None),
            Shape::Text(format) => self.times.text(*format),
            Shape::Integer => (map(json!({"type": "integer"})), None),
            Shape::Number => (map(json!({"type": "number"})), None),
            Shape::Boolean => (map(json!({"type": "boolean"})), None),
            Shape::Choice(choices) => (choice(choices), None),
            Shape::List(item) => {
                let item = self.field(item, inner("items"));
                (map(json!({"type": "array", "items": item})), None)
            }
            Shape::Object { properties, required } => (self.object(properties, required, inner("properties")), None),
            Shape::Map { names, format, values } => {
                let value = self.field(values, inner("additionalProperties"));
                let names = (choice(names), format.map(|format| self.times.text(Some(format)).0));
                (free(value, names), None)
            }
            Shape::Parts(part) => {
                let part = self.field(part, inner("additionalProperties"));
                let parts = json!({"type": "object", "patternProperties": {SLUG: part}, "additionalProperties": false});
                (map(parts), None)
            }
            Shape::Reference(targets) => (self.reference(&targets.to), None),
        };
        // Those stand beside the shapes already.
        let is_beside = |keyword: &str| matches!(keyword, "properties" | "items" | "additionalProperties");
        let beside: Keywords = asserted.iter().filter(|(keyword, _)| !is_beside(keyword)).map(owned).collect();
        for (keyword, value) in self.keywords(&beside) {
            match (&*keyword, &value) {
                // Ours says no more than that something has to be there.
                ("minLength", _) => drop(written.insert(keyword, value)),
                ("propertyNames", Json::Object(names)) if names.is_empty() => {}
                _ => add(&mut written, &keyword, value),
            }
        }
        (written, hint)
    }

    fn object(
        &mut self,
        properties: &[Property],
        required: &[std::sync::Arc<str>],
        asserted: Option<&Json>,
    ) -> Keywords {
        let fields: Keywords = properties
            .iter()
            .map(|property| {
                let around = asserted.and_then(|asserted| asserted.get(&*property.name));
                (property.name.to_string(), self.field(&property.declaration, around))
            })
            .collect();
        let mut object = map(json!({"type": "object", "properties": fields, "additionalProperties": false}));
        if !required.is_empty() {
            object.insert("required".to_owned(), required.iter().map(|name| Json::from(&**name)).collect());
        }
        object
    }

    fn reference(&mut self, to: &Target) -> Keywords {
        let kinds = match to {
            Target::Own(field) => return Names::own(field),
            Target::Kinds(kinds) => kinds,
        };
        let name = format!("to-{}", kinds.join("-or-"));
        if !self.definitions.contains_key(&name) {
            self.definitions.insert(name.clone(), self.names.schema(kinds).into());
        }
        map(json!({"$ref": format!("{DEFINITIONS}{name}")}))
    }

    /// `{unknown: reason}`, where the site has reasons.
    fn unknown(&mut self) -> Option<Json> {
        let reason = match self.reasons {
            Reasons::None | Reasons::Listed([]) => return None,
            Reasons::Any => map(json!({"type": "string"})),
            Reasons::Listed(reasons) => {
                let mut offered = Offered::default();
                for reason in reasons {
                    offered.push(reason.to_string(), self.names.words_for(reason).to_owned());
                }
                offered.schema()
            }
        };
        if !self.definitions.contains_key(UNKNOWN) {
            let (by, hint) = self.times.text(Some(crate::schema::Format::Period));
            let mut by = by;
            by.insert(
                "description".to_owned(),
                format!("when it was certainly so: {}", hint.unwrap_or_default()).into(),
            );
            let unknown = json!({
                "description": "a value that nobody can give, and why",
                "type": "object",
                "required": [UNKNOWN],
                "properties": {
                    UNKNOWN: reason,
                    "note": {"type": "string", "description": "what else there is to say of it"},
                    "by": by,
                },
                "additionalProperties": false,
            });
            self.definitions.insert(UNKNOWN.to_owned(), unknown);
        }
        Some(json!({"$ref": format!("{DEFINITIONS}{UNKNOWN}")}))
    }

    /// What is asserted, in draft 7, with the definitions that it names.
    fn keywords(&mut self, asserted: &Keywords) -> Keywords {
        let mut named = Vec::new();
        let written = draft::keywords_of(asserted, &mut named);
        while let Some(number) = named.pop() {
            let name = draft::asserted(&number);
            if !self.definitions.contains_key(&name) {
                let definition = draft::keywords_of(&self.asserted_of(&number), &mut named);
                self.definitions.insert(name, definition.into());
            }
        }
        written
    }
}

fn owned((keyword, value): (&String, &Json)) -> (String, Json) {
    (keyword.clone(), value.clone())
}

fn choice(choices: &[Choice]) -> Keywords {
    let mut offered = Offered::default();
    choices.iter().for_each(|choice| offered.push(choice.value.to_string(), choice.title.to_string()));
    offered.schema()
}

/// A mapping with free keys, or with some that are listed, which an editor offers where they are fields.
fn free(value: Json, (names, format): (Keywords, Option<Keywords>)) -> Keywords {
    let listed = names.get("enum").and_then(Json::as_array).filter(|listed| !listed.is_empty());
    let Some(listed) = listed else {
        let mut free = map(json!({"type": "object", "additionalProperties": value}));
        if let Some(pattern) = format.as_ref().and_then(|format| format.get("pattern")) {
            free.insert("propertyNames".to_owned(), json!({"pattern": pattern}));
        }
        return free;
    };
    let titles = names.get("enumDescriptions").and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
    let fields: Keywords = listed
        .iter()
        .zip(titles)
        .filter_map(|(name, title)| {
            let mut field = map(value.clone());
            field.insert("title".to_owned(), title.clone());
            Some((name.as_str()?.to_owned(), field.into()))
        })
        .collect();
    map(json!({"type": "object", "properties": fields, "additionalProperties": false}))
}
