//! Scripts of our own without what only their readers need: comments between `/**` and `*/`, lines of comment, indentation.
//! Half of what would be sent are types. None of them has any of these in a text, which a test asks.

use std::borrow::Cow;

/// What browsers need of a file that is compiled in.
pub(super) fn slim<'a>(name: &str, bytes: &'a [u8]) -> Cow<'a, [u8]> {
    match std::str::from_utf8(bytes) {
        Ok(text) if name.ends_with(".js") => Cow::Owned(script(text).into_bytes()),
        _ => Cow::Borrowed(bytes),
    }
}

fn script(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/**") {
        code.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after.strip_prefix(' ').unwrap_or(after));
    }
    code.push_str(rest);
    let lines = code.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.fold(String::with_capacity(code.len()), |slim, line| slim + line + "\n")
}
