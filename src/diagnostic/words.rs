/// How many names a message lists before it says how many more there are: what a reader takes in at a glance.
const LISTED: usize = 12;

/// Names as a list in a message.
#[must_use]
pub fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.into_iter().collect();
    let quoted = |names: &[&str]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    match names.get(..LISTED).filter(|shown| names.len() > shown.len() + 1) {
        Some(shown) => format!("{} and {} more", quoted(shown), names.len() - shown.len()),
        None => quoted(&names),
    }
}

/// A text of a message, not longer than anyone reads: a file may hold megabytes where a name should stand, and a message
/// that repeats them says nothing else. What stands in backticks is cut first, since the words around it are ours.
pub(super) fn bounded(text: String) -> String {
    /// Up to this many bytes a text stays as it is: our longest messages have a third of it.
    const WHOLE: usize = 1 << 10;
    /// How many letters of a quotation are shown in a text that is too long.
    const QUOTED: usize = 120;
    if text.len() <= WHOLE {
        return text;
    }
    let cut = |piece: &str, letters: usize| match piece.char_indices().nth(letters) {
        Some((at, _)) => format!("{}…", piece.get(..at).unwrap_or_default()),
        None => piece.to_owned(),
    };
    let pieces: Vec<String> = text.split('`').take(WHOLE).map(|piece| cut(piece, QUOTED)).collect();
    cut(&pieces.join("`"), WHOLE)
}

/// A text as a terminal may show it: what would move its cursor, change its colours or turn the direction of writing
/// stands as an escape.
#[must_use]
pub fn printable(text: &str) -> String {
    if text.chars().all(is_printable) {
        return text.to_owned();
    }
    let shown =
        |letter: char| if is_printable(letter) { letter.to_string() } else { letter.escape_default().to_string() };
    text.chars().map(shown).collect()
}

/// Whether a letter does nothing but stand there. Control characters do more, as do line separators and the marks that
/// turn the direction of writing.
#[must_use]
pub fn is_printable(letter: char) -> bool {
    let turns =
        matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !letter.is_control() && !turns && !matches!(letter, '\u{2028}' | '\u{2029}')
}

/// A noun with its article: `an offer`.
#[must_use]
pub fn one(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']) { "an" } else { "a" };
    format!("{article} {noun}")
}
