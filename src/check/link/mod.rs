//! Links in Markdown: `dangling-link`, `dangling-anchor`, `missing-file`, and fields that are printed by `[](?field)`.
//! That a record is there has been checked where references were.

mod field;
mod heading;
mod path;

use super::{Checked, Subject};
use crate::catalogue::{Destination, RecordIndex, destination};
use crate::config;
use crate::diagnostic::{Code, Diagnostic};
use crate::kind::Kinds;
use crate::markdown::Link;
use crate::schema::{Places, Prose, is_dead};
use crate::source::{Place, Source};
use std::ops::Range;

/// How many dead links of one record are told, as for references.
const TOLD: usize = 200;

pub(super) fn check(subject: Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut links = subject.record.decoded.prose.iter().flat_map(|prose| &prose.outline.links);
    // Most links name a whole record, and the file of each record need not be looked up for them.
    if !links.any(|link| may_be_wrong(link, subject.all.kinds)) {
        return;
    }
    let Some(source) = subject.all.sources.get(&subject.record.path) else { return };
    let page = Page { all: subject.all, record: Some(subject), source };
    diagnostics.extend(page.faults(&subject.record.decoded.prose));
}

/// Whether there is more to a link than the record that it names.
fn may_be_wrong(link: &Link, kinds: &Kinds) -> bool {
    match destination(&link.destination, kinds) {
        Destination::Record { field, fragment, .. } => field.is_some() || fragment.is_some(),
        Destination::Own { .. } | Destination::Path => true,
        Destination::Outside | Destination::Nothing { .. } => false,
    }
}

/// The links of the site's own file.
pub(super) fn site(checked: Checked<'_>) -> Vec<Diagnostic> {
    let Some(source) = checked.sources.get(config::FILE) else { return Vec::new() };
    Page { all: checked, record: None, source }.faults(&checked.site.decoded.prose)
}

/// The texts of one record, or of the site's own file.
#[derive(Clone, Copy)]
struct Page<'a> {
    all: Checked<'a>,
    record: Option<Subject<'a>>,
    source: &'a Source,
}

/// A link, and where it is written.
#[derive(Clone, Copy)]
struct Written<'t, 'a> {
    text: &'t Places<'a>,
    link: &'a Link,
}

impl Written<'_, '_> {
    fn place(self) -> Place {
        self.text.of(self.link.range.clone())
    }

    /// The place of the first `part` in the destination.
    fn place_of(self, part: &str) -> Place {
        let range = self.link.range.clone();
        let written = self.text.prose.text().get(range.clone()).unwrap_or_default();
        let range: Range<usize> = match written.rfind(part).filter(|_| !part.is_empty()) {
            Some(at) => range.start + at..range.start + at + part.len(),
            None => range,
        };
        self.text.of(range)
    }
}

impl<'a> Page<'a> {
    fn faults(self, prose: &'a [Prose]) -> Vec<Diagnostic> {
        let texts: Vec<Places<'_>> = prose.iter().map(|prose| prose.places(self.source)).collect();
        let links =
            texts.iter().flat_map(|text| text.prose.outline.links.iter().map(move |link| Written { text, link }));
        links.filter_map(|written| self.fault(written)).take(TOLD).collect()
    }

    fn fault(self, written: Written<'_, '_>) -> Option<Diagnostic> {
        match destination(&written.link.destination, self.all.kinds) {
            Destination::Record { kind, name, field, fragment } => {
                let (slug, part) = name.split_once('/').map_or((name, None), |(slug, part)| (slug, Some(part)));
                // A record that is not there has been told.
                let index = self.all.catalogue.find(kind, slug)?;
                let of_field = field.and_then(|field| self.no_field(index, field, written));
                of_field.or_else(|| fragment.and_then(|fragment| self.no_heading(index, part, fragment, written)))
            }
            Destination::Own { field } => match self.record {
                Some(subject) => self.no_field(subject.index, field, written),
                None => {
                    let fault = Diagnostic::new(
                        Code::DanglingLink,
                        written.place(),
                        "the site's own file has no fields to print",
                    );
                    Some(fault.help(format!("name a record before the `?`, as in `[]({}?{field})`", self.example())))
                }
            },
            // An empty destination, and an address without its beginning, are told with the text.
            Destination::Path if is_dead(written.link) => None,
            Destination::Path => self.path(written),
            Destination::Outside | Destination::Nothing { .. } => None,
        }
    }

    /// The id of a record.
    fn id(self, index: RecordIndex) -> Option<String> {
        let record = self.all.catalogue.get(index)?;
        Some(format!("{}:{}", self.all.kinds.get(record.kind)?.name, record.slug))
    }

    /// The id of the only record of a slug.
    fn only_id(self, slug: &str) -> Option<String> {
        let mut found = self.all.catalogue.iter().filter(|(_, record)| *record.slug == *slug);
        let (index, _) = found.next()?;
        found.next().is_none().then(|| self.id(index)).flatten()
    }

    /// An id that there is, for a message.
    fn example(self) -> String {
        self.all.catalogue.iter().next().and_then(|(index, _)| self.id(index)).unwrap_or_else(|| "kind:name".to_owned())
    }
}
