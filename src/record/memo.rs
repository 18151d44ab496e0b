use super::read::Outcome;
use crate::config::Site;
use crate::date::Calendar;
use crate::kind::Kinds;
use crate::source::{Source, SourcePath};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What was read of files before, so that after an edit one of them is read again and not all.
///
/// What a file means follows from its path, its text, the kinds and what the site's own file says of time and of what is
/// unknown: so these are what is compared. Empty in a program that reads a site once.
#[derive(Debug, Default)]
pub struct Memo {
    around: Option<Around>,
    files: BTreeMap<SourcePath, (Source, Arc<Outcome>)>,
}

#[derive(Debug)]
struct Around {
    kinds: Arc<Kinds>,
    reasons: Option<Vec<Box<str>>>,
    calendar: Calendar,
}

impl Memo {
    /// What still holds with these kinds and this site: all of it, or nothing.
    pub(super) fn under(self, kinds: &Arc<Kinds>, site: &Site) -> Self {
        let is_same = |around: &Around| {
            Arc::ptr_eq(&around.kinds, kinds) && around.reasons == site.reasons && around.calendar == site.calendar
        };
        if self.around.as_ref().is_some_and(is_same) {
            return self;
        }
        let (reasons, calendar) = (site.reasons.clone(), site.calendar.clone());
        Self { around: Some(Around { kinds: kinds.clone(), reasons, calendar }), files: BTreeMap::new() }
    }

    /// What was read of this very file.
    pub(super) fn of(&self, source: &Source) -> Option<Arc<Outcome>> {
        let (read, outcome) = self.files.get(source.path())?;
        (read == source).then(|| outcome.clone())
    }

    /// The same, with what was read now.
    pub(super) fn with(self, files: impl Iterator<Item = (Source, Arc<Outcome>)>) -> Self {
        let files = files.map(|(source, outcome)| (source.path().clone(), (source, outcome))).collect();
        Self { files, ..self }
    }
}
