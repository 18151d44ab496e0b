use std::collections::BTreeMap;
use std::sync::Arc;

/// What a rule makes of a value, so that no more of a record is looked at than the rule asks about.
#[derive(Debug, Default)]
pub(super) struct Use {
    /// All of it, to compare or to compute with.
    pub(super) whole: bool,
    /// How many it holds, or which names.
    pub(super) size: bool,
    /// Something inside it, so that it has to be known.
    pub(super) entered: bool,
    /// Whether it is there.
    pub(super) asked: bool,
    /// It is a number, also where it is written without a point.
    pub(super) number: bool,
    /// What is derived from it.
    pub(super) facets: Vec<Facet>,
    /// Its named values.
    names: BTreeMap<Arc<str>, Use>,
    /// Each of its items, or each of its named values.
    pub(super) each: Option<Box<Use>>,
}

/// What a function derives from a field. It stands beside the field, under a name that no field can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Facet {
    /// Whether nobody can give it.
    Unknown,
    /// The words of Markdown.
    Text,
    /// The first day.
    First,
    /// The last day.
    Last,
}

/// One step from a value to another inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Name(Arc<str>),
    Each,
}

/// The way from the beginning to a value.
pub(super) type Trail = Vec<Step>;

impl Facet {
    pub(super) const ALL: [(&'static str, Self); 4] =
        [("unknown", Self::Unknown), ("text", Self::Text), ("first", Self::First), ("last", Self::Last)];

    pub(super) fn named(function: &str) -> Option<Self> {
        Self::ALL.iter().find(|(name, _)| *name == function).map(|(_, facet)| *facet)
    }

    /// Under which name it stands beside the field.
    pub(super) fn beside(self, field: &str) -> String {
        let function = Self::ALL.iter().find(|(_, facet)| *facet == self).map_or("", |(name, _)| name);
        format!("{field}@{function}")
    }
}

impl Use {
    /// The use at the end of a trail, which is made where it is not there yet.
    pub(super) fn at(&mut self, trail: &[Step]) -> &mut Self {
        let Some((step, rest)) = trail.split_first() else { return self };
        match step {
            Step::Each => self.each.get_or_insert_default().at(rest),
            Step::Name(name) => self.names.entry(name.clone()).or_default().at(rest),
        }
    }

    /// The use of a named value: of this very name, else of each.
    pub(super) fn of(&self, name: &str) -> Option<&Self> {
        self.own(name).or(self.each.as_deref())
    }

    /// The use of this very name.
    pub(super) fn own(&self, name: &str) -> Option<&Self> {
        self.names.get(name)
    }

    /// The named values that are used.
    pub(super) fn names(&self) -> impl Iterator<Item = (&Arc<str>, &Self)> {
        self.names.iter()
    }

    /// Whether the value has to be known for the rule to say anything.
    pub(super) fn needs_known(&self) -> bool {
        self.whole || self.size || self.entered || self.facets.iter().any(|facet| *facet != Facet::Unknown)
    }
}
