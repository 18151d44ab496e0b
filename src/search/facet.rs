//! By which values lists are narrowed, and which records have decision tables: numbers of documents for both.

use super::document::{Document, by_record};
use super::list::push;
use crate::catalogue::RecordIndex;
use crate::kind::Kind;
use crate::page::{Site, group_label};
use crate::route;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// By which values each kind can be narrowed, and the documents of each.
pub(super) fn facets(site: &Site, documents: &[Document]) -> Json {
    let numbers = by_record(documents);
    let of_kind = |(number, kind): (usize, &Kind)| {
        let facets = site.routes.facets(number).iter().map(|facet| {
            let values = facet.groups.iter().map(|group| {
                let records = facet.records(group, &site.catalogue, site.as_of);
                let mut found: Vec<u32> =
                    records.filter_map(|record: RecordIndex| numbers.get(&record)).flatten().copied().collect();
                found.sort_unstable();
                found.dedup();
                json!([group.slug, group_label(site, kind, group), stepped(found.into_iter())])
            });
            json!([facet.slug, facet.label, values.collect::<Vec<_>>()])
        });
        facets.collect::<Vec<_>>()
    };
    let kinds = site.kinds.iter().enumerate().filter(|(number, _)| !site.routes.facets(*number).is_empty());
    let kinds: Vec<Json> = kinds.map(|(number, kind)| json!([number, of_kind((number, kind))])).collect();
    let of_kind = |number: usize| {
        let of_it = documents
            .iter()
            .filter(|document| site.catalogue.get(document.record).is_some_and(|record| record.kind == number));
        stepped(of_it.map(|document| document.number))
    };
    let all: Vec<Json> = (0..site.kinds.iter().count())
        .map(|number| (number, of_kind(number)))
        .filter(|(_, list)| !list.is_empty())
        .map(|(number, list)| json!([number, list]))
        .collect();
    json!({"facets": kinds, "kinds": all, "checks": checks(site, documents)})
}

/// The records that have decision tables, each with where its tables begin to ask.
fn checks(site: &Site, documents: &[Document]) -> Vec<Json> {
    let mut found: BTreeMap<RecordIndex, Vec<Json>> = BTreeMap::new();
    for (_, proved) in site.decisions.iter() {
        if let Some(path) = route::check_path(&proved.table, &site.catalogue, &site.kinds) {
            found.entry(proved.table.record).or_default().push(json!([path, proved.table.title]));
        }
    }
    let records = documents.iter().filter(|document| !document.is_part());
    records.filter_map(|document| Some(json!([document.number, found.get(&document.record)?]))).collect()
}

/// Numbers in order, each as the step from the one before.
fn stepped(numbers: impl Iterator<Item = u32>) -> String {
    let mut list = String::new();
    numbers.fold(0, |last, number| {
        push(number - last, &mut list);
        number
    });
    list
}
