//! The rules of a kind that ask of one record alone, evaluated where it is read, so that they need not be again.

use super::Record;
use crate::kind::Kind;
use crate::kind::rule::Verdict;

/// What these rules say of a record, where they say something. A record that takes fields from another is not alone.
pub(super) fn verdicts(kind: &Kind, record: &Record) -> Vec<(usize, Verdict)> {
    if kind.roles.inherit.as_deref().is_some_and(|field| record.decoded.get(field).is_some()) {
        return Vec::new();
    }
    let alone = record.alone(kind);
    let rules = kind.rules.iter().enumerate().filter(|(_, rule)| rule.is_alone());
    let verdicts = rules.map(|(index, rule)| (index, rule.evaluate(&alone)));
    verdicts.filter(|(_, verdict)| *verdict != Verdict::Silent).collect()
}
