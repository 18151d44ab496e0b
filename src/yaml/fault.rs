//! What is wrong with a tree, in words for people who do not program.

use super::anchor::Anchors;
use super::duplicate::Likely;
use super::parse::{ALIAS_BYTES, ALIAS_NODES, DEPTH, NODES};
use super::part::Part;
use super::tag::Problem;
use super::{Key, Node, syntax};
use crate::diagnostic::{Code, Diagnostic, Fix, Severity, nearest};
use crate::source::Span;
use std::ops::Range;

/// How many faults of one code are shown of one file. Whoever has mended fifty runs the check again; a file of a
/// hundred thousand is no work for a reader.
const SHOWN: usize = 50;

/// How much of a name is shown: more than any name that was meant as one.
const NAME_SHOWN: usize = 40;

/// How many anchors are compared with an alias that means none, and up to how many letters: a hundred thousand names
/// of a thousand letters would take minutes, and nobody means one of those.
const CANDIDATES: usize = 100;
const CANDIDATE_LENGTH: usize = 40;

/// Faults that are counted together.
#[derive(Clone, Copy)]
pub(super) enum Group {
    /// Tags, aliases and keys that mean nothing.
    Meaning,
    /// Keys that stand twice.
    Duplicate,
    /// Anchors that nothing refers to.
    Unused,
    /// Texts that end at a `#`.
    Cut,
}

/// The faults of a file, of each group no more than [`SHOWN`].
#[derive(Default)]
pub(super) struct Faults {
    shown: Vec<(Group, Diagnostic)>,
    counts: [usize; 4],
}

impl Faults {
    /// Adds a fault; one that would not be shown is only counted.
    pub(super) fn report(&mut self, group: Group, fault: impl FnOnce() -> Diagnostic) {
        let Some(count) = self.counts.get_mut(group as usize) else { return };
        *count += 1;
        if *count <= SHOWN {
            self.shown.push((group, fault()));
        }
    }

    /// Takes back what was reported from an offset of the file on: a line that is no YAML means nothing at all.
    pub(super) fn take_back(&mut self, from: usize) {
        self.shown.retain(|(_, diagnostic)| diagnostic.primary.place.span.start() < from);
    }

    pub(super) fn into_diagnostics(mut self) -> Vec<Diagnostic> {
        for (number, count) in self.counts.into_iter().enumerate() {
            let last = self.shown.iter_mut().rfind(|(group, _)| *group as usize == number);
            if let (1.., Some((_, last))) = (count.saturating_sub(SHOWN), last) {
                last.notes.push(format!("{} more places in this file have a fault of this sort", count - SHOWN));
            }
        }
        self.shown.into_iter().map(|(_, diagnostic)| diagnostic).collect()
    }
}

pub(super) fn duplicate_key(part: &Part<'_>, first: &Key, second: &Key, likely: Likely) -> Diagnostic {
    let name = shown(&second.text);
    let help = match likely {
        Likely::Again => "delete one of the two, or give one of them another name".to_owned(),
        Likely::NewItem => format!("write `- ` before {name} if a new item begins here, or delete one of the two"),
    };
    Diagnostic::new(Code::DuplicateKey, part.place_of(second.span), format!("{name} is written twice"))
        .label("written again here")
        .also(part.place_of(first.span), "written here first")
        .help(help)
}

pub(super) fn second_document(part: &Part<'_>, range: Range<usize>) -> Diagnostic {
    bad(part, range, "a second document begins here")
        .label("a file holds one document")
        .help("delete this line, or move what follows into a file of its own")
}

pub(super) fn tag(part: &Part<'_>, problem: Problem, at: Range<usize>) -> Diagnostic {
    let tag = shown(part.slice(at.clone()));
    match problem {
        Problem::Unknown => bad(part, at, format!("{tag} is read as a tag, and there is no such tag"))
            .label("unknown tag")
            .help("put the value in quotes if it begins with `!`, or delete the tag"),
        Problem::Contradicts(wanted) => bad(part, at, format!("the tag {tag} does not fit its value"))
            .label(format!("says that the value is {wanted}"))
            .help("delete the tag"),
    }
}

pub(super) fn unknown_alias(part: &Part<'_>, at: Range<usize>, name: &str, anchors: &Anchors<'_>) -> Diagnostic {
    let meant = if name.len() <= CANDIDATE_LENGTH {
        let candidates = anchors.names().filter(|other| other.len() <= CANDIDATE_LENGTH).take(CANDIDATES);
        nearest(name, candidates)
    } else {
        None
    };
    let alias = shown(part.slice(at.clone()));
    let fault = bad(part, at, format!("{alias} refers to an anchor that is not there"))
        .label(format!("no value above is marked {}", shown(&format!("&{name}"))));
    match meant {
        Some(meant) => fault.help(format!("write `*{meant}`, or put the value in quotes if it begins with `*`")),
        None => fault.help("put the value in quotes if it begins with `*`, or write out what it stands for"),
    }
}

pub(super) fn recursive_alias(part: &Part<'_>, at: Range<usize>, anchor: Option<Span>) -> Diagnostic {
    let alias = shown(part.slice(at.clone()));
    let fault = bad(part, at, format!("{alias} stands inside the value that it refers to"))
        .label("this would never end")
        .help("write out what is meant here");
    match anchor {
        Some(anchor) => fault.also(part.place_of(anchor), "the value begins here"),
        None => fault,
    }
}

pub(super) fn alias_key(part: &Part<'_>, at: Range<usize>) -> Diagnostic {
    let alias = shown(part.slice(at.clone()));
    bad(part, at, format!("the alias {alias} is used as a key"))
        .label("a key has to be written out")
        .help("write the key itself, or put it in quotes if it begins with `*`")
}

pub(super) fn merge_key(part: &Part<'_>, at: Range<usize>) -> Diagnostic {
    bad(part, at, "`<<` does not bring in fields from elsewhere")
        .label("merge keys are not read")
        .help("write out the fields, or put `<<` in quotes if it is a name")
}

pub(super) fn empty_key(part: &Part<'_>, at: Range<usize>) -> Diagnostic {
    // An absent key has no bytes; the mark under the colon shows where it should be.
    let at = if at.is_empty() { part.character(at.start) } else { at };
    bad(part, at, "a key is empty")
        .label("there is no name before the colon")
        .help("write a name before the colon, or put the value in quotes if it begins with a colon")
}

pub(super) fn collection_key(part: &Part<'_>, key: &Node) -> Diagnostic {
    let noun = key.noun();
    Diagnostic::new(Code::BadYaml, part.place_of(key.span), format!("a key is text, and this one is {noun}"))
        .label(format!("read as {noun}"))
        .help("put the text in quotes if it begins with `[`, `{` or `?`")
}

pub(super) fn unused_anchor(part: &Part<'_>, span: Span) -> Diagnostic {
    let place = part.place_of(span);
    let behind = part.behind(span);
    let name = part.at(span).strip_prefix('&').unwrap_or_default();
    // A word with a capital letter before a text was its first word, which readers would not see.
    let is_word = name.starts_with(char::is_uppercase) && name.chars().all(char::is_alphabetic);
    if is_word && behind.strip_prefix(' ').is_some_and(|text| text.starts_with(char::is_alphabetic)) {
        return Diagnostic::new(Code::BadYaml, place, "readers would not see this word")
            .label("read as an anchor, because it begins with `&`")
            .help("put the whole value in quotation marks, or write `and` in place of `&`");
    }
    let mut diagnostic = Diagnostic::new(Code::BadYaml, place, "nothing refers to this anchor")
        .label("not a part of the text")
        .help("put the value in quotes if it begins with `&`, or delete the anchor");
    // An anchor does no harm where it was meant as one.
    diagnostic.severity = Severity::Warning;
    diagnostic
}

/// Text whose first word was taken for an anchor, because it begins with `&`.
pub(super) fn swallowed(part: &Part<'_>, text: Span) -> Diagnostic {
    let written = part.between(text.range()).trim_end();
    let (word, rest) = written.split_once(' ').unwrap_or((written, ""));
    let message = if rest.is_empty() {
        format!("{} is not read as a value", shown(word))
    } else {
        format!("{} is not read as part of the text", shown(word))
    };
    let quoted = syntax::quoted(written).map(|quoted| format!(": {quoted}")).unwrap_or_default();
    let fix = syntax::quoted(written).map(|quoted| quoted.trim_matches('`').to_owned());
    let place = part.place_of(text);
    let start = text.start();
    Diagnostic::new(Code::BadYaml, part.file_place(start..start + word.len()), message)
        .label("`&` has a meaning of its own at the beginning of a value")
        .help(format!("put the value in quotation marks{quoted}"))
        .fix(fix.map(|fix| Fix::guess("put the value in quotation marks", place, fix)))
}

/// A text that ends at a `#`, which was most likely meant as a part of it.
pub(super) fn cut_at_note(part: &Part<'_>, whole: Range<usize>, mark: usize) -> Diagnostic {
    let text = part.slice(whole.clone()).trim_end();
    let place = part.place(whole.start..whole.start + text.len());
    let quoted = syntax::quoted(text);
    let fix = quoted.as_deref().map(|quoted| quoted.trim_matches('`').to_owned());
    let quoted = quoted.map(|quoted| format!(": {quoted}")).unwrap_or_default();
    let end = whole.start + text.len();
    let mut diagnostic = Diagnostic::new(Code::CutText, part.place(mark..end), "the text is cut at the `#`")
        .label("read as a note to maintainers, not as part of the text")
        .help(format!("put the text in quotation marks{quoted}, or write a space behind `#` if this is a note"))
        .fix(fix.map(|fix| Fix::guess("put the text in quotation marks", place, fix)));
    // A note does no harm where it was meant as one.
    diagnostic.severity = Severity::Warning;
    diagnostic
}

pub(super) fn too_deep(part: &Part<'_>, at: Range<usize>) -> Diagnostic {
    bad(part, at, format!("lists and mappings are nested more than {DEPTH} deep"))
        .label("one level too many")
        .help("close the brackets above, or split the value into records of its own")
}

pub(super) fn too_many(part: &Part<'_>, at: Range<usize>) -> Diagnostic {
    bad(part, at, format!("the file holds more than {NODES} keys and values"))
        .label("reading stopped here")
        .help("split the file into several")
}

pub(super) fn aliases_too_large(part: &Part<'_>, at: Range<usize>) -> Diagnostic {
    bad(part, at, "the aliases of this file stand for more than can be read")
        .label("reading stopped here")
        .note(format!("together they may stand for {ALIAS_NODES} values and {} MiB of text", ALIAS_BYTES >> 20))
        .help("make the repeated value a record of its own, and refer to that")
}

pub(super) fn bad(part: &Part<'_>, at: Range<usize>, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Code::BadYaml, part.place(at), message)
}

/// A name or a piece of text in a message: on one line, in backticks, cut where it is long.
pub(super) fn shown(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let mut cut: String = line.chars().take(NAME_SHOWN).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    format!("`{cut}`")
}
