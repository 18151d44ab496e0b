//! The address that a page had, added to `redirect_from` of its record.

use super::place::Patches;
use crate::kind::Address;
use crate::page::Site;
use crate::record;
use crate::source::{Source, Span};
use crate::yaml::{Entry, Mapping, Node, Value};

/// The field.
const FIELD: &str = "redirect_from";

/// The fields of every record that stand behind it.
const LATER: [&str; 13] = [
    "withdrawn",
    "confirmed",
    "replaces",
    "history",
    "basis",
    "sources",
    "changes",
    "owner",
    "checked",
    "review",
    "lang",
    "draft",
    "body",
];

/// Adds the old address where there has been a page; gives it with the new one.
pub(super) fn add(patches: &mut Patches<'_>, site: &Site) -> Option<(String, String)> {
    let wanted = patches.wanted;
    let kind = site.kinds.get(wanted.record.kind)?;
    if wanted.part.is_some() || wanted.record.is_draft || !matches!(kind.address, Address::Pages(_)) {
        return None;
    }
    let (old, new) = (kind.address.of(wanted.old), kind.address.of(&wanted.new));
    let source = patches.sources.get(&wanted.record.path)?;
    let is_listed = wanted.record.path.matches('/').count() == 1;
    let tree = record::fields(source).unwrap_or_else(Node::nothing);
    let key = tree.as_mapping().filter(|_| is_listed).and_then(|list| list.entry(wanted.old));
    let fields = key.map_or(&tree, |entry| &entry.value);
    match insertion(source, key, fields, (&old, &new)) {
        Some((span, text)) => patches.add(source.at(span), text),
        None => patches.give_up(source.at(wanted.record.anchor)),
    }
    Some((old, new))
}

/// What to write, and where.
fn insertion(source: &Source, key: Option<&Entry>, fields: &Node, (old, new): (&str, &str)) -> Option<(Span, String)> {
    let empty = Mapping::default();
    let mapping = match &fields.value {
        Value::Mapping(mapping) => mapping,
        Value::Null => &empty,
        _ => return None,
    };
    if let Some(entry) = mapping.entry(FIELD) {
        return into_list(source, &entry.value, (old, new));
    }
    if source.text().get(fields.span.range()).is_some_and(|text| text.starts_with('{')) {
        return into_flow(source, fields, mapping, old);
    }
    match (mapping.0.as_slice(), key) {
        ([.., last], _) => into_block(source, mapping, last, old),
        ([], Some(key)) => {
            let end = line_end(source, key.key.span.end());
            let indent = indent_of(source, key.key.span.start())?;
            Some((at(source, end), format!("\n{indent}  {FIELD}:\n{indent}    - {old}")))
        }
        ([], None) if source.path().ends_with(".md") => {
            // The fences may be there with nothing between them.
            let line = source.text().lines().next().unwrap_or_default();
            let is_fenced = line.trim_end() == "---";
            let start = if is_fenced { source.text().find('\n').map_or(0, |newline| newline + 1) } else { 0 };
            let field = format!("{FIELD}:\n  - {old}\n");
            Some((at(source, start), if is_fenced { field } else { format!("---\n{field}---\n") }))
        }
        ([], None) => Some((at(source, source.text().len()), format!("{FIELD}:\n  - {old}\n"))),
    }
}

/// Into the list that there is. Where the page gets an address back that it had before, the two change places.
fn into_list(source: &Source, list: &Node, (old, new): (&str, &str)) -> Option<(Span, String)> {
    let items = list.as_sequence()?;
    let is_new =
        |item: &&Node| item.as_text().is_some_and(|text| text.trim_end_matches('/') == new.trim_end_matches('/'));
    if let Some(item) = items.iter().find(is_new) {
        return Some((item.span, old.to_owned()));
    }
    let is_flow = source.text().get(list.span.range())?.starts_with('[');
    match (items.last(), is_flow) {
        (None, _) => Some((list.span, format!("[{old}]"))),
        (Some(last), true) => Some((at(source, last.span.end()), format!(", {old}"))),
        (Some(last), false) => {
            let start = line_start(source, last.span.start());
            let line = source.text().get(start..)?;
            let blanks = line.len() - line.trim_start_matches(' ').len();
            let indent = line.get(..blanks)?;
            line.get(blanks..)?.starts_with('-').then_some(())?;
            Some((at(source, line_end(source, last.span.end())), format!("\n{indent}- {old}")))
        }
    }
}

/// Into `{title: …}`: before the fields that follow it in every record, else at the end.
fn into_flow(source: &Source, fields: &Node, mapping: &Mapping, old: &str) -> Option<(Span, String)> {
    if let Some(later) = later(mapping) {
        return Some((at(source, later.key.span.start()), format!("{FIELD}: [{old}], ")));
    }
    let Some(last) = mapping.0.last() else { return Some((fields.span, format!("{{{FIELD}: [{old}]}}"))) };
    // What an alias stands for was written elsewhere.
    let is_here = last.value.span.start() > last.key.span.end() && last.value.span.end() < fields.span.end();
    match is_here {
        true => Some((at(source, last.value.span.end()), format!(", {FIELD}: [{old}]"))),
        false => Some((at(source, fields.span.start() + 1), format!("{FIELD}: [{old}], "))),
    }
}

/// Into lines of their own: before the fields that follow it in every record, else at the end.
fn into_block(source: &Source, mapping: &Mapping, last: &Entry, old: &str) -> Option<(Span, String)> {
    let indent = indent_of(source, mapping.0.first()?.key.span.start())?;
    let field = format!("{indent}{FIELD}:\n{indent}  - {old}");
    if let Some(later) = later(mapping) {
        indent_of(source, later.key.span.start())?;
        let start = above_comments(source, line_start(source, later.key.span.start()), indent);
        return Some((at(source, start), format!("{field}\n")));
    }
    let end = block_end(source, last.key.span.end(), indent);
    match source.text().get(..end)?.ends_with('\n') {
        true => Some((at(source, end), format!("{field}\n"))),
        false => Some((at(source, end), format!("\n{field}"))),
    }
}

/// The first of those fields at the end of a record that stand behind it in every record.
fn later(mapping: &Mapping) -> Option<&Entry> {
    mapping.0.iter().rev().take_while(|entry| LATER.contains(&&*entry.key.text)).last()
}

/// Where the value ends whose key ends at an offset: behind its last line.
fn block_end(source: &Source, key: usize, indent: &str) -> usize {
    let text = source.text();
    let next =
        |at: usize| text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |newline| at + newline + 1);
    let mut end = next(key);
    let mut at = end;
    while at < text.len() {
        let line = text.get(at..line_end(source, at)).unwrap_or_default().trim_end();
        let bare = line.trim_start_matches(' ');
        let depth = line.len() - bare.len();
        let is_inside = depth > indent.len() || (depth == indent.len() && closes(bare));
        at = next(at);
        if is_inside && !bare.is_empty() {
            end = at;
        } else if !bare.is_empty() && !bare.starts_with('#') {
            break;
        }
    }
    end
}

/// Whether a line that is indented like a key still belongs to the key's value: an item of a list, or a closing bracket.
fn closes(line: &str) -> bool {
    line == "-" || line.starts_with("- ") || line.starts_with([']', '}'])
}

/// The beginning of the comments right above a line, which speak of it.
fn above_comments(source: &Source, line: usize, indent: &str) -> usize {
    let mut start = line;
    while let Some(before) = start.checked_sub(1) {
        let above = line_start(source, before);
        let is_comment = source
            .text()
            .get(above..before)
            .and_then(|line| line.strip_prefix(indent))
            .is_some_and(|line| line.starts_with('#'));
        if !is_comment {
            break;
        }
        start = above;
    }
    start
}

/// The blanks before what stands at an offset, where nothing else does.
fn indent_of(source: &Source, at: usize) -> Option<&str> {
    let before = source.text().get(line_start(source, at)..at)?;
    before.chars().all(|letter| letter == ' ').then_some(before)
}

fn line_start(source: &Source, at: usize) -> usize {
    source.text().get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1)
}

/// Where the line ends in which an offset lies, without its line break.
fn line_end(source: &Source, at: usize) -> usize {
    let text = source.text();
    let rest = text.get(at..).unwrap_or_default();
    let end = at + rest.find('\n').unwrap_or(rest.len());
    if text.get(at..end).is_some_and(|line| line.ends_with('\r')) { end - 1 } else { end }
}

fn at(source: &Source, offset: usize) -> Span {
    Span::new(source.text(), offset..offset)
}
