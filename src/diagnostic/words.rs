/// How many names a message lists before it says how many more there are: what a reader takes in at a glance.
const LISTED: usize = 12;

/// Names as a list in a message.
#[must_use]
pub fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    match names.get(..LISTED).filter(|shown| names.len() > shown.len() + 1) {
        Some(shown) => format!("{} and {} more", shown.join(", "), names.len() - shown.len()),
        None => names.join(", "),
    }
}

/// A text as a terminal may show it: what would move its cursor or change its colours stands as an escape.
#[must_use]
pub fn printable(text: &str) -> String {
    let is_harmless =
        |letter: char| !letter.is_control() && !matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars()
        .map(|letter| if is_harmless(letter) { letter.to_string() } else { letter.escape_default().to_string() })
        .collect()
}

/// A noun with its article: `an offer`.
#[must_use]
pub fn one(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']) { "an" } else { "a" };
    format!("{article} {noun}")
}
