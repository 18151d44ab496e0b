use super::positions::Positions;
use crate::diagnostic::{Code, Counts, Diagnostic, Fix, Label};
use crate::source::{Place, Sources};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The version of the format: it grows when a field goes away or means something else, not when one is added.
const VERSION: u32 = 1;

/// One JSON document, for editors and scripts.
///
/// ```text
/// {version: 1,
///  counts: {errors, warnings, notes},
///  diagnostics: [{code, severity: "error" | "warning" | "note", message,
///                 path, span, label,
///                 labels: [{path, span, text}],
///                 notes: [text], help: text | null,
///                 fixes: [{title, certainty: "safe" | "guess", edits: [{path, span, replacement}]}]}],
///  explanations: {code: Markdown}}
/// ```
///
/// A `span` is `{start: {line, column, offset}, end: …}`, its end behind the last character; lines and columns are counted
/// from 1 and columns in Unicode scalar values, offsets from 0 in bytes without a byte order mark. It is `null` where the
/// file is not there to be shown. `path` is below the folder of the site, with `/`. `labels` are other places that one has
/// to see. `explanations` has the codes that occur. Texts are as they are: who shows them escapes what a screen must not
/// get, and no such character stands bare in the document.
#[must_use]
pub fn json(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let positions = Positions::of(diagnostics, sources);
    let counts = Counts::of(diagnostics);
    let codes: BTreeSet<Code> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    let explanations = codes.into_iter().map(|code| (code.name().to_owned(), code.explanation().into()));
    let document = json!({
        "version": VERSION,
        "counts": {"errors": counts.errors, "warnings": counts.warnings, "notes": counts.notes},
        "diagnostics": diagnostics.iter().map(|diagnostic| entry(diagnostic, &positions)).collect::<Vec<_>>(),
        "explanations": explanations.collect::<Map<_, _>>(),
    });
    text(&document)
}

fn entry(diagnostic: &Diagnostic, positions: &Positions<'_>) -> Value {
    json!({
        "code": diagnostic.code.name(),
        "severity": diagnostic.severity.name(),
        "message": diagnostic.message,
        "path": &*diagnostic.primary.place.path,
        "span": span(&diagnostic.primary.place, positions),
        "label": diagnostic.primary.text,
        "labels": diagnostic.secondary.iter().map(|other| label(other, positions)).collect::<Vec<_>>(),
        "notes": diagnostic.notes,
        "help": diagnostic.help,
        "fixes": diagnostic.fixes.iter().map(|mend| fix(mend, positions)).collect::<Vec<_>>(),
    })
}

fn label(label: &Label, positions: &Positions<'_>) -> Value {
    json!({"path": &*label.place.path, "span": span(&label.place, positions), "text": label.text})
}

fn fix(fix: &Fix, positions: &Positions<'_>) -> Value {
    let edits = fix.edits.iter().map(|edit| {
        let (path, span) = (&*edit.place.path, span(&edit.place, positions));
        json!({"path": path, "span": span, "replacement": edit.replacement})
    });
    json!({"title": fix.title, "certainty": fix.certainty.name(), "edits": edits.collect::<Vec<_>>()})
}

fn span(place: &Place, positions: &Positions<'_>) -> Value {
    let Some((start, end)) = positions.ends(place) else { return Value::Null };
    json!({
        "start": {"line": start.line, "column": start.column, "offset": place.span.start()},
        "end": {"line": end.line, "column": end.column, "offset": place.span.end()},
    })
}

/// A document as text in which no character can move a cursor or turn the direction of writing.
pub(super) fn text(document: &Value) -> String {
    let written = format!("{document:#}\n");
    if written.chars().all(|letter| letter == '\n' || crate::diagnostic::is_printable(letter)) {
        return written;
    }
    // Outside strings there are no such characters but line breaks, and inside them JSON has escaped those.
    let escaped = |letter: char| match letter {
        '\n' => "\n".to_owned(),
        letter if crate::diagnostic::is_printable(letter) => letter.to_string(),
        letter => letter.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect(),
    };
    written.chars().map(escaped).collect()
}
