//! What is no YAML at all, with its place and its words: what authors really get wrong.

use super::faults;

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
            "help: write a comma between the two texts, or put the whole in one pair of quotes",
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
        [
            "1:9 text cannot begin with `|` (this mark has a meaning of its own here)",
            "help: put the text in quotes: `\"|\"`",
        ]
    );
}

#[test]
fn brackets() {
    assert_eq!(
        faults("phase: [primary, secondary\nsummary: x\n"),
        [
            "1:8 the bracket `[` is never closed (opened here)",
            "2:1 read as part of the brackets",
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
            "1:8 the bracket `{` is never closed (opened here)",
            "2:1 read as part of the brackets",
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
            "1:15 a comma is missing, or quotation marks around text that holds a colon (not allowed here)",
            "help: write a comma before `b`, or put the whole text in quotation marks: `\"1 b: 2\"`",
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
        [
            "1:18 text follows the end of a value (not a part of the value)",
            "help: put the whole text in quotes: `\"[primary] x\"`",
        ]
    );
    assert_eq!(
        faults("- [primary] x\n"),
        [
            "1:13 text follows the end of a value (not a part of the value)",
            "help: put the whole text in quotes: `\"[primary] x\"`",
        ]
    );
    assert_eq!(
        faults("title: {{ name }} x\n"),
        [
            "1:19 text follows the end of a value (not a part of the value)",
            "help: put the whole text in quotes: `\"{{ name }} x\"`",
        ]
    );
    assert_eq!(
        faults("phase: [\n- a\n]\n"),
        [
            "1:8 the bracket `[` is never closed (opened here)",
            "2:1 read as part of the brackets",
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
    assert_eq!(
        faults("\ta: 1\nb: 2\n"),
        ["1:1 a tab is used for indentation (this is a tab)", "help: replace the tab with spaces"]
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
            "help: begin an item with `- `: `- item`, or indent the line if it belongs to the text above",
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
        faults("a: b\n\t# c\n  d\n"),
        [
            "2:2 a comment stands in the middle of a text (everything after `#` is a comment, and the text goes on below it)",
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
fn characters() {
    assert_eq!(
        faults("a: b\u{7}\n"),
        [
            "1:5 the text holds a character that cannot be seen, U+0007 (YAML does not allow it)",
            "help: delete it; such characters come in with text that is copied from other programs",
        ]
    );
}
