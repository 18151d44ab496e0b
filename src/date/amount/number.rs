use crate::date::Flaw;
use std::ops::Range;

/// The number that stands at `range` of `text`, which has digits, commas, dots and perhaps the letter O there, in
/// thousandths, times `times`.
pub(super) fn number(text: &str, range: Range<usize>, times: i64) -> Result<i64, Flaw> {
    let digits = text.get(range.clone()).unwrap_or_default();
    let flaw = |message: String, help: &str| Err(Flaw::malformed(range.clone(), message, help));
    if let Some(at) = digits.find(['O', 'o']) {
        let letter = range.start + at..range.start + at + 1;
        let message = format!("`{digits}` has the letter `O` where a zero belongs");
        return Err(Flaw::malformed(letter, message, "write the digit 0"));
    }
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    if decimals.contains(['.', ',']) || digits.ends_with('.') {
        return flaw(format!("`{digits}` is no number"), "write one dot at most, before the decimals, like `1.5`");
    }
    if decimals.len() > 3 {
        return flaw(format!("`{digits}` has more than three decimals"), "round it to three decimals or fewer");
    }
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    if whole.contains(',') && (first.is_empty() || first.len() > 3 || groups.any(|group| group.len() != 3)) {
        let message = format!("the commas of `{digits}` do not stand before groups of three digits");
        return flaw(
            message,
            "write a comma before each three digits, like `£10,000`; decimals follow a dot, like `£10.50`",
        );
    }
    let Some(value) = thousandths(whole, decimals, times) else {
        return flaw(format!("`{digits}` is too large a number"), "write a number below a thousand million million");
    };
    Ok(value)
}

fn thousandths(whole: &str, decimals: &str, times: i64) -> Option<i64> {
    let digits = whole.bytes().filter(u8::is_ascii_digit);
    let decimals = decimals.bytes().chain(std::iter::repeat(b'0')).take(3);
    let value = digits
        .chain(decimals)
        .try_fold(0i64, |value, digit| value.checked_mul(10)?.checked_add(i64::from(digit.wrapping_sub(b'0'))));
    value?.checked_mul(times).filter(|value| *value < LARGEST)
}

/// A thousand million million, in thousandths.
const LARGEST: i64 = 1_000_000_000_000_000_000;
