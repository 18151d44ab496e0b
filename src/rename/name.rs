//! What is to be called otherwise, and how.

use super::Refusal;
use crate::catalogue::{Catalogue, RecordIndex};
use crate::diagnostic::{nearest, one};
use crate::kind::Kinds;
use crate::record::Record;
use crate::schema::{proposed_slug, slug_help};

/// A record or a part with its old name and its new one.
pub(super) struct Wanted<'a> {
    pub(super) index: RecordIndex,
    pub(super) record: &'a Record,
    /// The name of its kind.
    pub(super) kind: &'a str,
    /// The path of the part; none for the record itself.
    pub(super) part: Option<&'a str>,
    /// The slug that it has now: its own, not that of what it lies in.
    pub(super) old: &'a str,
    /// The one that it gets.
    pub(super) new: String,
}

impl Wanted<'_> {
    /// The whole name that it has now.
    pub(super) fn old_id(&self) -> String {
        self.id(self.old)
    }

    /// The whole name that it gets.
    pub(super) fn new_id(&self) -> String {
        self.id(&self.new)
    }

    fn id(&self, slug: &str) -> String {
        match self.part {
            None => format!("{}:{slug}", self.kind),
            Some(part) => format!("{}:{}/{}", self.kind, self.record.slug, renamed_part(part, slug)),
        }
    }

    /// The slug that the record has afterwards.
    pub(super) fn new_slug(&self) -> &str {
        if self.part.is_some() { &self.record.slug } else { &self.new }
    }

    /// A path of a part of the record as it is afterwards.
    pub(super) fn new_path(&self, path: &str) -> String {
        let Some(part) = self.part else { return path.to_owned() };
        match path.strip_prefix(part) {
            Some(rest) if rest.is_empty() || rest.starts_with('/') => {
                format!("{}{rest}", renamed_part(part, &self.new))
            }
            _ => path.to_owned(),
        }
    }
}

fn renamed_part(part: &str, slug: &str) -> String {
    match part.rsplit_once('/') {
        Some((around, _)) => format!("{around}/{slug}"),
        None => slug.to_owned(),
    }
}

/// The kind of a record of that name, or the first kind where there is none.
fn kind_of<'a>(name: &str, kinds: &'a Kinds, catalogue: &Catalogue) -> &'a str {
    let slug = name.split('/').next().unwrap_or_default();
    let has_it = |kind: &str| kinds.find(kind).is_some_and(|(kind, _)| catalogue.find(kind, slug).is_some());
    let of_it = kinds.names().find(|kind| has_it(kind));
    of_it.or_else(|| kinds.names().next()).unwrap_or("kind")
}

/// Reads `KIND:OLD` and `KIND:NEW` or `NEW`, with the paths of parts behind slugs.
pub(super) fn wanted<'a>(
    old: &str,
    new: &str,
    kinds: &'a Kinds,
    catalogue: &'a Catalogue,
) -> Result<Wanted<'a>, Refusal> {
    let Some((kind_name, name)) = old.split_once(':') else {
        return Err(Refusal::told(
            format!("`{old}` does not say of which kind it is"),
            format!("write its kind before it: `{}:{old}`", kind_of(old, kinds, catalogue)),
        ));
    };
    let Some((kind_index, kind)) = kinds.find(kind_name) else {
        let help = match nearest(kind_name, kinds.names()) {
            Some(near) => format!("write `{near}:{name}`"),
            None => format!("the kinds are {}", crate::diagnostic::listed(kinds.names())),
        };
        return Err(Refusal::told(format!("there is no kind `{kind_name}`"), help));
    };
    let (slug, part) = name.split_once('/').map_or((name, None), |(slug, part)| (slug, Some(part)));
    let Some(index) =
        catalogue.all_of_kind(kind_index).find(|(_, record)| *record.slug == *slug).map(|(index, _)| index)
    else {
        let known = catalogue.all_of_kind(kind_index).map(|(_, record)| &*record.slug);
        let help = match nearest(slug, known) {
            Some(near) => format!("write `{kind_name}:{near}`"),
            None => "name a record that exists".to_owned(),
        };
        return Err(Refusal::told(format!("there is no {} `{slug}`", kind.noun()), help));
    };
    let record = catalogue.get(index).ok_or(Refusal::Overlap)?;
    let part = match part {
        None => None,
        Some(part) => Some(part_of(record, part, old)?),
    };
    let old_slug = part.map_or(&*record.slug, |part| part.rsplit('/').next().unwrap_or(part));
    let wanted =
        Wanted { index, record, kind: &kind.name, part, old: old_slug, new: new_slug(new, &kind.name, record, part)? };
    is_free(&wanted, &kind.noun(), catalogue)?;
    Ok(wanted)
}

fn part_of<'a>(record: &'a Record, part: &str, old: &str) -> Result<&'a str, Refusal> {
    let mut known = record.decoded.parts.iter().map(|(path, _)| &**path);
    if let Some(found) = known.clone().find(|path| *path == part) {
        return Ok(found);
    }
    let record_name = old.split_once('/').map_or(old, |(record, _)| record);
    let help = match nearest(part, known.by_ref()) {
        Some(near) => format!("write `{record_name}/{near}`"),
        None => "name a part that it has".to_owned(),
    };
    Err(Refusal::told(format!("`{record_name}` has no part `{part}`"), help))
}

/// The slug in `NEW`, which may be written as the whole name too; what lies around it has to stay.
fn new_slug(new: &str, kind: &str, record: &Record, part: Option<&str>) -> Result<String, Refusal> {
    let name = match new.split_once(':') {
        Some((other, _)) if other != kind => {
            let message = format!("a record stays what it is, and `{new}` would be of another kind");
            return Err(Refusal::told(message, format!("begin with `{kind}:`, or write the new slug alone")));
        }
        Some((_, name)) => name,
        None => new,
    };
    let around = match part.map(|part| part.rsplit_once('/').map(|(around, _)| around)) {
        None => String::new(),
        Some(None) => format!("{}/", record.slug),
        Some(Some(around)) => format!("{}/{around}/", record.slug),
    };
    let slug = name.strip_prefix(&*around).unwrap_or(name);
    if slug.contains('/') {
        let message = format!("`{new}` lies elsewhere, and a name alone can be changed");
        return Err(Refusal::told(message, format!("write `{kind}:{around}` and the new slug, or the new slug alone")));
    }
    match slug_help(slug) {
        None => Ok(slug.to_owned()),
        Some(_) if slug.is_empty() => Err(Refusal::told("no new name is given".to_owned(), "write a slug".to_owned())),
        Some(help) => {
            let what = if part.is_some() { "part" } else { "record" };
            let proposal = proposed_slug(slug);
            let help = if proposal.is_empty() { help } else { format!("{help} would do") };
            Err(Refusal::told(format!("`{slug}` cannot be the name of {}", one(what)), help))
        }
    }
}

fn is_free(wanted: &Wanted<'_>, noun: &str, catalogue: &Catalogue) -> Result<(), Refusal> {
    if wanted.old == wanted.new {
        return Err(Refusal::told(
            format!("`{}` is called so already", wanted.old_id()),
            "choose another name".to_owned(),
        ));
    }
    let is_taken = match wanted.part {
        None => catalogue.all_of_kind(wanted.record.kind).any(|(_, record)| *record.slug == *wanted.new),
        Some(part) => {
            let path = wanted.new_path(part);
            wanted.record.decoded.parts.iter().any(|(other, _)| **other == *path)
        }
    };
    if is_taken {
        let what = if wanted.part.is_some() { "part" } else { noun };
        return Err(Refusal::told(
            format!("there is {} `{}` already", one(what), wanted.new_id()),
            "choose another name, or rename that one first".to_owned(),
        ));
    }
    Ok(())
}
