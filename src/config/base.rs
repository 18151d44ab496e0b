//! Where a site is published: `base_url`.

use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::schema::Decoded;
use crate::source::{Place, Source, Span};
use std::ops::Range;

/// The address that all paths of a site stand below. Without one they stand at the root of a host that nobody has named, and
/// pages lead to one another by relative addresses, so that a saved copy can be read from any folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Base {
    /// `https://example.org`, or nothing.
    origin: Box<str>,
    /// `/support`, or nothing.
    path: Box<str>,
    /// How many folders lie above the page that addresses are written for; `None` where they begin at the root.
    above: Option<usize>,
}

impl Base {
    /// A path of the site as browsers have to ask for it; what leads elsewhere stays as it is.
    #[must_use]
    pub fn address(&self, path: &str) -> String {
        match (is_ours(path), self.above) {
            (false, _) => path.to_owned(),
            (true, None) => format!("{}{path}", self.path),
            (true, Some(above)) => relative(path, above),
        }
    }

    /// The same for what stands on the page at a path of the site: relative, where nobody has named a host.
    #[must_use]
    pub fn seen_from(&self, path: &str) -> Self {
        let above = self.is_unknown().then(|| depth(path));
        Self { above, ..self.clone() }
    }

    /// Whether nobody has said where the site is published.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        self.origin.is_empty()
    }

    /// The same with the host before it; `None` where the host is not known.
    #[must_use]
    pub fn whole(&self, path: &str) -> Option<String> {
        if !is_ours(path) {
            return Some(path.to_owned());
        }
        (!self.is_unknown()).then(|| format!("{}{}{path}", self.origin, self.path))
    }

    /// The path of the site that a browser asks for by this address.
    #[must_use]
    pub fn below<'a>(&self, address: &'a str) -> Option<&'a str> {
        let path = address.strip_prefix(&*self.path)?;
        match path {
            "" => Some("/"),
            _ => path.starts_with('/').then_some(path),
        }
    }

    /// The host, `example.org`; `None` where it is not known.
    #[must_use]
    pub fn host(&self) -> Option<&str> {
        self.origin.split_once("://").map(|(_, host)| host)
    }

    /// The folder that the site stands in on its host, `/support`; empty where that is the root.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Whether the site stands at the root of its host.
    #[must_use]
    pub fn is_root(&self) -> bool {
        self.path.is_empty()
    }
}

/// How many folders lie above a file of the site.
#[must_use]
pub fn depth(path: &str) -> usize {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    path.matches('/').count().saturating_sub(1)
}

fn is_ours(path: &str) -> bool {
    path.starts_with('/') && !path.starts_with("//")
}

/// A path as it is written `above` folders below the root. It names the file, since nobody serves a saved copy.
fn relative(path: &str, above: usize) -> String {
    let (path, rest) = path.find(['?', '#']).and_then(|at| path.split_at_checked(at)).unwrap_or((path, ""));
    let index = if path.ends_with('/') { "index.html" } else { "" };
    format!("{}{}{index}{rest}", "../".repeat(above), path.trim_start_matches('/'))
}

/// The site's address, and what is wrong with it. That it is a web address has been checked by its format.
pub(super) fn base(decoded: &Decoded, source: &Source) -> (Base, Option<Diagnostic>) {
    let Some(value) = decoded.get("base_url") else { return (Base::default(), None) };
    let written = value.as_text().unwrap_or_default();
    match parse(written) {
        Ok(base) => (base, None),
        Err(flaw) => {
            let fault = Diagnostic::new(Code::WrongValue, place(&flaw, value.span, source), flaw.message);
            let fault = match flaw.replacement {
                Some(text) => {
                    let fix = Fix::guess(flaw.help.clone(), fault.primary.place.clone(), text);
                    fault.fix(fix)
                }
                None => fault,
            };
            (Base::default(), Some(fault.help(flaw.help)))
        }
    }
}

/// Why a web address cannot be that of a site.
struct Flaw {
    range: Range<usize>,
    message: String,
    help: String,
    replacement: Option<&'static str>,
}

fn parse(written: &str) -> Result<Base, Flaw> {
    let (scheme, rest) = written.split_once("://").unwrap_or_default();
    if !scheme.eq_ignore_ascii_case("https") {
        let range = 0..scheme.len();
        let message = format!("the address of a site begins with `https`, not with `{scheme}`");
        return Err(Flaw { range, message, help: "write `https`".into(), replacement: Some("https") });
    }
    let start = written.len() - rest.len();
    let superfluous = |range: Range<usize>| {
        let part = written.get(range.clone()).unwrap_or_default();
        let message = format!("`{part}` is no part of the address of a site");
        Flaw { range, message, help: "take it out".into(), replacement: Some("") }
    };
    if let Some(at) = rest.find(['?', '#']) {
        return Err(superfluous(start + at..written.len()));
    }
    let (host, path) = rest.find('/').and_then(|at| rest.split_at_checked(at)).unwrap_or((rest, ""));
    if let Some(at) = host.rfind('@') {
        return Err(superfluous(start..start + at + 1));
    }
    let path = path.strip_suffix('/').unwrap_or(path);
    let mut at = start + host.len();
    for folder in path.split('/').skip(1) {
        at += 1;
        let range = at..at + folder.len();
        if folder.ends_with(".html") {
            return Err(superfluous(range));
        }
        let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_.~".contains(letter);
        if folder.is_empty() || matches!(folder, "." | "..") || !folder.chars().all(is_plain) {
            // A folder without a name has no letters to point at.
            let range = if range.is_empty() { at - 1..at + 1 } else { range };
            let message = match folder {
                "" => "a folder in the address of the site has no name".to_owned(),
                _ => format!("`{folder}` cannot be a folder in the address of a site"),
            };
            let help = "name folders by letters, digits, `-`, `_` and `.` alone, with one `/` between them";
            return Err(Flaw { range, message, help: help.into(), replacement: None });
        }
        at += folder.len();
    }
    Ok(Base { origin: format!("https://{}", host.to_lowercase()).into(), path: path.into(), above: None })
}

/// The letters that are wrong, where they stand in the file as they were read.
fn place(flaw: &Flaw, span: Span, source: &Source) -> Place {
    let written = source.text().get(span.range()).unwrap_or_default();
    let start = span.start() + usize::from(written.starts_with(['"', '\'']));
    if flaw.range.is_empty() || start + flaw.range.end > span.end() {
        return source.at(span);
    }
    source.place(start + flaw.range.start..start + flaw.range.end)
}
