//! Templates: those of `themes/default` are compiled in, a file of the same name in the site's folder takes the place of
//! one.
//!
//! A template sees `site` (the same on every page) and `page` (a view), and asks by `asset` and `url` where something is.
//! A fault in one is a diagnostic at its line, with the page that it broke.

mod address;
mod files;

use crate::diagnostic::{Code, Diagnostic};
use crate::kind::TEXT_TEMPLATE;
use crate::page::{self, Site, View};
use crate::source::{Place, Source, SourcePath, Sources, Span};
use crate::yaml::not_utf_8;
use files::FILES;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use tera::{Context, ErrorKind, Tera};

/// Where a site keeps its own theme.
const FOLDER: &str = "themes/default/";

/// The templates in it.
const TEMPLATES: &str = "templates/";

/// Templates that a page has only where its kind names them.
const ON_DEMAND: [&str; 2] = [TEXT_TEMPLATE, "specimen.html"];

/// The largest page: 64 MiB. A list of 100,000 records has about 30; a template that loops for ever has no end.
const PAGE_LIMIT: usize = 64 << 20;

/// How pages look.
#[derive(Clone, Debug)]
pub struct Theme {
    tera: Tera,
    files: BTreeMap<String, Source>,
    /// What is wrong with the templates themselves.
    pub diagnostics: Vec<Diagnostic>,
}

impl Theme {
    /// The theme of a site, of whose kinds some name a template.
    #[must_use]
    pub fn new(sources: &Sources, site: &Site, named: &BTreeSet<&str>) -> Self {
        let routes = &site.routes;
        let ours = FILES.iter().map(|(name, text)| ((*name).to_owned(), Source::new(format!("{FOLDER}{name}"), text)));
        let mut theme = Self { tera: Tera::new(), files: ours.collect(), diagnostics: Vec::new() };
        for source in sources.below(FOLDER) {
            let name = source.path().strip_prefix(FOLDER).filter(|name| name.starts_with(TEMPLATES));
            if let Some(name) = name {
                theme.diagnostics.extend(not_utf_8(source));
                theme.diagnostics.extend(address::written_out(source, routes));
                theme.files.insert(name.to_owned(), source.clone());
            }
        }
        // A site with components of its own need not have those of a template that no page of it uses.
        let is_used = |name: &str| {
            let file = name.strip_prefix(TEMPLATES).unwrap_or(name);
            !ON_DEMAND.contains(&file)
                || named.contains(file)
                || sources.below(FOLDER).any(|source| source.path().ends_with(name) || source.text().contains(file))
        };
        theme.files.retain(|name, _| is_used(name));
        let mut theme = theme.for_pages_of(site);
        let templates =
            theme.files.iter().filter_map(|(name, file)| Some((name.strip_prefix(TEMPLATES)?, &**file.text())));
        if let Err(fault) = theme.tera.add_raw_templates(templates) {
            let fault = theme.diagnostic(&fault);
            theme.diagnostics.push(fault);
        }
        theme
    }

    /// The same theme with the addresses that pages of `site` see.
    #[must_use]
    pub fn for_pages_of(mut self, site: &Site) -> Self {
        address::register(&mut self.tera, site);
        self.tera.global_context().insert("site", &page::site(site));
        self
    }

    /// The names of all templates.
    pub fn templates(&self) -> impl Iterator<Item = &str> + Clone {
        self.files.keys().filter_map(|name| name.strip_prefix(TEMPLATES)).chain(ON_DEMAND)
    }

    /// A page as HTML.
    ///
    /// # Errors
    /// The fault of the template that shows it.
    pub fn render(&self, view: View) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut context = Context::new();
        context.insert("page", &view);
        let template = view.template.clone();
        // It is in the context now, and that of a long list takes some megabytes.
        drop(view);
        let mut page = Bounded(Vec::with_capacity(8 << 10));
        match self.tera.render_to(&template, &context, &mut page) {
            Ok(()) => Ok(page.0),
            Err(fault) => Err(Box::new(self.diagnostic(&fault))),
        }
    }

    fn diagnostic(&self, fault: &tera::Error) -> Diagnostic {
        let (place, message) = match fault.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                (self.place(report.filename(), report.span().range.clone()), report.message().to_owned())
            }
            ErrorKind::MissingParent { current, parent } => {
                (self.place(current, 0..0), format!("there is no template `{parent}`"))
            }
            ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
                (self.place(tpl, 0..0), "this template includes itself".to_owned())
            }
            ErrorKind::TemplateNotFound(name) => (self.place(name, 0..0), format!("there is no template `{name}`")),
            ErrorKind::Io(_) => {
                let limit = PAGE_LIMIT >> 20;
                (
                    self.place("base.html", 0..0),
                    format!("the page grows beyond {limit} MB: a loop in a template may have no end"),
                )
            }
            other => self.reported(&other.to_string()),
        };
        if let Some((message, help)) = message.split_once(address::HELP) {
            return Diagnostic::new(Code::BadTemplate, self.named(place, message), message).help(help);
        }
        let help = "correct the template, or remove it to get the one that fingerpost brings";
        Diagnostic::new(Code::BadTemplate, place, in_our_style(&message)).help(help)
    }

    /// The place and the message of a fault that the package tells as a text alone: its first line, and `--> file:1:17`.
    fn reported(&self, report: &str) -> (Place, String) {
        let message = report.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
        let at = report.lines().find_map(|line| line.trim().strip_prefix("--> "));
        let mut parts = at.unwrap_or("base.html:1:1").rsplitn(3, ':');
        let (column, line, name) = (parts.next(), parts.next(), parts.next().unwrap_or("base.html"));
        let number =
            |part: Option<&str>| part.and_then(|part| part.parse::<usize>().ok()).unwrap_or(1).saturating_sub(1);
        let text = self.text(name);
        let start: usize = text.split_inclusive('\n').take(number(line)).map(str::len).sum();
        let rest = text.get(start..).unwrap_or_default();
        let offset = start + rest.char_indices().nth(number(column)).map_or(0, |(offset, _)| offset);
        (self.place(name, offset..offset), message)
    }

    /// The letters of a place that the last words between backticks of a message speak of.
    fn named(&self, place: Place, message: &str) -> Place {
        let name = message.rsplit('`').nth(1).unwrap_or_default();
        let template =
            place.path.strip_prefix(FOLDER).and_then(|path| path.strip_prefix(TEMPLATES)).unwrap_or_default();
        let call = self.text(template).get(place.span.range()).unwrap_or_default();
        match call.find(name).filter(|_| !name.is_empty()) {
            Some(at) => {
                let start = place.span.start() + at;
                self.place(template, start..start + name.len())
            }
            None => place,
        }
    }

    fn place(&self, template: &str, range: std::ops::Range<usize>) -> Place {
        let path = SourcePath::from(format!("{FOLDER}{TEMPLATES}{template}"));
        Place { path, span: Span::new(self.text(template), range) }
    }

    fn text(&self, template: &str) -> &str {
        self.files.get(&format!("{TEMPLATES}{template}")).map(|file| &**file.text()).unwrap_or_default()
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
