//! What becomes of a letter whose bytes are read in the encoding of Windows, and saved again: `â€™` for `’`, `Â£` for `£`.

use super::{TAKEN_OUT, TOLD, WINDOWS};
use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::source::{Edit, Source, bytes_where};
use std::ops::Range;

/// How many characters of such a text one letter becomes at most, and how many bytes these have.
const LETTERS: usize = 4;
const BYTES: usize = 12;

/// What was a letter once.
struct Garbled {
    range: Range<usize>,
    letter: char,
}

/// The garbled letters of a text. The first few are told, and the fix of the last mends the others as well.
pub(super) fn check(source: &Source) -> Vec<Diagnostic> {
    let found: Vec<Garbled> = garbled(source.text()).collect();
    let (first, more) = found.split_at_checked(TOLD).unwrap_or((&found, &[]));
    let mut told: Vec<Diagnostic> = first.iter().map(|found| diagnostic(source, found)).collect();
    if !more.is_empty()
        && let Some(mut last) = told.pop()
    {
        let edits: Vec<Edit> = more.iter().take(TAKEN_OUT).filter_map(|found| edit(source, found)).collect();
        for fix in &mut last.fixes {
            fix.edits.extend(edits.clone());
        }
        told.push(last.note(format!("this file has {} more of them", more.len())));
    }
    told
}

/// Whether a character is a part of a garbled letter.
pub(super) fn covers(text: &str, at: usize) -> bool {
    let from = text.floor_char_boundary(at.saturating_sub(BYTES));
    (from..=at).any(|start| of(text, start).is_some_and(|found| found.range.contains(&at)))
}

fn diagnostic(source: &Source, found: &Garbled) -> Diagnostic {
    let place = source.place(found.range.clone());
    let written = source.text().get(found.range.clone()).unwrap_or_default();
    let shown: String = written.chars().map(|letter| if letter.is_control() { '�' } else { letter }).collect();
    let (what, help) = match found.letter {
        char::REPLACEMENT_CHARACTER => {
            let message = format!("a letter was lost here: `{shown}` stands in its place");
            let help = "write the letter that belongs here; it went when the text was saved in another encoding";
            return Diagnostic::new(Code::DamagedText, place, message).help(help);
        }
        '\u{feff}' => ("a mark that nobody sees".to_owned(), "delete it".to_owned()),
        '\u{a0}' => ("a space".to_owned(), "write a space".to_owned()),
        letter => (format!("`{letter}`"), format!("write `{letter}`")),
    };
    let message = format!("`{shown}` is what became of {what} when the text was saved in another encoding");
    let fault = Diagnostic::new(Code::DamagedText, place.clone(), message).help(help.clone());
    fault.fix(replacement(found.letter).map(|letter| Fix::safe(help, place, letter)))
}

fn edit(source: &Source, found: &Garbled) -> Option<Edit> {
    Some(Edit { place: source.place(found.range.clone()), replacement: replacement(found.letter)? })
}

/// What belongs in the place of a garbled letter; none where it was lost before.
fn replacement(letter: char) -> Option<String> {
    match letter {
        char::REPLACEMENT_CHARACTER => None,
        '\u{feff}' => Some(String::new()),
        '\u{a0}' => Some(" ".to_owned()),
        letter => Some(letter.to_string()),
    }
}

fn garbled(text: &str) -> impl Iterator<Item = Garbled> {
    // `Â`, `Ã`, `â`, `ï` and `ð` all begin with this byte.
    bytes_where(text, |byte| byte == 0xc3).filter_map(|at| of(text, at))
}

/// The garbled letter that begins at a place. What may be words is none: rather too few are found than one that is right.
fn of(text: &str, at: usize) -> Option<Garbled> {
    let mut letters = text.get(at..)?.chars().take(LETTERS);
    let first = letters.next()?;
    let count = match first {
        'Â' | 'Ã' => 1,
        'â' | 'ï' => 2,
        'ð' => 3,
        _ => return None,
    };
    let rest: Vec<char> = letters.take(count).collect();
    let mut bytes = vec![u8::try_from(u32::from(first)).ok()?];
    bytes.extend(rest.iter().map_while(|letter| byte(*letter)));
    let decoded = std::str::from_utf8(&bytes).ok().filter(|_| bytes.len() == count + 1)?;
    let letter = decoded.chars().next()?;
    let is_meant = match first {
        // The others are controls, which nobody wrote.
        'Â' => letter >= '\u{a0}',
        'Ã' => letter.is_alphabetic(),
        'ï' => matches!(letter, '\u{feff}' | char::REPLACEMENT_CHARACTER | '\u{fb00}'..='\u{fb06}'),
        _ => true,
    };
    let length = first.len_utf8() + rest.iter().map(|letter| letter.len_utf8()).sum::<usize>();
    is_meant.then_some(Garbled { range: at..at + length, letter })
}

/// The byte that a character is in the encoding of Windows, where it is one that goes on with a letter of UTF-8.
fn byte(letter: char) -> Option<u8> {
    let number = u32::from(letter);
    let number = match number {
        0x80..=0xbf => number,
        _ => 0x80 + u32::try_from(WINDOWS.chars().position(|known| known == letter && letter != ' ')?).ok()?,
    };
    u8::try_from(number).ok()
}
