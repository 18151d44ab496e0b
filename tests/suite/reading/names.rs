//! Names, which nobody can put into simpler words.

use fingerpost::page::Site;
use fingerpost::schema::Value;
use std::collections::BTreeSet;

/// Kinds whose records go by names; those of the others are called by sentences, as a need is.
const NAMED: [&str; 7] = ["offer", "programme", "contact", "organisation", "region", "publication", "glossary"];

/// Fields that hold names.
const FIELDS: [&str; 4] = ["title", "short", "short_title", "also_known_as"];

/// Names as the words that they are made of.
#[derive(Default)]
pub(super) struct Names {
    names: BTreeSet<Vec<String>>,
    longest: usize,
}

/// The names on a site: of its records, and its terms.
pub(super) fn names(site: &Site) -> Names {
    let mut names = Names::default();
    for (_, record) in site.catalogue.iter() {
        let kind = site.kinds.get(record.kind).map_or("", |kind| &kind.name);
        if !NAMED.contains(&kind) {
            continue;
        }
        for value in FIELDS.iter().filter_map(|field| record.decoded.get(field)) {
            for text in [value].into_iter().chain(value.items()).filter_map(Value::as_text) {
                names.add(text);
            }
        }
    }
    names
}

impl Names {
    /// Adds a name, with its short form behind it where it has one: `Local authority (LA)`, `Match / matching`.
    fn add(&mut self, text: &str) {
        for name in text.split(['(', ')']).flat_map(|name| name.split(" / ")) {
            let name: Vec<String> = name.split_whitespace().map(folded).filter(|word| !word.is_empty()).collect();
            self.longest = self.longest.max(name.len());
            if !name.is_empty() {
                self.names.insert(name);
            }
        }
    }

    /// How many words at the beginning of these are one name; 0 where they begin with none.
    pub(super) fn length(&self, words: &[&str]) -> usize {
        let folded: Vec<String> = words.iter().take(self.longest).map(|word| folded(word)).collect();
        (1..=folded.len()).rev().find(|length| self.has(&folded[..*length])).unwrap_or(0)
    }

    /// Whether these words are a name, or several of what it names.
    fn has(&self, words: &[String]) -> bool {
        let (last, before) = words.split_last().unwrap();
        let singular =
            [last.strip_suffix('s').map(str::to_owned), last.strip_suffix("ies").map(|stem| format!("{stem}y"))];
        self.names.contains(words)
            || singular.into_iter().flatten().any(|last| self.names.contains(&[before, &[last]].concat()))
    }
}

/// A word without what stands around it. A short form keeps its capitals, by which `SEND` differs from `send`.
fn folded(word: &str) -> String {
    let word = word.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '+');
    let word = word.trim_end_matches("'s").trim_end_matches("’s");
    match word.chars().filter(|letter| letter.is_uppercase()).count() {
        0 | 1 => word.to_lowercase(),
        _ => word.to_owned(),
    }
}
