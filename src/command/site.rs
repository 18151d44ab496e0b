use super::change::next_change;
use super::day::options;
use super::report::{Report, found, number};
use super::terminal::Terminal;
use super::{CheckArguments, FAULTS, REFUSED, SiteArguments};
use crate::diagnostic::Diagnostic;
use crate::output::{Made, Output};
use crate::pipeline::{analyse, render as pages};
use crate::source::{Sources, disk, edit};
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

/// How often `check --fix` mends and looks again: what is mended may show what could not be seen before, such as a list
/// whose items are alike now. Three rounds are more than anyone has seen; the bound is for fixes that undo one another.
const ROUNDS: usize = 10;

/// What is wanted of a check besides what it finds.
#[derive(Clone, Copy)]
pub(super) struct Wanted {
    /// Mending what is certain.
    pub(super) fix: bool,
    /// The next day on which the site changes.
    pub(super) next_change: bool,
}

/// `fingerpost check`
pub(super) fn check(site: &SiteArguments, check: &CheckArguments, wanted: Wanted, terminal: &mut Terminal) -> u8 {
    let started = Instant::now();
    let mended = if wanted.fix { mend(site, terminal) } else { Ok(None) };
    let (mended, Read { output, sources }) = match mended.and_then(|mended| Ok((mended, read(site, terminal)?))) {
        Ok(read) => read,
        Err(status) => return status,
    };
    let report = match Report::new(site, check, &sources, terminal) {
        Ok(report) => report,
        Err(status) => return status,
    };
    let (files, diagnostics) = terminal.during("making pages", || prove(&output));
    report.show(&diagnostics, terminal);
    if let Some(mended) = mended {
        report.done(&mended, terminal);
    }
    let is_denied = report.denies(&diagnostics, terminal);
    report.offer(&diagnostics, terminal);
    if is_denied {
        return FAULTS;
    }
    let (parts, found) = (parts(&output, files), found(&diagnostics));
    report.done(&format!("checked {parts} in {} and found {found}\n", time(started)), terminal);
    if wanted.next_change {
        report.done(&next_change(output.site()), terminal);
    }
    leave((output, sources));
    0
}

/// Mends what is certain until there is nothing more; what to say of it.
fn mend(site: &SiteArguments, terminal: &mut Terminal) -> Result<Option<String>, u8> {
    let (mut faults, mut files) = (0, BTreeSet::new());
    for _ in 0..ROUNDS {
        let Read { output, sources } = read(site, terminal)?;
        let diagnostics = terminal.during("making pages", || prove(&output)).1;
        let sets = diagnostics.iter().filter_map(Diagnostic::safe_fix).map(|fix| fix.edits.as_slice());
        let changed = edit::apply(&site.site, &sources, sets).map_err(|fault| refuse(&fault, terminal))?;
        if changed.sets == 0 {
            break;
        }
        faults += changed.sets;
        files.extend(changed.files);
    }
    Ok((faults > 0).then(|| format!("mended {} in {}\n", number(faults, "fault"), number(files.len(), "file"))))
}

/// A site as it was read, and what can be made of it.
struct Read {
    output: Output,
    sources: Sources,
}

fn read(site: &SiteArguments, terminal: &mut Terminal) -> Result<Read, u8> {
    let sources = terminal.during("reading", || disk::read(&site.site)).map_err(|fault| refuse(&fault, terminal))?;
    let options = options(site, &sources).map_err(|fault| refuse(&fault, terminal))?;
    let output = terminal.during("checking", || pages(analyse(&sources, options), &sources));
    Ok(Read { output, sources })
}

/// Every file of the site, none where there are errors, and everything that was found.
pub(super) fn all(output: &Output) -> (Vec<Made>, Vec<Diagnostic>) {
    match output.all() {
        Ok(files) => (files, output.found()),
        Err(diagnostics) => (Vec::new(), diagnostics),
    }
}

/// How many files the site has, none where there are errors, and everything that was found.
fn prove(output: &Output) -> (usize, Vec<Diagnostic>) {
    match output.prove() {
        Ok(files) => (files, output.found()),
        Err(diagnostics) => (0, diagnostics),
    }
}

/// Leaves a site to the system, which takes all memory of a program that ends at once: a large site would be taken apart
/// record by record, on one core.
pub(super) fn leave<T>(site: T) {
    std::mem::forget(site);
}

pub(super) fn refuse(fault: &dyn std::fmt::Display, terminal: &mut Terminal) -> u8 {
    terminal.complain(&format!("error: {fault}\n"));
    REFUSED
}

pub(super) fn parts(output: &Output, files: usize) -> String {
    format!("{} records, {files} files", output.site().records())
}

pub(super) fn time(started: Instant) -> String {
    let took: Duration = started.elapsed();
    if took < Duration::from_secs(1) {
        format!("{} ms", took.as_millis())
    } else {
        format!("{:.1} s", took.as_secs_f64())
    }
}
