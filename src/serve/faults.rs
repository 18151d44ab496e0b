use super::address::escaped;
use super::editor::Editor;
use crate::diagnostic::render::{Colour, human};
use crate::diagnostic::{Counts, Diagnostic, in_order};
use crate::source::{Place, Sources};
use std::fmt::Write;
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// How many are shown in a browser: more than anyone reads, few enough for a page that comes at once.
const SHOWN: usize = 500;

/// What was found in the sources.
#[derive(Debug, Default)]
pub(super) struct Found {
    diagnostics: Vec<Diagnostic>,
    sources: Arc<Sources>,
    /// Why the sources could not be read.
    refused: Option<String>,
    html: OnceLock<String>,
}

impl Found {
    pub(super) fn new(diagnostics: Vec<Diagnostic>, sources: Arc<Sources>) -> Self {
        Self { diagnostics, sources, refused: None, html: OnceLock::new() }
    }

    /// What was found before, and that nothing can be read now.
    pub(super) fn refused(sources: Arc<Sources>, why: String) -> Self {
        Self { diagnostics: Vec::new(), sources, refused: Some(why), html: OnceLock::new() }
    }

    /// With the fault of a page, unless it is known.
    pub(super) fn with(&self, fault: Diagnostic) -> Self {
        // Every page that is made with a template tells of it, and one is enough.
        let is_same = |known: &Diagnostic| known.primary.place == fault.primary.place && known.message == fault.message;
        let is_known = self.diagnostics.iter().any(is_same);
        let all = self.diagnostics.iter().cloned().chain((!is_known).then_some(fault)).collect();
        Self { refused: self.refused.clone(), ..Self::new(in_order(all), self.sources.clone()) }
    }

    pub(super) fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    pub(super) fn sources(&self) -> &Arc<Sources> {
        &self.sources
    }

    fn has_faults(&self) -> bool {
        self.refused.is_some() || Counts::of(&self.diagnostics).errors > 0
    }

    /// What was found, in a line.
    pub(super) fn words(&self) -> String {
        match &self.refused {
            Some(_) => "The folder of the site cannot be read".to_owned(),
            None => format!("{} in the content", Counts::of(&self.diagnostics).words()),
        }
    }

    /// Everything that was found, in the words of the terminal, each with a link to its file; empty where there is nothing.
    pub(super) fn html(&self, editor: &Editor, folder: &Path) -> &str {
        self.html.get_or_init(|| self.panel(editor, folder))
    }

    fn panel(&self, editor: &Editor, folder: &Path) -> String {
        if self.diagnostics.is_empty() && self.refused.is_none() {
            return String::new();
        }
        // Faults are in the way of the site, warnings are not.
        let (open, role) = if self.has_faults() { (" open", " role=\"alert\"") } else { ("", "") };
        let words = escaped(&self.words());
        format!(
            "<section class=\"found\" aria-label=\"What fingerpost found\"><p class=\"told\"{role}>{words}</p>\
             <details{open}><summary>{words}</summary><div>{}</div></details></section>",
            self.list(editor, folder)
        )
    }

    /// Everything that was found, one after the other.
    pub(super) fn list(&self, editor: &Editor, folder: &Path) -> String {
        let mut html = String::new();
        if let Some(why) = &self.refused {
            let _ = write!(html, "<pre tabindex=\"0\">error: {}</pre>", escaped(why));
        }
        html.push_str("<ol>");
        for diagnostic in self.diagnostics.iter().take(SHOWN) {
            let text = human(std::slice::from_ref(diagnostic), &self.sources, Colour::Off);
            let secondary = diagnostic.secondary.iter().map(|label| &label.place);
            let mut links = vec![self.link(&diagnostic.primary.place, editor, folder)];
            for place in secondary {
                let link = self.link(place, editor, folder);
                if !links.contains(&link) {
                    links.push(link);
                }
            }
            let (severity, links) = (diagnostic.severity.name(), links.join(", "));
            let text = escaped(text.trim_end());
            let _ = write!(html, "<li class=\"{severity}\"><p>{links}</p><pre tabindex=\"0\">{text}</pre></li>");
        }
        html.push_str("</ol>");
        if let Some(more) = self.diagnostics.len().checked_sub(SHOWN).filter(|more| *more > 0) {
            let _ = write!(html, "<p>{more} more are listed by <code>fingerpost check</code>.</p>");
        }
        html
    }

    /// Where something is, as a link that opens it there.
    fn link(&self, place: &Place, editor: &Editor, folder: &Path) -> String {
        // A template of ours is a file of nobody's.
        let Some(source) = self.sources.get(&place.path) else { return escaped(&place.path) };
        let at = source.position(place.span.start());
        let shown = escaped(&format!("{}:{}:{}", place.path, at.line, at.column));
        match editor.link(folder, &place.path, at.line, at.column) {
            Some(address) => format!("<a href=\"{}\">{shown}</a>", escaped(&address)),
            None => shown,
        }
    }
}
