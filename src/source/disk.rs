//! Reads a site's folder. Nothing else in the program reads an author's files.

use super::{Source, SourcePath, Sources};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fmt, fs, io};
use walkdir::WalkDir;

/// The folders that a site is made from.
const FOLDERS: [&str; 2] = ["content", "themes"];

/// The largest file that is read: 16 MiB. A record is a few kilobytes and the largest list of records some megabytes;
/// what is larger was put there by mistake, and offsets have to fit into four bytes.
pub const FILE_LIMIT: u64 = 16 << 20;

/// Where files lie that go to the site as they are.
const STATIC: &str = "content/static";

/// The names with a dot that hosts look for on a site. Others are left behind by programs, and one may hold a password.
const FOR_HOSTS: [&str; 4] = [".well-known", ".nojekyll", ".htaccess", ".domains"];

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
/// leave behind (`name~`), are passed over, but for those in `content/static/` that hosts look for.
///
/// # Errors
/// When there is no `content/`, or the system refuses a file.
pub fn read(folder: &Path) -> Result<Sources, ReadError> {
    require_content(folder)?;
    let mut paths = Vec::new();
    for name in FOLDERS {
        list(folder, &folder.join(name), &mut paths)?;
    }
    Ok(Sources::from_iter(read_files(folder, paths)?))
}

/// Everything that a site is made from, as [`read_again`] takes it.
#[must_use]
pub fn everything() -> BTreeSet<String> {
    FOLDERS.iter().map(|name| (*name).to_owned()).collect()
}

/// Reads anew what lies at some paths below `folder`, be they files or folders, there still or no longer, and keeps the rest
/// of what was read before. Also which files are other than before.
///
/// # Errors
/// As with [`read()`].
pub fn read_again(
    folder: &Path,
    before: &Sources,
    paths: &BTreeSet<String>,
) -> Result<(Sources, BTreeSet<SourcePath>), ReadError> {
    require_content(folder)?;
    let is_ours = |path: &&String| {
        FOLDERS.iter().any(|name| path.split('/').next() == Some(name))
            && !path.split('/').any(|name| is_hidden(name, || path.starts_with(STATIC)))
    };
    let paths: Vec<&String> = paths.iter().filter(is_ours).collect();
    let mut files = Vec::new();
    for path in &paths {
        list(folder, &folder.join(path), &mut files)?;
    }
    Ok(before.with_others(&paths, read_files(folder, files)?))
}

fn require_content(folder: &Path) -> Result<(), ReadError> {
    if folder.join("content").is_dir() { Ok(()) } else { Err(ReadError::NoSite(folder.to_owned())) }
}

/// Adds the files at a path: itself, or all below it; none where there is nothing.
fn list(folder: &Path, below: &Path, paths: &mut Vec<PathBuf>) -> Result<(), ReadError> {
    let entries = WalkDir::new(below).follow_links(true).into_iter();
    let is_passed_over = |path: &Path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        is_hidden(&name, || path.starts_with(folder.join(STATIC)))
    };
    for entry in entries.filter_entry(|entry| !is_passed_over(entry.path())) {
        match entry {
            Ok(entry) if entry.file_type().is_file() => paths.push(entry.into_path()),
            Ok(_) => {}
            Err(fault) => {
                let path = fault.path().unwrap_or(folder).to_owned();
                // The marks of some editors are links to nowhere, and are met before their names are looked at.
                let fault = io::Error::from(fault);
                if !is_passed_over(&path) && !has_gone(&path, &fault) {
                    return Err(ReadError::Io(path, fault));
                }
            }
        }
    }
    Ok(())
}

/// Reads a file that is no part of a site, such as a table to be imported. It goes by the path that was told.
///
/// # Errors
/// When the system refuses it, or it is too large.
pub fn read_other(path: &Path) -> Result<Source, ReadError> {
    Ok(Source::from_bytes(path.to_string_lossy().replace('\\', "/"), &bytes(path)?))
}

/// Whether a name is passed over, be it that of a file or of a folder; `is_static` tells whether it goes to the site as it is.
fn is_hidden(name: &str, is_static: impl FnOnce() -> bool) -> bool {
    (name.starts_with('.') && !(FOR_HOSTS.contains(&name) && is_static())) || name.ends_with('~')
}

/// Whether a file was taken away meanwhile, or a folder above it became a file. A link that leads nowhere is still there.
fn has_gone(path: &Path, fault: &io::Error) -> bool {
    matches!(fault.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) && path.symlink_metadata().is_err()
}

fn read_files(folder: &Path, paths: Vec<PathBuf>) -> Result<Vec<Source>, ReadError> {
    let read = |path: PathBuf| match read_file(folder, &path) {
        Err(ReadError::Io(path, fault)) if has_gone(&path, &fault) => None,
        read => Some(read),
    };
    paths.into_par_iter().filter_map(read).collect()
}

fn read_file(folder: &Path, path: &Path) -> Result<Source, ReadError> {
    let bytes = bytes(path)?;
    let below = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    Ok(Source::from_bytes(parts.join("/"), &bytes))
}

fn bytes(path: &Path) -> Result<Vec<u8>, ReadError> {
    let refused = |fault| ReadError::Io(path.to_owned(), fault);
    let size = fs::metadata(path).map_err(refused)?.len();
    if size > FILE_LIMIT {
        return Err(ReadError::TooLarge(path.to_owned(), size));
    }
    fs::read(path).map_err(refused)
}
