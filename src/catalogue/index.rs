use crate::record::Record;
use std::collections::HashMap;
use std::sync::Arc;

/// Records by kind and slug.
///
/// Ten references a record make a hundred thousand look-ups for a large site: a hash finds each at once, where a search
/// in the sorted list compares a dozen slugs scattered over memory. It is never walked, so its order reaches nothing.
#[derive(Debug, Default)]
pub(super) struct Index(Vec<HashMap<Box<str>, usize>>);

impl Index {
    pub(super) fn new(records: &[Arc<Record>]) -> Self {
        let mut kinds: Vec<HashMap<Box<str>, usize>> = Vec::new();
        for (index, record) in records.iter().enumerate() {
            if kinds.len() <= record.kind {
                kinds.resize_with(record.kind + 1, HashMap::new);
            }
            if let Some(kind) = kinds.get_mut(record.kind) {
                kind.insert(record.slug.clone(), index);
            }
        }
        Self(kinds)
    }

    /// Which record has this kind and slug.
    pub(super) fn find(&self, kind: usize, slug: &str) -> Option<usize> {
        self.0.get(kind)?.get(slug).copied()
    }

    /// The first kind, but for some, that has a record of this slug.
    pub(super) fn other_kind(&self, slug: &str, except: &[usize]) -> Option<usize> {
        (0..self.0.len()).find(|kind| !except.contains(kind) && self.find(*kind, slug).is_some())
    }
}
