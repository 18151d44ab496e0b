//! What a browser gets besides the bytes that `build` writes: a script that waits for news, and what was found.

use super::address::{decoded, encoded, escaped};
use super::answer::Answering;
use super::faults::Found;
use super::media::{HTML, media_type};
use super::state::{Looked, State};
use crate::output::Output;
use crate::route;
use axum::http::StatusCode;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// Where the files of the preview itself are. No path of a site begins with a dot: such sources are passed over.
pub(super) const OURS: &str = "/.fingerpost/";

pub(super) const SCRIPT: &str = include_str!("script.js");
pub(super) const STYLE: &str = include_str!("panel.css");

/// An answer, the bytes of the site and what is added to them apart.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) status: StatusCode,
    pub(super) media_type: &'static str,
    /// Where to instead.
    pub(super) location: Option<String>,
    pub(super) bytes: Vec<u8>,
    /// What is shown above the page.
    pub(super) panel: String,
    pub(super) digests: Digests,
}

/// What tells whether a browser shows what there is now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Digests {
    page: u64,
    panel: u64,
}

impl Digests {
    /// As a message to the script.
    pub(super) fn message(&self) -> String {
        let Self { page, panel } = self;
        format!("{page:016x} {panel:016x}")
    }
}

/// What is answered at a path, whose escapes are taken away.
pub(super) fn page(answering: &Answering, state: &State, path: &str) -> Page {
    let Answering { editor, folder, .. } = answering;
    let panel = |found: &Found| found.html(editor, folder).to_owned();
    let of_site = |found: &Found| Page { panel: panel(found), ..Page::html(StatusCode::OK, Vec::new()) };
    let page = match state.look(path) {
        Looked::File { file, bytes, found } => Page { media_type: media_type(&file), bytes, ..of_site(&found) },
        Looked::Folder(folder) => {
            let location = Some(encoded(&folder));
            Page { status: StatusCode::TEMPORARY_REDIRECT, location, ..Page::html(StatusCode::OK, Vec::new()) }
        }
        Looked::Nothing { bytes, near } => {
            let panel = nothing(path, &near) + &panel(&state.found);
            let bytes = bytes.unwrap_or_else(|| b"<!doctype html>\n<title>Not found</title>\n".to_vec());
            Page { panel, ..Page::html(StatusCode::NOT_FOUND, bytes) }
        }
        Looked::Broken(found) => Page::html(StatusCode::INTERNAL_SERVER_ERROR, alone(&found, answering).into_bytes()),
    };
    Page { digests: digests(state, &page), ..page }
}

impl Page {
    fn html(status: StatusCode, bytes: Vec<u8>) -> Self {
        let digests = Digests::default();
        Self { status, media_type: HTML, location: None, bytes, panel: String::new(), digests }
    }

    /// The bytes that leave: with what is added, where it is a page.
    pub(super) fn sent(self, path: &str) -> Vec<u8> {
        if self.media_type != HTML || self.location.is_some() {
            return self.bytes;
        }
        let added = added(path, &self.digests, &self.panel);
        let end = b"</body>";
        let at = self.bytes.windows(end.len()).rposition(|window| window.eq_ignore_ascii_case(end));
        let (before, after) = self.bytes.split_at_checked(at.unwrap_or(self.bytes.len())).unwrap_or((&self.bytes, &[]));
        [before, added.as_bytes(), after].concat()
    }
}

/// One script, and the panel in a tree of its own, where the styles of the site do not reach.
fn added(path: &str, digests: &Digests, panel: &str) -> String {
    let script = format!(
        "<script src=\"{OURS}script.js\" data-path=\"{}\" data-shown=\"{}\" defer></script>\n",
        escaped(&encoded(path)),
        digests.message()
    );
    if panel.is_empty() {
        return script;
    }
    format!(
        "{script}<fingerpost-panel><template shadowrootmode=\"open\">{}</template></fingerpost-panel>\n",
        shadow(panel)
    )
}

/// What stands in the panel's own tree.
pub(super) fn shadow(panel: &str) -> String {
    if panel.is_empty() {
        return String::new();
    }
    format!("<link rel=\"stylesheet\" href=\"{OURS}panel.css\">{panel}")
}

/// A page for when there is no good one.
fn alone(found: &Found, answering: &Answering) -> String {
    let (words, list) = (escaped(&found.words()), found.list(&answering.editor, &answering.folder));
    format!(
        "<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{words}</title>\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"stylesheet\" href=\"{OURS}panel.css\">\n\
         </head>\n<body class=\"alone\">\n<main>\n<h1 role=\"alert\">{words}</h1>\n\
         <p>There is no page to show yet. This one goes away by itself as soon as there is.</p>\n{list}\n\
         </main>\n</body>\n</html>\n"
    )
}

/// That nothing stands at a path, and what may have been meant.
fn nothing(path: &str, near: &[String]) -> String {
    let links = near.iter().map(|path| format!("<li><a href=\"{}\">{}</a></li>", encoded(path), escaped(path)));
    let list: String = links.collect();
    let (words, list) = match near.is_empty() {
        true => ("Nothing has this address", "<p>No page has one that is spelt like it.</p>".to_owned()),
        false => ("Nothing has this address", format!("<p>These are spelt like it:</p><ul>{list}</ul>")),
    };
    format!(
        "<section class=\"near\" aria-label=\"{words}\"><details open><summary>{words}</summary>\
         <div><p><code>{}</code></p>{list}</div></details></section>",
        escaped(path)
    )
}

fn digests(state: &State, page: &Page) -> Digests {
    let of = |part: &dyn Fn(&mut DefaultHasher)| {
        let mut digest = DefaultHasher::new();
        part(&mut digest);
        digest.finish()
    };
    let is_page = page.media_type == HTML;
    Digests {
        page: of(&|digest| {
            (page.status.as_u16(), &page.bytes).hash(digest);
            if let Some(good) = state.good.as_ref().filter(|_| is_page) {
                shown_files(&page.bytes, good).hash(digest);
            }
        }),
        panel: of(&|digest| page.panel.hash(digest)),
    }
}

/// The files that a page names, and that are no pages: images above all. Not those of the theme, whose names tell what they
/// hold.
fn shown_files(html: &[u8], output: &Arc<Output>) -> Vec<Vec<u8>> {
    let html = String::from_utf8_lossy(html);
    let named = html.split("=\"/").skip(1).filter_map(|rest| rest.split(['"', '?', '#']).next());
    let base = output.site().routes.base();
    let inner = |path: String| base.below(&format!("/{path}")).map_or(path, str::to_owned);
    let files = named.filter_map(|path| Some(route::file(&inner(decoded(path)?))));
    let are_shown = files.filter(|file| media_type(file) != HTML && !file.starts_with("assets/"));
    are_shown.filter_map(|file| output.bytes(&file)?.ok()).collect()
}
