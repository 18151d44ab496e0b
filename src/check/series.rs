//! Records that follow on one another: `reference-loop`, `version-fork`, `version-overlap`.

use super::Subject;
use crate::catalogue::RecordIndex;
use crate::date::Window;
use crate::diagnostic::{Code, Diagnostic};
use crate::kind::PARENT;
use crate::record;
use crate::source::Place;

/// How many versions of one thing are looked at.
const VERSIONS: usize = 64;

/// The field that names the older version.
const REPLACES: &str = "replaces";

pub(super) fn check(subject: Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let roles = &subject.kind.roles;
    let fields = [Some(REPLACES), roles.inherit.as_deref(), roles.is_taxonomy.then_some(PARENT)];
    for field in fields.into_iter().flatten() {
        diagnostics.extend(circle(subject, field));
    }
    if let Some(versions) = &subject.kind.roles.versions {
        if !versions.forks {
            diagnostics.extend(fork(subject));
        }
        diagnostics.extend(overlap(subject));
    }
}

/// A chain of records that comes back to its beginning. Told once, at the record that comes first.
fn circle(subject: Subject<'_>, field: &str) -> Option<Diagnostic> {
    let next = |index: RecordIndex| subject.all.catalogue.named_by(index, field);
    let mut chain = vec![subject.index];
    while let Some(at) = next(*chain.last()?) {
        if at == subject.index {
            break;
        }
        // The circle is further on and is told there, or told already.
        if at < subject.index || chain.contains(&at) {
            return None;
        }
        chain.push(at);
    }
    next(*chain.last()?).filter(|last| *last == subject.index)?;
    let place = subject.at(subject.record.decoded.get(field)?.span);
    let titles =
        chain.iter().skip(1).filter_map(|index| subject.all.catalogue.get(*index)).map(|record| record.title());
    let message = match titles.collect::<Vec<_>>().as_slice() {
        [] => format!("`{field}` names this very record"),
        others => format!("`{field}` leads in a circle, by way of {}", others.join(", ")),
    };
    let fault = Diagnostic::new(Code::ReferenceLoop, place, message);
    let other = chain.get(1).and_then(|index| subject.other(*index));
    let fault = match other.and_then(|other| Some(other.at(other.record.decoded.get(field)?.span))) {
        Some(place) => fault.also(place, "which goes on here"),
        None => fault,
    };
    Some(match chain.len() {
        1 => fault.help(format!("take `{field}` out, or name another record")),
        _ => fault.help(format!("take `{field}` out of one of them")),
    })
}

/// Two records that replace the same one. Told at the second.
fn fork(subject: Subject<'_>) -> Option<Diagnostic> {
    let catalogue = subject.all.catalogue;
    let older = catalogue.named_by(subject.index, REPLACES)?;
    let newer = catalogue.backlinks(older).iter().filter(|back| &*back.name == "replaced_by");
    let first = newer.map(|back| back.from).find(|from| catalogue.named_by(*from, REPLACES) == Some(older))?;
    let first = subject.other(first).filter(|first| first.index < subject.index)?;
    let place = |subject: Subject<'_>| Some(subject.at(subject.record.decoded.get(REPLACES)?.span));
    let title = catalogue.get(older)?.title();
    let message = format!("{title} is replaced by two records");
    let fault = Diagnostic::new(Code::VersionFork, place(subject)?, message).label("this one");
    Some(
        fault.also(place(first)?, "and this one").help(
            "let one of them replace the other, or write `versions: {forks: true}` in the kind if both are meant",
        ),
    )
}

/// A version in which one could come in before the one that it replaces was over.
fn overlap(subject: Subject<'_>) -> Option<Diagnostic> {
    let older = subject.other(subject.all.catalogue.named_by(subject.index, REPLACES)?)?;
    let (window, place) = entry(subject, "from")?;
    let (old, old_place) = entry(older, "until")?;
    let (first, last) = (window.first_day()?, old.last_day()?);
    // Versions in a circle have been told.
    let replaces = |at: &RecordIndex| subject.all.catalogue.named_by(*at, REPLACES);
    let mut older_ones = std::iter::successors(Some(older.index), replaces).take(VERSIONS);
    if first > last || older_ones.any(|at| at == subject.index) {
        return None;
    }
    let message = format!(
        "{} opens on {}, before {}, which it replaces, is over on {}",
        subject.record.title(),
        first.words(),
        older.record.title(),
        last.words()
    );
    let fault = Diagnostic::new(Code::VersionOverlap, place, message).also(old_place, "which ends too late");
    Some(fault.help("correct one of the two"))
}

/// The window in which one can come in, and the place of one of its ends.
fn entry(subject: Subject<'_>, end: &str) -> Option<(Window, Place)> {
    let lifecycle = subject.kind.roles.lifecycle.as_ref()?;
    let value = subject.record.decoded.get(&lifecycle.entry)?;
    let end = value.get(end).or_else(|| value.get("during")).unwrap_or(value);
    Some((record::window(Some(value))?, subject.at(end.span)))
}
