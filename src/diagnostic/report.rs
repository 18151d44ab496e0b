use super::words::bounded;
use super::{Code, Fix};
use crate::source::Place;

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The site is not built.
    Error,
    /// The site is built; someone should look.
    Warning,
    /// Someone may want to know.
    Note,
}

/// A place with a few words about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// What there is to see, without a full stop; may be empty.
    pub text: String,
}

/// One thing that an author should know.
///
/// Words are lower case without a full stop, things stand in backticks; the message states the fact, the help begins
/// with a verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which check it comes from.
    pub code: Code,
    /// Whether the site can be built all the same.
    pub severity: Severity,
    /// The fact, in one line.
    pub message: String,
    /// The very value that is wrong.
    pub primary: Label,
    /// Other places that one has to see to understand it.
    pub secondary: Vec<Label>,
    /// What else is known.
    pub notes: Vec<String>,
    /// How to mend it.
    pub help: Option<String>,
    /// Ways to mend it that a program can go.
    pub fixes: Vec<Fix>,
}

impl Severity {
    /// Every severity, the gravest first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Note];

    /// As it is written: `warning`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

impl Diagnostic {
    /// A diagnostic of a check at a place, as weighty as the check is unless told.
    #[must_use]
    pub fn new(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: bounded(message.into()),
            primary: Label { place, text: String::new() },
            secondary: Vec::new(),
            notes: Vec::new(),
            help: None,
            fixes: Vec::new(),
        }
    }

    /// Words beside the mark under the value.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = bounded(text.into());
        self
    }

    /// A second place.
    #[must_use]
    pub fn also(mut self, place: Place, text: impl Into<String>) -> Self {
        self.secondary.push(Label { place, text: bounded(text.into()) });
        self
    }

    /// Something else that is known.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(bounded(text.into()));
        self
    }

    /// The way to mend it.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(bounded(text.into()));
        self
    }

    /// The way to mend a name: write the one that was probably meant, or do something else where none was. The place of
    /// the diagnostic has to be the name and nothing else, since an editor writes the other one there.
    #[must_use]
    pub fn help_with_name(self, near: Option<&str>, otherwise: impl Into<String>) -> Self {
        match near {
            Some(near) => {
                let place = self.primary.place.clone();
                let title = format!("write `{near}`");
                let fix = is_bare(near).then(|| Fix::guess(title.clone(), place, near));
                self.help(title).fix(fix)
            }
            None => self.help(otherwise),
        }
    }
}

/// Whether a name can stand anywhere without quotation marks.
fn is_bare(name: &str) -> bool {
    let begins = name.starts_with(|letter: char| letter.is_alphanumeric() || letter == '_');
    begins && name.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '/' | '.'))
}
