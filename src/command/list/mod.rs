//! `fingerpost list`

mod shown;
mod wanted;

use super::day::options;
use super::report::number;
use super::terminal::Terminal;
use super::{FAULTS, REFUSED, SiteArguments};
use crate::diagnostic::{Counts, listed, nearest};
use crate::kind::Kinds;
use crate::pipeline::analyse;
use crate::source::disk;
use clap::ValueEnum;
use std::path::PathBuf;

/// Which records, and how they are shown.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct ListArguments {
    /// The kind; the records of all kinds unless told
    #[arg(value_name = "KIND")]
    pub(super) kind: Option<String>,
    /// Those in this state on the day, such as `open` or `closing_soon`; `replaced` too
    #[arg(long, value_name = "STATE")]
    pub(super) state: Option<String>,
    /// Those with this value in a field, such as `run_by=our-council`; `unknown` for what nobody knows. May be given again
    #[arg(long = "where", value_name = "FIELD=VALUE")]
    pub(super) fields: Vec<String>,
    /// How they are shown
    #[arg(long, value_enum, default_value_t = ListFormat::Human)]
    format: ListFormat,
    /// The folder of the site: the one that holds `content`
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    site: PathBuf,
    /// The day whose states are shown, such as 2024-09-01; today unless told
    #[arg(long, value_name = "DAY")]
    as_of: Option<String>,
    /// List drafts too
    #[arg(long)]
    drafts: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ListFormat {
    /// A line each
    Human,
    /// One JSON document
    Json,
}

/// Lists records by kind and slug. What of the site can be read is listed where there are faults too, which are told.
pub(super) fn list(arguments: &ListArguments, terminal: &mut Terminal) -> u8 {
    match of_site(arguments) {
        Ok((list, errors)) => {
            terminal.say(&list);
            if errors > 0 {
                let there = if errors == 1 { "there is" } else { "there are" };
                let faults = number(errors, "fault");
                terminal.complain(&format!("{there} {faults} in the content: run fingerpost check\n"));
                return FAULTS;
            }
            0
        }
        Err(fault) => {
            terminal.complain(&format!("error: {fault}\n"));
            REFUSED
        }
    }
}

/// The list, and how many errors there are in the content.
fn of_site(arguments: &ListArguments) -> Result<(String, usize), String> {
    let ListArguments { site, as_of, drafts, format, .. } = arguments;
    let sources = disk::read(site).map_err(|fault| fault.to_string())?;
    let options = options(&SiteArguments::of(site, as_of.as_deref(), *drafts), &sources)?;
    let analysis = analyse(&sources, options);
    let site = &analysis.site;
    let wanted = wanted::read(arguments, site)?;
    let records: Vec<_> = site.catalogue.iter().filter(|(index, record)| wanted.has(*index, record, site)).collect();
    let list = match format {
        ListFormat::Human => shown::human(&records, site, &sources),
        ListFormat::Json => shown::json(&records, site, &sources),
    };
    Ok((list, Counts::of(&analysis.diagnostics).errors))
}

/// Which kind has this name; what to tell where none has.
pub(super) fn kind_named(name: &str, kinds: &Kinds) -> Result<usize, String> {
    kinds.find(name).map(|(index, _)| index).ok_or_else(|| {
        let fact = format!("there is no kind `{name}`");
        // The kind may be called as its list or one of its records is called for readers.
        let in_words = || {
            let is_meant = |words: &str| words.eq_ignore_ascii_case(name);
            kinds.iter().find(|kind| is_meant(&kind.title) || is_meant(&kind.plural)).map(|kind| &*kind.name)
        };
        help_with(fact, nearest(name, kinds.names()).or_else(in_words), "the kinds are", kinds.names())
    })
}

/// A fact with the name that was probably meant, or else with all names.
pub(super) fn help_with<'a>(
    fact: String,
    near: Option<&str>,
    among: &str,
    names: impl IntoIterator<Item = &'a str>,
) -> String {
    match near {
        Some(near) => format!("{fact}\n  help: write `{near}`"),
        None => match listed(names) {
            names if names.is_empty() => fact,
            names => format!("{fact}\n  help: write another one; {among} {names}"),
        },
    }
}
