//! The laws of `src/README.md`, held over the source text: order, doors, purity.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use syn::visit::{self, Visit};
use walkdir::WalkDir;

/// Packages that one module alone may name.
const DOORS: &[(&str, &str)] = &[
    ("walkdir", "source"),
    ("annotate_snippets", "diagnostic"),
    ("granit_parser", "yaml"),
    ("serde_yaml", "yaml"),
    ("jiff", "date"),
    ("pulldown_cmark", "markdown"),
    ("pulldown_cmark_escape", "markdown"),
    ("syntect", "markdown"),
    ("jsonschema", "schema"),
    ("cel", "kind"),
    ("regex", "kind"),
    ("rquickjs", "search"),
    ("tera", "theme"),
    ("lz4_flex", "held"),
    ("rustix", "output"),
    ("notify", "watch"),
    ("csv_core", "table"),
    ("axum", "serve"),
    ("futures_util", "serve"),
    ("tokio", "serve"),
    ("clap", "command"),
    ("clap_complete", "command"),
];

/// What reaches out of the program, and who may: files of the module, or the module.
const REACHES: [(&str, &[&str]); 8] = [
    (
        "std::fs",
        &[
            "source/disk.rs",
            "source/edit/change.rs",
            "source/edit/create.rs",
            "source/edit/generate.rs",
            "source/edit/replace.rs",
            "output/write/disk.rs",
            "command/github.rs",
        ],
    ),
    ("std::env", &["command"]),
    // The times of files, which are no clock.
    ("std::time", &["command", "watch", "serve", "output/write/disk.rs"]),
    ("std::net", &["serve", "command"]),
    ("std::process", &["command", "main.rs"]),
    ("std::thread", &["command", "watch", "serve"]),
    ("std::io::stdout", &["command"]),
    ("std::io::stderr", &["command"]),
];

struct File {
    /// Below `src/`.
    path: String,
    /// The module at the top of the crate.
    module: String,
    /// Every path that it names, as in `crate::yaml::Node`.
    names: BTreeSet<String>,
}

#[test]
fn a_module_names_only_those_above_it() {
    let order = order();
    let rank: BTreeMap<&str, usize> = order.iter().enumerate().map(|(rank, name)| (name.as_str(), rank)).collect();
    let mut wrong = Vec::new();
    for file in files() {
        let Some(own) = rank.get(file.module.as_str()) else { continue };
        for name in file.names.iter().filter_map(|name| name.strip_prefix("crate::")) {
            let other = name.split("::").next().unwrap();
            if rank.get(other).is_some_and(|other| other > own) {
                wrong.push(format!("{} names `{other}`, which comes after `{}`", file.path, file.module));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_is_listed() {
    let listed: BTreeSet<String> = order().into_iter().collect();
    let there: BTreeSet<String> =
        files().into_iter().map(|file| file.module).filter(|name| !name.ends_with(".rs")).collect();
    assert_eq!(there, listed);
}

#[test]
fn a_package_has_one_door() {
    let mut wrong = Vec::new();
    for file in files() {
        for (package, door) in DOORS {
            let named = |name: &&String| name.split("::").next() == Some(*package);
            if file.module != *door && file.names.iter().any(|name| named(&name)) {
                wrong.push(format!("{} names `{package}`, whose door is `{door}`", file.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_core_reaches_for_nothing() {
    let mut wrong = Vec::new();
    for file in files() {
        for (reach, allowed) in REACHES {
            let is_allowed = allowed.iter().any(|allowed| file.path == *allowed || file.module == *allowed);
            let named = |name: &String| name == reach || name.starts_with(&format!("{reach}::"));
            if !is_allowed && file.names.iter().any(named) {
                wrong.push(format!("{} names `{reach}`", file.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Pages are made on all cores, and what several of them share is made by the first that needs it. Were that done on all
/// cores too, a thread that waits for its share would take up another page meanwhile, which waits for the same: for ever.
#[test]
fn what_makes_a_page_stays_in_its_thread() {
    let makers = ["page", "theme", "feed", "header", "markdown", "route"];
    let is_of_page = |file: &File| makers.contains(&file.module.as_str());
    let wrong: Vec<String> = files()
        .into_iter()
        .filter(|file| is_of_page(file) && file.names.iter().any(|name| name.starts_with("rayon")))
        .map(|file| file.path)
        .collect();
    assert!(wrong.is_empty(), "on all cores inside of a page: {}", wrong.join(", "));
}

#[test]
fn the_theme_lists_its_files() {
    let folder = root().join("themes/default");
    let there: BTreeSet<String> = WalkDir::new(&folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.path().strip_prefix(&folder).unwrap().to_str().unwrap().to_owned())
        .collect();
    let table = |module: &str| std::fs::read_to_string(root().join(format!("src/{module}/files.rs"))).unwrap();
    let table = table("asset") + &table("theme");
    let is_file = |text: &&str| text.starts_with("assets/") || text.starts_with("templates/");
    let listed: BTreeSet<String> = table.split('"').skip(1).step_by(2).filter(is_file).map(str::to_owned).collect();
    assert_eq!(listed, there);
}

/// The scan finds what it should: a test of the test.
#[test]
fn names_are_found_wherever_they_stand() {
    let text = "use std::{fmt, fs as disk}; use crate::{a::B, c}; fn f() { tera::Tera::new(); std::env::var(\"x\"); crate::d!(); }";
    let names = names(text);
    for expected in ["std::fmt", "std::fs", "crate::a::B", "crate::c", "tera::Tera::new", "std::env::var", "crate::d"] {
        assert!(names.contains(expected), "{expected} in {names:?}");
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The modules in the order of `src/lib.rs`.
fn order() -> Vec<String> {
    let lib = syn::parse_file(&std::fs::read_to_string(root().join("src/lib.rs")).unwrap()).unwrap();
    let module =
        |item: &syn::Item| if let syn::Item::Mod(module) = item { Some(module.ident.to_string()) } else { None };
    lib.items.iter().filter_map(module).collect()
}

fn files() -> Vec<File> {
    let folder = root().join("src");
    let paths = WalkDir::new(&folder).sort_by_file_name().into_iter().map(|entry| entry.unwrap().into_path());
    let paths: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|ending| ending == "rs")).collect();
    let file = |path: PathBuf| {
        let below = path.strip_prefix(&folder).unwrap().to_str().unwrap().to_owned();
        let top = below.split('/').next().unwrap();
        // `main.rs` and `lib.rs` are no modules and keep their names.
        let is_module = below.contains('/') || !matches!(top, "main.rs" | "lib.rs");
        let module = if is_module { top.trim_end_matches(".rs") } else { top };
        File { module: module.to_owned(), names: names(&std::fs::read_to_string(&path).unwrap()), path: below }
    };
    let files: Vec<File> = paths.into_iter().map(file).collect();
    assert!(files.len() > 20, "the scan finds the program");
    files
}

fn names(text: &str) -> BTreeSet<String> {
    struct Names(BTreeSet<String>);
    impl<'a> Visit<'a> for Names {
        fn visit_path(&mut self, path: &'a syn::Path) {
            self.0.insert(path.segments.iter().map(|segment| segment.ident.to_string()).collect::<Vec<_>>().join("::"));
            visit::visit_path(self, path);
        }
        fn visit_item_use(&mut self, item: &'a syn::ItemUse) {
            flatten(&item.tree, &mut Vec::new(), &mut self.0);
        }
    }
    fn flatten(tree: &syn::UseTree, before: &mut Vec<String>, names: &mut BTreeSet<String>) {
        let leaf = match tree {
            syn::UseTree::Path(path) => {
                before.push(path.ident.to_string());
                flatten(&path.tree, before, names);
                before.pop();
                return;
            }
            syn::UseTree::Group(group) => {
                group.items.iter().for_each(|tree| flatten(tree, before, names));
                return;
            }
            syn::UseTree::Name(name) => name.ident.to_string(),
            syn::UseTree::Rename(rename) => rename.ident.to_string(),
            syn::UseTree::Glob(_) => "*".to_owned(),
        };
        let whole = before.iter().cloned().chain([leaf]);
        // `use std::fs::{self}` names `std::fs`.
        names.insert(whole.filter(|name| name != "self").collect::<Vec<_>>().join("::"));
    }
    let mut found = Names(BTreeSet::new());
    found.visit_file(&syn::parse_file(text).unwrap());
    found.0
}
