use super::copy::{Old, Patch};
use crate::date::AcademicYear;
use crate::schema::{Content, Declaration, Format, Shape, Value};

/// Academic years among the values of a record.
pub(super) struct Years<'a> {
    old: &'a Old<'a>,
    kind: &'a str,
    slug: &'a str,
    pub(super) patches: Vec<Patch>,
    pub(super) told: Vec<String>,
}

impl<'a> Years<'a> {
    /// None yet.
    pub(super) fn of(old: &'a Old<'a>, kind: &'a str, slug: &'a str) -> Self {
        Self { old, kind, slug, patches: Vec::new(), told: Vec::new() }
    }

    /// Looks through the value of a field.
    pub(super) fn value(&mut self, value: &Value, declaration: &Declaration, name: &str) {
        let schema = self.old.schema;
        match (schema.shape(declaration.shape), &value.content) {
            (Shape::Text(Some(format)), Content::Period(period)) => self.year(*format, &period.written, value, name),
            (Shape::List(item), Content::List(items)) => items.iter().for_each(|value| self.value(value, item, name)),
            (Shape::Object { properties, .. }, Content::Object(members)) => {
                for member in members {
                    let property = properties.iter().find(|property| *property.name == *member.name);
                    if let Some(property) = property {
                        self.value(&member.value, &property.declaration, &format!("{name}.{}", member.name));
                    }
                }
            }
            (Shape::Map { values, .. }, Content::Object(members)) => {
                members.iter().for_each(|member| self.value(&member.value, values, &format!("{name}.{}", member.name)));
            }
            (Shape::Parts(part), Content::Parts(parts)) => {
                parts.iter().for_each(|inner| self.value(&inner.value, part, &format!("{name}.{}", inner.slug())));
            }
            (Shape::Reference(_), Content::Reference(_)) => self.own_part(value, name),
            _ => {}
        }
    }

    /// A part of the old record, such as the table that comes next, is a part of the copy as well.
    fn own_part(&mut self, value: &Value, name: &str) {
        let span = value.span.range();
        let there = self.old.text().get(span.clone()).unwrap_or_default();
        let written = there.trim_matches(['"', '\'']);
        let slug = written.strip_prefix(self.kind).and_then(|rest| rest.strip_prefix(':')).unwrap_or(written);
        let Some(part) = slug.strip_prefix(&*self.old.record.slug).and_then(|rest| rest.strip_prefix('/')) else {
            return;
        };
        if self.patches.iter().any(|patch| patch.range == span) {
            return;
        }
        self.told.push(format!("`{name}` names `{part}` of the copy now"));
        let old = format!("{}/{part}", self.old.record.slug);
        self.patches.push(Patch { range: span, text: there.replacen(&old, &format!("{}/{part}", self.slug), 1) });
    }

    /// A year is advanced where it can be nothing else: `2011-12` in a period is a month.
    fn year(&mut self, format: Format, written: &str, value: &Value, name: &str) {
        let Some(year) = AcademicYear::parse(written).ok().filter(|year| match format {
            Format::AcademicYear => true,
            Format::Period => !year.is_written_like_a_month(),
            _ => false,
        }) else {
            return;
        };
        let span = value.span.range();
        let is_taken = self.patches.iter().any(|patch| patch.range == span);
        let Some(next) = year.next().filter(|_| !is_taken) else { return };
        let there = self.old.text().get(span.clone()).unwrap_or_default();
        if there.contains(written) {
            self.told.push(format!("`{name}` is {} now", next.written()));
            self.patches.push(Patch { range: span, text: there.replacen(written, &next.written(), 1) });
        }
    }
}
