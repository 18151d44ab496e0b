//! How values stand in a cell, so that what was written comes back as it was.

/// What a spreadsheet would take for a formula where a cell begins with it.
const FORMULA: [char; 4] = ['=', '+', '-', '@'];

/// A text with an apostrophe before what would mean something else: a formula to a spreadsheet, an unknown value to us.
pub(super) fn marked(text: &str) -> String {
    if means_more(text) { format!("'{text}") } else { text.to_owned() }
}

/// The text without the apostrophe that [`marked`] has put before it.
pub(super) fn unmarked(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|_| means_more(cell)).unwrap_or(cell)
}

fn means_more(text: &str) -> bool {
    let text = text.trim_start_matches('\'');
    text.starts_with(FORMULA) || unknown(text).is_some()
}

/// What stands behind the word `unknown:`, or behind a question mark.
pub(super) fn unknown(cell: &str) -> Option<&str> {
    if let Some(rest) = cell.strip_prefix('?') {
        return Some(rest.strip_prefix(':').unwrap_or(rest).trim());
    }
    let (word, rest) = cell.split_once(':')?;
    word.trim_end().eq_ignore_ascii_case("unknown").then(|| rest.trim())
}

/// What may stand between the items of a list: the first that no item holds.
const BAR: &str = " | ";

/// Items in one cell; `None` where they would not come back as they are.
pub(super) fn joined(items: &[String]) -> Option<String> {
    let candidates = [items.join("; "), items.join(BAR), format!("{} |", items.join(BAR)), items.join("\n")];
    let is_true = |cell: &&String| {
        (unknown(cell).is_none() || is_list(cell))
            && split(cell).map(|(_, item)| item).eq(items.iter().map(|item| &**item))
    };
    candidates.iter().find(is_true).cloned()
}

/// The items of a cell, each with where it begins. They stand between ` | `, else one a line, else between `;`.
pub(super) fn split(cell: &str) -> impl Iterator<Item = (usize, &str)> {
    let separator = match cell {
        _ if cell.contains(BAR) || cell.ends_with(" |") => " |",
        _ if cell.contains('\n') => "\n",
        _ => ";",
    };
    let mut at = 0;
    let pieces = cell.split(separator).map(move |piece| {
        let start = at + piece.len() - piece.trim_start().len();
        at += piece.len() + separator.len();
        (start, piece.trim())
    });
    pieces.filter(|(_, item)| !item.is_empty())
}

/// Whether a cell is a list of several, or says so.
pub(super) fn is_list(cell: &str) -> bool {
    cell.contains(BAR) || cell.ends_with(" |") || cell.contains('\n')
}
