use super::Fault;
use crate::diagnostic::Code;
use crate::markdown::{Heading, Outline};
use std::ops::Range;

/// Headings without words, those that stand more than one level below the heading before, and a first one that is not of
/// the highest level. Which level that is, `#` or `####`, is no matter: on the page the highest one of a text stands right
/// below the heading that the page gives it, and only the steps between them are the author's.
pub(super) fn faults(text: &str, outline: &Outline) -> impl Iterator<Item = Fault> {
    let highest = outline.headings.iter().map(|heading| heading.level).min().unwrap_or(1);
    let befores = std::iter::once(None).chain(outline.headings.iter().map(Some));
    outline.headings.iter().zip(befores).filter_map(move |(heading, before)| {
        let marks = marks(text, heading);
        if heading.title.trim().is_empty() && !has_inserted_words(heading, outline) {
            let help = "write the heading behind it, or take it out";
            return Some(Fault::new(Code::SkippedHeading, marks, "this heading has no words", help));
        }
        let Some(before) = before else {
            return (heading.level > highest).then(|| too_deep(text, marks, heading.level, highest));
        };
        if heading.level <= before.level + 1 {
            return None;
        }
        let right = "#".repeat(usize::from(before.level) + 1);
        let message = format!("a heading of level {} follows one of level {}", heading.level, before.level);
        Some(Fault::new(Code::SkippedHeading, marks, message, format!("write `{right}`")).replacement(right))
    })
}

/// A first heading with higher ones behind it.
fn too_deep(text: &str, marks: Range<usize>, level: u8, highest: u8) -> Fault {
    let right = "#".repeat(usize::from(highest));
    let message = format!("the first heading is of level {level}, and one of level {highest} follows");
    let written = text.get(marks.clone()).unwrap_or_default().to_owned();
    let fault = |help| Fault::new(Code::SkippedHeading, marks, message, help);
    // One that is underlined has no such marks.
    match written.bytes().all(|mark| mark == b'#') {
        true => fault(format!("write `{right}` in place of `{written}`")).replacement(right),
        false => fault(format!("write `{right}` before its words, and take the line below them out")),
    }
}

/// The `##` before the words.
fn marks(text: &str, heading: &Heading) -> Range<usize> {
    let written = text.get(heading.range.clone()).unwrap_or_default();
    let count = written.len() - written.trim_start_matches('#').len();
    heading.range.start..if count == 0 { heading.range.end } else { heading.range.start + count }
}

/// Whether a link in it prints the name of a record.
fn has_inserted_words(heading: &Heading, outline: &Outline) -> bool {
    // Links stand in the order of the text.
    let first = outline.links.partition_point(|link| link.whole.start < heading.range.start);
    let rest = outline.links.iter().skip(first);
    rest.take_while(|link| link.whole.start < heading.range.end).any(crate::markdown::Link::is_bare)
}
