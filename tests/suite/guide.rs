//! Command blocks of the guides are run, line by line, so that nobody copies one that does not work.

use crate::fixture::blocks;
use std::path::Path;
use std::process::Command;

const GUIDES: [&str; 4] = ["README.md", "HOSTING.md", "CONTRIBUTING.md", "src/command/init/site/README.md"];

/// Beginnings of lines that need what a test has not: a compiler for minutes, other people's machines, or this very suite.
const ELSEWHERE: [&str; 5] = ["cargo install", "cargo bench", "docker ", "aws ", "tests/run"];

#[test]
fn commands_in_the_guides_work() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    run(&["init".to_owned(), site.display().to_string()], folder.path());
    let mut ran = 0;
    for guide in GUIDES {
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(guide)).unwrap();
        let shell = blocks(&text).into_iter().filter(|block| block.info == "sh");
        for line in shell.flat_map(|block| block.text.lines().map(str::to_owned).collect::<Vec<_>>()) {
            let line = line.split(" #").next().unwrap().trim();
            if line.is_empty() || ELSEWHERE.iter().any(|elsewhere| line.starts_with(elsewhere)) {
                continue;
            }
            let command = line.strip_prefix("cargo run --release -- ").or_else(|| line.strip_prefix("fingerpost "));
            let command = command.unwrap_or_else(|| panic!("{guide}: nobody knows how to try `{line}`"));
            // A server does not end by itself; its own tests start it.
            if command.starts_with("serve") {
                continue;
            }
            // Queries are those of the site that has them.
            let site = if command == "search --cases" { Path::new(env!("CARGO_MANIFEST_DIR")) } else { &site };
            let out = folder.path().join("out").display().to_string();
            let words = command.split(' ').map(|word| if word.starts_with("/srv/") { &*out } else { word });
            run(&words.map(str::to_owned).collect::<Vec<_>>(), site);
            ran += 1;
        }
    }
    assert!(ran > 5, "only {ran} commands stand in the guides");
}

fn run(words: &[String], folder: &Path) {
    let output = Command::new(env!("CARGO_BIN_EXE_fingerpost")).args(words).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
}
