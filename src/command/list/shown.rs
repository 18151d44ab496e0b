//! How records are listed.

use crate::catalogue::RecordIndex;
use crate::date::State;
use crate::diagnostic::printable;
use crate::kind::Kind;
use crate::page::Site;
use crate::record::Record;
use crate::route;
use crate::source::Sources;
use serde_json::{Value, json};

/// The version of the JSON document: it grows when a field goes away or means something else, not when one is added.
const VERSION: u32 = 1;

/// How wide a column may make those behind it stand: a name that is longer pushes only its own line.
const WIDTH: usize = 44;

/// A line each, in columns: id, state where there is one, title, place.
pub(super) fn human(records: &[(RecordIndex, &Record)], site: &Site, sources: &Sources) -> String {
    if records.is_empty() {
        return "no record\n".to_owned();
    }
    records.chunk_by(|(_, a), (_, b)| a.kind == b.kind).map(|records| of_one_kind(records, site, sources)).collect()
}

fn of_one_kind(records: &[(RecordIndex, &Record)], site: &Site, sources: &Sources) -> String {
    let rows: Vec<[String; 4]> = records
        .iter()
        .filter_map(|(index, record)| {
            let kind = site.kinds.get(record.kind)?;
            let lifecycle = kind.roles.lifecycle.as_ref();
            let words = state(*index, site).zip(lifecycle).map(|(state, lifecycle)| lifecycle.words(state.name()));
            let marks = [(record.is_draft, "draft"), (is_replaced(*index, site), "replaced")];
            let marks = marks.into_iter().filter(|(is_so, _)| *is_so).map(|(_, mark)| mark.to_owned());
            let words: Vec<String> = words.into_iter().chain(marks).collect();
            let title = printable(record.title());
            Some([id(kind, record), printable(&words.join(", ")), title, place(record, sources)])
        })
        .collect();
    let width = |column: usize| {
        let lengths = rows.iter().filter_map(|row| Some(row.get(column)?.chars().count()));
        lengths.filter(|length| *length <= WIDTH).max().unwrap_or(0)
    };
    let [of_id, of_state, of_title] = [width(0), width(1), width(2)];
    let line = |[id, state, title, place]: &[String; 4]| {
        let state = if of_state == 0 { String::new() } else { format!("{state:of_state$}  ") };
        format!("{id:of_id$}  {state}{title:of_title$}  {place}\n")
    };
    rows.iter().map(line).collect()
}

/// One JSON document:
///
/// ```text
/// {version: 1,
///  as_of: "2026-09-01",
///  records: [{id: "kind:slug", kind, slug, title,
///             state: "open" | … | null, state_words: text | null, replaced: true | false, draft: true | false,
///             path, line, url}]}
/// ```
///
/// `state` is null where the kind has no lifecycle; its words are those that readers see. `path` is below the folder of
/// the site, with `/`; `line` is counted from 1; `url` is the address on the site, from its first page on.
pub(super) fn json(records: &[(RecordIndex, &Record)], site: &Site, sources: &Sources) -> String {
    let entry = |(index, record): &(RecordIndex, &Record)| {
        let kind = site.kinds.get(record.kind)?;
        let state = state(*index, site);
        let words = state.zip(kind.roles.lifecycle.as_ref()).map(|(state, lifecycle)| lifecycle.words(state.name()));
        let target = crate::catalogue::Target { record: *index, part: None };
        Some(json!({
            "id": id(kind, record),
            "kind": &*kind.name,
            "slug": &*record.slug,
            "title": record.title(),
            "state": state.map(State::name),
            "state_words": words,
            "replaced": is_replaced(*index, site),
            "draft": record.is_draft,
            "path": &*record.path,
            "line": line(record, sources),
            "url": route::url(&target, &site.catalogue, &site.kinds),
        }))
    };
    let records: Vec<Value> = records.iter().filter_map(entry).collect();
    let document = json!({"version": VERSION, "as_of": site.as_of.to_string(), "records": records});
    format!("{document:#}\n")
}

/// The state of a record on the day of the site.
pub(super) fn state(index: RecordIndex, site: &Site) -> Option<State> {
    Some(site.catalogue.life(index)?.timeline.as_ref()?.state_on(site.as_of))
}

/// Whether a newer record stands in its place.
pub(super) fn is_replaced(index: RecordIndex, site: &Site) -> bool {
    let from = site.catalogue.life(index).and_then(|life| life.replaced_from);
    from.is_some_and(|from| from <= site.as_of)
}

fn id(kind: &Kind, record: &Record) -> String {
    format!("{}:{}", kind.name, record.slug)
}

fn place(record: &Record, sources: &Sources) -> String {
    format!("{}:{}", printable(&record.path), line(record, sources))
}

fn line(record: &Record, sources: &Sources) -> usize {
    sources.get(&record.path).map_or(1, |source| source.position(record.anchor.start()).line)
}
