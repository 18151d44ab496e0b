//! `fingerpost new`: a record to fill in, or a copy of one for its next year.
//!
//! What is written is read first, in memory: so it is told how much of it is still to be filled in, and a list of records
//! is never added to where that would break it.

mod blank;
mod copy;
mod hint;
mod target;
mod told;
mod years;

use super::day::options;
use super::list::{help_with, kind_named};
use super::report::number;
use super::terminal::Terminal;
use super::{FAULTS, REFUSED, SiteArguments};
use crate::catalogue::RecordIndex;
use crate::diagnostic::{nearest, one};
use crate::kind::Kind;
use crate::page::Site;
use crate::pipeline::{Memo, Options, analyse_again};
use crate::schema::slug_help;
use crate::source::{Place, Sources, disk, edit};
use std::path::PathBuf;
use target::Target;

/// What is to be written.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct NewArguments {
    /// What sort of record: the name of a file in `content/kinds`
    #[arg(value_name = "KIND")]
    kind: String,
    /// Its name in addresses and references: small letters, digits and single hyphens
    #[arg(value_name = "SLUG")]
    slug: String,
    /// Copy this record of the kind for its next year: the last version where there are newer ones
    #[arg(long, value_name = "SLUG")]
    from: Option<String>,
    /// The folder of the site: the one that holds `content`
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    site: PathBuf,
}

/// How many versions of one thing are gone through to find the last.
const VERSIONS: usize = 64;

/// Why nothing was written.
struct Refusal {
    status: u8,
    fact: String,
}

impl From<String> for Refusal {
    fn from(fact: String) -> Self {
        Self { status: REFUSED, fact }
    }
}

/// The content has to be mended first.
fn faulty(fact: String) -> Refusal {
    Refusal { status: FAULTS, fact: format!("{fact}\n  help: run `fingerpost check`, and mend that first") }
}

/// Writes a record, and says what is to be done with it.
pub(super) fn new(arguments: &NewArguments, terminal: &mut Terminal) -> u8 {
    match write(arguments) {
        Ok(told) => {
            terminal.say(&told);
            0
        }
        Err(Refusal { status, fact }) => {
            terminal.complain(&format!("error: {fact}\n"));
            status
        }
    }
}

/// A site, and the kind of the record that is to be written.
#[derive(Clone, Copy)]
struct Around<'a> {
    site: &'a Site,
    sources: &'a Sources,
    index: usize,
    kind: &'a Kind,
}

fn write(arguments: &NewArguments) -> Result<String, Refusal> {
    let NewArguments { kind, slug, from, site: folder } = arguments;
    let sources = disk::read(folder).map_err(|fault| fault.to_string())?;
    let options = options(&SiteArguments::of(folder, None, true), &sources)?;
    let (analysis, memo) = analyse_again(&sources, options, Memo::default());
    let site = &analysis.site;
    let index = kind_named(kind, &site.kinds)?;
    let Some(kind) = site.kinds.get(index) else { return Err(format!("there is no kind `{kind}`").into()) };
    let around = Around { site, sources: &sources, index, kind };
    check_name(slug, around)?;
    let (target, rest) = match from {
        None => (target::of_new(slug, &blank::fields(around)?, around), String::new()),
        Some(from) => {
            let copy = copy::copy(last_version(from, around)?, slug, around)?;
            (copy.target, copy.told)
        }
    };
    let faults = faults(&target, &sources, options, memo);
    match &target {
        Target::File { path, text } => edit::create(folder, path, text).map_err(|fault| fault.to_string())?,
        Target::List { edit, .. } => {
            let sets = [std::slice::from_ref(edit)];
            edit::apply(folder, &sources, sets).map_err(|fault| fault.to_string())?;
        }
    }
    let place = target.place();
    let found = match faults {
        0 => "it holds together as it is".to_owned(),
        faults => format!("fingerpost check finds {} there to fill in or mend", number(faults, "place")),
    };
    Ok(format!("wrote `{}:{slug}` in {place}\n{rest}{found}\n", kind.name))
}

fn check_name(slug: &str, around: Around<'_>) -> Result<(), Refusal> {
    let Around { site, index, kind, .. } = around;
    let noun = one(&kind.noun());
    if let Some(help) = slug_help(slug) {
        return Err(format!("`{slug}` cannot be the name of {noun}\n  help: {help}").into());
    }
    let taken = site.catalogue.all_of_kind(index).find(|(_, record)| *record.slug == *slug);
    if let Some((_, record)) = taken {
        let fact = format!("there is {noun} called `{slug}` already, in {}", record.path);
        return Err(format!("{fact}\n  help: choose another name, or edit that one").into());
    }
    if site.catalogue.is_incomplete(index) {
        return Err(faulty(format!("the list `content/{}.yaml` cannot be read", kind.name)));
    }
    Ok(())
}

/// The record of this slug, or the last of those that came after it.
fn last_version(slug: &str, around: Around<'_>) -> Result<RecordIndex, Refusal> {
    let Around { site, index, kind, .. } = around;
    let all = || site.catalogue.all_of_kind(index);
    // An id is as good a name as a slug.
    let bare = slug.strip_prefix(&format!("{}:", kind.name)).unwrap_or(slug);
    let Some((mut last, _)) = all().find(|(_, record)| *record.slug == *bare) else {
        let names = || all().map(|(_, record)| &*record.slug);
        let fact = format!("there is no {} `{slug}`", kind.noun());
        return Err(help_with(fact, nearest(bare, names()), "there are", names()).into());
    };
    for _ in 0..VERSIONS {
        let newer: Vec<RecordIndex> = all()
            .map(|(newer, _)| newer)
            .filter(|newer| site.catalogue.named_by(*newer, "replaces") == Some(last))
            .collect();
        // Where two follow, nobody knows which is meant.
        let [newer] = newer.as_slice() else { break };
        last = *newer;
    }
    Ok(last)
}

/// How many faults there would be in what is to be written.
fn faults(target: &Target, sources: &Sources, options: Options, memo: Memo) -> usize {
    let source = target.source(sources);
    let range = target.range(&source);
    let with: Sources = sources.iter().cloned().chain([source.clone()]).collect();
    let (analysis, _) = analyse_again(&with, options, memo);
    let is_there = |place: &Place| place.path == *source.path() && range.contains(&place.span.start());
    analysis.diagnostics.iter().filter(|told| is_there(&told.primary.place)).count()
}
