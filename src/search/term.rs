//! Documents → the terms that they have, each with how much it counts there: BM25 over fields that weigh differently, in
//! whole numbers, so that it is the same on every machine.

use super::document::{Document, NAME};
use super::stop::{is_stopped, is_weak};
use super::word::{base_36, hash, stem, words};
use foldhash::quality::FixedState;
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

/// The most that a term counts in a document.
const MOST: u64 = 63;

/// From this weight on a field is a line, not a text, and its length matters less.
const LINE: u32 = 4;

/// How long a line usually is.
const LINE_LENGTH: u64 = 8;

/// Where a word that is there more often stops to count more: at half of what is possible with this many points. A name
/// alone has ten; a word that stands once in a text has one.
const HALF: u64 = 6;

/// A document that has a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Posting {
    pub(super) number: u32,
    /// How much the term counts, from 1 to 63.
    pub(super) points: u32,
    /// Whether it stands in a name.
    pub(super) in_name: bool,
}

/// The terms of all documents, sorted as the script compares them, each with its documents in the order of their numbers.
pub(super) type Terms = Vec<(String, Vec<Posting>)>;

/// Terms with the documents that have them, before they are weighed: `points` as they add up.
type Found<'d> = HashMap<Cow<'d, str>, Vec<Posting>, FixedState>;

/// How many documents are counted together: enough that few lists have to be put together.
const TOGETHER: usize = 512;

/// The terms of documents, which come by their numbers.
pub(super) fn terms(documents: &[Document]) -> Terms {
    let average = average(documents);
    let counted: Vec<Found<'_>> = documents.par_chunks(TOGETHER).map(|some| count(some, average)).collect();
    let mut found = Found::with_hasher(FixedState::with_seed(0));
    // The lists of a term come in the order of their documents, whatever the order of terms.
    counted.into_iter().flatten().for_each(|(term, list)| found.entry(term).or_default().extend(list));
    let mut found: Vec<(Cow<'_, str>, Vec<Posting>)> = found.into_iter().collect();
    found.par_sort_unstable_by(|a, b| compare(&a.0, &b.0));
    let common = common(&found);
    let scale = idf(documents.len(), 1).max(1);
    let weighed = |((term, mut list), common): ((Cow<'_, str>, Vec<Posting>), usize)| {
        let idf = idf(documents.len(), common);
        let weigh = |points: u64| (MOST * idf * points).div_ceil((HALF * 256 + points) * scale).clamp(1, MOST) as u32;
        list.iter_mut().for_each(|posting| posting.points = weigh(posting.points.into()));
        list.shrink_to_fit();
        (term.into_owned(), list)
    };
    found.into_par_iter().zip(common).map(weighed).collect()
}

/// Terms in the order of the script, which compares units of UTF-16.
pub(super) fn compare(a: &str, b: &str) -> std::cmp::Ordering {
    if a.is_ascii() && b.is_ascii() { a.cmp(b) } else { a.encode_utf16().cmp(b.encode_utf16()) }
}

/// How many documents have a term in any of its forms, so that a rare form counts no more than the common one.
fn common(found: &[(Cow<'_, str>, Vec<Posting>)]) -> Vec<usize> {
    let stems: Vec<String> = found.par_iter().map(|(term, _)| stem(term)).collect();
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, stem) in stems.iter().enumerate() {
        groups.entry(stem).or_default().push(at);
    }
    let mut common = vec![0; found.len()];
    for members in groups.values() {
        let lists = members.iter().filter_map(|at| found.get(*at));
        let count = match members.as_slice() {
            [_] => lists.map(|(_, list)| list.len()).sum(),
            _ => {
                let mut all: Vec<u32> = lists.flat_map(|(_, list)| list.iter().map(|posting| posting.number)).collect();
                all.sort_unstable();
                all.dedup();
                all.len()
            }
        };
        for at in members {
            if let Some(common) = common.get_mut(*at) {
                *common = count;
            }
        }
    }
    common
}

/// How rare a term is, in quarters of a doubling. The number of documents counts as the next power of two, so that one more of
/// them changes little.
fn idf(documents: usize, common: usize) -> u64 {
    let quarters = |number: usize| u64::from((number.max(1) as u128).pow(4).ilog2());
    (quarters(documents.next_power_of_two()) + 2).saturating_sub(quarters(common))
}

/// How many words the texts of a document usually have, as a power of two.
fn average(documents: &[Document]) -> u64 {
    let length = |document: &Document| {
        let texts = document.fields.iter().filter(|(weight, _)| *weight < LINE);
        texts.map(|(_, text)| text.split(' ').count() as u64).sum::<u64>()
    };
    let sum: u64 = documents.par_iter().map(length).sum();
    (sum / (documents.len() as u64).max(1)).max(16).next_power_of_two()
}

/// The terms of some documents.
fn count(documents: &[Document], average: u64) -> Found<'_> {
    let mut found = Found::with_hasher(FixedState::with_seed(0));
    for document in documents {
        let texts: Vec<(u32, Vec<Cow<'_, str>>)> =
            document.fields.iter().map(|(weight, text)| (*weight, indexed(text))).collect();
        let length: u64 = texts.iter().filter(|(weight, _)| *weight < LINE).map(|(_, terms)| terms.len() as u64).sum();
        for (weight, terms) in texts {
            let (own, usual, share) =
                if weight >= LINE { (terms.len() as u64, LINE_LENGTH, 1) } else { (length, average, 3) };
            // A share of the length, in quarters, makes a word of a long text count less.
            let one = u64::from(weight) * 256 * 4 * usual / ((4 - share) * usual + share * own).max(1);
            let posting = Posting {
                number: document.number,
                points: u32::try_from(one).unwrap_or(u32::MAX),
                in_name: weight >= NAME,
            };
            for term in terms {
                let list = found.entry(term).or_default();
                match list.last_mut().filter(|last| last.number == posting.number) {
                    Some(last) => {
                        last.points = last.points.saturating_add(posting.points);
                        last.in_name |= posting.in_name;
                    }
                    None => list.push(posting),
                }
            }
        }
    }
    found
}

/// The terms of a text that are kept.
fn indexed(text: &str) -> Vec<Cow<'_, str>> {
    let mut terms = Vec::new();
    for word in words(text) {
        if is_stopped(&word.term) || (!word.is_capital && is_weak(&word.term)) {
            continue;
        }
        terms.extend(word.parts.into_iter().filter(|part| !is_stopped(part)).map(Cow::Owned));
        terms.push(word.term);
    }
    terms
}

/// The words of a phrase that say something, as the script asks for them.
pub(super) fn content(phrase: &str) -> Vec<String> {
    let all: Vec<String> = words(phrase).into_iter().map(|word| word.term.into_owned()).collect();
    let said: Vec<String> = all.iter().filter(|term| !is_stopped(term)).cloned().collect();
    let rest: Vec<String> = match said.len() < all.len() {
        true => said.iter().filter(|term| !is_weak(term)).cloned().collect(),
        false => said.clone(),
    };
    match (rest.is_empty(), said.is_empty()) {
        (false, _) => rest,
        (true, false) => said,
        (true, true) => all,
    }
}

/// The key under which documents stand that are called so; beside the first word of the name, whose file is read anyway.
pub(super) fn name_key(name: &str) -> Option<String> {
    let terms = content(name);
    let first = terms.first()?;
    Some(format!("{first}={}", base_36(hash(&terms.join(" ")).into())))
}
