use super::lines;
use super::positions::{Positions, gravest_first};
use crate::diagnostic::{Diagnostic, Severity, printable};
use crate::source::Sources;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Where the site is in its repository, and what a change touches.
#[derive(Clone, Debug, Default)]
pub struct Repository {
    /// The path of the site's folder with a `/` at its end; empty where it is the whole repository.
    pub prefix: String,
    /// The paths of the files that a change touches, from the top of the repository.
    pub changed: BTreeSet<String>,
}

impl Repository {
    /// The path of a file of the site.
    #[must_use]
    pub fn path(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }
}

/// Commands of a GitHub workflow, one a line, which become notes at the lines of a change. GitHub shows ten of each
/// severity: the files of the change come first, and errors before all else.
#[must_use]
pub fn github(diagnostics: &[Diagnostic], sources: &Sources, repository: &Repository) -> String {
    let positions = Positions::of(diagnostics, sources);
    let is_touched = |diagnostic: &&Diagnostic| {
        let path = &diagnostic.primary.place.path;
        repository.changed.contains(&repository.path(path))
    };
    let (touched, others): (Vec<&Diagnostic>, Vec<&Diagnostic>) = gravest_first(diagnostics).partition(is_touched);
    let of = |list: &[&Diagnostic], severity: Severity| -> String {
        let wanted = list.iter().filter(|diagnostic| diagnostic.severity == severity);
        wanted.map(|diagnostic| command(diagnostic, &positions, repository)).collect()
    };
    Severity::ALL.into_iter().flat_map(|severity| [of(&touched, severity), of(&others, severity)]).collect()
}

fn command(diagnostic: &Diagnostic, positions: &Positions<'_>, repository: &Repository) -> String {
    let place = &diagnostic.primary.place;
    let word = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut at = format!("file={}", property(&printable(&repository.path(&place.path))));
    if let Some((start, end)) = positions.ends(place) {
        let _ = write!(at, ",line={},endLine={}", start.line, end.line);
        // Columns are taken on one line alone.
        if start.line == end.line {
            let _ = write!(at, ",col={},endColumn={}", start.column, end.column);
        }
    }
    format!("::{word} {at},title={}::{}\n", property(diagnostic.code.name()), value(&lines(diagnostic)))
}

/// What stands behind the second `::`.
fn value(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// What stands between commas before it.
fn property(text: &str) -> String {
    value(text).replace(':', "%3A").replace(',', "%2C")
}

/// How much the summary of a step may hold: GitHub takes 1 MiB of all that a step writes, and drops more.
const SUMMARY: usize = 900 << 10;

/// The diagnostics as a list in Markdown, for the summary of a workflow's step.
#[must_use]
pub fn summary(diagnostics: &[Diagnostic], sources: &Sources, repository: &Repository) -> String {
    let positions = Positions::of(diagnostics, sources);
    let mut list = "## fingerpost\n\n".to_owned();
    if diagnostics.is_empty() {
        list.push_str("No fault was found.\n");
    }
    for (told, diagnostic) in gravest_first(diagnostics).enumerate() {
        let item = item(diagnostic, &positions, repository);
        if list.len() + item.len() > SUMMARY {
            let _ = writeln!(list, "\n… and {} more", diagnostics.len() - told);
            break;
        }
        list.push_str(&item);
    }
    list
}

fn item(diagnostic: &Diagnostic, positions: &Positions<'_>, repository: &Repository) -> String {
    let place = &diagnostic.primary.place;
    let at = positions.start(place).map(|at| format!(":{}:{}", at.line, at.column)).unwrap_or_default();
    let path = repository.path(&place.path);
    let (word, code) = (diagnostic.severity.name(), diagnostic.code);
    let mut item = format!("- **{word}[{code}]** {} — {}{at}\n", prose(&diagnostic.message), prose(&path));
    for note in &diagnostic.notes {
        let _ = writeln!(item, "  - note: {}", prose(note));
    }
    if let Some(help) = &diagnostic.help {
        let _ = writeln!(item, "  - help: {}", prose(help));
    }
    item
}

/// A text in which only backticks mean something to Markdown: what authors wrote stands between them, or is words.
fn prose(text: &str) -> String {
    let mut inside = false;
    let escaped = |letter: char| {
        inside ^= letter == '`';
        match letter {
            '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '#' | '|' | '~' | '!' | '@' if !inside => {
                format!("\\{letter}")
            }
            other => other.to_string(),
        }
    };
    printable(text).chars().map(escaped).collect()
}
