use super::day::options;
use super::report::{Report, number};
use super::site::{all, leave, parts, refuse, time};
use super::terminal::Terminal;
use super::{CheckArguments, FAULTS, SiteArguments};
use crate::output::write::{Folder, Foreign, Manner, System, Wanted};
use crate::pipeline::{analyse, fingerprint, render};
use crate::source::disk;
use std::env;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Where a site is written to, and how.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct OutArguments {
    /// The folder that the website is written to; `public` in the folder of the site unless told
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// Replace the whole folder in one step, so that a web server never shows half of a change
    #[arg(long)]
    atomic: bool,
    /// Write into a folder that holds files which no build made; those that the site has too are replaced, the others stay
    #[arg(long)]
    force: bool,
}

/// `fingerpost build`
pub(super) fn build(site: &SiteArguments, check: &CheckArguments, out: &OutArguments, terminal: &mut Terminal) -> u8 {
    match try_build(site, check, out, terminal) {
        Ok(status) | Err(status) => status,
    }
}

fn try_build(
    site: &SiteArguments,
    check: &CheckArguments,
    out: &OutArguments,
    terminal: &mut Terminal,
) -> Result<u8, u8> {
    let started = Instant::now();
    let path = out.out.clone().unwrap_or_else(|| site.site.join("public"));
    if let Some(sources) = among_sources(&path, &site.site) {
        let fault = format!(
            "the output folder `{}` would hold `{sources}`, or lie in it\n  help: name another folder with `--out`",
            path.display()
        );
        return Err(refuse(&fault, terminal));
    }
    let sources = terminal.during("reading", || disk::read(&site.site)).map_err(|fault| refuse(&fault, terminal))?;
    let options = options(site, &sources).map_err(|fault| refuse(&fault, terminal))?;
    let report = Report::new(site, check, &sources, terminal)?;
    let foreign = if out.force { Foreign::Overruled } else { Foreign::Respected };
    let folder = Folder::open(&System, &path, foreign).map_err(|fault| refuse(&fault, terminal))?;
    if let Some(fault) = folder.fault() {
        terminal.complain(&format!(
            "warning: the record of the last build in `{}` cannot be read: {fault}\n  note: what that build made and this \
             one does not is left there\n",
            path.display()
        ));
    }
    let fingerprint = fingerprint(&sources, options, &program());
    if let Some(files) = folder.holds(fingerprint) {
        report.show(&[], terminal);
        let (files, took) = (number(files, "file"), time(started));
        report.done(&format!("nothing has changed: {files} in {}, looked at in {took}\n", path.display()), terminal);
        return Ok(0);
    }
    let output = terminal.during("checking", || render(analyse(&sources, options), &sources));
    let (files, diagnostics) = terminal.during("making pages", || all(&output));
    report.show(&diagnostics, terminal);
    let is_denied = report.denies(&diagnostics, terminal);
    report.offer(&diagnostics, terminal);
    if is_denied {
        terminal.complain("nothing was written\n");
        return Err(FAULTS);
    }
    // A build that has something to tell tells it each time, so the next one may not stop before it knows.
    let fingerprint = diagnostics.is_empty().then_some(fingerprint);
    let manner = if out.atomic { Manner::Atomic } else { Manner::Plain };
    let wanted = Wanted { files: &files, fingerprint, manner };
    let written = terminal.during("writing", || folder.write(wanted)).map_err(|fault| refuse(&fault, terminal))?;
    let (parts, took) = (parts(&output, files.len()), time(started));
    let removed = if written.removed > 0 { format!(", {} removed", written.removed) } else { String::new() };
    let files = format!("{} written, {} as they were{removed}", written.changed, written.unchanged);
    report.done(&format!("built {parts} in {took}: {files}, in {}\n", path.display()), terminal);
    leave((output, files, sources));
    Ok(0)
}

/// The folder of sources that an output folder lies in or holds.
pub(super) fn among_sources(out: &Path, site: &Path) -> Option<&'static str> {
    let out = resolved(&std::path::absolute(out).ok()?);
    ["content", "themes"].into_iter().find(|name| {
        std::path::absolute(site.join(name))
            .ok()
            .map(|sources| resolved(&sources))
            .is_some_and(|sources| out.starts_with(&sources) || sources.starts_with(&out))
    })
}

/// Where a path leads: as far as it is there by the system's word, and beyond that as it is written.
fn resolved(path: &Path) -> PathBuf {
    match (path.canonicalize(), path.parent(), path.file_name()) {
        (Ok(there), _, _) => there,
        (Err(_), Some(above), Some(name)) => resolved(above).join(name),
        // `a/..`, where there is no `a`.
        (Err(_), Some(above), None) => resolved(above).parent().map_or_else(PathBuf::new, Path::to_owned),
        (Err(_), None, _) => path.to_owned(),
    }
}

/// What tells this program from one that was compiled from other sources and has the same version.
fn program() -> String {
    let file = env::current_exe().and_then(|path| path.metadata());
    file.map(|file| format!("{} {:?}", file.len(), file.modified().ok())).unwrap_or_default()
}
