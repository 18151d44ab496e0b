//! Characters that nobody sees: they come in with text that is copied from other programs, make two names that look alike
//! differ, keep a search from finding a word, or turn the order of letters round.
//!
//! And characters that nobody can read: what is left of a letter that was lost, those that only one typeface knows, and
//! what became of a letter that was read in another encoding (`garbled`).
//!
//! Every file of records is looked through, whatever stands in it. What emoji and scripts other than ours need (joiners,
//! marks of direction between letters that run from right to left) is legal there. Files in `content/static/` are handed to
//! readers as they are: they were made by other programs, whose formats give such characters meanings of their own (a mark
//! at the beginning of a table tells a spreadsheet its encoding), and nothing here reads names or words in them.

mod garbled;

use crate::diagnostic::{Certainty, Code, Diagnostic, Fix, Severity};
use crate::source::{Edit, Place, Source, SourcePath, Span, bytes_where};
use std::collections::BTreeMap;

/// How many are told of one file: who meets so many goes through the whole text.
const TOLD: usize = 8;

/// How many a fix takes out at once: more than any text has, and few enough to be written down for an editor. Those behind
/// them are left to the next.
const TAKEN_OUT: usize = 10_000;

/// How many letters the flag of a part of a country has, the black one included; how far from a mark of direction the
/// letters may stand that need it: some words.
const FLAG: usize = 8;
const NEAR: usize = 40;

/// The dot before an item of a list, as word processors and PDF files have it.
const BULLET: char = '\u{f0b7}';

/// The names of those that one meets; the others go by their numbers.
const NAMES: [(char, &str); 20] = [
    ('\u{ad}', "soft hyphen"),
    ('\u{61c}', "Arabic letter mark"),
    ('\u{200b}', "zero-width space"),
    ('\u{200c}', "zero-width non-joiner"),
    ('\u{200d}', "zero-width joiner"),
    ('\u{200e}', "left-to-right mark"),
    ('\u{200f}', "right-to-left mark"),
    ('\u{2028}', "line separator"),
    ('\u{2029}', "paragraph separator"),
    ('\u{202a}', "left-to-right embedding"),
    ('\u{202b}', "right-to-left embedding"),
    ('\u{202c}', "mark that ends another one of direction"),
    ('\u{202d}', "left-to-right override"),
    ('\u{202e}', "right-to-left override"),
    ('\u{2060}', "word joiner"),
    ('\u{2066}', "left-to-right isolate"),
    ('\u{2067}', "right-to-left isolate"),
    ('\u{2068}', "first strong isolate"),
    ('\u{2069}', "mark that ends an isolate"),
    ('\u{feff}', "byte order mark"),
];

/// What U+0080 to U+009F stand for where a text in the encoding of Windows was taken for another; blank where nothing.
const WINDOWS: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/// The hidden characters of a text. `told` is what has been said of it: of a character that YAML does not allow the reader
/// of YAML tells.
#[must_use]
pub fn check(source: &Source, told: &[Diagnostic]) -> Vec<Diagnostic> {
    if !is_text(source) {
        return Vec::new();
    }
    let mut found = of_source(source);
    found.extend(garbled::check(source));
    found.retain(|hidden| {
        !told.iter().any(|told| told.code == Code::BadYaml && told.primary.place == hidden.primary.place)
    });
    found
}

/// A name with a hidden character in it is not known: of the two faults at one place the character is the one to mend.
#[must_use]
pub fn outshine(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let is_hidden = |diagnostic: &Diagnostic| matches!(diagnostic.code, Code::HiddenCharacter | Code::DamagedText);
    if !diagnostics.iter().any(is_hidden) {
        return diagnostics;
    }
    let mut hidden: BTreeMap<SourcePath, Vec<Span>> = BTreeMap::new();
    for Place { path, span } in diagnostics.iter().filter(|found| is_hidden(found)).map(|found| &found.primary.place) {
        hidden.entry(path.clone()).or_default().push(*span);
    }
    let within = |inner: Span, outer: Span| outer.start() <= inner.start() && inner.end() <= outer.end();
    let holds = |Place { path, span }: &Place| {
        hidden.get(path).is_some_and(|hidden| hidden.iter().any(|inner| within(*inner, *span)))
    };
    let is_name = |code| matches!(code, Code::UnknownField | Code::UnknownReference | Code::WrongValue | Code::BadSlug);
    let mut names: BTreeMap<SourcePath, Vec<Span>> = BTreeMap::new();
    diagnostics.retain(|found| {
        let place = &found.primary.place;
        let is_outshone = is_name(found.code) && holds(place);
        if is_outshone {
            names.entry(place.path.clone()).or_default().push(place.span);
        }
        !is_outshone
    });
    for found in diagnostics.iter_mut().filter(|found| is_hidden(found)) {
        let place = &found.primary.place;
        if names.get(&place.path).is_some_and(|names| names.iter().any(|name| within(place.span, *name))) {
            found.severity = Severity::Error;
        }
    }
    diagnostics
}

fn is_text(source: &Source) -> bool {
    let path = source.path();
    source.not_utf_8().is_none() && (path.ends_with(".yaml") || path.ends_with(".md"))
}

fn of_source(source: &Source) -> Vec<Diagnostic> {
    let is_lost = |(_, character): &(usize, char)| *character == char::REPLACEMENT_CHARACTER;
    let is_told = |(at, _): &(usize, char)| !garbled::covers(source.text(), *at);
    let (lost, unseen): (Vec<_>, Vec<_>) = hidden(source.text()).filter(is_told).partition(is_lost);
    [lost, unseen].into_iter().flat_map(|found| told(source, &found)).collect()
}

/// The first few, the last of which stands for the others as well.
fn told(source: &Source, found: &[(usize, char)]) -> Vec<Diagnostic> {
    let (first, more) = found.split_at_checked(TOLD).unwrap_or((found, &[]));
    let mut told: Vec<Diagnostic> = first.iter().map(|(at, character)| diagnostic(source, *at, *character)).collect();
    if !more.is_empty()
        && let Some(mut last) = told.pop()
    {
        // What takes the last one out takes the others out as well.
        let edits = more.iter().filter(|(_, character)| is_superfluous(*character)).take(TAKEN_OUT);
        let edits: Vec<Edit> = edits
            .map(|(at, character)| Edit { place: place(source, *at, *character), replacement: String::new() })
            .collect();
        for fix in last.fixes.iter_mut().filter(|fix| fix.certainty == Certainty::Safe) {
            fix.edits.extend(edits.clone());
        }
        told.push(last.note(format!("this file has {} more of them", more.len())));
    }
    told
}

fn place(source: &Source, at: usize, character: char) -> Place {
    source.place(at..at + character.len_utf8())
}

fn diagnostic(source: &Source, at: usize, character: char) -> Diagnostic {
    let place = place(source, at, character);
    let number = format!("U+{:04X}", u32::from(character));
    if character == char::REPLACEMENT_CHARACTER {
        let message = format!("a letter was lost here: {number} stands in its place");
        let help = "write the letter that belongs here; it went when the text was saved in another encoding";
        return Diagnostic::new(Code::DamagedText, place, message).help(help);
    }
    if is_private(character) {
        let message = format!("only one typeface knows this character, and screen readers do not: {number}");
        let fault = Diagnostic::new(Code::HiddenCharacter, place, message);
        return fault.help(match character {
            BULLET => "write `- ` at the beginning of the line if this is a list, or delete it",
            _ => "write a character or a word that says the same, or delete it",
        });
    }
    let name = NAMES.iter().find(|(known, _)| *known == character).map(|(_, name)| format!(", a {name}"));
    let name = name.map(|name| name.replace(", a A", ", an A")).unwrap_or_default();
    let message = format!("a character that cannot be seen stands here: {number}{name}");
    let fault = Diagnostic::new(Code::HiddenCharacter, place.clone(), message);
    if let Some(letter) = windows(character) {
        let help = format!("write `{letter}`, which it stands for in the encoding of Windows");
        return fault.help(help.clone()).fix(Fix::guess(help, place, letter.to_string()));
    }
    if matches!(character, '\u{2028}' | '\u{2029}') {
        let help = "write a space or a new line in its place";
        return fault.help(help).fix(Fix::guess(help, place, " "));
    }
    let help = "delete it; such characters come in with text that is copied from other programs";
    fault.help(help).fix(Fix::safe("delete it", place, ""))
}

/// Whether a text without it means the same.
fn is_superfluous(character: char) -> bool {
    let means = |character| matches!(character, '\u{2028}' | '\u{2029}' | char::REPLACEMENT_CHARACTER);
    !means(character) && !is_private(character) && windows(character).is_none()
}

/// Characters that Unicode leaves to whoever makes a typeface.
const fn is_private(character: char) -> bool {
    matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}')
}

/// The letter that was meant by a control character which no keyboard has.
fn windows(character: char) -> Option<char> {
    let at = u32::from(character).checked_sub(0x80)?;
    WINDOWS.chars().nth(at as usize).filter(|letter| *letter != ' ')
}

/// The hidden characters of a text, each with its offset.
fn hidden(text: &str) -> impl Iterator<Item = (usize, char)> {
    bytes_where(text, may_begin).filter_map(|at| {
        let character = text.get(at..)?.chars().next()?;
        (is_hidden(character) && !is_needed(text, at, character)).then_some((at, character))
    })
}

/// Whether a hidden character may begin with this byte.
const fn may_begin(byte: u8) -> bool {
    (byte < b' ' && byte != b'\t' && byte != b'\n' && byte != b'\r')
        || byte == 0x7f
        || matches!(byte, 0xc2 | 0xcd | 0xd8 | 0xe1..=0xe3 | 0xee..=0xf4)
}

/// Control characters, marks of format, letters without a shape, what Unicode says is no character or leaves to others.
const fn is_hidden(character: char) -> bool {
    let number = character as u32;
    matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}'
        | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffd}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}' | '\u{fdd0}'..='\u{fdef}')
        || number & 0xfffe == 0xfffe
        || is_private(character)
}

/// Whether the characters around it need it.
fn is_needed(text: &str, at: usize, character: char) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let after = text.get(at + character.len_utf8()..).unwrap_or_default();
    let previous = before.chars().next_back();
    let is_foreign = |letter: Option<char>| letter.is_some_and(|letter| !letter.is_ascii() && !is_mark(letter));
    match character {
        // Emoji are joined, and so are the letters of Persian and of India's languages.
        '\u{200c}' | '\u{200d}' => {
            before.chars().rev().find(|letter| !is_mark(*letter)).is_some_and(|letter| !letter.is_ascii())
                && is_foreign(after.chars().next())
        }
        // `#` and a digit become keys with one.
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => {
            is_foreign(previous) || previous.is_some_and(|letter| letter.is_ascii_digit() || "#*".contains(letter))
        }
        // The flags of England, Scotland and Wales are a black one, and letters that nobody sees.
        '\u{e0020}'..='\u{e007f}' => before
            .chars()
            .rev()
            .take(FLAG)
            .find(|letter| !matches!(letter, '\u{e0020}'..='\u{e007e}'))
            .is_some_and(|letter| letter == '\u{1f3f4}'),
        '\u{61c}' | '\u{200e}' | '\u{200f}' => {
            let mut around = before.chars().rev().take(NEAR).chain(after.chars().take(NEAR));
            around.any(runs_from_right_to_left)
        }
        _ => false,
    }
}

/// What stands behind a letter and changes its shape.
const fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{fe00}'..='\u{fe0f}')
}

/// Hebrew, Arabic and their neighbours.
const fn runs_from_right_to_left(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{61b}' | '\u{61d}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefe}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}
