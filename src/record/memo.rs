use super::read::{Outcome, files};
use crate::config::Site;
use crate::date::{Calendar, Patience};
use crate::kind::Kinds;
use crate::source::{Source, Sources};
use std::sync::Arc;

/// What was read of files before, so that after an edit one of them is read again and not all.
///
/// What a file means follows from its path, its text, the kinds and what the site's own file says of time and of what is
/// unknown: so these are what is compared. Empty in a program that reads a site once.
#[derive(Debug, Default)]
pub struct Memo {
    around: Option<Around>,
    /// The files that were read, and what of each that should hold records, in the order of their paths.
    sources: Sources,
    outcomes: Vec<Arc<Outcome>>,
}

#[derive(Debug)]
struct Around {
    kinds: Arc<Kinds>,
    reasons: Option<Vec<Box<str>>>,
    calendar: Calendar,
    patience: Patience,
}

impl Memo {
    /// What still holds with these kinds and this site: all of it, or nothing.
    pub(super) fn under(self, kinds: &Arc<Kinds>, site: &Site) -> Self {
        let is_same = |around: &Around| {
            Arc::ptr_eq(&around.kinds, kinds)
                && around.reasons == site.reasons
                && around.calendar == site.calendar
                && around.patience == site.patience
        };
        if self.around.as_ref().is_some_and(is_same) {
            return self;
        }
        let (reasons, calendar) = (site.reasons.clone(), site.calendar.clone());
        Self {
            around: Some(Around { kinds: kinds.clone(), reasons, calendar, patience: site.patience }),
            ..Self::default()
        }
    }

    /// What was read of these very files, which are in the order of their paths; none of those that have changed.
    pub(super) fn of<'s>(&self, sources: impl Iterator<Item = &'s Source>) -> Vec<Option<Arc<Outcome>>> {
        // Both lists are sorted: one walk through both costs less than ten thousand searches.
        let mut known = files(&self.sources).zip(&self.outcomes).peekable();
        let outcome = |source: &Source| {
            while known.next_if(|(read, _)| read.path() < source.path()).is_some() {}
            known.next_if(|(read, _)| *read == source).map(|(_, outcome)| outcome.clone())
        };
        sources.map(outcome).collect()
    }

    /// The same, with what was read now.
    pub(super) fn with(self, sources: &Sources, outcomes: Vec<Arc<Outcome>>) -> Self {
        Self { sources: sources.clone(), outcomes, ..self }
    }
}
