//! What a workflow tells by its environment and its files.

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;
use std::{env, fmt};

/// A file of the workflow could not be read or written.
#[derive(Debug)]
pub(super) struct WorkflowError {
    verb: &'static str,
    path: String,
    fault: io::Error,
}

impl fmt::Display for WorkflowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot {} `{}`: {}", self.verb, self.path, self.fault)
    }
}

/// The paths of the files that a change touches, one a line in a file, or in standard input for `-`.
pub(super) fn changed(file: &Path) -> Result<BTreeSet<String>, WorkflowError> {
    let mut bytes = Vec::new();
    let read = if file == Path::new("-") {
        io::stdin().read_to_end(&mut bytes).map(|_| ())
    } else {
        fs::read(file).map(|read| bytes = read)
    };
    read.map_err(|fault| WorkflowError { verb: "read", path: file.display().to_string(), fault })?;
    let text = String::from_utf8_lossy(&bytes);
    let paths = text.lines().map(str::trim).filter(|path| !path.is_empty());
    Ok(paths.map(|path| path.strip_prefix("./").unwrap_or(path).to_owned()).collect())
}

/// The path of the site's folder from the top of the repository, with a `/` at its end: from the workspace of the
/// workflow where there is one, else from the folder in which the program runs.
pub(super) fn prefix(site: &Path) -> String {
    let workspace = env::var_os("GITHUB_WORKSPACE").map(Into::into);
    let tops = workspace.into_iter().chain(env::current_dir());
    let site = site.canonicalize();
    let below = tops.filter_map(|top: std::path::PathBuf| {
        let below = site.as_ref().ok()?.strip_prefix(top.canonicalize().ok()?).ok()?;
        Some(below.components().map(|part| format!("{}/", part.as_os_str().to_string_lossy())).collect())
    });
    below.into_iter().next().unwrap_or_default()
}

/// Adds a text to the summary of the workflow's step, where there is one.
pub(super) fn add_to_summary(text: impl FnOnce() -> String) -> Result<(), WorkflowError> {
    let Some(path) = env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else { return Ok(()) };
    let file = OpenOptions::new().append(true).create(true).open(&path);
    file.and_then(|mut file| file.write_all(text().as_bytes())).map_err(|fault| WorkflowError {
        verb: "write",
        path: path.to_string_lossy().into_owned(),
        fault,
    })
}
