//! What a field says in words that can be looked for, as a page would show it: nothing that nobody knows, no person whom the
//! site does not name.

use crate::catalogue::{Destination, RecordIndex, destination};
use crate::kind::Kind;
use crate::markdown;
use crate::page::{self, Site};
use crate::record::Record;
use crate::schema::{Content, Declaration, Format, Prose, Schema, Shape, Value};

/// Fields that say where something is from, not what it is.
const NOT_SAID: [&str; 3] = ["sources", "basis", "links"];

/// A record whose fields are read.
#[derive(Clone, Copy)]
pub(super) struct Told<'a> {
    pub(super) site: &'a Site,
    pub(super) record: &'a Record,
    pub(super) index: RecordIndex,
    pub(super) schema: &'a Schema,
    pub(super) is_person: bool,
}

impl<'a> Told<'a> {
    pub(super) fn new(site: &'a Site, index: RecordIndex) -> Option<(Self, &'a Kind)> {
        let record = site.catalogue.get(index)?;
        let kind = site.kinds.get(record.kind)?;
        let schema = kind.schema.as_ref()?;
        Some((Self { site, record, index, schema, is_person: false }, kind))
    }

    /// A field of the record, or one that it takes from another, with what it is told by; none where it is not to be shown.
    pub(super) fn field(self, name: &str) -> Option<(Self, &'a Declaration, &'a Value)> {
        let held = self.site.catalogue.field(self.index, name, &self.site.kinds)?;
        let record = self.site.catalogue.get(held.by)?;
        let is_person = page::holds_persons(self.site, record, name);
        if is_person && !page::are_named(self.site) {
            return None;
        }
        let declaration = self.schema.field(name).ok()?;
        Some((Self { record, index: held.by, is_person, ..self }, declaration, held.value))
    }

    /// The values at a path inside one.
    pub(super) fn at(
        self,
        path: &[&str],
        declaration: &'a Declaration,
        value: &'a Value,
        each: &mut dyn FnMut(&'a Declaration, &'a Value),
    ) {
        let Some((name, rest)) = path.split_first() else { return each(declaration, value) };
        match (self.schema.shape(declaration.shape), &value.content) {
            (Shape::Object { properties, .. }, Content::Object(members)) => {
                let property = properties.iter().find(|property| *property.name == **name);
                let member = members.iter().find(|member| *member.name == **name);
                if let (Some(property), Some(member)) = (property, member) {
                    self.at(rest, &property.declaration, &member.value, each);
                }
            }
            (Shape::Map { values, .. }, Content::Object(members)) => {
                members.iter().for_each(|member| self.at(path, values, &member.value, each));
            }
            (Shape::List(item), Content::List(items)) => {
                items.iter().for_each(|one| self.at(path, item, one, each));
            }
            (Shape::Parts(inner), Content::Parts(parts)) => {
                parts.iter().for_each(|part| self.at(path, inner, &part.value, each));
            }
            _ => {}
        }
    }

    /// The words of a value.
    pub(super) fn say(self, declaration: &Declaration, value: &Value, said: &mut String) {
        let shape = self.schema.shape(declaration.shape);
        match &value.content {
            Content::Unknown(_) | Content::Boolean(_) => {}
            Content::Integer(number) => add(&number.to_string(), said),
            Content::Number(number) => add(&number.to_string(), said),
            Content::Period(period) => {
                add(&period.words, said);
                if period.written != period.words {
                    add(&period.written, said);
                }
            }
            Content::Term(term) => add(&term.words, said),
            Content::Relative(relative) => add(&relative.words, said),
            Content::Amount(amount) => add(&amount.written, said),
            Content::Text(written) => match shape {
                Shape::Choice(choices) => {
                    let choice = choices.iter().find(|choice| *choice.value == **written);
                    add(choice.map_or(&**written, |choice| &choice.title), said);
                }
                Shape::Text(Some(Format::Uri)) => {}
                Shape::Text(Some(format)) if self.is_hidden(*format) => {}
                _ => add(written, said),
            },
            Content::Prose(index) => {
                if let Some(prose) = self.record.decoded.prose.get(*index) {
                    self.sections(prose).iter().for_each(|(_, title, text)| {
                        add(title, said);
                        add(text, said);
                    });
                }
            }
            Content::Reference(index) => add(&self.referred(*index), said),
            Content::List(items) => {
                let item = if let Shape::List(item) = shape { item } else { declaration };
                items.iter().for_each(|one| self.say(item, one, said));
            }
            Content::Object(members) => {
                for member in members.iter().filter(|member| !NOT_SAID.contains(&&*member.name)) {
                    let inner = match shape {
                        Shape::Map { values, .. } => Some(values),
                        Shape::Object { properties, .. } => {
                            let property = properties.iter().find(|property| *property.name == *member.name);
                            property.map(|property| &property.declaration)
                        }
                        _ => None,
                    };
                    if let Some(inner) = inner {
                        self.say(inner, &member.value, said);
                    }
                }
            }
            Content::Parts(parts) => {
                let Shape::Parts(inner) = shape else { return };
                for part in parts {
                    if part.value.get("title").is_none() {
                        add(&part.title(), said);
                    }
                    self.say(inner, &part.value, said);
                }
            }
        }
    }

    const fn is_way(format: Format) -> bool {
        page::is_a_way(format)
    }

    fn is_hidden(self, format: Format) -> bool {
        self.is_person && Self::is_way(format) && !page::are_reached(self.site)
    }

    /// What a record or part is called that a reference names.
    fn referred(self, reference: usize) -> String {
        let Some(target) = self.site.catalogue.target(self.index, reference) else { return String::new() };
        let target = page::whole(self.site, target.clone());
        let Some(record) = self.site.catalogue.get(target.record) else { return String::new() };
        match target.part.as_deref().and_then(|path| record.decoded.part(path)) {
            Some(part) => part.title(),
            None => record.title().to_owned(),
        }
    }

    /// A text heading by heading: fragment, heading and words; what stands before the first has neither.
    pub(super) fn sections(self, prose: &Prose) -> Vec<(String, String, String)> {
        let text = prose.text();
        let headings = &prose.outline.headings;
        let mut sections = Vec::with_capacity(headings.len() + 1);
        let first = headings.first().map_or(text.len(), |heading| heading.range.start);
        sections.push((String::new(), String::new(), self.plain(prose, 0, first)));
        for (number, heading) in headings.iter().enumerate() {
            let end = headings.get(number + 1).map_or(text.len(), |next| next.range.start);
            let words = self.plain(prose, heading.range.end, end);
            sections.push((heading.anchor.to_string(), heading.title.to_string(), words));
        }
        sections.retain(|(_, title, text)| !title.is_empty() || !text.is_empty());
        sections
    }

    /// The words of a stretch of a text, those of links without words among them.
    fn plain(self, prose: &Prose, from: usize, to: usize) -> String {
        let text = prose.text();
        let mut filled = String::new();
        let mut at = from;
        let links = prose
            .outline
            .links
            .iter()
            .filter(|link| link.is_bare() && link.whole.start >= from && link.whole.end <= to);
        for link in links {
            filled.push_str(text.get(at..link.whole.start).unwrap_or_default());
            if let Destination::Record { kind, name, field: None, .. } =
                destination(&link.destination, &self.site.kinds)
            {
                let slug = name.split('/').next().unwrap_or_default();
                let record = self.site.catalogue.find(kind, slug).and_then(|index| self.site.catalogue.get(index));
                filled.push_str(record.map(Record::title).unwrap_or_default());
            }
            at = link.whole.end;
        }
        filled.push_str(text.get(at..to).unwrap_or_default());
        let words = markdown::words(filled.trim());
        let mut line = String::with_capacity(words.len());
        for word in words.split_whitespace() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        line
    }
}

/// Adds words behind others, which do not run into them.
pub(super) fn add(words: &str, said: &mut String) {
    let words = words.trim();
    if words.is_empty() {
        return;
    }
    if !said.is_empty() {
        said.push_str(if said.ends_with(['.', '?', '!', ':', ';']) { " " } else { "; " });
    }
    said.push_str(words);
}
