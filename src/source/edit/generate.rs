//! Files that are no author's: those of a tool, and tables.

use super::EditError;
use super::replace::{MARK, beside, replace, write};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// What writing files for a tool has changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that were not there, or were otherwise.
    pub changed: usize,
    /// Files that were as they are.
    pub unchanged: usize,
    /// Files that an earlier run wrote and this one does not.
    pub removed: usize,
}

/// Writes files that the program alone looks after: those that differ, and it removes those that begin with `mark` and are
/// none of them any more. A file that does not begin with the mark is somebody's own.
///
/// # Errors
/// When somebody's own file stands in the way, before anything is written, or the system refuses one.
pub fn generate(folder: &Path, files: &BTreeMap<String, String>, mark: &str) -> Result<Written, EditError> {
    let refused = |path: &Path| {
        let path = path.to_owned();
        move |fault| EditError::Io(path, fault)
    };
    fs::create_dir_all(folder).map_err(refused(folder))?;
    let mut there = BTreeMap::new();
    for entry in fs::read_dir(folder).map_err(refused(folder))? {
        let path = entry.map_err(refused(folder))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let is_ours = Path::new(&name).extension().is_some_and(|ending| ending == "json");
        if files.contains_key(&name) || (is_ours && path.is_file()) {
            there.insert(name, fs::read(&path).map_err(refused(&path))?);
        }
    }
    let is_marked = |bytes: &[u8]| bytes.starts_with(mark.as_bytes());
    if let Some((name, _)) = there.iter().find(|(name, bytes)| files.contains_key(*name) && !is_marked(bytes)) {
        return Err(EditError::Foreign(folder.join(name)));
    }
    let mut written = Written::default();
    for (name, text) in files {
        let path = folder.join(name);
        match there.get(name) {
            Some(bytes) if bytes == text.as_bytes() => {
                written.unchanged += 1;
                continue;
            }
            Some(bytes) => replace(&path, bytes, text)?,
            None => write(&path, &[text.as_bytes()]).map_err(refused(&path))?,
        }
        written.changed += 1;
    }
    for (name, _) in there.iter().filter(|(name, bytes)| !files.contains_key(*name) && is_marked(bytes)) {
        let path = folder.join(name);
        fs::remove_file(&path).map_err(refused(&path))?;
        written.removed += 1;
    }
    Ok(written)
}

/// Writes a file outside the site, whether one is there or not, with a byte order mark: without it, Excel does not take a
/// table for UTF-8.
///
/// # Errors
/// When the system refuses it.
pub fn save(path: &Path, text: &str) -> Result<(), EditError> {
    let refused = |fault| EditError::Io(path.to_owned(), fault);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(refused)?;
    }
    let unfinished = beside(path);
    write(&unfinished, &[MARK, text.as_bytes()]).and_then(|()| fs::rename(&unfinished, path)).map_err(|fault| {
        let _ = fs::remove_file(&unfinished);
        refused(fault)
    })
}
