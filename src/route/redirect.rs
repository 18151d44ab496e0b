//! Addresses that lead to others: those that a record had before, and those that the site's own file lists.

use super::{Routed, Routes, url};
use crate::catalogue::{Destination, RecordIndex, Target, destination};
use crate::config;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::record::Record;
use crate::schema::{Member, Value};
use crate::source::{Place, Span};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Where an address leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// The URL path, or an address elsewhere.
    pub to: String,
    /// Where the redirect is written.
    pub place: Place,
}

/// The redirects of a site by the paths that they stand at, trailing slash included.
pub(super) fn redirects(routes: &Routes, routed: Routed<'_>) -> (BTreeMap<String, Redirect>, Vec<Diagnostic>) {
    let mut table = Table { routes, redirects: BTreeMap::new(), diagnostics: Vec::new() };
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
        if let Some(to) = table.target(member, at(member.value.span), routed) {
            table.add(&member.name, to, at(member.name_span), at(member.value.span));
        }
    }
    table.check();
    (table.redirects, table.diagnostics)
}

struct Table<'a> {
    routes: &'a Routes,
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
        match self.redirects.entry(path) {
            Entry::Vacant(free) => drop(free.insert(Redirect { to, place: place_of_target })),
            Entry::Occupied(taken) => {
                let message = format!("two redirects would stand at `{}`", taken.key());
                let fault = Diagnostic::new(Code::PathCollision, place, message);
                let fault = fault.also(taken.get().place.clone(), format!("one leads to `{}`", taken.get().to));
                self.diagnostics.push(fault.help("keep one of them"));
            }
        }
    }

    /// Where a redirect of the site's own file leads.
    fn target(&mut self, member: &Member, place: Place, routed: Routed<'_>) -> Option<String> {
        let written = member.value.as_text()?;
        match destination(written, routed.kinds) {
            Destination::Outside => Some(written.to_owned()),
            Destination::Path if written.starts_with('/') => Some(written.to_owned()),
            Destination::Record { kind, name, .. } => {
                let (slug, part) = name.split_once('/').map_or((name, None), |(slug, part)| (slug, Some(part)));
                let found = routed.catalogue.find(kind, slug);
                if found.is_none() {
                    let fault =
                        Diagnostic::new(Code::UnknownReference, place, format!("there is no record `{written}`"));
                    let of_kind = routed.catalogue.iter().filter(|(_, record)| record.kind == kind);
                    let near = nearest(slug, of_kind.map(|(_, record)| &*record.slug));
                    let otherwise = "name a record that exists, or write the path of a page";
                    self.diagnostics.push(match near {
                        Some(near) => fault.help(format!("write `{}`", written.replacen(slug, near, 1))),
                        None => fault.help(otherwise),
                    });
                }
                Some(url(&Target { record: found?, part: part.map(Into::into) }, routed.catalogue, routed.kinds))
            }
            _ => {
                let fault = Diagnostic::new(Code::BadRedirect, place, format!("`{written}` is no address"));
                let record = routed.catalogue.iter().find_map(|(index, _)| id(index, routed));
                let record = record.map(|id| format!(" such as `{id}`")).unwrap_or_default();
                let help = format!("write a path that begins with `/`, a record{record}, or a whole web address");
                self.diagnostics.push(fault.help(help));
                None
            }
        }
    }

    /// Each has to lead to a page at once: neither to another redirect nor to itself nor nowhere.
    fn check(&mut self) {
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

/// A path as redirects are kept: a page's ends in a slash.
fn written(path: &str) -> Result<String, &'static str> {
    if !path.starts_with('/') || path.starts_with("//") {
        return Err("it does not begin with one `/`");
    }
    if path.contains(['?', '#', '\\', '%']) || path.chars().any(|letter| letter.is_whitespace() || letter.is_control())
    {
        return Err("it has a letter in it that no path of a page has");
    }
    if path.split('/').any(|name| matches!(name, "." | "..")) || path.trim_matches('/').contains("//") {
        return Err("a folder in it has no name");
    }
    let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    Ok(if is_file || path.ends_with('/') { path.to_owned() } else { format!("{path}/") })
}

fn place(record: &Record, span: Span, routed: Routed<'_>) -> Place {
    let path = routed.sources.get(&record.path).map_or(&record.path, |source| source.path());
    Place { path: path.clone(), span }
}
