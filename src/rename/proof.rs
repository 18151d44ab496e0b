//! Whether a site says under the new name what it said under the old one.

use super::Refusal;
use super::name::Wanted;
use crate::catalogue::{Catalogue, RecordIndex};
use crate::diagnostic::{Code, Diagnostic};
use crate::page::Site;
use crate::pipeline::{Options, analyse, render};
use crate::record::Record;
use crate::schema::{Content, Member, Value};
use crate::source::{Place, SourcePath, Sources};
use std::collections::BTreeMap;

/// Compares a site with what it would be.
pub(super) fn prove(
    before: &Site,
    wanted: &Wanted<'_>,
    (sources, after): (&Sources, &Sources),
    options: Options,
) -> Result<(), Refusal> {
    let now = analyse(after, Options { drafts: true, ..options }).site;
    let mut changed: Vec<Place> = Vec::new();
    for (index, record) in before.catalogue.all() {
        let is_it = index == wanted.index;
        let slug = if is_it { wanted.new_slug() } else { &record.slug };
        let found = now.catalogue.all_of_kind(record.kind).find(|(_, other)| *other.slug == *slug);
        let is_same = found.is_some_and(|(other_index, other)| {
            let compared = Compared { wanted, is_it };
            (record.path == other.path && sources.get(&record.path) == after.get(&other.path)
                || compared.fields(&record.decoded.fields, &other.decoded.fields))
                && lead_alike((&before.catalogue, index, record), (&now.catalogue, other_index, other), wanted)
        });
        if !is_same && let Some(source) = sources.get(&record.path) {
            changed.push(source.at(record.anchor));
        }
    }
    let faults = new_faults(wanted, (sources, after), options);
    if !faults.is_empty() {
        return Err(Refusal::Faults(faults, after.clone()));
    }
    if changed.is_empty() { Ok(()) } else { Err(Refusal::Places(changed)) }
}

/// What would be found afterwards and is not found now.
fn new_faults(wanted: &Wanted<'_>, (sources, after): (&Sources, &Sources), options: Options) -> Vec<Diagnostic> {
    let found = |sources: &Sources| {
        let output = render(analyse(sources, options), sources);
        match output.prove() {
            Ok(_) => output.found(),
            Err(diagnostics) => diagnostics,
        }
    };
    let mut then = found(after);
    // A sound site is the rule, and need not be made twice.
    if then.is_empty() {
        return then;
    }
    let path = &wanted.record.path;
    let (folder, file) = path.rsplit_once('/').unwrap_or_default();
    let moved = file
        .strip_prefix(wanted.old)
        .filter(|_| wanted.part.is_none())
        .map(|ending| SourcePath::from(format!("{folder}/{}{ending}", wanted.new)));
    let mut known: BTreeMap<(SourcePath, Code), usize> = BTreeMap::new();
    for diagnostic in found(sources) {
        let at = &diagnostic.primary.place.path;
        let at = moved.as_ref().filter(|_| at == path).unwrap_or(at).clone();
        *known.entry((at, diagnostic.code)).or_default() += 1;
    }
    then.retain(|diagnostic| {
        let key = (diagnostic.primary.place.path.clone(), diagnostic.code);
        match known.get_mut(&key).filter(|count| **count > 0) {
            Some(count) => {
                *count -= 1;
                false
            }
            None => true,
        }
    });
    then
}

/// Whether the references of a record lead where they led.
fn lead_alike(
    (before, index, record): (&Catalogue, RecordIndex, &Record),
    (now, other_index, other): (&Catalogue, RecordIndex, &Record),
    wanted: &Wanted<'_>,
) -> bool {
    let count = record.decoded.references.len();
    let led = |number| {
        let target = before.target(index, number)?;
        let record = before.get(target.record)?;
        let is_it = target.record == wanted.index;
        let slug = if is_it { wanted.new_slug() } else { &record.slug };
        let part = target.part.as_deref();
        let part = part.map(|part| if is_it { wanted.new_path(part) } else { part.to_owned() });
        Some((record.kind, slug.to_owned(), part))
    };
    let leads = |number| {
        let target = now.target(other_index, number)?;
        let record = now.get(target.record)?;
        Some((record.kind, record.slug.to_string(), target.part.as_deref().map(str::to_owned)))
    };
    count == other.decoded.references.len() && (0..count).all(|number| led(number) == leads(number))
}

struct Compared<'a> {
    wanted: &'a Wanted<'a>,
    /// Whether this is the record that is renamed, or whose part is.
    is_it: bool,
}

impl Compared<'_> {
    /// Whether the same fields say the same; where the record was found before has its own field.
    fn fields(&self, before: &[Member], now: &[Member]) -> bool {
        let others = |members: &[Member]| -> Vec<Member> {
            members.iter().filter(|member| !self.is_it || &*member.name != "redirect_from").cloned().collect()
        };
        self.members(&others(before), &others(now))
    }

    fn members(&self, before: &[Member], now: &[Member]) -> bool {
        before.len() == now.len()
            && before.iter().zip(now).all(|(a, b)| a.name == b.name && self.same(&a.value, &b.value))
    }

    fn same(&self, before: &Value, now: &Value) -> bool {
        match (&before.content, &now.content) {
            // Where these lead is asked elsewhere.
            (Content::Reference(_), Content::Reference(_)) | (Content::Prose(_), Content::Prose(_)) => true,
            (Content::List(a), Content::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| self.same(a, b)),
            (Content::Object(a), Content::Object(b)) => self.members(a, b),
            (Content::Parts(a), Content::Parts(b)) => {
                let path = |path: &str| if self.is_it { self.wanted.new_path(path) } else { path.to_owned() };
                a.len() == b.len()
                    && a.iter().zip(b).all(|(a, b)| path(&a.path) == *b.path && self.same(&a.value, &b.value))
            }
            // Values of their own have no places in them.
            (a, b) => format!("{a:?}") == format!("{b:?}"),
        }
    }
}
