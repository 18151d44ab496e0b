//! A record copied for its next year: its text as it is, comments included, but for what cannot be true of the next one.

use super::target::{self, Target};
use super::told::told;
use super::years::Years;
use super::{Around, Refusal, faulty};
use crate::catalogue::RecordIndex;
use crate::record::Record;
use crate::schema::{Member, Schema};
use crate::source::Source;
use std::ops::Range;

/// Fields that speak of the old record alone: its past, and what somebody found true of it.
pub(super) const LEFT_OUT: [&str; 9] = [
    "former_names",
    "redirect_from",
    "withdrawn",
    "confirmed",
    "history",
    "changes",
    "checked",
    "review",
    "identifiers",
];

/// A copy, and what to say of it.
pub(super) struct Copy {
    pub(super) target: Target,
    pub(super) told: String,
}

/// A stretch of the old text and what stands there instead.
pub(super) struct Patch {
    pub(super) range: Range<usize>,
    pub(super) text: String,
}

/// Copies a record under another name.
pub(super) fn copy(old: RecordIndex, slug: &str, around: Around<'_>) -> Result<Copy, Refusal> {
    let read = around.site.catalogue.get(old).and_then(|record| Some((record, around.sources.get(&record.path)?)));
    let (Some((record, source)), Some(schema)) = (read, &around.kind.schema) else {
        return Err(faulty(format!("the kind `{}` cannot be read", around.kind.name)));
    };
    if record.is_faulty || record.is_misnamed || record.decoded.fields.is_empty() {
        return Err(faulty(format!("`{}:{}` cannot be read", around.kind.name, record.slug)));
    }
    let old = Old { record, source, schema, list: format!("content/{}.yaml", around.kind.name) };
    let stretch = old.stretch(around);
    let (advanced, years) = old.advanced(&around.kind.name, slug);
    let mut patches = advanced;
    patches.extend(old.without());
    patches.push(old.replaces());
    if old.is_listed() {
        patches.push(Patch { range: record.anchor.range(), text: slug.to_owned() });
    }
    let text = patched(source.text(), stretch, patches);
    let target = old.target(slug, text.clone())?;
    let told = told(&old, &text, &years, &target, around);
    Ok(Copy { target, told })
}

/// The record that is copied.
pub(super) struct Old<'a> {
    pub(super) record: &'a Record,
    source: &'a Source,
    pub(super) schema: &'a Schema,
    list: String,
}

impl Old<'_> {
    /// Whether it stands in a list of records.
    fn is_listed(&self) -> bool {
        *self.record.path == *self.list
    }

    pub(super) fn text(&self) -> &str {
        self.source.text()
    }

    /// Its own fields, without the text of a Markdown file, which stands below them.
    pub(super) fn members(&self) -> Vec<&Member> {
        let is_field = |member: &&Member| !member.name_span.range().is_empty();
        self.record.decoded.fields.iter().filter(is_field).collect()
    }

    /// The bytes of it.
    fn stretch(&self, around: Around<'_>) -> Range<usize> {
        let text = self.text();
        if !self.is_listed() {
            return 0..text.len();
        }
        let start = line_start(text, self.record.anchor.start());
        let indentation = self.record.anchor.start() - start;
        let others =
            around.site.catalogue.all_of_kind(around.index).filter(|(_, other)| other.path == self.record.path);
        let next =
            others.map(|(_, other)| other.anchor.start()).filter(|other| *other > self.record.anchor.start()).min();
        let mut end = next.map_or(text.len(), |next| line_start(text, next));
        // What stands above the next record belongs to that one.
        while let Some(last) = text.get(start..end).and_then(|record| record.trim_end_matches('\n').lines().last()) {
            let blanks = last.len() - last.trim_start().len();
            let is_note = last.trim_start().starts_with('#') && blanks <= indentation;
            let whole = text.get(start..end).unwrap_or_default().trim_end().len();
            if !is_note {
                end = line_end(text, start + whole);
                break;
            }
            end = start + text.get(start..start + whole).and_then(|record| record.rfind('\n')).map_or(0, |at| at + 1);
        }
        start..end
    }

    /// Whether its fields stand between braces.
    fn is_flow(&self) -> bool {
        let rest = match self.is_listed() {
            true => self.text().get(self.record.anchor.end()..).unwrap_or_default().trim_start_matches([':', ' ']),
            false => {
                let is_said =
                    |line: &&str| !line.trim().is_empty() && !line.starts_with('#') && !line.starts_with("---");
                self.text().lines().find(is_said).unwrap_or_default()
            }
        };
        rest.trim_start().starts_with('{')
    }

    /// Where the value of a field ends. What an alias stands for is written elsewhere.
    fn end(&self, member: &Member, next: Option<&Member>) -> usize {
        let (start, end) = (member.value.span.start(), member.value.span.end());
        let is_here = start >= member.name_span.end() && next.is_none_or(|next| end <= next.name_span.start());
        if is_here { end } else { line_end(self.text(), member.name_span.end()).saturating_sub(1) }
    }

    /// The patches that take out what speaks of the old record alone.
    fn without(&self) -> Vec<Patch> {
        let members = self.members();
        let is_out = |member: &&Member| LEFT_OUT.contains(&&*member.name);
        let mut patches = Vec::new();
        let (mut at, is_flow) = (0, self.is_flow());
        while let Some(first) = members.get(at) {
            let run = members.iter().skip(at).take_while(|member| is_out(member)).count();
            let Some(last) = run.checked_sub(1).and_then(|more| members.get(at + more)) else {
                at += 1;
                continue;
            };
            let next = members.get(at + run).copied();
            let end = self.end(last, next);
            let range = match (is_flow, next, at.checked_sub(1).and_then(|before| members.get(before))) {
                (true, Some(next), _) => first.name_span.start()..next.name_span.start(),
                (true, None, Some(before)) => self.end(before, Some(first))..end,
                (true, None, None) => first.name_span.start()..end,
                (false, ..) => line_start(self.text(), first.name_span.start())..line_end(self.text(), end),
            };
            patches.push(Patch { range, text: String::new() });
            at += run;
        }
        patches
    }

    /// The patch by which the copy replaces this record.
    fn replaces(&self) -> Patch {
        let slug = &self.record.slug;
        let members = self.members();
        let named = members.iter().find(|member| &*member.name == "replaces");
        if let Some(member) = named.filter(|member| member.value.span.start() >= member.name_span.end()) {
            return Patch { range: member.value.span.range(), text: slug.to_string() };
        }
        let first = members.first().map_or(0, |member| member.name_span.start());
        if self.is_flow() {
            return Patch { range: first..first, text: format!("replaces: {slug}, ") };
        }
        let indentation = self.text().get(line_start(self.text(), first)..first).unwrap_or_default();
        let at = members.iter().position(|member| &*member.name == "title");
        let title = at.and_then(|at| Some((members.get(at)?, members.get(at + 1).copied())));
        let at = match title {
            Some((title, next)) => line_end(self.text(), self.end(title, next)),
            None => line_start(self.text(), first),
        };
        let newline = if self.text().contains("\r\n") { "\r\n" } else { "\n" };
        let before =
            if at == 0 || self.text().get(..at).is_some_and(|text| text.ends_with('\n')) { "" } else { newline };
        Patch { range: at..at, text: format!("{before}{indentation}replaces: {slug}{newline}") }
    }

    /// The patches by which academic years become the next and references to parts of the old record those to its own, and what
    /// to say of each.
    fn advanced(&self, kind: &str, slug: &str) -> (Vec<Patch>, Vec<String>) {
        let mut years = Years::of(self, kind, slug);
        for member in self.members() {
            if LEFT_OUT.contains(&&*member.name) {
                continue;
            }
            if let Ok(declaration) = self.schema.field(&member.name) {
                years.value(&member.value, declaration, &member.name);
            }
        }
        (years.patches, years.told)
    }

    fn target(&self, slug: &str, text: String) -> Result<Target, Refusal> {
        if self.is_listed() {
            return target::at_end(self.source, &text.replace("\r\n", "\n"), slug).ok_or_else(|| {
                let fact = format!("nothing can be added to `{}` as it is written", self.list);
                Refusal::from(format!("{fact}\n  help: write each record of it on lines of its own, without braces"))
            });
        }
        let path = &*self.record.path;
        let folder = path.rsplit_once('/').map_or("content", |(folder, _)| folder);
        let ending = path.rsplit_once('.').map_or("yaml", |(_, ending)| ending);
        Ok(Target::File { path: format!("{folder}/{slug}.{ending}"), text })
    }
}

/// The text of a stretch with other stretches in it. What lies outside it, as the value of an alias may, stays away.
fn patched(text: &str, stretch: Range<usize>, mut patches: Vec<Patch>) -> String {
    patches.sort_by_key(|patch| (patch.range.start, patch.range.end));
    let (mut new, mut at) = (String::with_capacity(stretch.len()), stretch.start);
    for patch in patches {
        if patch.range.start < at || patch.range.end > stretch.end {
            continue;
        }
        new.push_str(text.get(at..patch.range.start).unwrap_or_default());
        new.push_str(&patch.text);
        at = patch.range.end;
    }
    new.push_str(text.get(at..stretch.end).unwrap_or_default());
    if !new.ends_with('\n') {
        new.push('\n');
    }
    new
}

fn line_start(text: &str, offset: usize) -> usize {
    text.get(..offset).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1)
}

/// Behind the line break of the line in which the byte before `offset` stands.
fn line_end(text: &str, offset: usize) -> usize {
    if text.get(..offset).is_some_and(|before| before.ends_with('\n')) {
        return offset;
    }
    text.get(offset..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| offset + at + 1)
}
