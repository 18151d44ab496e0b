//! `loose-figure`: an amount in a text, an e-mail address or a telephone number that no field of the record holds, nor one of a record that
//! it refers to. It would be forgotten when the fact changes.

use super::Subject;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::record::Record;
use crate::schema::{Content, Member, Mention, Mentioned, Value};

/// How many of one record are told, as for its links.
const TOLD: usize = 200;

pub(super) fn check(subject: Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if subject.record.decoded.mentions.is_empty() || may_be_lost(subject) {
        return;
    }
    let mut loose = subject.record.decoded.mentions.iter().filter(|mention| !is_held(subject, &mention.what));
    let mut told: Vec<Diagnostic> = loose.by_ref().take(TOLD).map(|mention| fault(subject, mention)).collect();
    let more = loose.count();
    if more > 0
        && let Some(last) = told.pop()
    {
        told.push(last.note(format!("the texts of this record have {more} more that no field holds")));
    }
    diagnostics.extend(told);
}

fn fault(subject: Subject<'_>, mention: &Mention) -> Diagnostic {
    let place = subject.at(mention.span);
    match &mention.what {
        Mentioned::Amount(amount) => Diagnostic::new(
            Code::LooseFigure,
            place,
            format!("no field holds `{}`, which stands in this text", amount.written),
        )
        .help("write it in a field of its own, and print it here with `[](?field)`"),
        Mentioned::Phone(number) => {
            let message = format!("no field holds the telephone number `{number}`, which stands in this text");
            Diagnostic::new(Code::LooseFigure, place, message)
                .help("write it in a field of the format `phone`, of this record or of one that it names")
        }
        Mentioned::Address(address) => {
            let message = format!("no field holds the address `{address}`, which stands in this text");
            let mut fault = Diagnostic::new(Code::LooseFigure, place, message);
            // A letter to a wrong address goes astray, while a wrong amount can be looked up.
            fault.severity = Severity::Error;
            fault.help("write it in a field of the format `email`, of this record or of one that it names")
        }
    }
}

/// Whether a field that would hold it may be one that could not be read, here or in a record that this one names.
fn may_be_lost(subject: Subject<'_>) -> bool {
    let catalogue = subject.all.catalogue;
    let is_faulty = |record: &Record| record.is_faulty || !record.decoded.faulty.is_empty();
    let is_lost = |reference: usize| match catalogue.target(subject.index, reference) {
        Some(target) => catalogue.get(target.record).is_none_or(is_faulty),
        None => true,
    };
    is_faulty(subject.record) || (0..subject.record.decoded.references.len()).any(is_lost)
}

/// Whether a field of the record holds it, or of a record that it names or takes fields from.
fn is_held(subject: Subject<'_>, what: &Mentioned) -> bool {
    let catalogue = subject.all.catalogue;
    let named = (0..subject.record.decoded.references.len())
        .filter_map(|reference| catalogue.target(subject.index, reference))
        .map(|target| target.record);
    let others = named.chain(catalogue.parent(subject.index)).filter_map(|index| catalogue.get(index));
    let mut records = std::iter::once(subject.record).chain(others);
    records.any(|record| record.decoded.fields.iter().any(|member| holds(member, what)))
}

fn holds(member: &Member, what: &Mentioned) -> bool {
    value_holds(&member.value, what)
}

fn value_holds(value: &Value, what: &Mentioned) -> bool {
    match (&value.content, what) {
        (Content::Amount(amount), Mentioned::Amount(mentioned)) => amount.is_same_figure(mentioned),
        (Content::Relative(relative), Mentioned::Amount(mentioned)) => relative.amount.is_same_figure(mentioned),
        (Content::Text(text), Mentioned::Address(address)) => text.eq_ignore_ascii_case(address),
        (Content::Text(text), Mentioned::Phone(number)) => digits(text) == digits(number),
        (Content::List(items), _) => items.iter().any(|item| value_holds(item, what)),
        (Content::Object(members), _) => members.iter().any(|member| holds(member, what)),
        (Content::Parts(parts), _) => parts.iter().any(|part| value_holds(&part.value, what)),
        _ => false,
    }
}

/// The digits of a telephone number as it is dialled at home, without its extension.
fn digits(number: &str) -> String {
    let number = number.split(['x', 'e', '#']).next().unwrap_or_default().replace("(0)", "");
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let abroad =
        if number.trim_start().starts_with('+') { digits.strip_prefix("44") } else { digits.strip_prefix("0044") };
    abroad.map_or_else(|| digits.clone(), |rest| format!("0{rest}"))
}
