use super::day::options;
use super::report::{Report, number};
use super::site::refuse;
use super::terminal::Terminal;
use super::{CheckArguments, FAULTS, Format, SiteArguments};
use crate::diagnostic::Diagnostic;
use crate::rename::{self, Refusal, Renamed, Request, diff};
use crate::source::{Place, Sources, disk, edit};
use std::path::PathBuf;

/// What to rename, and how.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct RenameArguments {
    /// The record, as `programme:ntp`, or a part of one, as `offer:2021-22/mat`
    old: String,
    /// Its new name: the same with another slug at its end, or that slug alone
    new: String,
    /// The folder of the site: the one that holds `content`
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    site: PathBuf,
    /// Show what would change, as a diff, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Rename although faults in the content may hide places that name it
    #[arg(long)]
    force: bool,
}

/// How many places are listed where the old name stands still.
const LISTED: usize = 10;

/// `fingerpost rename`
pub(super) fn rename(arguments: &RenameArguments, terminal: &mut Terminal) -> u8 {
    match try_rename(arguments, terminal) {
        Ok(status) | Err(status) => status,
    }
}

fn try_rename(arguments: &RenameArguments, terminal: &mut Terminal) -> Result<u8, u8> {
    let RenameArguments { old, new, site, dry_run, force } = arguments;
    let sources = disk::read(site).map_err(|fault| refuse(&fault, terminal))?;
    let of_site = SiteArguments { site: site.clone(), as_of: None, drafts: false, format: Format::Human };
    let options = options(&of_site, &sources).map_err(|fault| refuse(&fault, terminal))?;
    let renamed = match rename::rename(&sources, options, Request { old, new, force: *force }) {
        Ok(renamed) => renamed,
        Err(refusal) => return Err(refused(&refusal, &of_site, &sources, terminal)),
    };
    if *dry_run {
        terminal.say(&diff::unified(&renamed.files));
        terminal.complain(&format!("would rename {}", summary(&renamed)));
    } else {
        edit::change(site, &renamed.files).map_err(|fault| refuse(&fault, terminal))?;
        terminal.say(&format!("renamed {}", summary(&renamed)));
    }
    if !renamed.left.is_empty() {
        let count = number(renamed.left.len(), "place");
        terminal.complain(&format!("note: `{}` stands still in {count}; look whether it is meant\n", renamed.old));
        list(&renamed.left, &renamed.sources, terminal);
    }
    Ok(0)
}

/// What is renamed, in a line.
fn summary(renamed: &Renamed) -> String {
    let Renamed { old, new, files, places, redirect, .. } = renamed;
    let moved = files.iter().find(|(old, new)| old.path() != new.path());
    let moved = moved.map(|(_, new)| format!(", now in {}", new.path())).unwrap_or_default();
    let redirect = redirect.as_ref().map(|(from, to)| format!("; {from} leads to {to}")).unwrap_or_default();
    let (places, files) = (number(*places, "place"), number(files.len(), "file"));
    format!("{old} to {new}: {places} in {files}{moved}{redirect}\n")
}

/// Says why nothing was renamed.
fn refused(refusal: &Refusal, site: &SiteArguments, sources: &Sources, terminal: &mut Terminal) -> u8 {
    let show = |diagnostics: &[Diagnostic], sources: &Sources, terminal: &mut Terminal| {
        let report = Report::new(site, &CheckArguments::default(), sources, terminal)?;
        report.show(diagnostics, terminal);
        Ok::<(), u8>(())
    };
    let why = match refusal {
        Refusal::Told(..) => return refuse(refusal, terminal),
        Refusal::Hidden(faults) => {
            if let Err(status) = show(faults, sources, terminal) {
                return status;
            }
            let faults = number(faults.len(), "fault");
            format!("{faults} may hide places that name it; mend them first, or add `--force`")
        }
        Refusal::Faults(faults, after) => {
            if let Err(status) = show(faults, after, terminal) {
                return status;
            }
            "the site would have faults or warnings that it does not have now".to_owned()
        }
        Refusal::Places(places) => {
            list(places, sources, terminal);
            let count = number(places.len(), "place");
            format!(
                "{count} cannot be changed without changing what else stands there; write the name there plainly first"
            )
        }
        Refusal::Overlap => refusal.to_string(),
    };
    terminal.complain(&format!("{why}\nnothing was renamed\n"));
    FAULTS
}

fn list(places: &[Place], sources: &Sources, terminal: &mut Terminal) {
    for place in places.iter().take(LISTED) {
        let Some(source) = sources.get(&place.path) else { continue };
        let at = source.position(place.span.start());
        terminal.complain(&format!("  {}:{}:{}\n", place.path, at.line, at.column));
    }
    if let Some(more) = places.len().checked_sub(LISTED).filter(|more| *more > 0) {
        terminal.complain(&format!("  and {more} more\n"));
    }
}
