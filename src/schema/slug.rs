use crate::diagnostic::{look_alike, twin};
use std::fmt::Write as _;

/// Why `slug` cannot name a record or a part, as help: `None` where it can. A slug has lower-case letters from a to z,
/// digits, and single hyphens between them, since it stands in addresses.
#[must_use]
pub fn slug_help(slug: &str) -> Option<String> {
    let proposal = proposed_slug(slug);
    if proposal == slug && !slug.is_empty() {
        return None;
    }
    let mut help = "use lower-case letters a to z, digits and single hyphens".to_owned();
    if !proposal.is_empty() {
        let _ = write!(help, ": `{proposal}`");
    }
    if let Some(found) = look_alike(slug) {
        let _ = write!(help, "; {}", found.fact());
    }
    Some(help)
}

/// The slug that was probably meant by a name that cannot be one; empty where none can be told.
#[must_use]
pub fn proposed_slug(slug: &str) -> String {
    let is_mixed = look_alike(slug).is_some();
    let twins = |letter| twin(letter).filter(|_| is_mixed).unwrap_or(letter);
    let lower = slug.chars().map(twins).collect::<String>().to_lowercase();
    let words = lower.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}
