//! What writing has to do, found before anything is done.

use super::record::Stamp;
use super::{Disk, Folder, Foreign, Made, Shape, WriteError, Written};
use crate::held::Held;
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
        let links = self.links(names.iter().copied().chain(old.clone().map(String::as_str)))?;
        let is_elsewhere = |file: &str| above(file).any(|part| part != file && links.contains(part));
        let old = old.filter(|file| !is_elsewhere(file));
        let (mut first, last): (Vec<String>, Vec<String>) = old.cloned().partition(is_in_the_way);
        first.extend(self.replaced(&links, &names)?);
        let gone: BTreeSet<String> = first.iter().map(|file| file.to_lowercase()).collect();
        let state = |(file, held): &Made| {
            if !gone.is_empty() && above(file).any(|part| gone.contains(&part.to_lowercase())) {
                return Ok(None);
            }
            self.state(file, held)
        };
        let states = files.par_iter().map(state).collect::<Result<_, _>>()?;
        Ok(Plan { states, first, last })
    }

    /// The symbolic links that stand where files have their folders: what is behind them is not ours, whoever put it there.
    fn links<'f>(&self, files: impl Iterator<Item = &'f str>) -> Result<BTreeSet<&'f str>, WriteError> {
        let folders: BTreeSet<&str> = files.flat_map(|file| above(file).filter(move |part| *part != file)).collect();
        let link = |folder: &&'f str| {
            let path = self.at(folder);
            let found = self.disk.look(&path).map_err(WriteError::of("read", &path))?;
            Ok(found.is_some_and(|found| found.shape == Shape::Other).then_some(*folder))
        };
        let folders: Vec<&str> = folders.into_iter().collect();
        let links: Vec<Option<&str>> = folders.par_iter().map(link).collect::<Result<_, _>>()?;
        let links: BTreeSet<&str> = links.into_iter().flatten().collect();
        // One behind another is not ours either.
        let is_first = |link: &&str| !above(link).any(|part| part != *link && links.contains(part));
        Ok(links.iter().copied().filter(is_first).collect())
    }

    /// Those in whose place the site has a folder and which no build made, if they may be replaced.
    fn replaced(&self, links: &BTreeSet<&str>, names: &BTreeSet<&str>) -> Result<Vec<String>, WriteError> {
        let is_wanted = |link: &&&str| {
            let folder = format!("{link}/");
            names.range(&*folder..).next().is_some_and(|file| file.starts_with(&folder))
        };
        let foreign = links.iter().filter(is_wanted).filter(|link| !self.is_ours(link));
        match foreign.clone().next() {
            Some(link) if self.foreign == Foreign::Respected => Err(WriteError::Link(self.at(link))),
            _ => Ok(foreign.map(|link| (*link).to_owned()).collect()),
        }
    }

    /// How a file stands there, if it does with these bytes.
    fn state(&self, file: &str, held: &Held) -> Result<Option<Stamp>, WriteError> {
        let path = self.at(file);
        let refused = WriteError::of("read", &path);
        let Some(found) = self.disk.look(&path).map_err(&refused)? else { return Ok(None) };
        let stamp = Stamp::new(found, held);
        if found.shape == Shape::File && found.size == held.size() {
            let known = self.record.as_ref().and_then(|record| *record.files.get(file)?);
            let is_same = || Ok(self.disk.read(&path)? == held.bytes()?);
            if known == Some(stamp) || is_same().map_err(&refused)? {
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
