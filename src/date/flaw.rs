use std::ops::Range;

/// What is wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Which sort of wrong.
    pub kind: FlawKind,
    /// The bytes in the text that are wrong, at the boundaries of characters.
    pub range: Range<usize>,
    /// The fact.
    pub message: String,
    /// The way to mend it.
    pub help: String,
    /// The whole text as it would be right, where only one can be meant.
    pub fix: Option<String>,
}

/// Whether a text is written wrongly or names a day that never was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlawKind {
    /// Not written as it has to be.
    Malformed,
    /// Well written, and no day of the calendar: 31 June, month 13.
    Impossible,
}

impl Flaw {
    /// A text that is written wrongly.
    pub(super) fn malformed(range: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { kind: FlawKind::Malformed, range, message: message.into(), help: help.into(), fix: None }
    }

    /// A date that the calendar does not have.
    pub(super) fn impossible(range: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { kind: FlawKind::Impossible, ..Self::malformed(range, message, help) }
    }

    /// The flaw with the text that would be right, which the help names.
    pub(super) fn with_fix(self, fix: impl Into<String>) -> Self {
        let fix = fix.into();
        Self { help: format!("write `{fix}`"), fix: Some(fix), ..self }
    }

    /// The flaw of a text that begins at `offset` of the whole one.
    pub(super) fn moved(self, offset: usize) -> Self {
        Self { range: self.range.start + offset..self.range.end + offset, ..self }
    }
}
