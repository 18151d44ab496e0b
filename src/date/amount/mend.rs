use super::parse::read;
use super::{scan, words};
use crate::date::Flaw;

/// Adds the text as it would be right, where only one can be meant.
pub(super) fn mend(flaw: Flaw, text: &str) -> Flaw {
    let candidates = [
        text.trim().to_owned(),
        beside_sign(text),
        with_zeros(text),
        in_figures(text),
        of_one(text),
        with_commas(text),
        or_more(text),
        with_pence(text),
    ];
    match candidates.into_iter().find(|candidate| candidate != text && read(candidate).is_ok()) {
        Some(fix) => flaw.with_fix(fix),
        None => flaw,
    }
}

/// Each letter O beside a digit, a comma or another O as a zero.
fn with_zeros(text: &str) -> String {
    let words = text.split(' ').map(|word| {
        let is_number = word.contains(|letter: char| letter.is_ascii_digit())
            && word.chars().all(|letter| letter.is_ascii_digit() || "£$€%,.oO".contains(letter));
        if is_number { word.replace(['o', 'O'], "0") } else { word.to_owned() }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// `two weeks` as `2 weeks`, `four hundred pounds` as `£400`.
fn in_figures(text: &str) -> String {
    // `two thirds` are no `2 thirds`, and `one and a half` is more than one.
    const FRACTIONS: [&str; 5] = ["hal", "third", "quarter", "fifth", "point"];
    if FRACTIONS.iter().any(|fraction| text.contains(fraction)) {
        return text.to_owned();
    }
    let words: Vec<&str> = text.split(' ').collect();
    let (mut mended, mut rest) = (Vec::new(), words.as_slice());
    while let Some((word, after)) = rest.split_first() {
        match words::number(rest) {
            Some((number, behind)) => {
                let money = behind.first().and_then(|unit| sign(unit));
                mended.push(format!("{}{}", money.unwrap_or_default(), words::with_commas(number)));
                rest = if money.is_some() { behind.get(1..).unwrap_or_default() } else { behind };
            }
            None => {
                mended.push((*word).to_owned());
                rest = after;
            }
        }
    }
    mended.join(" ")
}

/// The sign of a currency that is written as a word.
fn sign(word: &str) -> Option<&'static str> {
    match word.to_ascii_lowercase().as_str() {
        "pound" | "pounds" => Some("£"),
        "euro" | "euros" => Some("€"),
        "dollar" | "dollars" => Some("$"),
        _ => None,
    }
}

/// `a month` as `1 month`.
fn of_one(text: &str) -> String {
    let one = |article: &str| text.strip_prefix(article).filter(|noun| scan::is_counted(noun));
    match ["a ", "A ", "an ", "An "].iter().find_map(|article| one(article)) {
        Some(noun) => format!("1 {noun}"),
        None => text.to_owned(),
    }
}

/// `£10 000` as `£10,000`.
fn with_commas(text: &str) -> String {
    let mut mended = String::with_capacity(text.len());
    for word in text.split(' ') {
        let is_group = word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit());
        let follows = mended.ends_with(|letter: char| letter.is_ascii_digit());
        if !mended.is_empty() {
            mended.push(if is_group && follows { ',' } else { ' ' });
        }
        mended.push_str(word);
    }
    mended
}

/// `£ 10,000` as `£10,000`.
fn beside_sign(text: &str) -> String {
    text.replace("£ ", "£").replace("€ ", "€").replace("$ ", "$")
}

/// `£2.5` as `£2.50`.
fn with_pence(text: &str) -> String {
    let words = text.split(' ').map(|word| match word.split_once('.') {
        Some((_, pence)) if pence.len() == 1 && pence.bytes().all(|byte| byte.is_ascii_digit()) => format!("{word}0"),
        _ => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// `4 or more` and `4+` as `at least 4`.
fn or_more(text: &str) -> String {
    match text.split_once(" or more").or_else(|| text.split_once('+')) {
        Some((figure, rest)) => format!("at least {figure}{rest}"),
        None => text.to_owned(),
    }
}
