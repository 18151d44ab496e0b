use crate::source::Span;

/// Whether what stands at `span` may stand elsewhere as well: an anchor lies between the beginning of its record, `from`,
/// and it. What is changed there is changed wherever an alias refers to it.
#[must_use]
pub fn may_be_shared(text: &str, from: usize, span: Span) -> bool {
    let Some(before) = text.get(from..span.start()) else { return true };
    before.match_indices('&').any(|(at, _)| {
        let ahead = before.get(..at).and_then(|ahead| ahead.chars().next_back());
        let next = before.get(at + 1..).and_then(|behind| behind.chars().next());
        let begins =
            ahead.is_none_or(|letter| letter.is_whitespace() || matches!(letter, '[' | '{' | ',' | '"' | '\''));
        begins && next.is_some_and(|letter| !letter.is_whitespace())
    })
}
