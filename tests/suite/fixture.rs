//! Whole inputs on the page: files in fenced blocks of Markdown, laid over a small base site.

use fingerpost::date::Day;
use fingerpost::diagnostic::Diagnostic;
use fingerpost::output::Output;
use fingerpost::pipeline::{Options, analyse, render};
use fingerpost::source::{Lost, Source, Sources, disk};
use fingerpost::table::{Existing, Faulty, Imported, Mapping, Request, import};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A fenced block: what stands behind the backticks, and the text between them.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub(crate) info: String,
    pub(crate) text: String,
}

/// The folder of the tests.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite")
}

/// The fenced blocks of a Markdown text, in order. A fence of four or more backticks may hold others.
pub(crate) fn blocks(markdown: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<(String, Block)> = None;
    for line in markdown.split_inclusive('\n') {
        let ticks: String = line.chars().take_while(|letter| *letter == '`').collect();
        match &mut open {
            Some((fence, _)) if *fence == ticks && line.trim_end() == ticks => {
                blocks.extend(open.take().map(|(_, block)| block))
            }
            Some((_, block)) => block.text.push_str(line),
            None if ticks.len() >= 3 => {
                let info = line[ticks.len()..].trim().to_owned();
                open = Some((ticks, Block { info, text: String::new() }));
            }
            None => {}
        }
    }
    blocks
}

/// The base site with the files of some blocks laid over it. Behind the path of a block may stand `crlf`, `bom`,
/// `latin-1`, `no-newline` or `symlink` (one that leads nowhere), for what a Markdown file cannot show.
pub(crate) fn sources<'a>(blocks: impl IntoIterator<Item = &'a Block>) -> Sources {
    let base = disk::read(&folder().join("base")).expect("the base site is read");
    let mut files: BTreeMap<String, Source> =
        base.iter().map(|source| (source.path().to_string(), source.clone())).collect();
    let mut lost = Vec::new();
    for block in blocks {
        let mut words = block.info.split(' ');
        let (_, Some(path)) = (words.next(), words.next()) else { continue };
        let mut bytes = block.text.clone().into_bytes();
        if block.info.ends_with(" symlink") {
            let target = block.text.trim_end().to_owned();
            lost.push(Lost { path: path.into(), target, is_circle: false });
            continue;
        }
        for word in words {
            bytes = match word {
                "crlf" => block.text.replace('\n', "\r\n").into_bytes(),
                "bom" => [&[0xef, 0xbb, 0xbf], bytes.as_slice()].concat(),
                "latin-1" => block.text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect(),
                "no-newline" => block.text.trim_end_matches('\n').to_owned().into_bytes(),
                other => panic!("`{other}` behind the path of a block means nothing"),
            };
        }
        files.insert(path.to_owned(), Source::from_bytes(path, &bytes));
    }
    Sources::new(files.into_values().collect(), lost)
}

/// The day on which every test is made, so that none of them depends on the clock.
pub(crate) fn options() -> Options {
    Options { as_of: Day::parse("2024-11-20").expect("a day"), is_today: true, drafts: false }
}

/// Everything that a run of `check` would report.
pub(crate) fn check(sources: &Sources) -> Vec<Diagnostic> {
    check_with(sources, options())
}

/// Everything that a run of `check` would report with these options.
pub(crate) fn check_with(sources: &Sources, options: Options) -> Vec<Diagnostic> {
    if let Some(table) = sources.iter().find(|source| source.path().ends_with(".csv") && !source.path().contains('/')) {
        return import_of(sources, table, options).diagnostics;
    }
    let output = render(analyse(sources, options), sources);
    match output.prove() {
        Ok(_) => output.found(),
        Err(diagnostics) => diagnostics,
    }
}

/// Every file of a site, byte for byte.
pub(crate) fn every_file(output: &Output) -> BTreeMap<String, Vec<u8>> {
    let files = output.all().unwrap_or_else(|faults| panic!("{faults:#?}"));
    files.into_iter().map(|(file, held)| (file, held.bytes().unwrap())).collect()
}

/// What an import of a table would make of a site; the table is named after the kind.
pub(crate) fn import_of(sources: &Sources, table: &Source, options: Options) -> Imported {
    let kind = table.path().strip_suffix(".csv").unwrap();
    let site: Sources = sources.iter().filter(|source| source.path() != table.path()).cloned().collect();
    let (existing, faulty) = (Existing::Updated, Faulty::Refused);
    let mapping = Mapping::default();
    import(Request { sources: &site, options, kind, table, mapping: &mapping, existing, faulty }).unwrap()
}

/// Compares a file that a test keeps with what there is now, or writes it anew where `UPDATE` is set.
pub(crate) fn compare(path: &Path, now: &str) {
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, now).unwrap();
        return;
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(kept == now, "{} differs (UPDATE=1 writes it anew)\n--- kept\n{kept}\n--- now\n{now}", path.display());
}
