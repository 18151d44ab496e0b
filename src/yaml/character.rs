use super::part::Part;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::bytes_where;

/// The first character that YAML forbids everywhere: a control character, a byte order mark, or one of
/// the two that are no characters.
///
/// granit finds them too, but says only in which scalar; and what the scanner has not met yet it cannot miss.
pub(super) fn forbidden(part: &Part<'_>) -> Option<Diagnostic> {
    let (at, character) = first_forbidden(part.text)?;
    let place = part.place(at..at + character.len_utf8());
    let number = u32::from(character);
    Some(
        Diagnostic::new(
            Code::BadYaml,
            place,
            format!("the text holds a character that cannot be seen, U+{number:04X}"),
        )
        .label("YAML does not allow it")
        .help("delete it; such characters come in with text that is copied from other programs"),
    )
}

fn first_forbidden(text: &str) -> Option<(usize, char)> {
    bytes_where(text, may_begin_forbidden).find_map(|at| {
        let character = text.get(at..)?.chars().next()?;
        is_forbidden(character).then_some((at, character))
    })
}

/// Whether a forbidden character may begin with this byte: a control character; U+0080–U+009F begin with C2, U+FEFF,
/// U+FFFE and U+FFFF with EF.
const fn may_begin_forbidden(byte: u8) -> bool {
    (byte < b' ' && byte != b'\t' && byte != b'\n' && byte != b'\r') || byte == 0x7f || byte == 0xc2 || byte == 0xef
}

/// Not `c-printable`, or a byte order mark. YAML allows that in some places, and an author never means one: it comes in
/// when files are joined. U+0085 is a control character that YAML allows.
const fn is_forbidden(character: char) -> bool {
    matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{84}'
        | '\u{86}'..='\u{9f}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}
