//! All at once: the new folder is made beside the old one, and takes its place.
//!
//! What is as it was, and what no build made, gets a second name in the new folder (a hard link), so that either folder is
//! whole at any instant. The one that is left over after that, or after a build that was killed, is removed: its record
//! tells what in it is ours, and anything else that the output folder lacks is moved there first.

use super::disk::remove_all;
use super::plain::finished;
use super::plan::Plan;
use super::record::{Record, Stamp};
use super::{Folder, Made, RECORD, Shape, UNFINISHED, Wanted, WriteError, lock};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io::ErrorKind;
use std::iter::once;
use std::path::{Path, PathBuf};

/// Where folders stand that are not the output folder yet, or no longer.
#[derive(Clone, Debug)]
pub(super) struct Beside {
    new: PathBuf,
    old: PathBuf,
}

impl Beside {
    /// Those of an output folder; `None` where it is a whole disk and has no place beside.
    pub(super) fn new(folder: &Path) -> Option<Self> {
        let name = folder.file_name()?;
        let with = |ending: &str| {
            let mut hidden = OsString::from(".");
            hidden.push(name);
            hidden.push(ending);
            folder.with_file_name(hidden)
        };
        Some(Self { new: with(UNFINISHED), old: with(".fingerpost-old") })
    }

    pub(super) fn both(&self) -> [PathBuf; 2] {
        [self.new.clone(), self.old.clone()]
    }
}

impl Folder<'_> {
    /// Makes the folder anew beside itself, and lets the two change places.
    pub(super) fn write_beside(&self, wanted: Wanted<'_>, plan: &Plan) -> Result<(), WriteError> {
        let Some(beside) = &self.beside else {
            return Err(WriteError::of("replace", &self.path)(ErrorKind::Unsupported.into()));
        };
        let new = &beside.new;
        self.make_folder(new)?;
        // It is about to be the output folder, and is held until nothing is left to be done.
        let _held = lock(self.disk, new)?;
        let names: BTreeSet<&str> = wanted.files.iter().map(|(file, _)| &**file).collect();
        let begun = names.iter().map(|file| ((*file).to_owned(), None)).collect();
        self.keep(new, &Record { fingerprint: None, files: begun })?;
        self.make_folders_of(new, names.iter().copied())?;
        let mut stamps = plan.states.clone();
        let write = |(made, stamp): (&Made, &mut Option<Stamp>)| {
            *stamp = Some(self.link_or_write(new, made, *stamp)?);
            Ok(())
        };
        wanted.files.par_iter().zip(&mut stamps).try_for_each(write)?;
        if self.is_there(&self.path)? {
            let replaced = names.iter().copied().chain(plan.first.iter().map(String::as_str)).collect();
            self.carry(new, Path::new(""), &replaced)?;
            let is_empty = || self.disk.list(&self.path).map(|names| names.is_empty());
            if self.record.is_none() && !is_empty().map_err(WriteError::of("read", &self.path))? {
                // What is not ours there has to be known as such when the folder is left over.
                self.keep(&self.path, &Record::default())?;
            }
        }
        if !self.is_there(&new.join(RECORD))? {
            // Somebody has cleared it away meanwhile: what is in it now is not all.
            return Err(WriteError::of("replace", new)(ErrorKind::NotFound.into()));
        }
        self.keep(new, &finished(wanted, stamps))?;
        self.swap(beside)?;
        self.clean_beside(&[])
    }

    /// Moves the folder back to its place, where a build left it beside; whether one had.
    pub(super) fn put_back(&self) -> Result<bool, WriteError> {
        let Some(Beside { old, .. }) = &self.beside else { return Ok(false) };
        let is_moved = !self.is_there(&self.path)? && self.is_there(old)?;
        if is_moved {
            self.disk.rename(old, &self.path).map_err(WriteError::of("move", old))?;
        }
        Ok(is_moved)
    }

    /// Removes what a build left beside the folder; `begun` are the files that it was about to write, if it was this one.
    pub(super) fn clean_beside(&self, begun: &[Made]) -> Result<(), WriteError> {
        let Some(beside) = &self.beside else { return Ok(()) };
        beside.both().iter().try_for_each(|folder| self.discard(folder, begun))
    }

    pub(super) fn is_there(&self, path: &Path) -> Result<bool, WriteError> {
        Ok(self.disk.look(path).map_err(WriteError::of("read", path))?.is_some())
    }

    fn link_or_write(&self, new: &Path, (file, held): &Made, known: Option<Stamp>) -> Result<Stamp, WriteError> {
        let path = new.join(file);
        if let Some(known) = known
            && self.disk.link(&self.at(file), &path).is_ok()
        {
            return Ok(known);
        }
        self.make_file(&path, held).map_err(WriteError::of("write", &path))
    }

    /// Gives what no build made a second name in the new folder, and its folders the permissions that they had.
    fn carry(&self, new: &Path, below: &Path, names: &BTreeSet<&str>) -> Result<(), WriteError> {
        let (here, there) = (self.path.join(below), new.join(below));
        let entries = self.disk.list(&here).map_err(WriteError::of("read", &here))?;
        if entries.is_empty() && !self.holds_ours(below) {
            self.make_folder(&there)?;
        }
        entries.par_iter().try_for_each(|name| {
            let (file, path) = (below.join(name), here.join(name));
            match self.disk.look(&path).map_err(WriteError::of("read", &path))? {
                None => Ok(()),
                Some(found) if found.shape == Shape::Folder => self.carry(new, &file, names),
                Some(_) if is_kept_for_us(&file) => Ok(()),
                Some(_) if file.to_str().is_some_and(|file| names.contains(file) || self.is_ours(file)) => Ok(()),
                Some(found) => {
                    self.make_folder(&there).and_then(|()| self.link_or_copy(&path, &new.join(&file), found.shape))
                }
            }
        })?;
        if self.is_there(&there)? {
            self.disk.same_permissions(&here, &there).map_err(WriteError::of("write", &there))?;
        }
        Ok(())
    }

    /// Whether a build made files in a folder: what is empty was ours, then, and goes.
    fn holds_ours(&self, below: &Path) -> bool {
        let Some(prefix) = below.to_str().map(|below| format!("{below}/")) else { return false };
        let mut from = self.record.iter().flat_map(|record| record.files.range(prefix.clone()..));
        from.next().is_some_and(|(file, _)| file.starts_with(&prefix))
    }

    fn link_or_copy(&self, from: &Path, to: &Path, shape: Shape) -> Result<(), WriteError> {
        let Err(fault) = self.disk.link(from, to) else { return Ok(()) };
        // What lies on another disk would be taken away with the old folder, and belongs there.
        let can_be_copied = shape == Shape::File && fault.kind() != ErrorKind::CrossesDevices;
        if !can_be_copied {
            return Err(WriteError::of("take over", from)(fault));
        }
        let copied = self.disk.read(from).and_then(|bytes| self.disk.write(to, &mut once(Ok(bytes))));
        copied.map(|_| ()).map_err(WriteError::of("take over", from))
    }

    fn swap(&self, Beside { new, old }: &Beside) -> Result<(), WriteError> {
        let refused = WriteError::of("replace", &self.path);
        if !self.is_there(&self.path)? {
            return self.disk.rename(new, &self.path).map_err(refused);
        }
        if self.disk.exchange(new, &self.path).is_ok() {
            return Ok(());
        }
        // Where it cannot be done in one step it is done in two; between them, the next build finds the folder moved.
        self.disk.rename(&self.path, old).map_err(&refused)?;
        self.disk.rename(new, &self.path).map_err(|fault| {
            // If this fails too, the next build does it.
            let _ = self.disk.rename(old, &self.path);
            refused(fault)
        })
    }

    /// Removes a folder that is left over, once what is in it and not ours stands in the output folder.
    fn discard(&self, folder: &Path, begun: &[Made]) -> Result<(), WriteError> {
        match self.disk.look(folder).map_err(WriteError::of("read", folder))? {
            None => return Ok(()),
            Some(found) if found.shape == Shape::Folder => {}
            Some(_) => return Err(WriteError::InTheWay(folder.to_owned())),
        }
        let path = folder.join(RECORD);
        match self.disk.read(&path).map(|bytes| Record::parse(&bytes)) {
            Ok(Ok(record)) => self.rescue(folder, Path::new(""), &record)?,
            Err(fault) if fault.kind() != ErrorKind::NotFound => return Err(WriteError::of("read", &path)(fault)),
            // A build was killed before it had written a record, or after it had removed all else; or somebody took the
            // folder away while it was filled.
            _ => {
                let begun = begun.iter().map(|(file, _)| &**file).collect();
                if !self.can_be_spared(folder, Path::new(""), &begun)? {
                    return Err(WriteError::InTheWay(folder.to_owned()));
                }
            }
        }
        remove_all(self.disk, folder, RECORD).map_err(WriteError::of("remove", folder))
    }

    /// Whether a folder without a record holds nothing but what a build writes, or what stands in the output folder too.
    fn can_be_spared(&self, from: &Path, below: &Path, begun: &BTreeSet<&str>) -> Result<bool, WriteError> {
        let folder = from.join(below);
        for name in self.disk.list(&folder).map_err(WriteError::of("read", &folder))? {
            let (file, path) = (below.join(&name), folder.join(&name));
            let Some(found) = self.disk.look(&path).map_err(WriteError::of("read", &path))? else { continue };
            let is_ours = || file.to_str().is_some_and(|file| begun.contains(file) || self.is_ours(file));
            let is_spared = match found.shape {
                _ if is_kept_for_us(&file) => true,
                Shape::Folder => self.can_be_spared(from, &file, begun)?,
                _ => is_ours() || self.is_there(&self.path.join(&file))?,
            };
            if !is_spared {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Moves what is not ours, and is not in the output folder, into it.
    fn rescue(&self, from: &Path, below: &Path, record: &Record) -> Result<(), WriteError> {
        let folder = from.join(below);
        for name in self.disk.list(&folder).map_err(WriteError::of("read", &folder))? {
            let (file, path) = (below.join(&name), folder.join(&name));
            let is_ours = file.to_str().is_some_and(|file| record.files.contains_key(file));
            let Some(found) = self.disk.look(&path).map_err(WriteError::of("read", &path))? else { continue };
            if found.shape == Shape::Folder {
                self.rescue(from, &file, record)?;
            } else if !is_ours && !is_kept_for_us(&file) && !self.is_there(&self.path.join(&file))? {
                self.make_folder(&self.path.join(below))?;
                self.disk.rename(&path, &self.path.join(&file)).map_err(WriteError::of("move", &path))?;
            }
        }
        Ok(())
    }
}

fn is_kept_for_us(file: &Path) -> bool {
    file == Path::new(RECORD) || file == Path::new(UNFINISHED)
}
