//! What can be checked only when all kinds are read: the names of backlinks, and comparisons of what stands behind them.

use super::role::{self, Comparison};
use super::{Kind, Kinds};
use crate::diagnostic::{Code, Diagnostic, listed, nearest};
use crate::schema::{Property, Shape, Target};
use crate::source::{Place, Span};
use std::collections::BTreeMap;

/// A way back to records of a kind.
#[derive(Debug)]
struct Back<'a> {
    /// The kind that holds the references.
    from: &'a Kind,
    /// Where the way back is named.
    place: &'a Place,
}

/// Checks the kinds against one another.
pub(super) fn check(kinds: &Kinds) -> Vec<Diagnostic> {
    let backlinks = backlinks(kinds);
    let mut diagnostics = Vec::new();
    let names: Vec<&str> = kinds.names().collect();
    for kind in kinds.iter() {
        diagnostics.extend(role::unknown_kinds(kind, &names));
        let of_kind = backlinks.get(&*kind.name);
        for (name, backs) in of_kind.into_iter().flatten() {
            diagnostics.extend(backs.first().and_then(|back| named_like_a_field(kind, name, back)));
        }
        let known = || of_kind.into_iter().flat_map(BTreeMap::keys).copied();
        for (name, span) in kind.roles.main.iter().filter(|(name, _)| !known().any(|known| known == &**name)) {
            let message = format!("there is no way back called `{name}` to records of this kind");
            let place = Place { path: kind.place.path.clone(), span: *span };
            let fault = Diagnostic::new(Code::UnknownField, place, message);
            let otherwise = match listed(known()) {
                known if known.is_empty() => "write `backlinks` beside a field that names these records".to_owned(),
                known => format!("name one of {known}"),
            };
            diagnostics.push(fault.help_with_name(nearest(name, known()), otherwise));
        }
        for comparison in &kind.roles.compare {
            let backs = of_kind.and_then(|of_kind| of_kind.get(&*comparison.of));
            let known: Vec<&str> = of_kind.into_iter().flat_map(BTreeMap::keys).copied().collect();
            diagnostics.extend(compare(kind, comparison, backs.map_or(&[], Vec::as_slice), &known));
        }
    }
    diagnostics
}

/// The ways back to the records of each kind, by their names.
fn backlinks(kinds: &Kinds) -> BTreeMap<&str, BTreeMap<&str, Vec<Back<'_>>>> {
    let mut backlinks: BTreeMap<&str, BTreeMap<&str, Vec<Back<'_>>>> = BTreeMap::new();
    for kind in kinds.iter() {
        for targets in kind.schema.iter().flat_map(|schema| schema.references()) {
            let (Some(name), Target::Kinds(to)) = (&targets.backlinks, &targets.to) else { continue };
            for to in to {
                let backs = backlinks.entry(to).or_default().entry(name).or_default();
                backs.push(Back { from: kind, place: &targets.place });
            }
        }
    }
    backlinks
}

fn named_like_a_field(kind: &Kind, name: &str, back: &Back<'_>) -> Option<Diagnostic> {
    kind.schema.as_ref()?.properties().iter().find(|property| *property.name == *name)?;
    // The ways back of the fields that every record has are named by us, so that the field has to give way.
    let is_ours = !back.place.path.starts_with(super::FOLDER);
    let place = if is_ours { &kind.place } else { back.place };
    let message = format!("`{name}` is the name of a field of the kind `{}` and of a way back to it", kind.name);
    let fault = Diagnostic::new(Code::WrongValue, place.clone(), message);
    Some(fault.help(if is_ours { "give the field another name" } else { "give the way back another name" }))
}

fn compare(kind: &Kind, comparison: &Comparison, backs: &[Back<'_>], ways_back: &[&str]) -> Vec<Diagnostic> {
    let place = |span: Span| Place { path: kind.place.path.clone(), span };
    let Some(schema) = &kind.schema else { return Vec::new() };
    let declared = schema.field(&comparison.of).map(|declaration| schema.shape(declaration.shape));
    // A declaration that is wrong has been told.
    if let Ok(Shape::Any) = declared {
        return Vec::new();
    }
    let of_parts = declared.map(|shape| schema.fields_of(shape));
    let fields: Vec<&Property> = match of_parts {
        Ok(fields) => fields.iter().collect(),
        Err(_) if !backs.is_empty() => {
            backs.iter().filter_map(|back| back.from.schema.as_ref()).flat_map(|schema| schema.properties()).collect()
        }
        Err(_) => {
            let message = format!("there is nothing to compare under `{}`", comparison.of);
            let fault = Diagnostic::new(Code::UnknownField, place(comparison.span), message);
            let has_fields =
                |property: &&Property| !schema.fields_of(schema.shape(property.declaration.shape)).is_empty();
            let own = schema.properties().iter().filter(has_fields).map(|property| &*property.name);
            let near = nearest(&comparison.of, ways_back.iter().copied().chain(own));
            return vec![fault.help_with_name(near, "name a field with parts, or a way back to records of this kind")];
        }
    };
    let known = fields.iter().map(|property| &*property.name);
    let unknown = comparison.fields.iter().filter(|(name, _)| !known.clone().any(|known| known == &**name));
    unknown
        .map(|(name, span)| {
            let message = format!("what stands under `{}` has no field `{name}`", comparison.of);
            let otherwise = format!("name one of {}", listed(known.clone()));
            Diagnostic::new(Code::UnknownField, place(*span), message)
                .help_with_name(nearest(name, known.clone()), otherwise)
        })
        .collect()
}
