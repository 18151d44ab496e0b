//! Each fault with its place and its words: what authors really get wrong.

use super::{read, source};
use fingerpost::diagnostic::Severity;
use fingerpost::source::{Source, Span};
use fingerpost::yaml::{Value, parse};

/// The faults of a text: place, message and the words at the mark, then other places, notes and the help.
fn faults(text: &str) -> Vec<String> {
    let source = source(text);
    let at = |span: Span| {
        let position = source.position(span.start());
        format!("{}:{}", position.line, position.column)
    };
    let words = |diagnostic: fingerpost::diagnostic::Diagnostic| {
        let primary = &diagnostic.primary;
        let mut lines = vec![format!("{} {} ({})", at(primary.place.span), diagnostic.message, primary.text)];
        lines.extend(diagnostic.secondary.iter().map(|label| format!("{} {}", at(label.place.span), label.text)));
        lines.extend(diagnostic.notes.iter().map(|note| format!("note: {note}")));
        lines.extend(diagnostic.help.iter().map(|help| format!("help: {help}")));
        lines
    };
    read(text).diagnostics.into_iter().flat_map(words).collect()
}

#[test]
fn a_colon_in_plain_text() {
    assert_eq!(
        faults("title: Support: what there is\n"),
        [
            "1:15 the value holds a second `: ` (text with a colon and a space has to stand in quotes)",
            "help: put the value in quotes: `\"Support: what there is\"`",
        ]
    );
    assert_eq!(
        faults("title: R&D: a \"guide\"\n"),
        [
            "1:11 the value holds a second `: ` (text with a colon and a space has to stand in quotes)",
            "help: put the value in quotes: `'R&D: a \"guide\"'`",
        ]
    );
    assert_eq!(
        faults("title: \"Support\": what there is\n"),
        [
            "1:17 the value holds a second `: ` (text with a colon and a space has to stand in quotes)",
            "help: put the value in quotes: `'\"Support\": what there is'`",
        ]
    );
    assert_eq!(
        faults("links: [a]: b\n"),
        [
            "1:11 the value holds a second `: ` (text with a colon and a space has to stand in quotes)",
            "help: put the value in quotes",
        ]
    );
}

#[test]
fn quotation_marks() {
    assert_eq!(
        faults("title: \"Support\nsummary: what there is\n"),
        [
            "1:8 the quotation mark `\"` is not closed before the next field (opened here)",
            "2:1 read as part of the text",
            "help: write `\"` at the end of the text, or indent the lines that belong to it",
        ]
    );
    assert_eq!(
        faults("title: \"Support\n  summary: \"what there is\"\n"),
        [
            "1:8 the quotation mark `\"` is not closed on its line (opened here)",
            "2:12 closed only here",
            "help: write `\"` at the end of the text",
        ]
    );
    assert_eq!(
        faults("\"title: Support\nsummary: x\n"),
        ["1:1 the quotation mark `\"` is never closed (opened here)", "help: write `\"` at the end of the text",]
    );
    assert_eq!(
        faults("title: 'tis the season\n"),
        [
            "1:8 the quotation mark `'` is never closed (opened here)",
            "help: write `'` at the end of the text, or put text that begins with an apostrophe in double quotes",
        ]
    );
    assert_eq!(
        faults("title: 'It's here'\n"),
        [
            "1:12 text follows a closing quotation mark (outside the quotes)",
            "1:11 closed here",
            "help: put text that holds an apostrophe in double quotes, or write `''` for one: `\"It's here\"`",
        ]
    );
    assert_eq!(
        faults("title: \"Say \"hi\" now\"\n"),
        [
            "1:14 text follows a closing quotation mark (outside the quotes)",
            "1:13 closed here",
            "help: put text that holds a quotation mark in single quotes, or write `\\\"` for one: `'Say \"hi\" now'`",
        ]
    );
    assert_eq!(
        faults("title: \"Hubs\" and more\n"),
        [
            "1:15 text follows a closing quotation mark (outside the quotes)",
            "1:13 closed here",
            "help: put text that holds a quotation mark in single quotes, or write `\\\"` for one: `'\"Hubs\" and more'`",
        ]
    );
    assert_eq!(
        faults("[\"a\" \"b\"]\n"),
        [
            "1:6 text follows a closing quotation mark (outside the quotes)",
            "1:4 closed here",
            "help: write a comma between the items, or put the whole text in one pair of quotes",
        ]
    );
    assert_eq!(
        faults("title: \"C:\\\\new\\\\files\\q\"\n"),
        [
            "1:23 `\\q` stands for no character (`\\` has a meaning inside double quotes)",
            "help: write `\\\\` for a backslash, or put the text in single quotes",
        ]
    );
    assert_eq!(
        faults("title: \"\\x4\"\n"),
        [
            "1:9 `\\x4` stands for no character (`\\` has a meaning inside double quotes)",
            "help: write `\\\\` for a backslash, or put the text in single quotes",
        ]
    );
    assert_eq!(
        faults("title: \"\\ud800\"\n"),
        [
            "1:9 `\\ud800` stands for no character (`\\` has a meaning inside double quotes)",
            "help: write `\\\\` for a backslash, or put the text in single quotes",
        ]
    );
}

#[test]
fn text_that_begins_with_a_mark() {
    assert_eq!(
        faults("title: @schools\n"),
        [
            "1:8 text cannot begin with `@` (this mark has a meaning of its own here)",
            "help: put the text in quotes: `\"@schools\"`",
        ]
    );
    assert_eq!(
        faults("title: `code`\n"),
        [
            "1:8 text cannot begin with a backtick (this mark has a meaning of its own here)",
            "help: put the text in quotes",
        ]
    );
    assert_eq!(
        faults("title: % of pupils\n"),
        [
            "1:8 text cannot begin with `%` (this mark has a meaning of its own here)",
            "help: put the text in quotes: `\"% of pupils\"`",
        ]
    );
    assert_eq!(
        faults("title: & more\n"),
        [
            "1:8 text cannot begin with `&` (this mark has a meaning of its own here)",
            "help: put the text in quotes: `\"& more\"`",
        ]
    );
    assert_eq!(
        faults("title: * more\n"),
        [
            "1:8 text cannot begin with `*` (this mark has a meaning of its own here)",
            "help: put the text in quotes: `\"* more\"`",
        ]
    );
    assert_eq!(
        faults("title: **Hubs** for all\n"),
        [
            "1:8 text cannot begin with `*` (this mark has a meaning of its own here)",
            "help: put the text in quotes: `\"**Hubs** for all\"`",
        ]
    );
    assert_eq!(
        faults("title: *hubs* for all\n"),
        [
            "1:8 text cannot begin with `*` (this mark has a meaning of its own here)",
            "help: put the text in quotes: `\"*hubs* for all\"`",
        ]
    );
    assert_eq!(
        faults("title: ? who\n"),
        [
            "1:8 text cannot begin with `?` (this mark has a meaning of its own here)",
            "help: put the text in quotes: `\"? who\"`",
        ]
    );
    assert_eq!(
        faults("title: , who\n"),
        [
            "1:8 text cannot begin with `,` (this mark has a meaning of its own here)",
            "help: put the text in quotes: `\", who\"`",
        ]
    );
    assert_eq!(
        faults("title: > 50 schools\n"),
        [
            "1:13 text cannot stand on the line of `>` (belongs on the next line)",
            "1:8 the text of several lines is announced here",
            "help: move the text to the next line and indent it, or put it in quotes if it begins with `>`: `\"> 50 schools\"`",
        ]
    );
    assert_eq!(
        faults("title: | or\n"),
        [
            "1:10 text cannot stand on the line of `|` (belongs on the next line)",
            "1:8 the text of several lines is announced here",
            "help: move the text to the next line and indent it, or put it in quotes if it begins with `|`: `\"| or\"`",
        ]
    );
    assert_eq!(
        faults("title: - or\n"),
        [
            "1:8 a list cannot begin on the line of its key (read as an item of a list)",
            "help: move each item to a line of its own, or put the text in quotes if it begins with `- `: `\"- or\"`",
        ]
    );
    assert_eq!(
        faults("title: !x!y z\n"),
        [
            "1:8 text cannot begin with `!` (this mark has a meaning of its own here)",
            "help: put the text in quotes: `\"!x!y z\"`",
        ]
    );
    assert_eq!(
        faults("title: !<x y\n"),
        [
            "1:8 text cannot begin with `!` (this mark has a meaning of its own here)",
            "help: put the text in quotes: `\"!<x y\"`",
        ]
    );
    assert_eq!(
        faults("%title: x\n"),
        [
            "1:1 text cannot begin with `%` (this mark has a meaning of its own here)",
            "help: put the text in quotes: `\"%title: x\"`",
        ]
    );
    assert_eq!(
        faults("%YAML 1.2\n---\ntitle: x\n"),
        ["1:1 directives are not read (a directive)", "help: delete this line and the `---` below it",]
    );
    assert_eq!(
        faults("title: [|]\n"),
        ["1:9 text cannot begin with `|` (this mark has a meaning of its own here)", "help: put the text in quotes",]
    );
}

#[test]
fn brackets() {
    assert_eq!(
        faults("phase: [primary, secondary\nsummary: x\n"),
        [
            "2:1 the bracket `[` is not closed before this line (read as part of the brackets)",
            "1:8 opened here",
            "help: write `]` after the last item",
        ]
    );
    assert_eq!(
        faults("phase: [primary, secondary\n"),
        [
            "1:8 the bracket `[` is never closed (opened here)",
            "help: write `]` after the last item, or put the text in quotes if it begins with `[`",
        ]
    );
    assert_eq!(
        faults("phase: {a: 1\nb: 2\n"),
        [
            "2:1 the bracket `{` is not closed before this line (read as part of the brackets)",
            "1:8 opened here",
            "help: write `}` after the last item",
        ]
    );
    assert_eq!(
        faults("phase: [primary, secondary}\n"),
        [
            "1:27 `}` does not close `[` (`]` was expected)",
            "1:8 opened here",
            "help: write `]` instead, or put text that holds brackets in quotes",
        ]
    );
    assert_eq!(
        faults("- {x: [1, 'it]', it's 2}\n"),
        [
            "1:24 `}` does not close `[` (`]` was expected)",
            "1:7 opened here",
            "help: write `]` instead, or put text that holds brackets in quotes",
        ]
    );
    assert_eq!(
        faults("phase: ]\n"),
        [
            "1:8 the bracket `]` closes nothing (no bracket is open)",
            "help: delete it, or put text that holds brackets in quotes",
        ]
    );
    assert_eq!(
        faults("phase: [primary,, secondary]\n"),
        ["1:17 an item is missing (nothing stands before this)", "help: delete the comma, or write the item before it",]
    );
    assert_eq!(
        faults("phase: {a: 1 b: 2}\n"),
        [
            "1:15 a comma is missing, or quotes around text that holds a colon (not allowed here)",
            "help: write a comma between the items, or put text that holds `: ` in quotes",
        ]
    );
    assert_eq!(
        faults("phase: {a:[1]}\n"),
        ["1:10 there is no space after the colon (read as part of the text)", "help: put a space after the colon",]
    );
    assert_eq!(
        faults("phase: [- a]\n"),
        [
            "1:9 `-` cannot begin an item inside brackets (not allowed here)",
            "help: separate the items by commas, or put text that begins with `-` in quotes",
        ]
    );
    assert_eq!(
        faults("phase: [primary] x\n"),
        ["1:18 text follows the end of a value (not a part of the value)", "help: put the whole text in quotes",]
    );
    assert_eq!(
        faults("phase: [\n- a\n]\n"),
        [
            "2:1 the bracket `[` is not closed before this line (read as part of the brackets)",
            "1:8 opened here",
            "help: write `]` after the last item",
        ]
    );
}

#[test]
fn indentation() {
    assert_eq!(
        faults("a:\n  b: 1\n c: 2\n"),
        [
            "3:2 the indentation of this line fits no line above it (indented by 1 space)",
            "help: indent it by no spaces or by 2 spaces, like the lines above",
        ]
    );
    assert_eq!(
        faults("a:\n  - b\n - c\n"),
        [
            "3:2 the indentation of this line fits no line above it (indented by 1 space)",
            "help: indent it by no spaces or by 2 spaces, like the lines above",
        ]
    );
    assert_eq!(
        faults("- a: 1\n b: 2\n"),
        [
            "2:2 the indentation of this line fits no line above it (indented by 1 space)",
            "help: indent it by no spaces or by 2 spaces, like the lines above",
        ]
    );
    assert_eq!(
        faults("  a: 1\nb: 2\n"),
        [
            "2:1 the indentation of this line fits no line above it (not indented)",
            "help: indent it by 2 spaces, like the lines above",
        ]
    );
    assert_eq!(
        faults("title: Hubs\n  summary: x\n"),
        [
            "2:3 `summary` is indented further than `title`, which has a value already (read as part of the value above)",
            "1:8 the value begins here",
            "help: indent `summary` like `title`, or put this line and the value above in one pair of quotes if they belong together",
        ]
    );
    assert_eq!(
        faults("title: \"Hubs\"\n  summary: x\n"),
        [
            "2:3 `summary` is indented further than `title`, which has a value already (read as part of the value above)",
            "1:8 the value begins here",
            "help: indent `summary` like `title`, or put this line and the value above in one pair of quotes if they belong together",
        ]
    );
    assert_eq!(
        faults("- title: Hubs\n   summary: x\n"),
        [
            "2:4 `summary` is indented further than `title`, which has a value already (read as part of the value above)",
            "1:10 the value begins here",
            "help: indent `summary` like `title`, or put this line and the value above in one pair of quotes if they belong together",
        ]
    );
    assert_eq!(
        faults("- a\nb: c\n"),
        [
            "2:1 a field stands where an item of a list is expected (in line with the items above it)",
            "help: begin the line with `- ` if it is an item, or indent the list below a field of its own",
        ]
    );
    assert_eq!(
        faults("a: b\n- c\n"),
        [
            "2:1 an item of a list stands where a field is expected (the field above it has a value already, or is indented otherwise)",
            "help: indent the item like the others of its list, or put it below a field without a value",
        ]
    );
    assert_eq!(
        faults("a: \"b\"\n  - c\n"),
        [
            "2:3 an item of a list stands where a field is expected (the field above it has a value already, or is indented otherwise)",
            "help: indent the item like the others of its list, or put it below a field without a value",
        ]
    );
    assert_eq!(
        faults("body: |\n    one\n  two\n"),
        [
            "3:3 this line is indented less than the text above it (neither a part of the text nor a new field)",
            "2:5 the text begins here",
            "help: indent it like the first line of the text, or like the field above if it is one",
        ]
    );
    assert_eq!(
        faults("body: |\n    \n  one\n"),
        [
            "3:3 the first line of the text is not indented far enough (less than the `|` or `>` above it, or a blank line, asks for)",
            "help: indent all lines of the text alike, and delete spaces from blank lines above it",
        ]
    );
    assert_eq!(
        faults("body: |2\n one\n"),
        [
            "2:2 the first line of the text is not indented far enough (less than the `|` or `>` above it, or a blank line, asks for)",
            "help: indent all lines of the text alike, and delete spaces from blank lines above it",
        ]
    );
}

#[test]
fn tabs() {
    assert_eq!(
        faults("a:\n\tb: 1\n"),
        ["2:1 a tab is used for indentation (this is a tab)", "help: replace the tab with spaces",]
    );
    assert_eq!(
        faults("a:\n  b: 1\n\tc: 2\n"),
        ["3:1 a tab is used for indentation (this is a tab)", "help: replace the tab with spaces",]
    );
    assert_eq!(
        faults("a: |\n\tb\n"),
        ["2:1 a tab is used for indentation (this is a tab)", "help: replace the tab with spaces",]
    );
    assert_eq!(
        faults("a: \"b\n\tc\"\n"),
        ["2:1 a tab is used for indentation (this is a tab)", "help: replace the tab with spaces",]
    );
    assert_eq!(
        faults("-\t- a\n"),
        ["1:2 a tab is used for indentation (this is a tab)", "help: replace the tab with spaces",]
    );
    assert_eq!(
        faults("a:\n  b: 1\n \tc: 2\n"),
        ["3:2 a tab is used for indentation (this is a tab)", "help: replace the tab with spaces",]
    );
}

#[test]
fn lines_without_a_colon() {
    assert_eq!(
        faults("title: Hubs\nsummary\nphase: x\n"),
        [
            "2:1 there is no colon after `summary` (read as the name of a field)",
            "help: write `summary:` and its value, or indent the line if it belongs to the text above",
        ]
    );
    assert_eq!(
        faults("title:Hubs\nsummary: x\n"),
        [
            "1:6 there is no space after the colon (read as part of the text)",
            "help: put a space after the colon, or indent the line if it belongs to the text above",
        ]
    );
    assert_eq!(
        faults("title: Hubs\nsummary:x\n"),
        [
            "2:8 there is no space after the colon (read as part of the text)",
            "help: put a space after the colon, or indent the line if it belongs to the text above",
        ]
    );
    assert_eq!(
        faults("title: Hubs\nhttp://example.org\n"),
        [
            "2:1 there is no colon after `http://example.org` (read as the name of a field)",
            "help: write `http://example.org:` and its value, or indent the line if it belongs to the text above",
        ]
    );
    assert_eq!(
        faults("title: Hubs\n-item\n"),
        [
            "2:1 there is no colon after `-item` (read as the name of a field)",
            "help: put a space after `-` if this is an item of a list, or indent the line if it belongs to the text above",
        ]
    );
    assert_eq!(
        faults("title\nsummary: x\n"),
        [
            "1:1 there is no colon after `title` (read as the name of a field)",
            "help: write `title:` and its value, or indent the line if it belongs to the text above",
        ]
    );
}

#[test]
fn comments() {
    assert_eq!(
        faults("a: b # c\n  d\n"),
        [
            "1:6 a comment stands in the middle of a text (everything after `#` is a comment, and the text goes on below it)",
            "help: move the comment above the text, or put the text in quotes if `#` belongs to it",
        ]
    );
    assert_eq!(
        faults("a: \"b\"#c\n"),
        [
            "1:7 a comment needs a space before its `#` (neither a comment nor a part of the value)",
            "help: put a space before `#`, or put the whole text in quotes if `#` belongs to it",
        ]
    );
}

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
            "3:1 a second document begins here (a file holds one document)",
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
            "1:4 nothing refers to this anchor (not a part of the text)",
            "help: put the value in quotes if it begins with `&`, or delete the anchor",
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
fn characters() {
    assert_eq!(
        faults("a: b\u{7}\n"),
        [
            "1:5 the text holds a character that cannot be seen, U+0007 (YAML does not allow it)",
            "help: delete it; such characters come in with text that is copied from other programs",
        ]
    );
}

#[test]
fn a_fault_of_syntax_leaves_no_tree_and_the_others_do() {
    assert!(read("a: [\n").node.is_none());
    let node = read("a: 1\na: 2\nb: *c\n<<: 3\n[d]: 4\ne: !f 5\n---\n").node.unwrap();
    let mapping = node.as_mapping().unwrap();
    let keys: Vec<&str> = mapping.0.iter().map(|entry| &*entry.key.text).collect();
    assert_eq!(keys, ["a", "b", "e"]);
    assert_eq!(mapping.get("a").unwrap().value, Value::Integer(1), "the first of two values stays");
    assert_eq!(mapping.get("b").unwrap().value, Value::Null);
    assert_eq!(mapping.get("e").unwrap().value, Value::Integer(5));
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
    assert_eq!(source.position(place.span.start()).line, 4);
    assert_eq!(&text[place.span.range()], "summary: x");
    let opener = &parsed.diagnostics[0].secondary[0].place;
    assert_eq!(&text[opener.span.range()], "[");
}

#[test]
fn a_text_without_a_value_has_none() {
    for text in ["", "\n", "# only a comment\n", "  \n\t\n"] {
        let parsed = read(text);
        assert!(parsed.node.is_none() && parsed.diagnostics.is_empty(), "{text:?}");
    }
}
