//! Puts a finished site into a folder. Nothing else in the program touches that folder.

use super::Made;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fmt, fs, io};

/// What is put behind the name of a file while it is being replaced.
const UNFINISHED: &str = ".fingerpost-new";

/// The system refused a file or a folder of the output.
#[derive(Debug)]
pub struct WriteError {
    path: PathBuf,
    fault: io::Error,
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot write `{}`: {}", self.path.display(), self.fault)
    }
}

impl std::error::Error for WriteError {}

/// What writing did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that are new or other than before.
    pub changed: usize,
    /// Files that were there already.
    pub unchanged: usize,
}

/// Writes the files into `folder`, on all cores: what is there already with the same bytes is left alone, what is there
/// with others is replaced whole.
///
/// # Errors
/// When the system refuses a file or a folder; others may have been written then.
pub fn write(files: &[Made], folder: &Path) -> Result<Written, WriteError> {
    let folders: BTreeSet<PathBuf> =
        files.iter().filter_map(|(file, _)| Some(folder.join(file).parent()?.to_owned())).collect();
    // A folder's own folder comes before it, and is made with it where nothing else lies in it.
    for path in &folders {
        if !path.is_dir() {
            fs::create_dir_all(path).map_err(|fault| WriteError { path: path.clone(), fault })?;
        }
    }
    let changed =
        files.par_iter().map(|(file, bytes)| write_file(&folder.join(file), bytes)).collect::<Result<Vec<_>, _>>()?;
    let changed = changed.into_iter().filter(|changed| *changed).count();
    Ok(Written { changed, unchanged: files.len() - changed })
}

/// Whether the file is new or other than before.
fn write_file(path: &Path, bytes: &[u8]) -> Result<bool, WriteError> {
    let refused = |fault| WriteError { path: path.to_owned(), fault };
    match is_same(path, bytes).map_err(refused)? {
        Some(true) => return Ok(false),
        None => fs::write(path, bytes).map_err(refused)?,
        Some(false) => {
            let mut unfinished = path.as_os_str().to_owned();
            unfinished.push(UNFINISHED);
            fs::write(&unfinished, bytes).map_err(refused)?;
            if let Err(fault) = fs::rename(&unfinished, path) {
                // What cannot take its place is not left behind; that it may not be removed either changes nothing.
                let _ = fs::remove_file(&unfinished);
                return Err(refused(fault));
            }
        }
    }
    Ok(true)
}

/// Whether a file holds these bytes; `None` where there is no such file.
fn is_same(path: &Path, bytes: &[u8]) -> io::Result<Option<bool>> {
    match fs::metadata(path) {
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(fault) => Err(fault),
        Ok(found) if found.len() != bytes.len() as u64 => Ok(Some(false)),
        Ok(_) => Ok(Some(fs::read(path)? == bytes)),
    }
}
