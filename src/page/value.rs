use super::card::card;
use super::glossary::Explained;
use super::html::{Named, Shown, inline};
use super::people::{self, Reach};
use super::site::Site;
use super::view::LinkView;
use crate::catalogue::{Destination, RecordIndex, Target, destination};
use crate::markdown::{self, Rendering, escape};
use crate::record::Record;
use crate::route;
use crate::schema::{Content, Declaration, Format, Member, Part, Prose, Schema, Shape, Unknown, Value, readable};

/// A record whose values are shown.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) site: &'a Site,
    pub(super) schema: &'a Schema,
    pub(super) record: &'a Record,
    pub(super) index: RecordIndex,
    /// What stands before every fragment: several records may share a page.
    pub(super) prefix: &'a str,
    /// The names of the record's texts, each told from the others.
    pub(super) names: &'a [String],
    /// Whether what is shown is told of a person.
    pub(super) is_person: bool,
    /// The short forms that lead to a glossary, where they do.
    pub(super) explained: Option<&'a Explained<'a>>,
}

/// The field that says where a record, a part or a claim was taken from.
pub(super) const SOURCES: &str = "sources";

/// Whether a list of sources is that of the whole record, which its page shows already.
pub(super) fn is_from_the_same(shown: Context<'_>, sources: &Value) -> bool {
    let targets = |value: &Value| -> Vec<Option<&Target>> {
        let target = |item: &Value| match item.content {
            Content::Reference(index) => shown.site.catalogue.target(shown.index, index),
            _ => None,
        };
        value.items().iter().map(target).collect()
    };
    let whole = shown.record.decoded.get(SOURCES).map(targets);
    whole.is_some_and(|whole| !whole.contains(&None) && whole == targets(sources))
}

/// The level of headings in a text that is one value among others.
const DEEP: u8 = 4;

impl<'a> Context<'a> {
    /// Whether a field is shown: all are, but for ways to reach a person on a site that publishes none.
    pub(super) fn shows(self, declaration: &Declaration) -> bool {
        let is_a_way =
            matches!(self.schema.shape(declaration.shape), Shape::Text(Some(format)) if people::is_a_way(*format));
        !is_a_way || !self.is_person || people::are_reached(self.site)
    }

    /// The level of headings in such a text here. Beside the same of another record nothing but the heading of the table is above.
    const fn deep(self) -> u8 {
        let is_beside = !self.prefix.is_empty() && self.names.is_empty();
        if is_beside { DEEP - 1 } else { DEEP }
    }

    /// Where one of the record's texts is shown.
    pub(super) fn frame(self, prose: usize, top_level: u8) -> Frame<'a> {
        Frame {
            top_level,
            prefix: self.prefix,
            name: self.names.get(prose).map_or(self.prefix, String::as_str),
            explained: self.explained,
        }
    }
}

/// A value as readers see it.
pub(super) fn value(shown: Context<'_>, declaration: &Declaration, value: &Value) -> Shown {
    let shape = shown.schema.shape(declaration.shape);
    match &value.content {
        Content::Unknown(unknown) => unknown_view(shown, unknown),
        Content::Boolean(true) => words("Yes"),
        Content::Boolean(false) => words("No"),
        Content::Integer(number) => words(number.to_string()),
        Content::Number(number) => words(number.to_string()),
        Content::Period(period) => words(&*period.words),
        Content::Term(term) => words(&*term.words),
        Content::Relative(relative) => words(&*relative.words),
        Content::Amount(amount) => words(&*amount.written),
        Content::Text(written) => match shape {
            Shape::Choice(choices) => {
                let choice = choices.iter().find(|choice| *choice.value == **written);
                words(choice.map_or(&**written, |choice| &choice.title))
            }
            Shape::Text(Some(format)) => followed(shown, *format, written),
            _ => match shown.explained.and_then(|explained| explained.html(written)) {
                Some(html) => Shown::Words(html),
                None => words(&**written),
            },
        },
        Content::Prose(index) => match shown.record.decoded.prose.get(*index) {
            Some(found) => Shown::Html(prose(shown.site, Some(shown.index), found, shown.frame(*index, shown.deep()))),
            None => words(""),
        },
        Content::Reference(index) => reference(shown, *index),
        Content::List(items) => {
            let item = if let Shape::List(item) = shape { item } else { declaration };
            Shown::List(items.iter().map(|one| self::value(shown, item, one)).collect())
        }
        Content::Object(members) => {
            if let Some(card) = card(shown, declaration, members) {
                return card;
            }
            let mut rows = rows(shown, declaration, members);
            Shown::Rows(lead(&mut rows), rows)
        }
        Content::Parts(parts) => Shown::List(parts.iter().map(|one| part(shown, one)).collect()),
    }
}

/// A part in a cell: its name, which leads to it, and how much it is.
fn part(shown: Context<'_>, part: &Part) -> Shown {
    let url = shown.site.address(&Target { record: shown.index, part: Some(part.path.clone()) });
    let link = Shown::Link(LinkView::plain(part.title(), url));
    let amount = part.value.members().iter().find_map(|member| match &member.value.content {
        Content::Amount(amount) => Some(&*amount.written),
        _ => None,
    });
    match amount {
        Some(amount) => {
            let mut html = inline(&link);
            html.push_str(": ");
            escape(amount, &mut html);
            Shown::Html(html)
        }
        None => link,
    }
}

/// A text that may lead somewhere.
fn followed(shown: Context<'_>, format: Format, written: &str) -> Shown {
    let Some(url) = scheme(format, written) else { return words(written) };
    let reach = match people::is_a_way(format) {
        true => people::reach(shown.site, shown.index, shown.is_person),
        false => Reach::Followed,
    };
    match reach {
        Reach::Followed => Shown::Link(LinkView::plain(written.to_owned(), url)),
        Reach::Written(note) => Shown::Noted(written.to_owned(), note),
    }
}

/// Where an address or a number leads that can be followed.
fn scheme(format: Format, written: &str) -> Option<String> {
    match format {
        Format::Uri => Some(written.to_owned()),
        Format::Email => Some(format!("mailto:{written}")),
        Format::Phone => {
            // An extension is dialled by hand, and a nought in brackets not at all from abroad.
            let number = written.split(char::is_alphabetic).next().unwrap_or_default().replace("(0)", "");
            let digits = number.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+');
            Some(format!("tel:{}", digits.collect::<String>()))
        }
        _ => None,
    }
}

/// A `text` among named values is a sentence that says by itself what it is.
fn lead(rows: &mut Vec<Named>) -> String {
    let is_lead = |row: &Named| row.name == "text" && matches!(row.value, Shown::Text(_) | Shown::Words(_));
    let lead = rows.iter().position(is_lead).map(|at| rows.remove(at).value);
    lead.map(|lead| inline(&lead)).unwrap_or_default()
}

/// Named values in the order of the schema, or of the author where the keys are free.
pub(super) fn rows(shown: Context<'_>, declaration: &Declaration, members: &[Member]) -> Vec<Named> {
    match shown.schema.shape(declaration.shape) {
        Shape::Object { properties, .. } => {
            let row = |property: &crate::schema::Property| {
                shown.shows(&property.declaration).then_some(())?;
                let member = members.iter().find(|member| *member.name == *property.name)?;
                if &*property.name == SOURCES && is_from_the_same(shown, &member.value) {
                    return None;
                }
                let value = value(shown, &property.declaration, &member.value);
                Some(Named { name: property.name.to_string(), label: property.label(), value })
            };
            properties.iter().filter_map(row).collect()
        }
        Shape::Map { names, values, .. } => {
            let row = |member: &Member| {
                let choice = names.iter().find(|choice| *choice.value == *member.name);
                let label = choice.map_or_else(|| member.name.to_string(), |choice| choice.title.to_string());
                Named { name: member.name.to_string(), label, value: value(shown, values, &member.value) }
            };
            members.iter().map(row).collect()
        }
        _ => {
            let row = |member: &Member| Named {
                name: member.name.to_string(),
                label: readable(&member.name),
                value: value(shown, declaration, &member.value),
            };
            members.iter().map(row).collect()
        }
    }
}

/// Where a text in Markdown is shown.
#[derive(Clone, Copy)]
pub(super) struct Frame<'a> {
    /// The level of its highest headings.
    pub(super) top_level: u8,
    /// What stands before the fragments of its headings.
    pub(super) prefix: &'a str,
    /// What tells it from the other texts of the page.
    pub(super) name: &'a str,
    /// The short forms that lead to a glossary, where they do.
    pub(super) explained: Option<&'a Explained<'a>>,
}

/// A text in Markdown as HTML; `owner` is the record that it belongs to.
pub(super) fn prose(site: &Site, owner: Option<RecordIndex>, prose: &Prose, frame: Frame<'_>) -> String {
    let Frame { top_level, prefix, name, explained } = frame;
    let address = |written: &str| address(site, prefix, written);
    let inserted = |written: &str| match destination(written, &site.kinds) {
        Destination::Own { field } => field_words(site, owner?, field),
        Destination::Record { kind, name, field: Some(field), .. } => {
            field_words(site, named(site, kind, name)?.record, field)
        }
        Destination::Record { kind, name, field: None, .. } => {
            let target = people::whole(site, named(site, kind, name)?);
            let record = site.catalogue.get(target.record)?;
            let day = owner.and_then(|owner| site.catalogue.day_of(owner, &site.kinds)).unwrap_or(site.as_of);
            Some(match target.part.as_deref().and_then(|path| record.decoded.part(path)) {
                Some(part) => part.title(),
                None => site.catalogue.name_on(target.record, day).to_owned(),
            })
        }
        _ => None,
    };
    let words = |text: &str| explained.and_then(|explained| explained.html(text));
    let rendering = Rendering { top_level, prefix, name, address: &address, inserted: &inserted, words: &words };
    markdown::html(prose.text(), &prose.outline, &rendering)
}

/// Where a link leads that does not leave the site; `prefix` stands before the fragments of the page.
fn address(site: &Site, prefix: &str, written: &str) -> Option<String> {
    match destination(written, &site.kinds) {
        Destination::Record { kind, name, fragment, .. } => {
            let target = people::whole(site, named(site, kind, name)?);
            Some(match fragment {
                Some(fragment) => site.at(&route::heading_url(target.record, fragment, &site.catalogue, &site.kinds)),
                None => site.address(&target),
            })
        }
        // Where several records share a page, a heading's fragment begins with the record's own.
        Destination::Path => Some(match written.strip_prefix('#') {
            Some(fragment) => format!("#{prefix}{fragment}"),
            None => site.at(written),
        }),
        _ => None,
    }
}

/// A link of the site's own file: its words, or the name of the record, and where it leads.
pub(super) fn way(site: &Site, link: &markdown::Link) -> Option<(String, String)> {
    let url = address(site, "", &link.destination).unwrap_or_else(|| link.destination.to_string());
    let title = || match destination(&link.destination, &site.kinds) {
        Destination::Record { kind, name, .. } => Some(site.title(named(site, kind, name)?.record).to_owned()),
        _ => None,
    };
    let text = if link.words.is_empty() { title()? } else { link.words.to_string() };
    Some((text, url))
}

/// A text of a record in Markdown as HTML that stands alone.
#[must_use]
pub fn text(site: &Site, index: RecordIndex, number: usize) -> String {
    let found = site.catalogue.get(index).and_then(|record| record.decoded.prose.get(number));
    let frame = Frame { top_level: 2, prefix: "", name: "", explained: None };
    found.map(|found| prose(site, Some(index), found, frame)).unwrap_or_default()
}

/// The id of a record or of a part, `kind:slug/part`; of a part that may not be shown, that of its record.
#[must_use]
pub fn id(site: &Site, target: &Target) -> Option<String> {
    let target = people::whole(site, target.clone());
    let record = site.catalogue.get(target.record)?;
    let part = target.part.map(|part| format!("/{part}")).unwrap_or_default();
    Some(format!("{}:{}{part}", site.kinds.get(record.kind)?.name, record.slug))
}

/// The record or part that a link names.
fn named(site: &Site, kind: usize, name: &str) -> Option<Target> {
    let (slug, part) = name.split_once('/').map_or((name, None), |(slug, part)| (slug, Some(part)));
    Some(Target { record: site.catalogue.find(kind, slug)?, part: part.map(Into::into) })
}

/// The words of a field that holds one value.
fn field_words(site: &Site, index: RecordIndex, path: &str) -> Option<String> {
    let held = site.catalogue.value_at(index, path, &site.kinds)?;
    let record = site.catalogue.get(held.by)?;
    let schema = site.kinds.get(record.kind)?.schema.as_ref()?;
    let names = path.split('.');
    let is_person = people::holds_persons(site, record, names.clone().next()?);
    let declaration = schema.declaration_at(names)?;
    let shown = Context { site, schema, record, index: held.by, prefix: "", names: &[], is_person, explained: None };
    // Who may not be named is called by the office.
    if is_person && (!people::are_named(site) || !shown.shows(declaration)) {
        return Some(record.title().to_owned());
    }
    match value(shown, declaration, held.value) {
        Shown::Text(text) | Shown::Noted(text, _) => Some(text),
        Shown::Link(link) => Some(link.text),
        Shown::Unknown(words, _) => Some(words),
        Shown::Words(_) | Shown::Html(_) | Shown::List(_) | Shown::Rows(..) | Shown::Card(..) => None,
    }
}

fn reference(shown: Context<'_>, index: usize) -> Shown {
    let Some(target) = shown.site.catalogue.target(shown.index, index) else {
        let written = shown.record.decoded.references.get(index).map(|reference| &*reference.written);
        return words(written.unwrap_or_default());
    };
    Shown::Link(link(shown.site, &people::whole(shown.site, target.clone()), shown.index))
}

/// A record or a part of one as a link on the page of `here`.
fn link(site: &Site, target: &Target, here: RecordIndex) -> LinkView {
    let url = site.address(target);
    let Some(record) = site.catalogue.get(target.record) else { return LinkView::plain(String::new(), url) };
    match target.part.as_deref().and_then(|path| record.decoded.part(path)) {
        None => LinkView::plain(site.title(target.record).to_owned(), url),
        Some(part) => {
            let within = if target.record == here { String::new() } else { site.title(target.record).to_owned() };
            LinkView { text: part.title(), url, within }
        }
    }
}

fn unknown_view(shown: Context<'_>, unknown: &Unknown) -> Shown {
    let words = shown.site.config.words_for(&unknown.reason).to_owned();
    Shown::Unknown(words, unknown.note.as_deref().unwrap_or_default().to_owned())
}

fn words(text: impl Into<String>) -> Shown {
    Shown::Text(text.into())
}
