//! Templates and assets: those of `themes/default` are compiled in, a file of the same name in the site's folder takes
//! the place of one.
//!
//! A template sees `site` (the same on every page) and `page` (a view). A fault in one is a diagnostic at its line, with
//! the page that it broke.

mod files;

use crate::diagnostic::{Code, Diagnostic};
use crate::page::{SiteView, View};
use crate::source::{Place, SourcePath, Sources, Span};
use files::FILES;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;
use tera::{Context, ErrorKind, Tera};

/// Where a site keeps its own templates and assets.
const FOLDER: &str = "themes/default/";

/// The largest page: 64 MiB. A list of 100,000 records has about 30; a template that loops for ever has no end.
const PAGE_LIMIT: usize = 64 << 20;

/// How pages look.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
    texts: BTreeMap<String, Arc<str>>,
    /// What is wrong with the templates themselves.
    pub diagnostics: Vec<Diagnostic>,
}

impl Theme {
    /// The theme of a site.
    #[must_use]
    pub fn new(sources: &Sources, site: &SiteView) -> Self {
        let mut texts: BTreeMap<String, Arc<str>> =
            FILES.iter().map(|(name, text)| ((*name).to_owned(), Arc::from(*text))).collect();
        for source in sources.below(FOLDER) {
            let name = source.path().strip_prefix(FOLDER).unwrap_or_default();
            texts.insert(name.to_owned(), source.text().clone());
        }
        let mut theme = Self { tera: Tera::new(), texts, diagnostics: Vec::new() };
        theme.tera.global_context().insert("site", site);
        let templates = theme.texts.iter().filter_map(|(name, text)| Some((name.strip_prefix("templates/")?, &**text)));
        if let Err(fault) = theme.tera.add_raw_templates(templates) {
            let fault = theme.diagnostic(&fault);
            theme.diagnostics.push(fault);
        }
        theme
    }

    /// The files that go to the site as they are, by the URL path of each.
    pub fn assets(&self) -> impl Iterator<Item = (String, &Arc<str>)> {
        self.texts.iter().filter(|(name, _)| name.starts_with("assets/")).map(|(name, text)| (format!("/{name}"), text))
    }

    /// A page as HTML.
    ///
    /// # Errors
    /// The fault of the template that shows it.
    pub fn render(&self, view: &View) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut context = Context::new();
        context.insert("page", view);
        let mut page = Bounded(Vec::with_capacity(8 << 10));
        match self.tera.render_to(view.content.template(), &context, &mut page) {
            Ok(()) => Ok(page.0),
            Err(fault) => {
                let fault = self.diagnostic(&fault);
                Err(Box::new(fault.note(format!("met while making the page `{}`", view.url))))
            }
        }
    }

    fn diagnostic(&self, fault: &tera::Error) -> Diagnostic {
        let at = |name: &str, range: std::ops::Range<usize>| {
            let name = format!("templates/{name}");
            let text = self.texts.get(&name).map(|text| &**text).unwrap_or_default();
            Place { path: SourcePath::from(format!("{FOLDER}{name}")), span: Span::new(text, range) }
        };
        let (place, message) = match fault.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                (at(report.filename(), report.span().range.clone()), report.message().to_owned())
            }
            ErrorKind::MissingParent { current, parent } => {
                (at(current, 0..0), format!("there is no template `{parent}`"))
            }
            ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
                (at(tpl, 0..0), "this template includes itself".to_owned())
            }
            ErrorKind::TemplateNotFound(name) => (at(name, 0..0), format!("there is no template `{name}`")),
            other => (at("base.html", 0..0), other.to_string()),
        };
        Diagnostic::new(Code::BadTemplate, place, in_our_style(&message))
            .help("correct the template, or remove it to get the one that fingerpost brings")
    }
}

/// A message of the package as ours are written: one line, lower case, no full stop.
fn in_our_style(message: &str) -> String {
    let line = message.replace('\n', " ").replace(". ", "; ");
    let mut letters = line.trim_end_matches('.').chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// A page that may not grow without end.
struct Bounded(Vec<u8>);

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > PAGE_LIMIT {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
