//! How many syllables a word of English has, by its letters.
//!
//! 1. Apostrophes fall away; what stands between hyphens is a word of its own.
//! 2. A `y` before a vowel, at the beginning or behind another vowel, is a consonant.
//! 3. Each run of vowels (`a e i o u y`) is a syllable.
//! 4. Each place that [`SILENT`] finds is one less, each that [`SPLIT`] finds one more.
//! 5. No word has fewer than one.
//!
//! A number, whatever it is, is one syllable: people read it as a sign.

use regex::Regex;
use std::sync::LazyLock;

/// Vowels that nobody speaks.
const SILENT: &[&str] = &[
    // name, while; not table, centre
    r"([^aeiouylr]|[aeiouy][lr])e$",
    // makes, roles; not places, teaches, tables
    r"([^aeiouylrsxzcgh]|[aeiouy][lr])es$",
    // helped, called; not started, enabled
    r"([^aeiouylrtd]|[aeiouylr][lr])ed$",
    // improvement, likely, useful, careless; not element
    r"[^aeiouyl]e(ments?|ly|less|ful|fully|ness)$",
    // something, somewhere
    r"^some[^aeiouy]",
    r"(frame|home|else|life|time|there)(work|where|time|table|fore)",
    r"^(safeguard|safety|business)",
];

/// Runs of vowels that are two syllables.
const SPLIT: &[&str] = &[
    // material, trial; not special, social, marriage
    r"[^tcsg]ia($|[^g]|g[^e])",
    // appreciate, negotiate
    r"[tcsg]iat",
    // period, various; not region, million
    r"[^tcsgxln]io",
    // audience, experience, science; not patient, efficient
    r"([^tcaeou]|sc)ien[tc]",
    // society, quiet, premium
    r"iet|ium",
    // earlier, easiest; not tier
    r"[aeiouy].*[^aeiouy]ie(r|st)s?$",
    // going, being, studying
    r"[aeouy]ings?$",
    // annual, evaluate; not equal, guard
    r"[^qg]ua[lrt]",
    // continuous
    r"[^qg]uou",
    // mechanism
    r"ism(s|$)",
    // create, recreation
    r"^(re)?creat",
    // reinspect, react, coordinate, cooperate
    r"^re(in|act|ass|app)|^coo(rd|per)",
    r"^(area|idea|video|theor|geo)",
    // isn't, didn't
    r"[ds]nt$",
];

/// The syllables of a word.
pub(super) fn syllables(word: &str) -> usize {
    let plain = word.to_lowercase().replace(['\'', '’'], "");
    let pieces = plain.split(|letter: char| !letter.is_alphabetic()).filter(|piece| !piece.is_empty());
    pieces.map(of_piece).sum::<usize>().max(1)
}

fn of_piece(piece: &str) -> usize {
    static VOWELS: LazyLock<Regex> = LazyLock::new(|| Regex::new("[aeiouy]+").unwrap());
    static LESS: LazyLock<Vec<Regex>> =
        LazyLock::new(|| SILENT.iter().map(|silent| Regex::new(silent).unwrap()).collect());
    static MORE: LazyLock<Vec<Regex>> =
        LazyLock::new(|| SPLIT.iter().map(|split| Regex::new(split).unwrap()).collect());
    let piece = with_consonants(piece);
    let count = |patterns: &[Regex]| patterns.iter().map(|pattern| pattern.find_iter(&piece).count()).sum::<usize>();
    let spoken = VOWELS.find_iter(&piece).count() + count(&MORE);
    spoken.saturating_sub(count(&LESS)).max(1)
}

/// The word with `j` for each `y` that is a consonant.
fn with_consonants(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let is_vowel = |at: Option<&char>| at.is_some_and(|letter| "aeiou".contains(*letter));
    let letter = |at: usize| {
        let is_first = at == 0 || is_vowel(letters.get(at - 1));
        if letters[at] == 'y' && is_first && is_vowel(letters.get(at + 1)) { 'j' } else { letters[at] }
    };
    (0..letters.len()).map(letter).collect()
}

#[test]
fn syllables_are_those_that_people_speak() {
    let words = [
        "1 the he she school trust days help year they while whole makes roles helped called through free months weeks",
        "1 asked ranked judged tier eye £10,000 2021 schools' don't",
        "2 table tables centre people started places teaches payment saying going being client region useful likely \
         something framework equal business science isn't create question special social player reading",
        "3 improvement period enabled element governance earlier diocese employer agreement agencies area audience \
         premium studying annual together",
        "4 eligible well-governed-trust material experience authority society evaluate initially particular inspectorate education \
         appreciate reinspected",
        "6 eligibility accountability",
    ];
    let lines = words.iter().map(|line| line.split_once(' ').unwrap());
    let counted =
        lines.flat_map(|(count, words)| words.split_whitespace().map(move |word| (word, count.parse().unwrap())));
    let wrong: Vec<(&str, usize)> = counted.filter(|(word, count)| syllables(word) != *count).collect();
    assert!(wrong.is_empty(), "these words have as many syllables: {wrong:?}");
}
