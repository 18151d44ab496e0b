//! By which values the records of a kind can be narrowed, as its role `facets` says.

use super::{Catalogue, RecordIndex};
use crate::date::{Day, State};
use crate::kind::{Kind, Kinds, PARENT, STATE};
use crate::schema::{Choice, Content, Declaration, Property, Schema, Shape, Target, Value, proposed_slug, readable};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// How many terms of a taxonomy are looked at from the narrowest to the widest.
const TERMS: usize = 64;

/// A field by which a list can be narrowed.
#[derive(Debug)]
pub struct Facet {
    /// What readers call it.
    pub label: String,
    /// Its name in a URL path.
    pub slug: String,
    /// Its values, in the order in which readers see them; what is unknown stands last.
    pub groups: Vec<Group>,
    kind: usize,
}

/// The records that have one value in a facet.
#[derive(Debug)]
pub struct Group {
    /// The value.
    pub value: Picked,
    /// What readers see; empty for a record and a state, whose names stand elsewhere.
    pub label: String,
    /// Its name in a URL path.
    pub slug: String,
    /// The records; for a state those that are ever in it.
    records: Vec<RecordIndex>,
}

/// A value by which a list is narrowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Picked {
    /// Which of the choices of the field.
    Choice(usize),
    /// Yes.
    Yes,
    /// No.
    No,
    /// A record that the field names, or a wider term of it.
    Record(RecordIndex),
    /// What the days make of the record.
    State(State),
    /// Nobody can give it.
    Unknown,
}

impl Facet {
    /// The records of one of its groups, for the day on which they are looked at.
    pub fn records<'a>(
        &self,
        group: &'a Group,
        catalogue: &'a Catalogue,
        as_of: Day,
    ) -> impl Iterator<Item = RecordIndex> + 'a {
        group.records.iter().copied().filter(move |index| match group.value {
            Picked::State(state) => catalogue.state_on(*index, as_of) == Some(state),
            _ => true,
        })
    }

    /// The kind whose records it narrows.
    #[must_use]
    pub const fn kind(&self) -> usize {
        self.kind
    }
}

impl Catalogue {
    /// The state of a record on a day; none where its kind has no lifecycle.
    #[must_use]
    pub fn state_on(&self, index: RecordIndex, day: Day) -> Option<State> {
        Some(self.life(index)?.timeline.as_ref()?.state_on(day))
    }

    /// The facets of a kind with the values that its records have, in the order of the kind.
    #[must_use]
    pub fn facets(&self, number: usize, kind: &Kind, kinds: &Kinds) -> Vec<Facet> {
        let Some(schema) = &kind.schema else { return Vec::new() };
        let reading = Reading { catalogue: self, kinds, number, schema };
        let fields: Vec<Field<'_>> = kind.roles.facets.iter().filter_map(|field| reading.field(field)).collect();
        let records: Vec<RecordIndex> = self.of_kind(number).map(|(index, _)| index).collect();
        // One walk for all fields: to look a record up takes longer than to read one of its fields.
        let found = records.par_chunks(TOGETHER).map(|some| reading.gathered(&fields, some));
        let found = found.reduce(|| vec![Groups::new(); fields.len()], joined);
        let slug = |name: &str| {
            let first = name.split('.').next().unwrap_or_default();
            let beside = kind.roles.facets.iter().filter(|other| other.split('.').next() == Some(first));
            proposed_slug(if beside.count() == 1 { first } else { name })
        };
        let facet = |(field, found): (&Field<'_>, Groups)| reading.facet(field, slug(field.name), found);
        fields.iter().zip(found).map(facet).filter(|facet| !facet.groups.is_empty()).collect()
    }
}

/// How many records are looked at together.
const TOGETHER: usize = 1024;

/// The records that have each value.
type Groups = BTreeMap<Picked, Vec<RecordIndex>>;

/// The groups of the same fields over some records and over those that follow.
fn joined(mut first: Vec<Groups>, then: Vec<Groups>) -> Vec<Groups> {
    for (groups, others) in first.iter_mut().zip(then) {
        others.into_iter().for_each(|(value, records)| groups.entry(value).or_default().extend(records));
    }
    first
}

/// A field whose values are gathered.
struct Field<'a> {
    name: &'a str,
    /// The names that lead to what holds the values, and how both ends are declared; none where the state is meant that the
    /// days make.
    leaf: Option<(Vec<&'a str>, &'a Declaration, &'a Property)>,
}

/// Records whose values are gathered.
#[derive(Clone, Copy)]
struct Reading<'a> {
    catalogue: &'a Catalogue,
    kinds: &'a Kinds,
    number: usize,
    schema: &'a Schema,
}

impl<'a> Reading<'a> {
    fn field(self, name: &'a str) -> Option<Field<'a>> {
        if name == STATE && self.schema.field(STATE).is_err() {
            return Some(Field { name, leaf: None });
        }
        let (names, property) = self.leaf(name)?;
        let declaration = self.schema.field(names.first()?).ok()?;
        Some(Field { name, leaf: Some((names, declaration, property)) })
    }

    /// What some records have in each field.
    fn gathered(self, fields: &[Field<'_>], records: &[RecordIndex]) -> Vec<Groups> {
        let mut found = vec![Groups::new(); fields.len()];
        let mut picked = Vec::new();
        for index in records {
            for (field, found) in fields.iter().zip(&mut found) {
                self.pick(*index, field, &mut picked);
                picked.sort_unstable();
                picked.dedup();
                picked.drain(..).for_each(|value| found.entry(value).or_default().push(*index));
            }
        }
        found
    }

    /// The values that a record has in a field. Of states each that it is in on any day, so that no address depends on when the
    /// site is made.
    fn pick(self, index: RecordIndex, field: &Field<'_>, picked: &mut Vec<Picked>) {
        match &field.leaf {
            None => {
                let timeline = self.catalogue.life(index).and_then(|life| life.timeline.as_ref());
                let steps = timeline.map(|timeline| timeline.steps()).unwrap_or_default();
                picked.extend(steps.iter().map(|(_, state)| Picked::State(*state)));
            }
            Some((names, declaration, _)) => {
                let [first, rest @ ..] = names.as_slice() else { return };
                let Some(held) = self.catalogue.field(index, first, self.kinds) else { return };
                self.gather((held.by, held.value), self.schema.shape(declaration.shape), rest, picked);
            }
        }
    }

    fn facet(self, field: &Field<'_>, slug: String, found: Groups) -> Facet {
        let Some((_, _, property)) = &field.leaf else {
            let group = |(value, records): (Picked, Vec<RecordIndex>)| {
                let (label, slug) = self.named(value, self.schema.root());
                Group { value, label, slug, records }
            };
            // What one can come into stands first.
            let groups = found.into_iter().rev().map(group).collect();
            return Facet { label: readable(STATE), slug, groups, kind: self.number };
        };
        let shape = self.schema.item(self.schema.shape(property.declaration.shape));
        let mut slugs = BTreeSet::new();
        let group = |(value, records): (Picked, Vec<RecordIndex>)| {
            let (label, slug) = self.named(value, shape);
            // Two values may differ in letters that no address has.
            let numbered = (2..).map(|number| format!("{slug}-{number}"));
            let slug = std::iter::once(slug.clone()).chain(numbered).find(|slug| slugs.insert(slug.clone()))?;
            Some(Group { value, label, slug, records })
        };
        let groups = found.into_iter().filter_map(group).collect();
        Facet { label: property.label(), slug, groups, kind: self.number }
    }

    /// The names that lead to the field that holds the values, and how it is declared: a facet may name what holds one.
    fn leaf<'n>(self, field: &'n str) -> Option<(Vec<&'n str>, &'a Property)> {
        let (mut shape, mut found) = (self.schema.root(), None);
        let names: Vec<&'n str> = field.split('.').collect();
        for name in &names {
            let property = self.schema.fields_of(shape).iter().find(|property| *property.name == **name)?;
            shape = self.schema.shape(property.declaration.shape);
            found = Some(property);
        }
        Some((names, found?))
    }

    fn gather(self, (by, value): (RecordIndex, &Value), shape: &Shape, names: &[&str], picked: &mut Vec<Picked>) {
        let mut inner = |value: &Value, shape: &Shape, names: &[&str]| self.gather((by, value), shape, names, picked);
        match (&value.content, shape) {
            (Content::List(items), Shape::List(item)) => {
                items.iter().for_each(|value| inner(value, self.schema.shape(item.shape), names));
            }
            (Content::Parts(parts), Shape::Parts(part)) => {
                parts.iter().for_each(|one| inner(&one.value, self.schema.shape(part.shape), names));
            }
            (Content::Object(members), Shape::Map { values, .. }) => {
                members.iter().for_each(|one| inner(&one.value, self.schema.shape(values.shape), names));
            }
            (Content::Object(members), Shape::Object { properties, .. }) => {
                let is_meant = |property: &&Property| match names.first() {
                    Some(name) => *property.name == **name,
                    None => is_pickable(self.schema.item(self.schema.shape(property.declaration.shape))),
                };
                let property = properties.iter().find(is_meant);
                let member = property.and_then(|property| members.iter().find(|member| *member.name == *property.name));
                if let Some((property, member)) = property.zip(member) {
                    let shape = self.schema.shape(property.declaration.shape);
                    inner(&member.value, shape, names.get(1..).unwrap_or_default());
                }
            }
            (Content::Text(text), Shape::Choice(choices)) => {
                let at = choices.iter().position(|choice| *choice.value == **text);
                picked.extend(at.map(Picked::Choice));
            }
            (Content::Boolean(is_so), _) => picked.extend([if *is_so { Picked::Yes } else { Picked::No }]),
            (Content::Reference(reference), _) => {
                let target = self.catalogue.target(by, *reference);
                picked.extend(target.into_iter().flat_map(|target| self.terms(target.record)).map(Picked::Record));
            }
            (Content::Unknown(_), _) => picked.extend([Picked::Unknown]),
            _ => {}
        }
    }

    /// A record and, where it is a term of a taxonomy, the wider ones.
    fn terms(self, index: RecordIndex) -> impl Iterator<Item = RecordIndex> + 'a {
        let wider = move |at: &RecordIndex| {
            let kind = self.kinds.get(self.catalogue.get(*at)?.kind)?;
            self.catalogue.named_by(*at, PARENT).filter(|_| kind.roles.is_taxonomy)
        };
        std::iter::successors(Some(index), wider).take(TERMS)
    }

    /// What readers see of a value, and its name in an address.
    fn named(self, value: Picked, shape: &Shape) -> (String, String) {
        match value {
            Picked::Choice(at) => {
                let choices: &[Choice] = match self.inner(shape) {
                    Shape::Choice(choices) => choices,
                    _ => &[],
                };
                let choice = choices.get(at);
                let title = choice.map(|choice| choice.title.to_string()).unwrap_or_default();
                let slug = choice.map(|choice| proposed_slug(&choice.value)).filter(|slug| !slug.is_empty());
                (title, slug.unwrap_or_else(|| "value".to_owned()))
            }
            Picked::Yes => ("Yes".to_owned(), "yes".to_owned()),
            Picked::No => ("No".to_owned(), "no".to_owned()),
            Picked::Record(index) => {
                let Some(record) = self.catalogue.get(index) else { return (String::new(), "value".to_owned()) };
                let kind = self.kinds.get(record.kind).map(|kind| &*kind.name).unwrap_or_default();
                let is_first = match self.inner(shape) {
                    Shape::Reference(targets) => {
                        matches!(&targets.to, Target::Kinds(kinds) if kinds.first().is_some_and(|first| **first == *kind))
                    }
                    _ => false,
                };
                let slug = if is_first { record.slug.to_string() } else { format!("{kind}-{}", record.slug) };
                (String::new(), slug)
            }
            Picked::State(state) => (String::new(), proposed_slug(state.name())),
            Picked::Unknown => ("Not stated".to_owned(), "not-stated".to_owned()),
        }
    }

    /// What holds the value, where a facet names an object with one field that does.
    fn inner<'s>(self, shape: &'s Shape) -> &'s Shape
    where
        'a: 's,
    {
        let fields = self.schema.fields_of(shape).iter();
        let mut shapes = fields.map(|field| self.schema.item(self.schema.shape(field.declaration.shape)));
        shapes.find(|shape| is_pickable(shape)).unwrap_or(shape)
    }
}

/// Whether a list can be narrowed by values like these.
const fn is_pickable(shape: &Shape) -> bool {
    matches!(shape, Shape::Choice(_) | Shape::Reference(_) | Shape::Boolean)
}
