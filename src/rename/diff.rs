//! What would change, as a unified diff that `git apply` takes.

use crate::source::Source;
use std::fmt::Write as _;
use std::ops::Range;

/// How many lines around a change are shown.
const AROUND: usize = 3;

/// The difference between files as they are and as they would be.
#[must_use]
pub fn unified(files: &[(Source, Source)]) -> String {
    let mut diff = String::new();
    for (old, new) in files {
        let _ = writeln!(diff, "diff --git a/{} b/{}", old.path(), new.path());
        if old.path() != new.path() {
            let _ = writeln!(diff, "rename from {}\nrename to {}", old.path(), new.path());
        }
        if old.text() != new.text() {
            let _ = writeln!(diff, "--- a/{}\n+++ b/{}", old.path(), new.path());
            hunks(&lines(old), &lines(new), &mut diff);
        }
    }
    diff
}

fn lines(source: &Source) -> Vec<&str> {
    source.text().split_inclusive('\n').collect()
}

/// Lines that are replaced, and those that replace them.
type Change = (Range<usize>, Range<usize>);

fn hunks(old: &[&str], new: &[&str], diff: &mut String) {
    let changes = changes(old, new);
    let mut rest = changes.as_slice();
    while let Some(((first_old, first_new), _)) = rest.split_first() {
        let mut count = 1;
        while let (Some((before, _)), Some((next, _))) = (rest.get(count - 1), rest.get(count)) {
            if next.start - before.end > 2 * AROUND {
                break;
            }
            count += 1;
        }
        let (group, others) = rest.split_at(count);
        let (last_old, last_new) = group.last().map_or((first_old, first_new), |(old, new)| (old, new));
        let lead = first_old.start.min(AROUND);
        let tail = (old.len() - last_old.end).min(AROUND);
        let (from, to) = (first_old.start - lead..last_old.end + tail, first_new.start - lead..last_new.end + tail);
        let _ = writeln!(diff, "@@ -{} +{} @@", extent(&from), extent(&to));
        let mut at = from.start;
        for (removed, added) in group {
            print(' ', old.get(at..removed.start), diff);
            print('-', old.get(removed.clone()), diff);
            print('+', new.get(added.clone()), diff);
            at = removed.end;
        }
        print(' ', old.get(at..from.end), diff);
        rest = others;
    }
}

fn extent(lines: &Range<usize>) -> String {
    // Of no lines the one before them is named.
    let start = if lines.is_empty() { lines.start } else { lines.start + 1 };
    format!("{start},{}", lines.len())
}

fn print(sign: char, lines: Option<&[&str]>, diff: &mut String) {
    for line in lines.unwrap_or_default() {
        diff.push(sign);
        diff.push_str(line);
        if !line.ends_with('\n') {
            diff.push_str("\n\\ No newline at end of file\n");
        }
    }
}

/// How far ahead a line is looked for that both have: a renaming adds two lines at most, and replaces the others.
const AHEAD: usize = 8;

/// What differs. Lines are replaced one for one, or a few are added: no more can come of patches of names.
fn changes(old: &[&str], new: &[&str]) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    let (mut at, mut to) = (0, 0);
    while at < old.len() || to < new.len() {
        if at < old.len() && old.get(at) == new.get(to) {
            (at, to) = (at + 1, to + 1);
            continue;
        }
        let (removed, added) = step(old.get(at..).unwrap_or_default(), new.get(to..).unwrap_or_default());
        match changes.last_mut().filter(|(old, new)| old.end == at && new.end == to) {
            Some((old, new)) => (old.end, new.end) = (at + removed, to + added),
            None => changes.push((at..at + removed, to..to + added)),
        }
        (at, to) = (at + removed, to + added);
    }
    changes
}

/// How many lines differ before both go on alike: the fewest that are added, or else one for one.
fn step(old: &[&str], new: &[&str]) -> (usize, usize) {
    let meets = |removed: usize, added: usize| match (old.get(removed), new.get(added)) {
        (Some(a), Some(b)) => a == b,
        (None, None) => true,
        _ => false,
    };
    let replaced = (1..AHEAD).map(|count| (count, count));
    let added = (1..AHEAD).map(|count| (0, count));
    let both = (1..AHEAD).flat_map(|removed| (removed + 1..AHEAD).map(move |added| (removed, added)));
    let is_there = |(removed, added): &(usize, usize)| *removed <= old.len() && *added <= new.len();
    let mut ways = added.chain(replaced).chain(both).filter(is_there);
    let one = (old.len().min(1), new.len().min(1));
    ways.find(|(removed, added)| meets(*removed, *added)).unwrap_or(one)
}
