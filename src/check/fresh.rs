//! `not-confirmed`: what was last known to be true too long ago.

use super::Subject;
use crate::date::State;
use crate::diagnostic::{Code, Diagnostic};

/// What is over needs nobody to look after it.
const OVER: [State; 2] = [State::Closed, State::Withdrawn];

pub(super) fn check(subject: Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let all = subject.all;
    let Some(days) = all.site.confirmed_for else { return };
    let Some(held) = all.catalogue.field(subject.index, "confirmed", all.kinds) else { return };
    let timeline = all.catalogue.life(subject.index).and_then(|life| life.timeline.as_ref());
    let is_over = timeline.is_some_and(|timeline| OVER.contains(&timeline.state_on(all.as_of)));
    let is_own = held.by == subject.index;
    let is_left = subject.record.decoded.text("review") == Some("none");
    let Some(confirmed) = held.value.as_period() else { return };
    if is_over || is_left || !is_own || confirmed.last.plus_days(days) >= all.as_of {
        return;
    }
    let message =
        format!("{} was last confirmed in {}, which is too long ago", subject.record.title(), confirmed.words);
    diagnostics.push(
        Diagnostic::new(Code::NotConfirmed, subject.at(held.value.span), message)
            .note(format!("`content/site.yaml` trusts what was confirmed for {days} days"))
            .help("look whether it is still true and write the new day, or write `review: none` where nobody will"),
    );
}
