//! A text that serde_yaml accepts too has the same value in both.
#![no_main]

#[path = "../../suite/yaml/oracle.rs"]
mod oracle;

/// serde_yaml takes time quadratic in the depth of brackets: a few kilobytes are enough to find what there is.
const LENGTH: usize = 4096;

libfuzzer_sys::fuzz_target!(|text: &str| {
    if text.len() <= LENGTH {
        oracle::check(text);
    }
});
