//! Where a new record goes: into a file of its own, or to the end of the list in which its kind keeps them.

use super::Around;
use crate::source::{Edit, Source, Sources, Span};
use crate::yaml;
use std::ops::Range;

/// A record with its place.
pub(super) enum Target {
    /// A new file.
    File { path: String, text: String },
    /// The end of a list.
    List { edit: Edit, line: usize },
}

impl Target {
    /// Where it is, for people.
    pub(super) fn place(&self) -> String {
        match self {
            Self::File { path, .. } => path.clone(),
            Self::List { edit, line } => format!("{}:{line}", edit.place.path),
        }
    }

    /// The file as it will be.
    pub(super) fn source(&self, sources: &Sources) -> Source {
        match self {
            Self::File { path, text } => Source::new(&**path, text),
            Self::List { edit, .. } => {
                let old = sources.get(&edit.place.path).map_or("", |source| source.text());
                Source::new(edit.place.path.clone(), &format!("{old}{}", edit.replacement))
            }
        }
    }

    /// The bytes of that file in which the record stands.
    pub(super) fn range(&self, source: &Source) -> Range<usize> {
        match self {
            Self::File { .. } => 0..usize::MAX,
            Self::List { edit, .. } => source.text().len() - edit.replacement.len()..usize::MAX,
        }
    }
}

/// The place of a record with these fields, each line without indentation.
pub(super) fn of_new(slug: &str, fields: &[String], around: Around<'_>) -> Target {
    let kind = &around.kind.name;
    let list = format!("content/{kind}.yaml");
    let own: String = fields.iter().map(|line| format!("{line}\n")).collect();
    let file = Target::File { path: format!("content/{kind}/{slug}.yaml"), text: own };
    let Some(source) = around.sources.get(&list) else { return file };
    let (listed, apart): (Vec<_>, Vec<_>) =
        around.site.catalogue.all_of_kind(around.index).partition(|(_, record)| *record.path == *list);
    if listed.len() < apart.len() {
        return file;
    }
    let blank = |line: &String| if line.is_empty() { "\n".to_owned() } else { format!("  {line}\n") };
    let entry = format!("{slug}:\n{}", fields.iter().map(blank).collect::<String>());
    at_end(source, &entry, slug).unwrap_or(file)
}

/// Behind the last record of a list; `None` where nothing can stand there, as in a list between braces.
pub(super) fn at_end(source: &Source, entry: &str, slug: &str) -> Option<Target> {
    let node = yaml::parse_file(source).node?;
    let before = node.as_mapping()?.0.len();
    let text = source.text();
    let newline = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    let place = source.at(Span::new(text, text.len()..text.len()));
    let line = source.position(text.len()).line + newline.len();
    let target = Target::List { edit: Edit { place, replacement: format!("{newline}{entry}") }, line };
    let with = target.source(&Sources::from_iter([source.clone()]));
    let after = yaml::parse_file(&with).node?;
    let entries = &after.as_mapping()?.0;
    let is_last = entries.last().is_some_and(|last| *last.key.text == *slug);
    (entries.len() == before + 1 && is_last).then_some(target)
}
