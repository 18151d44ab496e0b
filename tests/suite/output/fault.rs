//! A system of files that fails at its nth step: what stands there then is whole, and the next build gives the right tree.

use super::{in_memory, leftovers, tree};
use fingerpost::held::Held;
use fingerpost::output::Made;
use fingerpost::output::write::{
    Disk, Folder, Foreign, Found, Lock, Manner, Pieces, System, Wanted, WriteError, Written,
};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io::{self, ErrorKind};
use std::iter::once;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// What happens at the step.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Failing {
    /// It fails, and the next ones do not.
    Once,
    /// It and all after it fail, as if the program had been killed; of a file that was being written, half is there.
    ForGood,
    /// Somebody takes this folder away, and nothing fails by itself.
    Away(PathBuf),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exchange {
    Known,
    Unknown,
}

#[derive(Debug)]
struct Faulty {
    at: usize,
    steps: AtomicUsize,
    failing: Failing,
    exchange: Exchange,
}

impl Faulty {
    fn new(at: usize, failing: Failing, exchange: Exchange) -> Self {
        Self { at, steps: AtomicUsize::new(0), failing, exchange }
    }

    fn step(&self) -> io::Result<()> {
        let step = self.steps.fetch_add(1, Ordering::SeqCst);
        let fails = match &self.failing {
            Failing::Once => step == self.at,
            Failing::ForGood => step >= self.at,
            Failing::Away(folder) => {
                if step == self.at {
                    // Others may be writing into it just now.
                    while folder.exists() && fs::remove_dir_all(folder).is_err() {}
                }
                false
            }
        };
        if fails { Err(ErrorKind::StorageFull.into()) } else { Ok(()) }
    }
}

impl Disk for Faulty {
    fn look(&self, path: &Path) -> io::Result<Option<Found>> {
        self.step().and_then(|()| System.look(path))
    }
    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        self.step().and_then(|()| System.list(folder))
    }
    fn follow(&self, path: &Path) -> io::Result<PathBuf> {
        self.step().and_then(|()| System.follow(path))
    }
    fn read(&self, file: &Path) -> io::Result<Vec<u8>> {
        self.step().and_then(|()| System.read(file))
    }
    fn write(&self, file: &Path, pieces: Pieces<'_>) -> io::Result<Found> {
        let bytes = pieces.collect::<io::Result<Vec<_>>>()?.concat();
        if self.steps.load(Ordering::SeqCst) == self.at && !matches!(self.failing, Failing::Away(_)) {
            System.write(file, &mut once(Ok(bytes[..bytes.len() / 2].to_vec())))?;
        }
        self.step().and_then(|()| System.write(file, &mut once(Ok(bytes))))
    }
    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        self.step().and_then(|()| System.make_folder(folder))
    }
    fn same_permissions(&self, of: &Path, folder: &Path) -> io::Result<()> {
        self.step().and_then(|()| System.same_permissions(of, folder))
    }
    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step().and_then(|()| System.link(from, to))
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step().and_then(|()| System.rename(from, to))
    }
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        self.step()?;
        match self.exchange {
            Exchange::Known => System.exchange(one, other),
            Exchange::Unknown => Err(ErrorKind::Unsupported.into()),
        }
    }
    fn remove_file(&self, file: &Path) -> io::Result<()> {
        self.step().and_then(|()| System.remove_file(file))
    }
    fn remove_folder(&self, folder: &Path) -> io::Result<()> {
        self.step().and_then(|()| System.remove_folder(folder))
    }
    fn lock(&self, folder: &Path) -> io::Result<Lock> {
        System.lock(folder)
    }
}

pub(super) const OLD: [(&str, &str); 6] = [
    ("404.html", "not found"),
    ("deep/one/index.html", "one"),
    ("gone/y/index.html", "gone"),
    ("index.html", "old"),
    ("same.css", "same"),
    ("swap", "a file"),
];
pub(super) const NEW: [(&str, &str); 6] = [
    ("404.html", "not there"),
    ("deep", "a file"),
    ("index.html", "new and longer"),
    ("new/z/index.html", "z"),
    ("same.css", "same"),
    ("swap/index.html", "in a folder"),
];
const FOREIGN: [(&str, &str); 3] = [("CNAME", "example.org"), ("gone/mine.txt", "mine"), ("mine/two.txt", "two")];

pub(super) fn files(site: &[(&str, &str)]) -> Vec<Made> {
    site.iter().map(|(file, text)| ((*file).to_owned(), Held::new(text.as_bytes()))).collect()
}

pub(super) fn expected(site: &[(&str, &str)], foreign: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    site.iter().chain(foreign).map(|(file, text)| ((*file).to_owned(), text.as_bytes().to_vec())).collect()
}

fn write(disk: &dyn Disk, path: &Path, site: &[(&str, &str)], manner: Manner) -> Result<Written, WriteError> {
    let files = files(site);
    Folder::open(disk, path, Foreign::Respected)?.write(Wanted { files: &files, fingerprint: None, manner })
}

/// A folder with the old site and files that no build made.
fn old_site(public: &Path) {
    write(&System, public, &OLD, Manner::Plain).unwrap();
    for (file, text) in FOREIGN {
        fs::create_dir_all(public.join(file).parent().unwrap()).unwrap();
        fs::write(public.join(file), text).unwrap();
    }
}

/// Every way to fail, at every step: how many steps there were.
fn at_every_step(manner: Manner, exchange: Exchange, from: &dyn Fn(&Path), check: &dyn Fn(&Path, &str)) {
    for failing in [Failing::Once, Failing::ForGood] {
        for at in 0.. {
            let above = in_memory();
            let public = above.path().join("public");
            from(&public);
            let disk = Faulty::new(at, failing.clone(), exchange);
            let done = write(&disk, &public, &NEW, manner);
            let case = format!("{manner:?}, {exchange:?}, {failing:?} at step {at}: {done:?}");
            if let Err(fault) = &done {
                assert!(fault.to_string().starts_with("cannot "), "{case}: {fault}");
            }
            check(&public, &case);
            if failing == Failing::Once && manner == Manner::Atomic {
                assert_eq!(leftovers(above.path()), Vec::<String>::new(), "{case}");
            }
            // The next build, of either site and manner.
            let foreign = if public.join("CNAME").exists() || above.path().join(".public.fingerpost-old/CNAME").exists()
            {
                &FOREIGN[..]
            } else {
                &[]
            };
            let (site, manner) = match at % 4 {
                0 => (&NEW, Manner::Plain),
                1 => (&NEW, Manner::Atomic),
                2 => (&OLD, Manner::Plain),
                _ => (&OLD, Manner::Atomic),
            };
            if let Err(fault) = write(&System, &public, site, manner) {
                panic!("{case}, then: {fault}");
            }
            assert_eq!(tree(&public), expected(site, foreign), "{case}");
            assert_eq!(leftovers(above.path()), Vec::<String>::new(), "{case}");
            let reached = disk.steps.into_inner();
            if reached <= at {
                assert!(at > 20, "there were {reached} steps only");
                break;
            }
        }
    }
}

/// Every file is one of the old site, of the new one, or of nobody.
fn is_mixed_at_worst(public: &Path, case: &str) {
    let (old, new) = (expected(&OLD, &FOREIGN), expected(&NEW, &FOREIGN));
    for (file, bytes) in tree(public) {
        let is_unfinished = file.starts_with(".fingerpost-new") || file.ends_with('/');
        let is_whole = old.get(&file) == Some(&bytes) || new.get(&file) == Some(&bytes);
        assert!(is_unfinished || is_whole, "{case}: {file}");
    }
    for (file, _) in FOREIGN {
        assert!(public.join(file).exists(), "{case}: {file}");
    }
}

#[test]
fn after_any_failure_of_a_plain_build_the_next_one_mends_it() {
    at_every_step(Manner::Plain, Exchange::Known, &old_site, &is_mixed_at_worst);
}

#[test]
fn after_any_failure_of_an_atomic_build_the_folder_is_the_old_or_the_new_one() {
    for exchange in [Exchange::Known, Exchange::Unknown] {
        let check = |public: &Path, case: &str| {
            if exchange == Exchange::Unknown && !public.exists() {
                return;
            }
            let there = tree(public);
            let there: BTreeMap<_, _> = there.into_iter().filter(|(file, _)| file != ".fingerpost-new").collect();
            let is_whole = there == expected(&OLD, &FOREIGN) || there == expected(&NEW, &FOREIGN);
            assert!(is_whole, "{case}: {:?}", there.keys());
        };
        at_every_step(Manner::Atomic, exchange, &old_site, &check);
    }
}

#[test]
fn after_any_failure_of_a_first_build_the_next_one_mends_it() {
    for manner in [Manner::Plain, Manner::Atomic] {
        let check = |public: &Path, case: &str| {
            if manner == Manner::Atomic && public.exists() {
                assert!(tree(public).is_empty() || tree(public) == expected(&NEW, &[]), "{case}");
            }
        };
        at_every_step(manner, Exchange::Known, &|_| {}, &check);
    }
}

#[test]
fn a_folder_that_is_removed_meanwhile_is_a_named_error() {
    for at in 0.. {
        let above = in_memory();
        let public = above.path().join("public");
        old_site(&public);
        let disk = Faulty::new(at, Failing::Away(public.clone()), Exchange::Known);
        let done = write(&disk, &public, &NEW, Manner::Plain);
        let case = format!("step {at}: {done:?}");
        match done {
            Ok(_) => assert!(tree(&public).into_iter().filter(|(file, _)| !is_foreign(file)).eq(expected(&NEW, &[]))),
            Err(fault) => {
                let fault = fault.to_string();
                assert!(fault.starts_with("cannot ") && fault.contains("public"), "{case}: {fault}");
            }
        }
        // What is left of it may have no record: it is ours to say so.
        let _ = fs::remove_dir_all(&public);
        write(&System, &public, &NEW, Manner::Plain).unwrap();
        assert_eq!(tree(&public), expected(&NEW, &[]), "{case}");
        if disk.steps.into_inner() <= at {
            break;
        }
    }
}

fn is_foreign(file: &str) -> bool {
    FOREIGN.iter().any(|(foreign, _)| *foreign == file)
}

#[test]
fn a_folder_beside_that_is_removed_meanwhile_stops_no_later_build() {
    for exchange in [Exchange::Known, Exchange::Unknown] {
        for at in 0.. {
            let above = in_memory();
            let public = above.path().join("public");
            old_site(&public);
            let disk = Faulty::new(at, Failing::Away(above.path().join(".public.fingerpost-new")), exchange);
            let done = write(&disk, &public, &NEW, Manner::Atomic);
            let case = format!("{exchange:?}, step {at}: {done:?}");
            // Once it has been exchanged, the folder that is removed is the old one.
            let there = tree(&public);
            assert!(
                there == expected(&OLD, &FOREIGN) || there == expected(&NEW, &FOREIGN),
                "{case}: {:?}",
                there.keys()
            );
            assert!(done.is_err() || there == expected(&NEW, &FOREIGN), "{case}");
            assert_eq!(leftovers(above.path()), Vec::<String>::new(), "{case}");
            if let Err(fault) = write(&System, &public, &NEW, Manner::Atomic) {
                panic!("{case}, then: {fault}");
            }
            assert_eq!(tree(&public), expected(&NEW, &FOREIGN), "{case}");
            if disk.steps.into_inner() <= at {
                break;
            }
        }
    }
}
