//! What is being done, for who has waited for a second.

use std::io::{self, Write};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// How long nothing is said: most sites are done by then, and a line that comes and goes at once disturbs.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often the seconds are counted.
const STEP: Duration = Duration::from_millis(500);

/// A line on standard error that goes away when this is dropped.
pub(super) struct Progress(Option<(Sender<()>, JoinHandle<()>)>);

impl Progress {
    /// Says from the second second after `started` on what is being done.
    pub(super) fn of(words: &'static str, started: Instant) -> Self {
        let (done, is_done) = mpsc::channel();
        let tell = move || {
            let mut wait = PATIENCE.saturating_sub(started.elapsed());
            let mut width = 0;
            while is_done.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                let line = format!("{words} … {} s", started.elapsed().as_secs());
                width = line.chars().count();
                show(&format!("\r{line}"));
                wait = STEP;
            }
            if width > 0 {
                // Blanks, and no code that a terminal has to know.
                show(&format!("\r{}\r", " ".repeat(width)));
            }
        };
        // Where the system gives no thread, nothing is said.
        Self(thread::Builder::new().spawn(tell).ok().map(|thread| (done, thread)))
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((done, thread)) = self.0.take() {
            drop(done);
            // The line is gone before anything else is said; a panic there concerns nobody here.
            let _ = thread.join();
        }
    }
}

fn show(text: &str) {
    let mut err = io::stderr();
    let _ = err.write_all(text.as_bytes()).and_then(|()| err.flush());
}
