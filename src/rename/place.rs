//! The places that name what is renamed, as stretches of bytes.

use super::Refusal;
use super::name::Wanted;
use crate::catalogue::{Catalogue, Target};
use crate::schema::{Reference, Target as Declared};
use crate::source::{Edit, Place, Source, SourcePath, Sources, Span};
use crate::yaml;
use std::collections::BTreeMap;
use std::ops::Range;

/// The patches that have been found.
pub(super) struct Patches<'a> {
    pub(super) sources: &'a Sources,
    pub(super) wanted: &'a Wanted<'a>,
    /// What replaces what, by the place: an alias and a definition are met more than once.
    edits: BTreeMap<Place, String>,
    /// How many of them name it.
    places: usize,
    /// What names it and cannot be changed.
    stuck: Vec<Place>,
}

impl<'a> Patches<'a> {
    pub(super) fn new(sources: &'a Sources, wanted: &'a Wanted<'a>) -> Self {
        Self { sources, wanted, edits: BTreeMap::new(), places: 0, stuck: Vec::new() }
    }

    /// All edits, and how many places name it.
    pub(super) fn finish(self) -> Result<(Vec<Edit>, usize), Refusal> {
        if !self.stuck.is_empty() {
            return Err(Refusal::Places(self.stuck));
        }
        let edits = self.edits.into_iter().map(|(place, replacement)| Edit { place, replacement });
        Ok((edits.collect(), self.places))
    }

    /// Where it has its name: a key, or the file, which is to be moved.
    pub(super) fn own_name(&mut self) -> Result<Option<(SourcePath, SourcePath)>, Refusal> {
        let Wanted { record, old, new, part, .. } = self.wanted;
        let source = self.sources.get(&record.path).ok_or(Refusal::Overlap)?;
        if let Some(part) = part {
            let key = record.decoded.parts.iter().find(|(path, _)| **path == **part).map(|(_, span)| *span);
            self.name_at(source, key.unwrap_or(record.anchor));
            return Ok(None);
        }
        if record.path.matches('/').count() == 1 {
            self.name_at(source, record.anchor);
            return Ok(None);
        }
        let (folder, file) = record.path.rsplit_once('/').unwrap_or_default();
        let Some(ending) = file.strip_prefix(*old).filter(|ending| ending.starts_with('.')) else {
            let message = format!("the file `{}` is not called like its record", record.path);
            return Err(Refusal::told(message, format!("give it the name `{old}` first")));
        };
        let to: SourcePath = format!("{folder}/{new}{ending}").into();
        if self.sources.get(&to).is_some() {
            return Err(Refusal::told(format!("there is a file `{to}` already"), "choose another name".to_owned()));
        }
        Ok(Some((record.path.clone(), to)))
    }

    /// A key, with or without quotation marks.
    fn name_at(&mut self, source: &Source, span: Span) {
        let written = source.text().get(span.range()).unwrap_or_default();
        match only(written, self.wanted.old) {
            Some(range) => {
                self.put(source, span.start() + range.start..span.start() + range.end, self.wanted.new.clone())
            }
            None => self.stuck.push(source.at(span)),
        }
    }

    /// The references of all records.
    pub(super) fn references(&mut self, catalogue: &Catalogue) {
        for (from, record) in catalogue.all() {
            let Some(source) = self.sources.get(&record.path) else { continue };
            for (number, reference) in record.decoded.references.iter().enumerate() {
                let target = catalogue.target(from, number);
                if let Some(range) = target.and_then(|target| self.within(reference, target)) {
                    self.written(source, reference.span, &reference.written, range);
                }
            }
        }
    }

    /// Where in a reference the name stands.
    fn within(&self, reference: &Reference, target: &Target) -> Option<Range<usize>> {
        if target.record != self.wanted.index {
            return None;
        }
        let written = &*reference.written;
        match &reference.targets.to {
            Declared::Own(_) => self.wanted.part.and_then(|part| last_of(part, written)),
            Declared::Kinds(_) => {
                let at = written.find(':').map_or(0, |colon| colon + 1);
                let range = self.in_name(written.get(at..)?)?;
                Some(at + range.start..at + range.end)
            }
        }
    }

    /// Where in `slug/part` the name stands.
    pub(super) fn in_name(&self, name: &str) -> Option<Range<usize>> {
        let (slug, path) = name.split_once('/').map_or((name, None), |(slug, path)| (slug, Some(path)));
        if *slug != *self.wanted.record.slug {
            return None;
        }
        match self.wanted.part {
            None => Some(0..slug.len()),
            Some(part) => {
                let range = last_of(part, path?)?;
                let at = slug.len() + 1;
                Some(at + range.start..at + range.end)
            }
        }
    }

    /// Replaces the bytes `range` of a scalar, which is `written` at `span` where it is plain.
    pub(super) fn written(&mut self, source: &Source, span: Span, written: &str, range: Range<usize>) {
        let text = source.text();
        let there = text.get(span.range()).unwrap_or_default();
        let found = if there == written { Some(range.clone()) } else { only(there, self.wanted.old) };
        let Some(found) = found else {
            self.stuck.push(source.at(span));
            return;
        };
        let (before, after) = (text.get(..span.start()), text.get(span.end()..));
        let is_quote = |letter: Option<char>| matches!(letter, Some('"' | '\''));
        let is_quoted = is_quote(before.and_then(|before| before.chars().next_back()))
            && is_quote(after.and_then(|after| after.chars().next()));
        let is_whole = there == written && range == (0..written.len());
        let is_text = matches!(yaml::read_plain(&self.wanted.new), yaml::Value::Text(_));
        // `2025` alone would be a number.
        let new = if is_whole && !is_quoted && !is_text { quoted(&self.wanted.new) } else { self.wanted.new.clone() };
        self.put(source, span.start() + found.start..span.start() + found.end, new);
    }

    /// Replaces bytes that name it.
    pub(super) fn put(&mut self, source: &Source, range: Range<usize>, new: String) {
        if self.edits.insert(source.place(range), new).is_none() {
            self.places += 1;
        }
    }

    /// Replaces bytes, or adds some, that do not name it.
    pub(super) fn add(&mut self, place: Place, text: String) {
        self.edits.insert(place, text);
    }

    /// Tells of a place that cannot be changed.
    pub(super) fn give_up(&mut self, place: Place) {
        self.stuck.push(place);
    }
}

/// The last name of the path of a part in another path that is the same or leads on from it.
pub(super) fn last_of(part: &str, path: &str) -> Option<Range<usize>> {
    let rest = path.strip_prefix(part)?;
    let start = part.rfind('/').map_or(0, |slash| slash + 1);
    (rest.is_empty() || rest.starts_with('/')).then_some(start..part.len())
}

/// Where a name stands in a text, if it stands there once, and not as a piece of another.
pub(super) fn only(text: &str, name: &str) -> Option<Range<usize>> {
    let mut found = whole(text, name);
    let range = found.next()?;
    found.next().is_none().then_some(range)
}

/// Wherever a name stands in a text, and not as a piece of another.
pub(super) fn whole<'t>(text: &'t str, name: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    let is_name = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_');
    text.match_indices(name).map(|(at, found)| at..at + found.len()).filter(move |range| {
        let before = text.get(..range.start).and_then(|before| before.chars().next_back());
        let after = text.get(range.end..).and_then(|after| after.chars().next());
        !before.is_some_and(is_name) && !after.is_some_and(is_name)
    })
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}
