//! What stands behind the `#` of a link.

use super::{Page, Written};
use crate::catalogue::RecordIndex;
use crate::diagnostic::{Code, Diagnostic, listed, nearest};
use crate::record::Record;
use crate::route;

impl Page<'_> {
    /// A heading of the same page.
    pub(super) fn own_heading(self, fragment: &str, written: Written<'_, '_>) -> Option<Diagnostic> {
        if let Some(subject) = self.record {
            return self.on_page(subject.index, fragment, written);
        }
        let known: Vec<&str> = self
            .all
            .site
            .decoded
            .prose
            .iter()
            .flat_map(|prose| &prose.outline.headings)
            .map(|heading| &*heading.anchor)
            .collect();
        (!known.contains(&fragment)).then(|| {
            let fault = Diagnostic::new(
                Code::DanglingAnchor,
                written.place_of(fragment),
                format!("there is no heading `#{fragment}` here"),
            );
            fault.help_with_name(nearest(fragment, known.iter().copied()), "name a heading of this text")
        })
    }

    /// A fragment on the page of a record: a heading, or a part.
    pub(super) fn on_page(self, index: RecordIndex, fragment: &str, written: Written<'_, '_>) -> Option<Diagnostic> {
        let record = self.all.catalogue.get(index)?;
        let is_part = record.decoded.parts.iter().any(|(path, _)| route::part_anchor(path) == fragment);
        if is_part { None } else { self.no_heading(index, None, fragment, written) }
    }

    /// A heading that is not there on the page of a record.
    pub(super) fn no_heading(
        self,
        index: RecordIndex,
        part: Option<&str>,
        fragment: &str,
        written: Written<'_, '_>,
    ) -> Option<Diagnostic> {
        let record = self.all.catalogue.get(index).filter(|record| !record.is_faulty)?;
        let known: Vec<&str> = headings(record).collect();
        if part.is_none() && known.contains(&fragment) {
            return None;
        }
        let place = written.place_of(fragment);
        let fault = match part {
            Some(_) => {
                let fault = Diagnostic::new(Code::DanglingAnchor, place, "a part has no headings of its own");
                return Some(fault.help("name the part alone, or the heading behind the record"));
            }
            None => {
                Diagnostic::new(Code::DanglingAnchor, place, format!("{} has no heading `#{fragment}`", record.title()))
            }
        };
        if let Some((path, _)) = record.decoded.parts.iter().find(|(path, _)| route::part_anchor(path) == fragment) {
            return Some(fault.help(format!("write `/{path}` instead of `#{fragment}`: it is a part")));
        }
        Some(match nearest(fragment, known.iter().copied()) {
            Some(near) => fault.help_with_name(Some(near), ""),
            None if known.is_empty() => {
                fault.help("take the `#` and what follows out: the page has no headings in its text")
            }
            None => fault.help(format!("name one of its headings: {}", listed(known.iter().copied()))),
        })
    }
}

/// The fragments of a record's headings.
fn headings(record: &Record) -> impl Iterator<Item = &str> {
    record.decoded.prose.iter().flat_map(|prose| &prose.outline.headings).map(|heading| &*heading.anchor)
}
