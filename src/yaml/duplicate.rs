use super::{Entry, Key, Value};

/// Up to this many entries each key is compared with all before it; above, the keys are sorted, so that a mapping of
/// 200,000 keys takes a moment and not an hour. Sorting twenty short keys already costs more than comparing them.
const COMPARED: usize = 20;

/// What a key that stands twice is likely to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likely {
    /// The same field again.
    Again,
    /// A field of the next item of a list, before which the dash was forgotten.
    NewItem,
}

/// Takes out every entry whose key stands before it already, and tells `report` of each pair: the first key and the one
/// that is taken out, in the order of the file.
pub(super) fn remove(entries: &mut Vec<Entry>, is_item: bool, mut report: impl FnMut(&Key, &Key, Likely)) {
    let firsts = if entries.len() <= COMPARED { compared(entries) } else { sorted(entries) };
    if firsts.is_empty() {
        return;
    }
    let is_new_item = is_item && (firsts.len() > 1 || firsts.first().is_some_and(|(first, _)| *first == 0));
    let likely = if is_new_item { Likely::NewItem } else { Likely::Again };
    // The keys of an item whose dash was forgotten are one mistake.
    for (first, second) in firsts.iter().take(if is_new_item { 1 } else { firsts.len() }) {
        if let (Some(first), Some(second)) = (entries.get(*first), entries.get(*second)) {
            report(&first.key, &second.key, likely);
        }
    }
    for (first, second) in &firsts {
        // A key that was left without a value lacks none: it stands below.
        if let Ok([first, second]) = entries.get_disjoint_mut([*first, *second])
            && first.value.value == Value::Null
        {
            std::mem::swap(&mut first.value, &mut second.value);
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
