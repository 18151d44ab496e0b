//! What is said of a name that leads nowhere.

use super::link::SCHEMES;
use super::resolve::Resolver;
use crate::diagnostic::{Certainty, Code, Diagnostic, Fix, listed, nearest, one, respelt};
use crate::kind::Kind;
use crate::record::Record;
use crate::schema::{Value, slug_help};
use crate::source::Place;

/// Why a name leads nowhere.
pub(super) enum Nowhere<'n> {
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
    pub(super) fn diagnostic(&self, nowhere: &Nowhere<'_>, written: &str, place: Place) -> Diagnostic {
        let fault = self.fault(nowhere, written, place).note_look_alike(written);
        self.narrowed(fault, nowhere, written)
    }

    /// The fault at the part, the kind or the record alone that leads nowhere, where the whole name is written as it is read.
    fn narrowed(&self, mut fault: Diagnostic, nowhere: &Nowhere<'_>, written: &str) -> Diagnostic {
        let Some(source) = self.sources.get(&fault.primary.place.path) else { return fault };
        let span = fault.primary.place.span;
        let range = match nowhere {
            Nowhere::Part { part, .. } if !part.is_empty() => written.len() - part.len()..written.len(),
            Nowhere::Kind(name) if !SCHEMES.contains(name) => 0..name.len(),
            // Behind the name of a kind stands what was meant.
            Nowhere::Record { kinds, slug }
                if written.contains('/')
                    && !slug.is_empty()
                    && self.kinds.find(slug).is_none()
                    && self.otherwise_joined(kinds, written).is_none() =>
            {
                0..behind_kind(written) + slug.len()
            }
            _ => return fault,
        };
        if source.text().get(span.range()) == Some(written) {
            fault.primary.place = source.place(span.start() + range.start..span.start() + range.end);
        }
        fault
    }

    fn fault(&self, nowhere: &Nowhere<'_>, written: &str, place: Place) -> Diagnostic {
        match nowhere {
            Nowhere::Record { kinds, slug } => self.no_record(kinds, slug, written, place),
            Nowhere::Part { record, part } => self.no_part(*record, part, written, place),
            Nowhere::Own { known, part } => {
                let fault =
                    Diagnostic::new(Code::UnknownReference, place, format!("this record has no part `{part}` here"));
                let fault = fault.note(format!("the parts that can be named are {}", listed(known.iter().copied())));
                let last = part.rsplit('/').next().and_then(|last| known.iter().copied().find(|known| *known == last));
                fault.help_with_name(last.or_else(|| nearest(part, known.iter().copied())), "name one of the parts")
            }
            Nowhere::Kind(name) if SCHEMES.contains(name) => {
                let message = format!("`{written}` is an address, and this field names a record");
                let fault = Diagnostic::new(Code::UnknownReference, place, message);
                fault.help("write the name of its record: that of the record's file, without its ending")
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
        if let Some(meant) = self.otherwise_joined(kinds, written) {
            let fix = Fix::guess(format!("write `{meant}`"), fault.primary.place.clone(), meant.clone());
            return fault.help(format!("write `{meant}`")).fix(fix);
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

    /// What was meant by a name with another sign where `/` or `:` belongs: `guidance#eligibility`, `organisation/dfe`.
    fn otherwise_joined(&self, kinds: &[usize], written: &str) -> Option<String> {
        let (before, after) = written.split_once(['#', '.', '/'])?;
        let slug = before.split_once(':').map_or(before, |(_, slug)| slug);
        let leads = |name: &str| self.named(kinds, name).is_ok();
        let hyphened = written.replace('/', "-");
        if leads(hyphened.split_once(':').map_or(&*hyphened, |(_, name)| name)) {
            return Some(hyphened);
        }
        if self.kinds.find(before).is_some() && leads(after) {
            return Some(after.to_owned());
        }
        leads(&format!("{slug}/{after}")).then(|| format!("{before}/{after}"))
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
