//! What writing has to do, found before anything is done.

use super::record::Stamp;
use super::{Disk, Folder, Foreign, Made, Shape, WriteError, Written};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::Path;

/// What has to be done with the files of a site, and with those of the last.
#[derive(Debug)]
pub(super) struct Plan {
    /// For each file that is wanted, how it stands there already; `None` where it has to be written.
    pub(super) states: Vec<Option<Stamp>>,
    /// Files of the last build that this one does not make, and that stand where it has a folder, or the same name in
    /// other letters, which some systems take for the same file: they have to go before anything is written.
    pub(super) first: Vec<String>,
    /// Other files of the last build that this one does not make.
    pub(super) last: Vec<String>,
}

impl Plan {
    /// Whether the folder holds the site already.
    pub(super) fn is_empty(&self) -> bool {
        self.states.iter().all(Option::is_some) && self.first.is_empty() && self.last.is_empty()
    }

    /// What the plan does.
    pub(super) fn written(&self) -> Written {
        let unchanged = self.states.iter().flatten().count();
        let removed = self.first.len() + self.last.len();
        Written { changed: self.states.len() - unchanged, unchanged, removed }
    }
}

impl Folder<'_> {
    /// Compares what is wanted with what is there.
    pub(super) fn plan(&self, files: &[Made]) -> Result<Plan, WriteError> {
        let names: BTreeSet<&str> = files.iter().map(|(file, _)| &**file).collect();
        let old = self.record.iter().flat_map(|record| record.files.keys()).filter(|file| !names.contains(&***file));
        let places: BTreeSet<String> = names.iter().flat_map(|file| above(file)).map(str::to_lowercase).collect();
        let files_or_above = |file: &str| above(file).any(|part| names.contains(part));
        let is_in_the_way = |file: &String| places.contains(&file.to_lowercase()) || files_or_above(file);
        let (first, last): (Vec<String>, Vec<String>) = old.cloned().partition(is_in_the_way);
        let gone: BTreeSet<String> = first.iter().map(|file| file.to_lowercase()).collect();
        let state = |(file, bytes): &Made| {
            if !gone.is_empty() && above(file).any(|part| gone.contains(&part.to_lowercase())) {
                return Ok(None);
            }
            self.state(file, bytes)
        };
        let states = files.par_iter().map(state).collect::<Result<_, _>>()?;
        Ok(Plan { states, first, last })
    }

    /// How a file stands there, if it does with these bytes.
    fn state(&self, file: &str, bytes: &[u8]) -> Result<Option<Stamp>, WriteError> {
        let path = self.at(file);
        let refused = WriteError::of("read", &path);
        let Some(found) = self.disk.look(&path).map_err(&refused)? else { return Ok(None) };
        let stamp = Stamp::new(found, bytes);
        if found.shape == Shape::File && found.size == bytes.len() as u64 {
            let known = self.record.as_ref().and_then(|record| *record.files.get(file)?);
            if known == Some(stamp) || self.disk.read(&path).map_err(&refused)? == bytes {
                return Ok(Some(stamp));
            }
        }
        let is_ours = found.shape == Shape::Folder || self.is_ours(file) || self.foreign == Foreign::Overruled;
        if is_ours { Ok(None) } else { Err(WriteError::Taken(self.at(file))) }
    }
}

/// A path and the folders that it lies in.
pub(super) fn above(file: &str) -> impl Iterator<Item = &str> {
    let folders = file.match_indices('/').filter_map(|(slash, _)| file.get(..slash));
    folders.chain([file])
}

/// Whether a file is as it was left.
pub(super) fn is_as(disk: &dyn Disk, path: &Path, stamp: Option<Stamp>) -> bool {
    let found = disk.look(path).ok().flatten();
    found.zip(stamp).is_some_and(|(found, stamp)| {
        found.shape == Shape::File && (found.size, found.time) == (stamp.size, stamp.time)
    })
}
