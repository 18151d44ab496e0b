//! Several files at once: all of them or none.

use super::EditError;
use super::replace::{Unfinished, prepare, replace, reread};
use crate::source::Source;
use std::fs;
use std::path::Path;

/// Writes files that [`changed`](super::changed) has made, all of them or none: each is written beside the old one before
/// the first takes its place, and where the system refuses one, those before it get their old bytes back.
///
/// # Errors
/// When a file is not as it was read, one stands where another should go, or the system refuses one.
pub fn change(folder: &Path, files: &[(Source, Source)]) -> Result<(), EditError> {
    let mut old_bytes = Vec::with_capacity(files.len());
    for (old, new) in files {
        old_bytes.push(reread(&folder.join(&**old.path()), old)?);
        let to = folder.join(&**new.path());
        if old.path() != new.path() && to.symlink_metadata().is_ok() {
            return Err(EditError::Exists(to));
        }
    }
    let mut prepared = Vec::with_capacity(files.len());
    for ((old, new), bytes) in files.iter().zip(&old_bytes) {
        match prepare(&folder.join(&**old.path()), bytes, new.text()) {
            Ok(unfinished) => prepared.push(unfinished),
            Err(fault) => {
                prepared.iter().for_each(Unfinished::give_up);
                return Err(fault);
            }
        }
    }
    for (at, ((old, new), unfinished)) in files.iter().zip(&prepared).enumerate() {
        let (from, to) = (folder.join(&**old.path()), folder.join(&**new.path()));
        let done = unfinished.settle().and_then(|()| match from == to {
            true => Ok(()),
            false => fs::rename(&from, &to).map_err(|fault| EditError::Io(to, fault)),
        });
        if let Err(fault) = done {
            prepared.iter().skip(at).for_each(Unfinished::give_up);
            restore(folder, files.iter().zip(&old_bytes).take(at + 1));
            return Err(fault);
        }
    }
    Ok(())
}

/// Gives files their old bytes and places back, as far as the system lets us: what refused one may refuse another.
fn restore<'f>(folder: &Path, files: impl Iterator<Item = (&'f (Source, Source), &'f Vec<u8>)>) {
    for ((old, new), bytes) in files {
        let (from, to) = (folder.join(&**old.path()), folder.join(&**new.path()));
        if from != to && !from.exists() {
            let _ = fs::rename(&to, &from);
        }
        if fs::read(&from).is_ok_and(|there| there != *bytes) {
            let _ = replace(&from, bytes, old.text());
        }
    }
}
