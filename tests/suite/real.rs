//! The real site, in memory: as it is, and with some of its files changed.

use crate::base::resolved;
use crate::fixture::every_file;
use fingerpost::date::Day;
use fingerpost::diagnostic::render::{Colour, human};
use fingerpost::pipeline::{Options, analyse, render};
use fingerpost::source::{Source, Sources, disk};
use std::collections::BTreeMap;
use std::path::Path;

/// Its sources as they are.
pub(crate) fn sources() -> Sources {
    disk::read(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the real site is read")
}

/// The same with other files laid over them.
pub(crate) fn with<'a>(sources: &Sources, files: impl IntoIterator<Item = (&'a str, String)>) -> Sources {
    let files = files.into_iter().map(|(path, text)| Source::new(path, &text));
    sources.iter().cloned().chain(files).collect()
}

/// A day after all that the real site speaks of, so that what tests find does not depend on the clock.
pub(crate) fn later() -> Options {
    on("2026-09-01")
}

/// The site as it is made for a day.
pub(crate) fn on(day: &str) -> Options {
    Options { as_of: Day::parse(day).expect("a day"), is_today: false, drafts: false }
}

/// Every file of a site of which nothing may be told, not even a note.
pub(crate) fn pages(sources: &Sources, options: Options, what: &str) -> BTreeMap<String, String> {
    let output = render(analyse(sources, options), sources);
    let told = human(output.diagnostics(), sources, Colour::Off);
    assert!(output.diagnostics().is_empty(), "{what}:\n{told}");
    let faults = output.prove().err().unwrap_or_default();
    assert!(faults.is_empty(), "{what}:\n{}", human(&faults, sources, Colour::Off));
    let read = |(file, bytes): (String, Vec<u8>)| {
        let bytes = if file.ends_with(".html") { resolved(&file, &bytes) } else { bytes };
        Some((file, String::from_utf8(bytes).ok()?))
    };
    every_file(&output).into_iter().filter_map(read).collect()
}
