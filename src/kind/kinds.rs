use super::path::Address;
use super::role::Roles;
use super::rule::Rule;
use crate::schema::Schema;
use crate::source::Place;
use std::sync::Arc;

/// A sort of record.
#[derive(Debug)]
pub struct Kind {
    /// The name of its file: `programme`.
    pub name: Arc<str>,
    /// What one record is called: `Programme`.
    pub title: String,
    /// What the list of them is called: `Programmes`.
    pub plural: String,
    /// What stands at the head of that list.
    pub summary: Option<String>,
    /// Where its records are found.
    pub address: Address,
    /// Where its file says so; the beginning of the file where it does not.
    pub place: Place,
    /// What its records look like; `None` where its file is broken.
    pub schema: Option<Schema>,
    /// What its fields are good for.
    pub roles: Roles,
    /// What has to hold for its records.
    pub rules: Vec<Rule>,
    /// Whether it is one of ours, that a site has without a file for it.
    pub is_built_in: bool,
}

impl Kind {
    /// What one record is called inside a sentence.
    #[must_use]
    pub fn noun(&self) -> String {
        in_sentence(&self.title)
    }

    /// So many records of it, inside a sentence.
    #[must_use]
    pub fn counted(&self, count: usize) -> String {
        format!("{count} {}", in_sentence(if count == 1 { &self.title } else { &self.plural }))
    }
}

/// A title as it stands inside a sentence.
#[must_use]
pub fn in_sentence(title: &str) -> String {
    let mut letters = title.chars();
    match (letters.next(), letters.clone().next()) {
        // `FAQ` stays as it is.
        (Some(first), Some(second)) if !second.is_uppercase() => first.to_lowercase().chain(letters).collect(),
        _ => title.to_owned(),
    }
}

/// All kinds, sorted by name.
#[derive(Debug, Default)]
pub struct Kinds(pub(super) Vec<Kind>);

impl Kinds {
    /// The kind of this name, and which one it is.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<(usize, &Kind)> {
        let index = self.0.binary_search_by(|kind| (*kind.name).cmp(name)).ok()?;
        Some((index, self.0.get(index)?))
    }

    /// The kind of this index.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<&Kind> {
        self.0.get(index)
    }

    /// All kinds in the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = &Kind> + Clone {
        self.0.iter()
    }

    /// Their names, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.0.iter().map(|kind| &*kind.name)
    }
}
