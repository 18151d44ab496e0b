use super::faults::Found;
use super::news::{Cause, News};
use super::reached::reached;
use super::state::State;
use super::{OptionsNow, Shared};
use crate::date::Day;
use crate::diagnostic::{Counts, Diagnostic};
use crate::output::Output;
use crate::pipeline::{Memo, Options, analyse_again, render};
use crate::source::{SourcePath, Sources, disk};
use crate::watch::{Watch, Way};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// How often the day is looked at, and what could not be read is tried again. A computer that slept over midnight shows the
/// new day this soon.
const TICK: Duration = Duration::from_secs(5);

/// How long nothing has to change before new faults are told. Nobody waits for a fault, and this is too short to be seen.
const SECOND_LOOK: Duration = Duration::from_millis(30);

/// How long the telling of new faults is put off at most while files go on changing.
const LONGEST: Duration = Duration::from_secs(1);

/// How long after a state is shown all its pages are made: the one that somebody waits for is made first, on a core of its own.
const PAUSE: Duration = Duration::from_millis(100);

/// Keeps the state of a site up to date.
pub(super) struct Keeper {
    folder: PathBuf,
    options: OptionsNow,
    shared: Arc<Shared>,
    sources: Arc<Sources>,
    memo: Memo,
    /// What has to be read again.
    pending: BTreeSet<String>,
    /// The day of the last state.
    day: Option<Day>,
    /// Why the folder could not be read the last time.
    refused: Option<String>,
    /// Stops the making of the pages of the last state.
    stop: Arc<AtomicBool>,
    number: u64,
    /// The path that the site stands below.
    below: String,
}

impl Keeper {
    pub(super) fn new(folder: PathBuf, options: OptionsNow, shared: Arc<Shared>) -> Self {
        Self {
            folder,
            options,
            shared,
            sources: Arc::default(),
            memo: Memo::default(),
            pending: disk::everything(),
            day: None,
            refused: None,
            stop: Arc::default(),
            number: 0,
            below: String::new(),
        }
    }

    /// Makes a state of what there is, and another after every change.
    pub(super) fn keep(mut self, address: SocketAddr, way: Way) {
        // What changes while it is read the first time is not missed.
        let mut watch = Watch::new(&self.folder, way);
        self.turn(&mut watch);
        let (here, others) = reached(address, &self.below);
        self.shared.tell(News::Ready { here, others });
        loop {
            if let Some(why) = watch.polls_because() {
                self.shared.tell(News::Polling(&why));
            }
            let changed = watch.wait(TICK);
            self.pending.extend(changed);
            self.turn(&mut watch);
        }
    }

    fn turn(&mut self, watch: &mut Watch) {
        let started = Instant::now();
        let is_first = self.day.is_none() || self.refused.is_some();
        let read = self.read().or_else(|why| {
            if is_first {
                return Err(why);
            }
            // A folder that is put in the place of another is away for a moment.
            self.pending.extend(watch.wait(SECOND_LOOK));
            self.read()
        });
        let mut changed = match read {
            Ok(changed) => changed,
            Err(why) => return self.refuse(why),
        };
        let was_refused = self.refused.take().is_some();
        let options = (self.options)(&self.sources);
        let before = self.day.replace(options.as_of);
        if before == Some(options.as_of) && changed.is_empty() && !was_refused {
            return;
        }
        self.stop.store(true, Ordering::Relaxed);
        let mut output = self.made(options);
        if before.is_some() && !changed.is_empty() {
            self.look_again(options, watch, &mut output, &mut changed);
        }
        let cause = match before {
            None => Cause::Start,
            Some(before) if before != options.as_of && changed.is_empty() => Cause::Midnight(options.as_of),
            Some(_) => Cause::Changed(&changed),
        };
        let found = Arc::new(Found::new(output.diagnostics().to_vec(), self.sources.clone()));
        let is_good = Counts::of(found.diagnostics()).errors == 0;
        let last = self.publish(is_good.then(|| output.clone()), found.clone());
        self.shared.tell(News::Read {
            cause,
            took: started.elapsed(),
            records: output.site().records(),
            diagnostics: found.diagnostics(),
            sources: &self.sources,
        });
        if is_good {
            self.complete(output);
        }
        // Taking a large site apart takes a while, and nobody waits for it.
        drop(last);
    }

    fn made(&mut self, options: Options) -> Arc<Output> {
        let (analysis, memo) = analyse_again(&self.sources, options, std::mem::take(&mut self.memo));
        self.memo = memo;
        let output = render(analysis, &self.sources);
        output.site().routes.base().path().clone_into(&mut self.below);
        Arc::new(output)
    }

    /// Looks a second time before new faults are told: a file that is being written is empty for a moment, and in a checkout
    /// one file comes before another that it names.
    fn look_again(
        &mut self,
        options: Options,
        watch: &mut Watch,
        output: &mut Arc<Output>,
        changed: &mut BTreeSet<SourcePath>,
    ) {
        let end = Instant::now() + LONGEST;
        let known = self.shared.state.borrow().found.clone();
        while Counts::of(output.diagnostics()).errors > 0
            && output.diagnostics() != known.diagnostics()
            && Instant::now() < end
        {
            let more = watch.wait(SECOND_LOOK);
            // What is written without being told of yet is met all the same.
            self.pending.extend(more.into_iter().chain(changed.iter().map(|path| path.to_string())));
            match self.read() {
                Ok(more) if !more.is_empty() => changed.extend(more),
                // What cannot be read now is told by the next turn.
                _ => return,
            }
            *output = self.made(options);
        }
    }

    /// Reads what has to be read again; which files are other than before.
    fn read(&mut self) -> Result<BTreeSet<SourcePath>, String> {
        if self.pending.is_empty() {
            return Ok(BTreeSet::new());
        }
        let read = disk::read_again(&self.folder, &self.sources, &self.pending);
        let (sources, changed) = read.map_err(|fault| fault.to_string())?;
        self.pending.clear();
        if !changed.is_empty() {
            self.sources = Arc::new(sources);
        }
        Ok(changed)
    }

    /// Says why nothing can be read, and shows what there was.
    fn refuse(&mut self, why: String) {
        if self.refused.as_ref() == Some(&why) {
            return;
        }
        self.stop.store(true, Ordering::Relaxed);
        drop(self.publish(None, Arc::new(Found::refused(self.sources.clone(), why.clone()))));
        self.shared.tell(News::Refused(&why));
        self.refused = Some(why);
    }

    /// Lets everyone see a new state; without a good site the last one stays. Gives the state before.
    fn publish(&mut self, good: Option<Arc<Output>>, found: Arc<Found>) -> Arc<State> {
        self.number += 1;
        let before = self.shared.state.borrow().clone();
        let next = before.next(self.number, good.or_else(|| before.good.clone()), found);
        self.shared.state.send_replace(Arc::new(next))
    }

    /// Makes all pages behind, so that what is wrong with templates is told too.
    fn complete(&mut self, output: Arc<Output>) {
        self.stop = Arc::default();
        let (shared, number, stop) = (self.shared.clone(), self.number, self.stop.clone());
        let completing = std::thread::Builder::new().name("complete".to_owned());
        // Without another thread, pages tell their faults when they are asked for.
        let _ = completing.spawn(move || {
            std::thread::sleep(PAUSE);
            complete(&shared, number, output, &stop);
        });
    }
}

fn complete(shared: &Shared, number: u64, output: Arc<Output>, stop: &AtomicBool) {
    let files: Vec<&str> = output.made().collect();
    let fault = |file: &&str| {
        let goes_on = !stop.load(Ordering::Relaxed);
        goes_on.then(|| output.bytes(file).and_then(Result::err).map(|fault| *fault))
    };
    let Some(met) = files.par_iter().map(fault).collect::<Option<Vec<Option<Diagnostic>>>>() else { return };
    let met: Vec<Diagnostic> = met.into_iter().flatten().collect();
    let is_sound = met.is_empty();
    let of_search = output.of_search();
    let is_silent = is_sound && of_search.is_empty();
    let mut told = None;
    shared.state.send_if_modified(|state| {
        if state.number != number {
            return false;
        }
        let found = match is_silent {
            true => state.found.clone(),
            false => {
                let met = met.into_iter().chain(of_search.iter().cloned()).collect();
                Arc::new(Found::new(output.faults(met), state.found.sources().clone()))
            }
        };
        let proven = if is_sound { Some(output.clone()) } else { state.proven.clone() };
        *state = Arc::new(state.completed(proven, found.clone()));
        told = Some(found);
        !is_silent
    });
    if let Some(found) = told.filter(|_| !is_silent) {
        shared.tell(News::Made { diagnostics: found.diagnostics(), sources: found.sources() });
    }
}
