use crate::source::Span;

/// Whether what stands at `span` may stand elsewhere as well: an anchor lies between the beginning of its record, `from`,
/// and it. What is changed there is changed wherever an alias refers to it.
#[must_use]
pub fn may_be_shared(text: &str, from: usize, span: Span) -> bool {
    text.get(..span.start()).is_none_or(|before| span.start() < from || first_anchor(before, from).is_some())
}

/// Where the first anchor behind `from` begins.
#[must_use]
pub fn first_anchor(text: &str, from: usize) -> Option<usize> {
    let before = text.get(from..)?;
    let mut marks = before.match_indices('&').map(|(at, _)| at);
    let found = marks.find(|at| {
        let at = *at;
        let ahead = before.get(..at).and_then(|ahead| ahead.chars().next_back());
        let next = before.get(at + 1..).and_then(|behind| behind.chars().next());
        let begins =
            ahead.is_none_or(|letter| letter.is_whitespace() || matches!(letter, '[' | '{' | ',' | '"' | '\''));
        begins && next.is_some_and(|letter| !letter.is_whitespace())
    });
    found.map(|at| from + at)
}
