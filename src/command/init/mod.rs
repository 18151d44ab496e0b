//! `fingerpost init`

mod files;

use super::REFUSED;
use super::report::number;
use super::terminal::Terminal;
use crate::source::edit::{self, EditError};
use files::FILES;
use std::path::{Path, PathBuf};

/// Where a site begins.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct InitArguments {
    /// The folder of the site; it is made where it is not there
    folder: PathBuf,
    /// Begin in a folder that has files in it: these stay as they are, and the others are added
    #[arg(long)]
    keep: bool,
}

/// Writes a small site that is sound, and says what to do next.
pub(super) fn init(arguments: &InitArguments, terminal: &mut Terminal) -> u8 {
    let InitArguments { folder, keep } = arguments;
    match write(folder, *keep) {
        Ok(kept) => {
            terminal.say(&told(folder, &kept));
            0
        }
        Err(fault) => {
            terminal.complain(&format!("error: {fault}\n"));
            REFUSED
        }
    }
}

/// Writes the files that are not there yet; the paths of those that are.
fn write(folder: &Path, keep: bool) -> Result<Vec<String>, String> {
    if folder.is_file() {
        let help = "name a new folder; `fingerpost init .` begins in the one where you are";
        return Err(format!("`{}` is a file, and a site is a folder\n  help: {help}", folder.display()));
    }
    if !keep && !edit::is_vacant(folder).map_err(|fault| fault.to_string())? {
        let help = "name a new folder, or add `--keep` to leave what is there as it is and add the rest";
        return Err(format!("`{}` is not empty\n  help: {help}", folder.display()));
    }
    let mut kept = Vec::new();
    for (name, text) in FILES {
        let path = path(name);
        match edit::create(folder, &path, text) {
            Err(EditError::Exists(_)) if keep => kept.push(path),
            written => written.map_err(|fault| fault.to_string())?,
        }
    }
    Ok(kept)
}

/// Where a file goes: a name that begins with `_` here begins with a dot there, so that git and editors do not take our
/// copies for what they are in a site.
fn path(name: &str) -> String {
    name.strip_prefix('_').map_or_else(|| name.to_owned(), |rest| format!(".{rest}"))
}

fn told(folder: &Path, kept: &[String]) -> String {
    let written = number(FILES.len() - kept.len(), "file");
    let stayed = kept.iter().map(|path| format!("  `{path}` was there and stays as it is\n")).collect::<String>();
    let enter = if folder == Path::new(".") { String::new() } else { format!("  cd {}\n", shown(folder)) };
    format!(
        "wrote {written} into `{}`\n{stayed}\nnext:\n{enter}  \
         fingerpost serve                      look at it in a browser\n  \
         fingerpost new service chess-club     add a record\n  \
         fingerpost check                      is all well?\n\n\
         README.md there says what is where, and what to fill in before the site is public.\n",
        folder.display()
    )
}

/// A path as a shell takes it.
fn shown(folder: &Path) -> String {
    let path = folder.display().to_string();
    let is_plain = path.chars().all(|letter| letter.is_alphanumeric() || "/._-~:\\".contains(letter));
    if is_plain { path } else { format!("'{}'", path.replace('\'', "'\\''")) }
}
