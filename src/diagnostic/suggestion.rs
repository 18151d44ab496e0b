use super::twin;
use strsim::osa_distance;

/// The candidate that was probably meant by `name`: the one with the fewest letters added, left out, changed or swapped,
/// where these are at most a third of the letters. With a tie the first candidate wins.
///
/// A third lets `titel` find `title` and `org` find nothing: a wrong guess costs a reader more than none.
#[must_use]
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = fold(name);
    let candidates: Vec<&str> = candidates.into_iter().collect();
    let near = candidates
        .iter()
        .copied()
        .map(|candidate| (osa_distance(&folded, &fold(candidate)), candidate))
        .filter(|(distance, candidate)| *distance <= folded.chars().count().max(candidate.chars().count()).div_ceil(3))
        .filter(|(distance, candidate)| *distance < candidate.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate);
    near.or_else(|| whole(name, &candidates))
}

/// The only candidate that has all words of `name` at its beginning or its end, and others: `harrowmere` may be
/// `harrowmere-council`, and `London` `Europe/London`.
fn whole<'a>(name: &str, candidates: &[&'a str]) -> Option<&'a str> {
    /// Shorter ones begin too much.
    const LETTERS: usize = 4;
    let name = name.to_lowercase();
    let is_part = |candidate: &str| {
        let candidate = candidate.to_lowercase();
        let joint = ['-', '_', '/', ' '];
        candidate.strip_prefix(&name).is_some_and(|rest| rest.starts_with(joint))
            || candidate.strip_suffix(&name).is_some_and(|rest| rest.ends_with(['/']))
    };
    let mut found = candidates.iter().copied().filter(|candidate| name.len() >= LETTERS && is_part(candidate));
    found.next().filter(|_| found.next().is_none())
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
