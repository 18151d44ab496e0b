//! What is wrong with the ways into the site.

use crate::diagnostic::{Code, Diagnostic, listed, nearest};
use crate::schema::{Content, Decoded, Member, Value};
use crate::source::Source;

/// Doors that are no link, and an order of doors that are not there.
pub(super) fn check(decoded: &Decoded, source: &Source) -> Vec<Diagnostic> {
    let doors = decoded.get("doors").map(Value::members).unwrap_or_default();
    let mut faults: Vec<Diagnostic> = doors.iter().filter_map(|door| no_link(decoded, door, source)).collect();
    let known = || doors.iter().map(|door| &*door.name);
    let orders =
        decoded.get("home_by_state").and_then(|said| said.get("doors")).map(Value::members).unwrap_or_default();
    let unknown = |named: &&Value| named.as_text().is_some_and(|name| !known().any(|known| known == name));
    for named in orders.iter().flat_map(|order| order.value.items()).filter(unknown) {
        let name = named.as_text().unwrap_or_default();
        let fault =
            Diagnostic::new(Code::UnknownReference, source.at(named.span), format!("there is no door `{name}`"));
        let otherwise = match listed(known()) {
            known if known.is_empty() => "add it under `doors`, or take the line out".to_owned(),
            known => format!("name one of {known}"),
        };
        faults.push(fault.help_with_name(nearest(name, known()), otherwise));
    }
    faults
}

fn no_link(decoded: &Decoded, door: &Member, source: &Source) -> Option<Diagnostic> {
    let link = door.value.get("link")?;
    let Content::Prose(index) = link.content else { return None };
    let text = decoded.prose.get(index)?;
    let is_link = match text.outline.links.as_slice() {
        [only] => only.whole == (0..text.text().trim_end().len()),
        _ => false,
    };
    let fault =
        || Diagnostic::new(Code::WrongValue, source.at(link.span), format!("the door `{}` is not one link", door.name));
    (!is_link).then(|| fault().help("write `[words](kind:name)` or `[words](/path/)` here, and the rest under `text`"))
}
