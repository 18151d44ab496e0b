//! What can be found: records, and those of their parts that have a name.

use super::file::written;
use super::said::{Told, add};
use super::word::hash;
use crate::catalogue::{RecordIndex, Target};
use crate::date::State;
use crate::held::Held;
use crate::kind::{Address, Kind};
use crate::page::Site;
use crate::route;
use crate::schema::{Content, Declaration, Part, Shape, Value};
use std::collections::BTreeMap;

/// A field with a weight from here on is a name: who types all of it means this.
pub(super) const NAME: u32 = 8;

/// How much a word counts in the fields of a kind that does not say.
const DEFAULT: [(&str, i64); 3] = [("title", 10), ("also_known_as", 8), ("summary", 4)];

/// How much it counts in fields of which nothing is told.
const OTHERS: i64 = 1;

/// How much it counts in a part: in its name, its summary, what else it says, and in the name of its record.
const OF_PART: [u32; 4] = [10, 4, 2, 2];

/// The same in parts of a field that counts no more than others.
const OF_PLAIN_PART: [u32; 4] = [5, 3, 1, 1];

/// How long a summary is on a card.
const SUMMARY: usize = 220;

/// How much the state of a record adds, of 100, and how much it adds to be the newest of its versions.
const OPEN: u32 = 8;
const SOON: u32 = 4;
const LATEST: u32 = 6;

/// Fragment, heading and words of something that can be shown.
type Section = (String, String, String);

/// What a document says, which goes when it is counted: all texts at once would be most of the memory that a build takes.
#[derive(Debug, Default)]
pub(super) struct Said {
    summary: String,
    /// How much a word counts, and the text.
    pub(super) fields: Vec<(u32, String)>,
    sections: Vec<Section>,
}

impl Said {
    /// What of it can be shown, as JSON.
    pub(super) fn shown(&self) -> String {
        written(&(&self.summary, &self.sections))
    }
}

/// Something that can be found.
#[derive(Debug)]
pub(super) struct Document {
    /// `programme:ntp`, `offer:2021-22/mat`.
    pub(super) id: String,
    /// Its number, which depends on its id alone, but for those of other documents with the same hash.
    pub(super) number: u32,
    pub(super) record: RecordIndex,
    pub(super) slug: String,
    pub(super) title: String,
    /// What its record is called, where it is a part of one.
    pub(super) of: String,
    pub(super) state: Option<State>,
    pub(super) prior: u32,
    /// What it is called.
    pub(super) names: Vec<String>,
    /// What can be shown of it, as JSON: its summary and its sections.
    pub(super) text: Held,
}

impl Document {
    pub(super) fn is_part(&self) -> bool {
        self.slug.contains('/')
    }
}

/// Gives numbers, even ones to records and odd ones to parts: by the hash of the id, or the next that is free.
pub(super) fn number(documents: &mut [Document]) {
    let places = (documents.len() * 5 / 4 + 1).next_power_of_two();
    let mut is_taken = vec![false; places];
    let mut documents: Vec<&mut Document> = documents.iter_mut().collect();
    documents.sort_by(|a, b| a.id.cmp(&b.id));
    for document in documents {
        let wanted = hash(&document.id) as usize;
        let free = (0..places).map(|step| (wanted.wrapping_add(step)) & (places - 1));
        let Some(place) = free.into_iter().find(|place| is_taken.get(*place) == Some(&false)) else { continue };
        if let Some(taken) = is_taken.get_mut(place) {
            *taken = true;
        }
        document.number = (place * 2 + usize::from(document.is_part())) as u32;
    }
}

/// The documents of a record, itself first, each with what it says.
pub(super) fn of_record(site: &Site, index: RecordIndex) -> Vec<(Document, Said)> {
    let Some((told, kind)) = Told::new(site, index) else { return Vec::new() };
    let weights: Vec<(String, u32)> = weights(kind);
    if kind.address == Address::Nowhere || weights.is_empty() {
        return Vec::new();
    }
    let title = site.title(index).to_owned();
    let mut record = Document {
        id: format!("{}:{}", kind.name, told.record.slug),
        number: 0,
        record: index,
        slug: told.record.slug.to_string(),
        title: title.clone(),
        of: String::new(),
        state: site.catalogue.state_on(index, site.as_of),
        prior: prior(site, index),
        names: vec![title, told.record.slug.replace('-', " ")],
        text: Held::default(),
    };
    let summary = told.record.decoded.text("summary").map(str::to_owned).unwrap_or_default();
    let mut says = Said { summary, ..Said::default() };
    let mut parts = Vec::new();
    for (path, weight) in &weights {
        let steps: Vec<&str> = path.split('.').collect();
        let Some((name, inner)) = steps.split_first() else { continue };
        let Some((told, declaration, value)) = told.field(name) else { continue };
        let is_shown = !matches!(*name, "title" | "summary") && *weight < NAME;
        let (whole, shown) = said(told, declaration, value);
        let (mut text, mut names) = (String::new(), Vec::new());
        if inner.is_empty() {
            text = whole;
        } else {
            told.at(inner, declaration, value, &mut |declaration, value| told.say(declaration, value, &mut text));
        }
        if *weight >= NAME && *name != "title" {
            told.at(inner, declaration, value, &mut |_, value| names.extend(names_of(value)));
        }
        if is_shown {
            match shown {
                Some(shown) => says.sections.extend(shown),
                None if text.is_empty() => {}
                None => says.sections.push((String::new(), String::new(), text.clone())),
            }
            if says.summary.is_empty() {
                says.summary.clone_from(&text);
            }
        }
        // Each name is a line of its own: many of them do not make one of them less.
        match names.is_empty() {
            true => says.fields.push((*weight, text)),
            false => says.fields.extend(names.iter().map(|name| (*weight, name.clone()))),
        }
        record.names.extend(names);
        let counts = if *weight > OTHERS as u32 { OF_PART } else { OF_PLAIN_PART };
        parts_in(told, (declaration, value), (&record, counts), &mut parts);
    }
    if says.summary.is_empty() {
        let texts = says.fields.iter().skip(1).map(|(_, text)| text);
        says.summary = texts.into_iter().find(|text| !text.is_empty()).cloned().unwrap_or_default();
    }
    says.summary = cut(&says.summary);
    if !says.fields.iter().any(|(weight, text)| *weight >= NAME && *text == record.title)
        && !weights.iter().any(|(path, _)| path == "title")
    {
        says.fields.push((NAME, record.title.clone()));
    }
    parts.insert(0, (record, says));
    parts
}

/// How much words count in the fields of a kind, by their paths.
fn weights(kind: &Kind) -> Vec<(String, u32)> {
    let told = |(path, weight): (&str, i64)| (path.to_owned(), u32::try_from(weight).unwrap_or(0));
    let mut weights: Vec<(String, u32)> = match &kind.roles.search {
        Some(search) if search.is_empty() => return Vec::new(),
        Some(search) => search.iter().map(|(path, weight)| told((path, *weight))).collect(),
        None => DEFAULT.into_iter().map(told).collect(),
    };
    // A field of which something is named is named.
    let is_named = |name: &str| weights.iter().any(|(path, _)| path.split('.').next() == Some(name));
    let own = kind.schema.iter().flat_map(|schema| schema.own_properties()).map(|property| &*property.name);
    let others: Vec<(String, u32)> = own.filter(|name| !is_named(name)).map(|name| told((name, OTHERS))).collect();
    weights.extend(others);
    weights.retain(|(_, weight)| *weight > 0);
    weights
}

/// The texts of a field that is a name.
fn names_of(value: &Value) -> Vec<String> {
    match &value.content {
        Content::Text(text) => vec![text.to_string()],
        Content::List(items) => items.iter().flat_map(names_of).collect(),
        _ => Vec::new(),
    }
}

/// What a field says, and of a text and of parts the sections in which it can be shown: fragment, heading and words.
fn said(told: Told<'_>, declaration: &Declaration, value: &Value) -> (String, Option<Vec<Section>>) {
    let mut text = String::new();
    let sections: Vec<Section> = match (&value.content, told.schema.shape(declaration.shape)) {
        (Content::Prose(index), _) => {
            let sections = told.record.decoded.prose.get(*index).map(|prose| told.sections(prose));
            sections.unwrap_or_default()
        }
        (Content::Parts(parts), Shape::Parts(inner)) => {
            let mut sections = Vec::with_capacity(parts.len());
            for part in parts {
                let mut words = String::new();
                told.say(inner, &part.value, &mut words);
                // One that has a title says it itself.
                if part.value.get("title").is_none() {
                    add(&part.title(), &mut text);
                }
                add(&words, &mut text);
                sections.push((route::part_anchor(&part.path), part.title(), words));
            }
            return (text, Some(sections));
        }
        _ => {
            told.say(declaration, value, &mut text);
            return (text, None);
        }
    };
    for (_, title, words) in &sections {
        add(title, &mut text);
        add(words, &mut text);
    }
    (text, Some(sections))
}

/// The parts of a field that have a name, and those in them.
fn parts_in(
    told: Told<'_>,
    (declaration, value): (&Declaration, &Value),
    record: (&Document, [u32; 4]),
    found: &mut Vec<(Document, Said)>,
) {
    match (&value.content, told.schema.shape(declaration.shape)) {
        (Content::Parts(parts), Shape::Parts(inner)) => {
            for part in parts {
                if part.value.get("title").and_then(Value::as_text).is_some() {
                    found.push(of_part(told, inner, part, record));
                }
                parts_in(told, (inner, &part.value), record, found);
            }
        }
        (Content::Object(members), Shape::Object { properties, .. }) => {
            for member in members {
                if let Some(property) = properties.iter().find(|property| property.name.as_ref() == &*member.name) {
                    parts_in(told, (&property.declaration, &member.value), record, found);
                }
            }
        }
        _ => {}
    }
}

fn of_part(
    told: Told<'_>,
    declaration: &Declaration,
    part: &Part,
    (record, [of_title, of_summary, of_text, of_record]): (&Document, [u32; 4]),
) -> (Document, Said) {
    let title = part.title();
    let summary = part.value.get("summary").and_then(Value::as_text).unwrap_or_default();
    let mut text = String::new();
    if let (Content::Object(members), Shape::Object { properties, .. }) =
        (&part.value.content, told.schema.shape(declaration.shape))
    {
        for member in
            members.iter().filter(|member| !matches!(&*member.name, "title" | "summary" | "sources" | "basis"))
        {
            if let Some(property) = properties.iter().find(|property| property.name.as_ref() == &*member.name) {
                told.say(&property.declaration, &member.value, &mut text);
            }
        }
    }
    let mut shown = summary.to_owned();
    if shown.is_empty() {
        add(&text, &mut shown);
    }
    let says = Said {
        summary: cut(&shown),
        sections: vec![(String::new(), String::new(), text.clone())],
        fields: vec![
            (of_title, title.clone()),
            (of_summary, summary.to_owned()),
            (of_text, text),
            (of_record, record.title.clone()),
        ],
    };
    let document = Document {
        id: format!("{}/{}", record.id, part.path),
        number: 0,
        record: record.record,
        slug: format!("{}/{}", record.slug, part.path),
        names: vec![title.clone()],
        title,
        of: record.title.clone(),
        state: record.state,
        prior: record.prior,
        text: Held::default(),
    };
    (document, says)
}

/// What days and versions add to the points of a record, of 100.
fn prior(site: &Site, index: RecordIndex) -> u32 {
    let weigh = &site.config.search;
    let state = site.catalogue.state_on(index, site.as_of).map_or(0, |state| {
        let of_site = weigh.states.get(state.name()).copied();
        of_site.unwrap_or(match state {
            State::Open | State::ClosingSoon => OPEN,
            State::Upcoming | State::RunningOn => SOON,
            _ => 0,
        })
    });
    let is_version = site.catalogue.older(index).is_some();
    let is_latest = is_version && site.catalogue.newer(index).next().is_none();
    state + if is_latest { weigh.latest.unwrap_or(LATEST) } else { 0 }
}

/// A text that is not too long for a card.
fn cut(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(SUMMARY) else { return text.to_owned() };
    let short = text.get(..end).unwrap_or_default();
    let end = short.rfind(' ').unwrap_or(short.len());
    format!("{} …", short.get(..end).unwrap_or_default())
}

/// The numbers of the documents of each record.
pub(super) fn by_record(documents: &[Document]) -> BTreeMap<RecordIndex, Vec<u32>> {
    let mut found: BTreeMap<RecordIndex, Vec<u32>> = BTreeMap::new();
    for document in documents {
        found.entry(document.record).or_default().push(document.number);
    }
    found
}

/// Where the records of a kind are, with `{slug}` for the name of one.
pub(super) fn path(site: &Site, number: usize) -> String {
    let first = site.catalogue.of_kind(number).next();
    let Some((record, found)) = first else { return String::new() };
    let address = route::url(&Target { record, part: None }, &site.catalogue, &site.kinds);
    // The slug stands last, before a `/` where it has a page.
    let end = address.strip_suffix('/').unwrap_or(&address);
    let before = end.strip_suffix(&*found.slug).unwrap_or(end);
    format!("{before}{{slug}}{}", if end.len() < address.len() { "/" } else { "" })
}
