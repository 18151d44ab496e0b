//! What a record was called on a day.

use super::join::{Catalogue, RecordIndex};
use crate::date::Day;
use crate::kind::Kinds;
use crate::schema::{Content, Value};

impl Catalogue {
    /// What a record was called on a day: of the names that it had before, the one that ended first on that day or after
    /// it, else its title.
    #[must_use]
    pub fn name_on(&self, index: RecordIndex, day: Day) -> &str {
        let Some(record) = self.get(index) else { return "" };
        let former = record.decoded.get("former_names").map(Value::items).unwrap_or_default();
        let name = |former: &'_ Value| {
            let until = former.get("until")?.as_period()?.last;
            (until >= day).then_some(until)
        };
        let found = former.iter().filter_map(|former| Some((name(former)?, former))).min_by_key(|(until, _)| *until);
        found.and_then(|(_, former)| former.get("name")?.as_text()).unwrap_or_else(|| record.title())
    }

    /// The day that a record speaks of: the last of the first that is known of `at`, `confirmed` and the beginning of its
    /// entry.
    #[must_use]
    pub fn day_of(&self, index: RecordIndex, kinds: &Kinds) -> Option<Day> {
        let last = |name: &str| Some(self.field(index, name, kinds)?.value.as_period()?.last);
        let entry = || {
            let lifecycle = kinds.get(self.get(index)?.kind)?.roles.lifecycle.as_ref()?;
            let window = self.field(index, &lifecycle.entry, kinds)?.value;
            Some(window.get("from").or_else(|| window.get("during"))?.as_period()?.last)
        };
        last("at").or_else(|| last("confirmed")).or_else(entry)
    }

    /// The day on which a record stands in a calendar, where its kind says which field has it, and it is one day.
    #[must_use]
    pub fn day_in_calendar(&self, index: RecordIndex, kinds: &Kinds) -> Option<Day> {
        let field = kinds.get(self.get(index)?.kind)?.roles.calendar.as_ref()?;
        let period = self.field(index, field, kinds)?.value.as_period()?;
        (period.first == period.last).then_some(period.first)
    }

    /// A value inside a record by its path, as `routes.mat.gets.days.amount`, with the record that holds it.
    #[must_use]
    pub fn value_at(&self, index: RecordIndex, path: &str, kinds: &Kinds) -> Option<super::Held<'_>> {
        let mut names = path.split('.');
        let held = self.field(index, names.next()?, kinds)?;
        let step = |value: &'_ Value, name: &str| -> Option<usize> {
            match &value.content {
                Content::Object(members) => members.iter().position(|member| &*member.name == name),
                Content::Parts(parts) => parts.iter().position(|part| part.slug() == name),
                _ => None,
            }
        };
        let value = names.try_fold(held.value, |value, name| {
            let at = step(value, name)?;
            match &value.content {
                Content::Object(members) => members.get(at).map(|member| &member.value),
                Content::Parts(parts) => parts.get(at).map(|part| &part.value),
                _ => None,
            }
        })?;
        Some(super::Held { value, ..held })
    }
}
