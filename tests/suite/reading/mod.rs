//! How hard the real site is to read.
//!
//! `cargo test --test suite reading -- --nocapture` shows the hardest pages and the share of words that are taken for names.

#![expect(clippy::print_stdout, reason = "what is hard to read is worth a look before it fails")]

mod measure;
mod names;
mod prose;
mod syllable;

use crate::real;
use fingerpost::pipeline::{analyse, render};
use measure::{Measure, measure, words};
use names::names;

/// Three lines at the head of a page: an eleven-year-old reads them with ease.
const IN_SHORT: f64 = 11.0;
/// A page that a school may read.
const PAGE: f64 = 14.0;
/// Words of a sentence in the middle of such a page.
const SENTENCE: f64 = 17.0;
/// Which share of the words of all such pages may be taken for names.
const NAMES: f64 = 0.20;

/// Pages of those who gave support, of the documents, and of those who look after the site.
const FOR_OTHERS: [&str; 4] = ["guidance/", "publications/", "handbook/", "404.html"];

#[test]
fn what_stands_in_short_is_easy() {
    let sources = real::sources();
    let site = analyse(&sources, real::later()).site;
    let names = names(&site);
    let mut texts = Vec::new();
    for (_, record) in site.catalogue.iter() {
        let Some(lines) = record.decoded.get("in_short") else { continue };
        let lines = lines.items().iter().filter_map(|line| line.as_text());
        let sentences: Vec<String> = lines.flat_map(prose::split).collect();
        texts.push(Text { name: record.path.to_string(), measure: measure(&sentences, &names), sentences });
    }
    assert!(texts.len() > 40, "only {} records say something in short", texts.len());
    hold(texts, "in short", |measure| (measure.age() > IN_SHORT).then(|| format!("is read at {:.1}", measure.age())));
}

#[test]
fn pages_for_schools_are_easy() {
    let sources = real::sources();
    let output = render(analyse(&sources, real::later()), &sources);
    let names = names(output.site());
    let (mut texts, mut all) = (Vec::new(), Measure::default());
    for file in output.files().filter(|file| file.ends_with(".html")) {
        if FOR_OTHERS.iter().any(|others| file.starts_with(others)) {
            continue;
        }
        let html = String::from_utf8(output.bytes(file).unwrap().unwrap()).unwrap();
        let sentences = prose::sentences(&html);
        let measure = measure(&sentences, &names);
        all += measure;
        texts.push(Text { name: file.to_owned(), measure, sentences });
    }
    assert!(texts.len() > 100, "only {} pages are for schools", texts.len());
    println!("{} sentences, {} words, of which {:.1} % are names", all.sentences, all.printed, all.share() * 100.0);
    assert!(all.share() <= NAMES, "{:.1} % of the words are taken for names", all.share() * 100.0);
    hold(texts, "pages", |measure| {
        let age = (measure.age() > PAGE).then(|| format!("is read at {:.1}", measure.age()));
        age.or_else(|| {
            (measure.length() > SENTENCE).then(|| format!("has {:.1} words in a sentence", measure.length()))
        })
    });
}

/// Something that somebody reads in one go.
struct Text {
    name: String,
    measure: Measure,
    sentences: Vec<String>,
}

/// Fails with every text of which there is something to say; shows the hardest in any case.
fn hold(mut texts: Vec<Text>, what: &str, wrong: impl Fn(&Measure) -> Option<String>) {
    texts.sort_by(|one, other| other.measure.age().total_cmp(&one.measure.age()));
    println!("the hardest {what}: age, words in a sentence, share of names");
    for Text { name, measure, .. } in texts.iter().take(15) {
        println!("{:5.1} {:5.1} {:4.0} %  {name}", measure.age(), measure.length(), measure.share() * 100.0);
    }
    let faults: Vec<String> = texts
        .iter_mut()
        .filter_map(|text| {
            let fault = wrong(&text.measure)?;
            text.sentences.sort_by_key(|sentence| std::cmp::Reverse(words(sentence).len()));
            let longest: Vec<&str> = text.sentences.iter().take(3).map(String::as_str).collect();
            Some(format!("{} {fault}; its longest sentences:\n  {}", text.name, longest.join("\n  ")))
        })
        .collect();
    assert!(faults.is_empty(), "{} of {} {what}\n{}", faults.len(), texts.len(), faults.join("\n"));
}
