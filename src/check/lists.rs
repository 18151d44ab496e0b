//! Lists of other records on a record's page: `unknown-reference` for a kind that is not there, `unknown-field` for a field
//! that its records do not have.

use super::Subject;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::kind::Kind;
use crate::schema::{Member, Value};

pub(super) fn check(subject: Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for list in subject.record.decoded.get("lists").map(Value::items).unwrap_or_default() {
        let kind = list.get("kind");
        if let Some(fields_of) = list.get("fields_of").filter(|value| value.as_text() != Some("all")) {
            kind_of(subject, fields_of, diagnostics);
        } else if kind.is_none() && list.get("fields_of").is_none() && !subject.record.decoded.is_faulty("lists") {
            let fault =
                Diagnostic::new(Code::MissingField, subject.at(list.span), "this list does not say of what it is");
            diagnostics.push(fault.help("add `kind`, such as `kind: programme`, or `fields_of`"));
        }
        let Some(kind) = kind.and_then(|kind| kind_of(subject, kind, diagnostics)) else { continue };
        for facet in list.get("facet").map(Value::members).unwrap_or_default() {
            diagnostics.extend(field_of(subject, kind, facet));
        }
        let states = list.get("state").filter(|_| kind.roles.lifecycle.is_none());
        diagnostics.extend(states.map(|states| {
            let message = format!("records of the kind `{}` have no state", kind.name);
            Diagnostic::new(Code::WrongValue, subject.at(states.span), message).help("take `state` out")
        }));
    }
}

fn kind_of<'a>(subject: Subject<'a>, value: &Value, diagnostics: &mut Vec<Diagnostic>) -> Option<&'a Kind> {
    let name = value.as_text()?;
    if let Some((_, kind)) = subject.all.kinds.find(name) {
        return Some(kind);
    }
    let message = format!("there is no kind `{name}`");
    let fault = Diagnostic::new(Code::UnknownReference, subject.at(value.span), message);
    let near = nearest(name, subject.all.kinds.names());
    diagnostics.push(fault.help_with_name(near, "name a file in `content/kinds/`"));
    None
}

fn field_of(subject: Subject<'_>, kind: &Kind, facet: &Member) -> Option<Diagnostic> {
    let nothing = kind.schema.as_ref()?.field(&facet.name).err()?;
    let wrong = facet.name.get(nothing.range.clone()).unwrap_or_default();
    let message = format!("records of the kind `{}` have no field `{wrong}` here", kind.name);
    let fault = Diagnostic::new(Code::UnknownField, subject.at(facet.name_span), message);
    let before = facet.name.get(..nothing.range.start).unwrap_or_default();
    let near = nearest(wrong, nothing.known.iter().copied()).map(|near| format!("{before}{near}"));
    Some(fault.help_with_name(near.as_deref(), format!("look into `content/kinds/{}.yaml`", kind.name)))
}
