//! Links in Markdown: `dangling-link`, `dangling-anchor`, `missing-file`, and fields that are printed by `[](?field)`.
//! That a record is there has been checked where references were.

use super::{Checked, Subject};
use crate::catalogue::{Destination, RecordIndex, destination};
use crate::config;
use crate::diagnostic::{Code, Diagnostic, Fix, listed, nearest};
use crate::markdown::{Form, Link};
use crate::record::Record;
use crate::route::{self, Owner};
use crate::schema::{Content, Prose, is_dead};
use crate::source::{Place, Source};
use std::ops::Range;

/// How many dead links of one record are told, as for references.
const TOLD: usize = 200;

pub(super) fn check(subject: Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if subject.record.decoded.prose.iter().all(|prose| prose.outline.links.is_empty()) {
        return;
    }
    let Some(source) = subject.all.sources.get(&subject.record.path) else { return };
    let page = Page { all: subject.all, record: Some(subject), source };
    diagnostics.extend(page.faults(&subject.record.decoded.prose));
}

/// The links of the site's own file.
pub(super) fn site(checked: Checked<'_>) -> Vec<Diagnostic> {
    let Some(source) = checked.sources.get(config::FILE) else { return Vec::new() };
    Page { all: checked, record: None, source }.faults(&checked.site.decoded.prose).collect()
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
struct Written<'a> {
    prose: &'a Prose,
    link: &'a Link,
    source: &'a Source,
}

impl Written<'_> {
    fn place(self) -> Place {
        self.prose.place(self.link.range.clone(), self.source)
    }

    /// The place of the first `part` in the destination.
    fn place_of(self, part: &str) -> Place {
        let range = self.link.range.clone();
        let written = self.prose.text().get(range.clone()).unwrap_or_default();
        let range: Range<usize> = match written.rfind(part).filter(|_| !part.is_empty()) {
            Some(at) => range.start + at..range.start + at + part.len(),
            None => range,
        };
        self.prose.place(range, self.source)
    }
}

impl<'a> Page<'a> {
    fn faults(self, prose: &'a [Prose]) -> impl Iterator<Item = Diagnostic> {
        let links = prose.iter().flat_map(|prose| prose.outline.links.iter().map(move |link| (prose, link)));
        links.filter_map(move |(prose, link)| self.fault(Written { prose, link, source: self.source })).take(TOLD)
    }

    fn fault(self, written: Written<'_>) -> Option<Diagnostic> {
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

    /// A field that is printed and is not there, or is no single value.
    fn no_field(self, index: RecordIndex, path: &str, written: Written<'_>) -> Option<Diagnostic> {
        let Checked { catalogue, kinds, .. } = self.all;
        let record = catalogue.get(index).filter(|record| !record.is_faulty)?;
        if let Some(held) = catalogue.value_at(index, path, kinds) {
            let is_one = !matches!(
                held.value.content,
                Content::List(_) | Content::Object(_) | Content::Parts(_) | Content::Prose(_)
            );
            let fault =
                Diagnostic::new(Code::DanglingLink, written.place_of(path), format!("`{path}` is no single value"));
            let inside: Vec<&str> = names(&held.value.content);
            return (!is_one).then(|| match inside.as_slice() {
                [] => fault.help("name a field that holds one value"),
                inside => fault.help(format!(
                    "name a value inside it, such as `{path}.{}`",
                    inside.first().copied().unwrap_or_default()
                )),
            });
        }
        let names: Vec<&str> = path.split('.').collect();
        let known_to = (1..names.len()).rev().find(|count| {
            let before = names.get(..*count).map(|names| names.join(".")).unwrap_or_default();
            catalogue.value_at(index, &before, kinds).is_some()
        });
        let before = known_to.and_then(|count| names.get(..count)).map(|names| names.join(".")).unwrap_or_default();
        let wrong = names.get(known_to.unwrap_or(0)).copied().unwrap_or_default();
        if record.decoded.is_faulty(wrong) {
            return None;
        }
        let known: Vec<&str> = match catalogue.value_at(index, &before, kinds) {
            Some(held) => self::names(&held.value.content),
            None => record.decoded.fields.iter().map(|member| &*member.name).collect(),
        };
        let of =
            if before.is_empty() { record.title().to_owned() } else { format!("`{before}` of {}", record.title()) };
        let fault =
            Diagnostic::new(Code::DanglingLink, written.place_of(wrong), format!("{of} has no value `{wrong}`"));
        let otherwise = match known.as_slice() {
            [] => "name a field that holds one value".to_owned(),
            known => format!("name one of {}", listed(known.iter().copied())),
        };
        Some(fault.help_with_name(nearest(wrong, known.iter().copied()), otherwise))
    }

    /// A heading that is not there on the page of a record.
    fn no_heading(
        self,
        index: RecordIndex,
        part: Option<&str>,
        fragment: &str,
        written: Written<'_>,
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

    /// A link to a path: a page of this site, a heading of this text, a file.
    fn path(self, written: Written<'_>) -> Option<Diagnostic> {
        let destination = &*written.link.destination;
        let (path, fragment) =
            destination.split_once('#').map_or((destination, None), |(path, fragment)| (path, Some(fragment)));
        let path = path.split('?').next().unwrap_or_default();
        if path.is_empty() {
            return fragment.and_then(|fragment| self.own_heading(fragment, written));
        }
        let Some(path) = Some(path).filter(|path| path.starts_with('/') && !path.starts_with("//")) else {
            return self.relative(path, written);
        };
        let routes = self.all.routes;
        // What belongs to the theme is known when the theme is.
        if routes.redirect(path).is_some() || path.starts_with("/assets/") {
            return None;
        }
        match routes.owner(path) {
            Some(Owner::Record(index)) => fragment.and_then(|fragment| self.on_page(index, fragment, written)),
            Some(_) => None,
            None => (!routes.has(path)).then(|| self.nowhere(path, written)),
        }
    }

    fn nowhere(self, path: &str, written: Written<'_>) -> Diagnostic {
        let routes = self.all.routes;
        let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
        if is_file || written.link.form == Form::Image {
            let fault =
                Diagnostic::new(Code::MissingFile, written.place(), format!("there is no file `content/static{path}`"));
            let known = routes.files().map(|(path, _)| path);
            let bare = path.trim_start_matches("/content").trim_start_matches("/static");
            if bare != path && routes.has(bare) {
                return write_path(fault, bare);
            }
            return fault.help_with_name(
                nearest(path, known),
                format!("put the file there, as `content/static{path}`, or correct the name"),
            );
        }
        let with_slash = format!("{path}/");
        let fault = Diagnostic::new(Code::DanglingLink, written.place(), format!("there is no page at `{path}`"));
        let owner = routes.owner(&with_slash);
        let named = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let id = match owner {
            Some(Owner::Record(index)) => self.id(index),
            Some(_) => None,
            None => self.only_id(named),
        };
        match (owner, id) {
            (Some(_), Some(id)) => {
                let help = format!("write `{with_slash}`, or `{id}`, which stays right when the page moves");
                let guess = Fix::guess(format!("write `{id}`"), fault.primary.place.clone(), id);
                fault.help(help).fix(guess)
            }
            (Some(_), None) => write_path(fault, &with_slash),
            (None, Some(id)) => fault.help(format!("write `{id}`")).fix(self.renamed(written, &id)),
            (None, None) => {
                let known = routes.iter().map(|(path, _)| path);
                let otherwise = format!("name a record, as in `[text]({})`, or a page that there is", self.example());
                fault.help_with_name(nearest(path, known), otherwise)
            }
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

    fn renamed(self, written: Written<'_>, id: &str) -> Fix {
        Fix::guess(format!("write `{id}`"), written.place(), id)
    }

    fn relative(self, path: &str, written: Written<'_>) -> Option<Diagnostic> {
        let fault =
            Diagnostic::new(Code::DanglingLink, written.place(), format!("`{path}` does not say where it leads"));
        if let Some(id) = self.only_id(path) {
            return Some(fault.help(format!("write `{id}`")).fix(self.renamed(written, &id)));
        }
        let bare = ["./", "../", "content/", "static/"].iter().fold(path, |path, begin| path.trim_start_matches(begin));
        let absolute = format!("/{bare}");
        let with_slash = format!("{absolute}/");
        let known = [absolute, with_slash].into_iter().find(|path| self.all.routes.has(path));
        if let Some(known) = known {
            return Some(write_path(fault, &known));
        }
        let help = match written.link.form {
            Form::Image => {
                "put the file into `content/static/`, and write its path from there, beginning with `/`".into()
            }
            _ => {
                format!("name a record, as in `[text]({})`, or begin with `/` for a page of this site", self.example())
            }
        };
        Some(fault.help(help))
    }

    /// A heading of the same page.
    fn own_heading(self, fragment: &str, written: Written<'_>) -> Option<Diagnostic> {
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
    fn on_page(self, index: RecordIndex, fragment: &str, written: Written<'_>) -> Option<Diagnostic> {
        let record = self.all.catalogue.get(index)?;
        let is_part = record.decoded.parts.iter().any(|(path, _)| route::part_anchor(path) == fragment);
        if is_part { None } else { self.no_heading(index, None, fragment, written) }
    }
}

/// A path of this site in place of what is written.
fn write_path(fault: Diagnostic, path: &str) -> Diagnostic {
    let fix = Fix::guess(format!("write `{path}`"), fault.primary.place.clone(), path);
    fault.help(format!("write `{path}`")).fix(fix)
}

/// The fragments of a record's headings.
fn headings(record: &Record) -> impl Iterator<Item = &str> {
    record.decoded.prose.iter().flat_map(|prose| &prose.outline.headings).map(|heading| &*heading.anchor)
}

/// The names of the values inside a value.
fn names(content: &Content) -> Vec<&str> {
    match content {
        Content::Object(members) => members.iter().map(|member| &*member.name).collect(),
        Content::Parts(parts) => parts.iter().map(|part| part.slug()).collect(),
        _ => Vec::new(),
    }
}
