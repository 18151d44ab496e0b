//! The command line: the only place that knows the terminal, the clock and the environment.
//!
//! Exit status: 0 when all is well, 1 for faults in the content, 2 when the machine or the command line is at fault.

mod day;
mod explain;
mod site;
mod terminal;

use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use std::process::ExitCode;
use terminal::Terminal;

/// There are faults in the content.
const FAULTS: u8 = 1;

/// The machine or the command line is at fault.
const REFUSED: u8 = 2;

/// Makes a website from typed records in YAML, and proves that they hold together.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check the content, pages and templates included, and write nothing
    Check {
        #[command(flatten)]
        site: SiteArguments,
    },
    /// Check the content and write the website
    Build {
        #[command(flatten)]
        site: SiteArguments,
        /// The folder that the website is written to; `public` in the folder of the site unless told
        #[arg(long, value_name = "FOLDER")]
        out: Option<PathBuf>,
    },
    /// Show the website in a browser on this machine
    Serve {
        #[command(flatten)]
        site: SiteArguments,
        /// The port; 0 takes a free one
        #[arg(long, default_value_t = 1313)]
        port: u16,
    },
    /// Explain what a code means and how to mend it, such as `explain unknown-reference`
    Explain {
        /// The code; without it all are listed
        code: Option<String>,
    },
}

/// Which site, and how to speak of it.
#[derive(Clone, Debug, clap::Args)]
struct SiteArguments {
    /// The folder of the site: the one that holds `content`
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    site: PathBuf,
    /// The day for which the site is made, such as 2024-09-01; today unless told
    #[arg(long, value_name = "DAY")]
    as_of: Option<String>,
    /// Show drafts too
    #[arg(long)]
    drafts: bool,
    /// How faults are shown
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// With the line and the way to mend it
    Human,
    /// One line each
    Short,
}

/// Runs the program with the process's arguments.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let mut terminal = Terminal::of_process();
    let status = match arguments.command {
        Command::Check { site } => site::check(&site, &mut terminal),
        Command::Build { site, out } => site::build(&site, out.as_deref(), &mut terminal),
        Command::Serve { site, port } => site::serve(&site, port, &mut terminal),
        Command::Explain { code } => explain::explain(code.as_deref(), &mut terminal),
    };
    ExitCode::from(status)
}
