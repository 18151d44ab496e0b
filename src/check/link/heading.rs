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
        let record = self.all.catalogue.get(index).filter(|record| !record.is_faulty)?;
        let parts: Vec<String> = record.decoded.parts.iter().map(|(path, _)| route::part_anchor(path)).collect();
        let headings: Vec<&str> = headings(record).collect();
        let known = headings.iter().copied().chain(parts.iter().map(String::as_str));
        if known.clone().any(|known| known == fragment) || record.decoded.is_faulty(fragment) {
            return None;
        }
        let what = if parts.is_empty() { "heading" } else { "heading or part" };
        let message = format!("{} has no {what} `#{fragment}`", record.title());
        let fault = Diagnostic::new(Code::DanglingAnchor, written.place_of(fragment), message);
        let otherwise = match (headings.is_empty(), parts.is_empty()) {
            (true, true) => "take the `#` and what follows out: the page has no headings in its text".to_owned(),
            (false, true) => format!("name one of its headings: {}", listed(known.clone())),
            (true, false) => format!("name one of its parts: {}", listed(known.clone())),
            (false, false) => format!("name one of its headings or parts: {}", listed(known.clone())),
        };
        Some(fault.help_with_name(nearest(fragment, known), otherwise))
    }

    /// A heading that is not there on the page of a record that is named by its id.
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
        if part.is_some() {
            let fault = Diagnostic::new(Code::DanglingAnchor, place, "a part has no headings of its own");
            return Some(fault.help("name the part alone, or the heading behind the record"));
        }
        let fault =
            Diagnostic::new(Code::DanglingAnchor, place, format!("{} has no heading `#{fragment}`", record.title()));
        let parts: Vec<(String, &str)> =
            record.decoded.parts.iter().map(|(path, _)| (route::part_anchor(path), &**path)).collect();
        let near = nearest(fragment, known.iter().copied().chain(parts.iter().map(|(anchor, _)| &**anchor)));
        // Behind an id a part has a mark of its own.
        let named = parts.iter().find(|(anchor, _)| anchor == fragment);
        if let Some((_, path)) = named.or_else(|| parts.iter().find(|(anchor, _)| Some(&**anchor) == near)) {
            return Some(fault.help(format!("write `/{path}` instead of `#{fragment}`: it is a part")));
        }
        Some(match near {
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
