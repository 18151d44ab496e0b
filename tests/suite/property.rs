//! What holds for every site.

use crate::fixture::{blocks, check, sources};
use fingerpost::diagnostic::{in_order, nearest};
use fingerpost::pipeline::{analyse, render};
use fingerpost::source::{Source, Sources, Span, disk};
use proptest::prelude::*;
use std::path::Path;

fn made(sources: &Sources, threads: usize) -> Vec<(String, Vec<u8>)> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| render(analyse(sources), sources).all().expect("the site is sound"))
}

#[test]
fn the_bytes_do_not_depend_on_the_number_of_threads() {
    let sources = disk::read(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let one = made(&sources, 1);
    assert_eq!(made(&sources, 4), one);
    assert_eq!(made(&sources, 2), one);
    assert!(one.len() > 70);
}

#[test]
fn one_file_made_alone_is_as_it_is_among_all() {
    let sources = disk::read(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let output = render(analyse(&sources), &sources);
    let all = output.all().unwrap();
    assert!(output.files().eq(all.iter().map(|(file, _)| file.as_str())));
    for (file, bytes) in all {
        assert_eq!(output.bytes(&file).unwrap().unwrap(), bytes, "{file}");
    }
    assert!(output.bytes("no/such/file").is_none());
}

/// A record in which every line may be broken: whatever stands there, a message is all that happens.
fn hostile() -> impl Strategy<Value = String> {
    let key = prop_oneof![
        "[a-z_]{1,8}",
        Just("title".into()),
        Just("provider".into()),
        Just("options".into()),
        Just("cost".into()),
        Just("body".into()),
        Just("\u{200f}title".into())
    ];
    let value = prop_oneof![
        "[ -~]{0,12}",
        Just("{unknown: not-stated}".to_owned()),
        Just("{unknown: [1, 2]}".to_owned()),
        Just("[a, {b: c}]".to_owned()),
        Just("|\n    [x](programme:ntp/é#f) <b>\n    ## H".to_owned()),
        Just("{amount: {unknown: x, note: 1}}".to_owned()),
        Just("&a [*a]".to_owned()),
        Just("\u{1F600}".to_owned()),
        Just("\"\\u0000\"".to_owned()),
    ];
    let line =
        (key, value, 0..3usize).prop_map(|(key, value, indent)| format!("{}{key}: {value}", "  ".repeat(indent)));
    prop::collection::vec(line, 0..8).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_record_panics_and_every_place_is_inside_its_file(record in hostile(), folder in prop_oneof![Just("programme"), Just("kinds"), Just("organisation")]) {
        let block = format!("```yaml content/{folder}/x.yaml\n{record}\n```\n");
        let sources = sources(&blocks(&block));
        let diagnostics = check(&sources);
        for diagnostic in &diagnostics {
            for label in std::iter::once(&diagnostic.primary).chain(&diagnostic.secondary) {
                if let Some(source) = sources.get(&label.place.path) {
                    prop_assert!(source.text().get(label.place.span.range()).is_some());
                }
            }
        }
        let shown = fingerpost::diagnostic::render::human(&diagnostics, &sources, fingerpost::diagnostic::render::Colour::Off);
        prop_assert!(diagnostics.is_empty() || shown.contains("-->"));
        prop_assert_eq!(in_order(diagnostics.clone()), diagnostics);
    }

    #[test]
    fn a_span_is_never_outside_its_text(text in "\\PC{0,20}", start in 0..99usize, end in 0..99usize) {
        let span = Span::new(&text, start..end);
        prop_assert!(text.get(span.range()).is_some());
        let source = Source::new("x.yaml", &text);
        let position = source.position(start);
        prop_assert!(position.line >= 1 && position.column >= 1);
    }

    #[test]
    fn a_name_with_one_mistake_is_found(name in "[a-z]{5,12}", at in 0..5usize, letter in "[a-z]") {
        let mut wrong = name.clone();
        wrong.replace_range(at..=at, &letter);
        prop_assert_eq!(nearest(&wrong, [name.as_str()]), Some(name.as_str()));
    }
}
