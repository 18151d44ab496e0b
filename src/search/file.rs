//! The index as files. What they hold stands in `README.md`.

use super::alike::{Alike, said};
use super::document::{Document, path};
use super::facet::facets;
use super::list::{List, list, names, push};
use super::stop::lists;
use super::term::{Posting, Terms, compare, name_key};
use super::word::{base_36, hash, stem};
use crate::held::Held;
use crate::page::Site;
use foldhash::quality::FixedState;
use rayon::prelude::*;
use serde::Serialize;
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::RangeInclusive;

/// The format. A script that knows another says so.
pub const VERSION: u32 = 3;

/// Where the index begins, in the folder `search/`; its name is always the same.
pub const MANIFEST: &str = "index";

/// How many bytes of terms and cards stand in one file: about 20 KB compressed.
const WHOLE: usize = 46_000;

/// How many bytes of terms a file holds: a twentieth of all, from about 3 KB compressed to about 6; letters for numbers are hardly
/// compressed.
const SHARD: RangeInclusive<usize> = 7_000..=12_000;
const SHARDS: usize = 20;

/// How many bytes of cards a file holds: about ten of them, and more where there are many, since the names of all these files are
/// read before anything else.
const CARDS: RangeInclusive<usize> = 1_100..=4_400;
const PAGES: usize = 800;

/// How many bytes of texts a file holds; of words for corrections.
const TEXTS: usize = 9_000;
const NEAR: usize = 24_000;

/// How many names a file may have: five letters, enough to tell one version of it from another, since the names of all files are
/// read before anything else.
const NAMES: u64 = 36_u64.pow(5);

/// From this many words on a beginning has a list of its own, of the best of its documents.
const MANY: usize = 256;

/// The files, each by its name without its ending.
pub(super) type Files = BTreeMap<String, Held>;

/// How the index is put into files: as its size asks for, or always in many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Split {
    /// One file for what is asked first, where that is small.
    AsNeeded,
    /// Many, whatever the size.
    Always,
    /// One, whatever the size.
    Never,
}

/// An entry of the index: a term and its documents, as JSON.
struct Entry {
    key: String,
    json: String,
}

impl Entry {
    /// How many bytes it takes in a file.
    fn size(&self) -> usize {
        self.key.len() + self.json.len() + 4
    }
}

/// Puts an index into files.
pub(super) fn files(site: &Site, documents: Vec<Document>, terms: &Terms, alike: &Alike, split: Split) -> Files {
    let mut files = Maker { files: Files::new() };
    let entries = entries(&documents, terms, alike, split, &mut files);
    let states: Vec<(String, String)> = states(site, &documents).into_iter().collect();
    let (number, facets) = (documents.len(), files.put("f", &facets(site, &documents).to_string()));
    let cards: Vec<(u32, String)> =
        documents.par_iter().map(|document| (document.number, card(site, document, &states))).collect();
    let texts: Vec<(u32, Held)> = documents.into_iter().map(|document| (document.number, document.text)).collect();
    let of_entries: usize = entries.iter().map(Entry::size).sum();
    let size = of_entries + cards.iter().map(|(_, card)| card.len() + 1).sum::<usize>();
    let is_whole = match split {
        Split::AsNeeded => size <= WHOLE,
        Split::Always => false,
        Split::Never => true,
    };
    let (of_terms, of_cards) = if is_whole {
        let entries = joined(entries.into_iter().flat_map(|entry| [quoted(&entry.key), entry.json]));
        let of_texts = pages_of_texts(joined_texts(texts), &mut files);
        let name = files.put("w", &format!("{{\"terms\":{entries},{}}}", page_of_cards(cards, &of_texts)));
        (json!(["", name]), json!({"first": "A", "names": [name]}))
    } else {
        let wanted = (of_entries / SHARDS).clamp(*SHARD.start(), *SHARD.end());
        (shards(entries, wanted, ("t", "terms"), &mut files), pages_of_cards(cards, texts, &mut files))
    };
    let near = near(site, terms, &mut files);
    let kinds: Vec<Json> = site
        .kinds
        .iter()
        .enumerate()
        .map(|(number, kind)| json!([&*kind.name, path(site, number), kind.title, kind.plural]))
        .collect();
    let [stop, weak] = lists();
    let manifest = json!({
        "version": VERSION, "documents": number, "kinds": kinds, "states": states, "terms": of_terms,
        "cards": of_cards, "near": near, "facets": facets, "stop": stop, "weak": weak,
    });
    files.files.insert(MANIFEST.to_owned(), Held::new(manifest.to_string().as_bytes()));
    files.files
}

/// Names and keeps files.
struct Maker {
    files: Files,
}

impl Maker {
    /// Keeps a file under a name that tells what it holds.
    fn put(&mut self, sort: &str, text: &str) -> String {
        self.keep(sort, Held::new(text.as_bytes()))
    }

    fn keep(&mut self, sort: &str, held: Held) -> String {
        for salt in 0_u64.. {
            // Of two files with one name the second takes the next.
            let short = base_36((held.hash().wrapping_add(salt)) % NAMES);
            let name = format!("{sort}-{short}");
            match self.files.get(&name) {
                Some(other) if *other != held => {}
                _ => {
                    self.files.insert(name.clone(), held);
                    return name;
                }
            }
        }
        String::new()
    }
}

/// Terms, names, frequent beginnings and what else phrases mean, in one order.
fn entries(documents: &[Document], terms: &Terms, alike: &Alike, split: Split, files: &mut Maker) -> Vec<Entry> {
    let mut lists: Vec<(String, List)> =
        terms.par_iter().map(|(term, postings)| (term.clone(), list_of(postings, split))).collect();
    let of_document = |document: &Document| {
        let number = document.number;
        document.names.iter().filter_map(|name| name_key(name)).map(move |key| (key, number)).collect::<Vec<_>>()
    };
    let mut named: Vec<(String, u32)> = documents.par_iter().flat_map_iter(of_document).collect();
    named.par_sort_unstable();
    named.dedup();
    lists.extend(named.chunk_by(|a, b| a.0 == b.0).filter_map(|group| {
        let numbers: Vec<u32> = group.iter().map(|(_, number)| *number).collect();
        Some((group.first()?.0.clone(), List { first: names(&numbers), rest: None }))
    }));
    lists.extend(beginnings(terms));
    let entry = |(key, list): (String, List)| {
        let json = match list.rest {
            None => quoted(&list.first),
            Some((header, rest, records)) => {
                let name = files.put("m", &format!("{{\"rest\":{}}}", quoted(&rest)));
                format!("[{},{header},{},{records}]", quoted(&list.first), quoted(&name))
            }
        };
        Entry { key, json }
    };
    let phrase = |(key, ways): (&String, &Vec<_>)| Entry {
        key: key.clone(),
        json: Json::from_iter(ways.iter().map(way)).to_string(),
    };
    let mut entries: Vec<Entry> = lists.into_iter().map(entry).chain(alike.iter().map(phrase)).collect();
    entries.par_sort_unstable_by(|a, b| compare(&a.key, &b.key));
    entries
}

fn way((weight, terms): &(u32, Vec<String>)) -> Json {
    std::iter::once(json!(weight)).chain(terms.iter().map(|term| json!(term))).collect()
}

fn list_of(postings: &[Posting], split: Split) -> List {
    let list = list(postings);
    match (split, list.rest) {
        (Split::Never, Some(_)) => super::list::unsplit(postings),
        (_, rest) => List { rest, ..list },
    }
}

/// The best documents of beginnings that many words share, so that the first letters need not fetch them all.
fn beginnings(terms: &Terms) -> Vec<(String, List)> {
    let mut ranges: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (at, (term, _)) in terms.iter().enumerate() {
        let mut begin = String::new();
        for letter in term.chars().take(6) {
            begin.push(letter);
            ranges.entry(begin.clone()).or_insert((at, 0)).1 += 1;
        }
    }
    let list = |(begin, (at, count)): (String, (usize, usize))| {
        let of_terms = terms.iter().skip(at).take(count);
        let mut best: Vec<Posting> = of_terms.flat_map(|(_, postings)| postings.iter().copied()).collect();
        best.sort_unstable_by_key(|posting| (!posting.in_name, u16::MAX - posting.points, posting.number));
        // Of one document what counts most.
        let mut met = HashSet::with_hasher(FixedState::with_seed(0));
        best = best.into_iter().filter(|posting| met.insert(posting.number)).take(MANY).collect();
        (format!("{begin}*"), list(&best))
    };
    ranges.into_par_iter().filter(|(_, (_, count))| *count > MANY).map(list).collect()
}

/// Whether a shard may end before a key: where it does depends on the key alone, so that an edit moves few.
fn ends_before(key: &str, size: usize, wanted: usize) -> bool {
    size >= wanted * 2 || (size >= wanted / 2 && hash(key).is_multiple_of(16))
}

/// Entries in files, each behind the first key of its file.
fn shards(entries: Vec<Entry>, wanted: usize, (sort, field): (&str, &str), files: &mut Maker) -> Json {
    let mut shards = Vec::new();
    let (mut first, mut list, mut size) = (String::new(), Vec::new(), 0);
    let mut put = |first: String, list: Vec<String>| {
        let name = files.put(sort, &format!("{{\"{field}\":{}}}", joined(list.into_iter())));
        shards.extend([json!(first), json!(name)]);
    };
    for entry in entries {
        // A name stands beside its first word, and so does a phrase; that of a number stands behind longer numbers.
        let is_start = !entry.key.contains(['=', '*', '<']);
        if is_start && !list.is_empty() && ends_before(&entry.key, size, wanted) {
            put(std::mem::replace(&mut first, entry.key.clone()), std::mem::take(&mut list));
            size = 0;
        }
        size += entry.size();
        list.push(quoted(&entry.key));
        list.push(entry.json);
    }
    put(first, list);
    Json::Array(shards)
}

/// The cards of documents, page by page, each with where the texts of its documents are: so what is read first does not grow
/// with the texts.
fn pages_of_cards(cards: Vec<(u32, String)>, texts: Vec<(u32, Held)>, files: &mut Maker) -> Json {
    let size: usize = cards.iter().map(|(_, card)| card.len()).sum();
    let wanted = (size / PAGES).clamp(*CARDS.start(), *CARDS.end());
    let mut texts = texts.into_iter();
    let of_page = |page: Vec<_>| {
        let of_it: Vec<(u32, Held)> = texts.by_ref().take(page.len()).collect();
        (page, of_it)
    };
    let pages: Vec<_> = split(cards, wanted, |card| card.len()).into_iter().map(of_page).collect();
    let pages: Vec<_> = pages.into_par_iter().map(|(page, texts)| (page, joined_texts(texts))).collect();
    let mut found = Pages::default();
    for (page, texts) in pages {
        let start = page.first().map_or(0, |(number, _)| *number);
        let of_texts = pages_of_texts(texts, files);
        found.add(start, files.put("c", &format!("{{{}}}", page_of_cards(page, &of_texts))));
    }
    found.json()
}

fn page_of_cards(cards: Vec<(u32, String)>, of_texts: &Json) -> String {
    format!("\"cards\":{},\"texts\":{of_texts}", joined(cards.into_iter().map(|(_, card)| card)))
}

/// The texts of documents in files, each with the first of its documents.
fn joined_texts(texts: Vec<(u32, Held)>) -> Vec<(u32, Held)> {
    let joined = |page: Vec<(u32, Held)>| {
        let item = |(number, text): &(u32, Held)| format!("\"{number}\":{}", text.text().unwrap_or_default());
        let items: Vec<String> = page.iter().map(item).collect();
        let start = page.first().map_or(0, |(number, _)| *number);
        (start, Held::new(format!("{{\"texts\":{{{}}}}}", items.join(",")).as_bytes()))
    };
    split(texts, TEXTS, |text| text.size() as usize).into_iter().map(joined).collect()
}

fn pages_of_texts(texts: Vec<(u32, Held)>, files: &mut Maker) -> Json {
    let mut pages = Pages::default();
    texts.into_iter().for_each(|(start, held)| pages.add(start, files.keep("x", held)));
    pages.json()
}

/// What belongs to documents in pages of about a size. Where one ends depends on the number of a document, so that an edit moves
/// few.
fn split<T>(of_documents: Vec<(u32, T)>, wanted: usize, size_of: impl Fn(&T) -> usize) -> Vec<Vec<(u32, T)>> {
    let (mut pages, mut size) = (vec![Vec::new()], 0);
    for (number, one) in of_documents {
        let may_end = (number / 2).wrapping_mul(0x9e37_79b1) >> 28 < 4;
        if size >= wanted * 2 || (size >= wanted / 2 && size > 0 && may_end) {
            pages.push(Vec::new());
            size = 0;
        }
        size += size_of(&one);
        if let Some(page) = pages.last_mut() {
            page.push((number, one));
        }
    }
    pages
}

/// Files by the first of their documents.
#[derive(Default)]
struct Pages {
    first: String,
    last: u32,
    names: Vec<String>,
}

impl Pages {
    fn add(&mut self, start: u32, name: String) {
        push(start - self.last, &mut self.first);
        self.last = start;
        self.names.push(name);
    }

    fn json(self) -> Json {
        json!({"first": self.first, "names": self.names})
    }
}

/// The words that may be meant by one that is misspelt, from their beginnings and from their ends.
fn near(site: &Site, terms: &Terms, files: &mut Maker) -> Json {
    let of_texts = terms.iter().map(|(term, postings)| (term.clone(), postings.len().max(1).ilog2()));
    let mut words: Vec<(String, u32)> = of_texts.chain(said(site).into_iter().map(|term| (term, 0))).collect();
    words.retain(|(term, _)| term.chars().count() > 2 && term.chars().all(char::is_alphabetic));
    words.sort_by(|a, b| compare(&a.0, &b.0).then(b.1.cmp(&a.1)));
    words.dedup_by(|second, first| second.0 == first.0);
    let mut backwards: Vec<(String, u32)> =
        words.iter().map(|(term, count)| (term.chars().rev().collect(), *count)).collect();
    backwards.sort_by(|a, b| compare(&a.0, &b.0));
    let mut side = |side: &str, words: Vec<(String, u32)>| {
        let entries = words.into_iter().map(|(key, count)| Entry { key, json: count.to_string() }).collect();
        shards(entries, NEAR, ("n", side), files)
    };
    json!({"front": side("front", words), "back": side("back", backwards)})
}

/// The names of states with their words, in their order.
fn states(site: &Site, documents: &[Document]) -> BTreeSet<(String, String)> {
    documents.iter().filter_map(|document| state(site, document)).collect()
}

fn state(site: &Site, document: &Document) -> Option<(String, String)> {
    let state = document.state?;
    let kind = site.kinds.get(site.catalogue.get(document.record)?.kind)?;
    Some((state.name().to_owned(), kind.roles.lifecycle.as_ref()?.words(state.name())))
}

fn card(site: &Site, document: &Document, states: &[(String, String)]) -> String {
    let kind = site.catalogue.get(document.record).map_or(0, |record| record.kind);
    let state = state(site, document).and_then(|state| states.iter().position(|known| *known == state));
    let state = state.map_or(-1, |state| state as i64);
    let Document { number, slug, title, prior, of, .. } = document;
    match of.is_empty() {
        true => written(&(number, kind, slug, title, state, prior)),
        false => written(&(number, kind, slug, title, state, prior, of)),
    }
}

/// A value as JSON.
pub(super) fn written(value: &impl Serialize) -> String {
    // What JSON cannot write there is none of.
    serde_json::to_string(value).unwrap_or_default()
}

fn quoted(text: &str) -> String {
    written(&text)
}

fn joined(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(","))
}

/// The stems of all terms, each with the shortest of them, which is the word that people know.
pub(super) fn stems(terms: &Terms) -> BTreeMap<String, String> {
    let mut stems: BTreeMap<String, String> = BTreeMap::new();
    for (term, _) in terms {
        let known = stems.entry(stem(term)).or_insert_with(|| term.clone());
        if term.len() < known.len() {
            known.clone_from(term);
        }
    }
    stems
}
