//! One file's bytes in the place of others: beside them first, then with one renaming.

use super::EditError;
use crate::source::Source;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What stands before and behind the name of a file while it is being written: the dot hides it from `disk::read`.
const UNFINISHED: (&str, &str) = (".", ".fingerpost-new");

/// The bytes of a file, which have to be those that were read.
pub(super) fn reread(path: &Path, source: &Source) -> Result<Vec<u8>, EditError> {
    let bytes = fs::read(path).map_err(|fault| EditError::Io(path.to_owned(), fault))?;
    if without_mark(&bytes) == source.text().as_bytes() { Ok(bytes) } else { Err(EditError::Changed(path.to_owned())) }
}

pub(super) const MARK: &[u8] = "\u{feff}".as_bytes();

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(MARK).unwrap_or(bytes)
}

/// Puts a new text into the place of a file: beside it first, then with one renaming, so that nobody meets half of it.
pub(super) fn replace(path: &Path, old: &[u8], new: &str) -> Result<(), EditError> {
    prepare(path, old, new)?.settle()
}

/// A new text that is written beside the file whose place it will take.
pub(super) struct Unfinished {
    beside: PathBuf,
    path: PathBuf,
}

pub(super) fn prepare(path: &Path, old: &[u8], new: &str) -> Result<Unfinished, EditError> {
    let refused = |fault| EditError::Io(path.to_owned(), fault);
    // A link stays a link; what it leads to is changed.
    let path = path.canonicalize().map_err(refused)?;
    let permissions = fs::metadata(&path).map_err(refused)?.permissions();
    if permissions.readonly() {
        return Err(EditError::ReadOnly(path));
    }
    let unfinished = Unfinished { beside: beside(&path), path: path.clone() };
    let mark = if old.starts_with(MARK) { MARK } else { &[] };
    let written = write(&unfinished.beside, &[mark, new.as_bytes()])
        .and_then(|()| fs::set_permissions(&unfinished.beside, permissions));
    written.map_err(|fault| {
        unfinished.give_up();
        refused(fault)
    })?;
    Ok(unfinished)
}

/// Where a file is written before it takes its place.
pub(super) fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{}{name}{}", UNFINISHED.0, UNFINISHED.1))
}

impl Unfinished {
    pub(super) fn settle(&self) -> Result<(), EditError> {
        fs::rename(&self.beside, &self.path).map_err(|fault| {
            self.give_up();
            EditError::Io(self.path.clone(), fault)
        })
    }

    /// What cannot take its place is not left behind; that it may not be removed either changes nothing.
    pub(super) fn give_up(&self) {
        let _ = fs::remove_file(&self.beside);
    }
}

pub(super) fn write(path: &Path, parts: &[&[u8]]) -> io::Result<()> {
    let mut file = File::create(path)?;
    for part in parts {
        file.write_all(part)?;
    }
    // A power cut after the renaming must not leave an empty file where an author's work was.
    file.sync_all()
}
