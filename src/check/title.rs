//! Titles that follow the states of records: `unknown-reference` for a kind that is not there, `wrong-value` for one whose
//! records have no state.

use super::Subject;
use crate::diagnostic::{Code, Diagnostic, nearest};

pub(super) fn check(subject: Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let of = subject.record.decoded.get("title_by_state").and_then(|said| said.get("of"));
    let Some((of, name)) = of.and_then(|of| Some((of, of.as_text()?))) else { return };
    let Some((_, kind)) = subject.all.kinds.find(name) else {
        let fault = Diagnostic::new(Code::UnknownReference, subject.at(of.span), format!("there is no kind `{name}`"));
        let near = nearest(name, subject.all.kinds.names());
        diagnostics.push(fault.help_with_name(near, "name a file in `content/kinds/`"));
        return;
    };
    if !kind.roles.has_lifecycle {
        let message = format!("records of the kind `{name}` have no state");
        let fault = Diagnostic::new(Code::WrongValue, subject.at(of.span), message);
        diagnostics.push(fault.help("name a kind with a `lifecycle`"));
    }
}
