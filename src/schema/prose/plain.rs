//! What was meant as a link and is none, so that readers would see its brackets.

use super::Fault;
use crate::diagnostic::Code;
use crate::markdown::{Outline, Run, anchor};
use crate::schema::format;
use crate::source::bytes_where;
use std::ops::Range;

/// Faults in words that stand outside links.
pub(super) fn faults(text: &str, outline: &Outline) -> impl Iterator<Item = Fault> {
    outline.runs(text).filter(|run| !run.is_linked).flat_map(|run| of_run(text, run))
}

fn of_run(text: &str, run: Run<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    // Most words have no brackets.
    if bytes_where(run.text, |byte| matches!(byte, b'[' | b']' | b')' | b'}')).next().is_some() {
        faults.extend(brackets(text, &run));
        faults.extend(disguised(run.text).map(|range| {
            let message = "this address is written so that programs cannot read it, and so nobody can follow it";
            let help =
                "write it in a field of the format `email`, with `@` and full stops, and name the field or its record here";
            let range = run.range.start + range.start..run.range.start + range.end;
            Fault::new(Code::PlaceholderAddress, range, message, help)
        }));
    }
    faults.extend(format::placeholder_mark(run.text).map(|range| {
        let written = run.text.get(range.clone()).unwrap_or_default();
        let message = format!("`{written}` stands for something that nobody has written yet, and readers would see it");
        let range = run.range.start + range.start..run.range.start + range.end;
        Fault::new(Code::PlaceholderText, range, message, "write what it stands for, or take it out")
    }));
    faults.extend(touching(text, &run));
    if ["www.", "http"].iter().any(|begin| run.text.contains(begin)) {
        faults.extend(bare(&run));
    }
    faults
}

/// Links whose brackets are not what makes one.
fn brackets(text: &str, run: &Run<'_>) -> Vec<Fault> {
    let at = |range: Range<usize>| run.range.start + range.start..run.range.start + range.end;
    let mut faults = Vec::new();
    for (middle, _) in run.text.match_indices("](").filter(|(middle, _)| has_words(text, run, *middle, '[')) {
        let inside = middle + 2..end(run.text, middle + 2, ')');
        let destination = run.text.get(inside.clone()).unwrap_or_default();
        let is_closed = run.text.get(inside.end..).is_some_and(|rest| rest.starts_with(')'));
        if !is_closed {
            let help = "write a `)` behind the address";
            faults.push(Fault::new(Code::DanglingLink, at(middle..inside.end), "this link never ends", help));
        } else if destination.trim().contains(char::is_whitespace) {
            let message = format!("`{destination}` is no address: it has a blank in it");
            let (right, help) = match destination.trim().strip_prefix('#') {
                Some(heading) => {
                    let right = format!("#{}", anchor(heading));
                    let help = format!("write `{right}`: a heading is named in small letters with hyphens");
                    (right, help)
                }
                None => {
                    let help = "take the blank out, or write `%20` if it belongs to the address";
                    (destination.trim().replace(char::is_whitespace, "%20"), help.to_owned())
                }
            };
            faults.push(Fault::new(Code::DanglingLink, at(inside), message, help).replacement(right));
        }
    }
    for (middle, _) in run.text.match_indices("] (").filter(|(middle, _)| has_words(text, run, *middle, '[')) {
        let inside = middle + 3..end(run.text, middle + 3, ')');
        if is_address(run.text.get(inside).unwrap_or_default()) {
            let help = "take the blank between the brackets out";
            let fault =
                Fault::new(Code::DanglingLink, at(middle..middle + 3), "this is no link: a blank stands in it", help);
            faults.push(fault.replacement("]("));
        }
    }
    faults.extend(half(run, at));
    for (middle, _) in run.text.match_indices(")[").filter(|(middle, _)| has_words(text, run, *middle, '(')) {
        let inside = middle + 2..end(run.text, middle + 2, ']');
        let address = run.text.get(inside.clone()).unwrap_or_default();
        if is_address(address) {
            let start = run.text.get(..middle).and_then(|before| before.rfind('(')).unwrap_or(middle);
            let words = run.text.get(start + 1..middle).unwrap_or_default();
            let right = format!("[{words}]({address})");
            let message = "the brackets of this link are the wrong way round";
            let fault = Fault::new(Code::DanglingLink, at(start..inside.end + 1), message, format!("write `{right}`"));
            faults.push(fault.replacement(right));
        }
    }
    for (start, _) in run.text.match_indices("[^") {
        let close = end(run.text, start + 2, ']');
        let label = run.text.get(start + 2..close).unwrap_or_default();
        if !label.is_empty()
            && !label.contains(char::is_whitespace)
            && run.text.get(close..).is_some_and(|rest| rest.starts_with(']'))
        {
            let message = format!("there is no footnote `[^{label}]`");
            let help = format!("add a line `[^{label}]: words` below the text");
            faults.push(Fault::new(Code::DanglingLink, at(start..close + 1), message, help));
        }
    }
    faults
}

/// Links with one square bracket: `words](address)` and `[words(address)`.
fn half(run: &Run<'_>, at: impl Fn(Range<usize>) -> Range<usize>) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut is_open = None;
    for (here, letter) in run.text.char_indices() {
        let inside = || here + 1..end(run.text, here + 1, ')');
        let rest = || run.text.get(here + 1..).unwrap_or_default();
        match (letter, is_open) {
            ('\n', _) => is_open = None,
            ('[', _) => is_open = Some(here),
            (']', None) if rest().starts_with('(') => {
                let address = here + 2..end(run.text, here + 2, ')');
                if is_address(run.text.get(address).unwrap_or_default()) {
                    let help = "write a `[` before the first of its words";
                    let message = "this link never begins: no `[` stands before its words";
                    faults.push(Fault::new(Code::DanglingLink, at(here..here + 1), message, help));
                }
            }
            (']', _) => is_open = None,
            ('(', Some(start)) if is_address(run.text.get(inside()).unwrap_or_default()) => {
                let words = run.text.get(start + 1..here).unwrap_or_default().trim();
                let address = run.text.get(inside()).unwrap_or_default();
                let right = format!("[{words}]({address})");
                let message = "this is no link: no `]` stands between its words and the address";
                faults.push(Fault::new(Code::DanglingLink, at(here..here + 1), message, format!("write `{right}`")));
                is_open = None;
            }
            _ => {}
        }
    }
    faults
}

/// The bytes of `(at)` and the like between two words of which the second is that of a host.
fn disguised(text: &str) -> impl Iterator<Item = Range<usize>> {
    const AT: [&str; 3] = ["(at)", "[at]", "{at}"];
    let is_host = |letter: char| letter.is_ascii_alphanumeric() || ".-".contains(letter);
    let found = AT.iter().flat_map(move |sign| text.match_indices(sign));
    found.filter_map(move |(start, sign)| {
        let after = text.get(start + sign.len()..)?.trim_start_matches(' ');
        let host = after.split(|letter| !is_host(letter)).next()?.trim_end_matches('.');
        let is_name = text.get(..start)?.trim_end_matches(' ').ends_with(|letter: char| letter.is_alphanumeric());
        let rest = after.get(host.len()..)?.trim_start();
        let is_address = host.contains('.') || ["(dot)", "[dot]", "{dot}"].iter().any(|dot| rest.starts_with(dot));
        (is_name && is_address).then_some(start..start + sign.len())
    })
}

/// A heading whose words touch its marks, so that readers would see them.
fn touching(text: &str, run: &Run<'_>) -> Option<Fault> {
    let marks = run.text.len() - run.text.trim_start_matches('#').len();
    let is_first = text.get(..run.range.start).is_some_and(|before| before.is_empty() || before.ends_with('\n'));
    // One alone may be a number: `#1`.
    let is_heading = (2..=6).contains(&marks) && run.text.get(marks..)?.starts_with(char::is_alphanumeric);
    (is_first && is_heading).then(|| {
        let range = run.range.start..run.range.start + marks;
        let marks = run.text.get(..marks).unwrap_or_default();
        let help = format!("put a blank behind `{marks}`");
        let message = "this is no heading: its words touch the marks";
        Fault::new(Code::SkippedHeading, range, message, help).replacement(format!("{marks} "))
    })
}

/// Addresses on the web that nobody can follow: no program makes a link of them.
fn bare(run: &Run<'_>) -> Vec<Fault> {
    let mut faults: Vec<Fault> = Vec::new();
    let mut from = 0;
    for word in run.text.split_inclusive(|letter: char| letter.is_whitespace() || "<>\"|".contains(letter)) {
        let start = from;
        from += word.len();
        let opened = word.len() - word.trim_start_matches(['(', '[', '\'', '*', '_']).len();
        let rest = word.get(opened..).unwrap_or_default();
        // What stands in brackets has been told as a link that is none.
        if !["http://", "https://", "www."].iter().any(|begin| rest.starts_with(begin)) || word.contains("](") {
            continue;
        }
        let address = rest.trim_end_matches(|letter: char| !letter.is_alphanumeric() && letter != '/');
        let before = run.text.get(..start + opened).unwrap_or_default();
        if !address.contains('.') || before.ends_with("] (") || before.ends_with(")[") {
            continue;
        }
        let whole = if address.starts_with("www.") { format!("https://{address}") } else { address.to_owned() };
        let at = run.range.start + start + opened;
        let message = "nobody can follow an address that stands in a text";
        let help = format!("make it a link with words for what it leads to: `[words]({whole})`");
        faults.push(Fault::new(Code::VagueLink, at..at + address.len(), message, help));
    }
    faults
}

/// How far the other bracket of a pair is looked for: an address has 2,000 letters at most, and a text of brackets alone is
/// not to be read once for each of them.
const REACH: usize = 2000;

/// Whether a bracket opens before a byte of a run, so that there are words to link; one behind a backslash does not.
fn has_words(text: &str, run: &Run<'_>, middle: usize, open: char) -> bool {
    let from = run.text.floor_char_boundary(middle.saturating_sub(REACH));
    let open = run.text.get(from..middle).and_then(|before| before.rfind(open)).map(|open| from + open);
    open.is_some_and(|open| !text.get(..run.range.start + open).is_some_and(|before| before.ends_with('\\')))
}

/// Where a bracket closes, or the words end.
fn end(text: &str, from: usize, close: char) -> usize {
    let rest = text.get(from..text.floor_char_boundary(from + REACH)).unwrap_or_default();
    // One letter at a time is looked for many bytes at once.
    let line = rest.find('\n').and_then(|end| rest.get(..end)).unwrap_or(rest);
    from + line.find(close).unwrap_or(line.len())
}

/// Whether a text is what a link would lead to.
fn is_address(text: &str) -> bool {
    let begin = ["http://", "https://", "mailto:", "www."].iter().any(|begin| text.starts_with(begin));
    let is_id = text.split_once(':').is_some_and(|(kind, slug)| {
        !kind.is_empty()
            && !slug.is_empty()
            && text
                .chars()
                .all(|letter| letter.is_ascii_lowercase() || "-:/".contains(letter) || letter.is_ascii_digit())
    });
    let is_path = text.starts_with(['/', '#']) && text.len() > 1;
    (begin || is_id || is_path) && !text.contains(char::is_whitespace)
}
