//! `fingerpost completions`

use super::Arguments;
use super::terminal::Terminal;
use clap::CommandFactory;

pub(super) use clap_complete::Shell;

/// Prints a script that makes a shell complete commands, options and their values.
pub(super) fn completions(shell: Shell, terminal: &mut Terminal) -> u8 {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "fingerpost", &mut script);
    terminal.say(&String::from_utf8_lossy(&script));
    0
}
