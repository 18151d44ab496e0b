//! File by file.

use super::disk::unless;
use super::plan::{Plan, above};
use super::record::{Record, Stamp};
use super::{Folder, Foreign, Made, RECORD, UNFINISHED, Wanted, WriteError};
use crate::held::Held;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::io::{self, ErrorKind};
use std::iter::once;
use std::path::Path;

impl Folder<'_> {
    /// Writes what has to be written where it belongs.
    pub(super) fn write_here(&self, wanted: Wanted<'_>, plan: &Plan) -> Result<(), WriteError> {
        let mut stamps = plan.states.clone();
        if !plan.is_empty() {
            self.make_folder(&self.path)?;
            self.keep(&self.path, &self.begun(wanted.files))?;
            let unfinished = self.at(UNFINISHED);
            self.make_folder(&unfinished)?;
            self.prune(&plan.first)?;
            let missing = || wanted.files.iter().zip(&plan.states).filter(|(_, state)| state.is_none());
            self.make_folders_of(&self.path, missing().map(|((file, _), _)| &**file))?;
            // Nobody looks at a folder that no build ever wrote to, so that nothing is gained by way of another name.
            let is_first = self.record.is_none() && self.foreign == Foreign::Respected;
            let write = |(number, (made, stamp)): (usize, (&Made, &mut Option<Stamp>))| {
                if stamp.is_none() {
                    let unfinished = unfinished.join(number.to_string());
                    *stamp = Some(if is_first { self.make(made) } else { self.replace(&unfinished, made) }?);
                }
                Ok(())
            };
            wanted.files.par_iter().zip(&mut stamps).enumerate().try_for_each(write)?;
            self.prune(&plan.last)?;
            self.disk.remove_folder(&unfinished).map_err(WriteError::of("remove", &unfinished))?;
        }
        let record = finished(wanted, stamps);
        if self.record.as_ref() == Some(&record) { Ok(()) } else { self.keep(&self.path, &record) }
    }

    /// Puts a record into a folder, whole.
    pub(super) fn keep(&self, folder: &Path, record: &Record) -> Result<(), WriteError> {
        let (unfinished, path) = (folder.join(UNFINISHED), folder.join(RECORD));
        let written = self.disk.write(&unfinished, &mut once(Ok(record.text().into_bytes())));
        written.and_then(|_| self.disk.rename(&unfinished, &path)).map_err(WriteError::of("write", &path))
    }

    pub(super) fn make_folder(&self, folder: &Path) -> Result<(), WriteError> {
        self.disk.make_folder(folder).map_err(WriteError::of("make the folder", folder))
    }

    /// Makes the folders below `top` that files lie in.
    pub(super) fn make_folders_of<'a>(
        &self,
        top: &Path,
        files: impl Iterator<Item = &'a str>,
    ) -> Result<(), WriteError> {
        let folders: BTreeSet<&str> = files.filter_map(|file| Some(file.rsplit_once('/')?.0)).collect();
        // One that holds another is made with it.
        let mut folders = folders.into_iter().peekable();
        while let Some(folder) = folders.next() {
            let holds = |next: &&str| next.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
            if !folders.peek().is_some_and(holds) {
                self.make_folder(&top.join(folder))?;
            }
        }
        Ok(())
    }

    /// The record of a build that has begun: what is there, and what may be.
    fn begun(&self, files: &[Made]) -> Record {
        let mut record = self.record.clone().unwrap_or_default();
        record.fingerprint = None;
        for (file, _) in files {
            record.files.entry(file.clone()).or_default();
        }
        record
    }

    fn make(&self, (file, held): &Made) -> Result<Stamp, WriteError> {
        let path = self.at(file);
        self.make_file(&path, held).map_err(WriteError::of("write", &path))
    }

    fn replace(&self, unfinished: &Path, (file, held): &Made) -> Result<Stamp, WriteError> {
        let path = self.at(file);
        let written = self.make_file(unfinished, held);
        let moved = written.and_then(|stamp| self.disk.rename(unfinished, &path).map(|()| stamp));
        moved.map_err(WriteError::of("write", &path))
    }

    pub(super) fn make_file(&self, path: &Path, held: &Held) -> io::Result<Stamp> {
        self.disk.write(path, &mut held.pieces()).map(|found| Stamp::new(found, held))
    }

    /// Removes files of ours, and the folders that become empty with them.
    fn prune(&self, files: &[String]) -> Result<(), WriteError> {
        let remove = |file: &String| {
            let path = self.at(file);
            let found = self.disk.look(&path).map_err(WriteError::of("read", &path))?;
            // Where a folder stands now, somebody has put it there.
            if found.is_none_or(|found| found.shape == super::Shape::Folder) {
                return Ok(());
            }
            unless(ErrorKind::NotFound, self.disk.remove_file(&path)).map_err(WriteError::of("remove", &path))
        };
        files.par_iter().try_for_each(remove)?;
        let folders: BTreeSet<&str> =
            files.iter().flat_map(|file| above(file).filter(move |part| part != file)).collect();
        // From the innermost, which stand behind those that hold them.
        for folder in folders.into_iter().rev() {
            let path = self.at(folder);
            match self.disk.remove_folder(&path).map_err(|fault| (fault.kind(), fault)) {
                // What is held by something that is not ours stays.
                Ok(()) | Err((ErrorKind::NotFound | ErrorKind::DirectoryNotEmpty | ErrorKind::NotADirectory, _)) => {}
                Err((_, fault)) => return Err(WriteError::of("remove", &path)(fault)),
            }
        }
        Ok(())
    }
}

/// The record of a build that has come to its end.
pub(super) fn finished(wanted: Wanted<'_>, stamps: Vec<Option<Stamp>>) -> Record {
    let files = wanted.files.iter().map(|(file, _)| file.clone()).zip(stamps).collect();
    Record { fingerprint: wanted.fingerprint, files }
}
