//! Makes YAML documents in all styles, mostly valid, and damages them.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// A value as it will be written.
#[derive(Clone, Debug)]
enum Tree {
    /// A plain or quoted scalar, or a flow collection: its lines, of which all but the first are indented.
    Flow(Vec<String>),
    /// A block scalar: its header, and lines with their indentation beyond that of the text.
    Block(String, Vec<(usize, String)>),
    Sequence(Vec<Tree>, Indented),
    Mapping(Vec<(String, Tree)>),
    /// A value behind an anchor or a tag.
    Marked(String, Box<Tree>),
}

/// Whether the items of a list are indented further than its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Indented {
    Yes,
    No,
}

/// A document.
pub fn document() -> impl Strategy<Value = String> {
    let ends = select(vec!["\n", "\n", "\n", "\r\n", "\r"]);
    let frame =
        select(vec![("", ""), ("", ""), ("", ""), ("---\n", ""), ("# first\n\n", "# last"), ("--- # x\n", "...\n")]);
    (tree(), ends, frame, any::<bool>()).prop_map(|(mut tree, end, (before, after), is_ended)| {
        let mut text = before.to_owned();
        // Something for aliases to stand for.
        if let Tree::Mapping(entries) = &mut tree {
            entries.insert(0, ("marks".to_owned(), Tree::Flow(vec!["[&a one, &b {x: 1}]".to_owned()])));
        }
        match &tree {
            Tree::Sequence(..) | Tree::Mapping(_) => write(&mut text, &tree, 0),
            other => inline(&mut text, other, 0),
        }
        text.push_str(after);
        if !is_ended {
            text.truncate(text.trim_end_matches('\n').len());
        }
        text.replace('\n', end)
    })
}

/// A document with a few changes that somebody might make by mistake.
pub fn damaged() -> impl Strategy<Value = String> {
    let change = (any::<Index>(), 0..4_usize, select(TOKENS), 0..4_usize);
    (document(), vec(change, 1..4)).prop_map(|(mut text, changes)| {
        for (place, sort, token, length) in changes {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let number = place.index(places.len());
            let (at, end) = (places[number], places[(number + length).min(places.len() - 1)]);
            match sort {
                0 => text.insert_str(at, token),
                1 => text.replace_range(at..end, ""),
                2 => text.replace_range(at..end, token),
                _ => {
                    let copy = text[at..end].to_owned();
                    text.insert_str(at, &copy);
                }
            }
        }
        text
    })
}

/// Anything that looks like YAML from afar.
pub fn noise() -> impl Strategy<Value = String> {
    vec(select(TOKENS), 0..30).prop_map(|tokens| tokens.concat())
}

const TOKENS: &[&str] = &[
    "a",
    "b",
    "key",
    "é",
    "𝄞",
    "0",
    "1",
    "-1",
    "0x1F",
    "0o17",
    "1.5",
    ".5",
    "1e3",
    ".inf",
    ".nan",
    "~",
    "null",
    "true",
    "007",
    "1_000",
    "2021-02-03",
    " ",
    " ",
    " ",
    "  ",
    "    ",
    "\n",
    "\n",
    "\n",
    "\n  ",
    "\n    ",
    "\r\n",
    "\r",
    "\t",
    ":",
    ": ",
    ":\n",
    "- ",
    "-",
    "? ",
    "?",
    ",",
    ", ",
    "[",
    "]",
    "{",
    "}",
    "#",
    " # c\n",
    "'",
    "''",
    "\"",
    "\\",
    "\\n",
    "\\x41",
    "\\\n",
    "|",
    "|\n",
    "|2-\n",
    ">",
    ">\n",
    ">+\n",
    "&a ",
    "*a",
    "*b ",
    "!",
    "!!str ",
    "!!int ",
    "!t ",
    "%",
    "@",
    "`",
    "<<",
    "<<: ",
    "---",
    "\n---\n",
    "...",
    "\n...\n",
    "\u{85}",
    "\u{2028}",
    "\u{a0}",
    "\u{feff}",
    "\u{1}",
    "=",
    "_",
];

fn tree() -> impl Strategy<Value = Tree> {
    let leaf = prop_oneof![
        4 => plain().prop_map(Tree::Flow),
        2 => quoted('\'').prop_map(Tree::Flow),
        3 => quoted('"').prop_map(Tree::Flow),
        3 => block(),
        2 => flow().prop_map(|text| Tree::Flow(text.split('\n').map(str::to_owned).collect())),
        1 => Just(Tree::Flow(vec![String::new()])),
        1 => select(vec!["*a", "*b"]).prop_map(|alias| Tree::Flow(vec![alias.to_owned()])),
    ];
    leaf.prop_recursive(4, 40, 5, |inner| {
        let indented = prop_oneof![Just(Indented::Yes), Just(Indented::No)];
        prop_oneof![
            2 => (vec(inner.clone(), 1..5), indented).prop_map(|(items, indented)| Tree::Sequence(items, indented)),
            4 => vec((key(), inner.clone()), 1..5).prop_map(|entries| Tree::Mapping(numbered(entries))),
            1 => (select(vec!["&a ", "&b ", "&c ", "! "]), inner)
                .prop_map(|(mark, tree)| Tree::Marked(mark.to_owned(), Box::new(tree))),
        ]
    })
}

/// Keys that differ, most of the time.
fn numbered(entries: Vec<(String, Tree)>) -> Vec<(String, Tree)> {
    let number = |(number, (key, tree)): (usize, (String, Tree))| (key.replace('#', &number.to_string()), tree);
    entries.into_iter().enumerate().map(number).collect()
}

fn key() -> impl Strategy<Value = String> {
    select(vec!["k#", "k#", "k#", "a b#", "'q''#'", "\"\\x41#\"", "#", "1.#", "é#", "x", "? k#\n", "~", "<#"])
        .prop_map(str::to_owned)
}

fn plain() -> impl Strategy<Value = Vec<String>> {
    let word = select(vec![
        "word",
        "it's",
        "a:b",
        "x#y",
        "-1",
        "007",
        "0x1F",
        "0b11",
        "-0x2",
        "1_0",
        "12:30",
        "1.50",
        "1e3",
        "2021-01-01",
        "9223372036854775808",
        "true",
        "null",
        "~",
        "é𝄞",
        "a\"q\"",
        "x]",
        "a - -",
        "a,b",
        "a ?",
        "a @",
        "\u{a0}",
        "http://x/y?z#w",
        ".5",
        "+1",
        "99999999999999999999999",
    ]);
    let line = vec(word, 1..4).prop_map(|words| words.join(" "));
    vec(prop_oneof![8 => line, 1 => Just(String::new())], 1..4)
}

fn quoted(quote: char) -> impl Strategy<Value = Vec<String>> {
    let pieces: Vec<&str> = if quote == '\'' {
        vec!["a", "b c", "''", "\"", "\\", " ", "  ", "\t", "é𝄞", ": ", " #", "- ", "\u{a0}", "{", "%", "@"]
    } else {
        vec![
            "a",
            "b c",
            "'",
            "\\\"",
            "\\\\",
            " ",
            "  ",
            "\t",
            "é𝄞",
            ": ",
            " #",
            "\\n",
            "\\t",
            "\\x41",
            "\\u00e9",
            "\\U0001D11E",
            "\\ ",
            "\\_",
            "\\0",
            "\\/",
            "\\e",
            "\\N",
            "{",
            "%",
        ]
    };
    let line = vec(select(pieces), 0..5).prop_map(|pieces| pieces.concat());
    let is_escaped = quote == '"';
    vec((line, any::<bool>()), 1..4).prop_map(move |lines| {
        let last = lines.len() - 1;
        let end = |(number, (line, is_cut)): (usize, (String, bool))| {
            let before = if number == 0 { quote.to_string() } else { String::new() };
            let after = if number == last {
                quote.to_string()
            } else if is_escaped && is_cut {
                "\\".to_owned()
            } else {
                String::new()
            };
            format!("{before}{line}{after}")
        };
        lines.into_iter().enumerate().map(end).collect()
    })
}

fn block() -> impl Strategy<Value = Tree> {
    let header = (select(vec!["|", ">"]), select(vec!["", "2"]), select(vec!["", "-", "+"]), select(vec!["", " # c"]));
    let text = select(vec!["a", "b c", "- d", "e: f", "é𝄞", "# g", "\tt", "'", "a ", "---", "\u{a0}"]);
    let line =
        (select(vec![0, 0, 0, 0, 1, 2]), prop_oneof![5 => text.prop_map(str::to_owned), 2 => Just(String::new())]);
    (header, vec(line, 0..6)).prop_map(|((sort, indicator, chomp, comment), lines)| {
        Tree::Block(format!("{sort}{indicator}{chomp}{comment}"), lines)
    })
}

/// A flow node; `\n` where the next line begins.
fn flow() -> impl Strategy<Value = String> {
    let leaf = select(vec![
        "x", "x y", "1", "1.5", "~", "true", "'q''r'", "\"s\\n\"", "it's", "a:b", "\"\"", "*a", "&a z", "!!str 1",
        "x\ny", "'l\n\nm'", "",
    ])
    .prop_map(str::to_owned);
    leaf.prop_recursive(3, 20, 4, |inner| {
        let comma = select(vec![", ", ",", " , ", ",\n", ", # c\n"]);
        prop_oneof![
            (vec(inner.clone(), 0..4), comma.clone(), any::<bool>()).prop_map(|(items, comma, is_trailing)| {
                format!("[{}{}]", items.join(comma), if is_trailing && !items.is_empty() { comma } else { "" })
            }),
            (vec(("[a-f]|'g h'|\"i\"|\\? j", select(vec![": ", " : ", ":\n"]), inner), 0..4), comma).prop_map(
                |(entries, comma)| {
                    let entries: Vec<String> =
                        entries.into_iter().map(|(key, colon, value)| format!("{key}{colon}{value}")).collect();
                    format!("{{{}}}", entries.join(comma))
                }
            ),
        ]
    })
}

/// Writes a list or mapping, each line indented by `indent` spaces.
fn write(text: &mut String, tree: &Tree, indent: usize) {
    let margin = " ".repeat(indent);
    match tree {
        Tree::Sequence(items, _) => {
            for item in items {
                text.push_str(&margin);
                text.push('-');
                inline(text, item, indent);
            }
        }
        Tree::Mapping(entries) => {
            for (key, value) in entries {
                text.push_str(&margin);
                match key.strip_suffix('\n') {
                    Some(explicit) => text.push_str(&format!("{explicit}\n{margin}:")),
                    None => text.push_str(&format!("{key}:")),
                }
                inline(text, value, indent);
            }
        }
        Tree::Flow(_) | Tree::Block(..) | Tree::Marked(..) => inline(text, tree, indent),
    }
}

/// Writes a value behind `-` or `key:`, and ends its line.
fn inline(text: &mut String, tree: &Tree, indent: usize) {
    let margin = " ".repeat(indent + 2);
    match tree {
        Tree::Flow(lines) => {
            text.push(' ');
            for (number, line) in lines.iter().enumerate() {
                if number > 0 {
                    text.push('\n');
                    text.push_str(if line.is_empty() { "" } else { &margin });
                }
                text.push_str(line);
            }
            text.push('\n');
        }
        Tree::Block(header, lines) => {
            text.push_str(&format!(" {header}\n"));
            for (extra, line) in lines {
                let spaces = if line.is_empty() { *extra } else { indent + 2 + extra };
                text.push_str(&format!("{}{line}\n", " ".repeat(spaces)));
            }
        }
        Tree::Sequence(_, Indented::No) if text.ends_with(':') => {
            text.push('\n');
            write(text, tree, indent);
        }
        Tree::Sequence(..) | Tree::Mapping(_) => {
            text.push('\n');
            write(text, tree, indent + 2);
        }
        Tree::Marked(mark, inner) => {
            text.push(' ');
            text.push_str(mark);
            inline(text, inner, indent);
        }
    }
}
