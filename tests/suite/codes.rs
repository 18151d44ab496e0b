//! The explanation of each code is run: its faulty example yields that code and no other, its mended one nothing.

use crate::fixture::{blocks, check, sources};
use fingerpost::diagnostic::Code;
use std::path::Path;

#[test]
fn explanations_are_true() {
    // A table that takes a million steps is in the benchmark, and told of in words.
    for code in Code::ALL.iter().filter(|code| **code != Code::ProofEnded) {
        let text = code.explanation();
        assert!(text.starts_with(&format!("# `{code}`\n")), "the explanation of {code} begins with its name");
        let (wrong, right) = text.split_once("\n## Right\n").unwrap_or_else(|| panic!("{code} has no mended example"));
        let (_, wrong) = wrong.split_once("\n## Wrong\n").unwrap_or_else(|| panic!("{code} has no faulty example"));
        let codes = |example: &str| -> Vec<Code> {
            let blocks = blocks(example);
            assert!(!blocks.is_empty(), "the examples of {code} have files");
            check(&sources(&blocks)).iter().map(|diagnostic| diagnostic.code).collect()
        };
        let found = codes(wrong);
        assert!(
            !found.is_empty() && found.iter().all(|found| found == code),
            "the faulty example of {code} yields {found:?}"
        );
        assert_eq!(codes(right), [], "the mended example of {code}");
    }
}

#[test]
fn the_guide_lists_every_code() {
    let guide = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let (_, checks) = guide.split_once("\n## Checks\n").expect("the guide has a section on checks");
    let rows: Vec<&str> = checks.lines().filter(|line| line.starts_with("| `")).collect();
    for code in Code::ALL {
        let mark = if code.is_adjustable() { " *" } else { "" };
        let row = format!("| `{code}`{mark} | {} | ", code.severity().name());
        assert!(rows.iter().any(|line| line.starts_with(&row)), "no row of the guide begins with {row}");
    }
    assert_eq!(rows.len(), Code::ALL.len(), "a row of the guide has no code");
}

#[test]
fn names_of_codes_are_found() {
    for code in Code::ALL {
        assert_eq!(Code::named(code.name()), Some(*code));
    }
    assert_eq!(Code::named("no-such-code"), None);
}
