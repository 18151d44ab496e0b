use super::Format;

/// What is wrong with a text of a format.
pub(super) struct Flaw {
    /// The byte in the text at which it shows.
    pub(super) offset: usize,
    /// The fact.
    pub(super) message: String,
    /// The way to mend it.
    pub(super) help: &'static str,
}

/// Checks a text against its format. Any text is Markdown.
pub(super) fn check(format: Format, text: &str) -> Option<Flaw> {
    match format {
        Format::Email => email(text),
        Format::Uri => uri(text),
        // Those that mean a time or an amount are read, not checked.
        _ => None,
    }
}

/// An address that a mail program takes: one `@`, no blanks, a host with a dot. Whether it exists, only a letter tells;
/// the full grammar of RFC 5322, quotation marks and comments included, would let misprints through.
fn email(text: &str) -> Option<Flaw> {
    const HELP: &str = "write the address alone, like `name@school.example`";
    let flaw = |offset, fact: &str| {
        Some(Flaw { offset, message: format!("`{text}` is no e-mail address: {fact}"), help: HELP })
    };
    if let Some((offset, letter)) = text.char_indices().find(|(_, letter)| !is_address_letter(*letter)) {
        let fact = if letter.is_whitespace() {
            "it has a blank in it".to_owned()
        } else {
            format!("it has a `{letter}` in it")
        };
        return flaw(offset, &fact);
    }
    let Some((name, host)) = text.split_once('@') else {
        return flaw(0, "it has no `@`");
    };
    if let Some(second) = host.find('@') {
        return flaw(name.len() + 1 + second, "it has more than one `@`");
    }
    if name.is_empty() {
        return flaw(0, "nothing stands before the `@`");
    }
    if !host.contains('.') || host.split('.').any(str::is_empty) {
        return flaw(name.len() + 1, "what follows the `@` is no host name");
    }
    None
}

fn is_address_letter(letter: char) -> bool {
    letter.is_alphanumeric() || "@.!#$%&'*+-/=?^_`{|}~".contains(letter)
}

/// An address that a browser opens: `http` or `https`, a host, no blanks.
fn uri(text: &str) -> Option<Flaw> {
    const HELP: &str = "copy the whole address from the browser, like `https://www.example.org/page`";
    let flaw =
        |offset, fact: &str| Some(Flaw { offset, message: format!("`{text}` is no web address: {fact}"), help: HELP });
    if let Some((offset, _)) = text.char_indices().find(|(_, letter)| letter.is_whitespace() || letter.is_control()) {
        return flaw(offset, "it has a blank in it");
    }
    let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else {
        return flaw(0, "it does not begin with `https://` or `http://`");
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if host.is_empty() {
        return flaw(text.len() - rest.len(), "it names no host");
    }
    if let Some((offset, letter)) = rest.char_indices().find(|(_, letter)| "<>\"{}|\\^`".contains(*letter)) {
        return flaw(text.len() - rest.len() + offset, &format!("it has a `{letter}` in it"));
    }
    None
}
