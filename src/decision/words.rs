//! Blocks of combinations in the words of their questions.

use super::region::Region;
use super::table::Table;

/// How many blocks are shown: what a person goes through in one sitting.
const SHOWN: usize = 10;

/// How the line begins that counts what is not shown.
pub(super) const MORE: &str = "and ";

/// A block in the questions' own words: `Who runs the school? An academy trust`.
#[must_use]
pub fn region_words(table: &Table, region: &Region) -> String {
    let whole = table.whole();
    let asked = table.questions.iter().enumerate();
    let limited = asked.filter(|(number, _)| region.answers(*number) != whole.answers(*number));
    let words = limited.map(|(number, question)| {
        let answers = question.answers.iter().enumerate().filter(|(answer, _)| region.has(number, *answer));
        let answers: Vec<&str> = answers.map(|(_, answer)| answer.text.as_str()).collect();
        format!("{} {}", question.text, answers.join(" or "))
    });
    let words: Vec<String> = words.collect();
    if words.is_empty() { "whatever the answers are".to_owned() } else { words.join(" · ") }
}

/// Blocks joined where two differ in one question alone, the widest first.
pub(super) fn joined(mut regions: Vec<Region>) -> Vec<Region> {
    /// Joining compares each with each.
    const MOST: usize = 500;
    if regions.len() > MOST {
        return regions;
    }
    let mut next = 0;
    while next < regions.len() {
        let pair = regions.get(next).and_then(|region| {
            let others = regions.iter().enumerate().skip(next + 1);
            others.filter_map(|(other, found)| Some((other, union(region, found)?))).next()
        });
        match pair {
            Some((other, union)) => {
                regions.remove(other);
                if let Some(region) = regions.get_mut(next) {
                    *region = union;
                }
                next = 0;
            }
            None => next += 1,
        }
    }
    regions.sort_by(|a, b| b.count().cmp(&a.count()).then_with(|| a.cmp(b)));
    regions
}

/// Two blocks as one, where that is one.
fn union(a: &Region, b: &Region) -> Option<Region> {
    let mut different = (0..a.questions()).filter(|question| a.answers(*question) != b.answers(*question));
    let question = different.next()?;
    different.next().is_none().then(|| a.with(question, a.answers(question) | b.answers(question)))
}

/// What is shown of some disjoint blocks: how many combinations they are, and some of them in words.
pub(super) struct Shown {
    /// `3 combinations`
    pub(super) count: String,
    /// Each a line.
    pub(super) lines: Vec<String>,
    /// Whether it is one combination.
    pub(super) is_one: bool,
}

/// Shows disjoint blocks; where the budget ended there are more of them.
pub(super) fn shown(table: &Table, regions: Vec<Region>, is_all: bool) -> Shown {
    let total: u128 = regions.iter().map(Region::count).sum();
    let regions = joined(regions);
    let mut lines: Vec<String> = regions.iter().take(SHOWN).map(|region| region_words(table, region)).collect();
    let left: u128 = regions.iter().skip(SHOWN).map(Region::count).sum();
    if left > 0 {
        lines.push(format!("{MORE}{} more", combinations(left)));
    }
    let more = if is_all { "" } else { "more than " };
    Shown { count: format!("{more}{}", combinations(total)), lines, is_one: total == 1 && is_all }
}

pub(super) fn combinations(count: u128) -> String {
    if count == 1 { "one combination".to_owned() } else { format!("{count} combinations") }
}
