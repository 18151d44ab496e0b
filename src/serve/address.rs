//! URL paths as browsers write them.

use std::fmt::Write;

/// What a path says, its escapes taken away; `None` where an escape is none, is no UTF-8, or hides a `/`, which would be
/// another path on every host.
pub(super) fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        match digit(rest.next())? * 16 + digit(rest.next())? {
            b'/' | b'\\' | 0 => return None,
            byte => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).ok()
}

/// A path as it stands in an address: all but letters, digits and a few marks is escaped.
pub(super) fn encoded(path: &str) -> String {
    let mut written = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            written.push(char::from(byte));
        } else {
            // A string takes everything.
            let _ = write!(written, "%{byte:02X}");
        }
    }
    written
}

/// The value of a name behind the `?` of an address.
pub(super) fn query(query: &str, name: &str) -> Option<String> {
    query.split('&').filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name).and_then(|(_, value)| {
        let value = value.replace("%2F", "/").replace("%2f", "/");
        decoded(&value)
    })
}

/// A text as it stands in HTML, attributes included.
pub(super) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            other => html.push(other),
        }
    }
    html
}
