//! The list of a kind, and the parts of it that have one value in one facet.

use super::make::{entry, link_to, list_link};
use super::record::{place, record};
use super::register::{key, letter};
use super::site::Site;
use super::versions;
use super::view::{Entry, FacetValue, FacetView, Index, LinkView, RecordView, Unsure};
use crate::catalogue::{Facet, Group, Picked, RecordIndex};
use crate::kind::{Address, Kind, PARENT, in_sentence};
use crate::route::{facet_path, together_path};
use std::collections::{BTreeMap, BTreeSet};

/// Which part of a list: one value of one facet.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) facet: usize,
    pub(super) group: usize,
}

/// How deep terms of a taxonomy stand below one another.
const DEPTH: usize = 16;

/// So many records on one page are seen without a way to each.
const FEW: usize = 3;

/// Of more than these the names would be a page by themselves.
const MANY: usize = 24;

/// A list of which nothing stands there yet.
fn empty(site: &Site) -> Index {
    Index {
        title: String::new(),
        summary: String::new(),
        url: String::new(),
        whole: None,
        together: None,
        shown: String::new(),
        unsaid: None,
        unsure: None,
        as_of: site.as_of.words(),
        facets: Vec::new(),
        orders: Vec::new(),
        series: Vec::new(),
        records: Vec::new(),
        contents: Vec::new(),
        places: Vec::new(),
        past: Vec::new(),
    }
}

/// A list, or a part of it.
pub(super) fn index(site: &Site, number: usize, part: Option<Part>) -> Index {
    let mut index = empty(site);
    let Some(kind) = site.kinds.get(number) else { return index };
    index.title.clone_from(&kind.plural);
    index.url = kind.address.index().map(|path| site.at(path)).unwrap_or_default();
    index.facets = facets(site, kind, number, part);
    let records = site.order().of_kind(number);
    let found = part.and_then(|part| {
        let facet = site.routes.facets(number).get(part.facet)?;
        Some((facet, facet.groups.get(part.group)?))
    });
    let Some((facet, group)) = found else {
        index.series = versions::all(site, number, kind);
        index.summary = kind.summary.clone().unwrap_or_default();
        index.shown = format!("{} in all.", records.len());
        index.unsure = unsure(site, kind, records);
        match kind.address {
            Address::Places(_) => [index.places, index.past] = places(site, kind, records),
            Address::Nowhere => {}
            Address::Pages(_) => index.records = entries(site, kind, number, records),
        }
        index.orders = orders(&index.records);
        index.contents = contents(&index.places);
        let path = together_path(kind).filter(|path| site.routes.has(path));
        index.together = path.map(|path| LinkView::plain("All on one page".to_owned(), site.at(&path)));
        return index;
    };
    let mut of_group: Vec<RecordIndex> = facet.records(group, &site.catalogue, site.as_of).collect();
    of_group.sort_by_key(|index| site.order().place(*index));
    let label = label(site, kind, group);
    index.title = format!("{}: {label}", facet.label);
    let of_value = format!("{}: {label}", in_sentence(&facet.label));
    index.shown = format!("{} of {}, {of_value}.", of_group.len(), kind.counted(records.len()));
    index.unsaid = unsaid(site, kind, facet, group);
    index.whole =
        list_link(site, kind).map(|link| LinkView { text: format!("All {}", kind.counted(records.len())), ..link });
    index.records = entries(site, kind, number, &of_group);
    index.orders = orders(&index.records);
    index
}

/// All records of a kind with a sequence, whole and in their order.
pub(super) fn together(site: &Site, number: usize) -> Index {
    let Some(kind) = site.kinds.get(number) else { return empty(site) };
    let places: Vec<RecordView> = site.order().of_kind(number).iter().map(|index| place(site, *index)).collect();
    Index {
        title: format!("{} on one page", kind.plural),
        summary: kind.summary.clone().unwrap_or_default(),
        url: kind.address.index().map(|path| site.at(path)).unwrap_or_default(),
        whole: list_link(site, kind),
        contents: contents(&places),
        places,
        ..empty(site)
    }
}

/// By what records can be sorted, other than as they stand.
fn orders(records: &[Entry]) -> Vec<String> {
    let differ = |of: fn(&Entry) -> &str| records.iter().map(of).collect::<BTreeSet<&str>>().len() > 1;
    let orders = [
        ("name", !records.is_sorted_by_key(|entry| entry.link.text.to_lowercase())),
        ("state", differ(|entry| entry.state.as_ref().map_or("", |state| &state.name))),
        ("confirmed", differ(|entry| &entry.confirmed)),
    ];
    orders.into_iter().filter(|(_, is_another)| *is_another).map(|(name, _)| name.to_owned()).collect()
}

/// How many records may belong to a part of a list too, since they do not say; leads to those.
fn unsaid(site: &Site, kind: &Kind, facet: &Facet, group: &Group) -> Option<LinkView> {
    let is_unknown = |group: &Group| group.value == Picked::Unknown;
    let unknown = facet.groups.iter().find(|other| is_unknown(other) && !is_unknown(group))?;
    let count = facet.records(unknown, &site.catalogue, site.as_of).count();
    let words = if count == 1 { "1 more does not say".to_owned() } else { format!("{count} more do not say") };
    let url = site.at(&facet_path(kind.address.index()?, facet, unknown));
    (count > 0).then(|| LinkView::plain(words, url))
}

/// Where those go on who do not know which record is theirs, as the records say.
fn unsure(site: &Site, kind: &Kind, records: &[RecordIndex]) -> Option<Unsure> {
    let field = kind.roles.unsure.as_deref()?;
    let property = kind.schema.as_ref()?.properties().iter().find(|property| *property.name == *field)?;
    let mut pages: Vec<RecordIndex> = Vec::new();
    for page in records.iter().filter_map(|index| site.catalogue.named_by(*index, field)) {
        if !pages.contains(&page) {
            pages.push(page);
        }
    }
    let links: Vec<LinkView> = pages.into_iter().filter_map(|page| link_to(site, page)).collect();
    (!links.is_empty()).then(|| Unsure { title: property.label(), links })
}

/// The records of a list that have a place on its page, and those among them whose day is past, where others are to come.
fn places(site: &Site, kind: &Kind, records: &[RecordIndex]) -> [Vec<RecordView>; 2] {
    let last = |index: &RecordIndex| {
        let field = kind.roles.calendar.as_deref()?;
        Some(site.catalogue.field(*index, field, &site.kinds)?.value.as_period()?.last)
    };
    let is_to_come = |index: &RecordIndex| last(index).is_some_and(|day| day >= site.as_of);
    let is_past = |index: &RecordIndex| last(index).is_some_and(|day| day < site.as_of);
    let view = |index: RecordIndex| record(site, index);
    if !records.iter().any(is_to_come) {
        return [records.iter().copied().map(view).collect(), Vec::new()];
    }
    let (past, others): (Vec<RecordIndex>, Vec<RecordIndex>) = records.iter().copied().partition(is_past);
    [others.into_iter().map(view).collect(), past.into_iter().map(view).collect()]
}

/// Ways to the records that have a place on a list's page: their names, or where they are many, the letters that these begin with.
fn contents(places: &[RecordView]) -> Vec<LinkView> {
    let way = |text: String, place: &RecordView| LinkView::plain(text, format!("#{}", place.anchor));
    if places.len() <= FEW {
        return Vec::new();
    }
    if places.len() <= MANY {
        return places.iter().map(|place| way(place.title.clone(), place)).collect();
    }
    let mut letters: Vec<LinkView> = Vec::new();
    if places.is_sorted_by_key(|place| key(&place.title)) {
        for place in places {
            let letter = letter(&key(&place.title));
            if letters.last().is_none_or(|last| *last.text != *letter) {
                letters.push(way(letter, place));
            }
        }
    }
    letters
}

/// Records of a list, each with the names of its values in all facets.
fn entries(site: &Site, kind: &Kind, number: usize, records: &[RecordIndex]) -> Vec<Entry> {
    let mut values: BTreeMap<RecordIndex, Vec<String>> = BTreeMap::new();
    for facet in site.routes.facets(number) {
        for group in &facet.groups {
            for index in facet.records(group, &site.catalogue, site.as_of) {
                values.entry(index).or_default().push(name(facet, group));
            }
        }
    }
    let entry = |index: &RecordIndex| {
        let values = values.remove(index).unwrap_or_default();
        Some(Entry { values, ..entry(site, kind, *index)? })
    };
    records.iter().filter_map(entry).collect()
}

/// The name of a value, behind that of its facet.
fn name(facet: &Facet, group: &Group) -> String {
    format!("{}/{}", facet.slug, group.slug)
}

/// By what a list can be narrowed.
fn facets(site: &Site, kind: &Kind, number: usize, part: Option<Part>) -> Vec<FacetView> {
    let Some(list) = kind.address.index() else { return Vec::new() };
    let facet = |(at, facet): (usize, &Facet)| {
        let link = |(group_at, group): (usize, &Group)| {
            let count = facet.records(group, &site.catalogue, site.as_of).count();
            let is_current = part == Some(Part { facet: at, group: group_at });
            let url = site.at(&facet_path(list, facet, group));
            let value = FacetValue {
                link: LinkView::plain(label(site, kind, group), url),
                name: name(facet, group),
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
        let is_chosen = values.iter().any(|(_, value)| value.is_current);
        FacetView { title: facet.label.clone(), name: facet.slug.clone(), is_chosen, values: nested(site, values) }
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
#[must_use]
pub fn label(site: &Site, kind: &Kind, group: &Group) -> String {
    match group.value {
        Picked::Record(index) => site.title(index).to_owned(),
        Picked::State(state) => {
            kind.roles.lifecycle.as_ref().map(|lifecycle| lifecycle.words(state.name())).unwrap_or_default()
        }
        _ => group.label.clone(),
    }
}
