use super::positions::Positions;
use super::{Repository, lines};
use crate::diagnostic::{Diagnostic, Severity, printable};
use crate::source::Sources;
use std::collections::BTreeMap;

/// JUnit's XML, as Jenkins and GitLab read it: a suite for each file, in it a failed case for each error, or one that
/// passes where there is none. Warnings and notes stand in cases that pass.
#[must_use]
pub fn junit(diagnostics: &[Diagnostic], sources: &Sources, repository: &Repository) -> String {
    let positions = Positions::of(diagnostics, sources);
    let mut files: BTreeMap<&str, Vec<&Diagnostic>> =
        sources.iter().map(|source| (&**source.path(), Vec::new())).collect();
    for diagnostic in diagnostics {
        files.entry(&diagnostic.primary.place.path).or_default().push(diagnostic);
    }
    let suites: Vec<Suite> =
        files.into_iter().map(|(path, faults)| Suite::of(&repository.path(path), path, &faults, &positions)).collect();
    let (tests, failures) =
        suites.iter().fold((0, 0), |(tests, failures), suite| (tests + suite.tests, failures + suite.failures));
    let suites: String = suites.into_iter().map(|suite| suite.text).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <testsuites name=\"fingerpost\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">\n{suites}</testsuites>\n"
    )
}

struct Suite {
    tests: usize,
    failures: usize,
    text: String,
}

impl Suite {
    fn of(shown: &str, path: &str, faults: &[&Diagnostic], positions: &Positions<'_>) -> Self {
        let failures = faults.iter().filter(|fault| fault.severity == Severity::Error).count();
        let mut cases: String = faults.iter().map(|fault| case(shown, fault, positions)).collect();
        // Who reads the report sees that the file was checked.
        if faults.is_empty() {
            let (name, file) = (escaped(path), escaped(shown));
            cases = format!("    <testcase name=\"{name}\" classname=\"{file}\" file=\"{file}\"/>\n");
        }
        let tests = faults.len().max(1);
        let name = escaped(shown);
        let text = format!(
            "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\">\n\
             {cases}  </testsuite>\n"
        );
        Self { tests, failures, text }
    }
}

fn case(shown: &str, fault: &Diagnostic, positions: &Positions<'_>) -> String {
    let at = positions.start(&fault.primary.place);
    let place = at.map(|at| format!(":{}:{}", at.line, at.column)).unwrap_or_default();
    // The name tells cases apart: two faults of a code in one file are two tests.
    let name = escaped(&format!("{}{place}: {}", fault.code, fault.message));
    let (file, message) = (escaped(shown), escaped(&fault.message));
    let line = at.map(|at| format!(" line=\"{}\"", at.line)).unwrap_or_default();
    let words = format!("{}[{}]: {}\n{shown}{place}\n", fault.severity.name(), fault.code, lines(fault));
    let words = escaped_lines(&words);
    let inner = match fault.severity {
        Severity::Error => format!("<failure type=\"{}\" message=\"{message}\">{words}</failure>", fault.code),
        Severity::Warning | Severity::Note => format!("<system-out>{words}</system-out>"),
    };
    format!("    <testcase name=\"{name}\" classname=\"{file}\" file=\"{file}\"{line}>{inner}</testcase>\n")
}

fn escaped_lines(text: &str) -> String {
    text.lines().map(escaped).collect::<Vec<_>>().join("\n")
}

/// A text that XML 1.0 can hold: most control characters it cannot, not even escaped.
fn escaped(text: &str) -> String {
    let escaped = |letter: char| match letter {
        '<' => "&lt;".to_owned(),
        '>' => "&gt;".to_owned(),
        '&' => "&amp;".to_owned(),
        '"' => "&quot;".to_owned(),
        '\u{fffe}' | '\u{ffff}' => letter.escape_default().to_string(),
        other => other.to_string(),
    };
    printable(text).chars().map(escaped).collect()
}
