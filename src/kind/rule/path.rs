use super::known::{At, Known, Missing, names, property};
use super::subject::{Field, Subject};
use super::uses::Step;
use crate::kind::Kind;
use crate::schema::{Content, Decoded, Member, Shape, Value};
use std::sync::Arc;

/// What stands in a path for every value of a mapping with free names: `decisions.outcomes.*.ask`.
const EACH: &str = "*";

/// The way to a field of a record, as a rule names it: `cost.amount`. It goes through lists without a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Path(Vec<Arc<str>>);

/// A place in a record: a field, and a value inside it.
#[derive(Clone, Copy)]
pub(super) struct Spot<'a> {
    pub(super) field: Field<'a>,
    pub(super) value: &'a Value,
}

/// What some paths have in common, and what is left of each.
#[derive(Debug)]
pub(super) struct Apart {
    around: Path,
    rest: Vec<Path>,
}

/// A value that the fields of a rule stand in, side by side: a record, or something inside one.
#[derive(Clone, Copy)]
pub(super) struct Holder<'s, 'a> {
    subject: &'s dyn Subject<'a>,
    pub(super) spot: Option<Spot<'a>>,
}

impl Path {
    /// Looks a path up in the schema of a kind.
    ///
    /// # Errors
    /// The name that is not there, by its characters, and why.
    pub(super) fn parse<'k>(
        written: &str,
        kind: &'k Kind,
    ) -> Result<(Self, Option<At<'k>>), (usize, String, Missing<'k>)> {
        let Some(schema) = &kind.schema else { return Ok((Self(Vec::new()), None)) };
        let mut found: Option<At<'k>> = None;
        let mut start = 0;
        for (index, name) in written.split('.').enumerate() {
            let at = match &found {
                None if index > 0 => None,
                None => match property(schema.properties(), name) {
                    Some(property) => Some(At::declared(
                        schema,
                        &property.declaration,
                        &Vec::new(),
                        Step::Name(property.name.clone()),
                    )),
                    None => {
                        let whole = crate::diagnostic::one(&kind.noun());
                        return Err((start, name.to_owned(), Missing::Among(whole, names(schema.properties()))));
                    }
                },
                Some(at) if name == EACH && matches!(item(at).shape, Shape::Map { .. }) => match item(at).each() {
                    Some(Known::Value(at)) => Some(at),
                    _ => None,
                },
                Some(at) => match item(at).select(name) {
                    Ok(Known::Value(at)) => Some(at),
                    Ok(_) => None,
                    Err(missing) => return Err((start, name.to_owned(), missing)),
                },
            };
            found = at;
            start += name.chars().count() + 1;
        }
        Ok((Self(written.split('.').map(Into::into).collect()), found))
    }

    /// Whether a field on the way was wrong and is left out, so that nobody knows whether it is there.
    pub(super) fn is_faulty(&self, decoded: &Decoded) -> bool {
        self.0.iter().any(|name| decoded.is_faulty(name))
    }

    /// As it is written.
    pub(super) fn written(&self) -> String {
        self.0.join(".")
    }

    /// Where it leads in a record, or as far as it goes: a list is not gone into.
    pub(super) fn nearest<'a>(&self, subject: &dyn Subject<'a>) -> Option<Spot<'a>> {
        let (first, rest) = self.0.split_first()?;
        let field = subject.field(first)?;
        let mut value = field.value;
        for name in rest {
            match value.get(name) {
                Some(inner) => value = inner,
                None => break,
            }
        }
        Some(Spot { field, value })
    }
}

/// What stands in a list, or in a list in a list.
fn item<'k>(at: &At<'k>) -> At<'k> {
    match (at.shape, at.each()) {
        (Shape::List(_) | Shape::Parts(_), Some(Known::Value(inner))) => item(&inner),
        _ => at.clone(),
    }
}

impl Apart {
    /// Cuts off what all paths begin with, but for the last name of each.
    pub(super) fn of(paths: &[Path]) -> Self {
        let mut shared: &[Arc<str>] =
            paths.first().and_then(|path| path.0.split_last()).map_or(&[], |(_, around)| around);
        for path in paths {
            let around = path.0.split_last().map_or(&[][..], |(_, around)| around);
            let same = shared.iter().zip(around).take_while(|(a, b)| a == b).count();
            shared = shared.get(..same).unwrap_or_default();
        }
        let rest = paths.iter().map(|path| Path(path.0.iter().skip(shared.len()).cloned().collect()));
        Self { around: Path(shared.to_vec()), rest: rest.collect() }
    }

    /// What is left of each path.
    pub(super) fn rest(&self) -> &[Path] {
        &self.rest
    }

    /// Where the fields stand in a record: once, or once for each item of a list around them.
    pub(super) fn holders<'s, 'a>(&self, subject: &'s dyn Subject<'a>) -> Vec<Holder<'s, 'a>> {
        let whole = Holder { subject, spot: None };
        if self.around.0.is_empty() {
            vec![whole]
        } else {
            whole.all(&self.around).into_iter().map(|spot| Holder { subject, spot: Some(spot) }).collect()
        }
    }
}

impl<'a> Holder<'_, 'a> {
    /// The values to which a path leads from here, through every list on its way.
    pub(super) fn all(&self, path: &Path) -> Vec<Spot<'a>> {
        let mut spots: Vec<Spot<'a>> = self.spot.into_iter().collect();
        for (index, name) in path.0.iter().enumerate() {
            if index == 0 && self.spot.is_none() {
                spots = self.subject.field(name).map(|field| Spot { field, value: field.value }).into_iter().collect();
            } else {
                let inner = |spot: &Spot<'a>| -> Vec<Spot<'a>> {
                    let members = spot.value.members().iter();
                    let is_meant = |member: &&Member| **name == *EACH || *member.name == **name;
                    members.filter(is_meant).map(|member| Spot { value: &member.value, ..*spot }).collect()
                };
                spots = spots.iter().flat_map(inner).collect();
            }
            spots = spots.into_iter().flat_map(items).collect();
        }
        spots
    }

    /// The one value to which a path leads from here.
    pub(super) fn one(&self, path: &Path) -> Option<Spot<'a>> {
        let (first, rest) = path.0.split_first()?;
        let mut spot = match self.spot {
            Some(spot) => Spot { value: spot.value.get(first)?, ..spot },
            None => self.subject.field(first).map(|field| Spot { field, value: field.value })?,
        };
        for name in rest {
            spot.value = spot.value.get(name)?;
        }
        Some(spot)
    }
}

/// The items of a list or the parts of a mapping of parts, else the value itself.
fn items<'a>(spot: Spot<'a>) -> Vec<Spot<'a>> {
    match &spot.value.content {
        Content::List(items) => items.iter().map(|value| Spot { value, ..spot }).collect(),
        Content::Parts(parts) => parts.iter().map(|part| Spot { value: &part.value, ..spot }).collect(),
        _ => vec![spot],
    }
}
