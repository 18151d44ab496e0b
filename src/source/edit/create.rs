//! Files that are not there yet.

use super::EditError;
use crate::source::Source;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// Writes a new file, and the folders in which it lies. It is there whole or not at all.
///
/// # Errors
/// When there is one already, or the system refuses it.
pub fn create(folder: &Path, path: &str, text: &str) -> Result<(), EditError> {
    let path = folder.join(path);
    let refused = |fault: io::Error| match fault.kind() {
        io::ErrorKind::AlreadyExists => EditError::Exists(path.clone()),
        _ => EditError::Io(path.clone(), fault),
    };
    if let Some(around) = path.parent() {
        fs::create_dir_all(around).map_err(|fault| EditError::Io(around.to_owned(), fault))?;
    }
    let mut file = File::create_new(&path).map_err(refused)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    written.map_err(|fault| {
        // Half a record is worse than none; that it may not be removed either changes nothing.
        let _ = fs::remove_file(&path);
        refused(fault)
    })
}

/// Writes new files of a site, and the folders that they lie in.
///
/// # Errors
/// When one of them is there already, in which case none is written, or the system refuses one.
pub fn create_all(folder: &Path, new: &[Source]) -> Result<(), EditError> {
    let there = new.iter().map(|source| folder.join(&**source.path())).find(|path| path.symlink_metadata().is_ok());
    if let Some(path) = there {
        return Err(EditError::Exists(path));
    }
    new.iter().try_for_each(|source| create(folder, source.path(), source.text()))
}

/// Whether a folder is not there yet, or has nothing in it but what git keeps.
///
/// # Errors
/// When the system refuses to say, as where a file has its name.
pub fn is_vacant(folder: &Path) -> Result<bool, EditError> {
    let refused = |fault| EditError::Io(folder.to_owned(), fault);
    let entries = match fs::read_dir(folder) {
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Ok(true),
        entries => entries.map_err(refused)?,
    };
    for entry in entries {
        if entry.map_err(refused)?.file_name() != ".git" {
            return Ok(false);
        }
    }
    Ok(true)
}
