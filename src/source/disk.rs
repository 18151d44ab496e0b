//! Reads a site's folder. Nothing else in the program reads an author's files.

use super::{Source, Sources};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::{fmt, fs, io};
use walkdir::WalkDir;

/// The folders that a site is made from.
const FOLDERS: [&str; 2] = ["content", "themes"];

/// The largest file that is read: 16 MiB. A record is a few kilobytes and the largest list of records some megabytes;
/// what is larger was put there by mistake, and offsets have to fit into four bytes.
pub const FILE_LIMIT: u64 = 16 << 20;

/// Why a site's folder could not be read.
#[derive(Debug)]
pub enum ReadError {
    /// The folder has no `content/`: it is no site.
    NoSite(PathBuf),
    /// The system refused a file or a folder.
    Io(PathBuf, io::Error),
    /// A file is larger than [`FILE_LIMIT`].
    TooLarge(PathBuf, u64),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSite(folder) => write!(f, "there is no `content` folder in `{}`", folder.display()),
            Self::Io(path, fault) => write!(f, "cannot read `{}`: {fault}", path.display()),
            Self::TooLarge(path, size) => {
                write!(f, "`{}` has {size} bytes, and a file may have {FILE_LIMIT} at most", path.display())
            }
        }
    }
}

impl std::error::Error for ReadError {}

/// Reads every file of the site in `folder`, on all cores. Files and folders that begin with a dot, and what editors
/// leave behind (`name~`), are passed over.
///
/// # Errors
/// When there is no `content/`, or the system refuses a file.
pub fn read(folder: &Path) -> Result<Sources, ReadError> {
    if !folder.join("content").is_dir() {
        return Err(ReadError::NoSite(folder.to_owned()));
    }
    let mut paths = Vec::new();
    for below in FOLDERS.iter().map(|name| folder.join(name)).filter(|path| path.is_dir()) {
        let entries = WalkDir::new(below).follow_links(true).into_iter();
        for entry in entries.filter_entry(|entry| !is_hidden(&entry.file_name().to_string_lossy())) {
            let entry =
                entry.map_err(|fault| ReadError::Io(fault.path().unwrap_or(folder).to_owned(), fault.into()))?;
            if entry.file_type().is_file() {
                paths.push(entry.into_path());
            }
        }
    }
    paths.into_par_iter().map(|path| read_file(folder, &path)).collect::<Result<Vec<_>, _>>().map(Sources::from_iter)
}

fn is_hidden(name: &str) -> bool {
    name.starts_with('.') || name.ends_with('~')
}

fn read_file(folder: &Path, path: &Path) -> Result<Source, ReadError> {
    let refused = |fault| ReadError::Io(path.to_owned(), fault);
    let size = fs::metadata(path).map_err(refused)?.len();
    if size > FILE_LIMIT {
        return Err(ReadError::TooLarge(path.to_owned(), size));
    }
    let bytes = fs::read(path).map_err(refused)?;
    let below = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    Ok(Source::from_bytes(parts.join("/"), &bytes))
}
