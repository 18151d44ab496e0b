//! The program, top to bottom: [`analyse`] and [`render`].
//!
//! `check` is `build` without writing, and `serve` answers from the same [`Output`], so that what one of them says or
//! makes, all of them do.

use crate::asset;
use crate::catalogue::{self, Around};
use crate::check::{self, Checked};
use crate::config;
use crate::date::Day;
use crate::decision;
use crate::diagnostic::{Diagnostic, in_order};
use crate::hidden;
use crate::kind;
use crate::output::{Fingerprint, Output};
use crate::page::Site;
use crate::record;
use crate::route::{self, Routed};
use crate::source::Sources;
use crate::theme::Theme;
use std::sync::Arc;

/// What a site is made for.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The day for which it is made: nothing else in it depends on when.
    pub as_of: Day,
    /// Whether that is the day on which it is made, so that nothing can have been done later.
    pub is_today: bool,
    /// Whether drafts are shown.
    pub drafts: bool,
}

/// What is known of a site before any page is made.
#[derive(Debug)]
pub struct Analysis {
    /// Kinds, records and paths: whatever could be read.
    pub site: Site,
    /// What is wrong, in order.
    pub diagnostics: Vec<Diagnostic>,
}

/// What was read before, so that after an edit one file is read again and not all. Whether there is something in it
/// changes how long an analysis takes, and nothing else.
#[derive(Debug, Default)]
pub struct Memo {
    kinds: kind::Memo,
    records: record::Memo,
    catalogue: catalogue::Memo,
}

/// Reads and checks everything.
#[must_use]
pub fn analyse(sources: &Sources, options: Options) -> Analysis {
    analyse_again(sources, options, Memo::default()).0
}

/// Reads what is not in the memo and checks everything.
#[must_use]
pub fn analyse_again(sources: &Sources, options: Options, memo: Memo) -> (Analysis, Memo) {
    let Options { as_of, is_today, drafts } = options;
    let (kinds, memo_of_kinds, of_kinds) = kind::read(sources, memo.kinds);
    let (config, of_config) = config::read(sources, &kinds);
    let (records, memo_of_records, of_records) = record::read(sources, &kinds, &config, memo.records);
    let around = Around { kinds: &kinds, site: &config, sources, drafts };
    let (catalogue, of_catalogue) = catalogue::join(records, around, &memo.catalogue);
    let catalogue = Arc::new(catalogue);
    let told = [of_records.clone(), of_catalogue.clone()].concat();
    let (decisions, of_decisions) =
        decision::read(decision::Read { kinds: &kinds, catalogue: &catalogue, told: &told });
    let routed = Routed { site: &config, kinds: &kinds, catalogue: &catalogue, decisions: &decisions, sources };
    let (assets, of_assets) = asset::read(sources, &config.base);
    let (routes, of_routes) = route::routes(routed, assets);
    let checked =
        Checked { site: &config, kinds: &kinds, catalogue: &catalogue, routes: &routes, sources, as_of, is_today };
    let of_checks = check::check(checked);
    let found = [of_kinds, of_config, of_records, of_catalogue, of_decisions, of_assets, of_routes, of_checks].concat();
    let diagnostics = in_order(config.levels.apply(hidden::outshine(found)));
    let memo_of_catalogue = catalogue::Memo::of(&kinds, &catalogue);
    let site = Site::new(config, kinds, catalogue, (Arc::new(decisions), Arc::new(routes)), as_of);
    let memo = Memo { kinds: memo_of_kinds, records: memo_of_records, catalogue: memo_of_catalogue };
    (Analysis { site, diagnostics }, memo)
}

/// What a site is made from, in one number: where it is the same, so are [`analyse`] and [`render`]. `program` tells one
/// program from another.
#[must_use]
pub fn fingerprint(sources: &Sources, options: Options, program: &str) -> Fingerprint {
    // All options, whatever there will be.
    Fingerprint::new(sources, &format!("{options:?} {program}"))
}

/// Puts the pages together, each made when it is asked for.
#[must_use]
pub fn render(analysis: Analysis, sources: &Sources) -> Output {
    let site = &analysis.site;
    let named = site.kinds.iter().filter_map(|kind| Some(&*kind.roles.template.as_ref()?.0)).collect();
    let theme = Theme::new(sources, site, &named);
    Output::new(analysis.site, theme, sources, analysis.diagnostics)
}
