//! `future-date`: a day on which somebody is said to have looked at a record or changed it, and which has not come.

use super::Subject;
use crate::diagnostic::{Code, Diagnostic};
use crate::schema::Value;

pub(super) fn check(subject: Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let (all, decoded) = (subject.all, &subject.record.decoded);
    // Who asks what a site would have been on an earlier day meets later ones on purpose.
    if !all.is_today {
        return;
    }
    let changes = decoded.get("changes").map(Value::items).unwrap_or_default();
    let days = [decoded.get("confirmed"), decoded.get("checked").and_then(|checked| checked.get("on"))];
    let days = days.into_iter().chain(changes.iter().map(|change| change.get("on"))).flatten();
    for (value, period) in days.filter_map(|value| Some((value, value.as_period()?))) {
        if period.first > all.as_of {
            let message = format!("{} has not come yet: today is {}", period.words, all.as_of.words());
            let fault = Diagnostic::new(Code::FutureDate, subject.at(value.span), message);
            diagnostics.push(fault.help("write the day on which it was done"));
        }
    }
}
