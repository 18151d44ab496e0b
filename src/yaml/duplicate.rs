use super::{Entry, Key};

/// Up to this many entries each key is compared with all before it; above, the keys are sorted, so that a mapping of
/// 200,000 keys takes a moment and not an hour. Sorting twenty short keys already costs more than comparing them.
const COMPARED: usize = 20;

/// Takes out every entry whose key stands before it already, and tells `report` of each pair: the first key and the one
/// that is taken out, in the order of the file.
pub(super) fn remove(entries: &mut Vec<Entry>, mut report: impl FnMut(&Key, &Key)) {
    let firsts = if entries.len() <= COMPARED { compared(entries) } else { sorted(entries) };
    if firsts.is_empty() {
        return;
    }
    for (first, second) in &firsts {
        if let (Some(first), Some(second)) = (entries.get(*first), entries.get(*second)) {
            report(&first.key, &second.key);
        }
    }
    let mut seconds = firsts.iter().map(|(_, second)| *second).peekable();
    let mut place = 0;
    entries.retain(|_| {
        place += 1;
        seconds.next_if_eq(&(place - 1)).is_none()
    });
    entries.shrink_to_fit();
}

/// Pairs of places: where a key stands first, where again.
fn compared(entries: &[Entry]) -> Vec<(usize, usize)> {
    let again = |(place, entry): (usize, &Entry)| {
        let first = entries.iter().take(place).position(|other| other.key.text == entry.key.text)?;
        Some((first, place))
    };
    entries.iter().enumerate().filter_map(again).collect()
}

fn sorted(entries: &[Entry]) -> Vec<(usize, usize)> {
    let mut keys: Vec<(&str, usize)> = entries.iter().enumerate().map(|(at, entry)| (&*entry.key.text, at)).collect();
    keys.sort_unstable();
    let mut pairs = Vec::new();
    for same in keys.chunk_by(|(a, _), (b, _)| a == b) {
        if let [(_, first), again @ ..] = same {
            pairs.extend(again.iter().map(|(_, place)| (*first, *place)));
        }
    }
    pairs.sort_unstable_by_key(|(_, second)| *second);
    pairs
}
