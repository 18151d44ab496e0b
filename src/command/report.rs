use super::terminal::Terminal;
use super::{CheckArguments, Deny, Format, REFUSED, SiteArguments, github};
use crate::diagnostic::render::{self, Repository};
use crate::diagnostic::{Counts, Diagnostic, Severity};
use crate::source::Sources;

/// How what was found is told, and what of it lets nothing pass.
pub(super) struct Report<'a> {
    format: Format,
    deny: Option<Deny>,
    repository: Repository,
    sources: &'a Sources,
}

impl<'a> Report<'a> {
    /// What the arguments ask for.
    pub(super) fn new(
        site: &SiteArguments,
        check: &CheckArguments,
        sources: &'a Sources,
        terminal: &mut Terminal,
    ) -> Result<Self, u8> {
        let changed = check.changed.as_deref().map_or_else(|| Ok(Default::default()), github::changed);
        let changed = changed.map_err(|fault| {
            terminal.complain(&format!("error: {fault}\n"));
            REFUSED
        })?;
        let repository = Repository { prefix: github::prefix(&site.site), changed };
        Ok(Self { format: site.format, deny: check.deny, repository, sources })
    }

    /// Shows diagnostics: those for people on standard error, documents for programs on standard output.
    /// Where warnings are let pass by nobody, notes are not told: who asks for that wants to know what has to be mended.
    pub(super) fn show(&self, diagnostics: &[Diagnostic], terminal: &mut Terminal) {
        let (sources, repository) = (self.sources, &self.repository);
        let is_told = |diagnostic: &&Diagnostic| self.deny.is_none() || diagnostic.severity != Severity::Note;
        let told: Vec<Diagnostic> = diagnostics.iter().filter(is_told).cloned().collect();
        let diagnostics = &*told;
        match self.format {
            Format::Human => terminal.complain(&render::human(diagnostics, sources, terminal.colour)),
            Format::Short => terminal.complain(&render::short(diagnostics, sources)),
            Format::Json => terminal.say(&render::json(diagnostics, sources)),
            Format::Sarif => terminal.say(&render::sarif(diagnostics, sources, repository)),
            Format::Junit => terminal.say(&render::junit(diagnostics, sources, repository)),
            Format::Github => {
                terminal.say(&render::github(diagnostics, sources, repository));
                let summary = || render::summary(diagnostics, sources, repository);
                if let Err(fault) = github::add_to_summary(summary) {
                    terminal.complain(&format!("warning: {fault}\n"));
                }
            }
        }
    }

    /// Says in a line what was found where it lets nothing pass; whether it does.
    pub(super) fn denies(&self, diagnostics: &[Diagnostic], terminal: &mut Terminal) -> bool {
        let counts = Counts::of(diagnostics);
        let is_denied = self.deny == Some(Deny::Warnings) && counts.warnings > 0;
        if counts.errors > 0 {
            terminal.complain(&format!("{} in the content\n", found(diagnostics)));
        } else if is_denied {
            terminal
                .complain(&format!("{} in the content, and none is let pass\n", number(counts.warnings, "warning")));
        }
        counts.errors > 0 || is_denied
    }

    /// Says how much can be mended without anyone looking.
    pub(super) fn offer(&self, diagnostics: &[Diagnostic], terminal: &mut Terminal) {
        let mendable = diagnostics.iter().filter(|diagnostic| diagnostic.safe_fix().is_some()).count();
        if mendable > 0 {
            terminal.complain(&format!("{mendable} of these can be mended by fingerpost check --fix\n"));
        }
    }

    /// Says what was done: where standard output is for a document, on standard error.
    pub(super) fn done(&self, text: &str, terminal: &mut Terminal) {
        match self.format {
            Format::Human | Format::Short => terminal.say(text),
            _ => terminal.complain(text),
        }
    }
}

/// What was found where nothing of it stands in the way: `no fault`, `2 warnings and 1 note`.
pub(super) fn found(diagnostics: &[Diagnostic]) -> String {
    Counts::of(diagnostics).words()
}

/// A number of things: `1 fault`, `2 faults`.
pub(super) fn number(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
