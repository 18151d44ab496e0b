//! What plain text means: the 1.2 core schema.

use super::value;
use fingerpost::yaml::{Node, Style, Value};

fn plain(text: &str) -> Value {
    value(&format!("a: {text}\n")).as_mapping().unwrap().get("a").unwrap().value.clone()
}

#[test]
fn null_and_boolean() {
    for text in ["", "~", "null", "Null", "NULL", "# c"] {
        assert_eq!(plain(text), Value::Null, "{text}");
    }
    for text in ["true", "True", "TRUE"] {
        assert_eq!(plain(text), Value::Boolean(true), "{text}");
    }
    assert_eq!(plain("False"), Value::Boolean(false));
    // YAML 1.1 is another language, in which Norway is `false`.
    for text in ["yes", "no", "on", "off", "y", "NO", "nULL", "tRUE"] {
        assert!(matches!(plain(text), Value::Text(_)), "{text}");
    }
}

#[test]
fn whole_numbers() {
    let cases =
        [("0", 0), ("-0", 0), ("+12", 12), ("-12", -12), ("0x1F", 31), ("0o17", 15), ("9223372036854775807", i64::MAX)];
    for (text, number) in cases {
        assert_eq!(plain(text), Value::Integer(number), "{text}");
    }
    assert_eq!(plain("9223372036854775808"), Value::Float(9_223_372_036_854_775_808.0));
    assert_eq!(plain("0xFFFFFFFFFFFFFFFF"), Value::Float(18_446_744_073_709_551_615.0));
}

#[test]
fn other_numbers() {
    let cases =
        [("1.5", 1.5), (".5", 0.5), ("5.", 5.0), ("-1e3", -1000.0), ("+1.5E-3", 0.0015), (".inf", f64::INFINITY)];
    for (text, number) in cases {
        assert_eq!(plain(text), Value::Float(number), "{text}");
    }
    assert_eq!(plain("-.INF"), Value::Float(f64::NEG_INFINITY));
    assert!(matches!(plain(".nan"), Value::Float(number) if number.is_nan()));
}

#[test]
fn what_looks_like_a_number_and_is_text() {
    let texts = [
        "007",
        "-007",
        "00",
        "1_000",
        "2021-02-03",
        "2021-02",
        "12:30",
        "1.2.3",
        "0b101",
        "0x",
        "0o8",
        "0xG",
        "-0x1F",
        "+0o7",
        "1e",
        "e5",
        ".",
        "-x",
        "+",
        "--1",
        "1,000",
        "infinity",
        "nan",
        "inf",
        "1e999",
        "0114 496 0000",
        "\u{663}",
    ];
    for text in texts {
        assert!(matches!(plain(text), Value::Text(scalar) if &*scalar.text == text), "{text}");
    }
}

#[test]
fn quoted_text_is_text() {
    for text in ["'1'", "\"true\"", "''", "! 1", "!!str 1", "!!str", "!!str null"] {
        assert!(matches!(plain(text), Value::Text(_)), "{text}");
    }
    assert!(matches!(plain("|\n  1"), Value::Text(_)));
}

#[test]
fn core_tags() {
    assert_eq!(plain("!!int '5'"), Value::Integer(5));
    assert_eq!(plain("!!float 5"), Value::Float(5.0));
    assert_eq!(plain("!!bool \"true\""), Value::Boolean(true));
    assert_eq!(plain("!!null ''"), Value::Null);
    assert_eq!(plain("!<tag:yaml.org,2002:int> 5"), Value::Integer(5));
    assert!(matches!(plain("!!seq [1]"), Value::Sequence(_)));
    assert!(matches!(plain("!!map {}"), Value::Mapping(_)));
}

#[test]
fn keys_are_text_as_written() {
    let node = value("2021: a\n0x10: b\ntrue: c\n~: d\n'1': e\n? |\n  f\n: g\n");
    let keys: Vec<(&str, Style)> =
        node.as_mapping().unwrap().0.iter().map(|entry| (&*entry.key.text, entry.key.style)).collect();
    assert_eq!(
        keys,
        [
            ("2021", Style::Plain),
            ("0x10", Style::Plain),
            ("true", Style::Plain),
            ("~", Style::Plain),
            ("1", Style::SingleQuoted),
            ("f\n", Style::Literal)
        ]
    );
}

#[test]
fn an_alias_is_a_copy_that_keeps_its_span() {
    let text = "a: &x [1, {b: two}]\nc: *x\n&y d: *y\n&z 2021: *z\n";
    let node = value(text);
    let mapping = node.as_mapping().unwrap();
    assert_eq!(mapping.get("a"), mapping.get("c"));
    assert_eq!(mapping.get("d").and_then(Node::as_text), Some("d"));
    assert_eq!(mapping.get("2021").unwrap().value, Value::Integer(2021), "a key is text, but not to its alias");
}

#[test]
fn spans_hold_what_was_read() {
    let text = "list:\n- one\n-   two: 2\n    three: [a, b]\n-\nmap: {a: 'b', c}\ntext: |\n  one\n\n  two\n\nnone:\npair: [a: b , c]\nlast: x y # c\n";
    let node = value(text);
    let mapping = node.as_mapping().unwrap();
    let slice = |node: &Node| &text[node.span.range()];
    assert_eq!(slice(&node), &text[..text.len() - " # c\n".len()]);
    let list = mapping.get("list").unwrap();
    assert_eq!(slice(list), "- one\n-   two: 2\n    three: [a, b]\n-");
    let items = list.as_sequence().unwrap();
    assert_eq!(slice(&items[0]), "one");
    assert_eq!(slice(&items[1]), "two: 2\n    three: [a, b]");
    assert_eq!(slice(&items[2]), "");
    assert_eq!(slice(mapping.get("map").unwrap()), "{a: 'b', c}");
    assert_eq!(slice(mapping.get("map").unwrap().as_mapping().unwrap().get("a").unwrap()), "'b'");
    assert_eq!(slice(mapping.get("text").unwrap()), "one\n\n  two\n\n");
    assert_eq!(slice(&mapping.get("pair").unwrap().as_sequence().unwrap()[0]), "a: b");
    let none = mapping.get("none").unwrap().span;
    assert_eq!((none.start(), none.end()), (text.find("none:").unwrap() + 5, text.find("none:").unwrap() + 5));
    assert_eq!(slice(mapping.get("last").unwrap()), "x y");
}
