use super::twin;
use strsim::osa_distance;

/// The candidate that was probably meant by `name`: the one with the fewest letters added, left out, changed or swapped,
/// where these are at most a third of the letters. With a tie the first candidate wins.
///
/// A third lets `titel` find `title` and `org` find nothing: a wrong guess costs a reader more than none.
#[must_use]
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let meant = Letters::of(name);
    let candidates: Vec<&str> = candidates.into_iter().collect();
    let near = candidates
        .iter()
        .copied()
        .filter_map(|candidate| {
            let letters = Letters::of(candidate);
            let count = candidate.chars().count();
            let most = meant.count.max(count).div_ceil(3).min(count.checked_sub(1)?);
            // `2023-24` is no misspelt `2022-23`: of two numbers one is short of a digit, or they are two.
            let most = match meant.is_number() && letters.is_number() {
                true if meant.count == letters.count => return None,
                true => most.min(1),
                false => most,
            };
            // Most candidates are far away at a glance, and a file may hold megabytes where a name should stand.
            if meant.least_distance(&letters) > most {
                return None;
            }
            let distance = osa_distance(&meant.text, &letters.text);
            (distance <= most).then_some((distance, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate);
    near.or_else(|| whole(name, &candidates))
}

/// A name folded, with what can be told of it without comparing it letter by letter.
struct Letters {
    text: String,
    count: usize,
    /// A bit for each letter that occurs; some letters share one.
    set: u64,
}

impl Letters {
    fn of(name: &str) -> Self {
        let text = fold(name);
        let (count, set) =
            text.chars().fold((0, 0), |(count, set), letter| (count + 1, set | 1 << (u32::from(letter) % u64::BITS)));
        Self { text, count, set }
    }

    fn is_number(&self) -> bool {
        !self.text.is_empty() && self.text.bytes().all(|letter| letter.is_ascii_digit())
    }

    /// As many letters differ at least: each that only one of the two has was added, left out or changed.
    fn least_distance(&self, other: &Self) -> usize {
        let lost = (self.set & !other.set).count_ones().max((other.set & !self.set).count_ones());
        self.count.abs_diff(other.count).max(lost as usize)
    }
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
    let is_nothing = folded(name).next().is_none();
    // Letter by letter, since most candidates differ in their first.
    let mut alike = candidates.into_iter().filter(|candidate| !is_nothing && folded(name).eq(folded(candidate)));
    alike.next().filter(|_| alike.next().is_none())
}

/// Letters alone: `in-short`, `inShort` and `in_short` differ by habit, not by a typing mistake. One that only looks like
/// another is that other.
fn fold(name: &str) -> String {
    if name.is_ascii() {
        let mut folded = name.to_ascii_lowercase();
        folded.retain(|letter| !is_between_words(letter));
        return folded;
    }
    folded(name).collect()
}

/// The letters of a folded name.
fn folded(name: &str) -> impl Iterator<Item = char> {
    let letters = name.chars().map(|letter| twin(letter).unwrap_or(letter));
    letters.filter(|letter| !is_between_words(*letter)).flat_map(char::to_lowercase)
}

const fn is_between_words(letter: char) -> bool {
    matches!(letter, '-' | '_' | ' ')
}
