//! Reads a site's folder. Nothing else in the program reads an author's files.

use super::{Lost, Source, SourcePath, Sources};
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

/// What Unix says of links that lead to each other (`ELOOP`); the standard library has no stable name for it.
const TOO_MANY_LINKS: i32 = if cfg!(any(target_os = "linux", target_os = "android")) { 40 } else { 62 };

/// Why a site's folder could not be read.
#[derive(Debug)]
pub enum ReadError {
    /// There is no such folder.
    NoFolder(PathBuf, Option<PathBuf>),
    /// The folder has no `content/`: it is no site. Perhaps one near it is.
    NoSite(PathBuf, Option<PathBuf>),
    /// The system refused a file or a folder.
    Io(PathBuf, io::Error),
    /// A file is larger than [`FILE_LIMIT`].
    TooLarge(PathBuf, u64),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFolder(folder, near) => {
                write!(f, "there is no folder `{}`{}", folder.display(), near_site(near.as_deref()))
            }
            Self::NoSite(folder, near) => {
                write!(f, "there is no `content` folder in `{}`{}", folder.display(), near_site(near.as_deref()))
            }
            Self::Io(path, fault) => {
                write!(f, "cannot read `{}`: {fault}", path.display())?;
                match fault.kind() {
                    io::ErrorKind::PermissionDenied => f.write_str("\n  help: let yourself read it"),
                    io::ErrorKind::NotFound => f.write_str("\n  help: write the name of a file that is there"),
                    io::ErrorKind::IsADirectory => f.write_str("\n  help: write the name of a file, not of a folder"),
                    _ => Ok(()),
                }
            }
            Self::TooLarge(path, size) => write!(
                f,
                "`{}` has {size} bytes, and a file may have {FILE_LIMIT} at most\n  help: make it smaller, or keep it \
                 elsewhere and link to it",
                path.display()
            ),
        }
    }
}

/// What to do where there is no site.
fn near_site(near: Option<&Path>) -> String {
    match near {
        Some(near) => format!("\n  help: there is one in `{0}`: go there, or add `--site {0}`", near.display()),
        None => "\n  help: go to the folder of the site, or name it with `--site`; `fingerpost init` makes a new one"
            .to_owned(),
    }
}

impl std::error::Error for ReadError {}

/// Reads every file of the site in `folder`, on all cores. Files and folders that begin with a dot, and what editors
/// leave behind (`name~`), are passed over, but for those in `content/static/` that hosts look for. Symbolic links that lead
/// to nothing are told.
///
/// # Errors
/// When there is no `content/`, or the system refuses a file.
pub fn read(folder: &Path) -> Result<Sources, ReadError> {
    require_content(folder)?;
    let mut listed = Listed::default();
    for name in FOLDERS {
        list(folder, &folder.join(name), &mut listed)?;
    }
    Ok(Sources::new(read_files(folder, listed.files)?, listed.lost))
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
    let mut listed = Listed::default();
    for path in &paths {
        list(folder, &folder.join(path), &mut listed)?;
    }
    Ok(before.with_others(&paths, read_files(folder, listed.files)?, listed.lost))
}

fn require_content(folder: &Path) -> Result<(), ReadError> {
    let near = || near(folder).filter(|near| near != folder);
    match folder {
        _ if is_site(folder) => Ok(()),
        _ if folder.is_dir() => Err(ReadError::NoSite(folder.to_owned(), near())),
        _ => Err(ReadError::NoFolder(folder.to_owned(), near())),
    }
}

fn is_site(folder: &Path) -> bool {
    folder.join("content").is_dir()
}

/// The site that is probably meant: the one that a folder lies in, or else the only one that lies in it.
fn near(folder: &Path) -> Option<PathBuf> {
    let whole = std::path::absolute(folder).ok()?;
    let around = whole.ancestors().find(|around| around.join("content/site.yaml").is_file());
    around.map(Path::to_owned).or_else(|| {
        let inside = folder.read_dir().ok()?.filter_map(Result::ok).map(|entry| entry.path());
        let mut sites = inside.filter(|inside| is_site(inside));
        sites.next().filter(|_| sites.next().is_none())
    })
}

#[derive(Default)]
struct Listed {
    files: Vec<PathBuf>,
    lost: Vec<Lost>,
}

/// Adds the files at a path: itself, or all below it; none where there is nothing.
fn list(folder: &Path, below: &Path, listed: &mut Listed) -> Result<(), ReadError> {
    let entries = WalkDir::new(below).follow_links(true).into_iter();
    let is_passed_over = |path: &Path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        is_hidden(&name, || path.starts_with(folder.join(STATIC)))
    };
    for entry in entries.filter_entry(|entry| !is_passed_over(entry.path())) {
        match entry {
            Ok(entry) if entry.file_type().is_file() => listed.files.push(entry.into_path()),
            Ok(_) => {}
            Err(fault) => {
                let path = fault.path().unwrap_or(folder).to_owned();
                // The marks of some editors are links to nowhere, and are met before their names are looked at.
                if is_passed_over(&path) {
                    continue;
                }
                let raw = fault.io_error().and_then(io::Error::raw_os_error);
                let is_circle = fault.loop_ancestor().is_some() || raw == Some(TOO_MANY_LINKS);
                let fault = io::Error::from(fault);
                match lost(folder, &path, is_circle, &fault) {
                    Some(lost) => listed.lost.push(lost),
                    None if has_gone(&path, &fault) => {}
                    None => return Err(ReadError::Io(path, fault)),
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

/// A symbolic link that leads to nothing, if that is what cannot be read.
fn lost(folder: &Path, path: &Path, is_circle: bool, fault: &io::Error) -> Option<Lost> {
    let target = path.read_link().ok()?;
    let leads_nowhere = matches!(fault.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory);
    let target = target.to_string_lossy().replace('\\', "/");
    (is_circle || leads_nowhere).then(|| Lost { path: below(folder, path).into(), target, is_circle })
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
    Ok(Source::from_bytes(below(folder, path), &bytes(path)?))
}

/// A path below the site's folder, with `/` on every system.
fn below(folder: &Path, path: &Path) -> String {
    let below = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

fn bytes(path: &Path) -> Result<Vec<u8>, ReadError> {
    let refused = |fault| ReadError::Io(path.to_owned(), fault);
    let size = fs::metadata(path).map_err(refused)?.len();
    if size > FILE_LIMIT {
        return Err(ReadError::TooLarge(path.to_owned(), size));
    }
    fs::read(path).map_err(refused)
}
