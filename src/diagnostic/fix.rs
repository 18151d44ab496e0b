use super::Diagnostic;
use super::words::bounded;
use crate::source::{Edit, Place};

/// A way to mend a fault that a program can go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as a help would say it: `write `title``.
    pub title: String,
    /// Whether someone has to look first.
    pub certainty: Certainty,
    /// What it changes; all of it or nothing.
    pub edits: Vec<Edit>,
}

/// How sure a fix is to be what the author meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// It means the same and is written as it has to be: `check --fix` goes this way.
    Safe,
    /// It is probably meant: an editor offers it.
    Guess,
}

impl Certainty {
    /// Safe where it is certain.
    #[must_use]
    pub const fn of(is_certain: bool) -> Self {
        if is_certain { Self::Safe } else { Self::Guess }
    }

    /// As it is written: `safe`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Guess => "guess",
        }
    }
}

impl Fix {
    /// A fix that is certain: one place and what is to stand there.
    #[must_use]
    pub fn safe(title: impl Into<String>, place: Place, replacement: impl Into<String>) -> Self {
        Self::new(Certainty::Safe, title, place, replacement)
    }

    /// A fix that is a guess: one place and what is to stand there.
    #[must_use]
    pub fn guess(title: impl Into<String>, place: Place, replacement: impl Into<String>) -> Self {
        Self::new(Certainty::Guess, title, place, replacement)
    }

    /// One edit.
    #[must_use]
    pub fn new(certainty: Certainty, title: impl Into<String>, place: Place, replacement: impl Into<String>) -> Self {
        Self { title: title.into(), certainty, edits: vec![Edit { place, replacement: replacement.into() }] }
    }
}

impl Diagnostic {
    /// A way to mend it that a program can go.
    #[must_use]
    pub fn fix(mut self, fix: impl Into<Option<Fix>>) -> Self {
        /// What is longer nobody looks through before it is written.
        const LONG: usize = 16 << 10;
        let is_bearable = |fix: &Fix| fix.edits.iter().all(|edit| edit.replacement.len() <= LONG);
        self.fixes.extend(fix.into().filter(is_bearable).map(|fix| Fix { title: bounded(fix.title), ..fix }));
        self
    }

    /// The same, with its fixes as guesses where an edit is not certain.
    #[must_use]
    pub fn doubting(mut self, is_certain: impl Fn(&Place) -> bool) -> Self {
        for fix in &mut self.fixes {
            if !fix.edits.iter().all(|edit| is_certain(&edit.place)) {
                fix.certainty = Certainty::Guess;
            }
        }
        self
    }

    /// The fix that `check --fix` applies: the first that is certain.
    #[must_use]
    pub fn safe_fix(&self) -> Option<&Fix> {
        self.fixes.iter().find(|fix| fix.certainty == Certainty::Safe)
    }
}
