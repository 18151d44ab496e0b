//! `serve`

use super::day::AsOf;
use super::report::{Report, found, number};
use super::terminal::Terminal;
use super::{CheckArguments, Format, REFUSED, SiteArguments};
use crate::diagnostic::Diagnostic;
use crate::serve::{self, Cause, Editor, Host, News, Preview};
use crate::source::{SourcePath, Sources, disk};
use crate::watch::Way;
use std::collections::BTreeSet;
use std::env;
use std::time::Duration;

/// The port unless told.
const PORT: u16 = 1313;

/// What opens files unless `--editor` tells.
const EDITOR: &str = "FINGERPOST_EDITOR";

/// How many files are named that have changed; of more their number is.
const NAMED: usize = 3;

/// Where a preview answers, and what it opens files with.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct ServeArguments {
    /// The port; 0 takes a free one
    #[arg(long, default_value_t = PORT)]
    port: u16,
    /// The address of this machine to answer at, so that others reach it: its name, or 0.0.0.0 for all of them
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    host: String,
    /// What links to files open: vscode, vscodium, cursor, zed, idea, none, or an address with {file}, {line} and {column}
    /// [default: FINGERPOST_EDITOR, else vscode]
    #[arg(long, value_name = "EDITOR")]
    editor: Option<String>,
    /// Look through the folder again and again: for a folder of another system (WSL, Docker, a network drive), whose changes
    /// nobody tells of
    #[arg(long)]
    poll: bool,
}

/// `fingerpost serve`
pub(super) fn serve(site: &SiteArguments, arguments: &ServeArguments, mut terminal: Terminal) -> u8 {
    let (as_of, editor) = match (AsOf::told(site), editor(arguments)) {
        (Ok(as_of), Ok(editor)) => (as_of, editor),
        (Err(fault), _) | (_, Err(fault)) => return refuse(&fault, &mut terminal),
    };
    if let (false, Err(fault)) = (site.site.is_dir(), disk::read(&site.site)) {
        return refuse(&fault, &mut terminal);
    }
    let drafts = site.drafts;
    let colour = terminal.colour;
    let mut telling = Telling { site: site.clone(), terminal, told: Vec::new() };
    let preview = Preview {
        folder: site.site.clone(),
        host: Host::new(&arguments.host),
        port: arguments.port,
        editor,
        way: if arguments.poll { Way::Look } else { Way::Listen },
        options: Box::new(move |sources| as_of.options(sources, drafts)),
        tell: Box::new(move |news| telling.tell(news)),
    };
    match serve::serve(preview) {
        Ok(()) => 0,
        Err(fault) => refuse(&fault, &mut Terminal::with(colour)),
    }
}

fn editor(arguments: &ServeArguments) -> Result<Editor, String> {
    let of_environment = || env::var(EDITOR).ok().filter(|editor| !editor.is_empty());
    match (&arguments.editor, of_environment()) {
        (Some(told), _) => Editor::new(told).map_err(|fault| format!("`--editor`: {fault}")),
        (None, Some(told)) => Editor::new(&told).map_err(|fault| format!("`{EDITOR}`: {fault}")),
        (None, None) => Editor::new("vscode").map_err(|fault| fault.to_string()),
    }
}

fn refuse(fault: &dyn std::fmt::Display, terminal: &mut Terminal) -> u8 {
    terminal.complain(&format!("error: {fault}\n"));
    REFUSED
}

/// Who says what happens.
struct Telling {
    site: SiteArguments,
    terminal: Terminal,
    /// What was told of the content the last time, which is not told again.
    told: Vec<Diagnostic>,
}

impl Telling {
    fn tell(&mut self, news: News<'_>) {
        match news {
            News::Ready { here, others } => {
                let others = others.map(|others| format!(", and for other machines at {others}")).unwrap_or_default();
                self.line(&format!("the site is at {here}{others} (stop it with Ctrl+C)\n"));
            }
            News::Polling(why) => {
                let says = "the folder is looked through again and again, so that changes show a little later";
                self.terminal.complain(&format!("warning: {why}\n  note: {says}\n"));
            }
            News::Refused(why) => {
                self.terminal.complain(&format!("error: {why}\n  note: the site is shown as soon as it can be read\n"))
            }
            News::Read { cause, took, records, diagnostics, sources } => {
                let as_before = self.show(diagnostics, sources);
                let what = match cause {
                    Cause::Start => format!("read {}", number(records, "record")),
                    Cause::Changed(files) => changed(files),
                    Cause::Midnight(day) => format!("it is {} now", day.words()),
                };
                let found = found(diagnostics);
                self.line(&format!("{what}: {found}{as_before}, ready in {}\n", time(took)));
            }
            News::Made { diagnostics, sources } => {
                let as_before = self.show(diagnostics, sources);
                self.line(&format!("made all pages: {}{as_before}\n", found(diagnostics)));
            }
        }
    }

    /// Shows what was found, unless that was done; then these are the words for it.
    fn show(&mut self, diagnostics: &[Diagnostic], sources: &Sources) -> &'static str {
        if self.told == diagnostics {
            return if diagnostics.is_empty() { "" } else { " as before" };
        }
        diagnostics.clone_into(&mut self.told);
        if let Ok(report) = Report::new(&self.site, &CheckArguments::default(), sources, &mut self.terminal) {
            report.show(diagnostics, &mut self.terminal);
        }
        ""
    }

    fn line(&mut self, text: &str) {
        match self.site.format {
            Format::Human | Format::Short => self.terminal.say(text),
            _ => self.terminal.complain(text),
        }
    }
}

/// Which files are other than before: `content/coach.yaml changed`.
fn changed(files: &BTreeSet<SourcePath>) -> String {
    if files.len() > NAMED {
        return format!("{} changed", number(files.len(), "file"));
    }
    let names: Vec<&str> = files.iter().map(|path| &**path).collect();
    match names.split_last() {
        None => "the folder can be read again".to_owned(),
        Some((last, [])) => format!("{last} changed"),
        Some((last, others)) => format!("{} and {last} changed", others.join(", ")),
    }
}

fn time(took: Duration) -> String {
    if took < Duration::from_secs(1) {
        format!("{} ms", took.as_millis())
    } else {
        format!("{:.1} s", took.as_secs_f64())
    }
}
