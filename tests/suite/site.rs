//! Whole sites against whole trees: a file that is missing fails, and so does one that nothing makes.

use crate::fixture::{compare, every_file, options};
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
        let made = every_file(&render(analyse(&sources, options()), &sources));
        let expected = folder.join("expected");
        // Scripts are those of our own theme, which tests of their own look at: a copy in each site would say the same again.
        let made = made.iter().filter(|(file, _)| !file.ends_with(".js"));
        for (file, bytes) in made.clone() {
            compare(&expected.join(file), std::str::from_utf8(bytes).unwrap());
        }
        let made: BTreeSet<PathBuf> = made.map(|(file, _)| expected.join(file)).collect();
        for entry in
            walkdir::WalkDir::new(&expected).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file())
        {
            assert!(made.contains(entry.path()), "nothing makes {}", entry.path().display());
        }
    }
}
