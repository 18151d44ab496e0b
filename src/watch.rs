//! Waits for changes in a site's folder, and gives them in batches.
//!
//! A batch is a set of paths below the folder, files or whole folders, there still or no longer: whoever reads them again
//! knows all that has changed. Where the system cannot tell of changes, every batch is the whole site, once in a while.
//! Nothing here reads a file.

use crate::source::disk;
use notify::event::{AccessKind, AccessMode, CreateKind};
use notify::{ErrorKind, Event, EventKind, RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long nothing has to happen before a batch is given: an editor that saves a file in three steps takes less, and an
/// author who waits for a page does not see it.
const QUIET: Duration = Duration::from_millis(10);

/// How long a batch is held back at most: who copies files for minutes sees the first of them now.
const LONGEST: Duration = Duration::from_millis(50);

/// When a new folder is looked at once more: what is put into it before the system watches it is told by nobody.
const SECOND_LOOK: Duration = Duration::from_millis(300);

/// How often the whole site is given where the system tells of no changes.
const POLL: Duration = Duration::from_secs(1);

/// How much longer than the last look took is waited for the next: then looking takes a twentieth of one core.
const REST: u32 = 20;

/// How changes are met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The system tells of them; where it cannot, by looking.
    Listen,
    /// By looking through the whole site again and again.
    Look,
}

/// Takes what a watcher tells.
pub type Tell = Box<dyn FnMut(notify::Result<Event>) + Send>;

/// What tells of changes in folders.
pub type Telling = Box<dyn Watcher + Send>;

/// Tells of changes below a folder.
pub struct Watch {
    folder: PathBuf,
    told: Receiver<notify::Result<Event>>,
    /// `None` where the whole site is given again and again.
    watcher: Option<Telling>,
    /// When the whole site is given next.
    look: Option<Instant>,
    /// When the last batch was given.
    given: Instant,
    polls_because: Option<String>,
}

impl Watch {
    /// Begins to watch the site in a folder.
    #[must_use]
    pub fn new(folder: &Path, way: Way) -> Self {
        match way {
            Way::Look => Self::without(folder, channel().1),
            Way::Listen => Self::with(folder, |tell| Ok(Box::new(notify::recommended_watcher(tell)?))),
        }
    }

    /// The same with what tells of changes: that of the system, or one that lets a test refuse.
    #[must_use]
    pub fn with(folder: &Path, telling: impl FnOnce(Tell) -> notify::Result<Telling>) -> Self {
        let (tell, told) = channel();
        let mut watch = Self::without(folder, told);
        // Nobody listens any longer when the program ends.
        match telling(Box::new(move |event| drop(tell.send(event)))) {
            Ok(watcher) => {
                watch.watcher = Some(watcher);
                watch.arm();
            }
            Err(fault) => watch.poll(&fault),
        }
        watch
    }

    fn without(folder: &Path, told: Receiver<notify::Result<Event>>) -> Self {
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        Self { folder, told, watcher: None, look: None, given: Instant::now(), polls_because: None }
    }

    /// Why the site is looked through again and again, if it is and this has not been asked since.
    pub fn polls_because(&mut self) -> Option<String> {
        self.polls_because.take()
    }

    /// The next batch; an empty one where nothing happens for so long.
    pub fn wait(&mut self, at_most: Duration) -> BTreeSet<String> {
        let busy = self.given.elapsed();
        if self.watcher.is_none() {
            self.look = Some(Instant::now() + POLL.max(busy * REST));
        }
        let end = Instant::now() + at_most;
        let batch = loop {
            let until = self.look.map_or(end, |look| look.min(end));
            if let Some(event) = self.told_until(until) {
                let batch = self.gather(event);
                if !batch.is_empty() {
                    break batch;
                }
            } else if self.look.is_some_and(|look| look <= Instant::now()) {
                self.look = None;
                self.arm();
                break disk::everything();
            } else if end <= Instant::now() {
                break BTreeSet::new();
            }
        };
        self.given = Instant::now();
        batch
    }

    /// The next event, if there is one by then.
    fn told_until(&self, until: Instant) -> Option<notify::Result<Event>> {
        let rest = until.saturating_duration_since(Instant::now());
        let told = self.told.recv_timeout(rest);
        if matches!(told, Err(RecvTimeoutError::Disconnected)) {
            // Nobody is left to tell.
            sleep(rest);
        }
        told.ok()
    }

    /// What an event and those that follow it at once have touched.
    fn gather(&mut self, first: notify::Result<Event>) -> BTreeSet<String> {
        let mut batch = BTreeSet::new();
        self.add(first, &mut batch);
        let (mut last, end) = (Instant::now(), Instant::now() + LONGEST);
        while !batch.is_empty() {
            let until = end.min(last + QUIET);
            let Some(event) = self.told_until(until) else { break };
            if self.add(event, &mut batch) {
                last = Instant::now();
            }
            if Instant::now() >= end {
                break;
            }
        }
        batch
    }

    /// Adds what an event touches; whether it touches something.
    fn add(&mut self, event: notify::Result<Event>, batch: &mut BTreeSet<String>) -> bool {
        let event = match event {
            Ok(event) => event,
            Err(fault) => {
                self.poll(&fault);
                batch.extend(disk::everything());
                return true;
            }
        };
        if event.need_rescan() {
            batch.extend(disk::everything());
            return true;
        }
        if !is_change(event.kind) {
            return false;
        }
        let mut is_one = false;
        for path in &event.paths {
            let Some(below) = self.below(path) else { continue };
            is_one = true;
            let is_folder = matches!(event.kind, EventKind::Create(CreateKind::Folder)) || path.is_dir();
            let is_top = !below.contains('/');
            if is_top {
                self.arm();
            }
            if is_folder || is_top {
                self.look = self.look.or(Some(Instant::now() + SECOND_LOOK));
            }
            batch.insert(below);
        }
        is_one
    }

    /// A path below the folder, with `/` on every system; `None` where it is no part of a site.
    fn below(&self, path: &Path) -> Option<String> {
        let below = path.strip_prefix(&self.folder).ok()?;
        let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        let top = parts.first()?;
        disk::everything().contains(&**top).then(|| parts.join("/"))
    }

    /// Watches the folder itself, in which others come and go, and all of those that make the site.
    fn arm(&mut self) {
        let Some(watcher) = &mut self.watcher else { return };
        let mut watched = watcher.watch(&self.folder, RecursiveMode::NonRecursive);
        for path in disk::everything().iter().map(|name| self.folder.join(name)).filter(|path| path.is_dir()) {
            watched = watched.and_then(|()| watcher.watch(&path, RecursiveMode::Recursive));
        }
        match watched {
            Ok(()) => {}
            // It went away just now; nobody else would tell of its coming back.
            Err(notify::Error { kind: ErrorKind::PathNotFound, .. }) => self.look = Some(Instant::now() + POLL),
            Err(fault) => self.poll(&fault),
        }
    }

    /// Looks through the whole site again and again from now on.
    fn poll(&mut self, fault: &notify::Error) {
        let why = match &fault.kind {
            ErrorKind::MaxFilesWatch => {
                "the system watches no more folders for you (a larger `fs.inotify.max_user_watches` lets it)".to_owned()
            }
            ErrorKind::Io(fault) => format!("the system does not tell of changes ({fault})"),
            _ => format!("the system does not tell of changes ({fault})"),
        };
        self.polls_because = Some(why);
        self.watcher = None;
        self.look = Some(Instant::now() + POLL);
    }
}

/// Whether something may be other than before, and was not only looked at.
const fn is_change(kind: EventKind) -> bool {
    !matches!(kind, EventKind::Access(kind) if !matches!(kind, AccessKind::Close(AccessMode::Write)))
}
