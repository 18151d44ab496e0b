use super::email::blanks;
use super::{Flaw, placeholder};
use crate::diagnostic::{Code, look_alike, nearest};

const HELP: &str = "copy the whole address from the browser, like `https://www.gov.uk/page`";

/// The schemes that a browser opens.
const SCHEMES: [&str; 2] = ["https", "http"];

/// An address that a browser opens: `http` or `https`, a host, no blanks.
pub(in crate::schema) fn check(text: &str) -> Option<Flaw> {
    if let Some(flaw) = placeholder::later(text, "a web address") {
        return Some(flaw);
    }
    let flaw = |range, fact: &str| {
        Some(Flaw::new(Code::WrongValue, range, format!("`{text}` is no web address: {fact}"), HELP))
    };
    if let Some((at, _)) = text.char_indices().find(|(_, letter)| letter.is_whitespace() || letter.is_control()) {
        return flaw(blanks(text, at), "it has a blank in it");
    }
    let Some(rest) = SCHEMES.iter().find_map(|scheme| after_scheme(text, scheme)) else {
        return Some(wrong_beginning(text));
    };
    let start = text.len() - rest.len();
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if let Some((at, letter)) = rest.char_indices().find(|(_, letter)| "<>\"{}|\\^`".contains(*letter)) {
        return flaw(start + at..start + at + 1, &format!("it has a `{letter}` in it"));
    }
    let named = authority.rsplit('@').next().unwrap_or_default();
    let host = named.split_once(':').filter(|_| !named.starts_with('[')).map_or(named, |(host, _)| host);
    let at = start + authority.len() - named.len();
    if host.is_empty() {
        return flaw(0..start, "it names no host");
    }
    if let Some(flaw) = placeholder::host(text, at..at + host.len()) {
        return Some(flaw);
    }
    if let Some(found) = look_alike(host) {
        let from = at + found.at;
        let flaw = flaw(from..from + found.letter.len_utf8(), &found.fact());
        let twin = found.twin.to_string();
        return flaw.map(|flaw| Flaw { help: format!("write `{twin}`"), ..flaw.replacement(twin) });
    }
    if let Some(comma) = host.find(',').filter(|comma| comma + 1 < host.len()) {
        let fact = "it has a comma in the name of its host";
        return flaw(at + comma..at + comma + 1, fact)
            .map(|flaw| Flaw { help: "write a full stop".into(), ..flaw.replacement(".") });
    }
    // What has no dot in it is a name inside somebody's own network; the public ones all have one.
    if !host.starts_with('[') && (!host.trim_end_matches('.').contains('.') || host.contains("..")) {
        return flaw(at..at + host.len(), &format!("`{host}` is no host that everybody reaches"));
    }
    trailing(text)
}

/// What follows `https://`; capital letters are allowed there.
fn after_scheme<'t>(text: &'t str, scheme: &str) -> Option<&'t str> {
    let (written, rest) = text.split_once("://")?;
    written.eq_ignore_ascii_case(scheme).then_some(rest)
}

/// An address that does not begin as it has to.
fn wrong_beginning(text: &str) -> Flaw {
    let flaw =
        |range, fact: &str| Flaw::new(Code::WrongValue, range, format!("`{text}` is no web address: {fact}"), HELP);
    // `http:/x`, `https//x`, `https:x`, `htps://x`, `https;//x`.
    let letters = text.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(text.len());
    let (scheme, rest) = text.split_at_checked(letters).unwrap_or((text, ""));
    let marks = rest.len() - rest.trim_start_matches([':', '/', ';', '\\']).len();
    let meant = nearest(scheme, SCHEMES).filter(|_| marks > 0 && scheme != "ftp");
    if let Some(meant) = meant {
        let begin = text.get(..letters + marks).unwrap_or_default();
        let fact = format!("it begins with `{begin}`");
        let right = format!("{meant}://");
        let rest = text.get(begin.len()..).unwrap_or_default();
        return Flaw { help: format!("write `{right}{rest}`"), ..flaw(0..begin.len(), &fact).replacement(right) };
    }
    let flaw = flaw(0..text.len(), "it does not begin with `https://` or `http://`");
    if !text.contains(':') && text.split('/').next().is_some_and(is_host) {
        let right = format!("https://{text}");
        return Flaw { help: format!("write `{right}`"), ..flaw.replacement(right) };
    }
    flaw
}

/// Whether an address begins like one on the web, with its marks wrong: `https//x`, `http;//x`.
pub(in crate::schema) fn is_garbled(text: &str) -> bool {
    let letters = text.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(text.len());
    let (scheme, rest) = text.split_at_checked(letters).unwrap_or((text, ""));
    let marks = rest.len() - rest.trim_start_matches([':', '/', ';', '\\']).len();
    // `http/` may be a folder.
    marks > 1 && rest.starts_with(['/', ';']) && nearest(&scheme.to_ascii_lowercase(), SCHEMES).is_some()
}

/// What was copied with an address: the full stop of the sentence, the bracket around it.
fn trailing(text: &str) -> Option<Flaw> {
    let last = text.chars().next_back().filter(|letter| ".,;:!)]'\u{2019}\u{201d}".contains(*letter))?;
    let count = |letter| text.chars().filter(|other| *other == letter).count();
    let is_balanced = match last {
        ')' => count('(') >= count(')'),
        ']' => count('[') >= count(']'),
        _ => false,
    };
    if is_balanced {
        return None;
    }
    let start = text.len() - last.len_utf8();
    let message = format!("`{text}` ends with a `{last}`, which seems to belong to the words around it");
    let escaped: String = last.to_string().bytes().map(|byte| format!("%{byte:02X}")).collect();
    let help = format!("take the `{last}` out, or write `{escaped}` if it belongs to the address");
    Some(Flaw::new(Code::WrongValue, start..text.len(), message, help).replacement(""))
}

/// Whether a word is in all likelihood the name of a host: what pages and files of a site are not called.
pub(in crate::schema) fn is_host(word: &str) -> bool {
    const ENDINGS: [&str; 6] = [".uk", ".org", ".com", ".net", ".eu", ".info"];
    let lower = word.to_lowercase();
    lower.starts_with("www.") || ENDINGS.iter().any(|ending| lower.len() > ending.len() && lower.ends_with(ending))
}
