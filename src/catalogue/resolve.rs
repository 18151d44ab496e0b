use super::index::Index;
use super::join::RecordIndex;
use super::link::{Destination, destination};
use super::nowhere::Nowhere;
use super::resolved::Targets;
use crate::diagnostic::Diagnostic;
use crate::kind::Kinds;
use crate::markdown::Link;
use crate::record::Record;
use crate::schema::{Content, Places, Prose, Reference, Shape, Target as Declared};
use crate::source::{Place, Sources};
use crate::yaml;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Where a reference leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The record.
    pub record: RecordIndex,
    /// The path of a part of it.
    pub part: Option<Box<str>>,
}

pub(super) struct Resolver<'a> {
    pub(super) records: &'a [Arc<Record>],
    /// How many of them are shown; drafts follow.
    pub(super) published: usize,
    pub(super) index: &'a Index,
    /// Kinds that may have records which could not be read.
    pub(super) incomplete: &'a BTreeSet<usize>,
    pub(super) kinds: &'a Kinds,
    pub(super) sources: &'a Sources,
}

/// How many dead links of one record are told: to find a place in a text is to read it again, and nobody mends more in
/// one go.
const LINKS_TOLD: usize = 200;

impl Resolver<'_> {
    /// Where the references of a record lead, in their order, and what is wrong with them and with the links in its prose.
    pub(super) fn record(&self, record: &Record) -> (Targets, Vec<Diagnostic>) {
        let is_shown = !record.is_draft || self.published == self.records.len();
        let mut diagnostics = self.prose(&record.decoded.prose, &record.path, is_shown);
        let mut resolve = |reference: &Reference| {
            let found = self.reference(record, reference).and_then(|target| self.shown(target, is_shown));
            found.map_err(|nowhere| diagnostics.extend(self.dangling(record, reference, &nowhere))).ok()
        };
        let targets = record.decoded.references.iter().map(&mut resolve).collect();
        (targets, diagnostics)
    }

    fn dangling(&self, record: &Record, reference: &Reference, nowhere: &Nowhere<'_>) -> Option<Diagnostic> {
        // Most references lead somewhere, and the file of each record need not be looked up for them.
        let source = self.sources.get(&record.path).filter(|_| !self.is_told_elsewhere(nowhere))?;
        // A name that an alias stands for is mended where it was written, and there it may be another field's.
        let is_certain = |place: &Place| !yaml::may_be_shared(source.text(), record.anchor.start(), place.span);
        Some(self.diagnostic(nowhere, &reference.written, source.at(reference.span)).doubting(is_certain))
    }

    /// What is wrong with the links in the prose of a file.
    pub(super) fn prose(&self, prose: &[Prose], path: &str, is_shown: bool) -> Vec<Diagnostic> {
        let links =
            prose.iter().enumerate().flat_map(|(at, text)| text.outline.links.iter().map(move |link| (at, link)));
        let faults = links.filter_map(|(text, link)| {
            let nowhere = match destination(&link.destination, self.kinds) {
                Destination::Record { kind, name, .. } => {
                    self.named(&[kind], name).and_then(|target| self.shown(target, is_shown)).err()?
                }
                Destination::Nothing { scheme } => Nowhere::Kind(scheme),
                Destination::Outside | Destination::Path | Destination::Own { .. } => return None,
            };
            (!self.is_told_elsewhere(&nowhere)).then_some((nowhere, text, link))
        });
        let mut faults = faults.peekable();
        // Nearly all links lead somewhere, and the file of each record need not be looked up for them.
        let Some(source) = faults.peek().and_then(|_| self.sources.get(path)) else { return Vec::new() };
        let texts: Vec<Places<'_>> = prose.iter().map(|prose| prose.places(source)).collect();
        let diagnostic = |(nowhere, text, link): (Nowhere<'_>, usize, &Link)| {
            Some(self.diagnostic(&nowhere, &link.destination, texts.get(text)?.of(link.range.clone())))
        };
        let mut told: Vec<Diagnostic> = faults.by_ref().take(LINKS_TOLD).filter_map(diagnostic).collect();
        let more = faults.count();
        if more > 0
            && let Some(last) = told.pop()
        {
            told.push(last.note(format!("{more} more links of this record lead nowhere")));
        }
        told
    }

    /// Whether the fault is that of another file: of a kind that names no kinds, or of a list that could not be read.
    fn is_told_elsewhere(&self, nowhere: &Nowhere<'_>) -> bool {
        match nowhere {
            Nowhere::Record { kinds, .. } => {
                kinds.is_empty() || kinds.iter().any(|kind| self.incomplete.contains(kind))
            }
            Nowhere::WrongKind { wanted, .. } => wanted.is_empty(),
            _ => false,
        }
    }

    /// A target, where readers see it as well as what names it.
    fn shown<'n>(&self, target: Target, is_shown: bool) -> Result<Target, Nowhere<'n>> {
        if is_shown && target.record.0 >= self.published { Err(Nowhere::Draft(target.record.0)) } else { Ok(target) }
    }

    fn reference<'n>(&self, record: &'n Record, reference: &'n Reference) -> Result<Target, Nowhere<'n>> {
        match &reference.targets.to {
            Declared::Kinds(names) if let Some(target) = self.plain(names, &reference.written) => Ok(target),
            Declared::Kinds(names) => {
                let kinds: Vec<usize> =
                    names.iter().filter_map(|name| self.kinds.find(name)).map(|(index, _)| index).collect();
                let Some((scheme, name)) = reference.written.split_once(':') else {
                    return self.bare(kinds, &reference.written);
                };
                match self.kinds.find(scheme) {
                    None => Err(Nowhere::Kind(scheme)),
                    Some((found, _)) if !kinds.contains(&found) => Err(Nowhere::WrongKind { found, wanted: kinds }),
                    Some((found, _)) => self.named(&[found], name),
                }
            }
            Declared::Own(field) => {
                let own = self.index.find(record.kind, &record.slug).unwrap_or_default();
                let known: Vec<&str> = match record.decoded.get(field).map(|value| &value.content) {
                    None if field.is_empty() => record.decoded.parts.iter().map(|(path, _)| &**path).collect(),
                    Some(Content::Parts(parts)) => parts.iter().map(|part| &*part.path).collect(),
                    _ => Vec::new(),
                };
                let is_lost = record.decoded.is_faulty(field)
                    || (field.is_empty() && self.has_lost_parts(record))
                    || record.decoded.is_faulty(&reference.written);
                if known.contains(&&*reference.written) || record.is_faulty || is_lost {
                    Ok(Target { record: RecordIndex(own), part: Some(reference.written.clone()) })
                } else {
                    Err(Nowhere::Own { known, part: &reference.written })
                }
            }
        }
    }

    /// The record of a bare slug: how nearly every reference is written, found without keeping what a fault would need.
    fn plain(&self, names: &[Arc<str>], written: &str) -> Option<Target> {
        let (kind, _) = self.kinds.find(names.first()?)?;
        Some(Target { record: RecordIndex(self.index.find(kind, written)?), part: None })
    }

    /// A bare slug means the first kind; where there is no such record but one of another kind, that is what was meant.
    fn bare<'n>(&self, wanted: Vec<usize>, name: &'n str) -> Result<Target, Nowhere<'n>> {
        self.named(wanted.get(..1).unwrap_or_default(), name).map_err(|nowhere| {
            let slug = slug_and_part(name).0;
            if let Some(kind) = wanted.iter().skip(1).find(|kind| self.index.find(**kind, slug).is_some()) {
                return Nowhere::Bare { kind: *kind, name };
            }
            // Of a kind that could not be read whole nobody knows that it has no such record.
            let is_known = !wanted.iter().any(|kind| self.incomplete.contains(kind));
            let other = self.index.other_kind(slug, &wanted).filter(|_| is_known);
            match (nowhere, other) {
                (Nowhere::Record { .. }, Some(found)) => Nowhere::WrongKind { found, wanted },
                (Nowhere::Record { slug, .. }, None) => Nowhere::Record { kinds: wanted, slug },
                (nowhere, _) => nowhere,
            }
        })
    }

    pub(super) fn named<'n>(&self, kinds: &[usize], name: &'n str) -> Result<Target, Nowhere<'n>> {
        let (slug, part) = slug_and_part(name);
        let Some(index) = kinds.iter().find_map(|kind| self.index.find(*kind, slug)) else {
            return Err(Nowhere::Record { kinds: kinds.to_vec(), slug });
        };
        let is_there = |part: &str| match self.records.get(index) {
            Some(record) => {
                record.is_faulty
                    || record.decoded.parts.iter().any(|(path, _)| **path == *part)
                    || self.has_lost_parts(record)
                    || record.decoded.is_faulty(part.rsplit('/').next().unwrap_or(part))
            }
            None => false,
        };
        match part {
            Some(part) if !is_there(part) => Err(Nowhere::Part { record: index, part }),
            part => Ok(Target { record: RecordIndex(index), part: part.map(Into::into) }),
        }
    }

    /// Whether a field of parts could not be read, so that nobody knows which parts there are.
    fn has_lost_parts(&self, record: &Record) -> bool {
        let schema = self.kinds.get(record.kind).and_then(|kind| kind.schema.as_ref());
        let is_parts = |name: &str| {
            let declared = schema.and_then(|schema| Some(schema.shape(schema.field(name).ok()?.shape)));
            matches!(declared, Some(Shape::Parts(_)))
        };
        record.decoded.faulty.iter().any(|name| is_parts(name))
    }
}

fn slug_and_part(name: &str) -> (&str, Option<&str>) {
    name.split_once('/').map_or((name, None), |(slug, part)| (slug, Some(part)))
}
