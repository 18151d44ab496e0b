//! Faults of a text in Markdown that show in the text alone, whatever else the site holds.

mod heading;
mod html;
mod image;
mod link;
mod mail;
mod plain;

use super::{Places, Prose};
use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::markdown::{Form, Link};
use crate::source::Source;
use std::ops::Range;

/// How many faults of one record's texts are told: nobody mends more in one go.
const TOLD: usize = 200;

/// A fault, its place still a range of the text.
struct Fault {
    code: Code,
    range: Range<usize>,
    message: String,
    help: String,
    /// What was probably meant in place of these bytes.
    replacement: Option<String>,
}

impl Fault {
    fn new(code: Code, range: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { code, range, message: message.into(), help: help.into(), replacement: None }
    }

    fn replacement(mut self, replacement: impl Into<String>) -> Self {
        self.replacement = Some(replacement.into());
        self
    }
}

/// Whether a link leads nowhere as far as shows in it alone, which has been told then.
#[must_use]
pub fn is_dead(link: &Link) -> bool {
    link::destination(link).is_some()
}

/// What is wrong with the texts of a record.
pub(super) fn faults(prose: &[Prose], source: &Source) -> Vec<Diagnostic> {
    let texts: Vec<Places<'_>> = prose.iter().map(|prose| prose.places(source)).collect();
    let mut faults = texts.iter().flat_map(|text| of_text(text.prose).map(move |fault| (text, fault)));
    let diagnostic = |(text, fault): (&Places<'_>, Fault)| {
        let place = text.of(fault.range);
        let fix = fault.replacement.map(|replacement| Fix::guess(fault.help.clone(), place.clone(), replacement));
        Diagnostic::new(fault.code, place, fault.message).help(fault.help).fix(fix)
    };
    let mut told: Vec<Diagnostic> = faults.by_ref().take(TOLD).map(diagnostic).collect();
    let more = faults.count();
    if more > 0
        && let Some(last) = told.pop()
    {
        told.push(last.note(format!("the texts of this record have {more} more faults")));
    }
    told
}

fn of_text(prose: &Prose) -> impl Iterator<Item = Fault> {
    let (text, outline) = (prose.text(), &prose.outline);
    let of_links = outline.links.iter().filter_map(of_link);
    let of_labels = outline.undefined.iter().map(|range| link::undefined(text, range.clone()));
    html::faults(text, &outline.html)
        .chain(heading::faults(text, outline))
        .chain(of_links)
        .chain(of_labels)
        .chain(plain::faults(text, outline))
}

/// The gravest fault of a link: where it leads nowhere, its words are no matter.
fn of_link(link: &Link) -> Option<Fault> {
    match link.form {
        Form::Image => link::destination(link).or_else(|| image::alternative(link)),
        Form::Words | Form::Address => link::destination(link).or_else(|| link::words(link)),
    }
}
