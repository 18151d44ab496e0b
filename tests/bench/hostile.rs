//! Inputs that are made to hurt a YAML reader, of which none may take a second, and records with more faults than anybody
//! writes, which may take two for each format.

use fingerpost::diagnostic::Diagnostic;
use fingerpost::diagnostic::render::{Colour, Repository, github, human, json, junit, sarif, short};
use fingerpost::pipeline::{Options, analyse};
use fingerpost::source::{Source, Sources, Span};
use fingerpost::yaml::parse;
use std::time::{Duration, Instant};

pub(crate) fn run(runs: usize) {
    for (name, text) in inputs() {
        let source = Source::new("content/x.yaml", &text);
        let mut best = Duration::MAX;
        for _ in 0..runs {
            let started = Instant::now();
            let parsed = parse(&source, Span::new(source.text(), 0..source.text().len()));
            best = best.min(started.elapsed());
            drop(parsed);
        }
        let size = text.len() / 1024;
        println!("{name:>30}  {size:>6} KB  {:>9.1} ms", best.as_secs_f64() * 1000.0);
        assert!(best < Duration::from_secs(1), "{name} takes {best:?}");
    }
}

/// How long they may take to be found, or to be shown: who has so many waits for longer.
const PATIENCE: Duration = Duration::from_secs(2);

/// How many faults a record has.
const FAULTS: usize = 20_000;

/// What is timed of the faults of a record: that they are found, and a format that they are shown in.
type Stage = (&'static str, fn(&[Diagnostic], &Sources) -> String);

const FORMATS: [Stage; 6] = [
    ("human", |faults, sources| human(faults, sources, Colour::Off)),
    ("short", short),
    ("json", json),
    ("github", |faults, sources| github(faults, sources, &Repository::default())),
    ("sarif", |faults, sources| sarif(faults, sources, &Repository::default())),
    ("junit", |faults, sources| junit(faults, sources, &Repository::default())),
];

pub(crate) fn faults(runs: usize, options: Options) {
    for (name, record) in records() {
        let sources = site(&record);
        let best = |stage: &dyn Fn()| {
            let timed = (0..runs).map(|_| {
                let started = Instant::now();
                stage();
                started.elapsed()
            });
            timed.min().unwrap_or_default()
        };
        let found = analyse(&sources, options).diagnostics;
        let mut times = vec![("found", best(&|| drop(analyse(&sources, options))))];
        times.extend(FORMATS.iter().map(|(format, show)| (*format, best(&|| drop(show(&found, &sources))))));
        let shown: Vec<String> =
            times.iter().map(|(stage, time)| format!("{stage} {:.0} ms", time.as_secs_f64() * 1000.0)).collect();
        println!("{name:>30}  {:>6}  {}", found.len(), shown.join(", "));
        for (stage, time) in times {
            assert!(time < PATIENCE, "{name}: {stage} takes {time:?}");
        }
    }
}

fn site(record: &str) -> Sources {
    let kind = "title: Offer\nschema:\n  required: [title]\n  properties:\n    title: {type: string}\n    \
                like: {type: array, items: {to: offer}}\n    body: {type: string, format: markdown}\n";
    let files = [
        ("content/site.yaml", "title: Offers\nsummary: All of them.\nkinds: [offer]\n"),
        ("content/kinds/offer.yaml", kind),
        ("content/offer/x.yaml", record),
    ];
    files.into_iter().map(|(path, text)| Source::new(path, text)).collect()
}

fn records() -> Vec<(&'static str, String)> {
    let lines = |line: fn(usize) -> String| (0..FAULTS).map(line).collect::<String>();
    vec![
        ("unknown keys", format!("title: X\n{}", lines(|number| format!("k{number}: 1\n")))),
        ("idle anchors", format!("title: X\n{}", lines(|number| format!("k{number}: &a{number} x\n")))),
        ("unknown references", format!("title: X\nlike:\n{}", lines(|number| format!("  - x{number}\n")))),
        ("unknown references in a line", format!("title: X\nlike: [{}]\n", lines(|number| format!("x{number}, ")))),
        ("a reference of 1 MB", format!("title: X\nlike: [{}]\n", "x".repeat(1 << 20))),
        ("dead links", format!("title: X\nbody: |\n{}", lines(|number| format!("  [click here](/x{number}/) and\n")))),
        ("headings too deep", format!("title: X\nbody: |\n{}", "  # A\n\n  ### B\n\n".repeat(FAULTS))),
        ("letters that nobody sees", format!("title: \"{}\"\n", "a\u{200b}".repeat(10 * FAULTS))),
    ]
}

fn inputs() -> Vec<(&'static str, String)> {
    let half = 500 * 1024;
    let nested = |unit: &str| unit.repeat(half / unit.len());
    let keys = |key: fn(usize) -> String| (0..200_000).map(key).collect::<String>();
    let long = "word ".repeat(4 * 1024 * 1024 / 5);
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..40 {
        let below = level - 1;
        bomb.push_str(&format!("a{level}: &a{level} [{}]\n", vec![format!("*a{below}"); 9].join(", ")));
    }
    let quadratic = format!("a: &a [{}]\nb: [{}]\n", "x, ".repeat(50_000), "*a, ".repeat(50_000));
    vec![
        ("nested `{a: `", nested("{a: ")),
        ("nested `[`", nested("[")),
        ("nested `- `", nested("- ")),
        ("nested `? `", nested("? ")),
        ("a bomb of aliases", bomb),
        ("aliases, quadratic", quadratic),
        ("4 MB plain", format!("a: {long}")),
        ("4 MB in single quotes", format!("a: '{long}'")),
        ("4 MB in double quotes", format!("a: \"{long}\"")),
        ("4 MB literal", format!("a: |\n  {long}")),
        ("4 MB folded", format!("a: >\n  {long}")),
        ("200,000 keys", keys(|number| format!("k{number}: {number}\n"))),
        ("200,000 equal keys", keys(|_| "k: 1\n".to_owned())),
        ("200,000 keys in braces", format!("{{{}}}", keys(|number| format!("k{number}: 1, ")))),
        ("4 MB of tabs", "\t".repeat(4 << 20)),
        ("4 MB of comments", "# c\n".repeat(1 << 20)),
        ("4 MB of anchors", "&a ".repeat((4 << 20) / 3)),
    ]
}
