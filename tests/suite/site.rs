//! Whole sites against whole trees: a file that is missing fails, and so does one that nothing makes.

use crate::fixture::{compare, options};
use fingerpost::pipeline::{analyse, render};
use fingerpost::source::disk;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

#[test]
fn sites_make_the_trees_that_they_should() {
    let sites = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
    let folders: Vec<PathBuf> = std::fs::read_dir(sites).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(!folders.is_empty());
    for folder in folders {
        let sources = disk::read(&folder).unwrap();
        let made = render(analyse(&sources, options()), &sources)
            .all()
            .unwrap_or_else(|faults| panic!("{}: {faults:#?}", folder.display()));
        let expected = folder.join("expected");
        for (file, bytes) in &made {
            compare(&expected.join(file), std::str::from_utf8(bytes).unwrap());
        }
        let made: BTreeSet<PathBuf> = made.iter().map(|(file, _)| expected.join(file)).collect();
        for entry in
            walkdir::WalkDir::new(&expected).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file())
        {
            assert!(made.contains(entry.path()), "nothing makes {}", entry.path().display());
        }
    }
}
