use super::tag;
use super::tree::{Style, Value};
use std::borrow::Cow;

/// A text as a scalar on one line that can stand wherever a value can, in quotation marks where it needs them.
#[must_use]
pub fn write_scalar(text: &str) -> String {
    let written = serde_yaml::to_string(text).unwrap_or_default();
    let written = written.strip_suffix('\n').unwrap_or(&written);
    let is_quoted = written.starts_with(['"', '\'']);
    // The package writes for a line of its own: text of several lines as a block, and commas as they are.
    let is_in_place = !written.is_empty() && !written.contains('\n') && !written.starts_with(['|', '>']);
    if is_in_place && (is_quoted || !written.contains([',', '[', ']', '{', '}', ':'])) {
        return written.to_owned();
    }
    quoted(text)
}

/// A text in double quotation marks.
fn quoted(text: &str) -> String {
    // YAML's double quotation marks take what JSON's do. What JSON lets stand and YAML does not is escaped.
    let json = serde_json::Value::from(text).to_string();
    let escape = |letter: char| match letter {
        '\u{7f}'..='\u{a0}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {
            format!("\\u{:04x}", u32::from(letter))
        }
        other => other.to_string(),
    };
    json.chars().map(escape).collect()
}

/// What plain text, without quotation marks, means.
#[must_use]
pub fn read_plain(text: &str) -> Value {
    tag::untagged(Cow::Borrowed(text), Style::Plain)
}
