//! Short forms in texts, each leading to the glossary where a page uses it first.

use super::make::Site;
use crate::catalogue::{Catalogue, RecordIndex, Target};
use crate::kind::Kinds;
use crate::markdown::{escape, escape_address};
use crate::schema::Value;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// The short forms that a site explains, each with its entry.
#[derive(Debug, Default)]
pub(super) struct Terms(BTreeMap<String, RecordIndex>);

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
                    terms.entry(term.to_owned()).or_insert(index);
                }
            }
        }
        Self(terms)
    }

    /// The entry of a word, which may be several of them: `NLEs`.
    fn entry(&self, word: &str) -> Option<RecordIndex> {
        let one = || word.strip_suffix('s').filter(|one| is_short_form(one));
        self.0.get(word).or_else(|| self.0.get(one()?)).copied()
    }
}

/// Whether a word is written like a short form: in one piece, with two capital letters or more.
fn is_short_form(word: &str) -> bool {
    word.chars().all(char::is_alphanumeric) && word.chars().filter(|letter| letter.is_uppercase()).count() > 1
}

/// What one record's texts have explained already.
pub(super) struct Explained<'a> {
    site: &'a Site,
    seen: RefCell<BTreeSet<RecordIndex>>,
}

impl<'a> Explained<'a> {
    /// Nothing yet; none for an entry of a glossary, which says itself what to read next.
    pub(super) fn new(site: &'a Site, index: RecordIndex) -> Option<Self> {
        let kind = site.kinds.get(site.catalogue.get(index)?.kind)?;
        let is_wanted = kind.roles.glossary.is_none() && !site.terms().0.is_empty();
        is_wanted.then(|| Self { site, seen: RefCell::new(BTreeSet::new()) })
    }

    /// A text as HTML, with a link where it uses a short form first; none where it uses none.
    pub(super) fn html(&self, text: &str) -> Option<String> {
        let mut html = String::new();
        let mut rest = text;
        let mut is_any = false;
        while let Some(start) = rest.find(char::is_alphanumeric) {
            let (before, word) = rest.split_at_checked(start)?;
            let end = word.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(word.len());
            let (word, after) = word.split_at_checked(end)?;
            escape(before, &mut html);
            let entry = self.site.terms().entry(word).filter(|entry| self.seen.borrow_mut().insert(*entry));
            match entry {
                Some(entry) => {
                    is_any = true;
                    let target = Target { record: entry, part: None };
                    html.push_str("<a class=\"term\" href=\"");
                    escape_address(&self.site.address(&target), &mut html);
                    html.push_str("\">");
                    escape(word, &mut html);
                    html.push_str("</a>");
                }
                None => escape(word, &mut html),
            }
            rest = after;
        }
        escape(rest, &mut html);
        is_any.then_some(html)
    }
}
