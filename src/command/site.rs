use super::day::options;
use super::terminal::Terminal;
use super::{FAULTS, Format, REFUSED, SiteArguments};
use crate::diagnostic::{Counts, Diagnostic, render};
use crate::output::{Made, Output, write};
use crate::pipeline::{analyse, render as pages};
use crate::source::{Sources, disk};
use std::path::Path;
use std::time::{Duration, Instant};

/// `fingerpost check`
pub(super) fn check(site: &SiteArguments, terminal: &mut Terminal) -> u8 {
    let started = Instant::now();
    let (output, sources) = match read(site, terminal) {
        Ok(read) => read,
        Err(status) => return status,
    };
    match all(&output, &sources, site, terminal) {
        Ok(files) => {
            let records = output.site().catalogue.iter().count();
            let found = match Counts::of(output.diagnostics()).warnings {
                0 => "no fault".to_owned(),
                1 => "1 warning".to_owned(),
                warnings => format!("{warnings} warnings"),
            };
            terminal.say(&format!("checked {} in {} and found {found}\n", parts(records, files.len()), time(started)));
            0
        }
        Err(status) => status,
    }
}

/// `fingerpost build`
pub(super) fn build(site: &SiteArguments, out: Option<&Path>, terminal: &mut Terminal) -> u8 {
    let started = Instant::now();
    let folder = out.map_or_else(|| site.site.join("public"), Path::to_owned);
    if let Some(sources) = among_sources(&folder, &site.site) {
        return refuse(
            &format!("the output folder `{}` would hold `{sources}`, or lie in it", folder.display()),
            terminal,
        );
    }
    let (output, sources) = match read(site, terminal) {
        Ok(read) => read,
        Err(status) => return status,
    };
    let files = match all(&output, &sources, site, terminal) {
        Ok(files) => files,
        Err(status) => {
            terminal.complain("nothing was written\n");
            return status;
        }
    };
    match write::write(&files, &folder) {
        Ok(written) => {
            let records = output.site().catalogue.iter().count();
            let files = format!("{} written, {} as they were", written.changed, written.unchanged);
            terminal.say(&format!(
                "built {} in {}: {files}, in {}\n",
                parts(records, written.changed + written.unchanged),
                time(started),
                folder.display()
            ));
            0
        }
        Err(fault) => refuse(&fault, terminal),
    }
}

/// `fingerpost serve`
pub(super) fn serve(site: &SiteArguments, port: u16, terminal: &mut Terminal) -> u8 {
    let (output, sources) = match read(site, terminal) {
        Ok(read) => read,
        Err(status) => return status,
    };
    // What is wrong is told, and the rest is shown: a preview is for mending.
    let _ = all(&output, &sources, site, terminal);
    let ready = |address| terminal.say(&format!("the site is at http://{address}/ (stop it with Ctrl+C)\n"));
    match crate::serve::serve(output, port, ready) {
        Ok(()) => 0,
        Err(fault) => refuse(&format!("cannot serve at port {port}: {fault}"), terminal),
    }
}

/// The folder of sources that an output folder lies in or holds.
fn among_sources(out: &Path, site: &Path) -> Option<&'static str> {
    let absolute = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path)).ok();
    let out = absolute(out)?;
    ["content", "themes"].into_iter().find(|name| {
        absolute(&site.join(name)).is_some_and(|sources| out.starts_with(&sources) || sources.starts_with(&out))
    })
}

fn read(site: &SiteArguments, terminal: &mut Terminal) -> Result<(Output, Sources), u8> {
    let sources = disk::read(&site.site).map_err(|fault| refuse(&fault, terminal))?;
    let options = options(site, &sources).map_err(|fault| refuse(&fault, terminal))?;
    Ok((pages(analyse(&sources, options), &sources), sources))
}

/// Every file of the site; where it has faults, these are told.
fn all(output: &Output, sources: &Sources, site: &SiteArguments, terminal: &mut Terminal) -> Result<Vec<Made>, u8> {
    let show = |diagnostics: &[Diagnostic], terminal: &mut Terminal| match site.format {
        Format::Human => terminal.complain(&render::human(diagnostics, sources, terminal.colour)),
        Format::Short => terminal.complain(&render::short(diagnostics, sources)),
    };
    match output.all() {
        Ok(files) => {
            show(output.diagnostics(), terminal);
            Ok(files)
        }
        Err(diagnostics) => {
            show(&diagnostics, terminal);
            let count = Counts::of(&diagnostics).errors;
            let faults = if count == 1 { "1 fault".to_owned() } else { format!("{count} faults") };
            terminal.complain(&format!("{faults} in the content\n"));
            Err(FAULTS)
        }
    }
}

fn refuse(fault: &dyn std::fmt::Display, terminal: &mut Terminal) -> u8 {
    terminal.complain(&format!("error: {fault}\n"));
    REFUSED
}

fn parts(records: usize, files: usize) -> String {
    format!("{records} records, {files} files")
}

fn time(started: Instant) -> String {
    let took: Duration = started.elapsed();
    if took < Duration::from_secs(1) {
        format!("{} ms", took.as_millis())
    } else {
        format!("{:.1} s", took.as_secs_f64())
    }
}
