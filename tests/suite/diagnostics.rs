//! Messages as prose: each case is a heading, what it is about, the files, and the whole message as an author sees it.

use crate::fixture::{blocks, check, compare, folder, sources};
use fingerpost::diagnostic::render::{Colour, human};
use std::fmt::Write as _;

/// The block that holds the message.
const MESSAGE: &str = "text";

#[test]
fn messages_read_as_they_should() {
    let mut files: Vec<_> =
        std::fs::read_dir(folder().join("diagnostics")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty());
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let now: String = cases(&text).map(with_message).collect();
        compare(&file, &now);
    }
}

/// A file cut before each heading of the second level.
fn cases(text: &str) -> impl Iterator<Item = &str> {
    let mut starts: Vec<usize> = text.match_indices("\n## ").map(|(at, _)| at + 1).collect();
    starts.insert(0, 0);
    starts.push(text.len());
    (1..starts.len()).map(move |next| &text[starts[next - 1]..starts[next]])
}

/// The case with the message that it yields now.
fn with_message(case: &str) -> String {
    if !case.starts_with("## ") {
        return case.to_owned();
    }
    let blocks = blocks(case);
    let sources = sources(blocks.iter().filter(|block| block.info != MESSAGE));
    let message = human(&check(&sources), &sources, Colour::Off);
    let before = case.split("```text\n").next().unwrap().trim_end();
    let mut now = String::new();
    write!(now, "{before}\n\n```{MESSAGE}\n{}\n```\n\n", message.trim_end()).unwrap();
    now
}
