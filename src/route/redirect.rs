//! Addresses that lead to others: those that a record had before, and those that the site's own file lists.

use super::{Routed, Routes, Taken, heading_url, url};
use crate::catalogue::{Destination, RecordIndex, Target, destination};
use crate::config;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::header;
use crate::record::Record;
use crate::schema::{Member, Value};
use crate::source::{Place, Span};
use std::collections::BTreeMap;

/// The URL path of the list of all redirects: Netlify and Cloudflare look for a file of this name.
pub const TABLE: &str = "/_redirects";

/// Where an address leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// The URL path, or an address elsewhere.
    pub to: String,
    /// Where the redirect is written.
    pub place: Place,
}

/// Whether a page can stand at the path of a redirect: browsers show no other file as one.
pub(super) fn is_page(path: &str) -> bool {
    path.ends_with('/') || path.ends_with(".html") || path.ends_with(".htm")
}

/// The redirects of a site by the paths that they stand at, trailing slash included.
pub(super) fn redirects(
    routes: &Routes,
    taken: &mut Taken,
    routed: Routed<'_>,
) -> (BTreeMap<String, Redirect>, Vec<Diagnostic>) {
    let mut table = Table { routes, taken, routed, redirects: BTreeMap::new(), diagnostics: Vec::new() };
    for (index, record) in routed.catalogue.iter() {
        let Some(from) = record.decoded.get("redirect_from") else { continue };
        let to = url(&Target { record: index, part: None }, routed.catalogue, routed.kinds);
        for value in from.items() {
            let place = place(record, value.span, routed);
            table.add(value.as_text().unwrap_or_default(), to.clone(), place.clone(), place);
        }
    }
    let listed = routed.site.decoded.get("redirects").map(Value::members).unwrap_or_default();
    for member in listed {
        let at = |span: Span| Place { path: config::FILE.into(), span };
        if let Some(to) = table.target(member, at(member.value.span)) {
            table.add(&member.name, to, at(member.name_span), at(member.value.span));
        }
    }
    table.check();
    (table.redirects, table.diagnostics)
}

/// All redirects in one file, a line each; `None` where there are none.
pub(super) fn table(routes: &Routes) -> Option<String> {
    let lines = routes.redirects();
    let line = |(from, redirect): (&str, &Redirect)| {
        format!("{} {} 301\n", escaped(&routes.address(from)), escaped(&routes.address(&redirect.to)))
    };
    let table: String = lines.map(line).collect();
    (!table.is_empty()).then_some(table)
}

/// An address of which every letter means itself to hosts, and none is a blank.
fn escaped(address: &str) -> String {
    let escape = |byte: u8| match byte {
        b'!'..=b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    address.bytes().map(escape).collect()
}

struct Table<'a> {
    routes: &'a Routes,
    taken: &'a mut Taken,
    routed: Routed<'a>,
    redirects: BTreeMap<String, Redirect>,
    diagnostics: Vec<Diagnostic>,
}

impl Table<'_> {
    fn add(&mut self, from: &str, to: String, place: Place, place_of_target: Place) {
        let path = match written(from) {
            Ok(path) => path,
            Err(fact) => {
                let fault =
                    Diagnostic::new(Code::BadRedirect, place, format!("`{from}` is no address on this site: {fact}"));
                self.diagnostics.push(fault.help("write the path that the page had, such as `/old-name/`"));
                return;
            }
        };
        let without_slash = path.trim_end_matches('/');
        if self.routes.has(&path) || (path != "/" && self.routes.has(without_slash)) {
            let fault =
                Diagnostic::new(Code::BadRedirect, place, format!("this redirect would hide the page at `{path}`"));
            self.diagnostics.push(fault.help("take it out, or give the page another name"));
            return;
        }
        if let Some(other) = self.redirects.get(&path) {
            let message = format!("two redirects would stand at `{path}`");
            let fault = Diagnostic::new(Code::PathCollision, place, message);
            let fault = fault.also(other.place.clone(), format!("one leads to `{}`", other.to));
            self.diagnostics.push(fault.help("keep one of them"));
            return;
        }
        if let Some(collision) = self.taken.collision(&path, self.routes, self.routed) {
            self.diagnostics.push(collision.of_redirect(place));
            return;
        }
        self.taken.take(&path, place);
        self.redirects.insert(path, Redirect { to, place: place_of_target });
    }

    /// Where a redirect of the site's own file leads.
    fn target(&mut self, member: &Member, place: Place) -> Option<String> {
        let Routed { kinds, catalogue, .. } = self.routed;
        let written = member.value.as_text()?;
        match destination(written, kinds) {
            Destination::Outside => Some(written.to_owned()),
            Destination::Path if written.starts_with('/') => Some(self.with_slash(written)),
            Destination::Record { kind, name, fragment, .. } => {
                let (slug, part) = name.split_once('/').map_or((name, None), |(slug, part)| (slug, Some(part)));
                let found = catalogue.find(kind, slug);
                let record = found.and_then(|index| catalogue.get(index));
                if record.is_none_or(|record| {
                    !record.is_faulty && part.is_some_and(|part| record.decoded.part(part).is_none())
                }) {
                    self.diagnostics.push(self.no_record(written, kind, slug, part, place));
                    return None;
                }
                let target = Target { record: found?, part: part.map(Into::into) };
                Some(match fragment {
                    Some(fragment) => heading_url(target.record, fragment, catalogue, kinds),
                    None => url(&target, catalogue, kinds),
                })
            }
            _ => {
                let fault = Diagnostic::new(Code::BadRedirect, place, format!("`{written}` is no address"));
                let record = catalogue.iter().find_map(|(index, _)| id(index, self.routed));
                let record = record.map(|id| format!(" such as `{id}`")).unwrap_or_default();
                let help = format!("write a path that begins with `/`, a record{record}, or a whole web address");
                self.diagnostics.push(fault.help(help));
                None
            }
        }
    }

    /// The path of a page as it stands in `routes`, where its author left the last slash out.
    fn with_slash(&self, written: &str) -> String {
        let (path, rest) =
            written.find(['?', '#']).and_then(|at| written.split_at_checked(at)).unwrap_or((written, ""));
        let whole = format!("{path}/");
        if !self.routes.has(path) && self.routes.has(&whole) { whole + rest } else { written.to_owned() }
    }

    /// The record or the part that is named is not there.
    fn no_record(&self, written: &str, kind: usize, slug: &str, part: Option<&str>, place: Place) -> Diagnostic {
        let catalogue = self.routed.catalogue;
        let record = catalogue.find(kind, slug).and_then(|index| catalogue.get(index));
        let mut drafts =
            catalogue.all().filter(|_| record.is_none()).map(|(_, record)| record).filter(|record| record.is_draft);
        if let Some(draft) = drafts.find(|record| record.kind == kind && *record.slug == *slug) {
            let message = format!("{} is a draft and is not shown", draft.title());
            let fault = Diagnostic::new(Code::DraftReference, place, message);
            return fault.help("take the redirect out, or publish the draft: take `draft: true` out of it");
        }
        let what = if record.is_some() { "part" } else { "record" };
        let fault = Diagnostic::new(Code::UnknownReference, place, format!("there is no {what} `{written}`"));
        let (name, near) = match (record, part) {
            (Some(record), Some(part)) => {
                (part, nearest(part, record.decoded.parts.iter().map(|(path, _)| &**path)).map(str::to_owned))
            }
            _ => {
                let of_kind = catalogue.iter().filter(|(_, record)| record.kind == kind);
                (slug, nearest(slug, of_kind.map(|(_, record)| &*record.slug)).map(str::to_owned))
            }
        };
        match near {
            Some(near) => fault.help(format!("write `{}`", written.replacen(name, &near, 1))),
            None => fault.help("name a record that exists, or write the path of a page"),
        }
    }

    /// Each has to lead to a page at once: neither to another redirect nor to itself nor nowhere.
    fn check(&mut self) {
        if let (Some(first), Some(file)) = (self.redirects.values().next(), self.routes.files.get(TABLE)) {
            let place = Place { path: file.clone(), span: Span::first() };
            let fault = Diagnostic::new(Code::PathCollision, place, format!("two files would stand at `{TABLE}`"));
            let fault = fault.also(first.place.clone(), "the list of the site's redirects would stand there");
            let help = "take the file out, and list its addresses under `redirects` in `content/site.yaml`";
            self.diagnostics.push(fault.help(help));
        }
        for (from, redirect) in &self.redirects {
            if !redirect.to.starts_with('/') {
                continue;
            }
            let path = redirect.to.split(['#', '?']).next().unwrap_or_default();
            let circle = self.circle(from, path);
            // A circle is told once, at its first address.
            if circle.as_ref().is_some_and(|circle| circle.iter().any(|other| other < from)) {
                continue;
            }
            let fault = if circle.is_some() {
                let message = format!("the redirect from `{from}` leads in a circle");
                Diagnostic::new(Code::BadRedirect, redirect.place.clone(), message).help("let it lead to a page")
            } else if let Some(next) = self.redirects.get(path).or_else(|| self.redirects.get(&format!("{path}/"))) {
                let message = format!("the redirect from `{from}` leads to another redirect");
                Diagnostic::new(Code::BadRedirect, redirect.place.clone(), message)
                    .also(next.place.clone(), format!("which leads to `{}`", next.to))
                    .help(format!("let it lead to `{}` at once", next.to))
            } else if !self.routes.has(path) && !self.routes.has(&format!("{path}/")) {
                let message = format!("the redirect from `{from}` leads to `{path}`, where there is no page");
                Diagnostic::new(Code::DanglingLink, redirect.place.clone(), message)
                    .help("let it lead to a page that there is")
            } else {
                continue;
            };
            self.diagnostics.push(fault);
        }
    }

    /// The addresses from a redirect back to itself, where it leads there.
    fn circle(&self, from: &str, to: &str) -> Option<Vec<String>> {
        let mut circle = vec![to.to_owned()];
        while circle.len() <= self.redirects.len() {
            let at = circle.last()?;
            let with_slash = format!("{at}/");
            if at == from || with_slash == from {
                return Some(circle);
            }
            let next = self.redirects.get(at).or_else(|| self.redirects.get(&with_slash))?;
            circle.push(next.to.split(['#', '?']).next().unwrap_or_default().to_owned());
        }
        None
    }
}

/// The id of a record.
fn id(index: RecordIndex, routed: Routed<'_>) -> Option<String> {
    let record = routed.catalogue.get(index)?;
    Some(format!("{}:{}", routed.kinds.get(record.kind)?.name, record.slug))
}

/// How many bytes the name of a file or folder may have, by what systems allow, less what it has while it is not finished.
const LONGEST: usize = 240;

/// A path as redirects are kept: a page's ends in a slash.
fn written(path: &str) -> Result<String, &'static str> {
    if !path.starts_with('/') || path.starts_with("//") {
        return Err("it does not begin with one `/`");
    }
    // Some mean something to hosts, others cannot stand in the name of a file everywhere.
    if path.contains(['?', '#', '\\', '%', '*', ':', '<', '>', '|', '"'])
        || path.chars().any(|letter| letter.is_whitespace() || letter.is_control())
    {
        return Err("it has a letter in it that no path of a page has");
    }
    if path.split('/').any(|name| matches!(name, "." | "..")) || path.trim_matches('/').contains("//") {
        return Err("a folder in it has no name");
    }
    if path.split('/').any(|name| name.len() > LONGEST) {
        return Err("no system keeps a file of so long a name");
    }
    if path.split('/').nth(1).is_some_and(|top| top.starts_with(".fingerpost")) {
        return Err("that is where a build keeps what it needs for itself");
    }
    if path == TABLE {
        return Err("the list of all redirects stands there");
    }
    if path == header::FILE {
        return Err("what hosts send with the files stands there");
    }
    let path = path.strip_suffix("/index.html").unwrap_or(path);
    let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    Ok(if is_file || path.ends_with('/') { path.to_owned() } else { format!("{path}/") })
}

fn place(record: &Record, span: Span, routed: Routed<'_>) -> Place {
    let path = routed.sources.get(&record.path).map_or(&record.path, |source| source.path());
    Place { path: path.clone(), span }
}
