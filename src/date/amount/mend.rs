use super::parse::read;
use crate::date::Flaw;

/// Adds the text as it would be right, where only one can be meant.
pub(super) fn mend(flaw: Flaw, text: &str) -> Flaw {
    let candidates = [
        text.trim().to_owned(),
        beside_sign(text),
        with_zeros(text),
        with_digits(text),
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

/// `two weeks` as `2 weeks`.
fn with_digits(text: &str) -> String {
    const NUMBERS: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    // `two thirds` are no `2 thirds`.
    const FRACTIONS: [&str; 4] = ["hal", "third", "quarter", "fifth"];
    if FRACTIONS.iter().any(|fraction| text.contains(fraction)) {
        return text.to_owned();
    }
    let words = text.split(' ').map(|word| {
        let number = NUMBERS.iter().position(|number| word.eq_ignore_ascii_case(number));
        number.map_or_else(|| word.to_owned(), |number| (number + 1).to_string())
    });
    words.collect::<Vec<_>>().join(" ")
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
