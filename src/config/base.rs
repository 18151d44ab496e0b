//! Where a site is published: `base_url`.

use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::schema::Decoded;
use crate::source::{Place, Source, Span};
use std::ops::Range;

/// The address that all paths of a site stand below. Without one they stand at the root of a host that nobody has named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Base {
    /// `https://example.org`, or nothing.
    origin: Box<str>,
    /// `/support`, or nothing.
    path: Box<str>,
}

impl Base {
    /// A path of the site as browsers have to ask for it; what leads elsewhere stays as it is.
    #[must_use]
    pub fn address(&self, path: &str) -> String {
        let is_ours = path.starts_with('/') && !path.starts_with("//");
        if is_ours { format!("{}{path}", self.path) } else { path.to_owned() }
    }

    /// The same with the host before it; `None` where the host is not known.
    #[must_use]
    pub fn whole(&self, path: &str) -> Option<String> {
        let address = self.address(path);
        if !address.starts_with('/') {
            return Some(address);
        }
        (!self.origin.is_empty()).then(|| format!("{}{address}", self.origin))
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
    Ok(Base { origin: format!("https://{}", host.to_lowercase()).into(), path: path.into() })
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
