//! Puts a finished site into a folder. Nothing else in the program touches that folder.
//!
//! Only what changed is written, each file whole: under a name that no site has, then with one renaming; but for the very
//! first build into a folder, which nobody looks at yet and which so takes half the time. What the last
//! build made and this one does not is removed; what no build made stays. `.fingerpost` in the folder, the record of the
//! build, tells the one from the other. It comes last, and before the first change another that names what is about to be
//! made: so the build after one that was killed knows what to mend, and what is whose.

mod atomic;
mod disk;
mod error;
mod plain;
mod plan;
mod record;

pub use disk::{Disk, Found, Lock, Pieces, Shape, System};
pub use error::WriteError;

use super::{Fingerprint, Made};
use atomic::Beside;
use disk::remove_all;
use rayon::prelude::*;
use record::{Record, is_below};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The record of the build, in the output folder.
pub const RECORD: &str = ".fingerpost";

/// What is not finished, in the output folder: no site has a file of this name, and the next build removes it.
pub const UNFINISHED: &str = ".fingerpost-new";

/// What becomes of files that no build made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// A folder that holds nothing else is not written to, and none of them is replaced.
    Respected,
    /// Those that the site has too are replaced.
    Overruled,
}

/// How a folder comes to hold another site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// File by file: whoever looks meanwhile may see some of the new and some of the old.
    Plain,
    /// All at once: the new folder is made beside the old one, and takes its place.
    Atomic,
}

/// What is to be written.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The files, sorted.
    pub files: &'a [Made],
    /// What they were made from, where the next build may stop if that is still so.
    pub fingerprint: Option<Fingerprint>,
    /// How.
    pub manner: Manner,
}

/// What writing did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that are new or other than before.
    pub changed: usize,
    /// Files that were there already.
    pub unchanged: usize,
    /// Files of the last build that this one does not make.
    pub removed: usize,
}

/// An output folder, held against other builds.
pub struct Folder<'d> {
    disk: &'d dyn Disk,
    path: PathBuf,
    beside: Option<Beside>,
    foreign: Foreign,
    record: Option<Record>,
    fault: Option<String>,
    /// `None` where there is no folder yet.
    lock: Option<Lock>,
}

impl<'d> Folder<'d> {
    /// Opens a folder, which need not be there, and changes nothing.
    ///
    /// # Errors
    /// When it is none of ours, or in use, or the system refuses it.
    pub fn open(disk: &'d dyn Disk, path: &Path, foreign: Foreign) -> Result<Self, WriteError> {
        let refused = WriteError::of("read", path);
        let found = disk.look(path).map_err(&refused)?;
        let lock = found.map(|_| lock(disk, path)).transpose()?;
        let path = match found {
            // Folders change places where they are, not where a link to them is.
            Some(found) if found.shape == Shape::Other => disk.follow(path).map_err(&refused)?,
            Some(found) if found.shape == Shape::File => {
                return Err(WriteError::of("write into", path)(ErrorKind::NotADirectory.into()));
            }
            Some(_) if path.file_name().is_none() => disk.follow(path).map_err(&refused)?,
            _ => path.to_owned(),
        };
        let beside = Beside::new(&path);
        let mut folder = Self { disk, path, beside, foreign, record: None, fault: None, lock };
        folder.read_record()?;
        Ok(folder)
    }

    /// Why the record of the last build cannot be read, if that is so: then what that build made counts as foreign.
    #[must_use]
    pub fn fault(&self) -> Option<&str> {
        self.fault.as_deref()
    }

    /// Whether the last build was made from the same, and everything that it made is there as it left it: then how many
    /// files that are.
    #[must_use]
    pub fn holds(&self, fingerprint: Fingerprint) -> Option<usize> {
        let record = self.record.as_ref().filter(|record| record.fingerprint == Some(fingerprint))?;
        let is_gone = |path: &Path| matches!(self.disk.look(path), Ok(None));
        let leftovers = self.beside.iter().flat_map(Beside::both).chain([self.at(UNFINISHED)]);
        let files: Vec<_> = record.files.iter().collect();
        let is_there = files.par_iter().all(|(file, stamp)| plan::is_as(self.disk, &self.at(file), **stamp));
        (is_there && leftovers.into_iter().all(|path| is_gone(&path))).then_some(files.len())
    }

    /// Writes a site into the folder, on all cores, after mending what a build that was killed left behind.
    ///
    /// # Errors
    /// When a file that is not ours is in the way, or the system refuses something: then a plain build may have written
    /// some of the files, and the next build of either manner writes the others.
    pub fn write(mut self, wanted: Wanted<'_>) -> Result<Written, WriteError> {
        let is_ours = |file: &str| file.split('/').next().is_some_and(|top| top == RECORD || top == UNFINISHED);
        if let Some((file, _)) = wanted.files.iter().find(|(file, _)| is_ours(file) || !is_below(file)) {
            return Err(WriteError::Name(file.clone()));
        }
        let is_new = self.hold()?;
        let written = self.write_held(wanted);
        if written.is_err() {
            self.give_up(wanted, is_new);
        }
        written
    }

    /// Holds a folder that was not there when it was opened, or is not any more: of two builds that both find none, one
    /// makes it. Whether this one did.
    fn hold(&mut self) -> Result<bool, WriteError> {
        let is_moved = self.put_back()?;
        let is_there = self.is_there(&self.path)?;
        if self.lock.is_some() && is_there && !is_moved {
            return Ok(false);
        }
        self.make_folder(&self.path)?;
        self.lock = Some(lock(self.disk, &self.path)?);
        self.read_record()?;
        Ok(!is_there)
    }

    fn write_held(&self, wanted: Wanted<'_>) -> Result<Written, WriteError> {
        self.clean_beside(&[])?;
        let unfinished = self.at(UNFINISHED);
        remove_all(self.disk, &unfinished, "").map_err(WriteError::of("remove", &unfinished))?;
        let plan = self.plan(wanted.files)?;
        match wanted.manner {
            Manner::Atomic if !plan.is_empty() => self.write_beside(wanted, &plan)?,
            _ => {
                self.write_here(wanted, &plan)?;
                if !self.lock.as_ref().is_none_or(|lock| lock.is_at(&self.path)) {
                    // Somebody took it away meanwhile, and with it what was as it should be.
                    return Err(WriteError::of("write", &self.path)(ErrorKind::NotFound.into()));
                }
            }
        }
        Ok(plan.written())
    }

    /// Takes away what a build that failed leaves and nobody needs, as far as the system lets us: above all the folder
    /// beside, which may be what has filled the disk.
    fn give_up(&self, wanted: Wanted<'_>, is_new: bool) {
        if is_new {
            // One that holds something stays.
            let _ = self.disk.remove_folder(&self.path);
        }
        // Where the output folder was taken away, what is nobody's stands beside alone, and the next build brings it back.
        if is_new || matches!(self.is_there(&self.path), Ok(true)) {
            let _ = self.clean_beside(wanted.files);
        }
    }

    /// Reads the record of the last build. A folder with neither a record nor anything else may become ours.
    fn read_record(&mut self) -> Result<(), WriteError> {
        let path = self.at(RECORD);
        (self.record, self.fault) = match self.disk.read(&path).map(|bytes| Record::parse(&bytes)) {
            Ok(Ok(record)) => (Some(record), None),
            Ok(Err(fault)) => (None, Some(fault)),
            Err(fault) if fault.kind() == ErrorKind::NotFound => (None, None),
            Err(fault) if fault.kind() == ErrorKind::IsADirectory => (None, Some("it is a folder".to_owned())),
            Err(fault) => return Err(WriteError::of("read", &path)(fault)),
        };
        if self.record.is_some() || self.foreign == Foreign::Overruled {
            return Ok(());
        }
        let names = match self.disk.list(&self.path) {
            Err(fault) if fault.kind() == ErrorKind::NotFound => Vec::new(),
            names => names.map_err(WriteError::of("read", &self.path))?,
        };
        if names.iter().all(|name| name == UNFINISHED) {
            return Ok(());
        }
        Err(WriteError::Foreign(self.path.clone(), self.fault.clone()))
    }

    fn at(&self, file: &str) -> PathBuf {
        self.path.join(file)
    }

    fn is_ours(&self, file: &str) -> bool {
        self.record.as_ref().is_some_and(|record| record.files.contains_key(file))
    }
}

fn lock(disk: &dyn Disk, folder: &Path) -> Result<Lock, WriteError> {
    disk.lock(folder).map_err(|fault| match fault.kind() {
        ErrorKind::WouldBlock => WriteError::Busy(folder.to_owned()),
        _ => WriteError::of("read", folder)(fault),
    })
}
