//! A text without quotation marks between braces ends at its first comma: `{text: Days, and money}` has a field `text` and
//! another one called `and money`.

use super::mend;
use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::source::{Source, Span};
use crate::yaml::{Entry, Node, Scalar, Style, Value, write_scalar};

/// The entries of a mapping as they were meant, where texts in it are cut, and the faults of these; `is_field` tells
/// whether a name is that of a field.
pub(super) fn mended(
    entries: &[Entry],
    is_field: impl Fn(&str) -> bool,
    source: &Source,
) -> Option<(Vec<Entry>, Vec<Diagnostic>)> {
    let is_there = |name: &str| entries.iter().any(|entry| *entry.key.text == *name);
    // What begins with the name of another field misses its colon.
    let is_named = |entry: &Entry| without_colon(entry, &is_field).is_some_and(|(name, _)| !is_there(name));
    let is_piece = |entry: &Entry| is_nothing(entry) && !is_field(&entry.key.text) && !is_named(entry);
    if !entries.iter().any(is_piece) {
        return None;
    }
    let (mut whole, mut faults): (Vec<Entry>, Vec<Diagnostic>) = (Vec::new(), Vec::new());
    let mut rest = entries;
    while let Some((entry, after)) = rest.split_first() {
        let pieces = after.iter().take_while(|entry| is_piece(entry)).count();
        let (pieces, behind) = after.split_at_checked(pieces).unwrap_or((&[], after));
        match Cut::of(entry, pieces, source) {
            Some(cut) => {
                faults.push(cut.fault(entry, source));
                whole.push(cut.entry(entry));
                rest = behind;
            }
            None => {
                whole.push(entry.clone());
                rest = after;
            }
        }
    }
    Some((whole, faults))
}

/// The field and the value of an entry that has no colon between the two, or no space behind it: `{from 2021}`.
pub(super) fn without_colon(entry: &Entry, is_field: impl Fn(&str) -> bool) -> Option<(&str, &str)> {
    let (name, rest) = entry.key.text.split_once([':', ' ']).filter(|_| is_nothing(entry))?;
    let value = rest.trim_start();
    (is_field(name) && !value.is_empty() && !value.starts_with(':')).then_some((name, value))
}

/// A text that was cut.
struct Cut {
    /// As it was meant.
    text: String,
    /// From its beginning to the end of its last piece.
    span: Span,
}

impl Cut {
    fn of(entry: &Entry, pieces: &[Entry], source: &Source) -> Option<Self> {
        let Value::Text(Scalar { text, style: Style::Plain }) = &entry.value.value else { return None };
        let (first, last) = (pieces.first()?, pieces.last()?);
        let gap = source.text().get(entry.value.span.end()..first.key.span.start())?;
        // One word alone may be a name whose value was forgotten; the thousands of `£5,000` are none.
        let is_number = gap == "," && first.key.text.bytes().all(|byte| byte.is_ascii_digit());
        let is_opened = text.starts_with(['\u{201c}', '\u{201e}']);
        // Behind several words it goes on with them.
        let is_prose = pieces.len() > 1 || first.key.text.contains(' ') || text.contains(' ');
        if gap.trim() != "," || !(is_number || is_opened || is_prose) {
            return None;
        }
        let span = Span::new(source.text(), entry.value.span.start()..last.key.span.end());
        let written = source.text().get(span.range()).filter(|written| !written.contains('\n'));
        let joined = || pieces.iter().fold(text.to_string(), |whole, piece| format!("{whole}, {}", piece.key.text));
        Some(Self { text: written.map_or_else(joined, str::to_owned), span })
    }

    fn fault(&self, entry: &Entry, source: &Source) -> Diagnostic {
        let name = &entry.key.text;
        if let Some(inner) = mend::between_curly(&self.text) {
            let straight = quoted(inner);
            let help = format!("write straight marks in place of the curly ones: `{name}: {straight}`");
            return Diagnostic::new(Code::CutText, source.at(self.span), "curly marks are no quotation marks in YAML")
                .label("without quotation marks this text is cut at the comma")
                .help(help)
                .fix(Fix::safe("write straight quotation marks", source.at(self.span), straight));
        }
        let quoted = quoted(&self.text);
        let place = source.place(entry.value.span.end()..self.span.end());
        Diagnostic::new(Code::CutText, place, format!("the text of `{name}` is cut at the comma"))
            .label("between braces a comma begins the next field")
            .help(format!("put the whole text in quotation marks: `{name}: {quoted}`"))
            .fix(Fix::safe("put the whole text in quotation marks", source.at(self.span), quoted))
    }

    fn entry(&self, entry: &Entry) -> Entry {
        let text = mend::between_curly(&self.text).unwrap_or(&self.text);
        let text = Scalar { text: text.into(), style: Style::Plain };
        Entry { value: Node { span: self.span, value: Value::Text(text) }, ..entry.clone() }
    }
}

/// A name without a value, as what follows a comma reads.
fn is_nothing(entry: &Entry) -> bool {
    matches!(entry.value.value, Value::Null) && entry.value.span.range().is_empty() && entry.key.style == Style::Plain
}

fn quoted(text: &str) -> String {
    let written = write_scalar(text);
    if written.starts_with(['"', '\'']) { written } else { format!("\"{written}\"") }
}
