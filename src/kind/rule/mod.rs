//! The rules of a kind: what has to hold between the fields of a record, and between records.
//!
//! [`rules`] reads the key `rules` of a kind's file. Every name in a rule is looked up in the schemas when the kind is
//! read, so that a rule cannot rot. A [`Rule`] is evaluated for one [`Subject`], and a [`Verdict`] is all it gives: it
//! reads no clock, and the same record gets the same verdict always. What nobody knows, and what is not there, makes a
//! rule neither met nor broken. Nothing here knows a catalogue: other records come through [`Subject`].

mod subject;
mod verdict;

pub use subject::{Field, Subject};
pub use verdict::{Breach, Verdict};

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Place;
use std::sync::Arc;

/// A rule of a kind.
#[derive(Debug)]
pub struct Rule {
    /// Where it stands in the kind's file.
    pub place: Place,
    /// How much a broken one weighs.
    pub severity: Severity,
    form: Form,
    /// The way to mend what breaks it, in the author's words.
    help: Option<String>,
}

#[derive(Debug)]
enum Form {
    ListedBy(Vec<Arc<str>>),
}

impl Rule {
    /// Whether it asks of one record alone, so that it can be evaluated without the others.
    #[must_use]
    pub fn is_alone(&self) -> bool {
        match &self.form {
            Form::ListedBy(_) => false,
        }
    }

    /// The kinds of which some record has to name each record of this one. Only who has all records can tell.
    #[must_use]
    pub fn listed_by(&self) -> Option<&[Arc<str>]> {
        match &self.form {
            Form::ListedBy(kinds) => Some(kinds),
        }
    }

    /// What it says of a record.
    #[must_use]
    pub fn evaluate<'a>(&self, _subject: &dyn Subject<'a>) -> Verdict {
        Verdict::Silent
    }

    /// A breach as it is told.
    #[must_use]
    pub fn diagnostic(&self, breach: Breach) -> Diagnostic {
        let mut fault = Diagnostic::new(breach.code, breach.place, breach.message);
        fault.severity = self.severity;
        fault.help = self.help.clone().or(breach.help);
        fault.secondary.extend(breach.also.map(|(place, text)| crate::diagnostic::Label { place, text }));
        fault.also(self.place.clone(), "the rule stands here")
    }
}
