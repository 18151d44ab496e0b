//! What a site says of time: its calendar, its time zone, and for how long it trusts what was confirmed.

use crate::date::{Amount, Calendar, CalendarPart, CalendarText, EventText, NamedPeriodText, Patience, TermText};
use crate::date::{Flaw, FlawKind, is_time_zone, time_zones};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::schema::{Content, Decoded, Member, Value};
use crate::source::{Source, Sources, Span};
use crate::yaml::{Node, parse_file};

/// Where midnight is meant unless a site says so: all over the world the same.
pub const UTC: &str = "UTC";

/// How long before its end something counts as closing soon unless a site says so: a month.
const CLOSING_SOON: i32 = 30;

/// How long what was confirmed counts as confirmed unless a site says so: a year.
const CONFIRMED_FOR: i32 = 365;

/// The calendar, and what is wrong with it.
pub(super) fn calendar(decoded: &Decoded, source: &Source) -> (Calendar, Vec<Diagnostic>) {
    let members = |name: &str| decoded.get(name).map(Value::members).unwrap_or_default();
    let text = |value: &Value, name: &str| value.get(name).and_then(Value::as_text).unwrap_or_default().to_owned();
    let month = |value: &Value| match value.get("month").map(|month| &month.content) {
        Some(Content::Integer(month)) => u8::try_from(*month).unwrap_or(0),
        _ => 1,
    };
    let (terms, periods, events) = (members("terms"), members("periods"), members("events"));
    let texts = CalendarText {
        academic_year_start: decoded.text("academic_year").map(str::to_owned),
        terms: terms
            .iter()
            .map(|Member { name, value, .. }| TermText {
                slug: name.to_string(),
                title: text(value, "title"),
                month: month(value),
            })
            .collect(),
        periods: periods
            .iter()
            .map(|Member { name, value, .. }| NamedPeriodText {
                name: name.to_string(),
                period: text(value, "period"),
                words: text(value, "title"),
            })
            .collect(),
        events: events
            .iter()
            .map(|Member { name, value, .. }| EventText {
                slug: name.to_string(),
                words: value.as_text().unwrap_or_default().to_owned(),
            })
            .collect(),
    };
    let (calendar, flaws) = Calendar::new(&texts);
    let name = |members: &[Member], at: usize| members.get(at).map(|member| member.name_span);
    let field = |members: &[Member], at: usize, field: &str| Some(members.get(at)?.value.get(field)?.span);
    let span = |part: CalendarPart| match part {
        CalendarPart::AcademicYearStart => decoded.get("academic_year").map(|value| value.span),
        CalendarPart::Term(at) => name(terms, at),
        CalendarPart::TermMonth(at) => field(terms, at, "month"),
        CalendarPart::PeriodName(at) => name(periods, at),
        CalendarPart::Period(at) => field(periods, at, "period"),
        CalendarPart::Event(at) => name(events, at),
    };
    let fault = |(part, flaw): (CalendarPart, Flaw)| {
        let span = span(part).unwrap_or(Span::first());
        match part {
            // That a month is none of twelve is told where numbers are.
            CalendarPart::TermMonth(_) => None,
            CalendarPart::Period(_) => Some(inside(&flaw, span, source)),
            _ => Some(Diagnostic::new(Code::WrongValue, source.at(span), flaw.message).help(flaw.help)),
        }
    };
    let faults = flaws.into_iter().filter_map(fault).chain(same_month(terms, source));
    (calendar, faults.collect())
}

/// What is wrong with a text that stands at a span, at its very letters.
fn inside(flaw: &Flaw, span: Span, source: &Source) -> Diagnostic {
    let code = match flaw.kind {
        FlawKind::Impossible => Code::ImpossibleDate,
        FlawKind::Malformed => Code::WrongValue,
    };
    let written = source.text().get(span.range()).unwrap_or_default();
    let start = span.start() + usize::from(written.starts_with(['"', '\'']));
    let is_plain = !flaw.range.is_empty() && start + flaw.range.end <= span.end();
    let place = if is_plain { source.place(start + flaw.range.start..start + flaw.range.end) } else { source.at(span) };
    Diagnostic::new(code, place, flaw.message.clone()).help(flaw.help.clone())
}

/// Terms that begin in the same month have no order.
fn same_month(terms: &[Member], source: &Source) -> Vec<Diagnostic> {
    let month = |term: &Member| match term.value.get("month") {
        Some(Value { span, content: Content::Integer(month) }) => Some((*month, *span)),
        _ => None,
    };
    let mut met: Vec<(i64, Span, &str)> = Vec::new();
    let mut faults = Vec::new();
    for term in terms {
        let Some((number, span)) = month(term) else { continue };
        match met.iter().find(|(month, ..)| *month == number) {
            Some((_, first, name)) => {
                let message = format!("`{}` begins in the same month as `{name}`", term.name);
                let fault = Diagnostic::new(Code::WrongValue, source.at(span), message);
                faults
                    .push(fault.also(source.at(*first), "this term begins then").help("correct one of the two months"));
            }
            None => met.push((number, span, &term.name)),
        }
    }
    faults
}

/// The time zone that a site's own file names, as far as that can be read: whoever looks at the clock has to know it first.
#[must_use]
pub fn time_zone_of(sources: &Sources) -> Box<str> {
    let node = sources.get(super::FILE).and_then(|source| parse_file(source).node);
    let named = node.as_ref().and_then(|node| node.as_mapping()?.get("time_zone")?.as_text());
    named.filter(|name| is_time_zone(name)).unwrap_or(UTC).into()
}

/// The time zone, and what is wrong with it.
pub(super) fn time_zone(decoded: &Decoded, source: &Source) -> (Box<str>, Option<Diagnostic>) {
    let Some(value) = decoded.get("time_zone") else { return (UTC.into(), None) };
    let name = value.as_text().unwrap_or(UTC);
    if is_time_zone(name) {
        return (name.into(), None);
    }
    let zones = time_zones();
    let message = format!("there is no time zone `{name}`");
    let fault = Diagnostic::new(Code::WrongValue, source.at(value.span), message);
    let near = nearest(name, zones.iter().map(String::as_str));
    (UTC.into(), Some(fault.help_with_name(near, "write a continent and a city, such as `Europe/London`")))
}

/// The fields that say how long.
const STRETCHES: [&str; 2] = ["closing_soon", "confirmed_for"];

/// A fault of one of them with the help that fits: money is no stretch of time.
pub(super) fn explained(fault: Diagnostic, node: &Node, source: &Source) -> Diagnostic {
    let named = |name: &&str| node.as_mapping().and_then(|mapping| mapping.get(name)).map(|value| value.span);
    let spans = STRETCHES.iter().filter_map(named);
    let at = fault.primary.place.span;
    let Some(span) = spans.into_iter().find(|span| span.start() <= at.start() && at.end() <= span.end()) else {
        return fault;
    };
    let written = source.text().get(span.range()).unwrap_or_default();
    let is_number = !written.is_empty() && written.bytes().all(|byte| byte.is_ascii_digit());
    match fault.help.as_deref() {
        _ if is_number => fault.help(format!("write what is counted as well, like `{written} days`")),
        Some(help) if help.contains('£') => fault.help("write how many days, weeks, months or years, like `30 days`"),
        _ => fault,
    }
}

/// How long a site waits before it says so, and whether it said for how long what was confirmed may be trusted.
pub(super) fn patience(decoded: &Decoded, source: &Source) -> (Patience, Option<i32>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut days = |name: &str| stretch(decoded.get(name)?, source, &mut diagnostics);
    let (closing_soon, confirmed_for) = (days("closing_soon"), days("confirmed_for"));
    let patience = Patience {
        closing_soon_days: closing_soon.unwrap_or(CLOSING_SOON),
        confirmed_for_days: confirmed_for.unwrap_or(CONFIRMED_FOR),
    };
    (patience, confirmed_for, diagnostics)
}

/// A stretch of time in days; what is none is reported.
pub(super) fn stretch(value: &Value, source: &Source, diagnostics: &mut Vec<Diagnostic>) -> Option<i32> {
    let Content::Amount(amount) = &value.content else { return None };
    let days = days(amount);
    if days.is_none() {
        let message = format!("`{}` is no stretch of time", amount.written);
        let fault = Diagnostic::new(Code::WrongValue, source.at(value.span), message);
        diagnostics.push(fault.help("write a number of days, weeks, months or years, such as `30 days`"));
    }
    days
}

/// An amount of time in days; a month has 30 and a year 365, since neither is meant to the day.
fn days(amount: &Amount) -> Option<i32> {
    let days = match &*amount.unit {
        "day" => 1,
        "week" => 7,
        "month" => 30,
        "year" => 365,
        _ => return None,
    };
    let figure = amount.figures().next()?;
    i32::try_from(figure.value / crate::date::THOUSANDTHS).ok()?.checked_mul(days)
}
