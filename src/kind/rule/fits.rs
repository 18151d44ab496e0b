use super::path::{Apart, Holder, Spot};
use super::subject::{Subject, place};
use super::verdict::{Breach, Verdict};
use crate::diagnostic::{Code, listed};
use crate::schema::{Content, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A record that is named here is for the audience that is meant here.
#[derive(Debug)]
pub(super) struct Fits {
    /// The field that names records, and the field beside it that says whom the reader is, where there is one.
    pub(super) paths: Apart,
    /// The audience, where it is always the same.
    pub(super) always: Vec<Box<str>>,
    /// For each kind that can be named the field that says for whom its records are.
    pub(super) audiences: BTreeMap<Arc<str>, Box<str>>,
}

impl Fits {
    pub(super) fn evaluate<'a>(&self, subject: &dyn Subject<'a>) -> Verdict {
        let holders = self.paths.holders(subject);
        Verdict::of(holders.into_iter().flat_map(|holder| self.holder(subject, holder)).collect())
    }

    fn holder<'a>(&self, subject: &dyn Subject<'a>, holder: Holder<'_, 'a>) -> Vec<Breach> {
        let Some((named, beside)) = self.paths.rest().split_first() else { return Vec::new() };
        let mut meant: Vec<&str> = self.always.iter().map(|value| &**value).collect();
        meant.extend(beside.iter().flat_map(|path| holder.all(path)).filter_map(|spot| spot.value.as_text()));
        holder.all(named).into_iter().filter_map(|spot| self.breach(subject, spot, &meant)).collect()
    }

    fn breach<'a>(&self, subject: &dyn Subject<'a>, spot: Spot<'a>, meant: &[&str]) -> Option<Breach> {
        let Content::Reference(reference) = spot.value.content else { return None };
        let target = subject.target(spot.field, reference)?;
        let audience = target.field(self.audiences.get(target.alone().kind)?)?;
        let values = texts(audience.value)?;
        let wrong: Vec<&str> = meant.iter().copied().filter(|value| !values.contains(value)).collect();
        if wrong.is_empty() {
            return None;
        }
        let written = spot.field.decoded.references.get(reference).map_or("", |reference| &reference.written);
        Some(Breach {
            code: Code::WrongAudience,
            place: place(subject, Some((spot.field, spot.value.span))),
            message: format!("`{written}` is not for {}", listed(wrong)),
            label: String::new(),
            also: vec![(
                place(&*target, Some((audience, audience.value.span))),
                "whom it is for stands here".to_owned(),
            )],
            help: Some(format!("name one that is, or correct whom `{written}` is for")),
        })
    }
}

/// The texts of a choice or of a list of them; `None` where one is unknown.
fn texts(value: &Value) -> Option<Vec<&str>> {
    match &value.content {
        Content::Text(text) => Some(vec![text]),
        Content::List(items) => items.iter().map(Value::as_text).collect(),
        _ => None,
    }
}
