//! `listed_by`: some record of a kind has to name each record of another.

use crate::catalogue::{Catalogue, RecordIndex};
use crate::diagnostic::{Code, Diagnostic, nearest, one};
use crate::kind::rule::{Breach, Rule};
use crate::kind::{Kind, Kinds};
use crate::record::Record;
use crate::source::Place;
use std::collections::BTreeSet;

pub(super) fn check(catalogue: &Catalogue, kinds: &Kinds) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for (index, kind) in kinds.iter().enumerate() {
        for (rule, lists) in kind.rules.iter().filter_map(|rule| Some((rule, rule.listed_by()?))) {
            let lists: Vec<(usize, &Kind)> = lists.iter().filter_map(|name| kinds.find(name)).collect();
            diagnostics.extend(of_rule(catalogue, (index, kind), rule, &lists));
        }
    }
    diagnostics
}

fn of_rule(
    catalogue: &Catalogue,
    (index, kind): (usize, &Kind),
    rule: &Rule,
    lists: &[(usize, &Kind)],
) -> Vec<Diagnostic> {
    let named = Named::by(catalogue, lists);
    // What a record that cannot be read names, nobody knows.
    if named.is_incomplete {
        return Vec::new();
    }
    let nouns: Vec<String> = lists.iter().map(|(_, kind)| kind.noun()).collect();
    let is_unlisted = |(index, record): &(RecordIndex, &Record)| {
        !record.is_faulty
            && !named.records.contains(index)
            && nearest(&record.slug, named.lost.iter().copied()).is_none()
    };
    let breach = |(_, record): (RecordIndex, &Record)| Breach {
        code: Code::UnlistedRecord,
        place: Place { path: record.path.clone(), span: record.anchor },
        message: format!("no {} names the {} `{}`", nouns.join(" and no "), kind.noun(), record.slug),
        label: String::new(),
        also: Vec::new(),
        help: Some(format!("name it in {} that it belongs to, or remove it", one(&nouns.join(" or ")))),
    };
    let unlisted = catalogue.all_of_kind(index).filter(is_unlisted);
    unlisted.map(|found| rule.diagnostic(breach(found))).collect()
}

/// What the records of some kinds name.
struct Named<'a> {
    records: BTreeSet<RecordIndex>,
    /// Names that lead nowhere, without kind and part: one of them may mean a record that seems to be named by none.
    lost: Vec<&'a str>,
    is_incomplete: bool,
}

impl<'a> Named<'a> {
    fn by(catalogue: &'a Catalogue, lists: &[(usize, &Kind)]) -> Self {
        let mut named = Self { records: BTreeSet::new(), lost: Vec::new(), is_incomplete: false };
        for (kind, _) in lists {
            named.is_incomplete |= catalogue.is_incomplete(*kind);
            for (from, record) in catalogue.all_of_kind(*kind) {
                // What is wrong may be the very field that names it.
                named.is_incomplete |= record.is_faulty || !record.decoded.faulty.is_empty();
                for (index, reference) in record.decoded.references.iter().enumerate() {
                    match catalogue.target(from, index) {
                        Some(target) if target.record != from => drop(named.records.insert(target.record)),
                        Some(_) => {}
                        None => named.lost.push(bare(&reference.written)),
                    }
                }
            }
        }
        named
    }
}

fn bare(written: &str) -> &str {
    let name = written.split_once(':').map_or(written, |(_, name)| name);
    name.split('/').next().unwrap_or(name)
}
