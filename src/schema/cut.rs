//! A text without quotation marks between braces ends at its first comma: `{text: Days, and money}` has a field `text` and
//! another one called `and money`.

use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::source::{Source, Span};
use crate::yaml::{Entry, Scalar, Style, Value, write_scalar};

/// The fault of a text that is cut at `entries[at]`, and how many entries are pieces of it; none where that is a field
/// like any other.
pub(super) fn fault(entries: &[Entry], at: usize, source: &Source) -> Option<(Diagnostic, usize)> {
    let before = entries.get(at.checked_sub(1)?)?;
    let Value::Text(Scalar { text, style: Style::Plain }) = &before.value.value else { return None };
    let pieces = entries.get(at..)?.iter();
    let pieces: Vec<&Entry> = pieces.take_while(|entry| is_piece(entry)).collect();
    let (first, last) = (pieces.first()?, pieces.last()?);
    let gap = source.text().get(before.value.span.end()..first.key.span.start())?;
    // One word alone may be a name whose value was forgotten; the thousands of `£5,000` are none.
    let is_number = gap == "," && first.key.text.bytes().all(|byte| byte.is_ascii_digit());
    if gap.trim() != "," || !(is_number || pieces.len() > 1 || first.key.text.contains(' ')) {
        return None;
    }
    let span = Span::new(source.text(), before.value.span.start()..last.key.span.end());
    let written = source.text().get(span.range()).filter(|written| !written.contains('\n'));
    let joined = || pieces.iter().fold(text.to_string(), |whole, piece| format!("{whole}, {}", piece.key.text));
    let whole = written.map_or_else(joined, str::to_owned);
    let name = &before.key.text;
    let message = format!("the text of `{name}` is cut at the comma");
    let place = source.place(before.value.span.end()..last.key.span.end());
    let fix = Fix::safe("put the whole text in quotation marks", source.at(span), quoted(&whole));
    let fault = Diagnostic::new(Code::CutText, place, message)
        .label("between braces a comma begins the next field")
        .help(format!("put the whole text in quotation marks: `{name}: {}`", quoted(&whole)))
        .fix(fix);
    Some((fault, pieces.len()))
}

/// A name without a value, as what follows a comma reads.
fn is_piece(entry: &Entry) -> bool {
    matches!(entry.value.value, Value::Null) && entry.value.span.range().is_empty() && entry.key.style == Style::Plain
}

fn quoted(text: &str) -> String {
    let written = write_scalar(text);
    if written.starts_with(['"', '\'']) { written } else { format!("\"{written}\"") }
}
