//! The program, killed while it writes.

use super::{in_memory, leftovers, tree};
use crate::command::{fingerpost, site_in, text};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

/// How often it is killed in each manner. More find nothing that these and the failing system of files do not.
const KILLS: u32 = 24;

/// Files that differ between the two sites: enough for the writing to take a good part of the time.
const FILES: usize = 300;

/// The bytes of each.
const SIZE: usize = 1000;

#[test]
fn a_plain_build_that_is_killed_leaves_whole_files() {
    kill(&[], |files, case| {
        for (file, bytes) in files.iter().filter(|(file, _)| !file.starts_with(".fingerpost-new")) {
            assert!(!file.starts_with("f/") || is_whole(bytes), "{case}: {file}");
        }
    });
}

#[test]
fn an_atomic_build_that_is_killed_leaves_one_site_or_the_other() {
    kill(&["--atomic"], |files, case| {
        let mut letters: Vec<u8> = files.iter().filter(|(file, _)| file.starts_with("f/")).map(|(_, b)| b[0]).collect();
        assert_eq!(letters.len(), FILES, "{case}");
        letters.dedup();
        assert_eq!(letters.len(), 1, "{case}");
        assert!(files.keys().all(|file| !file.starts_with(".fingerpost-new")), "{case}");
    });
}

type Files = std::collections::BTreeMap<String, Vec<u8>>;

fn kill(arguments: &[&str], check: impl Fn(&Files, &str)) {
    let site = site_in(in_memory());
    let public = site.path().join("public");
    let arguments = [&["build", "--site", site.path().to_str().unwrap()], arguments].concat();
    let whole = |letter: char| {
        sources(site.path(), letter);
        let started = Instant::now();
        let built = fingerpost(&arguments);
        assert_eq!(built.status.code(), Some(0), "{}", text(&built.stderr));
        started.elapsed()
    };
    whole('a');
    fs::write(public.join("CNAME"), "example.org").unwrap();
    let mut time = whole('b');
    // A test that fails names the number with which it can be tried again.
    let mut random = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_nanos() as u64;
    let mut killed = 0;
    for round in 0..KILLS {
        let letter = if round % 2 == 0 { 'a' } else { 'b' };
        sources(site.path(), letter);
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // Reading takes the first part of the time, and there is nothing to break in it.
        let part = 0.2 + 0.8 * (random >> 40) as f64 / (1u64 << 24) as f64;
        let mut child = Command::new(env!("CARGO_BIN_EXE_fingerpost"))
            .args(&arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_secs_f64(time.as_secs_f64() * part));
        killed += usize::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        child.wait().unwrap();
        let files = tree(&public);
        let case = format!("round {round}, at {part} of {time:?}");
        check(&files, &case);
        assert_eq!(files["CNAME"], b"example.org", "{case}");
        if round % 6 == 5 {
            time = whole(letter).min(time * 2);
            let files = tree(&public);
            assert!((0..FILES).all(|file| files[&name(file)] == bytes(letter)), "{case}");
            assert!(files.keys().all(|file| !file.contains("fingerpost")), "{case}");
            assert_eq!(leftovers(site.path()), Vec::<String>::new(), "{case}");
        }
    }
    assert!(killed > 0, "every build ended before it was killed");
}

fn sources(site: &Path, letter: char) {
    fs::create_dir_all(site.join("content/static/f")).unwrap();
    for file in 0..FILES {
        fs::write(site.join("content/static").join(name(file)), bytes(letter)).unwrap();
    }
}

fn name(file: usize) -> String {
    format!("f/{file}.txt")
}

fn bytes(letter: char) -> Vec<u8> {
    letter.to_string().repeat(SIZE).into_bytes()
}

fn is_whole(bytes: &[u8]) -> bool {
    bytes.len() == SIZE && bytes.iter().all(|byte| *byte == bytes[0])
}
