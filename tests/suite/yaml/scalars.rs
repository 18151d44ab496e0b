//! From a byte of a value back to the byte of the file, in every style.

use super::value;
use fingerpost::yaml::{Node, source_offset};

/// The file with each byte of `needle`, found in the value of `a`, marked by what stands at its place.
fn at(text: &str, needle: &str) -> String {
    let node = value(text);
    let scalar: &Node = node.as_mapping().unwrap().get("a").unwrap();
    let offset = scalar.as_text().unwrap().find(needle).unwrap();
    let start = source_offset(text, scalar, offset);
    let end = source_offset(text, scalar, offset + needle.len());
    text[start..end].to_owned()
}

/// Where the value ends.
fn end(text: &str) -> usize {
    let node = value(text);
    let scalar: &Node = node.as_mapping().unwrap().get("a").unwrap();
    source_offset(text, scalar, scalar.as_text().unwrap().len())
}

#[test]
fn plain() {
    assert_eq!(at("a: one two\n", "two"), "two");
    assert_eq!(at("a: one\n  two\n\n   three # c\n", "two"), "two");
    assert_eq!(at("a: one\n  two\n\n   three # c\n", "e t"), "e\n  t");
    assert_eq!(at("a: one\n  two\n\n   three # c\n", "three"), "three");
    assert_eq!(at("a: one\r\n  two\r\n", " two"), "\r\n  two");
    assert_eq!(at("a: é\n  𝄞x\n", "𝄞"), "𝄞");
    assert_eq!(end("a: one # c\n"), 6);
}

#[test]
fn single_quoted() {
    assert_eq!(at("a: 'it''s here'\n", "'"), "''");
    assert_eq!(at("a: 'it''s here'\n", "here"), "here");
    assert_eq!(at("a: 'one  \n\n   two'\n", "two"), "two");
    assert_eq!(at("a: 'one  \n\n   two'\n", "\n"), "\n\n   ");
    assert_eq!(at("a: ' one '\n", " one "), " one ");
    assert_eq!(end("a: 'one' # c\n"), 7);
    assert_eq!(end("a: ''\n"), 4);
}

#[test]
fn double_quoted() {
    assert_eq!(at("a: \"x\\ty\"\n", "\t"), "\\t");
    assert_eq!(at("a: \"\\x41\\u00e9\\U0001D11Ez\"\n", "é"), "\\u00e9");
    assert_eq!(at("a: \"\\x41\\u00e9\\U0001D11Ez\"\n", "𝄞"), "\\U0001D11E");
    assert_eq!(at("a: \"\\x41\\u00e9\\U0001D11Ez\"\n", "z"), "z");
    assert_eq!(at("a: \"\\uD834\\uDD1E!\"\n", "𝄞"), "\\uD834\\uDD1E");
    assert_eq!(at("a: \"\\uD834\\uDD1E!\"\n", "!"), "!");
    assert_eq!(at("a: \"one \\\n   two\"\n", "two"), "two");
    assert_eq!(at("a: \"one \\\n\n   two\"\n", "\n"), "\n   ");
    assert_eq!(at("a: \"one\\n\\\n  \\  two\"\n", "  two"), "\\  two");
    assert_eq!(at("a: \"one\r\n\r\n  two\"\n", "two"), "two");
    assert_eq!(at("a: \"\\\\\\\"x\"\n", "x"), "x");
}

#[test]
fn literal() {
    assert_eq!(at("a: |\n  one\n  two\n", "two"), "two");
    assert_eq!(at("a: |\n  one\n\n    two\n", "  two"), "  two");
    assert_eq!(at("a: |\n\n\n  one\n", "one"), "one");
    assert_eq!(at("a: |\n\n   \n   one\n", "\n\none"), "\n   \n   one");
    assert_eq!(at("a: |2-\n   one\n  two\n", " one"), " one");
    assert_eq!(at("a: |\r\n  one\r\n  two\r\n", "e\nt"), "e\r\n  t");
    assert_eq!(at("a: |\r  one\r  two\r", "two"), "two");
    assert_eq!(at("a: |+\n  one\n\n\nb: 1\n", "\n\n\n"), "\n\n\n");
    assert_eq!(end("a: |\n  one\n\n\nb: 1\n"), 11);
    assert_eq!(end("a: |-\n  one\n\n\nb: 1\n"), 11);
    assert_eq!(at("a: |+ # c\n\n\nb: 1\n", "\n"), "\n");
    assert_eq!(at("a: |+\n\n", "\n"), "\n");
    assert_eq!(end("a: |\n  one"), 10);
}

#[test]
fn folded() {
    assert_eq!(at("a: >\n  one\n  two\n", "e t"), "e\n  t");
    assert_eq!(at("a: >\n  one\n\n  two\n", "\ntwo"), "\n\n  two");
    assert_eq!(at("a: >\n  one\n    more\n  two\n", "\n  more\n"), "\n    more\n  ");
    assert_eq!(at("a: >-\n  one\n\n\n  two\n\n", "two"), "two");
    assert_eq!(at("a: >1\n  one\n two\n", "two"), "two");
    assert_eq!(at("a: >\n\n  one\n   \n  two\n", "\n \ntwo"), "\n   \n  two");
}

#[test]
fn values_that_are_no_text() {
    let text = "a: 1234\nb: [1, 2]\nc:\n";
    let node = value(text);
    let mapping = node.as_mapping().unwrap();
    let offset = |key: &str, offset: usize| source_offset(text, mapping.get(key).unwrap(), offset);
    assert_eq!(offset("a", 2), 5);
    assert_eq!(offset("a", 99), 7);
    assert_eq!(offset("b", 3), text.find('[').unwrap());
    assert_eq!(offset("c", 1), text.find("c:").unwrap() + 2);
}

#[test]
fn in_front_matter() {
    let text = "---\na: |\n  one\n  two\n---\ntext\n";
    let source = fingerpost::source::Source::new("content/page.md", text);
    let span = fingerpost::source::Span::new(text, 4..text.find("---\ntext").unwrap());
    let node = fingerpost::yaml::parse(&source, span).node.unwrap();
    let scalar = node.as_mapping().unwrap().get("a").unwrap();
    assert_eq!(source_offset(text, scalar, 4), text.find("two").unwrap());
}
