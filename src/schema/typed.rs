//! Texts that mean a time or an amount.

use super::walk::{Walker, unquoted};
use super::{Content, Format, Reasons, format};
use crate::date::{Amount, Calendar, Day, Flaw, FlawKind, Period};
use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::source::{Source, Span};
use crate::yaml::{self, Entry, Node};

/// Reads a text of a format that has a value of its own; `None` for the other formats.
pub(super) fn read(format: Format, text: &str, calendar: &Calendar) -> Option<Result<Content, Flaw>> {
    let period = |period: Period| Content::Period(Box::new(period));
    Some(match format {
        Format::Markdown | Format::Email | Format::Phone | Format::Uri => return None,
        Format::Amount => Amount::parse(text).map(|amount| Content::Amount(Box::new(amount))),
        Format::Date => Day::parse(text).and_then(|_| calendar.period(text)).map(period),
        Format::Period => calendar.period(text).map(period),
        Format::AcademicYear => calendar.academic_year(text).map(period),
        Format::Term => calendar.term(text).map(|term| Content::Term(Box::new(term))),
        Format::Relative => calendar.relative(text).map(|relative| Content::Relative(Box::new(relative))),
    })
}

/// A flaw at its very letters, with the text that would be right where only one can be meant.
pub(super) fn fault(flaw: &Flaw, node: &Node, source: &Source) -> Diagnostic {
    let code = match flaw.kind {
        FlawKind::Impossible => Code::ImpossibleDate,
        FlawKind::Malformed => Code::WrongValue,
    };
    let at = |offset| yaml::source_offset(source.text(), node, offset);
    let span = Span::new(source.text(), at(flaw.range.start)..at(flaw.range.end));
    let fault = Diagnostic::new(code, source.at(span), flaw.message.clone()).help(flaw.help.clone());
    match &flaw.fix {
        // What needs no quotation marks may stand within them or without.
        Some(fix) if fix.chars().all(|letter| letter.is_alphanumeric() || "-/ ".contains(letter)) => {
            fault.fix(Fix::safe(format!("write `{fix}`"), source.at(unquoted(node)), fix))
        }
        _ => fault,
    }
}

impl Walker<'_> {
    /// The entries of a mapping whose names are of a format; the others are reported.
    pub(super) fn well_named<'e>(&mut self, format: Option<Format>, entries: &'e [Entry]) -> Vec<&'e Entry> {
        let Some(format) = format else { return entries.iter().collect() };
        entries.iter().filter(|entry| self.is_well_named(format, entry)).collect()
    }

    fn is_well_named(&mut self, format: Format, Entry { key, .. }: &Entry) -> bool {
        let node = key.as_value();
        let source = self.context.source;
        match read(format, &key.text, self.context.calendar) {
            Some(Ok(_)) => return true,
            // Where the site's own file cannot be read, nobody knows which names for times there are.
            Some(Err(flaw)) if self.context.reasons == Reasons::Any && flaw.kind == FlawKind::Malformed => {}
            Some(Err(flaw)) => self.diagnostics.push(fault(&flaw, &node, source)),
            None => {
                let Some(flaw) = format::check(format, &key.text) else { return true };
                let offset = |offset| yaml::source_offset(source.text(), &node, offset);
                let place = source.place(offset(flaw.range.start)..offset(flaw.range.end));
                self.diagnostics.push(flaw.diagnostic(place, None));
            }
        }
        false
    }
}
