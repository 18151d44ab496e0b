use super::When;
use super::progress::Progress;
use crate::diagnostic::render::Colour;
use std::env;
use std::io::{self, IsTerminal, Write};
use std::time::Instant;

/// Where the program speaks: results to standard output, faults and progress to standard error.
pub(super) struct Terminal {
    pub(super) colour: Colour,
    out: io::Stdout,
    err: io::Stderr,
    /// Whether a line of standard error can be written anew.
    is_live: bool,
    started: Instant,
    /// Why something that was asked for could not be said.
    unsaid: Option<io::Error>,
}

impl Terminal {
    pub(super) fn of_process(colour: When) -> Self {
        let is_on = match colour {
            When::Always => true,
            When::Never => false,
            When::Auto => wants_colour(),
        };
        Self::with(if is_on { Colour::On } else { Colour::Off })
    }

    /// The same terminal, for another part of the program.
    pub(super) fn with(colour: Colour) -> Self {
        let is_live = io::stderr().is_terminal() && env::var_os("TERM").is_none_or(|term| term != "dumb");
        Self { colour, out: io::stdout(), err: io::stderr(), is_live, started: Instant::now(), unsaid: None }
    }

    /// Does something that may take its time. Who has waited for a second is told what is being done, on a terminal alone.
    pub(super) fn during<T>(&self, words: &'static str, act: impl FnOnce() -> T) -> T {
        let progress = self.is_live.then(|| Progress::of(words, self.started));
        let done = act();
        drop(progress);
        done
    }

    /// What was asked for. A reader that has gone away (`| head`) is no fault.
    pub(super) fn say(&mut self, text: &str) {
        let said = self.out.write_all(text.as_bytes()).and_then(|()| self.out.flush());
        if let Err(fault) = said
            && fault.kind() != io::ErrorKind::BrokenPipe
        {
            self.unsaid = Some(fault);
        }
    }

    /// Whether all was said that was asked for; where it was not, who reads the other stream is told.
    pub(super) fn has_said_all(&mut self) -> bool {
        let Some(fault) = self.unsaid.take() else { return true };
        self.complain(&format!("error: standard output took not all of it: {fault}\n"));
        false
    }

    /// What is wrong.
    pub(super) fn complain(&mut self, text: &str) {
        let _ = self.err.write_all(text.as_bytes());
    }
}

/// What the environment wants: `NO_COLOR` before `CLICOLOR_FORCE` before what the terminal can do.
fn wants_colour() -> bool {
    let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    let is = |name: &str, value: &str| env::var_os(name).is_some_and(|found| found == value);
    if is_set("NO_COLOR") {
        return false;
    }
    if is_set("CLICOLOR_FORCE") && !is("CLICOLOR_FORCE", "0") {
        return true;
    }
    io::stderr().is_terminal() && !is("TERM", "dumb") && !is("CLICOLOR", "0")
}
