//! A field that is printed by `[](?field)`.

use super::{Page, Written};
use crate::catalogue::RecordIndex;
use crate::check::Checked;
use crate::diagnostic::{Code, Diagnostic, listed, nearest};
use crate::schema::Content;

impl Page<'_> {
    /// A field that is printed and is not there, or is no single value.
    pub(super) fn no_field(self, index: RecordIndex, path: &str, written: Written<'_, '_>) -> Option<Diagnostic> {
        let Checked { catalogue, kinds, .. } = self.all;
        let record = catalogue.get(index).filter(|record| !record.is_faulty)?;
        if let Some(held) = catalogue.value_at(index, path, kinds) {
            let is_one = !matches!(
                held.value.content,
                Content::List(_) | Content::Object(_) | Content::Parts(_) | Content::Prose(_)
            );
            let fault =
                Diagnostic::new(Code::DanglingLink, written.place_of(path), format!("`{path}` is no single value"));
            let inside: Vec<&str> = names(&held.value.content);
            return (!is_one).then(|| match inside.as_slice() {
                [] => fault.help("name a field that holds one value"),
                inside => fault.help(format!(
                    "name a value inside it, such as `{path}.{}`",
                    inside.first().copied().unwrap_or_default()
                )),
            });
        }
        let names: Vec<&str> = path.split('.').collect();
        let known_to = (1..names.len()).rev().find(|count| {
            let before = names.get(..*count).map(|names| names.join(".")).unwrap_or_default();
            catalogue.value_at(index, &before, kinds).is_some()
        });
        let before = known_to.and_then(|count| names.get(..count)).map(|names| names.join(".")).unwrap_or_default();
        let wrong = names.get(known_to.unwrap_or(0)).copied().unwrap_or_default();
        if record.decoded.is_faulty(wrong) {
            return None;
        }
        let known: Vec<&str> = match catalogue.value_at(index, &before, kinds) {
            Some(held) => self::names(&held.value.content),
            None => record.decoded.fields.iter().map(|member| &*member.name).collect(),
        };
        let of =
            if before.is_empty() { record.title().to_owned() } else { format!("`{before}` of {}", record.title()) };
        let fault =
            Diagnostic::new(Code::DanglingLink, written.place_of(wrong), format!("{of} has no value `{wrong}`"));
        let otherwise = match known.as_slice() {
            [] => "name a field that holds one value".to_owned(),
            known => format!("name one of {}", listed(known.iter().copied())),
        };
        Some(fault.help_with_name(nearest(wrong, known.iter().copied()), otherwise))
    }
}

/// The names of the values inside a value.
fn names(content: &Content) -> Vec<&str> {
    match content {
        Content::Object(members) => members.iter().map(|member| &*member.name).collect(),
        Content::Parts(parts) => parts.iter().map(|part| part.slug()).collect(),
        _ => Vec::new(),
    }
}
