//! The explanation of each code is run: its faulty example yields that code and no other, its mended one nothing.

use crate::fixture::{blocks, check, sources};
use fingerpost::diagnostic::Code;

#[test]
fn explanations_are_true() {
    for code in Code::ALL {
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
fn names_of_codes_are_found() {
    for code in Code::ALL {
        assert_eq!(Code::named(code.name()), Some(*code));
    }
    assert_eq!(Code::named("no-such-code"), None);
}
