//! How long a build takes, and where: `cargo bench`, or `cargo bench -- 10000 100000` for other sizes. `cargo bench --
//! generate FOLDER 10000` keeps a generated site.
//!
//! Sites of some sizes are generated from a fixed seed into memory (`/dev/shm` where there is one). The program is timed
//! as a whole, with the most memory that it held, beside Hugo where that is installed, and then stage by stage in this
//! process. The YAML reader gets the inputs
//! that are made to hurt it. These machines are shared: compare figures of one run, not of two.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark prints, and stops at what it does not expect"
)]

mod decision;
mod generate;
mod hostile;
mod hugo;

use fingerpost::date::Day;
use fingerpost::output::write::{Folder, Foreign, Manner, System, Wanted};
use fingerpost::pipeline::{Memo, Options, analyse_again, render};
use fingerpost::source::{Source, Sources, disk};
use mimalloc::MiMalloc;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// That of the program.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Runs of each measurement; the best counts, since whatever else the machine does only ever adds.
const RUNS: usize = 5;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, command, folder, size, ..] = arguments.as_slice()
        && command == "generate"
    {
        return generate::site(Path::new(folder), size.parse().expect("a number of records"));
    }
    if arguments.iter().any(|argument| argument == "decision") {
        return decision::decisions();
    }
    let sizes: Vec<usize> = arguments.iter().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![100, 1_000, 10_000] } else { sizes };
    println!("the program, whole, best of {RUNS}");
    println!(
        "{:>8}  {:>10}  {:>9}  {:>10}  {:>12}  {:>8}  {:>10}",
        "records", "build", "unchanged", "check", "edit to page", "memory", "Hugo"
    );
    for size in &sizes {
        whole(*size);
    }
    println!("\nstage by stage, best of {RUNS}");
    let stages_of = ["records", "read", "analyse", "one edit", "index", "make", "write"];
    println!("{}", stages_of.map(|name| format!("{name:>9}")).join("  "));
    for size in &sizes {
        stages(*size);
    }
    decision::decisions();
    println!("\nthe YAML reader against hostile input, best of {RUNS}");
    hostile::run(RUNS);
    println!("\nrecords with thousands of faults, best of {RUNS}");
    hostile::faults(RUNS, options());
}

/// A generated site that is removed in the end.
struct Site(PathBuf);

impl Site {
    fn new(size: usize) -> Self {
        let memory = Path::new("/dev/shm");
        let below = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
        let folder = below.join(format!("fingerpost-bench-{}-{size}", std::process::id()));
        generate::site(&folder, size);
        Self(folder)
    }

    fn public(&self) -> PathBuf {
        self.0.join("public")
    }

    fn without_public(&self) {
        if self.public().exists() {
            std::fs::remove_dir_all(self.public()).expect("the output is ours");
        }
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        // A folder that stays behind is seen by whoever looks, and harms nobody.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn whole(size: usize) {
    let site = Site::new(size);
    let (mut build, mut again, mut check, mut memory) = (Duration::MAX, Duration::MAX, Duration::MAX, 0);
    for _ in 0..RUNS {
        site.without_public();
        let (time, most) = program("build", &site.0);
        build = build.min(time);
        memory = memory.max(most);
        again = again.min(program("build", &site.0).0);
        check = check.min(program("check", &site.0).0);
    }
    let hugo = hugo::time(&site.0, RUNS);
    let edit = served(&site.0);
    println!(
        "{size:>8}  {:>10}  {:>9}  {:>10}  {:>12}  {:>5} MB  {:>10}",
        ms(build),
        ms(again),
        ms(check),
        ms(edit),
        memory / 1024,
        hugo.map_or("none here".to_owned(), ms)
    );
}

/// How long after a file is saved `serve` answers with what it says.
fn served(site: &Path) -> Duration {
    let mut child = Command::new(env!("CARGO_BIN_EXE_fingerpost"))
        .args(["serve", "--port", "0", "--site"])
        .arg(site)
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut lines = BufReader::new(child.stdout.take().expect("it tells its address")).lines();
    let line = lines.find_map(|line| line.ok().filter(|line| line.contains("http://"))).expect("it tells its address");
    let (_, rest) = line.split_once("http://").expect("the address");
    let address = rest.split('/').next().unwrap_or_default().to_owned();
    // Nobody reads what else it tells, and it must not wait for that.
    std::thread::spawn(move || lines.for_each(drop));
    let file = site.join("content/programme/p-0.yaml");
    let written = std::fs::read_to_string(&file).expect("the generated record");
    let mut best = Duration::MAX;
    for run in 0..RUNS {
        let title = format!("edited for the {run}. time ");
        // Pages of the state before are made behind, and would be measured too.
        std::thread::sleep(Duration::from_secs(2));
        std::fs::write(&file, written.replacen("title: ", &format!("title: {title}"), 1)).expect("the record is saved");
        let saved = Instant::now();
        while !page(&address, "/programmes/p-0/").contains(&title) {
            assert!(saved.elapsed() < Duration::from_secs(60), "the edit is never shown");
        }
        best = best.min(saved.elapsed());
    }
    std::fs::write(&file, written).expect("the record is as it was");
    child.kill().expect("the program is stopped");
    child.wait().expect("the program has stopped");
    best
}

fn page(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("the preview listens");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").expect("it is asked");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("it answers");
    String::from_utf8_lossy(&answer).into_owned()
}

/// How long the program took, and the most memory that it held, in KiB.
fn program(command: &str, site: &Path) -> (Duration, usize) {
    let started = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_fingerpost"))
        .args([command, "--site"])
        .arg(site)
        .stdout(Stdio::null())
        .spawn()
        .expect("the program starts");
    let status_file = format!("/proc/{}/status", child.id());
    let mut most = 0;
    let status = loop {
        most = most.max(high_water(&status_file));
        if let Some(status) = child.try_wait().expect("the program can be waited for") {
            break status;
        }
        std::thread::sleep(Duration::from_millis(1));
    };
    assert!(status.success(), "{command} of the generated site ends with {status}");
    (started.elapsed(), most)
}

/// The most memory that a process held so far, in KiB; 0 on a system without `/proc`.
fn high_water(status_file: &str) -> usize {
    let status = std::fs::read_to_string(status_file).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}

fn stages(size: usize) {
    let site = Site::new(size);
    let mut best = [Duration::MAX; 6];
    for _ in 0..RUNS {
        site.without_public();
        let mut at = Instant::now();
        let mut lap = |stage: usize, at: &mut Instant| {
            best[stage] = best[stage].min(at.elapsed());
            *at = Instant::now();
        };
        let sources = disk::read(&site.0).expect("the generated site is read");
        lap(0, &mut at);
        let (first, memo) = analyse_again(&sources, options(), Memo::default());
        lap(1, &mut at);
        drop(first);
        let edited = edited(&sources);
        at = Instant::now();
        let (analysis, _memo) = analyse_again(&edited, options(), memo);
        lap(2, &mut at);
        let output = render(analysis, &edited);
        at = Instant::now();
        let _ = output.index();
        lap(3, &mut at);
        let files = output.all().expect("the generated site is sound");
        lap(4, &mut at);
        let folder = Folder::open(&System, &site.public(), Foreign::Respected).expect("the output is ours");
        let wanted = Wanted { files: &files, fingerprint: None, manner: Manner::Plain };
        folder.write(wanted).expect("the output is written");
        lap(5, &mut at);
    }
    println!("{size:>9}  {}", best.map(|time| format!("{:>9}", ms(time))).join("  "));
}

/// The same sources but for one more word in one record.
fn edited(sources: &Sources) -> Sources {
    let path = "content/programme/p-0.yaml";
    let edit = |source: &Source| match &**source.path() == path {
        true => Source::new(path, &source.text().replacen("title: ", "title: new ", 1)),
        false => source.clone(),
    };
    sources.iter().map(edit).collect()
}

fn options() -> Options {
    Options { as_of: Day::parse("2024-11-20").expect("a day"), is_today: true, drafts: false }
}

fn ms(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}
