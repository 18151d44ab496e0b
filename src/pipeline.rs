//! The program, top to bottom: [`analyse`] and [`render`].
//!
//! `check` is `build` without writing, and `serve` answers from the same [`Output`], so that what one of them says or
//! makes, all of them do.

use crate::catalogue;
use crate::config;
use crate::diagnostic::{Diagnostic, in_order};
use crate::kind;
use crate::output::Output;
use crate::page::{self, Site};
use crate::record;
use crate::route;
use crate::source::Sources;
use crate::theme::Theme;

/// What is known of a site before any page is made.
#[derive(Debug)]
pub struct Analysis {
    /// Kinds, records and paths: whatever could be read.
    pub site: Site,
    /// What is wrong, in order.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads and checks everything.
#[must_use]
pub fn analyse(sources: &Sources) -> Analysis {
    let (kinds, of_kinds) = kind::read(sources);
    let (config, of_config) = config::read(sources, &kinds);
    let (records, of_records) = record::read(sources, &kinds, &config);
    let (catalogue, of_catalogue) = catalogue::join(records, &kinds, &config, sources);
    let (routes, of_routes) = route::routes(&catalogue, &kinds, sources);
    let diagnostics = in_order([of_kinds, of_config, of_records, of_catalogue, of_routes].concat());
    Analysis { site: Site { config, kinds, catalogue, routes }, diagnostics }
}

/// Puts the pages together, each made when it is asked for.
#[must_use]
pub fn render(analysis: Analysis, sources: &Sources) -> Output {
    let theme = Theme::new(sources, &page::site(&analysis.site));
    Output::new(analysis.site, theme, analysis.diagnostics)
}
