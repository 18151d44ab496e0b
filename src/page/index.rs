//! The list of a kind, and the parts of it that have one value in one facet.

use super::make::{Site, entry, list_link};
use super::record::record;
use super::versions;
use super::view::{FacetValue, FacetView, Index, LinkView};
use crate::catalogue::{Facet, Group, Picked, RecordIndex};
use crate::kind::{Address, Kind, PARENT, in_sentence};
use crate::route::facet_path;

/// Which part of a list: one value of one facet.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) facet: usize,
    pub(super) group: usize,
}

/// How deep terms of a taxonomy stand below one another.
const DEPTH: usize = 16;

/// A list, or a part of it.
pub(super) fn index(site: &Site, number: usize, part: Option<Part>) -> Index {
    let mut index = Index {
        title: String::new(),
        summary: String::new(),
        url: String::new(),
        whole: None,
        shown: String::new(),
        as_of: site.as_of.words(),
        facets: Vec::new(),
        series: Vec::new(),
        records: Vec::new(),
        places: Vec::new(),
    };
    let Some(kind) = site.kinds.get(number) else { return index };
    index.title.clone_from(&kind.plural);
    index.url = kind.address.index().map(|path| site.routes.address(path)).unwrap_or_default();
    index.facets = facets(site, kind, number, part);
    let records = site.order().of_kind(number);
    let found = part.and_then(|part| {
        let facet = site.routes.facets(number).get(part.facet)?;
        Some((facet, facet.groups.get(part.group)?))
    });
    let Some((facet, group)) = found else {
        index.series = versions::all(site, number, kind);
        index.summary = kind.summary.clone().unwrap_or_default();
        match kind.address {
            Address::Places(_) => index.places = records.iter().map(|index| record(site, *index)).collect(),
            Address::Pages(_) => index.records = records.iter().filter_map(|at| entry(site, kind, *at)).collect(),
        }
        return index;
    };
    let mut of_group: Vec<RecordIndex> = facet.records(group, &site.catalogue, site.as_of).collect();
    of_group.sort_by_key(|index| site.order().place(*index));
    let label = label(site, kind, group);
    index.title = format!("{}: {label}", facet.label);
    index.shown = said(site, kind, facet, group, &format!("{}: {label}", in_sentence(&facet.label)));
    index.whole =
        list_link(site, kind).map(|link| LinkView { text: format!("All {}", kind.counted(records.len())), ..link });
    index.records = of_group.iter().filter_map(|index| entry(site, kind, *index)).collect();
    index
}

/// What a part of a list shows, and how many records may belong there too.
fn said(site: &Site, kind: &Kind, facet: &Facet, group: &Group, value: &str) -> String {
    let count = |group: &Group| facet.records(group, &site.catalogue, site.as_of).count();
    let shown = format!("{}, {value}.", kind.counted(count(group)));
    let unknown = facet.groups.iter().find(|other| other.value == Picked::Unknown && group.value != Picked::Unknown);
    match unknown.map(count) {
        Some(more) => format!("{shown} For {more} more it is not stated."),
        None => shown,
    }
}

/// By what a list can be narrowed.
fn facets(site: &Site, kind: &Kind, number: usize, part: Option<Part>) -> Vec<FacetView> {
    let Some(list) = kind.address.index() else { return Vec::new() };
    let facet = |(at, facet): (usize, &Facet)| {
        let link = |(group_at, group): (usize, &Group)| {
            let count = facet.records(group, &site.catalogue, site.as_of).count();
            let is_current = part == Some(Part { facet: at, group: group_at });
            let url = site.routes.address(&facet_path(list, facet, group));
            let value = FacetValue {
                link: LinkView::plain(label(site, kind, group), url),
                count,
                is_current,
                is_unknown: group.value == Picked::Unknown,
                narrower: Vec::new(),
            };
            (count > 0 || is_current).then_some((group.value, value))
        };
        let mut values: Vec<(Picked, FacetValue)> = facet.groups.iter().enumerate().filter_map(link).collect();
        // Records stand in the order of their own list, and what is unknown behind all.
        values.sort_by_key(|(value, _)| match value {
            Picked::Record(index) => (*value == Picked::Unknown, site.order().place(*index)),
            _ => (*value == Picked::Unknown, 0),
        });
        let is_open = values.iter().any(|(_, value)| value.is_current);
        FacetView { title: facet.label.clone(), is_open, values: nested(site, values) }
    };
    site.routes.facets(number).iter().enumerate().map(facet).filter(|facet| !facet.values.is_empty()).collect()
}

/// Terms of a taxonomy below the wider ones.
fn nested(site: &Site, values: Vec<(Picked, FacetValue)>) -> Vec<FacetValue> {
    let wider = |value: &Picked| match value {
        Picked::Record(index) => {
            let kind = site.kinds.get(site.catalogue.get(*index)?.kind)?;
            site.catalogue.named_by(*index, PARENT).filter(|_| kind.roles.is_taxonomy).map(Picked::Record)
        }
        _ => None,
    };
    let is_there = |value: &Picked| values.iter().any(|(other, _)| other == value);
    let (top, below): (Vec<_>, Vec<_>) =
        values.iter().map(|(value, _)| (*value, wider(value).filter(is_there))).partition(|(_, wider)| wider.is_none());
    let mut left: Vec<(Picked, FacetValue)> = values;
    top.into_iter().filter_map(|(value, _)| branch(value, &below, &mut left, 0)).collect()
}

fn branch(
    value: Picked,
    below: &[(Picked, Option<Picked>)],
    left: &mut Vec<(Picked, FacetValue)>,
    depth: usize,
) -> Option<FacetValue> {
    let at = left.iter().position(|(other, _)| *other == value)?;
    let (_, mut found) = left.remove(at);
    if depth < DEPTH {
        let inner = below.iter().filter(|(_, wider)| *wider == Some(value));
        found.narrower = inner.filter_map(|(inner, _)| branch(*inner, below, left, depth + 1)).collect();
    }
    Some(found)
}

/// What readers see of a value.
fn label(site: &Site, kind: &Kind, group: &Group) -> String {
    match group.value {
        Picked::Record(index) => site.catalogue.get(index).map(|record| record.title().to_owned()).unwrap_or_default(),
        Picked::State(state) => {
            kind.roles.lifecycle.as_ref().map(|lifecycle| lifecycle.words(state.name())).unwrap_or_default()
        }
        _ => group.label.clone(),
    }
}
