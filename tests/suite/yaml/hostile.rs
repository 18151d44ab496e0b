//! Texts that somebody made to be trouble. Each has to end in a tree or a fault, within the bounds; that they end soon
//! is seen by whoever waits for the suite.

use super::{read, value};
use fingerpost::yaml::{Parsed, source_offset};

/// Half a megabyte of it.
fn much(unit: &str) -> String {
    unit.repeat(500_000 / unit.len())
}

fn message(parsed: &Parsed) -> &str {
    &parsed.diagnostics.last().unwrap().message
}

#[test]
fn depth_is_bounded() {
    for unit in ["{a: ", "[", "- ", "? ", "{", "[[]: ", "[a, ", "{a, ", "[{a: [", "['a', "] {
        let parsed = read(&much(unit));
        assert_eq!(message(&parsed), "lists and mappings are nested more than 100 deep", "{unit:?}");
        assert!(parsed.node.is_none());
    }
    let nested = |depth: usize| format!("{}x{}", "[".repeat(depth), "]".repeat(depth));
    assert!(read(&nested(100)).node.is_some());
    assert!(read(&nested(101)).node.is_none());
    let stairs: String = (0..200).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    assert_eq!(message(&read(&stairs)), "lists and mappings are nested more than 100 deep");
}

#[test]
fn aliases_do_not_deepen_past_the_bound() {
    let level = |number: usize| format!("k{number}: &a{number} [*a{}]\n", number - 1);
    let text: String = std::iter::once("k0: &a0 [x]\n".to_owned()).chain((1..200).map(level)).collect();
    assert_eq!(message(&read(&text)), "lists and mappings are nested more than 100 deep");
}

#[test]
fn aliases_do_not_multiply() {
    let laugh =
        |number: usize| format!("k{number}: &a{number} [{}]\n", vec![format!("*a{}", number - 1); 10].join(", "));
    let laughs: String = std::iter::once("k0: &a0 [lol]\n".to_owned()).chain((1..20).map(laugh)).collect();
    let many_nodes = format!("a: &a [{}]\nb:\n{}", "x,".repeat(50_000), "- *a\n".repeat(50_000));
    let many_bytes = format!("a: &a {}\nb:\n{}", "x".repeat(1 << 20), "- *a\n".repeat(50_000));
    for text in [laughs, many_nodes, many_bytes] {
        let parsed = read(&text);
        assert_eq!(message(&parsed), "the aliases of this file stand for more than can be read");
        assert!(parsed.node.is_none());
    }
    // A value as large as that may stand there, if nothing refers to it more than it can bear.
    let anchors: String = (0..90).map(|number| format!("&a{number} [")).collect();
    assert!(read(&format!("{anchors}{}{}", "x,".repeat(100_000), "]".repeat(90))).node.is_some());
}

#[test]
fn nodes_are_bounded() {
    let parsed = read(&"-\n".repeat(1_000_001));
    assert_eq!(message(&parsed), "the file holds more than 1000000 keys and values");
    assert!(parsed.node.is_none());
}

#[test]
fn long_scalars() {
    let line = "  the quick brown fox jumps over the lazy dog, as it has done for a hundred years\n";
    let lines = line.repeat(4_000_000 / line.len());
    let texts = [
        format!("a:\n{lines}"),
        format!("a: '{lines}'"),
        format!("a: \"{lines}\""),
        format!("a: |\n{lines}"),
        format!("a: >\n{lines}"),
        format!("a: \"{}\"", "\\x41".repeat(1_000_000)),
        format!("a: x\n \t{}", "a#\tb".repeat(1_000_000)),
        format!("a: |+\n{}", "\n".repeat(1_000_000)),
    ];
    for text in texts {
        let node = value(&text);
        let scalar = node.as_mapping().unwrap().get("a").unwrap();
        let length = scalar.as_text().unwrap().len();
        assert!(length >= 1_000_000);
        assert!(source_offset(&text, scalar, length - 1) < text.len());
    }
}

#[test]
fn many_keys() {
    let different: String = (0..200_000).map(|number| format!("key{number}: v\n")).collect();
    assert_eq!(value(&different).as_mapping().unwrap().0.len(), 200_000);
    let parsed = read(&"key: v\n".repeat(200_000));
    assert_eq!(parsed.diagnostics.len(), 50);
    assert_eq!(parsed.diagnostics.last().unwrap().notes, ["199949 more places in this file have a fault of this sort"]);
    assert_eq!(parsed.node.unwrap().as_mapping().unwrap().0.len(), 1);
}

#[test]
fn duplicates_among_few_and_many_keys() {
    for count in [2, 20, 21, 100] {
        let text: String = (0..count).chain(0..count).map(|number| format!("key{number}: {number}\n")).collect();
        let parsed = read(&text);
        assert_eq!(parsed.diagnostics.len(), count.min(50), "{count}");
        let node = parsed.node.unwrap();
        let keys: Vec<&str> = node.as_mapping().unwrap().0.iter().map(|entry| &*entry.key.text).collect();
        assert_eq!(keys, (0..count).map(|number| format!("key{number}")).collect::<Vec<_>>());
    }
}

#[test]
fn much_of_one_thing() {
    let units = [
        ": ",
        "&a ",
        "!a ",
        "*a ",
        "a: ",
        "'",
        "\"",
        "#",
        "# x\n",
        "\n",
        "\t",
        "|\n",
        "a\n",
        "a b\n ",
        "---\n",
        "%a\n",
        "'' ",
        "? a\n",
        "- !a b\n",
        "- &a x\n",
        "- *abcdefghijklmnop\n- &abcdefghijklmnoq x\n",
        "\"a\"\n",
        "[\"a\" ",
        "[ \"",
        "{}, ",
        "]",
        ",",
        "\\",
        "\r",
        "\u{2028}",
        "- - [",
        "? - ",
        "- ? ",
        "@",
        "é",
        "a:\n",
        "- |\n",
        "- >+\n\n",
        "!!str ",
        "{a: b}\n",
        "...\n",
        "\u{0}",
    ];
    for unit in units {
        // A tenth of much: what is not linear takes minutes at this size too.
        super::laws::check(&unit.repeat(50_000 / unit.len()));
    }
}
