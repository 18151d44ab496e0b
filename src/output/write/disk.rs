//! What writing needs of the system. Nothing else of it is used, so that a test can let any of it fail.

use rayon::prelude::*;
use std::ffi::OsString;
use std::fs::{self, File, Metadata, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it is.
    pub shape: Shape,
    /// In bytes.
    pub size: u64,
    /// When it was last written, in nanoseconds since 1970.
    pub time: i64,
}

/// What can stand at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A file with bytes.
    File,
    /// A folder.
    Folder,
    /// A symbolic link, or what only systems use.
    Other,
}

/// Holds a folder against other builds until it is dropped, or its process ends.
#[derive(Debug)]
pub struct Lock(Option<File>);

impl Lock {
    /// Whether what it holds still stands at a path; yes where nobody can tell.
    pub(super) fn is_at(&self, path: &Path) -> bool {
        self.0.as_ref().is_none_or(|file| stands_at(file, path))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(file) = &self.0 {
            // Closing the file would do, but for a process that is being started just now and has it too for a moment.
            let _ = file.unlock();
        }
    }
}

/// The bytes of a file one after another, so that a large one never stands in memory whole.
pub type Pieces<'p> = &'p mut dyn Iterator<Item = io::Result<Vec<u8>>>;

/// A system of files. A link stands for itself unless it says otherwise.
pub trait Disk: Sync {
    /// What stands at a path; `None` where there is nothing.
    ///
    /// # Errors
    /// When the system refuses to tell.
    fn look(&self, path: &Path) -> io::Result<Option<Found>>;

    /// The names in a folder, sorted.
    ///
    /// # Errors
    /// When the folder cannot be read.
    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>>;

    /// The path of what links lead to.
    ///
    /// # Errors
    /// When they lead nowhere.
    fn follow(&self, path: &Path) -> io::Result<PathBuf>;

    /// The bytes of a file.
    ///
    /// # Errors
    /// When it cannot be read.
    fn read(&self, file: &Path) -> io::Result<Vec<u8>>;

    /// Makes a file of pieces, and tells how it stands there.
    ///
    /// # Errors
    /// When something stands there already, or it cannot be written whole.
    fn write(&self, file: &Path, pieces: Pieces<'_>) -> io::Result<Found>;

    /// Makes a folder, and those that it lies in, where they are not there.
    ///
    /// # Errors
    /// When one cannot be made.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;

    /// Gives a folder the permissions of another.
    ///
    /// # Errors
    /// When the system refuses.
    fn same_permissions(&self, of: &Path, folder: &Path) -> io::Result<()>;

    /// Gives a file, or what is no folder, a second name.
    ///
    /// # Errors
    /// When the system of files knows no second names, or refuses this one.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Gives something another name, and takes the place of a file there, in one step.
    ///
    /// # Errors
    /// When the system refuses.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Lets two folders change places in one step.
    ///
    /// # Errors
    /// When the system refuses, or cannot do so in one step.
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()>;

    /// Removes what is no folder.
    ///
    /// # Errors
    /// When the system refuses.
    fn remove_file(&self, file: &Path) -> io::Result<()>;

    /// Removes an empty folder.
    ///
    /// # Errors
    /// When it holds something, or the system refuses.
    fn remove_folder(&self, folder: &Path) -> io::Result<()>;

    /// Holds a folder against other builds.
    ///
    /// # Errors
    /// [`ErrorKind::WouldBlock`] when another build holds it.
    fn lock(&self, folder: &Path) -> io::Result<Lock>;
}

/// The system of files of this machine.
#[derive(Clone, Copy, Debug)]
pub struct System;

impl Disk for System {
    fn look(&self, path: &Path) -> io::Result<Option<Found>> {
        match fs::symlink_metadata(path) {
            Ok(there) => Ok(Some(found(&there))),
            Err(fault) if matches!(fault.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
            Err(fault) => Err(fault),
        }
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        let names = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.file_name()));
        let mut names = names.collect::<io::Result<Vec<_>>>()?;
        names.sort();
        Ok(names)
    }

    fn follow(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn read(&self, file: &Path) -> io::Result<Vec<u8>> {
        fs::read(file)
    }

    fn write(&self, file: &Path, pieces: Pieces<'_>) -> io::Result<Found> {
        let mut file = File::create_new(file)?;
        for piece in pieces {
            file.write_all(&piece?)?;
        }
        file.metadata().map(|made| found(&made))
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)
    }

    fn same_permissions(&self, of: &Path, folder: &Path) -> io::Result<()> {
        let as_before = fs::metadata(of)?;
        // A web server may read it as a member of the group. Who may not give it away keeps it, as with every new folder.
        #[cfg(unix)]
        {
            use std::os::unix::fs::{MetadataExt, chown};
            let _ = chown(folder, None, Some(as_before.gid()));
            let _ = chown(folder, Some(as_before.uid()), None);
        }
        fs::set_permissions(folder, as_before.permissions())
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    #[cfg(any(target_os = "linux", target_os = "macos"))]
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
    }

    #[cfg(not(any(target_os = "linux", target_os = "macos")))]
    fn exchange(&self, _one: &Path, _other: &Path) -> io::Result<()> {
        Err(ErrorKind::Unsupported.into())
    }

    fn remove_file(&self, file: &Path) -> io::Result<()> {
        fs::remove_file(file)
    }

    fn remove_folder(&self, folder: &Path) -> io::Result<()> {
        fs::remove_dir(folder)
    }

    fn lock(&self, folder: &Path) -> io::Result<Lock> {
        // A system that cannot open or lock a folder (Windows, some of the network) does without; whether the folder may
        // be used shows with the first thing that is wanted of it.
        let Ok(file) = File::open(folder) else { return Ok(Lock(None)) };
        match file.try_lock() {
            // Another build may have put its own folder there between the opening and the locking.
            Ok(()) if stands_at(&file, folder) => Ok(Lock(Some(file))),
            Ok(()) => Err(ErrorKind::WouldBlock.into()),
            Err(TryLockError::WouldBlock) => Err(ErrorKind::WouldBlock.into()),
            Err(TryLockError::Error(_)) => Ok(Lock(None)),
        }
    }
}

fn found(there: &Metadata) -> Found {
    let shape = match () {
        () if there.is_file() => Shape::File,
        () if there.is_dir() => Shape::Folder,
        () => Shape::Other,
    };
    Found { shape, size: there.len(), time: there.modified().map_or(0, nanoseconds) }
}

#[cfg(unix)]
fn stands_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let number = |found: fs::Metadata| (found.dev(), found.ino());
    file.metadata().map(number).ok() == fs::metadata(path).map(number).ok()
}

#[cfg(not(unix))]
fn stands_at(_file: &File, _path: &Path) -> bool {
    true
}

fn nanoseconds(time: SystemTime) -> i64 {
    let whole = |nanoseconds| i64::try_from(nanoseconds).unwrap_or(i64::MAX);
    match time.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(since) => whole(since.as_nanos()),
        Err(before) => -whole(before.duration().as_nanos()),
    }
}

/// A step that finds done what it would do is done.
pub(super) fn unless(kind: ErrorKind, done: io::Result<()>) -> io::Result<()> {
    done.or_else(|fault| if fault.kind() == kind { Ok(()) } else { Err(fault) })
}

/// Removes whatever stands at a path, if there is something. In a folder, `last` goes when all else has gone.
pub(super) fn remove_all(disk: &dyn Disk, path: &Path, last: &str) -> io::Result<()> {
    let Some(found) = disk.look(path)? else { return Ok(()) };
    if found.shape != Shape::Folder {
        return unless(ErrorKind::NotFound, disk.remove_file(path));
    }
    let names = disk.list(path)?;
    let (kept, others): (Vec<_>, Vec<_>) = names.into_iter().partition(|name| name == last);
    others.par_iter().try_for_each(|name| remove_all(disk, &path.join(name), ""))?;
    kept.iter().try_for_each(|name| unless(ErrorKind::NotFound, disk.remove_file(&path.join(name))))?;
    unless(ErrorKind::NotFound, disk.remove_folder(path))
}
