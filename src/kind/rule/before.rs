use super::days::days;
use super::path::Apart;
use super::subject::{Subject, place};
use super::verdict::{Breach, Verdict};
use crate::diagnostic::Code;

/// The first day of the first field is not after the last day of the second.
#[derive(Debug)]
pub(super) struct Before(pub(super) Apart);

impl Before {
    pub(super) fn evaluate<'a>(&self, subject: &dyn Subject<'a>) -> Verdict {
        let [earlier, later] = self.0.rest() else { return Verdict::Silent };
        let breach = |holder: super::path::Holder<'_, 'a>| {
            let (from, until) = (holder.one(earlier)?, holder.one(later)?);
            let (first, last) = (days(from.value)?.first?, days(until.value)?.last?);
            (first > last).then(|| Breach {
                code: Code::BrokenRule,
                place: place(subject, Some((until.field, until.value.span))),
                message: format!("`{}` lies before `{}`", later.written(), earlier.written()),
                label: format!("ends on {last}"),
                also: vec![(place(subject, Some((from.field, from.value.span))), format!("begins on {first}"))],
                help: Some("correct one of the two".to_owned()),
            })
        };
        Verdict::of(self.0.holders(subject).into_iter().filter_map(breach).collect())
    }
}
