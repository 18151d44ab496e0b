//! Lists of documents as texts: what counts most stands first, and numbers are steps from the one before.

use super::term::{MOST, Posting};

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// From this length on a list continues in a file of its own; up to this length it stands with the others.
const LONG: usize = 1024;
const FIRST: usize = 256;

/// A list of documents, and what did not fit into it.
#[derive(Debug)]
pub(super) struct List {
    pub(super) first: String,
    /// What the first document of the rest counts, the rest, and how many records are in it.
    pub(super) rest: Option<(u32, String, usize)>,
}

/// Puts a number in letters: five bits each, and one that says that more follow.
pub(super) fn push(mut number: u32, text: &mut String) {
    loop {
        let bits = (number & 31) as usize;
        number >>= 5;
        let digit = if number > 0 { bits | 32 } else { bits };
        text.push(DIGITS.get(digit).map_or('A', |digit| char::from(*digit)));
        if number == 0 {
            return;
        }
    }
}

/// The list of a term's documents.
pub(super) fn list(postings: &[Posting]) -> List {
    let sorted = sorted(postings);
    match sorted.split_at_checked(FIRST).filter(|_| sorted.len() > LONG) {
        Some((first, rest)) => {
            let next = rest.first().map_or(0, header);
            let records = rest.iter().filter(|posting| posting.number % 2 == 0).count();
            List { first: written(first), rest: Some((next, written(rest), records)) }
        }
        None => List { first: written(&sorted), rest: None },
    }
}

/// The documents that are called something; how much that counts is said elsewhere.
pub(super) fn names(numbers: &[u32]) -> String {
    let postings: Vec<Posting> =
        numbers.iter().map(|number| Posting { number: *number, points: 1, in_name: true }).collect();
    written(&postings)
}

fn header(posting: &Posting) -> u32 {
    u32::from(posting.points) * 2 + u32::from(posting.in_name)
}

fn written(sorted: &[Posting]) -> String {
    let mut text = String::new();
    for group in sorted.chunk_by(|a, b| header(a) == header(b)) {
        push(group.first().map_or(0, header), &mut text);
        push(group.len() as u32, &mut text);
        let mut last = 0;
        for posting in group {
            push(posting.number - last, &mut text);
            last = posting.number;
        }
    }
    text
}

/// The list of a term's documents in one piece, however long it is.
pub(super) fn unsplit(postings: &[Posting]) -> List {
    List { first: written(&sorted(postings)), rest: None }
}

/// What counts most first.
fn sorted(postings: &[Posting]) -> Vec<Posting> {
    let mut sorted = postings.to_vec();
    sorted.sort_unstable_by_key(|posting| (!posting.in_name, MOST - posting.points.min(MOST), posting.number));
    sorted
}
