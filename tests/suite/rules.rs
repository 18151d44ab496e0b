//! No rule hangs, panics or says two things of one record, whatever its author wrote.

use crate::fixture::{Block, check, sources};
use fingerpost::diagnostic::{Code, Diagnostic};
use proptest::prelude::*;
use std::fmt::Write as _;

const FIELDS: &str = "title: Course\nplural: Courses\npath: /courses/{slug}/\nschema:\n  properties:\n    title: {type: string}
    days: {type: integer}\n    share: {type: number}\n    free: {type: boolean}\n    entry: {properties: {from: {type: string, format: period}}}
    needs: {type: array, items: {properties: {because: {type: string}}}}\n    other: {to: course, backlinks: others}
    options: {parts: {properties: {days: {type: integer}}}}\n    body: {type: string, format: markdown}\nrules:\n";

const RECORDS: [&str; 3] = [
    "title: Maths\ndays: 3\nshare: 1\nfree: true\nentry: {from: \"2021\"}\nneeds: [{because: Yes}, {}]\nother: b\noptions: {x: {days: 1}}\nbody: \"*a* b\"\n",
    "days: {unknown: not-stated}\nneeds: [{because: {unknown: not-stated}}]\nother: a\n",
    "{}\n",
];

/// What is said of three records under some expressions.
fn said(expressions: &[String]) -> Vec<Diagnostic> {
    let mut kind = FIELDS.to_owned();
    for expression in expressions {
        writeln!(kind, "  - that: {}\n    say: no", serde_json::to_string(expression).unwrap()).unwrap();
    }
    let block = |path: &str, text: &str| Block { info: format!("yaml {path}"), text: text.to_owned() };
    let mut blocks = vec![block("content/kinds/course.yaml", &kind)];
    blocks.extend(
        RECORDS.iter().zip(["a", "b", "c"]).map(|(text, slug)| block(&format!("content/course/{slug}.yaml"), text)),
    );
    check(&sources(&blocks))
}

fn expression() -> impl Strategy<Value = String> {
    let names = [
        "self.title",
        "self.days",
        "self.share",
        "self.free",
        "self.entry",
        "self.entry.from",
        "self.needs",
        "self.other",
        "self.options",
        "self.id",
        "to.other",
        "to.other.days",
        "from.others",
        "first(self.entry)",
        "text(self.body)",
        "unknown(self.days)",
        "has(self.title)",
        "self.options[\"x\"].days",
        "self.needs[0].because",
        "x",
        "x.because",
        "x.days",
        "1",
        "-9223372036854775807",
        "9223372036854775807",
        "0",
        "1.5",
        "\"a\"",
        "true",
        "null",
        "[]",
        "[1, \"a\"]",
        "1u",
        "b\"a\"",
        "int",
        "type(self.days)",
    ];
    prop::sample::select(names.to_vec()).prop_map(str::to_owned).prop_recursive(4, 24, 3, |inner| {
        let operators = ["==", "!=", "<", ">=", "&&", "||", "+", "-", "*", "/", "%", "in"];
        let macros = ["all", "exists", "exists_one", "map", "filter"];
        let functions = ["size", "string", "int", "double", "first", "last", "unknown", "text", "has", "startsWith"];
        let two = (inner.clone(), prop::sample::select(operators.to_vec()), inner.clone());
        prop_oneof![
            two.prop_map(|(left, operator, right)| format!("({left} {operator} {right})")),
            (inner.clone(), prop::sample::select(macros.to_vec()), inner.clone())
                .prop_map(|(list, name, body)| format!("{list}.{name}(x, {body})")),
            (prop::sample::select(functions.to_vec()), inner.clone()).prop_map(|(name, of)| format!("{name}({of})")),
            (inner.clone(), inner.clone()).prop_map(|(of, with)| format!("{of}.contains({with})")),
            (inner.clone(), inner.clone()).prop_map(|(of, with)| format!("{of}[{with}]")),
            (inner.clone(), inner.clone(), inner.clone()).prop_map(|(a, b, c)| format!("({a} ? {b} : {c})")),
            inner.clone().prop_map(|of| format!("!{of}")),
            inner.prop_map(|of| format!("-{of}")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Any text is an expression or a fault.
    #[test]
    fn any_text_is_read(texts in prop::collection::vec("\\PC{0,40}|[a-z0-9.()\\[\\]{}'\"\\\\!&|=<>+*/?:, \n-]{0,60}", 8)) {
        said(&texts);
    }

    /// An expression is evaluated, and twice alike.
    #[test]
    fn verdicts_are_the_same_twice(expressions in prop::collection::vec(expression(), 12)) {
        prop_assert_eq!(said(&expressions), said(&expressions));
    }
}

/// The stack of a thread of rayon's, which is a quarter of the main thread's.
const STACK: usize = 2 << 20;

#[test]
fn nothing_nests_too_deeply() {
    let shapes: [(&str, String); 13] = [
        ("brackets", "(".repeat(6) + "true" + &")".repeat(6)),
        ("more brackets", "(".repeat(900) + "true" + &")".repeat(900)),
        ("calls in calls", "size([".repeat(3) + "1" + &"])".repeat(3) + " == 0"),
        ("a sum", "1".to_owned() + &"+1".repeat(21) + " == 0"),
        ("sums", "1".to_owned() + &"+1".repeat(123) + " == 0"),
        ("fields", "self.entry".to_owned() + &".from".repeat(120) + " == 1"),
        ("not", "!".repeat(248) + "true"),
        ("minus", "- ".repeat(245) + "1 == 0"),
        ("or", "false".to_owned() + &"||false".repeat(124)),
        ("choices", "true?true:".repeat(60) + "false"),
        ("indices", "self.needs".to_owned() + &"[0]".repeat(80) + " == 1"),
        ("calls", "self.title".to_owned() + &".size()".repeat(59) + " == 1"),
        ("macros", "self.needs.all(x,".repeat(15) + "true" + &")".repeat(15)),
    ];
    for (name, expression) in shapes {
        let run = std::thread::Builder::new().stack_size(STACK).spawn(move || said(&[expression])).unwrap();
        let said = run.join().unwrap_or_else(|_| panic!("{name} takes too much of the stack"));
        assert!(said.iter().all(|said| matches!(said.code, Code::BadRule | Code::BrokenRule)), "{name}");
    }
}

/// Loops over long lists are refused before they run.
#[test]
fn nothing_hangs() {
    let list = format!("[{}]", vec!["1"; 110].join(","));
    let said = said(&[format!("{list}.all(a, [1,2].all(b, {list}.all(c, {list}.all(d, a + b + c + d == 4))))")]);
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].code, Code::BadRule);
}
