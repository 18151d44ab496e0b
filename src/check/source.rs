//! `no-source`: an amount or a time that no source covers, in a kind that asks for sources.

use super::Subject;
use crate::diagnostic::{Code, Diagnostic};
use crate::schema::{Content, Value};

/// The field that names what a claim is taken from: on the value, or on what it stands in, the nearest one counts.
const SOURCES: &str = "sources";

/// Fields about the record and not about the world.
const OWN: [&str; 4] = ["confirmed", "checked", "changes", "former_names"];

pub(super) fn check(subject: Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let all = subject.all;
    if !subject.kind.roles.needs_sources || all.catalogue.field(subject.index, SOURCES, all.kinds).is_some() {
        return;
    }
    for member in subject.record.decoded.fields.iter().filter(|member| !OWN.contains(&&*member.name)) {
        uncovered(&member.value, &member.name, &mut |value: &Value, name: &str| {
            let message = format!("no source is named for `{name}`");
            let fault = Diagnostic::new(Code::NoSource, subject.at(value.span), message);
            diagnostics.push(fault.help("name one under `sources`: beside it, on what it stands in, or on the record"));
        });
    }
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
