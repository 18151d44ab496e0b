//! Documents → the terms that they have, each with how much it counts there: BM25 over fields that weigh differently, in
//! whole numbers, so that it is the same on every machine.

use super::document::{Document, NAME, number, of_record};
use super::stop::{is_stopped, is_weak};
use super::word::{base_36, hash, stem, words};
use crate::catalogue::RecordIndex;
use crate::held::Packer;
use crate::page::Site;
use foldhash::quality::FixedState;
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

/// The most that a term counts in a document.
pub(super) const MOST: u16 = 63;

/// From this weight on a field is a line, not a text, and its length matters less.
const LINE: u32 = 4;

/// How long a line usually is.
const LINE_LENGTH: u64 = 8;

/// Where a word that is there more often stops to count more: at half of what is possible with this many points. A name
/// alone has ten; a word that stands once in a text has one.
const HALF: u64 = 6;

/// What is multiplied with a weight before it is divided by a length: 256 for one, and four quarters.
const WHOLE: u64 = 256 * 4;

/// A document that has a term. Small numbers: a site of 100,000 records has ten million of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Posting {
    pub(super) number: u32,
    /// How much the term counts: from 1 to 63, once it is weighed.
    pub(super) points: u16,
    /// Whether it stands in a name.
    pub(super) in_name: bool,
}

/// The terms of all documents, sorted as the script compares them, each with its documents in the order of their numbers.
pub(super) type Terms = Vec<(String, Vec<Posting>)>;

/// A document that has a term, before it is known how long texts usually are.
#[derive(Debug, Default)]
struct Found {
    /// The place of the document among those that are counted together.
    place: u32,
    /// What the term counts in its lines.
    of_lines: u16,
    /// How much the fields weigh in whose texts it stands, each time that it does.
    of_texts: u16,
    in_name: bool,
}

/// Some documents, and the terms that stand in them.
#[derive(Debug, Default)]
struct Counted {
    documents: Vec<Document>,
    /// How many terms the texts of each document have.
    lengths: Vec<u64>,
    terms: HashMap<String, Vec<Found>, FixedState>,
}

/// How many records are counted together at least, and in how many parts for each core: few, since every part has a list of its
/// own for each word. What becomes of them is the same.
const TOGETHER: usize = 512;
const PARTS: usize = 4;

/// The documents of a site by their numbers, and their terms.
pub(super) fn read(site: &Site) -> (Vec<Document>, Terms) {
    let records: Vec<RecordIndex> = site.catalogue.iter().map(|(index, _)| index).collect();
    let together = records.len().div_ceil(PARTS * rayon::current_num_threads()).max(TOGETHER);
    let counted: Vec<Counted> = records.par_chunks(together).map(|some| count(site, some)).collect();
    let mut documents = Vec::new();
    let (mut lengths, mut counts) = (Vec::new(), Vec::new());
    for mut some in counted {
        counts.push((documents.len(), some.terms));
        documents.append(&mut some.documents);
        lengths.append(&mut some.lengths);
    }
    number(&mut documents);
    let usual = usual(&lengths);
    // A share of the length, in quarters, makes a word of a long text count less.
    let of_text = |length: &u64| WHOLE * usual / (usual + 3 * length);
    let numbered: Vec<(u32, u64)> =
        documents.iter().zip(&lengths).map(|(document, length)| (document.number, of_text(length))).collect();
    let mut terms: HashMap<String, Vec<Posting>, FixedState> = HashMap::with_hasher(FixedState::with_seed(0));
    let posting = |found: Found, first: usize| {
        let (number, of_text) = numbered.get(first + found.place as usize)?;
        let points = u64::from(found.of_lines) + u64::from(found.of_texts) * of_text;
        Some(Posting { number: *number, points: u16::try_from(points).unwrap_or(u16::MAX), in_name: found.in_name })
    };
    for (first, of_some) in counts {
        // Whatever the order of terms, the list of each comes in the order of its documents.
        of_some.into_iter().for_each(|(term, found)| {
            let list = terms.entry(term).or_default();
            list.extend(found.into_iter().filter_map(|found| posting(found, first)));
        });
    }
    documents.sort_by_key(|document| document.number);
    let terms = weighed(terms.into_iter().collect(), documents.len());
    (documents, terms)
}

/// Terms in their order, with what each counts in each of so many documents.
fn weighed(mut terms: Terms, documents: usize) -> Terms {
    terms.par_sort_unstable_by(|a, b| compare(&a.0, &b.0));
    let common = common(&terms);
    let scale = idf(documents, 1).max(1);
    terms.par_iter_mut().zip(common).for_each(|((_, list), common)| {
        let idf = idf(documents, common);
        let weigh = |points: u64| {
            (u64::from(MOST) * idf * points).div_ceil((HALF * 256 + points) * scale).clamp(1, MOST.into()) as u16
        };
        list.iter_mut().for_each(|posting| posting.points = weigh(posting.points.into()));
        list.sort_unstable_by_key(|posting| posting.number);
        list.shrink_to_fit();
    });
    terms
}

/// Terms in the order of the script, which compares units of UTF-16.
pub(super) fn compare(a: &str, b: &str) -> std::cmp::Ordering {
    if a.is_ascii() && b.is_ascii() { a.cmp(b) } else { a.encode_utf16().cmp(b.encode_utf16()) }
}

/// How many documents have a term in any of its forms, so that a rare form counts no more than the common one.
fn common(found: &[(String, Vec<Posting>)]) -> Vec<usize> {
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

/// How many terms the texts of a document usually have, as a power of two.
fn usual(lengths: &[u64]) -> u64 {
    (lengths.iter().sum::<u64>() / (lengths.len() as u64).max(1)).max(16).next_power_of_two()
}

/// The documents of some records, and their terms.
fn count(site: &Site, records: &[RecordIndex]) -> Counted {
    let (mut counted, mut packer) = (Counted::default(), Packer::default());
    for (mut document, says) in records.iter().flat_map(|index| of_record(site, *index)) {
        let place = counted.documents.len() as u32;
        let length = says.fields.iter().map(|(weight, text)| counted.add(place, *weight, &indexed(text))).sum();
        counted.lengths.push(length);
        document.text = packer.hold(says.shown().as_bytes());
        counted.documents.push(document);
    }
    counted
}

impl Counted {
    /// Counts the terms of a field; how many of them are of a text, which takes from what each counts.
    fn add(&mut self, place: u32, weight: u32, terms: &[Cow<'_, str>]) -> u64 {
        let length = terms.len() as u64;
        let is_line = weight >= LINE;
        // The length of a line takes a quarter of its share.
        let of_line = u64::from(weight) * WHOLE * LINE_LENGTH / (3 * LINE_LENGTH + length);
        let [of_line, of_text] = [of_line, weight.into()].map(|points| u16::try_from(points).unwrap_or(u16::MAX));
        for term in terms {
            let list = match self.terms.get_mut(&**term) {
                Some(list) => list,
                None => self.terms.entry(term.clone().into_owned()).or_default(),
            };
            if list.last().is_none_or(|last| last.place != place) {
                list.push(Found { place, ..Found::default() });
            }
            if let Some(found) = list.last_mut() {
                match is_line {
                    true => found.of_lines = found.of_lines.saturating_add(of_line),
                    false => found.of_texts = found.of_texts.saturating_add(of_text),
                }
                found.in_name |= weight >= NAME;
            }
        }
        if is_line { 0 } else { length }
    }
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
