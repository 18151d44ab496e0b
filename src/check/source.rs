//! `no-source`: an amount or a time that no source covers, in a kind that asks for sources.

use super::Subject;
use crate::diagnostic::{Code, Diagnostic, listed};
use crate::record::Record;
use crate::schema::{Content, Value};
use crate::source::Span;

/// The field that names what a claim is taken from: on the value, or on what it stands in, the nearest one counts.
const SOURCES: &str = "sources";

/// Fields about the record and not about the world.
const OWN: [&str; 4] = ["confirmed", "checked", "changes", "former_names"];

pub(super) fn check(subject: Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let Subject { record, kind, .. } = subject;
    if !kind.roles.needs_sources || kind.roles.is_inherit_faulty || is_covered(subject) {
        return;
    }
    let mut found: Vec<(Span, String)> = Vec::new();
    for member in record.decoded.fields.iter().filter(|member| !OWN.contains(&&*member.name)) {
        uncovered(&member.value, &member.name, &mut |value: &Value, name: &str| {
            found.push((value.span, name.to_owned()));
        });
    }
    let Some(((span, name), others)) = found.split_first() else { return };
    let message = format!("no source is named for `{name}`");
    let fault = Diagnostic::new(Code::NoSource, subject.at(*span), message);
    let fault = fault.help("name one under `sources`: beside it, on what it stands in, or on the record");
    // Who forgot the sources of a record forgot them once.
    diagnostics.push(match others {
        [] => fault,
        others => fault.note(format!("nor for {}", listed(others.iter().map(|(_, name)| &**name)))),
    });
}

/// Whether the whole record has sources, its own or those of the record from which it takes them; or may have them, where
/// these cannot be read.
fn is_covered(subject: Subject<'_>) -> bool {
    let Subject { all, index, record, .. } = subject;
    let is_faulty = |record: &Record| record.is_faulty || record.decoded.is_faulty(SOURCES);
    all.catalogue.field(index, SOURCES, all.kinds).is_some()
        || is_faulty(record)
        || all.catalogue.ancestors(index).filter_map(|index| all.catalogue.get(index)).any(is_faulty)
}

/// The amounts and times in a value that nothing inside it covers.
fn uncovered(value: &Value, name: &str, found: &mut dyn FnMut(&Value, &str)) {
    match &value.content {
        Content::Amount(_) | Content::Period(_) | Content::Term(_) | Content::Relative(_) => found(value, name),
        Content::List(items) => items.iter().for_each(|item| uncovered(item, name, found)),
        Content::Parts(parts) => parts.iter().for_each(|part| uncovered(&part.value, part.slug(), found)),
        Content::Object(members) if value.get(SOURCES).is_none() => {
            members.iter().for_each(|member| uncovered(&member.value, &member.name, found));
        }
        _ => {}
    }
}
