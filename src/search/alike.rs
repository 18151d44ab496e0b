//! Words that are found by others: short forms by what they are short for, both ways, and what people say by what the site
//! calls it.

use super::stop::{is_stopped, is_weak};
use super::term::{Terms, content};
use super::word::{stem, words};
use crate::page::Site;
use crate::record::Record;
use crate::schema::Value;
use crate::source::Span;
use foldhash::quality::FixedState;
use std::collections::{BTreeMap, HashSet};

/// The kind of synonyms.
pub(super) const SYNONYM: &str = "synonym";

/// How much another word counts of what the very word does, of 16: a short form, and what is said for it.
const SHORT: u32 = 15;
const SAID: u32 = 12;
const WHOLE: u32 = 16;

/// How long a word is at least that is made of two.
const COMPOUND: usize = 4;

/// What a phrase also means: how much it counts, and the words. The phrase is its [`key`].
pub(super) type Alike = BTreeMap<String, Vec<(u32, Vec<String>)>>;

/// A phrase of a synonym, with its place.
pub(super) struct Phrase<'a> {
    pub(super) record: &'a Record,
    pub(super) text: &'a str,
    pub(super) span: Span,
    pub(super) key: String,
    /// Its words in their very forms.
    pub(super) terms: String,
}

/// Everything that a site says in other words, or in two words for one.
pub(super) fn alike(site: &Site, terms: &Terms) -> Alike {
    let mut alike = Alike::new();
    for (term, expansion) in short_forms(site) {
        add(&mut alike, SHORT, &term, &expansion);
        add(&mut alike, SHORT, &expansion, &term);
    }
    for record in synonyms(site) {
        for said in phrases(record, "say") {
            for meant in phrases(record, "mean") {
                add(&mut alike, SAID, said.text, meant.text);
            }
        }
    }
    for (term, [first, second]) in compounds(terms) {
        // What either of them also means goes on being asked for.
        if [first, second].iter().all(|word| !alike.contains_key(&key(word))) {
            add(&mut alike, WHOLE, &format!("{first} {second}"), term);
        }
    }
    alike
}

/// Words that are made of two others, each with those: `esafety` and `e safety`. They are found here, since the script would
/// have to read a file more for every two words that stand side by side.
fn compounds(terms: &Terms) -> impl Iterator<Item = (&str, [&str; 2])> {
    let said = terms.iter().map(|(term, _)| term.as_str()).filter(|term| !is_stopped(term) && !is_weak(term));
    let said: HashSet<&str, FixedState> = said.collect();
    let is_said = move |word: &str| said.contains(word);
    let parted = move |term| {
        let parts = |at| str::split_at_checked(term, at).filter(|(first, second)| is_said(first) && is_said(second));
        // An `s` behind a word makes no other of it.
        let parts = (1..term.len()).filter_map(parts).filter(|(_, second)| *second != "s");
        parts.map(|(first, second)| (term, [first, second])).collect::<Vec<_>>()
    };
    let is_word = |term: &&str| {
        let is_number = term.chars().all(|letter| letter.is_ascii_digit());
        term.len() >= COMPOUND && !is_number && term.chars().all(char::is_alphanumeric)
    };
    terms.iter().map(|(term, _)| term.as_str()).filter(is_word).flat_map(parted)
}

fn add(alike: &mut Alike, weight: u32, said: &str, meant: &str) {
    let (key, terms) = (key(said), meaning(meant));
    if key.is_empty() || terms.is_empty() || key == self::key(meant) {
        return;
    }
    let ways = alike.entry(key).or_default();
    if !ways.iter().any(|(_, known)| *known == terms) {
        ways.push((weight, terms));
    }
}

/// The words of what a phrase means that can be looked for.
pub(super) fn meaning(phrase: &str) -> Vec<String> {
    let terms = content(phrase);
    let kept: Vec<String> = terms.iter().filter(|term| !is_weak(term)).cloned().collect();
    if kept.is_empty() { terms } else { kept }
}

/// A phrase as the script looks it up: its stems, behind that of its first word which says something, so that it stands beside
/// that word, whose file is read anyway.
pub(super) fn key(phrase: &str) -> String {
    let words = words(phrase);
    let Some(word) = words.iter().find(|word| !is_stopped(&word.term)).or(words.first()) else { return String::new() };
    let stems: Vec<String> = words.iter().map(|word| stem(&word.term)).collect();
    format!("{}<{}", stem(&word.term), stems.join(" "))
}

/// The words that stand in phrases, which may be misspelt like those of texts.
pub(super) fn said(site: &Site) -> Vec<String> {
    let of_records = synonyms(site).flat_map(|record| phrases(record, "say")).flat_map(|phrase| words(phrase.text));
    of_records.map(|word| word.term.into_owned()).collect()
}

/// The synonyms that the site has.
pub(super) fn synonyms(site: &Site) -> impl Iterator<Item = &Record> {
    let kind = site.kinds.find(SYNONYM).map(|(number, _)| number);
    kind.into_iter().flat_map(|number| site.catalogue.of_kind(number)).map(|(_, record)| record)
}

/// The phrases of one.
pub(super) fn phrases<'a>(record: &'a Record, field: &str) -> Vec<Phrase<'a>> {
    let items = record.decoded.get(field).map(Value::items).unwrap_or_default();
    let phrase = |item: &'a Value| {
        let text = item.as_text()?;
        let terms: Vec<String> = words(text).into_iter().map(|word| word.term.into_owned()).collect();
        Some(Phrase { record, text, span: item.span, key: key(text), terms: terms.join(" ") })
    };
    items.iter().filter_map(phrase).collect()
}

/// Short forms, each with what it is short for.
fn short_forms(site: &Site) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (number, kind) in site.kinds.iter().enumerate() {
        let Some(glossary) = &kind.roles.glossary else { continue };
        let Some(expansion) = &glossary.expansion else { continue };
        for (_, record) in site.catalogue.of_kind(number) {
            let text = |name: &str| record.decoded.get(name).and_then(Value::as_text);
            if let (Some(term), Some(expansion)) = (text(&glossary.term), text(expansion)) {
                found.push((term.to_owned(), expansion.to_owned()));
            }
        }
    }
    found
}
