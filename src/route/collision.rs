//! What cannot stand beside one another in a folder, wherever that folder is.

use super::{Owner, Routed, Routes, describe};
use crate::config;
use crate::diagnostic::{Code, Diagnostic};
use crate::record::STATIC;
use crate::source::{Place, Source, Span};
use std::collections::BTreeMap;

/// The files of a site by their paths in small letters. The pages are not among them: their paths are in small letters
/// and sorted already, and there may be a hundred thousand.
pub(super) struct Taken(BTreeMap<String, (String, Place)>);

/// Why nothing more can stand at a path.
pub(super) struct Collision {
    path: String,
    message: String,
    /// What stands there, with words for it; none where it is compiled in and has no lines to show.
    other: Option<(Place, String)>,
}

impl Taken {
    pub(super) fn new(routes: &Routes) -> Self {
        let mut taken = Self(BTreeMap::new());
        for (name, source) in routes.assets.names().filter_map(|name| Some((name, routes.assets.source(name)?))) {
            taken.take(name, Place { path: source.clone(), span: Span::first() });
        }
        taken
    }

    /// A file or a page stands at this path.
    pub(super) fn take(&mut self, path: &str, place: Place) {
        self.0.insert(path.to_lowercase(), (path.to_owned(), place));
    }

    /// Why a file or a page cannot stand at a path: it is taken, or one that some systems take for the same, or it would
    /// be a folder and a file at once.
    pub(super) fn collision(&self, path: &str, routes: &Routes, routed: Routed<'_>) -> Option<Collision> {
        let lower = path.to_lowercase();
        let found = self.file(&lower).or_else(|| {
            let (other, owner) = page(&lower, routes)?;
            Some((other, describe(owner, routed)))
        });
        let found = found.or_else(|| {
            let (other, _) = meets(&routes.feeds, &lower)?;
            let place = Place { path: config::FILE.into(), span: Span::first() };
            Some((&**other, (place, "the site makes this file, for other programs to read".to_owned())))
        });
        let (other, (place, what)) = found?;
        let message = if other == path {
            format!("two files would stand at `{path}`")
        } else if other.to_lowercase() == lower {
            format!("`{path}` and `{other}` differ in capital letters only, and are one file on some systems")
        } else {
            let shorter = if lower.len() < other.len() { path } else { other };
            format!("`{}` would be a folder and a file at once", shorter.trim_end_matches('/'))
        };
        let other = routed.sources.get(&place.path).is_some().then_some((place, what));
        Some(Collision { path: path.to_owned(), message, other })
    }

    /// A file that cannot stand beside a path.
    fn file(&self, lower: &str) -> Option<(&str, (Place, String))> {
        let (_, (other, place)) = meets(&self.0, lower)?;
        Some((other, (place.clone(), "the other file".to_owned())))
    }
}

/// A page that cannot stand beside a path.
fn page<'a>(lower: &str, routes: &'a Routes) -> Option<(&'a str, Owner)> {
    meets(&routes.owners, lower).map(|(other, owner)| (&**other, *owner))
}

/// What stands at a path, below it where it is a file, or is a file that it would stand below.
fn meets<'a, T>(taken: &'a BTreeMap<String, T>, path: &str) -> Option<(&'a String, &'a T)> {
    let below = || {
        let folder = format!("{}/", path.trim_end_matches('/'));
        let first = taken.range(folder.clone()..).next().filter(|(other, _)| other.starts_with(&folder));
        first.filter(|_| !path.ends_with('/'))
    };
    let above = || path.match_indices('/').skip(1).find_map(|(at, _)| taken.get_key_value(path.get(..at)?));
    taken.get_key_value(path).or_else(below).or_else(above)
}

impl Collision {
    /// The fault of a file that goes to the site as it is.
    pub(super) fn of_file(self, source: &Source) -> Diagnostic {
        let help = match &*self.path {
            "/404.html" => {
                "write this page as `themes/default/templates/404.html`, and take the file out of `content/static/`"
                    .into()
            }
            path if path.starts_with("/assets/")
                && self.other.as_ref().is_none_or(|(other, _)| !other.path.starts_with(STATIC)) =>
            {
                format!("give the file another name, or put it into the theme, as `themes/default{path}`")
            }
            _ => "give the file another name".to_owned(),
        };
        self.diagnostic(source.at(Span::first())).help(help)
    }

    /// The fault of an address that leads to another.
    pub(super) fn of_redirect(self, place: Place) -> Diagnostic {
        self.diagnostic(place).help("take it out, or give the other one another name")
    }

    fn diagnostic(self, place: Place) -> Diagnostic {
        let fault = Diagnostic::new(Code::PathCollision, place, self.message);
        match self.other {
            Some((other, what)) => fault.also(other, what),
            None => fault.note("the theme that fingerpost brings has a file of this name"),
        }
    }
}
