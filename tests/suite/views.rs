//! What templates see, for those who write them: `themes/VIEWS.md` is made from the types and their words, and never by hand.

use crate::fixture::compare;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Where the types stand, what all pages share first.
const FILES: [&str; 3] = ["src/page/view.rs", "src/page/make.rs", "src/page/decision/view.rs"];

const HEAD: &str = "\
# What templates see

Made from the types of the views: change the words there. `site` is a `SiteView` and the same on every page. `page` is a `View`; what
it shows besides stands in it under the name of its content, such as `page.record` in `record.html`. HTML is finished: print it with
`| safe`. A list that is empty and a text that is empty are false in `{% if %}`.
";

/// A type that templates see: its name, what it is, and its fields or contents.
struct Shown {
    name: String,
    about: String,
    fields: Vec<(String, String, String)>,
}

/// The types of a file that are made into views. `skip` leaves a field out.
fn shown(source: &str) -> Vec<Shown> {
    let (mut found, mut about, mut is_view, mut is_skipped): (Vec<Shown>, String, bool, bool) = Default::default();
    let mut is_inside = false;
    for line in source.lines().map(str::trim) {
        let declared = line.strip_prefix("pub struct ").or_else(|| line.strip_prefix("pub enum "));
        if let Some(text) = line.strip_prefix("///") {
            write!(about, "{text}").unwrap();
        } else if line.starts_with("#[derive") {
            is_view = line.contains("Serialize");
        } else if line.starts_with("#[serde(skip") {
            is_skipped = true;
        } else if let Some(name) = declared.and_then(|rest| rest.strip_suffix(" {")).filter(|_| is_view) {
            found.push(Shown { name: name.to_owned(), about: std::mem::take(&mut about), fields: Vec::new() });
            is_inside = true;
        } else if line == "}" {
            (is_inside, is_view) = (false, false);
        } else if is_inside && !line.starts_with("#[") && line.ends_with(',') {
            let line = line.trim_end_matches(',');
            let field = line.strip_prefix("pub ").and_then(|field| field.split_once(": "));
            // A content stands in `page` under its name in small letters.
            let (name, sort) = field.or_else(|| line.strip_suffix(')')?.split_once('(')).unwrap_or((line, ""));
            let said = std::mem::take(&mut about);
            if !std::mem::take(&mut is_skipped) {
                found.last_mut().unwrap().fields.push((name.to_owned(), sort.to_owned(), said));
            }
        } else if !line.starts_with("#[") {
            about.clear();
        }
    }
    found
}

/// A type of ours in the words of those who write templates.
fn sort(sort: &str) -> String {
    let inner = |begin: &str| sort.strip_prefix(begin).and_then(|rest| rest.strip_suffix('>'));
    match sort {
        "String" => "text".into(),
        "bool" => "true or false".into(),
        "usize" | "u8" | "u32" | "i64" => "number".into(),
        _ => match (inner("Vec<"), inner("Option<"), inner("Box<")) {
            (Some(item), ..) => format!("list of {}", self::sort(item)),
            (_, Some(other), _) => format!("{}, or nothing", self::sort(other)),
            (.., Some(boxed)) => self::sort(boxed),
            _ => format!("`{sort}`"),
        },
    }
}

#[test]
fn every_field_that_templates_see_is_described() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut text = HEAD.to_owned();
    let mut missing = Vec::new();
    for file in FILES {
        for Shown { name, about, fields } in shown(&fs::read_to_string(root.join(file)).unwrap()) {
            write!(text, "\n## {name}\n\n{}\n\n| field | is | what |\n| --- | --- | --- |\n", about.trim()).unwrap();
            for (field, is, what) in fields {
                if what.trim().is_empty() {
                    missing.push(format!("{name}.{field}"));
                }
                writeln!(text, "| `{field}` | {} | {} |", sort(&is), what.trim()).unwrap();
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
    compare(&root.join("themes/VIEWS.md"), &text);
}
