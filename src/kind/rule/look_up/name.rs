//! Names of fields, of records that are named, and of those that name this one.

use super::{LookUp, Mode, OF_EVERY_RECORD, inside, trail};
use crate::diagnostic::{listed, nearest, one};
use crate::kind::Kind;
use crate::kind::rule::known::{At, Known, Missing, backlinks, name, named_kinds, names, property};
use crate::kind::rule::scan::Flaw;
use crate::kind::rule::uses::{Step, Trail};
use std::ops::Range;

impl<'k> LookUp<'k> {
    /// A named value inside another.
    pub(super) fn step(&mut self, around: &Known<'k>, field: &str, range: Range<usize>, mode: Mode) -> Known<'k> {
        if mode == Mode::Enter
            && let Some(trail) = trail(around)
        {
            self.uses.at(trail).entered = true;
        }
        if let Known::Record(_, trail) = around
            && OF_EVERY_RECORD.contains(&field)
        {
            self.uses.at(&inside(trail, Step::Name(field.into()))).whole = true;
        }
        let found = match around {
            Known::Value(at) => at.select(field),
            Known::Record(kinds, trail) => self.field(kinds, trail, field),
            Known::To => self.to(field),
            Known::From => self.from(field),
            Known::Records(_, trail) => Err(Missing::Nameless(
                format!("`{}` is a list of records", name(trail)),
                format!("ask about each of them, as in `.all(one, one.{field} != \"\")`"),
            )),
            Known::Items(_) => {
                Err(Missing::Nameless("this is a list".to_owned(), "ask about its items with `.all`".to_owned()))
            }
            Known::Free => Ok(Known::Free),
        };
        if let (Known::Value(at), Ok(Known::Free)) = (around, &found) {
            self.uses.at(&at.trail).whole = true;
        }
        found.unwrap_or_else(|missing| {
            self.flaws.push(flaw(missing, field, range));
            Known::Free
        })
    }

    fn field(&self, kinds: &[&'k Kind], trail: &Trail, field: &str) -> Result<Known<'k>, Missing<'k>> {
        if OF_EVERY_RECORD.contains(&field) {
            return Ok(Known::Free);
        }
        let mut known = Vec::new();
        for kind in kinds {
            // Of a kind whose file is broken nobody knows the fields.
            let Some(schema) = &kind.schema else { return Ok(Known::Free) };
            if let Some(property) = property(schema.properties(), field) {
                let step = Step::Name(property.name.clone());
                return Ok(Known::Value(At::declared(schema, &property.declaration, trail, step)));
            }
            known.extend(names(schema.properties()));
        }
        known.extend(OF_EVERY_RECORD);
        let nouns: Vec<String> = kinds.iter().map(|kind| one(&kind.noun())).collect();
        Err(Missing::Among(nouns.join(" or "), known))
    }

    /// `to.provider`: the record that the field `provider` names.
    fn to(&self, field: &str) -> Result<Known<'k>, Missing<'k>> {
        let Some(schema) = &self.kind.schema else { return Ok(Known::Free) };
        let is_reference = |name: &&str| {
            let property = property(schema.properties(), name);
            property.is_some_and(|property| {
                named_kinds(schema, schema.shape(property.declaration.shape), self.kinds).is_some()
            })
        };
        let trail = vec![Step::Name("to".into()), Step::Name(field.into())];
        let found = property(schema.properties(), field)
            .and_then(|property| named_kinds(schema, schema.shape(property.declaration.shape), self.kinds));
        match found {
            Some((kinds, true)) => Ok(Known::Records(kinds, trail)),
            Some((kinds, false)) => Ok(Known::Record(kinds, trail)),
            None => {
                let known = names(schema.properties()).into_iter().filter(is_reference).collect();
                Err(Missing::Among("`to`, which holds the records that fields name,".to_owned(), known))
            }
        }
    }

    /// `from.programmes`: the records that name this one.
    fn from(&self, field: &str) -> Result<Known<'k>, Missing<'k>> {
        let of_kind = backlinks(self.kind, self.kinds);
        let known = of_kind.iter().map(|(name, _)| &***name).collect();
        match of_kind.into_iter().find(|(name, _)| ***name == *field) {
            Some((name, kinds)) => Ok(Known::Records(kinds, vec![Step::Name("from".into()), Step::Name(name.clone())])),
            None => Err(Missing::Among("`from`, which holds the records that name this one,".to_owned(), known)),
        }
    }
}

/// A name that leads nowhere, as a flaw.
pub(in crate::kind::rule) fn flaw(missing: Missing<'_>, field: &str, range: Range<usize>) -> Flaw {
    match missing {
        Missing::Among(whole, known) => {
            let help = match nearest(field, known.iter().copied()) {
                Some(near) => format!("write `{near}`"),
                None if known.is_empty() => "take it out".to_owned(),
                None if known.len() == 1 => format!("write {}, which is all there is", listed(known)),
                None => format!("name one of {}", listed(known)),
            };
            Flaw::new(range, format!("{whole} has no field `{field}`"), help)
        }
        Missing::Nameless(fact, instead) => Flaw::new(range, format!("{fact}, and has no field `{field}`"), instead),
    }
}
