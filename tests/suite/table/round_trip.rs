//! What a table can hold comes back as it was: for every kind of every site that we have.

use crate::fixture::options;
use fingerpost::kind::Address;
use fingerpost::pipeline::{Analysis, analyse};
use fingerpost::schema::{Content, Decoded, Format, Member, Schema, Shape, Value};
use fingerpost::source::{Source, Sources, disk};
use fingerpost::table::{Existing, Exported, Faulty, Imported, Mapping, Request, export, import};
use std::collections::BTreeMap;
use std::path::Path;

const SITES: [&str; 3] = [".", "tests/sites/family-services", "tests/sites/library"];

pub(super) fn exported(analysis: &Analysis, kind: &str) -> Exported {
    let (index, kind) = analysis.site.kinds.find(kind).unwrap();
    export(&analysis.site, index, kind)
}

pub(super) fn imported(sources: &Sources, kind: &str, table: &Source, existing: Existing) -> Imported {
    let mapping = Mapping::default();
    let faulty = Faulty::Refused;
    import(Request { sources, options: options(), kind, table, mapping: &mapping, existing, faulty }).unwrap()
}

#[test]
fn every_kind_of_every_site_comes_back() {
    for site in SITES {
        let sources = disk::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(site)).unwrap();
        let before = analyse(&sources, options());
        // What is for the search alone comes with no table.
        let kinds = before.site.kinds.iter().filter(|kind| kind.address != Address::Nowhere);
        let kinds: Vec<String> = kinds.map(|kind| kind.name.to_string()).collect();
        for kind in kinds {
            comes_back(site, &sources, &before, &kind);
        }
    }
}

fn comes_back(site: &str, sources: &Sources, before: &Analysis, kind: &str) {
    let table = exported(before, kind);
    let source = Source::new(format!("{kind}.csv"), &table.text);
    // Of records that are there, every row says what they say.
    let again = imported(sources, kind, &source, Existing::Updated);
    assert_eq!((again.same, again.new.len(), again.edits.len()), (table.records, 0, 0), "{kind} of {site}: {again:#?}");
    let is_of_kind =
        |path: &str| path.starts_with(&format!("content/{kind}/")) || path == format!("content/{kind}.yaml");
    let others: Sources = sources.iter().filter(|source| !is_of_kind(source.path())).cloned().collect();
    let made = imported(&others, kind, &source, Existing::Kept);
    assert_eq!(made.left_columns, [], "{kind} of {site}");
    assert_eq!(made.new.len(), table.records, "{kind} of {site}: {:#?}", made.diagnostics);
    let whole: Sources = others.iter().cloned().chain(made.new).collect();
    let after = analyse(&whole, options());
    assert_eq!(exported(&after, kind).text, table.text, "{kind} of {site}");
    compare(before, &after, kind);
}

/// Every field of which the export did not say that it is left out is the same.
fn compare(before: &Analysis, after: &Analysis, kind: &str) {
    let records = |analysis: &Analysis| -> BTreeMap<String, Decoded> {
        let (index, _) = analysis.site.kinds.find(kind).unwrap();
        let records = analysis.site.catalogue.all_of_kind(index);
        records.map(|(_, record)| (record.slug.to_string(), record.decoded.clone())).collect()
    };
    let schema = before.site.kinds.find(kind).unwrap().1.schema.as_ref().unwrap();
    let (old, new) = (records(before), records(after));
    assert_eq!(old.keys().collect::<Vec<_>>(), new.keys().collect::<Vec<_>>());
    for (slug, record) in &old {
        let members = |decoded: &Decoded| meaning_of(schema, schema.root(), &decoded.fields, decoded);
        assert_eq!(members(record), members(&new[slug]), "{kind}:{slug}");
    }
}

/// What a table can hold of a mapping, in words: whatever is no list of mappings and no parts.
fn meaning_of(schema: &Schema, shape: &Shape, members: &[Member], decoded: &Decoded) -> BTreeMap<String, String> {
    let mut meanings = BTreeMap::new();
    for member in members {
        let declared = schema.fields_of(shape).iter().find(|field| *field.name == *member.name);
        let inner = match shape {
            Shape::Map { values, .. } => Some(schema.shape(values.shape)),
            _ => declared.map(|field| schema.shape(field.declaration.shape)),
        };
        let text = |value: &Value| meaning(value, inner, decoded);
        match (&member.value.content, inner) {
            (Content::Object(inside), Some(inner)) => {
                let inside = meaning_of(schema, inner, inside, decoded);
                meanings.extend(inside.into_iter().map(|(name, text)| (format!("{}.{name}", member.name), text)));
            }
            (Content::List(items), _) => {
                let items: Option<Vec<String>> = items.iter().map(text).collect();
                meanings.extend(items.map(|items| (member.name.to_string(), format!("{items:?}"))));
            }
            _ => meanings.extend(text(&member.value).map(|text| (member.name.to_string(), text))),
        }
    }
    meanings
}

fn meaning(value: &Value, shape: Option<&Shape>, decoded: &Decoded) -> Option<String> {
    Some(match &value.content {
        Content::Unknown(unknown) => {
            format!("unknown {} {:?} {:?}", unknown.reason, unknown.note, unknown.by.as_ref().map(|by| &by.written))
        }
        Content::Boolean(is_so) => is_so.to_string(),
        Content::Integer(number) => number.to_string(),
        Content::Number(number) => number.to_string(),
        Content::Text(text) => text.trim().to_owned(),
        Content::Period(period) => format!("{period:?}"),
        Content::Term(term) => format!("{term:?}"),
        Content::Relative(relative) => format!("{relative:?}"),
        Content::Amount(amount) => format!("{amount:?}"),
        Content::Prose(index) => {
            assert!(matches!(shape, None | Some(Shape::Text(Some(Format::Markdown)) | Shape::List(_))));
            decoded.prose[*index].text().trim().to_owned()
        }
        Content::Reference(index) => decoded.references[*index].written.to_string(),
        Content::List(_) | Content::Object(_) | Content::Parts(_) => return None,
    })
}
