//! Texts of a format: what is wrong with one, and where in it.

mod email;
mod phone;
mod placeholder;
mod uri;

use super::Format;
use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::source::Place;
use std::ops::Range;

pub(super) use email::{check as email, plausible as plausible_email};
pub(super) use phone::check as phone;
pub(super) use placeholder::{UNKNOWN_ADDRESS, in_text as placeholder, is_later, mark as placeholder_mark};
pub(super) use uri::{check as uri, is_garbled, is_host};

/// What is wrong with a text of a format.
pub(super) struct Flaw {
    /// The check that found it.
    pub(super) code: Code,
    /// The bytes of the text that are wrong.
    pub(super) range: Range<usize>,
    /// The fact.
    pub(super) message: String,
    /// The way to mend it.
    pub(super) help: String,
    /// What was probably meant in place of these bytes.
    pub(super) replacement: Option<String>,
}

/// Checks a text against its format.
pub(super) fn check(format: Format, text: &str) -> Option<Flaw> {
    match format {
        Format::Email => email(text),
        Format::Phone => phone(text),
        Format::Uri => uri(text),
        // Any text is Markdown, and those that mean a time or an amount are read, not checked.
        _ => None,
    }
}

impl Flaw {
    fn new(code: Code, range: Range<usize>, message: String, help: impl Into<String>) -> Self {
        Self { code, range, message, help: help.into(), replacement: None }
    }

    fn replacement(mut self, replacement: impl Into<String>) -> Self {
        self.replacement = Some(replacement.into());
        self
    }

    /// The flaw as a diagnostic; `certain` is a fix that is no guess.
    pub(super) fn diagnostic(self, place: Place, certain: Option<Fix>) -> Diagnostic {
        let guess = self.replacement.map(|replacement| Fix::guess(self.help.clone(), place.clone(), replacement));
        Diagnostic::new(self.code, place, self.message).help(self.help).fix(certain.or(guess))
    }
}
