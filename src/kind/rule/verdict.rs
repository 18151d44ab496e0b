use crate::diagnostic::Code;
use crate::source::Place;

/// What a rule says of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It holds, or it does not apply: something that it asks about is unknown or not there.
    Silent,
    /// It is broken, perhaps at several places.
    Broken(Vec<Breach>),
    /// It cannot be evaluated for this record: a fault of the rule, with the fact.
    Failed(String),
}

/// Where and how a rule is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    /// The code under which it is told.
    pub code: Code,
    /// The very value.
    pub place: Place,
    /// The fact.
    pub message: String,
    /// A few words beside the value; may be empty.
    pub label: String,
    /// Other places that one has to see, each with a few words.
    pub also: Vec<(Place, String)>,
    /// The way to mend it.
    pub help: Option<String>,
}

impl Verdict {
    /// A verdict from the places at which a rule is broken.
    pub(super) fn of(breaches: Vec<Breach>) -> Self {
        if breaches.is_empty() { Self::Silent } else { Self::Broken(breaches) }
    }
}
