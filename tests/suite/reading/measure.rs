//! Reading age: the grade of Flesch and Kincaid, and 5 years.

use super::names::Names;
use super::syllable::syllables;
use std::ops::AddAssign;

/// What a text is made of.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Measure {
    /// Sentences.
    pub(super) sentences: usize,
    /// Words as they are printed.
    pub(super) printed: usize,
    /// Words, of which a name is one.
    pub(super) words: usize,
    /// Their syllables, of which a name has one.
    pub(super) syllables: usize,
    /// Printed words that are part of a name.
    pub(super) masked: usize,
}

impl Measure {
    /// How old somebody is who reads it with ease.
    pub(super) fn age(&self) -> f64 {
        0.39 * ratio(self.words, self.sentences) + 11.8 * ratio(self.syllables, self.words) - 15.59 + 5.0
    }

    /// Words in a sentence, all that are printed.
    pub(super) fn length(&self) -> f64 {
        ratio(self.printed, self.sentences)
    }

    /// Which share of the words is taken for names.
    pub(super) fn share(&self) -> f64 {
        ratio(self.masked, self.printed)
    }
}

impl AddAssign for Measure {
    fn add_assign(&mut self, other: Self) {
        self.sentences += other.sentences;
        self.printed += other.printed;
        self.words += other.words;
        self.syllables += other.syllables;
        self.masked += other.masked;
    }
}

/// What some sentences are made of.
pub(super) fn measure(sentences: &[String], names: &Names) -> Measure {
    let mut all = Measure::default();
    for sentence in sentences {
        all += of_sentence(sentence, names);
    }
    all
}

fn of_sentence(sentence: &str, names: &Names) -> Measure {
    let words: Vec<&str> = words(sentence);
    let mut measure = Measure { sentences: 1, printed: words.len(), ..Measure::default() };
    let mut at = 0;
    while at < words.len() {
        let known = names.length(&words[at..]);
        // What begins with a capital in the middle of a sentence is a name; so is an address.
        let capitals = words[at..].iter().take_while(|word| at > 0 && is_capital(word)).count();
        let name = known.max(capitals).max(usize::from(is_address(words[at])));
        measure.words += 1;
        measure.syllables += if name > 0 { 1 } else { syllables(words[at]) };
        measure.masked += name;
        at += name.max(1);
    }
    measure
}

/// The words of a sentence. A stroke parts two words, but for those of an address.
pub(super) fn words(sentence: &str) -> Vec<&str> {
    let pieces = sentence.split_whitespace().flat_map(|word| match is_address(word) {
        true => vec![word],
        false => word.split('/').collect(),
    });
    pieces.filter(|word| word.contains(char::is_alphanumeric)).collect()
}

fn is_capital(word: &str) -> bool {
    let first = word.chars().find(|letter| letter.is_alphanumeric());
    // Behind `"` somebody else's sentence may begin, and `I` is no name.
    first.is_some_and(char::is_uppercase) && !word.starts_with(['"', '“']) && word != "I"
}

fn is_address(word: &str) -> bool {
    word.contains('@') || word.contains("://") || word.contains(".uk")
}

#[expect(clippy::cast_precision_loss, reason = "no text has so many words")]
fn ratio(some: usize, of: usize) -> f64 {
    some as f64 / of.max(1) as f64
}
