//! Inputs that are made to hurt a YAML reader. None may take a second.

use fingerpost::source::{Source, Span};
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
