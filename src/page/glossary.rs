//! Short forms in texts, each a button that explains it where a page uses it first.

use super::site::Site;
use crate::catalogue::{Catalogue, RecordIndex, Target};
use crate::kind::Kinds;
use crate::markdown::{escape, escape_address};
use crate::schema::Value;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// The short forms that a site explains, each with its entry and the field that says what it stands for.
#[derive(Debug, Default)]
pub(super) struct Terms(BTreeMap<String, (RecordIndex, Box<str>)>);

impl Terms {
    /// The entries of the kinds with the role `glossary` that stand for something longer.
    pub(super) fn new(kinds: &Kinds, catalogue: &Catalogue) -> Self {
        let mut terms = BTreeMap::new();
        for (number, kind) in kinds.iter().enumerate() {
            let Some(glossary) = &kind.roles.glossary else { continue };
            let Some(expansion) = &glossary.expansion else { continue };
            for (index, record) in catalogue.of_kind(number) {
                let term = record.decoded.get(&glossary.term).and_then(Value::as_text);
                if let Some(term) = term.filter(|term| is_short_form(term) && record.decoded.get(expansion).is_some()) {
                    terms.entry(term.to_owned()).or_insert_with(|| (index, expansion.clone()));
                }
            }
        }
        Self(terms)
    }

    /// The entry of a word, which may be several of them: `NLEs`.
    fn entry(&self, word: &str) -> Option<&(RecordIndex, Box<str>)> {
        let one = || word.strip_suffix('s').filter(|one| is_short_form(one));
        self.0.get(word).or_else(|| self.0.get(one()?))
    }
}

/// Whether a word is written like a short form: in one piece, with two capital letters or more.
fn is_short_form(word: &str) -> bool {
    word.chars().all(char::is_alphanumeric) && word.chars().filter(|letter| letter.is_uppercase()).count() > 1
}

/// What one record's texts have explained already.
pub(super) struct Explained<'a> {
    site: &'a Site,
    slug: &'a str,
    seen: RefCell<BTreeSet<RecordIndex>>,
}

impl<'a> Explained<'a> {
    /// Nothing yet; none for an entry of a glossary, which says itself what to read next.
    pub(super) fn new(site: &'a Site, index: RecordIndex) -> Option<Self> {
        let record = site.catalogue.get(index)?;
        let kind = site.kinds.get(record.kind)?;
        let is_wanted = kind.roles.glossary.is_none() && !site.terms().0.is_empty();
        is_wanted.then(|| Self { site, slug: &record.slug, seen: RefCell::new(BTreeSet::new()) })
    }

    /// A text as HTML, with a button where it uses a short form first; none where it uses none.
    pub(super) fn html(&self, text: &str) -> Option<String> {
        let (mut html, mut opened) = (String::new(), String::new());
        let mut rest = text;
        let mut is_any = false;
        while let Some(start) = rest.find(char::is_alphanumeric) {
            let (before, word) = rest.split_at_checked(start)?;
            let end = word.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(word.len());
            let (word, after) = word.split_at_checked(end)?;
            escape(before, &mut html);
            let entry = self.site.terms().entry(word).filter(|(entry, _)| self.seen.borrow_mut().insert(*entry));
            match entry.and_then(|(entry, expansion)| self.button(word, *entry, expansion)) {
                Some((button, means)) => {
                    is_any = true;
                    html.push_str(&button);
                    opened.push_str(&means);
                }
                None => escape(word, &mut html),
            }
            rest = after;
        }
        escape(rest, &mut html);
        // Behind the text, which other programs read as one.
        is_any.then(|| html + &opened)
    }

    /// A short form as a button, with what it opens: a popover of the browser's own, so that it needs no script. Where nobody
    /// can say what it stands for, a link to what is said of it instead.
    fn button(&self, word: &str, entry: RecordIndex, expansion: &str) -> Option<(String, String)> {
        let record = self.site.catalogue.get(entry)?;
        let link = |class: &str, text: &str| {
            let mut html = format!("<a{class} href=\"");
            escape_address(&self.site.address(&Target { record: entry, part: None }), &mut html);
            html.push_str("\">");
            escape(text, &mut html);
            html + "</a>"
        };
        let Some(meaning) = record.decoded.get(expansion).and_then(Value::as_text) else {
            return Some((link(" class=\"term\"", word), String::new()));
        };
        let [mut id, mut shown, mut means] = [String::new(), String::new(), String::new()];
        // Several records may stand on a page, and each explains what it uses.
        escape(&format!("{}-{}_", self.slug, record.slug), &mut id);
        escape(word, &mut shown);
        escape(meaning, &mut means);
        let opens = format!("popovertarget=\"{id}\" title=\"{means}\"");
        let button = format!("<button type=\"button\" class=\"term\" {opens}>{shown}</button>");
        let more = link("", "More about it");
        Some((button, format!("<span popover class=\"means\" id=\"{id}\">{means}. {more}</span>")))
    }
}
