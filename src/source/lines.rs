use super::{Position, Source};

/// After how many bytes the characters are counted again: small enough to look through for each place, large enough that
/// a file of 16 MiB needs a table of 64 KiB.
const STEP: usize = 1024;

/// Where the lines of a text begin, so that a place is found without reading the text from its beginning: for who asks
/// for many.
#[derive(Clone, Debug)]
pub struct Lines<'a> {
    text: &'a str,
    /// The offset of the first byte of each line but the first.
    starts: Vec<usize>,
    /// How many characters begin before each whole step.
    characters: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// The lines of a source.
    #[must_use]
    pub fn of(source: &'a Source) -> Self {
        let text: &str = source.text();
        let starts = text.match_indices('\n').map(|(newline, _)| newline + 1).collect();
        let mut before = 0;
        let steps = text.as_bytes().chunks(STEP).map(|step| {
            let here = before;
            before += count(step);
            here
        });
        Self { text, starts, characters: steps.collect() }
    }

    /// The line and column of a byte, as [`Source::position`] gives them.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset);
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = line.checked_sub(1).and_then(|before| self.starts.get(before)).copied().unwrap_or(0);
        Position { line: line + 1, column: self.before(offset) - self.before(start) + 1 }
    }

    /// How many characters begin before a byte.
    fn before(&self, offset: usize) -> usize {
        let step = (offset / STEP).min(self.characters.len().saturating_sub(1));
        let rest = self.text.as_bytes().get(step * STEP..offset).unwrap_or_default();
        self.characters.get(step).copied().unwrap_or(0) + count(rest)
    }
}

/// How many characters begin among these bytes.
fn count(bytes: &[u8]) -> usize {
    // A byte `10……` goes on with the character before it.
    bytes.iter().filter(|byte| (**byte & 0xc0) != 0x80).count()
}
