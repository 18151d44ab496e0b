//! Reads a scalar's own text again, piece by piece: which bytes of the file became which of the value.

use super::{Scalar, Style};
use std::ops::Range;

/// A piece of a value and the bytes of the file that it was read from.
pub(super) struct Piece {
    pub(super) content: Content,
    pub(super) source: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// The same bytes.
    Verbatim,
    /// One character for all of them: an escape or a line break.
    Character(char),
}

impl Piece {
    /// How many bytes of the value it is.
    pub(super) fn len(&self) -> usize {
        match self.content {
            Content::Verbatim => self.source.len(),
            Content::Character(character) => character.len_utf8(),
        }
    }
}

/// The pieces of a scalar that takes the bytes `range` of `text`.
pub(super) fn pieces(text: &str, range: Range<usize>, scalar: &Scalar) -> Vec<Piece> {
    let mut reader = Reader { text, at: range.start, end: range.end, pieces: Vec::new() };
    match scalar.style {
        Style::Plain => reader.flow(Style::Plain),
        Style::SingleQuoted | Style::DoubleQuoted => {
            reader.at += 1;
            reader.end = reader.end.saturating_sub(1);
            reader.flow(scalar.style);
        }
        Style::Literal | Style::Folded if scalar.text.bytes().all(|byte| byte == b'\n') => {
            reader.blank_block();
            reader.chomp(scalar.text.len());
        }
        Style::Literal | Style::Folded => {
            reader.blank_lines_above(scalar.text.bytes().take_while(|byte| *byte == b'\n').count());
            reader.block(scalar.style);
            reader.chomp(scalar.text.len());
        }
    }
    reader.pieces
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    end: usize,
    pieces: Vec<Piece>,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..self.end).unwrap_or_default()
    }

    /// Takes the next bytes as they are.
    fn verbatim(&mut self, length: usize) {
        self.character(Content::Verbatim, length);
    }

    /// Takes the next bytes as `content`.
    fn character(&mut self, content: Content, length: usize) {
        let source = self.at..self.at + length;
        self.at = source.end;
        if !source.is_empty() {
            self.pieces.push(Piece { content, source });
        }
    }

    fn newline(&mut self, source: Range<usize>) {
        self.pieces.push(Piece { content: Content::Character('\n'), source });
    }

    /// Takes the line break that comes next, if there is one.
    fn line_break(&mut self) -> Option<Range<usize>> {
        let length = break_length(self.rest());
        let source = self.at..self.at + length;
        self.at = source.end;
        (length > 0).then_some(source)
    }

    /// Plain and quoted text.
    fn flow(&mut self, style: Style) {
        loop {
            let stop = |character| match character {
                ' ' | '\t' | '\n' | '\r' => true,
                '\'' => style == Style::SingleQuoted,
                '\\' => style == Style::DoubleQuoted,
                _ => false,
            };
            let rest = self.rest();
            let run = rest.find(stop).unwrap_or(rest.len());
            self.verbatim(run);
            match self.rest().bytes().next() {
                None => return,
                Some(b'\'') => self.character(Content::Character('\''), 2),
                Some(b'\\') => self.escape(),
                Some(_) => self.fold(),
            }
        }
    }

    /// Blanks, which stay; or blanks around line breaks: one break becomes a space, of several all but the first stay.
    fn fold(&mut self) {
        let rest = self.rest();
        let blanks = rest.len() - rest.trim_start_matches(BLANKS).len();
        if !rest.get(blanks..).unwrap_or_default().starts_with(BREAKS) {
            return self.verbatim(blanks);
        }
        let breaks = self.breaks();
        self.folded(&breaks);
    }

    /// Line breaks between two lines that are one: a space, or line breaks, one less than there are.
    fn folded(&mut self, breaks: &[Range<usize>]) {
        match breaks {
            [only] => self.pieces.push(Piece { content: Content::Character(' '), source: only.clone() }),
            // The first break of the value begins where the line ends, so that a range that ends there ends with it.
            [first, second, others @ ..] => {
                self.newline(first.start..second.end);
                others.iter().for_each(|source| self.newline(source.clone()));
            }
            [] => {}
        }
    }

    /// Passes over blanks and line breaks, and gives the breaks.
    fn breaks(&mut self) -> Vec<Range<usize>> {
        let mut breaks = Vec::new();
        loop {
            let rest = self.rest();
            self.at += rest.len() - rest.trim_start_matches(BLANKS).len();
            match self.line_break() {
                Some(source) => breaks.push(source),
                None => return breaks,
            }
        }
    }

    /// What begins with a backslash.
    fn escape(&mut self) {
        let rest = self.rest().get(1..).unwrap_or_default();
        if rest.starts_with(BREAKS) {
            self.at += 1;
            self.line_break();
            // The break itself is gone; blank lines after it are not.
            for source in self.breaks() {
                self.newline(source);
            }
            return;
        }
        let (character, length) = escaped(rest).unwrap_or(('\\', 0));
        self.character(Content::Character(character), 1 + length);
    }

    /// A block scalar of blank lines alone, whose span is its header.
    fn blank_block(&mut self) {
        self.at = self.end;
        self.end = self.text.len();
        let rest = self.rest();
        self.at += rest.find(BREAKS).unwrap_or(rest.len());
        self.line_break();
        for source in self.breaks() {
            self.newline(source);
        }
    }

    /// Blank lines between the header of a block scalar and its first letter, where its span begins.
    fn blank_lines_above(&mut self, count: usize) {
        let mut sources = Vec::new();
        let mut line = self.line_start(self.at);
        for _ in 0..count {
            let above = self.text.get(..line).unwrap_or_default();
            let length = if above.ends_with("\r\n") { 2 } else { usize::from(above.ends_with(BREAKS)) };
            sources.push(line - length..line);
            line = self.line_start(line - length);
        }
        for source in sources.into_iter().rev() {
            self.newline(source);
        }
    }

    /// The lines of a block scalar, from its first letter on. Its indentation is the column of that letter.
    fn block(&mut self, style: Style) {
        let indentation = self.at - self.line_start(self.at);
        loop {
            let rest = self.rest();
            let is_indented = rest.starts_with(BLANKS);
            self.verbatim(rest.find(BREAKS).unwrap_or(rest.len()));
            let mut breaks = Vec::new();
            let has_next = loop {
                let Some(source) = self.line_break() else { break !self.rest().is_empty() };
                breaks.push(source);
                let spaces = self.rest().bytes().take(indentation).take_while(|byte| *byte == b' ').count();
                self.at += spaces;
                if spaces < indentation && !self.rest().starts_with(BREAKS) {
                    break false;
                }
            };
            // Lines that are indented further keep their breaks, and so do the last ones.
            let folds = style == Style::Folded && has_next && !is_indented && !self.rest().starts_with(BLANKS);
            if folds {
                self.folded(&breaks);
            } else {
                breaks.into_iter().for_each(|source| self.newline(source));
            }
            if !has_next {
                return;
            }
        }
    }

    /// Drops the line breaks at the end that the value does not have, and adds the one that a file without a last line
    /// break lacks.
    fn chomp(&mut self, length: usize) {
        let mut read: usize = self.pieces.iter().map(Piece::len).sum();
        while read > length && self.pieces.last().is_some_and(|piece| piece.content == Content::Character('\n')) {
            self.pieces.pop();
            read -= 1;
        }
        if read < length {
            self.newline(self.at..self.at);
        }
    }

    fn line_start(&self, at: usize) -> usize {
        self.text.get(..at).unwrap_or_default().rfind(BREAKS).map_or(0, |newline| newline + 1)
    }
}

const BLANKS: [char; 2] = [' ', '\t'];
const BREAKS: [char; 2] = ['\n', '\r'];

/// The length of the line break that a text begins with; granit knows those of YAML 1.2, and reads each as `\n`.
fn break_length(text: &str) -> usize {
    if text.starts_with("\r\n") { 2 } else { usize::from(text.starts_with(BREAKS)) }
}

/// What follows a backslash in double quotes: the character that is meant, and how many bytes write it.
pub(super) fn escaped(text: &str) -> Option<(char, usize)> {
    let first = text.chars().next()?;
    let simple = match first {
        '0' => '\0',
        'a' => '\u{7}',
        'b' => '\u{8}',
        't' | '\t' => '\t',
        'n' => '\n',
        'v' => '\u{b}',
        'f' => '\u{c}',
        'r' => '\r',
        'e' => '\u{1b}',
        ' ' | '"' | '/' | '\\' => first,
        'N' => '\u{85}',
        '_' => '\u{a0}',
        'L' => '\u{2028}',
        'P' => '\u{2029}',
        'x' => return Some((char::from_u32(digits(text, 1, 2)?)?, 3)),
        'u' => return unicode(text),
        'U' => return Some((char::from_u32(digits(text, 1, 8)?)?, 9)),
        _ => return None,
    };
    Some((simple, 1))
}

/// `u` and four digits, or the two halves of a surrogate pair, as JSON writes what does not fit into four.
fn unicode(text: &str) -> Option<(char, usize)> {
    let number = digits(text, 1, 4)?;
    if !(0xd800..0xdc00).contains(&number) {
        return Some((char::from_u32(number)?, 5));
    }
    text.get(5..)?.strip_prefix("\\u")?;
    let low = digits(text, 7, 4).filter(|low| (0xdc00..0xe000).contains(low))?;
    Some((char::from_u32(0x10000 + ((number - 0xd800) << 10) + (low - 0xdc00))?, 11))
}

fn digits(text: &str, start: usize, count: usize) -> Option<u32> {
    let digits = text.get(start..start + count)?;
    if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    u32::from_str_radix(digits, 16).ok()
}
