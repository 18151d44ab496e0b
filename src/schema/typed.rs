//! Texts that mean a time or an amount.

use super::walk::unquoted;
use super::{Content, Format};
use crate::date::{Amount, Calendar, Day, Flaw, FlawKind, Period};
use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::source::{Source, Span};
use crate::yaml::{self, Node};

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
