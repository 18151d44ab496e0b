use super::uses::{Step, Trail};
use crate::kind::{Kind, Kinds};
use crate::schema::{Declaration, Property, Schema, Shape, Target};
use std::sync::Arc;

/// What is known of a value in a rule before there is any record.
#[derive(Clone)]
pub(super) enum Known<'k> {
    /// A value of a record.
    Value(At<'k>),
    /// A record of one of these kinds.
    Record(Vec<&'k Kind>, Trail),
    /// A list of such records.
    Records(Vec<&'k Kind>, Trail),
    /// A list that the rule makes, of such items.
    Items(Box<Known<'k>>),
    /// `to`.
    To,
    /// `from`.
    From,
    /// Something computed.
    Free,
}

/// A declared value, and the way to it.
#[derive(Clone)]
pub(super) struct At<'k> {
    pub(super) schema: &'k Schema,
    pub(super) shape: &'k Shape,
    pub(super) trail: Trail,
}

/// Why a name leads nowhere.
pub(super) enum Missing<'k> {
    /// These are the names that there are, in what the text calls it.
    Among(String, Vec<&'k str>),
    /// It has no names at all, and what to do instead.
    Nameless(String, String),
}

impl<'k> At<'k> {
    pub(super) fn declared(schema: &'k Schema, declaration: &'k Declaration, trail: &Trail, step: Step) -> Self {
        let trail = trail.iter().cloned().chain([step]).collect();
        Self { schema, shape: schema.shape(declaration.shape), trail }
    }

    /// What the rule calls it: the last name on the way to it.
    pub(super) fn name(&self) -> String {
        name(&self.trail)
    }

    /// A named value of it.
    pub(super) fn select(&self, name: &str) -> Result<Known<'k>, Missing<'k>> {
        let step = Step::Name(name.into());
        let at = |declaration| Ok(Known::Value(Self::declared(self.schema, declaration, &self.trail, step)));
        let nameless =
            |is: &str, instead: String| Err(Missing::Nameless(format!("`{}` is {is}", self.name()), instead));
        match self.shape {
            Shape::Any => Ok(Known::Free),
            Shape::Object { properties, .. } => match property(properties, name) {
                Some(property) => at(&property.declaration),
                None => Err(Missing::Among(format!("`{}`", self.name()), names(properties))),
            },
            Shape::Map { names, values, .. }
                if names.is_empty() || names.iter().any(|choice| *choice.value == *name) =>
            {
                at(values)
            }
            Shape::Map { names, .. } => {
                Err(Missing::Among(format!("`{}`", self.name()), names.iter().map(|choice| &*choice.value).collect()))
            }
            Shape::Parts(part) => at(part),
            Shape::List(_) => nameless(
                "a list",
                format!("ask about its items, as in `self.{}.all(item, item.{name} != \"\")`", self.name()),
            ),
            Shape::Reference(_) => {
                nameless("the name of a record", format!("write `to.{}` for the fields of that record", self.name()))
            }
            shape => nameless(words(shape), "end the name here".to_owned()),
        }
    }

    /// Each of its items, or of its named values.
    pub(super) fn each(&self) -> Option<Known<'k>> {
        match self.shape {
            Shape::List(inner) | Shape::Map { values: inner, .. } | Shape::Parts(inner) => {
                Some(Known::Value(Self::declared(self.schema, inner, &self.trail, Step::Each)))
            }
            _ => None,
        }
    }
}

/// What an author would call a value of a shape.
pub(super) fn words(shape: &Shape) -> &'static str {
    match shape {
        Shape::Any => "anything",
        Shape::Text(_) => "text",
        Shape::Choice(_) => "one of some choices",
        Shape::Integer => "a whole number",
        Shape::Number => "a number",
        Shape::Boolean => "true or false",
        Shape::List(_) => "a list",
        Shape::Object { .. } | Shape::Map { .. } => "a mapping",
        Shape::Parts(_) => "a mapping of parts",
        Shape::Reference(_) => "the name of a record",
    }
}

pub(super) fn name(trail: &Trail) -> String {
    let name = |step: &Step| match step {
        Step::Name(name) => Some(name.to_string()),
        Step::Each => None,
    };
    trail.iter().rev().find_map(name).unwrap_or_default()
}

pub(super) fn property<'k>(properties: &'k [Property], name: &str) -> Option<&'k Property> {
    properties.iter().find(|property| *property.name == *name)
}

pub(super) fn names(properties: &[Property]) -> Vec<&str> {
    properties.iter().map(|property| &*property.name).collect()
}

/// The kinds of which a field names records, and whether it names several; `None` where it names none.
pub(super) fn named_kinds<'k>(schema: &'k Schema, shape: &'k Shape, kinds: &'k Kinds) -> Option<(Vec<&'k Kind>, bool)> {
    match shape {
        Shape::Reference(targets) => match &targets.to {
            Target::Kinds(names) => Some((find(names, kinds), false)),
            Target::Own(_) => None,
        },
        Shape::List(item) => named_kinds(schema, schema.shape(item.shape), kinds)
            .filter(|(_, several)| !several)
            .map(|(kinds, _)| (kinds, true)),
        _ => None,
    }
}

/// The backlinks of a kind, each with the kinds from which it comes, in the order of their names.
pub(super) fn backlinks<'k>(kind: &Kind, kinds: &'k Kinds) -> Vec<(&'k Arc<str>, Vec<&'k Kind>)> {
    let mut found: Vec<(&Arc<str>, Vec<&Kind>)> = Vec::new();
    for from in kinds.iter() {
        for targets in from.schema.iter().flat_map(Schema::references) {
            let leads_here = match &targets.to {
                Target::Kinds(names) => names.contains(&kind.name),
                Target::Own(_) => false,
            };
            let Some(name) = targets.backlinks.as_ref().filter(|_| leads_here) else { continue };
            match found.iter_mut().find(|(known, _)| *known == name) {
                Some((_, kinds)) if kinds.iter().any(|kind| kind.name == from.name) => {}
                Some((_, kinds)) => kinds.push(from),
                None => found.push((name, vec![from])),
            }
        }
    }
    found.sort_by_key(|(name, _)| *name);
    found
}

fn find<'k>(names: &[Arc<str>], kinds: &'k Kinds) -> Vec<&'k Kind> {
    names.iter().filter_map(|name| kinds.find(name)).map(|(_, kind)| kind).collect()
}
