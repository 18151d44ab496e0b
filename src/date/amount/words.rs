//! Numbers in words.

/// Those that are one word, in their order from one to nineteen.
const ONES: [&str; 19] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

/// The tens, from twenty.
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// How many words a number has at most: `nine hundred and ninety nine thousand nine hundred and ninety nine`.
const LONGEST: usize = 10;

/// The number that some words begin with, and the words behind it.
pub(super) fn number<'w, 't>(words: &'w [&'t str]) -> Option<(u64, &'w [&'t str])> {
    let (mut whole, mut part, mut read) = (0_u64, None, 0);
    for (index, word) in words.iter().take(LONGEST).enumerate() {
        let word = word.to_ascii_lowercase();
        let next = words.get(index + 1).map(|word| word.to_ascii_lowercase());
        match (small(&word), factor(&word), part) {
            (Some(small), _, None) => part = Some(small),
            // `twenty five`, `four hundred and five`; `two three` is no number.
            (Some(small), _, Some(before))
                if before % 100 == 0 || (before % 10 == 0 && before % 100 > 10 && small < 10) =>
            {
                part = Some(before + small);
            }
            (None, Some(100), Some(before @ 1..=9)) => part = Some(before * 100),
            (None, Some(factor @ 1_000..), Some(before)) => {
                whole += before.checked_mul(factor)?;
                part = Some(0);
            }
            // `a hundred`
            _ if word == "a" && next.as_deref().and_then(factor).is_some() && part.is_none() => part = Some(1),
            // `four hundred and five`
            _ if word == "and"
                && part.is_some_and(|part| part % 100 == 0)
                && next.as_deref().and_then(small).is_some() =>
            {
                continue;
            }
            _ => break,
        }
        read = index + 1;
    }
    part.map(|part| (whole + part, words.get(read..).unwrap_or_default()))
}

/// `four`, `forty`, `forty-four`.
fn small(word: &str) -> Option<u64> {
    let place = |words: &[&str], word: &str| words.iter().position(|known| *known == word);
    let one = |word| place(&ONES, word).and_then(|at| u64::try_from(at + 1).ok());
    let ten = |word| place(&TENS, word).and_then(|at| u64::try_from((at + 2) * 10).ok());
    let both = || {
        let (tens, ones) = word.split_once('-')?;
        Some(ten(tens)? + one(ones).filter(|one| *one < 10)?)
    };
    one(word).or_else(|| ten(word)).or_else(both)
}

fn factor(word: &str) -> Option<u64> {
    match word {
        "hundred" => Some(100),
        "thousand" => Some(1_000),
        "million" => Some(1_000_000),
        _ => None,
    }
}

/// `10000` as `10,000`.
pub(super) fn with_commas(number: u64) -> String {
    let digits = number.to_string();
    let mut written = String::with_capacity(digits.len() + 2);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}
