//! The command line: the only place that knows the terminal, the clock and the environment.
//!
//! Exit status: 0 when all is well, 1 for faults in the content, 2 when the machine or the command line is at fault.

mod build;
mod change;
mod completions;
mod day;
mod decide;
mod explain;
mod export;
mod github;
mod help;
mod init;
mod list;
mod new;
mod progress;
mod import;
mod report;
mod rename;
mod schema;
mod search;
mod serve;
mod site;
mod terminal;

use clap::{Parser, Subcommand, ValueEnum};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use terminal::Terminal;

/// There are faults in the content.
const FAULTS: u8 = 1;

/// The machine or the command line is at fault.
const REFUSED: u8 = 2;

/// Makes a website from typed records in YAML, and proves that they hold together.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true, after_help = help::ALL)]
struct Arguments {
    /// When messages are coloured
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = When::Auto)]
    color: When,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a small site in an empty folder, to begin with
    #[command(after_help = help::INIT)]
    Init {
        #[command(flatten)]
        init: init::InitArguments,
    },
    /// Check the content, pages and templates included, and write nothing
    #[command(after_help = help::CHECK)]
    Check {
        #[command(flatten)]
        site: SiteArguments,
        #[command(flatten)]
        check: CheckArguments,
        /// Mend what can be mended for certain in the files themselves, then check
        #[arg(long)]
        fix: bool,
        /// Say on which day the site changes next by itself, and what changes then
        #[arg(long)]
        next_change: bool,
    },
    /// Check the content and write the website
    #[command(after_help = help::BUILD)]
    Build {
        #[command(flatten)]
        site: SiteArguments,
        #[command(flatten)]
        check: CheckArguments,
        #[command(flatten)]
        out: build::OutArguments,
    },
    /// Show the website in a browser on this machine, and what changes in it at once
    #[command(after_help = help::SERVE)]
    Serve {
        #[command(flatten)]
        site: SiteArguments,
        #[command(flatten)]
        serve: serve::ServeArguments,
    },
    /// Write a record to fill in, or copy one for its next year
    #[command(after_help = help::NEW)]
    New {
        #[command(flatten)]
        new: new::NewArguments,
    },
    /// List records, with their states on a day
    #[command(after_help = help::LIST)]
    List {
        #[command(flatten)]
        list: list::ListArguments,
    },
    /// Say what a decision table makes of some answers, and why
    #[command(after_help = help::DECIDE)]
    Decide {
        #[command(flatten)]
        decide: decide::DecideArguments,
    },
    #[command(after_help = help::SCHEMA)]
    /// Write what editors need to offer names and choices, and to underline mistakes
    Schema {
        #[command(flatten)]
        schema: schema::SchemaArguments,
    },
    #[command(after_help = help::RENAME)]
    /// Give a record or a part another name, wherever it is named
    Rename {
        #[command(flatten)]
        rename: rename::RenameArguments,
    },
    #[command(after_help = help::IMPORT)]
    /// Make records from a table, such as a spreadsheet saved as CSV
    Import {
        #[command(flatten)]
        site: SiteArguments,
        #[command(flatten)]
        import: import::ImportArguments,
    },
    #[command(after_help = help::EXPORT)]
    /// Write the records of a kind as a table that a spreadsheet program opens
    Export {
        #[command(flatten)]
        site: SiteArguments,
        #[command(flatten)]
        export: export::ExportArguments,
    },
    /// Look for something as visitors of the site would, or measure the search
    #[command(after_help = help::SEARCH)]
    Search {
        #[command(flatten)]
        search: search::SearchArguments,
    },
    /// Explain what a code means and how to mend it, such as `explain unknown-reference`
    #[command(after_help = help::EXPLAIN)]
    Explain {
        /// The code; without it all are listed
        code: Option<String>,
    },
    /// Print what makes a shell complete commands and options
    #[command(after_help = help::COMPLETIONS)]
    Completions {
        /// The shell
        #[arg(value_name = "SHELL")]
        shell: completions::Shell,
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

impl SiteArguments {
    /// A site as a command names it that tells no faults itself.
    fn of(site: &Path, as_of: Option<&str>, drafts: bool) -> Self {
        Self { site: site.to_owned(), as_of: as_of.map(str::to_owned), drafts, format: Format::Human }
    }
}

/// What lets a site pass, and what is shown first.
#[derive(Clone, Debug, Default, clap::Args)]
struct CheckArguments {
    /// What to take as a reason to fail besides faults
    #[arg(long, value_enum, value_name = "WHAT")]
    deny: Option<Deny>,
    /// A file with the paths of the change, one a line, whose faults `--format github` tells first; `-` for standard input
    #[arg(long, value_name = "FILE")]
    changed: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Deny {
    /// Warnings too end with 1, and nothing is written
    Warnings,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum When {
    /// On a terminal that shows colours
    Auto,
    /// Everywhere
    Always,
    /// Nowhere
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// With the line and the way to mend it
    Human,
    /// One line each
    Short,
    /// One JSON document on standard output, for editors and scripts
    Json,
    /// Commands of a GitHub workflow, shown beside the lines of a change
    Github,
    /// A log in SARIF 2.1.0, for code scanning
    Sarif,
    /// JUnit's XML, for the test reports of GitLab and Jenkins
    Junit,
}

/// Runs the program with the process's arguments.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let mut terminal = Terminal::of_process(arguments.color);
    let status = match arguments.command {
        Command::Check { site, check, fix, next_change } => {
            site::check(&site, &check, site::Wanted { fix, next_change }, &mut terminal)
        }
        Command::Build { site, check, out } => build::build(&site, &check, &out, &mut terminal),
        Command::Serve { site, serve } => return ExitCode::from(serve::serve(&site, &serve, terminal)),
        Command::Init { init } => init::init(&init, &mut terminal),
        Command::New { new } => new::new(&new, &mut terminal),
        Command::Decide { decide } => decide::decide(&decide, &mut terminal),
        Command::List { list } => list::list(&list, &mut terminal),
        Command::Completions { shell } => completions::completions(shell, &mut terminal),
        Command::Schema { schema } => schema::schema(&schema, &mut terminal),
        Command::Rename { rename } => rename::rename(&rename, &mut terminal),
        Command::Import { site, import } => import::import(&site, import, &mut terminal),
        Command::Export { site, export } => export::export(&site, &export, &mut terminal),
        Command::Search { search } => search::search(&search, &mut terminal),
        Command::Explain { code } => explain::explain(code.as_deref(), &mut terminal),
    };
    // What somebody waits for and did not get whole is no success.
    ExitCode::from(if terminal.has_said_all() { status } else { REFUSED })
}
