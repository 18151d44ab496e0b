//! What can be said only of the whole catalogue, one file for each check.
//!
//! A check looks at what the stages before it made and says what is wrong; it changes nothing. What is wrong with a file
//! alone has been said where the file was read.

mod figure;
mod fresh;
mod future;
mod link;
mod listed;
mod lists;
mod lost;
mod rules;
mod series;
mod source;
mod subject;
mod title;
mod withdrawn;

use crate::catalogue::Catalogue;
use crate::config::Site;
use crate::date::Day;
use crate::diagnostic::Diagnostic;
use crate::kind::Kinds;
use crate::route::Routes;
use crate::source::Sources;
use rayon::prelude::*;
use subject::Subject;

/// What is checked.
#[derive(Clone, Copy)]
pub struct Checked<'a> {
    /// The site's own file.
    pub site: &'a Site,
    /// The kinds.
    pub kinds: &'a Kinds,
    /// The records.
    pub catalogue: &'a Catalogue,
    /// The pages' paths.
    pub routes: &'a Routes,
    /// The files.
    pub sources: &'a Sources,
    /// The day for which the site is built.
    pub as_of: Day,
    /// Whether that is today.
    pub is_today: bool,
}

/// The checks of a record, one after another.
const CHECKS: [fn(Subject<'_>, &mut Vec<Diagnostic>); 9] = [
    figure::check,
    fresh::check,
    future::check,
    link::check,
    lists::check,
    series::check,
    source::check,
    title::check,
    withdrawn::check,
];

/// Checks a catalogue, on all cores.
#[must_use]
pub fn check(checked: Checked<'_>) -> Vec<Diagnostic> {
    let subjects: Vec<Subject<'_>> =
        checked.catalogue.all().filter_map(|(index, record)| checked.subject(index, record)).collect();
    let of_record = |subject: &Subject<'_>| {
        let mut diagnostics = Vec::new();
        CHECKS.iter().for_each(|check| check(*subject, &mut diagnostics));
        diagnostics
    };
    let mut diagnostics: Vec<Diagnostic> = subjects.par_iter().flat_map_iter(of_record).collect();
    diagnostics.extend(lost::check(checked.sources));
    diagnostics.extend(link::site(checked));
    diagnostics.extend(rules::check(checked));
    diagnostics.extend(listed::check(checked.catalogue, checked.kinds));
    diagnostics
}
