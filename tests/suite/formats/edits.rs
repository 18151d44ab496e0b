//! Files that are changed: what is replaced, and all that stays.

use fingerpost::source::edit::{self, EditError};
use fingerpost::source::{Edit, Sources, disk};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A site of one file.
fn site(bytes: &[u8]) -> (TempDir, Sources) {
    let site = tempfile::tempdir().unwrap();
    fs::create_dir(site.path().join("content")).unwrap();
    fs::write(site.path().join("content/x.yaml"), bytes).unwrap();
    let sources = disk::read(site.path()).unwrap();
    (site, sources)
}

fn edit(sources: &Sources, old: &str, new: &str) -> Vec<Edit> {
    let source = sources.get("content/x.yaml").unwrap();
    let start = source.text().find(old).unwrap();
    vec![Edit { place: source.place(start..start + old.len()), replacement: new.to_owned() }]
}

fn apply(folder: &Path, sources: &Sources, sets: &[Vec<Edit>]) -> Result<usize, EditError> {
    edit::apply(folder, sources, sets.iter().map(Vec::as_slice)).map(|changed| changed.sets)
}

fn bytes(site: &TempDir) -> Vec<u8> {
    fs::read(site.path().join("content/x.yaml")).unwrap()
}

#[test]
fn a_mark_line_ends_and_comments_stay() {
    let (site, sources) = site("\u{feff}a: 1 # é\r\nb: 2\r\nc: [x,  y]".as_bytes());
    let sets = [edit(&sources, "2", "two\nlines"), edit(&sources, "1", "one"), edit(&sources, "y]", "z]")];
    assert_eq!(apply(site.path(), &sources, &sets).unwrap(), 3);
    assert_eq!(String::from_utf8(bytes(&site)).unwrap(), "\u{feff}a: one # é\r\nb: two\r\nlines\r\nc: [x,  z]");
    let left: Vec<_> = fs::read_dir(site.path().join("content")).unwrap().collect();
    assert_eq!(left.len(), 1, "nothing is left beside the file");
}

#[test]
fn of_edits_that_overlap_the_first_is_made_and_a_set_is_made_whole() {
    let (site, sources) = site(b"abcdef");
    let torn = [edit(&sources, "ef", "EF"), edit(&sources, "cd", "--")].concat();
    let sets =
        [edit(&sources, "bc", "BC"), edit(&sources, "b", "x"), torn, edit(&sources, "d", "D"), edit(&sources, "", ">")];
    assert_eq!(apply(site.path(), &sources, &sets).unwrap(), 3);
    assert_eq!(bytes(&site), b">aBCDef");
}

#[test]
fn what_stands_there_already_is_no_change() {
    let (site, sources) = site(b"abc");
    assert_eq!(apply(site.path(), &sources, &[edit(&sources, "b", "b")]).unwrap(), 0);
}

#[test]
fn a_file_that_someone_else_changed_is_left_alone() {
    let (site, sources) = site(b"a: 1\n");
    fs::write(site.path().join("content/x.yaml"), "a: 1\nb: 2\n").unwrap();
    let fault = apply(site.path(), &sources, &[edit(&sources, "1", "2")]).unwrap_err();
    assert!(fault.to_string().contains("was changed by someone else"), "{fault}");
    assert_eq!(bytes(&site), b"a: 1\nb: 2\n");
}

#[test]
fn a_file_that_may_only_be_read_is_left_alone() {
    let (site, sources) = site(b"a: 1\n");
    let path = site.path().join("content/x.yaml");
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let fault = apply(site.path(), &sources, &[edit(&sources, "1", "2")]).unwrap_err();
    assert!(fault.to_string().contains("may only be read"), "{fault}");
    assert_eq!(bytes(&site), b"a: 1\n");
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let (site, _) = site(b"a: 1\n");
    let (path, link) = (site.path().join("content/x.yaml"), site.path().join("elsewhere.yaml"));
    fs::rename(&path, &link).unwrap();
    fs::set_permissions(&link, fs::Permissions::from_mode(0o640)).unwrap();
    symlink(&link, &path).unwrap();
    let sources = disk::read(site.path()).unwrap();
    apply(site.path(), &sources, &[edit(&sources, "1", "2")]).unwrap();
    assert!(fs::symlink_metadata(&path).unwrap().is_symlink());
    assert_eq!(fs::read(&link).unwrap(), b"a: 2\n");
    assert_eq!(fs::metadata(&link).unwrap().permissions().mode() & 0o777, 0o640);
}
