//! What is YAML and means nothing here, with its place and its words.

use super::{faults, read};
use fingerpost::diagnostic::Severity;
use fingerpost::source::{Source, Span};
use fingerpost::yaml::{Value, parse};

#[test]
fn documents() {
    assert_eq!(
        faults("a: 1\n---\nb: 2\n"),
        [
            "2:1 a second document begins here (a file holds one document)",
            "help: delete this line, or move what follows into a file of its own",
        ]
    );
    assert_eq!(
        faults("---\na: 1\n---\n"),
        [
            "3:1 a second document begins here (a file holds one document)",
            "help: delete this line, or move what follows into a file of its own",
        ]
    );
    assert_eq!(
        faults("a: 1\n...\nb: 2\n"),
        [
            "2:1 a second document begins here (a file holds one document)",
            "help: delete this line, or move what follows into a file of its own",
        ]
    );
    assert_eq!(
        faults("a: 1\n... b\n"),
        [
            "2:5 a second document begins here (a file holds one document)",
            "help: delete this line, or move what follows into a file of its own",
        ]
    );
}

#[test]
fn tags() {
    assert_eq!(
        faults("a: !important notice\n"),
        [
            "1:4 `!important` is read as a tag, and there is no such tag (unknown tag)",
            "help: put the value in quotes if it begins with `!`, or delete the tag",
        ]
    );
    assert_eq!(
        faults("a: !!timestamp 2021-01-01\n"),
        [
            "1:4 `!!timestamp` is read as a tag, and there is no such tag (unknown tag)",
            "help: put the value in quotes if it begins with `!`, or delete the tag",
        ]
    );
    assert_eq!(
        faults("a: !!int many\n"),
        ["1:4 the tag `!!int` does not fit its value (says that the value is a whole number)", "help: delete the tag",]
    );
    assert_eq!(
        faults("a: !!map [1]\n"),
        ["1:4 the tag `!!map` does not fit its value (says that the value is a mapping)", "help: delete the tag",]
    );
    assert_eq!(
        faults("!x a: 1\n"),
        [
            "1:1 `!x` is read as a tag, and there is no such tag (unknown tag)",
            "help: put the value in quotes if it begins with `!`, or delete the tag",
        ]
    );
}

#[test]
fn aliases() {
    assert_eq!(
        faults("a: &base 1\nb: *bass\nc: *base\n"),
        [
            "2:4 `*bass` refers to an anchor that is not there (no value above is marked `&bass`)",
            "help: write `*base`, or put the value in quotes if it begins with `*`",
        ]
    );
    assert_eq!(
        faults("a: *b\n"),
        [
            "1:4 `*b` refers to an anchor that is not there (no value above is marked `&b`)",
            "help: put the value in quotes if it begins with `*`, or write out what it stands for",
        ]
    );
    assert_eq!(
        faults("a: &a [1, *a]\n"),
        [
            "1:11 `*a` stands inside the value that it refers to (this would never end)",
            "1:4 the value begins here",
            "help: write out what is meant here",
        ]
    );
    assert_eq!(
        faults("a: &a b\n*a : c\n"),
        [
            "2:1 the alias `*a` is used as a key (a key has to be written out)",
            "help: write the key itself, or put it in quotes if it begins with `*`",
        ]
    );
    assert_eq!(
        faults("a: &amp; b\n"),
        [
            "1:4 `&amp;` is not read as part of the text (`&` has a meaning of its own at the beginning of a value)",
            "help: put the value in quotation marks: `\"&amp; b\"`",
        ]
    );
}

#[test]
fn keys() {
    assert_eq!(
        faults("<<: {a: 1}\n"),
        [
            "1:1 `<<` does not bring in fields from elsewhere (merge keys are not read)",
            "help: write out the fields, or put `<<` in quotes if it is a name",
        ]
    );
    assert_eq!(
        faults(": a\n"),
        [
            "1:1 a key is empty (there is no name before the colon)",
            "help: write a name before the colon, or put the value in quotes if it begins with a colon",
        ]
    );
    assert_eq!(
        faults("\"\": a\n"),
        [
            "1:1 a key is empty (there is no name before the colon)",
            "help: write a name before the colon, or put the value in quotes if it begins with a colon",
        ]
    );
    assert_eq!(
        faults("[a]: b\n"),
        [
            "1:1 a key is text, and this one is a list (read as a list)",
            "help: put the text in quotes if it begins with `[`, `{` or `?`",
        ]
    );
    assert_eq!(
        faults("a: {{ name }}\n"),
        [
            "1:5 a key is text, and this one is a mapping (read as a mapping)",
            "help: put the text in quotes if it begins with `[`, `{` or `?`",
        ]
    );
    assert_eq!(
        faults("? |\n  a\n? - b\n"),
        [
            "3:3 a key is text, and this one is a list (read as a list)",
            "help: put the text in quotes if it begins with `[`, `{` or `?`",
        ]
    );
}

#[test]
fn duplicate_keys() {
    assert_eq!(
        faults("title: a\nsummary: b\ntitle: c\n"),
        [
            "3:1 `title` is written twice (written again here)",
            "1:1 written here first",
            "help: delete one of the two, or give one of them another name",
        ]
    );
    assert_eq!(
        faults("a: 1\na: 2\na: 3\nb: {c: 1, c: 2}\n"),
        [
            "4:11 `c` is written twice (written again here)",
            "4:5 written here first",
            "help: delete one of the two, or give one of them another name",
            "2:1 `a` is written twice (written again here)",
            "1:1 written here first",
            "help: delete one of the two, or give one of them another name",
            "3:1 `a` is written twice (written again here)",
            "1:1 written here first",
            "help: delete one of the two, or give one of them another name",
        ]
    );
    assert_eq!(
        faults("1: a\n\"1\": b\n"),
        [
            "2:1 `1` is written twice (written again here)",
            "1:1 written here first",
            "help: delete one of the two, or give one of them another name",
        ]
    );
}

#[test]
fn a_fault_of_syntax_leaves_no_tree_and_the_others_do() {
    assert!(read("a: [\n").node.is_none());
    let node = read("a: 1\na: 2\nb: *c\n<<: 3\n[d]: 4\ne: !f 5\n").node.unwrap();
    let mapping = node.as_mapping().unwrap();
    let keys: Vec<&str> = mapping.0.iter().map(|entry| &*entry.key.text).collect();
    assert_eq!(keys, ["a", "b", "e"]);
    assert_eq!(mapping.get("a").unwrap().value, Value::Integer(1), "the first of two values stays");
    assert_eq!(mapping.get("b").unwrap().value, Value::Unreadable);
    assert_eq!(mapping.get("e").unwrap().value, Value::Unreadable);
}

#[test]
fn faults_before_a_fault_of_syntax_are_kept() {
    let diagnostics = read("a: {b: 1, b: 2}\nc: *d\ne: [\n").diagnostics;
    assert_eq!(diagnostics.len(), 3, "{diagnostics:?}");
}

#[test]
fn an_anchor_that_nothing_refers_to_is_a_warning() {
    let parsed = read("a: &b 1\n");
    assert_eq!(parsed.diagnostics[0].severity, Severity::Warning);
    assert!(parsed.node.is_some());
    // With an alias that was mistyped it is no second fault.
    assert_eq!(read("a: &base 1\nb: *bass\n").diagnostics.len(), 1);
}

#[test]
fn of_many_faults_of_one_sort_fifty_are_shown() {
    let text: String = (0..80).map(|number| format!("k{number}: *a{number}\nk0: 1\n")).collect();
    let diagnostics = read(&text).diagnostics;
    assert_eq!(diagnostics.len(), 100);
    let notes: Vec<&String> = diagnostics.iter().flat_map(|diagnostic| &diagnostic.notes).collect();
    assert_eq!(notes, ["30 more places in this file have a fault of this sort"; 2]);
}

#[test]
fn places_in_front_matter_count_from_the_beginning_of_the_file() {
    let text = "---\ntitle: Hübs\nphase: [a\nsummary: x\n---\n\n# Text: not YAML\n";
    let source = Source::new("content/page.md", text);
    let end = text.find("---\n\n").unwrap();
    let parsed = parse(&source, Span::new(text, 4..end));
    let place = &parsed.diagnostics[0].primary.place;
    assert_eq!(source.position(place.span.start()).line, 3);
    assert_eq!(&text[place.span.range()], "[");
    let line = &parsed.diagnostics[0].secondary[0].place;
    assert_eq!(&text[line.span.range()], "summary: x");
}

#[test]
fn a_text_without_a_value_has_none() {
    for text in ["", "\n", "# only a comment\n", "  \n\t\n"] {
        let parsed = read(text);
        assert!(parsed.node.is_none() && parsed.diagnostics.is_empty(), "{text:?}");
    }
}
