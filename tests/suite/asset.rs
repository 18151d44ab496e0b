//! Names of assets: each has a hash of what it holds and of what it names, and nothing else changes it.

use crate::base::made;
use crate::command::text;
use crate::fixture::{blocks, sources};
use std::collections::BTreeMap;

/// The base site with other assets.
fn with(files: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    let block = |(path, text): &(&str, &str)| format!("```x {path}\n{text}\n```\n\n");
    made(&sources(&blocks(&files.iter().map(block).collect::<String>())))
}

/// The path of the asset that begins and ends so.
fn named<'a>(files: &'a BTreeMap<String, Vec<u8>>, begin: &str, end: &str) -> &'a str {
    let mut found = files.keys().filter(|file| file.starts_with(begin) && file.ends_with(end));
    let name = found.next().unwrap_or_else(|| panic!("{begin} … {end} in {:?}", files.keys()));
    assert_eq!(found.next(), None);
    name
}

#[test]
fn a_name_changes_with_what_it_holds() {
    let first = with(&[]);
    let name = named(&first, "assets/style.", ".css");
    assert_eq!(name.len(), "assets/style.01234567.css".len());
    assert!(text(&first["index.html"]).contains(&format!("<link rel=\"stylesheet\" href=\"/{name}\">")));
    // What is no asset changes none.
    let other = with(&[("content/programme/x.yaml", "title: X\nsummary: Y")]);
    assert_eq!(named(&other, "assets/style.", ".css"), name);
    let third = with(&[("themes/default/assets/style.css", "body { color: black }")]);
    assert_ne!(named(&third, "assets/style.", ".css"), name);
}

#[test]
fn what_an_asset_names_counts_as_its_own() {
    let style = ("themes/default/assets/style.css", "@import url(\"deep/more.css\");");
    let more = ("themes/default/assets/deep/more.css", "a { background: url(../sign.svg?x#y) }");
    let site = |sign| with(&[style, more, ("themes/default/assets/sign.svg", sign)]);
    let (one, two) = (site("<svg/>"), site("<svg></svg>"));
    let (of_one, of_two) = (named(&one, "assets/style.", ".css"), named(&two, "assets/style.", ".css"));
    assert_ne!(of_one, of_two);
    let deep = named(&one, "assets/deep/more.", ".css");
    assert_eq!(text(&one[of_one]), format!("@import url(\"{}\");\n", deep.strip_prefix("assets/").unwrap()));
    let sign = named(&one, "assets/sign.", ".svg").strip_prefix("assets/").unwrap();
    assert_eq!(text(&one[deep]), format!("a {{ background: url(../{sign}?x#y) }}\n"));
}

#[test]
fn scripts_may_name_each_other() {
    let files = with(&[
        ("themes/default/assets/a.js", "import { b } from './b.js'; const text = './c.js'; // it's \"/assets/b.js\""),
        ("themes/default/assets/b.js", "import { a } from \"./a.js\";"),
    ]);
    let (a, b) = (named(&files, "assets/a.", ".js"), named(&files, "assets/b.", ".js"));
    let short = |name: &str| name.strip_prefix("assets/").unwrap().to_owned();
    assert_eq!(
        text(&files[a]),
        format!("import {{ b }} from './{}'; const text = './c.js'; // it's \"../{b}\"\n", short(b))
    );
    assert_eq!(text(&files[b]), format!("import {{ a }} from \"./{}\";\n", short(a)));
}
