//! The 1.2 core schema: what a plain scalar means.

use super::Value;

/// What plain text means; `None` where it is text.
///
/// A number that no 64 bits can hold stays text: nobody means it, and text keeps what was written.
pub(super) fn plain(text: &str) -> Option<Value> {
    // Nearly all scalars are prose, and prose seldom begins like this.
    match text.as_bytes().first() {
        None => Some(Value::Null),
        Some(b'~' | b'n' | b'N' | b't' | b'T' | b'f' | b'F') => word(text),
        Some(b'0'..=b'9' | b'-' | b'+' | b'.') => integer(text).or_else(|| float(text).map(Value::Float)),
        Some(_) => None,
    }
}

/// `null` in its four spellings, or nothing at all.
pub(super) fn null(text: &str) -> Option<Value> {
    matches!(text, "" | "~" | "null" | "Null" | "NULL").then_some(Value::Null)
}

/// `true` and `false` in their three spellings each.
pub(super) fn boolean(text: &str) -> Option<Value> {
    match text {
        "true" | "True" | "TRUE" => Some(Value::Boolean(true)),
        "false" | "False" | "FALSE" => Some(Value::Boolean(false)),
        _ => None,
    }
}

fn word(text: &str) -> Option<Value> {
    null(text).or_else(|| boolean(text))
}

/// A whole number: decimal, `0o17` or `0x1F`. One that does not fit into 64 bits is a `Float`.
pub(super) fn integer(text: &str) -> Option<Value> {
    if let Some(digits) = text.strip_prefix("0x") {
        return radix(digits, 16);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return radix(digits, 8);
    }
    let digits = unsigned(text);
    if !all_digits(digits) || has_leading_zero(digits) {
        return None;
    }
    text.parse().map(Value::Integer).ok().or_else(|| finite(text).map(Value::Float))
}

/// A telephone number, a school's number or a part of a date: digits that someone would miss if they were dropped.
fn has_leading_zero(digits: &str) -> bool {
    digits.len() > 1 && digits.starts_with('0')
}

fn radix(digits: &str, radix: u32) -> Option<Value> {
    if !digits.chars().all(|digit| digit.is_digit(radix)) {
        return None;
    }
    let value = u128::from_str_radix(digits, radix).ok()?;
    Some(i64::try_from(value).map_or(Value::Float(value as f64), Value::Integer))
}

/// Any number, as one that may have a fraction.
pub(super) fn number(text: &str) -> Option<f64> {
    match integer(text) {
        Some(Value::Integer(whole)) => Some(whole as f64),
        Some(Value::Float(number)) => Some(number),
        _ => float(text),
    }
}

/// A number with a fraction or an exponent, `.inf` or `.nan`.
fn float(text: &str) -> Option<f64> {
    match text {
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => Some(f64::INFINITY),
        "-.inf" | "-.Inf" | "-.INF" => Some(f64::NEG_INFINITY),
        ".nan" | ".NaN" | ".NAN" => Some(f64::NAN),
        _ => is_float(unsigned(text)).then(|| finite(text))?,
    }
}

/// `[0-9]+(\.[0-9]*)?` or `\.[0-9]+`, then perhaps an exponent. Rust reads more than this: `infinity`, `nan`.
fn is_float(unsigned: &str) -> bool {
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(self::unsigned(exponent))),
        None => (unsigned, None),
    };
    let is_mantissa = match mantissa.split_once('.') {
        Some(("", fraction)) => all_digits(fraction),
        Some((whole, fraction)) => all_digits(whole) && (fraction.is_empty() || all_digits(fraction)),
        // Only digits: a whole number, whose leading zeros count, unless there is an exponent.
        None => all_digits(mantissa) && exponent.is_some(),
    };
    is_mantissa && exponent.is_none_or(all_digits)
}

fn finite(text: &str) -> Option<f64> {
    text.parse().ok().filter(|value: &f64| value.is_finite())
}

fn unsigned(text: &str) -> &str {
    text.strip_prefix(['-', '+']).unwrap_or(text)
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
