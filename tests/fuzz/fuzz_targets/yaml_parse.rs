//! Any text is read without a panic, and what comes out obeys the laws: spans inside the text, nested and in order,
//! every offset of a scalar at its character, bounds kept.
#![no_main]

#[path = "../../suite/yaml/laws.rs"]
mod laws;

libfuzzer_sys::fuzz_target!(|text: &str| {
    laws::check(text);
});
