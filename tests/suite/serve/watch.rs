//! Where the system tells of no changes.

use super::{FAULTY, PROGRAMME, Server, edit, save};
use crate::command::site;
use fingerpost::watch::{Tell, Telling, Watch};
use notify::{Error, ErrorKind, RecursiveMode, Watcher};
use std::fs;
use std::path::Path;
use std::time::Duration;

#[test]
fn changes_are_found_by_looking_where_nobody_tells_of_them() {
    let site = site();
    let server = Server::start_with(site.path(), &["--poll"]);
    edit(&site, "content/organisation.yaml", "Department for Education", "The Department");
    server.agrees(site.path());
    save(&site, PROGRAMME, FAULTY);
    server.shows("/", "1 fault in the content");
    fs::remove_dir_all(site.path().join("content/programme")).unwrap();
    server.agrees(site.path());
}

/// A system that watches some folders and no more.
struct Refusing {
    folders: usize,
    _tell: Tell,
}

impl Watcher for Refusing {
    fn new<F: notify::EventHandler>(_: F, _: notify::Config) -> notify::Result<Self> {
        Err(Error::new(ErrorKind::MaxFilesWatch))
    }

    fn watch(&mut self, _: &Path, _: RecursiveMode) -> notify::Result<()> {
        self.folders = self.folders.checked_sub(1).ok_or_else(|| Error::new(ErrorKind::MaxFilesWatch))?;
        Ok(())
    }

    fn unwatch(&mut self, _: &Path) -> notify::Result<()> {
        Ok(())
    }

    fn kind() -> notify::WatcherKind {
        notify::WatcherKind::NullWatcher
    }
}

#[test]
fn where_the_system_refuses_to_tell_the_whole_site_is_looked_at_again_and_again() {
    let site = site();
    let refused = |_| Err(Error::new(ErrorKind::MaxFilesWatch));
    let refuses = |folders| move |tell| Ok(Box::new(Refusing { folders, _tell: tell }) as Telling);
    // It fails by itself later: too many events, or a disk that is taken away.
    let fails = |mut tell: Tell| {
        tell(Err(Error::io(std::io::Error::other("gone"))));
        Ok(Box::new(Refusing { folders: 9, _tell: tell }) as Telling)
    };
    let looks = |mut watch: Watch, why: &str| {
        // Twice, since the first batch may be the news of the failure itself.
        for _ in 0..2 {
            let batch = watch.wait(Duration::from_secs(30));
            assert!(batch.iter().any(|path| path == "content"), "{why}: {batch:?}");
        }
        let told = watch.polls_because().unwrap();
        assert!(told.contains(why), "{told}");
        assert_eq!(watch.polls_because(), None, "it is told once");
    };
    looks(Watch::with(site.path(), refused), "max_user_watches");
    looks(Watch::with(site.path(), refuses(0)), "max_user_watches");
    looks(Watch::with(site.path(), refuses(1)), "max_user_watches");
    looks(Watch::with(site.path(), fails), "does not tell of changes (gone)");
}
