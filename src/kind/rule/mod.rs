//! The rules of a kind: what has to hold between the fields of a record, and between records.
//!
//! [`rules`] reads the key `rules` of a kind's file. Every name in a rule is looked up in the schemas when the kind is
//! read, so that a rule cannot rot. A [`Rule`] is evaluated for one [`Subject`], and a [`Verdict`] is all it gives: it
//! reads no clock, and the same record gets the same verdict always. What nobody knows, and what is not there, makes a
//! rule neither met nor broken. Nothing here knows a catalogue: other records come through [`Subject`].
//!
//! An expression is scanned (`scan`), parsed by the package, looked up (`look_up`), which also notes what it uses of a
//! record (`uses`), and that alone is made into values of the package (`value`) when it is evaluated (`that`).

mod before;
mod days;
mod fits;
mod function;
mod known;
mod look_up;
mod named;
mod one_of;
mod path;
mod read;
mod requires;
mod scan;
mod subject;
mod that;
mod uses;
mod value;
mod verdict;
mod words;

pub use read::rules;
pub use subject::{Alone, Field, Subject};
pub use verdict::{Breach, Verdict};

use crate::diagnostic::{Code, Diagnostic, Label, Severity};
use crate::source::Place;
use std::sync::Arc;

/// A rule of a kind.
#[derive(Debug)]
pub struct Rule {
    /// Where it stands in the kind's file.
    pub place: Place,
    /// How much a broken one weighs.
    pub severity: Severity,
    /// The ids that it compares references with, which have to be those of records, and where they stand.
    pub named: Vec<(Box<str>, Place)>,
    form: Form,
    /// The fact and the way to mend it, in the words of the kind's author.
    say: Option<String>,
    help: Option<String>,
}

/// What a rule demands.
#[derive(Debug)]
enum Form {
    /// An expression is true; it is shown at this field.
    That(Box<that::That>, Option<path::Path>),
    Before(before::Before),
    Requires(requires::Requires),
    OneOf(one_of::OneOf),
    Fits(fits::Fits),
    ListedBy(Vec<Arc<str>>),
}

impl Rule {
    /// Whether it asks of one record alone, so that it can be evaluated without the others.
    #[must_use]
    pub fn is_alone(&self) -> bool {
        match &self.form {
            Form::That(that, _) => that.is_alone(),
            Form::Before(_) | Form::Requires(_) | Form::OneOf(_) => true,
            Form::Fits(_) | Form::ListedBy(_) => false,
        }
    }

    /// The kinds of which some record has to name each record of this one. Only who has all records can tell, so that
    /// [`Self::evaluate`] says nothing.
    #[must_use]
    pub fn listed_by(&self) -> Option<&[Arc<str>]> {
        match &self.form {
            Form::ListedBy(kinds) => Some(kinds),
            _ => None,
        }
    }

    /// What it says of a record.
    #[must_use]
    pub fn evaluate<'a>(&self, subject: &dyn Subject<'a>) -> Verdict {
        match &self.form {
            Form::That(that, at) => self.that(that, at.as_ref(), subject),
            Form::Before(before) => before.evaluate(subject),
            Form::Requires(requires) => requires.evaluate(subject),
            Form::OneOf(one_of) => one_of.evaluate(subject),
            Form::Fits(fits) => fits.evaluate(subject),
            Form::ListedBy(_) => Verdict::Silent,
        }
    }

    fn that<'a>(&self, that: &that::That, at: Option<&path::Path>, subject: &dyn Subject<'a>) -> Verdict {
        match that.evaluate(subject) {
            that::Outcome::True | that::Outcome::Open => Verdict::Silent,
            that::Outcome::Failed(fact) => Verdict::Failed(fact),
            that::Outcome::False => {
                let spot = at.and_then(|at| at.nearest(subject));
                Verdict::Broken(vec![Breach {
                    code: Code::BrokenRule,
                    place: subject::place(subject, spot.map(|spot| (spot.field, spot.value.span))),
                    message: String::new(),
                    label: String::new(),
                    also: Vec::new(),
                    help: None,
                }])
            }
        }
    }

    /// A breach as it is told.
    #[must_use]
    pub fn diagnostic(&self, breach: Breach) -> Diagnostic {
        let message = self.say.clone().unwrap_or(breach.message);
        let mut fault = Diagnostic::new(breach.code, breach.place, message).label(breach.label);
        fault.severity = self.severity;
        fault.help = self.help.clone().or(breach.help);
        fault.secondary.extend(breach.also.into_iter().map(|(place, text)| Label { place, text }));
        fault.also(self.place.clone(), "the rule stands here")
    }

    /// A rule that cannot be evaluated, with the first record that met it.
    #[must_use]
    pub fn failure(&self, fact: &str, record: Place) -> Diagnostic {
        let fault =
            Diagnostic::new(Code::BadRule, self.place.clone(), format!("this rule cannot be evaluated: {fact}"));
        fault.also(record, "for this record").help("correct the rule in the kind's file")
    }
}
