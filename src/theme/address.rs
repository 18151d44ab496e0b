//! Addresses in templates: the functions `asset` and `url`, and addresses that are written out and would lead nowhere.

use super::FOLDER;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::page::Site;
use crate::route::Routes;
use crate::source::Source;
use std::sync::Arc;
use tera::{Error, Kwargs, State, Tera};

/// What stands between the message and the help of a fault in a function: the package hands one text on.
pub(super) const HELP: char = '\u{1f}';

/// Where the URL paths of assets begin.
const ASSETS: &str = "/assets/";

/// The attributes of HTML that hold an address.
const ATTRIBUTES: [&str; 5] = ["href", "src", "srcset", "action", "poster"];

/// Lets templates ask where a file of the theme and a page of the site are.
pub(super) fn register(tera: &mut Tera, site: &Site) {
    let (of_assets, base) = (Arc::clone(&site.routes), site.base().clone());
    tera.register_function("asset", move |arguments: Kwargs, _: &State<'_>| {
        let path: &str = arguments.must_get("path")?;
        let name = path.trim_start_matches(ASSETS).trim_start_matches('/');
        let whole = format!("{ASSETS}{name}");
        if of_assets.assets().path(before_fragment(&whole)).is_some() {
            return Ok(of_assets.address_at(&whole, &base));
        }
        let known = of_assets.assets().names().filter_map(|name| name.strip_prefix(ASSETS));
        let otherwise = format!("put the file there, as `{FOLDER}assets/{name}`, or name one that exists");
        Err(fault(&format!("there is no asset `{path}`"), nearest(name, known), &otherwise))
    });
    let (of_pages, base) = (Arc::clone(&site.routes), site.base().clone());
    tera.register_function("url", move |arguments: Kwargs, _: &State<'_>| {
        let path: &str = arguments.must_get("path")?;
        let page = before_fragment(path);
        let is_outside = !path.starts_with('/') || path.starts_with("//");
        if is_outside || of_pages.has(page) || of_pages.redirect(page).is_some() {
            return Ok(of_pages.address_at(path, &base));
        }
        let otherwise = "name a page or a file that exists by its path, such as `/`";
        Err(fault(&format!("there is no page at `{path}`"), nearest(page, of_pages.known()), otherwise))
    });
}

fn fault(message: &str, near: Option<&str>, otherwise: &str) -> Error {
    let help = near.map_or_else(|| otherwise.to_owned(), |near| format!("write `{near}`"));
    Error::message(format!("{message}{HELP}{help}"))
}

fn before_fragment(path: &str) -> &str {
    path.split(['?', '#']).next().unwrap_or_default()
}

/// Addresses that a template writes out, and that lead nowhere: an asset has another name with each change, and below the
/// path of `base_url` everything has another address.
pub(super) fn written_out(source: &Source, routes: &Routes) -> Vec<Diagnostic> {
    let text = &**source.text();
    let found = text.match_indices(['"', '\'']).filter_map(|(at, quote)| {
        let before = text.get(..at)?.strip_suffix('=')?;
        let is_attribute = ATTRIBUTES.iter().any(|name| before.ends_with(&format!(" {name}")));
        let is_comment = before.rfind("{#").is_some_and(|open| !before.get(open..).unwrap_or_default().contains("#}"));
        let written = text.get(at + 1..)?.split([quote.chars().next()?, ' ', '\n']).next()?;
        let is_ours = is_attribute && !is_comment && written.starts_with('/') && !written.starts_with("//");
        is_ours.then_some((at + 1, written))
    });
    let fault = |(at, written): (usize, &str)| {
        let path = before_fragment(written);
        let place = source.place(at..at + written.len());
        let is_file = routes.files().any(|(file, _)| file == path);
        if let Some(name) = written.strip_prefix(ASSETS).filter(|_| !is_file) {
            let message = "an asset has another name each time that it changes, and is not found under this one";
            let name = if name.contains("{{") { "…" } else { name };
            let help = format!("write `{{{{ asset(path=\"{name}\") }}}}` in its place");
            return Some(Diagnostic::new(Code::BadTemplate, place, message).help(help));
        }
        let base = routes.base();
        if base.is_root() || base.below(path).is_some() {
            return None;
        }
        let message = format!("this address leaves out `{}`, below which `base_url` puts the site", base.path());
        let help = match written {
            "/" => "write `{{ site.home }}` in its place".to_owned(),
            _ if written.contains("{{") => "write `{{ url(path=…) }}` in its place".to_owned(),
            _ => format!("write `{{{{ url(path=\"{written}\") }}}}` in its place"),
        };
        Some(Diagnostic::new(Code::BadTemplate, place, message).help(help))
    };
    found.filter_map(fault).collect()
}
