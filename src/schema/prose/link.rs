use super::{Fault, mail};
use crate::diagnostic::Code;
use crate::markdown::{Form, Link};
use crate::schema::format;
use std::ops::Range;

/// Words that tell nobody where a link leads: a screen reader lists the links of a page without what stands around them.
const VAGUE: [&str; 30] = [
    "here",
    "click here",
    "click",
    "press here",
    "see here",
    "go here",
    "this",
    "this page",
    "this link",
    "this site",
    "this website",
    "link",
    "page",
    "web page",
    "webpage",
    "the link",
    "follow this link",
    "more",
    "read more",
    "see more",
    "learn more",
    "find out more",
    "more here",
    "more info",
    "more information",
    "more details",
    "details",
    "further information",
    "further details",
    "continue reading",
];

/// What is wrong with where a link leads, as far as it shows in the link.
pub(super) fn destination(link: &Link) -> Option<Fault> {
    let written = &*link.destination;
    let dangling = |message: String, help: &str| Fault::new(Code::DanglingLink, link.range.clone(), message, help);
    if written.is_empty() || written == "#" {
        return Some(dangling("this link leads nowhere".into(), "write where it leads between the round brackets"));
    }
    if written.contains("/cdn-cgi/l/email-protection") {
        let help = "open the page that it was copied from, and copy the address that stands there";
        let message = "this link is what a web page has in place of an e-mail address";
        return Some(Fault { code: Code::PlaceholderAddress, ..dangling(message.into(), help) });
    }
    if let Some(rest) = after_scheme(written, "mailto") {
        return mail::destination(link, rest);
    }
    if let Some(number) = after_scheme(written, "tel") {
        return format::phone(number).map(|flaw| of_flaw(link, flaw, "tel:".len()));
    }
    if ["http", "https"].iter().any(|scheme| after_scheme(written, scheme).is_some()) {
        return format::uri(written).map(|flaw| of_flaw(link, flaw, 0));
    }
    if format::is_garbled(written) {
        return format::uri(written).map(|flaw| of_flaw(link, flaw, 0));
    }
    if format::plausible_email(written) {
        let right = format!("mailto:{written}");
        let fault = dangling(format!("`{written}` has no `mailto:` before it"), &format!("write `{right}`"));
        return Some(fault.replacement(right));
    }
    if let Some(rest) = written.strip_prefix("//") {
        let right = format!("https://{rest}");
        let fault = dangling(format!("`{written}` has no `https:` before it"), &format!("write `{right}`"));
        return Some(fault.replacement(right));
    }
    if !written.contains(':') && written.split('/').next().is_some_and(format::is_host) {
        let right = format!("https://{written}");
        let message = format!("`{written}` would lead to a page of this site: it has no `https://` before it");
        return Some(dangling(message, &format!("write `{right}`")).replacement(right));
    }
    None
}

/// Words that do not say where a link leads.
pub(super) fn words(link: &Link) -> Option<Fault> {
    let fault = |message: String, help: &str| Fault::new(Code::VagueLink, link.words_range.clone(), message, help);
    let destination = &*link.destination;
    if link.is_bare() {
        // What says no more than a name is told to lead nowhere.
        let is_name = !destination.contains(':') && !destination.starts_with(['/', '#']);
        if may_insert(destination) || is_name {
            return None;
        }
        let help = "write between the square brackets what it leads to";
        return Some(Fault::new(Code::VagueLink, link.whole.clone(), "this link has no words", help));
    }
    let words = link.words.trim();
    if let Some(address) = after_scheme(destination, "mailto") {
        let address = address.split('?').next().unwrap_or_default();
        if format::plausible_email(words) && !words.eq_ignore_ascii_case(address) {
            let message = format!("the words say `{words}`, and the link writes to `{address}`");
            return Some(fault(message, "write the same address in both places"));
        }
        return vague(words).then(|| fault(vague_message(words), "write what it is, or the address"));
    }
    let is_address = ["http", "https"].iter().any(|scheme| after_scheme(words, scheme).is_some())
        || (words.starts_with("www.") && !words.contains(' '));
    if is_address {
        let help = match link.form {
            Form::Address => format!("write `[words]({destination})`, with words for what it leads to"),
            _ => "write what it leads to".to_owned(),
        };
        return Some(fault("this link has an address in place of words".into(), &help));
    }
    vague(words).then(|| fault(vague_message(words), "write what it leads to, like the title of that page"))
}

fn vague_message(words: &str) -> String {
    format!("`{words}` does not say where the link leads")
}

fn vague(words: &str) -> bool {
    let plain = words.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
    VAGUE.contains(&&*plain)
}

/// The label in `[words][label]` that nothing defines.
pub(super) fn undefined(text: &str, range: Range<usize>) -> Fault {
    let label = text.get(range.clone()).unwrap_or_default();
    let message = format!("there is no definition for `[{label}]`");
    let help = format!("write `[words](address)`, or add a line `[{label}]: address` below the text");
    Fault::new(Code::DanglingLink, range, message, help)
}

/// Whether a link without words prints what it leads to: a field, or what may be a record.
fn may_insert(destination: &str) -> bool {
    let is_web = |scheme: &&str| after_scheme(destination, scheme).is_some();
    destination.starts_with('?')
        || (destination.contains(':')
            && !["http", "https", "mailto", "tel"].iter().any(is_web)
            && !destination.starts_with(['/', '#']))
}

/// What follows `mailto:`.
pub(super) fn after_scheme<'t>(written: &'t str, scheme: &str) -> Option<&'t str> {
    written.split_once(':').filter(|(before, _)| before.eq_ignore_ascii_case(scheme)).map(|(_, rest)| rest)
}

/// A flaw of an address as the fault of a link; `offset` is where in the destination the address begins.
pub(super) fn of_flaw(link: &Link, flaw: format::Flaw, offset: usize) -> Fault {
    // With escapes in it the destination is not what is written, and the whole of it is marked.
    let is_verbatim = link.range.len() == link.destination.len();
    let range = if is_verbatim {
        link.range.start + offset + flaw.range.start..link.range.start + offset + flaw.range.end
    } else {
        link.range.clone()
    };
    let code = if flaw.code == Code::PlaceholderAddress { flaw.code } else { Code::DanglingLink };
    // In a text nothing can be said to be unknown.
    let help = match flaw.help == format::UNKNOWN_ADDRESS {
        true => "write the real one, or take the link out".into(),
        false => flaw.help,
    };
    let replacement = flaw.replacement.filter(|_| is_verbatim);
    Fault { code, range, message: flaw.message, help, replacement }
}
