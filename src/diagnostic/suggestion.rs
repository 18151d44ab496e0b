use super::twin;
use strsim::osa_distance;

/// The candidate that was probably meant by `name`: the one with the fewest letters added, left out, changed or swapped,
/// where these are at most a third of the letters. With a tie the first candidate wins.
///
/// A third lets `titel` find `title` and `org` find nothing: a wrong guess costs a reader more than none.
#[must_use]
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = fold(name);
    candidates
        .into_iter()
        .map(|candidate| (osa_distance(&folded, &fold(candidate)), candidate))
        .filter(|(distance, candidate)| *distance <= folded.chars().count().max(candidate.chars().count()).div_ceil(3))
        .filter(|(distance, candidate)| *distance < candidate.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The only candidate that is `name` but for capital letters and what stands between words.
#[must_use]
pub fn respelt<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = fold(name);
    let mut alike = candidates.into_iter().filter(|candidate| !folded.is_empty() && fold(candidate) == folded);
    alike.next().filter(|_| alike.next().is_none())
}

/// Letters alone: `in-short`, `inShort` and `in_short` differ by habit, not by a typing mistake. One that only looks like
/// another is that other.
fn fold(name: &str) -> String {
    let letters = name.chars().map(|letter| twin(letter).unwrap_or(letter));
    letters.filter(|letter| !matches!(letter, '-' | '_' | ' ')).flat_map(char::to_lowercase).collect()
}
