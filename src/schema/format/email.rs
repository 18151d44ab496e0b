use super::{Flaw, placeholder};
use crate::diagnostic::{Code, look_alike};

const HELP: &str = "write the address alone, like `office@hillside.org.uk`";

/// An address that a mail program takes: one `@`, no blanks, a host with a dot. Whether it exists, only a letter tells;
/// the full grammar of RFC 5322, quotation marks and comments included, would let misprints through.
pub(in crate::schema) fn check(text: &str) -> Option<Flaw> {
    placeholder::later(text, "an e-mail address").or_else(|| placeholder::mail(text)).or_else(|| misprint(text))
}

/// Whether a text is an e-mail address and nothing else.
pub(in crate::schema) fn plausible(text: &str) -> bool {
    text.contains('@') && misprint(text).is_none()
}

fn misprint(text: &str) -> Option<Flaw> {
    let flaw = |range, fact: &str| {
        Some(Flaw::new(Code::WrongValue, range, format!("`{text}` is no e-mail address: {fact}"), HELP))
    };
    if let Some(address) = text.strip_prefix("mailto:") {
        let flaw = flaw(0..text.len() - address.len(), "`mailto:` stands before addresses in links alone");
        return flaw.map(|flaw| Flaw { help: "take it out".into(), ..flaw.replacement("") });
    }
    if let Some((at, letter)) = text.char_indices().find(|(_, letter)| !is_address_letter(*letter)) {
        let range = at..at + letter.len_utf8();
        return match letter {
            letter if letter.is_whitespace() => flaw(blanks(text, at), "it has a blank in it"),
            ',' => flaw(range, "it has a comma in it")
                .map(|flaw| Flaw { help: "write a full stop, or one address alone".into(), ..flaw.replacement(".") }),
            letter => flaw(range, &format!("it has a `{letter}` in it")),
        };
    }
    if let Some(found) = look_alike(text) {
        let flaw = flaw(found.at..found.at + found.letter.len_utf8(), &found.fact());
        let twin = found.twin.to_string();
        return flaw.map(|flaw| Flaw { help: format!("write `{twin}`"), ..flaw.replacement(twin) });
    }
    let Some((name, host)) = text.split_once('@') else {
        return flaw(0..text.len(), "it has no `@`");
    };
    let at = name.len() + 1;
    if let Some(second) = host.find('@') {
        return flaw(at + second..at + second + 1, "it has more than one `@`");
    }
    if name.is_empty() {
        return flaw(0..1, "nothing stands before the `@`");
    }
    if name.starts_with('.') || name.ends_with('.') || name.contains("..") {
        return flaw(0..name.len(), "a full stop has to stand between letters");
    }
    if host.ends_with('.') && host.trim_end_matches('.').contains('.') {
        let end = at + host.trim_end_matches('.').len();
        let flaw = flaw(end..text.len(), "a full stop follows it");
        return flaw.map(|flaw| Flaw { help: "take it out".into(), ..flaw.replacement("") });
    }
    let top = host.rsplit('.').next().unwrap_or_default();
    if !host.contains('.') || host.split('.').any(str::is_empty) || top.chars().count() < 2 {
        return flaw(at..text.len().max(at), "what follows the `@` is no host name");
    }
    None
}

fn is_address_letter(letter: char) -> bool {
    letter.is_alphanumeric() || "@.!#$%&'*+-/=?^_`{|}~".contains(letter)
}

/// The blanks that stand at a byte.
pub(super) fn blanks(text: &str, at: usize) -> std::ops::Range<usize> {
    let rest = text.get(at..).unwrap_or_default();
    at..at + rest.len() - rest.trim_start().len()
}
