//! Lists of other records on a record's page: `unknown-reference` for a kind that is not there, `unknown-field` for a field
//! that its records do not have.

use super::Subject;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::kind::Kind;
use crate::schema::{Member, Shape, Target, Value};

pub(super) fn check(subject: Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for list in subject.record.decoded.get("lists").map(Value::items).unwrap_or_default() {
        let kind = list.get("kind");
        if let (Some(kind), Some(_)) = (kind, list.get("fields_of")) {
            let fault = Diagnostic::new(Code::WrongValue, subject.at(kind.span), "a list is of records or of fields");
            diagnostics.push(fault.help("take out `kind`, or `fields_of`, or make two lists of it"));
        }
        if let Some(fields_of) = list.get("fields_of").filter(|value| value.as_text() != Some("all")) {
            kind_of(subject, fields_of, diagnostics);
        } else if kind.is_none() && list.get("fields_of").is_none() && !subject.record.decoded.is_faulty("lists") {
            let fault =
                Diagnostic::new(Code::MissingField, subject.at(list.span), "this list does not say of what it is");
            diagnostics.push(fault.help("add `kind`, such as `kind: programme`, or `fields_of`"));
        }
        let Some(kind) = kind.and_then(|kind| kind_of(subject, kind, diagnostics)) else { continue };
        for facet in list.get("facet").map(Value::members).unwrap_or_default() {
            diagnostics.extend(field_of(subject, kind, facet).or_else(|| value_of(subject, kind, facet)));
        }
        let states = list.get("state").filter(|_| !kind.roles.has_lifecycle);
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

/// A value that no record can have leaves a list empty without a word.
fn value_of(subject: Subject<'_>, kind: &Kind, facet: &Member) -> Option<Diagnostic> {
    let schema = kind.schema.as_ref()?;
    let wanted = facet.value.as_text()?;
    let shape = schema.item(schema.shape(schema.field(&facet.name).ok()?.shape));
    let (known, what): (Vec<&str>, _) = match shape {
        Shape::Choice(choices) => {
            (choices.iter().map(|choice| &*choice.value).collect(), "is not one of the choices for")
        }
        Shape::Boolean => (vec!["true", "false"], "is neither yes nor no for"),
        Shape::Reference(targets) => {
            let Target::Kinds(kinds) = &targets.to else { return None };
            let (catalogue, all) = (subject.all.catalogue, subject.all.kinds);
            let numbers = kinds.iter().filter_map(|kind| Some(all.find(kind)?.0));
            let slugs = numbers.flat_map(|number| catalogue.all_of_kind(number)).map(|(_, record)| &*record.slug);
            (slugs.collect(), "is no record that can stand in")
        }
        _ => return None,
    };
    let name = wanted.rsplit(':').next().unwrap_or(wanted).split('/').next().unwrap_or(wanted);
    if known.contains(&name) {
        return None;
    }
    let message = format!("`{wanted}` {what} `{}`", facet.name);
    let fault = Diagnostic::new(Code::WrongValue, subject.at(facet.value.span), message);
    let near = nearest(name, known.iter().copied());
    Some(fault.help_with_name(near, format!("write a value that a record of the kind `{}` may have", kind.name)))
}
