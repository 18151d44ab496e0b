use super::Diagnostic;

/// Letters of other scripts that look like one of ours in most typefaces, with their names in Unicode. Unicode's own list
/// has thousands, most of which nobody types by mistake; these come from keyboards and from word processors.
const TWINS: [(char, char, &str); 62] = [
    ('а', 'a', "CYRILLIC SMALL LETTER A"),
    ('е', 'e', "CYRILLIC SMALL LETTER IE"),
    ('о', 'o', "CYRILLIC SMALL LETTER O"),
    ('р', 'p', "CYRILLIC SMALL LETTER ER"),
    ('с', 'c', "CYRILLIC SMALL LETTER ES"),
    ('у', 'y', "CYRILLIC SMALL LETTER U"),
    ('х', 'x', "CYRILLIC SMALL LETTER HA"),
    ('ѕ', 's', "CYRILLIC SMALL LETTER DZE"),
    ('і', 'i', "CYRILLIC SMALL LETTER BYELORUSSIAN-UKRAINIAN I"),
    ('ј', 'j', "CYRILLIC SMALL LETTER JE"),
    ('һ', 'h', "CYRILLIC SMALL LETTER SHHA"),
    ('ԁ', 'd', "CYRILLIC SMALL LETTER KOMI DE"),
    ('ԛ', 'q', "CYRILLIC SMALL LETTER QA"),
    ('ԝ', 'w', "CYRILLIC SMALL LETTER WE"),
    ('А', 'A', "CYRILLIC CAPITAL LETTER A"),
    ('В', 'B', "CYRILLIC CAPITAL LETTER VE"),
    ('Е', 'E', "CYRILLIC CAPITAL LETTER IE"),
    ('К', 'K', "CYRILLIC CAPITAL LETTER KA"),
    ('М', 'M', "CYRILLIC CAPITAL LETTER EM"),
    ('Н', 'H', "CYRILLIC CAPITAL LETTER EN"),
    ('О', 'O', "CYRILLIC CAPITAL LETTER O"),
    ('Р', 'P', "CYRILLIC CAPITAL LETTER ER"),
    ('С', 'C', "CYRILLIC CAPITAL LETTER ES"),
    ('Т', 'T', "CYRILLIC CAPITAL LETTER TE"),
    ('У', 'Y', "CYRILLIC CAPITAL LETTER U"),
    ('Х', 'X', "CYRILLIC CAPITAL LETTER HA"),
    ('Ѕ', 'S', "CYRILLIC CAPITAL LETTER DZE"),
    ('І', 'I', "CYRILLIC CAPITAL LETTER BYELORUSSIAN-UKRAINIAN I"),
    ('Ј', 'J', "CYRILLIC CAPITAL LETTER JE"),
    ('α', 'a', "GREEK SMALL LETTER ALPHA"),
    ('ι', 'i', "GREEK SMALL LETTER IOTA"),
    ('κ', 'k', "GREEK SMALL LETTER KAPPA"),
    ('ν', 'v', "GREEK SMALL LETTER NU"),
    ('ο', 'o', "GREEK SMALL LETTER OMICRON"),
    ('ρ', 'p', "GREEK SMALL LETTER RHO"),
    ('υ', 'u', "GREEK SMALL LETTER UPSILON"),
    ('Α', 'A', "GREEK CAPITAL LETTER ALPHA"),
    ('Β', 'B', "GREEK CAPITAL LETTER BETA"),
    ('Ε', 'E', "GREEK CAPITAL LETTER EPSILON"),
    ('Ζ', 'Z', "GREEK CAPITAL LETTER ZETA"),
    ('Η', 'H', "GREEK CAPITAL LETTER ETA"),
    ('Ι', 'I', "GREEK CAPITAL LETTER IOTA"),
    ('Κ', 'K', "GREEK CAPITAL LETTER KAPPA"),
    ('Μ', 'M', "GREEK CAPITAL LETTER MU"),
    ('Ν', 'N', "GREEK CAPITAL LETTER NU"),
    ('Ο', 'O', "GREEK CAPITAL LETTER OMICRON"),
    ('Ρ', 'P', "GREEK CAPITAL LETTER RHO"),
    ('Τ', 'T', "GREEK CAPITAL LETTER TAU"),
    ('Υ', 'Y', "GREEK CAPITAL LETTER UPSILON"),
    ('Χ', 'X', "GREEK CAPITAL LETTER CHI"),
    ('ı', 'i', "LATIN SMALL LETTER DOTLESS I"),
    ('ɑ', 'a', "LATIN SMALL LETTER ALPHA"),
    ('ɡ', 'g', "LATIN SMALL LETTER SCRIPT G"),
    ('\u{2010}', '-', "HYPHEN"),
    ('\u{2011}', '-', "NON-BREAKING HYPHEN"),
    ('\u{2012}', '-', "FIGURE DASH"),
    ('\u{2013}', '-', "EN DASH"),
    ('\u{2014}', '-', "EM DASH"),
    ('\u{2212}', '-', "MINUS SIGN"),
    ('\u{ff0d}', '-', "FULLWIDTH HYPHEN-MINUS"),
    ('\u{ff1a}', ':', "FULLWIDTH COLON"),
    ('\u{ff20}', '@', "FULLWIDTH COMMERCIAL AT"),
];

/// A letter that is not what it looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookAlike {
    /// The byte at which it stands.
    pub at: usize,
    /// The letter.
    pub letter: char,
    /// The letter of ours that it looks like.
    pub twin: char,
    /// What Unicode calls it.
    pub name: String,
}

/// The letter of ours that a letter looks like.
#[must_use]
pub fn twin(letter: char) -> Option<char> {
    if letter.is_ascii() {
        return None;
    }
    match fullwidth(letter) {
        Some(twin) => Some(twin),
        None => TWINS.iter().find(|(known, _, _)| *known == letter).map(|(_, twin, _)| *twin),
    }
}

/// The first letter of a name that looks like one of ours and is none. A name that is written in another script as a
/// whole has none.
#[must_use]
pub fn look_alike(name: &str) -> Option<LookAlike> {
    let is_ours = |letter: char| !letter.is_alphabetic() || letter.is_ascii() || twin(letter).is_some();
    if name.is_ascii() || !name.chars().all(is_ours) {
        return None;
    }
    name.char_indices().find_map(|(at, letter)| {
        let twin = twin(letter)?;
        Some(LookAlike { at, letter, twin, name: name_of(letter, twin) })
    })
}

fn fullwidth(letter: char) -> Option<char> {
    /// What fullwidth letters are away from those that they are wide forms of.
    const DISTANCE: u32 = 0xfee0;
    let twin = char::from_u32(u32::from(letter).checked_sub(DISTANCE)?)?;
    twin.is_ascii_alphanumeric().then_some(twin)
}

fn name_of(letter: char, twin: char) -> String {
    match TWINS.iter().find(|(known, _, _)| *known == letter) {
        Some((_, _, name)) => (*name).to_owned(),
        None if twin.is_ascii_digit() => format!("FULLWIDTH DIGIT {twin}"),
        None if twin.is_ascii_uppercase() => format!("FULLWIDTH LATIN CAPITAL LETTER {twin}"),
        None => format!("FULLWIDTH LATIN SMALL LETTER {}", twin.to_ascii_uppercase()),
    }
}

impl LookAlike {
    /// The fact, as a sentence.
    #[must_use]
    pub fn fact(&self) -> String {
        format!("the character `{}` is {}, which looks like `{}`", self.letter, self.name, self.twin)
    }
}

impl Diagnostic {
    /// Says so where a letter of a name is not what it looks like: nobody sees it.
    #[must_use]
    pub fn note_look_alike(self, name: &str) -> Self {
        match look_alike(name) {
            Some(found) => self.note(found.fact()),
            None => self,
        }
    }
}
