//! The handbook is followed to the letter, chapter by chapter, in a copy of the real site.
//!
//! - A block of `yaml` begins with a comment that names a file. `# content/programme/x.yaml`: the block is that file.
//!   `# in content/offer/x.yaml`: the block's fields stand in that file; groups are laid over groups, items are added to
//!   lists, and anything else takes the place of what was there, a gap (`unknown`) too. In a file with many records the
//!   record stands above the fields. A word behind the path is for readers.
//! - A block of `md` stands at the end of the text of [`TEXT`], whose fields it may print.
//! - A block of `sh` is typed as it stands. A server is asked for its help instead, since it would not end.
//! - A block of `text` that begins with a code is the message for a slip that its own lines show.
//!
//! After each block nothing may be wrong but that no list names a new record yet, and at the end of a chapter nothing.

use crate::command::{fingerpost_in, text};
use crate::fixture::{Block, blocks};
use crate::new::copy_of;
use crate::real;
use fingerpost::diagnostic::Code;
use fingerpost::diagnostic::render::{Colour, human};
use fingerpost::pipeline::{Memo, analyse, analyse_again};
use fingerpost::source::disk;
use serde_yaml::{Mapping, Value};
use std::fs;
use std::path::Path;

/// A record with a text, and with an amount under `cost`.
const TEXT: &str = "content/programme/trust-partnerships.md";

#[test]
fn every_example_of_the_handbook_holds() {
    let handbook = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/handbook");
    let mut chapters: Vec<_> = fs::read_dir(handbook).unwrap().map(|entry| entry.unwrap().path()).collect();
    chapters.sort();
    let (mut tried, mut memo) = (0, Memo::default());
    for chapter in chapters {
        let name = chapter.file_name().unwrap().to_string_lossy().into_owned();
        let examples = blocks(&fs::read_to_string(&chapter).unwrap());
        if examples.is_empty() {
            continue;
        }
        let site = copy_of("");
        for example in &examples {
            memo = follow(example, memo, site.path(), &name);
            tried += 1;
        }
        memo = check(memo, site.path(), &name, |_| true);
    }
    assert!(tried > 30, "only {tried} examples stand in the handbook");
}

fn follow(Block { info, text: example }: &Block, memo: Memo, site: &Path, chapter: &str) -> Memo {
    match info.as_str() {
        "yaml" => write(example, site, chapter),
        "md" => {
            let told = fs::read_to_string(site.join(TEXT)).unwrap();
            fs::write(site.join(TEXT), format!("{told}\n{example}")).unwrap();
        }
        "sh" => {
            example.lines().for_each(|line| run(line, site, chapter));
            return memo;
        }
        "text" if example.starts_with("error[") => {
            slip(example, site, chapter);
            return memo;
        }
        // A line that says why a change was made.
        "text" => return memo,
        other => panic!("{chapter}: nobody knows how to try a block of `{other}`:\n{example}"),
    }
    check(memo, site, &format!("{chapter}\n{example}"), |code| code != Code::UnlistedRecord)
}

/// Fails where anything is wrong that counts.
fn check(memo: Memo, site: &Path, after: &str, counts: impl Fn(Code) -> bool) -> Memo {
    let sources = disk::read(site).unwrap();
    let (analysis, memo) = analyse_again(&sources, real::later(), memo);
    let wrong: Vec<_> = analysis.diagnostics.into_iter().filter(|wrong| counts(wrong.code)).collect();
    assert!(wrong.is_empty(), "{after}\n{}", human(&wrong, &sources, Colour::Off));
    memo
}

fn write(example: &str, site: &Path, chapter: &str) {
    let first = example.lines().next().unwrap_or_default();
    let told = first.strip_prefix("# ").unwrap_or_else(|| panic!("{chapter}: which file is this in?\n{example}"));
    let path = |told: &str| site.join(told.split([' ', ',']).next().unwrap());
    let Some(told) = told.strip_prefix("in ") else {
        return fs::write(path(told), example).unwrap();
    };
    let file = fs::read_to_string(path(told)).unwrap_or_else(|fault| panic!("{chapter}: {first}: {fault}"));
    let mut whole: Value = serde_yaml::from_str(&file).unwrap();
    lay(&mut whole, serde_yaml::from_str(example).unwrap());
    fs::write(path(told), serde_yaml::to_string(&whole).unwrap()).unwrap();
}

/// Lays a value over another.
fn lay(over: &mut Value, new: Value) {
    let is_gap = |group: &Mapping| group.contains_key("unknown");
    match (over, new) {
        (Value::Mapping(over), Value::Mapping(new)) if !is_gap(over) && !is_gap(&new) => {
            for (name, value) in new {
                match over.get_mut(&name) {
                    Some(over) => lay(over, value),
                    None => drop(over.insert(name, value)),
                }
            }
        }
        (Value::Sequence(over), Value::Sequence(new)) => {
            let added: Vec<Value> = new.into_iter().filter(|item| !over.contains(item)).collect();
            over.extend(added);
        }
        (over, new) => *over = new,
    }
}

fn run(line: &str, site: &Path, chapter: &str) {
    let words = line.strip_prefix("fingerpost ").unwrap_or_else(|| panic!("{chapter}: nobody can try `{line}`"));
    let mut words: Vec<&str> = words.split_whitespace().collect();
    if words[0] == "serve" {
        words.push("--help");
    }
    let output = fingerpost_in(site, &words);
    assert!(output.status.success(), "{chapter}: {line}\n{}", text(&output.stderr));
}

/// Writes the line that a message shows where it stands, and looks whether that is the message.
fn slip(message: &str, site: &Path, chapter: &str) {
    let place = message.lines().find_map(|line| line.trim_start().strip_prefix("--> ")).unwrap();
    let (path, at) = place.split_once(':').unwrap();
    let at: usize = at.split(':').next().unwrap().parse().unwrap();
    let shown = message.lines().find_map(|line| line.split_once(&format!("{at} | "))).unwrap().1;
    let sources = disk::read(site).unwrap();
    let file = sources.get(path).unwrap_or_else(|| panic!("{chapter}: there is no {path}"));
    let mut lines: Vec<&str> = file.text().lines().collect();
    lines[at - 1] = shown;
    let sources = real::with(&sources, [(path, lines.join("\n") + "\n")]);
    let told = human(&analyse(&sources, real::later()).diagnostics, &sources, Colour::Off);
    assert_eq!(told.trim(), message.trim(), "{chapter}");
}
