use super::index::Index;
use super::join::RecordIndex;
use super::link::{Destination, SCHEMES, destination};
use crate::diagnostic::{Certainty, Code, Diagnostic, Fix, listed, nearest, one, respelt};
use crate::kind::{Kind, Kinds};
use crate::markdown::Link;
use crate::record::Record;
use crate::schema::{Content, Prose, Reference, Shape, Target as Declared, Value, slug_help};
use crate::source::{Place, Source, Sources};
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

/// Why a name leads nowhere.
enum Nowhere<'n> {
    /// No record of this kind has this slug.
    Record { kinds: Vec<usize>, slug: &'n str },
    /// The record has no such part.
    Part { record: usize, part: &'n str },
    /// The field of this record has no such part.
    Own { known: Vec<&'n str>, part: &'n str },
    /// A kind is named that is none.
    Kind(&'n str),
    /// It is a record, but of a kind that does not belong here.
    WrongKind { found: usize, wanted: Vec<usize> },
    /// The record is there, but where several kinds may be named a bare slug means the first.
    Bare { kind: usize, name: &'n str },
    /// The record is a draft, and what names it is none.
    Draft(usize),
}

/// The name that was probably meant.
#[derive(Clone, Copy)]
struct Near<'n> {
    name: &'n str,
    certainty: Certainty,
}

impl<'n> Near<'n> {
    /// Certain where it is the only one of the `known` names that differs by its spelling alone.
    fn of(written: &str, name: &'n str, known: impl Iterator<Item = &'n str>) -> Self {
        Self { name, certainty: Certainty::of(respelt(written, known) == Some(name)) }
    }
}

impl Resolver<'_> {
    /// Where the references of a record lead, in their order, and what is wrong with them and with the links in its prose.
    pub(super) fn record(&self, record: &Record) -> (Vec<Option<Target>>, Vec<Diagnostic>) {
        let Some(source) = self.sources.get(&record.path) else { return (Vec::new(), Vec::new()) };
        let is_shown = !record.is_draft || self.published == self.records.len();
        let mut diagnostics = self.prose(&record.decoded.prose, Some(source), is_shown);
        // A name that an alias stands for is mended where it was written, and there it may be another field's.
        let is_certain = |place: &Place| !yaml::may_be_shared(source.text(), record.anchor.start(), place.span);
        let mut resolve = |reference: &Reference| match self
            .reference(record, reference)
            .and_then(|target| self.shown(target, is_shown))
        {
            Ok(target) => Some(target),
            Err(nowhere) => {
                if !self.is_told_elsewhere(&nowhere) {
                    diagnostics.push(
                        self.diagnostic(&nowhere, &reference.written, source.at(reference.span)).doubting(is_certain),
                    );
                }
                None
            }
        };
        let targets = record.decoded.references.iter().map(&mut resolve).collect();
        (targets, diagnostics)
    }

    /// What is wrong with the links in prose.
    pub(super) fn prose(&self, prose: &[Prose], source: Option<&Source>, is_shown: bool) -> Vec<Diagnostic> {
        let Some(source) = source else { return Vec::new() };
        let links = prose.iter().flat_map(|prose| prose.outline.links.iter().map(move |link| (prose, link)));
        let mut faults = links.filter_map(|(prose, link)| {
            let nowhere = match destination(&link.destination, self.kinds) {
                Destination::Record { kind, name, .. } => {
                    self.named(&[kind], name).and_then(|target| self.shown(target, is_shown)).err()?
                }
                Destination::Nothing { scheme } => Nowhere::Kind(scheme),
                Destination::Outside | Destination::Path | Destination::Own { .. } => return None,
            };
            (!self.is_told_elsewhere(&nowhere)).then_some((nowhere, prose, link))
        });
        let diagnostic = |(nowhere, prose, link): (Nowhere<'_>, &Prose, &Link)| {
            self.diagnostic(&nowhere, &link.destination, prose.place(link.range.clone(), source))
        };
        let mut told: Vec<Diagnostic> = faults.by_ref().take(LINKS_TOLD).map(diagnostic).collect();
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
                    Some(Content::Parts(parts)) => parts.iter().map(|part| &*part.path).collect(),
                    _ => Vec::new(),
                };
                if known.contains(&&*reference.written) || record.is_faulty || record.decoded.is_faulty(field) {
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

    fn named<'n>(&self, kinds: &[usize], name: &'n str) -> Result<Target, Nowhere<'n>> {
        let (slug, part) = slug_and_part(name);
        let Some(index) = kinds.iter().find_map(|kind| self.index.find(*kind, slug)) else {
            return Err(Nowhere::Record { kinds: kinds.to_vec(), slug });
        };
        let is_there = |part: &str| match self.records.get(index) {
            Some(record) => {
                record.is_faulty
                    || record.decoded.parts.iter().any(|(path, _)| **path == *part)
                    || self.has_lost_parts(record)
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

    fn diagnostic(&self, nowhere: &Nowhere<'_>, written: &str, place: Place) -> Diagnostic {
        self.fault(nowhere, written, place).note_look_alike(written)
    }

    fn fault(&self, nowhere: &Nowhere<'_>, written: &str, place: Place) -> Diagnostic {
        match nowhere {
            Nowhere::Record { kinds, slug } => self.no_record(kinds, slug, written, place),
            Nowhere::Part { record, part } => self.no_part(*record, part, written, place),
            Nowhere::Own { known, part } => {
                let fault =
                    Diagnostic::new(Code::UnknownReference, place, format!("this record has no part `{part}` here"));
                let fault = fault.note(format!("the parts that can be named are {}", listed(known.iter().copied())));
                fault.help_with_name(nearest(part, known.iter().copied()), "name one of the parts")
            }
            Nowhere::Kind(name) => {
                let fault = Diagnostic::new(Code::UnknownReference, place, format!("there is no kind `{name}`"));
                match nearest(name, self.kinds.names().chain(SCHEMES)) {
                    Some(near) => {
                        let near = Near::of(name, near, self.kinds.names());
                        let (meant, fix) = self.renamed(&fault.primary.place, written, (0, name), near);
                        fault.help(format!("write `{meant}`")).fix(fix)
                    }
                    None => fault
                        .help("begin with one of the kinds, or with `https://`")
                        .note(format!("the kinds are {}", listed(self.kinds.names()))),
                }
            }
            Nowhere::Bare { kind, name } => {
                let id = format!("{}:{name}", self.kinds.get(*kind).map(|kind| &*kind.name).unwrap_or_default());
                let message =
                    format!("`{name}` is {}, and a bare name here means another kind", one(&self.noun(*kind)));
                let fix = Fix::safe(format!("write `{id}`"), place.clone(), id.clone());
                Diagnostic::new(Code::UnknownReference, place, message).help(format!("write `{id}`")).fix(fix)
            }
            Nowhere::Draft(record) => {
                let title = self.records.get(*record).map(|record| record.title()).unwrap_or_default();
                let fault =
                    Diagnostic::new(Code::DraftReference, place, format!("{title} is a draft and is not shown"));
                let fault = fault.help("take the reference out, or publish the draft: take `draft: true` out of it");
                match self.records.get(*record).and_then(|record| Some((record, self.sources.get(&record.path)?))) {
                    Some((record, source)) => {
                        let draft = record.decoded.get("draft").map_or(record.anchor, |draft| draft.span);
                        fault.also(source.at(draft), "the draft")
                    }
                    None => fault,
                }
            }
            Nowhere::WrongKind { found, wanted } => {
                let (found, wanted) = (one(&self.noun(*found)), one(&self.nouns(wanted)));
                let fault = Diagnostic::new(
                    Code::WrongKind,
                    place,
                    format!("`{written}` is {found}, and this field names {wanted}"),
                );
                fault.help(format!("name {wanted} that exists, or move this to a field for {found}"))
            }
        }
    }

    fn no_record(&self, kinds: &[usize], slug: &str, written: &str, place: Place) -> Diagnostic {
        if slug.is_empty() {
            let fault = Diagnostic::new(Code::UnknownReference, place, "no record is named here");
            return fault.help(format!("write the name of {}", one(&self.nouns(kinds))));
        }
        let message = format!("there is no {} `{slug}`", self.nouns(kinds));
        let fault = Diagnostic::new(Code::UnknownReference, place, message);
        let of_kinds = self.records.iter().filter(|record| kinds.contains(&record.kind));
        let mut called = of_kinds.clone().filter(|record| is_called(record, written));
        if let (Some(record), None) = (called.next(), called.next()) {
            let meant = Near { name: &record.slug, certainty: Certainty::Safe };
            let (meant, fix) = self.renamed(&fault.primary.place, written, (0, written), meant);
            return fault.help(format!("write `{meant}`, the name of its record")).fix(fix);
        }
        match nearest(slug, of_kinds.clone().map(|record| &*record.slug)) {
            Some(near) => {
                let title = of_kinds
                    .clone()
                    .find(|record| *record.slug == *near)
                    .map(|record| record.title())
                    .unwrap_or_default();
                let near = Near::of(slug, near, of_kinds.map(|record| &*record.slug));
                let (meant, fix) = self.renamed(&fault.primary.place, written, (behind_kind(written), slug), near);
                fault.help(format!("write `{meant}` for {title}")).fix(fix)
            }
            None => {
                let kind =
                    kinds.first().and_then(|kind| self.kinds.get(*kind)).map(|kind| &*kind.name).unwrap_or_default();
                let file = match slug_help(slug) {
                    None => format!(", or add `content/{kind}/{slug}.yaml`"),
                    Some(_) => String::new(),
                };
                fault.help(format!("name a record that exists{file}"))
            }
        }
    }

    /// A fix that writes another name in the place of one, the first from a byte of what is `written` on; with the whole
    /// that is written then.
    fn renamed(
        &self,
        place: &Place,
        written: &str,
        (from, name): (usize, &str),
        near: Near<'_>,
    ) -> (String, Option<Fix>) {
        let start = from + written.get(from..).and_then(|rest| rest.find(name)).unwrap_or_default();
        let (before, after) = (written.get(..start), written.get(start + name.len()..));
        let meant = format!("{}{}{}", before.unwrap_or_default(), near.name, after.unwrap_or_default());
        let text = self.sources.get(&place.path).and_then(|source| source.text().get(place.span.range()));
        let fix = || Fix::new(near.certainty, format!("write `{meant}`"), place.clone(), meant.clone());
        // Written in another way, with escapes or over two lines, the place is not that of the name alone.
        let fix = (text == Some(written)).then(fix);
        (meant, fix)
    }

    fn no_part(&self, record: usize, part: &str, written: &str, place: Place) -> Diagnostic {
        let Some(record) = self.records.get(record) else {
            return Diagnostic::new(Code::UnknownReference, place, format!("there is no part `{part}`"));
        };
        let fault = Diagnostic::new(Code::UnknownReference, place, format!("{} has no part `{part}`", record.title()));
        let known = record.decoded.parts.iter().map(|(path, _)| &**path);
        match nearest(part, known.clone()) {
            Some(near) => {
                let name = Near::of(part, near, known.clone());
                let from = written.find('/').map_or(0, |slash| slash + 1);
                let (_, fix) = self.renamed(&fault.primary.place, written, (from, part), name);
                let help = format!("write `{near}` for that part");
                fault.help(help).note(format!("its parts are {}", listed(known))).fix(fix)
            }
            None if record.decoded.parts.is_empty() => fault.help("name the record alone: it has no parts"),
            None => fault.help(format!("name one of its parts: {}", listed(known))),
        }
    }

    fn noun(&self, kind: usize) -> String {
        self.kinds.get(kind).map(Kind::noun).unwrap_or_default()
    }

    fn nouns(&self, kinds: &[usize]) -> String {
        kinds.iter().map(|kind| self.noun(*kind)).collect::<Vec<_>>().join(" or ")
    }
}

/// Whether people call a record so: by its title, or by another name that it has or had.
fn is_called(record: &Record, written: &str) -> bool {
    let is_written = |name: Option<&str>| name.is_some_and(|name| respelt(written, [name]).is_some());
    let names = |field: &str| record.decoded.get(field).map(Value::items).unwrap_or_default();
    is_written(record.decoded.text("title"))
        || is_written(record.decoded.text("short"))
        || names("also_known_as").iter().any(|name| is_written(name.as_text()))
        || names("former_names").iter().any(|name| is_written(name.get("name").and_then(Value::as_text)))
}

/// The byte of an id at which its slug begins.
fn behind_kind(written: &str) -> usize {
    written.find(':').map_or(0, |colon| colon + 1)
}

fn slug_and_part(name: &str) -> (&str, Option<&str>) {
    name.split_once('/').map_or((name, None), |(slug, part)| (slug, Some(part)))
}
