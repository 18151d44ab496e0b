//! Two builds into one folder.

use super::fault::{NEW, OLD, expected, files};
use super::{in_memory, leftovers, tree};
use fingerpost::output::write::{Folder, Foreign, Manner, System, Wanted, WriteError};
use std::sync::Barrier;
use std::thread;

#[test]
fn two_first_builds_at_once_are_kept_apart() {
    for round in 0..24 {
        let above = in_memory();
        let public = above.path().join("public");
        let manners = match round % 3 {
            0 => [Manner::Plain, Manner::Plain],
            1 => [Manner::Atomic, Manner::Atomic],
            _ => [Manner::Plain, Manner::Atomic],
        };
        let begin = Barrier::new(2);
        let build = |(site, manner): (&[(&str, &str)], Manner)| {
            let files = files(site);
            let folder = Folder::open(&System, &public, Foreign::Respected);
            begin.wait();
            folder?.write(Wanted { files: &files, fingerprint: None, manner })
        };
        let done = thread::scope(|scope| {
            let other = scope.spawn(|| build((&OLD, manners[0])));
            [build((&NEW, manners[1])), other.join().unwrap()]
        });
        let case = format!("{manners:?}: {done:?}");
        assert!(done.iter().any(Result::is_ok), "{case}");
        assert!(done.iter().all(|done| matches!(done, Ok(_) | Err(WriteError::Busy(_)))), "{case}");
        let there = tree(&public);
        assert!(there == expected(&OLD, &[]) || there == expected(&NEW, &[]), "{case}: {:?}", there.keys());
        assert_eq!(leftovers(above.path()), Vec::<String>::new(), "{case}");
    }
}
