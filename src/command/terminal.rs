use crate::diagnostic::render::Colour;
use std::io::{self, IsTerminal, Write};

/// Where the program speaks: results to standard output, faults and progress to standard error.
pub(super) struct Terminal {
    pub(super) colour: Colour,
    out: io::Stdout,
    err: io::Stderr,
}

impl Terminal {
    pub(super) fn of_process() -> Self {
        let wants_none = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let shows_some = io::stderr().is_terminal() && std::env::var_os("TERM").is_none_or(|term| term != "dumb");
        let colour = if shows_some && !wants_none { Colour::On } else { Colour::Off };
        Self { colour, out: io::stdout(), err: io::stderr() }
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
