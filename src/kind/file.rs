//! Which files in `content/kinds/` are those of a kind, and which has the definitions that all share.

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::schema::{proposed_slug, slug_help};
use crate::source::{Source, Sources, Span};
use crate::yaml::{Mapping, Node, parse_file};

/// Where the files of kinds are.
pub const FOLDER: &str = "content/kinds/";

/// The file of definitions that all kinds share.
pub(super) const SHARED: &str = "content/kinds/shared.yaml";

/// Names that have a meaning of their own at the top of `content/`, or at the beginning of an address.
const RESERVED: [&str; 22] = [
    "query",
    "synonym",
    "kinds",
    "static",
    "site",
    "shared",
    "http",
    "https",
    "mailto",
    "tel",
    "sms",
    "ftp",
    "file",
    "data",
    "blob",
    "about",
    "javascript",
    "ws",
    "wss",
    "urn",
    "cid",
    "view-source",
];

/// The names of kinds that are built in.
pub(super) const OURS: [&str; 2] = ["query", "synonym"];

pub(super) fn is_kind_file(source: &Source, diagnostics: &mut Vec<Diagnostic>) -> bool {
    let path = source.path();
    let file = path.strip_prefix(FOLDER).unwrap_or_default();
    let place = source.at(Span::first());
    let Some(name) = file.strip_suffix(".yaml").filter(|name| !name.contains('/')) else {
        let fault = Diagnostic::new(Code::MisplacedFile, place, format!("`{path}` is no file of a kind"));
        let help = match file.strip_suffix(".yml") {
            Some(name) => format!("name it `content/kinds/{name}.yaml`"),
            None => "name it `content/kinds/<kind>.yaml`, or move it away".to_owned(),
        };
        diagnostics.push(fault.help(help));
        return false;
    };
    if path.as_ref() == SHARED {
        return true;
    }
    if let Some(help) = slug_help(name) {
        diagnostics
            .push(Diagnostic::new(Code::BadSlug, place, format!("`{name}` cannot be the name of a kind")).help(help));
        return false;
    }
    if RESERVED.contains(&name) {
        let fault = Diagnostic::new(Code::BadSlug, place, format!("a kind cannot be called `{name}`"));
        diagnostics.push(fault.help(match OURS.contains(&name) {
            true => "choose another name: the program has a kind of this name, for the search",
            false => "choose another name: this one begins addresses or names a folder of the site",
        }));
        return false;
    }
    true
}

pub(super) fn tree(source: &Source, diagnostics: &mut Vec<Diagnostic>) -> Option<Node> {
    let parsed = parse_file(source);
    if parsed.node.is_none() && parsed.diagnostics.is_empty() {
        let fault = Diagnostic::new(Code::MissingField, source.at(Span::first()), "this file is empty");
        diagnostics.push(match &**source.path() {
            SHARED => fault.help("write definitions below `$defs`, or remove the file"),
            _ => fault.help("write `title`, `plural`, `path` and `schema`, or remove the file"),
        });
    }
    diagnostics.extend(parsed.diagnostics);
    parsed.node
}

/// Whether a file with a wrong name was meant to describe a kind that has no other.
pub(super) fn is_meant(source: &Source, sources: &Sources) -> bool {
    let name = name(source);
    let path = format!("{FOLDER}{name}.yaml");
    !name.is_empty() && !RESERVED.contains(&&*name) && path != SHARED && sources.get(&path).is_none()
}

/// The name of the kind that a file describes, or was meant to.
pub(super) fn name(source: &Source) -> String {
    let file = source.path().strip_prefix(FOLDER).unwrap_or_default();
    let name = [".yaml", ".yml"].iter().find_map(|ending| file.strip_suffix(ending)).unwrap_or_default();
    proposed_slug(name)
}

/// The definitions of a schema, under a misspelt name too: that is told where it stands, and not at each use.
pub(super) fn definitions(schema: &Mapping) -> Option<&Mapping> {
    let misspelt =
        || schema.0.iter().find(|entry| nearest(&entry.key.text, ["$defs"]).is_some()).map(|entry| &entry.value);
    schema.get("$defs").or_else(misspelt)?.as_mapping()
}

/// The file that has the definitions of all kinds under another name, as `share.yaml`: it has these and nothing else.
pub(super) fn misnamed<'a>(files: &[(&'a Source, Option<Node>)]) -> Option<&'a Source> {
    let has_definitions_alone = |node: &Node| {
        let entries = node.as_mapping().map_or(&[][..], |mapping| &mapping.0);
        matches!(entries, [entry] if nearest(&entry.key.text, ["$defs"]).is_some())
    };
    let found = files.iter().find(|(_, node)| node.as_ref().is_some_and(has_definitions_alone));
    found.map(|(source, _)| *source)
}
