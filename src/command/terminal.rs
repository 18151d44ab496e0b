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
        Self { colour, out: io::stdout(), err: io::stderr(), is_live, started: Instant::now() }
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
        let _ = self.out.write_all(text.as_bytes());
        let _ = self.out.flush();
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
