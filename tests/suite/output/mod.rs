//! The output folder: what is written, what stays, what goes; and what is left when anything fails.

mod fault;
mod folder;
mod kill;
mod together;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// Every file of a folder with its bytes, without the record of the build; a folder that is empty ends in `/`.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut tree = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1).into_iter().map(Result::unwrap) {
        let name = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        if entry.file_type().is_dir() {
            if fs::read_dir(entry.path()).unwrap().next().is_none() {
                tree.insert(name + "/", Vec::new());
            }
        } else if name != ".fingerpost" {
            tree.insert(name, fs::read(entry.path()).unwrap());
        }
    }
    tree
}

/// What lies beside the output folder and is of a build that did not end.
fn leftovers(above: &Path) -> Vec<String> {
    let names = fs::read_dir(above).unwrap().map(|entry| entry.unwrap().file_name().to_str().unwrap().to_owned());
    names.filter(|name| name.contains("fingerpost-")).collect()
}

/// A folder where writing takes no time, if there is such a thing here.
fn in_memory() -> TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory).unwrap() } else { tempfile::tempdir().unwrap() }
}
