use super::Fault;
use crate::diagnostic::Code;
use crate::markdown::Link;

/// Endings of files that hold pictures.
const FILES: [&str; 8] = [".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp", ".avif", ".bmp"];

/// Words that say no more than that there is a picture.
const EMPTY_WORDS: [&str; 8] = ["image", "img", "photo", "photograph", "picture", "graphic", "screenshot", "alt text"];

const HELP: &str = "write between the square brackets what someone who cannot see it needs to know";

/// An image whose alternative text is missing, or tells nothing.
pub(super) fn alternative(link: &Link) -> Option<Fault> {
    let words = link.words.trim();
    if words.is_empty() {
        let message = "this image has no alternative text";
        return Some(Fault::new(Code::MissingAlternative, link.whole.clone(), message, HELP));
    }
    let lower = words.to_lowercase();
    let fact = if FILES.iter().any(|ending| lower.ends_with(ending)) {
        "is the name of a file"
    } else if EMPTY_WORDS.contains(&&*lower) {
        "does not say what it shows"
    } else {
        return None;
    };
    let message = format!("the alternative text `{words}` {fact}");
    Some(Fault::new(Code::MissingAlternative, link.words_range.clone(), message, HELP))
}
