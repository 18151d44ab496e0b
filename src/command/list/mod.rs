//! `fingerpost list`

mod shown;
mod wanted;

use super::day::options;
use super::report::number;
use super::terminal::Terminal;
use super::{FAULTS, Format, REFUSED, SiteArguments};
use crate::diagnostic::{Counts, listed, nearest};
use crate::kind::Kinds;
use crate::pipeline::analyse;
use crate::source::disk;

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
    #[command(flatten)]
    site: SiteArguments,
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
    let of_site = &arguments.site;
    let show = match of_site.format {
        Format::Human | Format::Short => shown::human,
        Format::Json => shown::json,
        _ => return Err("this format is for faults, and records are none\n  help: write `human` or `json`".to_owned()),
    };
    let sources = disk::read(&of_site.site).map_err(|fault| fault.to_string())?;
    let options = options(of_site, &sources)?;
    let analysis = analyse(&sources, options);
    let site = &analysis.site;
    let wanted = wanted::read(arguments, site)?;
    let records: Vec<_> = site.catalogue.iter().filter(|(index, record)| wanted.has(*index, record, site)).collect();
    Ok((show(&records, site, &sources), Counts::of(&analysis.diagnostics).errors))
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
