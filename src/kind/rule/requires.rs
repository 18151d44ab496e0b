use super::path::{Apart, Holder};
use super::subject::{Subject, place};
use super::verdict::{Breach, Verdict};
use crate::diagnostic::{Code, listed};

/// Where there is the first field, there have to be the others.
#[derive(Debug)]
pub(super) struct Requires(pub(super) Apart);

impl Requires {
    pub(super) fn evaluate<'a>(&self, subject: &dyn Subject<'a>) -> Verdict {
        let Some((given, others)) = self.0.rest().split_first() else { return Verdict::Silent };
        let breach = |holder: Holder<'_, 'a>| {
            let spot = holder.one(given)?;
            let decoded = subject.alone().decoded;
            let missing = others.iter().filter(|path| holder.one(path).is_none() && !path.is_faulty(decoded));
            let missing: Vec<String> = missing.map(super::path::Path::written).collect();
            let names = listed(missing.iter().map(String::as_str));
            let first = missing.first()?;
            Some(Breach {
                code: Code::BrokenRule,
                place: place(subject, Some((spot.field, spot.value.span))),
                message: format!("`{}` has to have {names} beside it", given.written()),
                label: String::new(),
                also: Vec::new(),
                help: Some(match missing.len() {
                    1 => format!("add a line `{first}: …`, or take `{}` out", given.written()),
                    _ => format!("add lines for {names}, or take `{}` out", given.written()),
                }),
            })
        };
        Verdict::of(self.0.holders(subject).into_iter().filter_map(breach).collect())
    }
}
