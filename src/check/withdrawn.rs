//! `reversed-window` over two fields: what was withdrawn before it began.

use super::Subject;
use crate::diagnostic::{Code, Diagnostic};
use crate::record;

pub(super) fn check(subject: Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(lifecycle) = &subject.kind.roles.lifecycle else { return };
    let own = |name: &str| subject.record.decoded.get(name);
    let (Some(entry), Some(withdrawn)) = (own(&lifecycle.entry), own("withdrawn")) else { return };
    let first = record::window(Some(entry)).and_then(|window| window.first_day());
    let (Some(first), Some(day)) = (first, withdrawn.as_period()) else { return };
    if day.last < first {
        let message = format!("this was withdrawn on {}, before it began", day.words);
        let fault = Diagnostic::new(Code::ReversedWindow, subject.at(withdrawn.span), message);
        let fault = fault.also(subject.at(entry.span), format!("it began on {}", first.words()));
        diagnostics.push(fault.help("correct one of the two days"));
    }
}
