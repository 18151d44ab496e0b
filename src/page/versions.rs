//! The versions of one thing: the way from one to another, and all of them on a line of time.

use super::html::inline;
use super::record::state;
use super::site::Site;
use super::timeline::{Bar, drawing};
use super::value::{Context, value};
use super::view::{LinkView, Series, Timeline, Version, VersionRow, VersionsView};
use crate::catalogue::{RecordIndex, Target};
use crate::kind::{Kind, Versions};
use crate::record;
use crate::route::changes_path;
use std::collections::BTreeSet;

/// What a record's page says of the other versions; none where there are none.
pub(super) fn versions(site: &Site, kind: &Kind, index: RecordIndex) -> Option<VersionsView> {
    let role = kind.roles.versions.as_ref()?;
    let series = site.catalogue.series(index);
    if series.len() < 2 {
        return None;
    }
    let link = |at: &RecordIndex| Version { link: labelled(site, role, *at), is_current: *at == index };
    let is_newest = site.catalogue.newer(index).next().is_none();
    let newest = series.iter().filter(|at| !is_newest && site.catalogue.newer(**at).next().is_none());
    Some(VersionsView {
        title: role.title.as_deref().unwrap_or("Versions").to_owned(),
        versions: series.iter().map(link).collect(),
        newer: role.newer.as_deref().unwrap_or("A newer version").to_owned(),
        newest: newest.map(|at| titled(site, role, *at)).collect(),
        latest: role.latest.as_deref().filter(|_| is_newest).unwrap_or_default().to_owned(),
        changes: changes(site, kind, role, index),
    })
}

/// The page of what changed with a version, called after the one before it of which enough is known.
fn changes(site: &Site, kind: &Kind, role: &Versions, index: RecordIndex) -> Option<LinkView> {
    let earlier = site.catalogue.earlier(index, role, &site.kinds)?;
    let path = changes_path(kind, index, &site.catalogue)?;
    let since = site.catalogue.version_label(earlier.version, role, &site.kinds);
    site.routes.has(&path).then(|| LinkView::plain(since, site.at(&path)))
}

/// A version as a link with what tells it from the others.
pub(super) fn labelled(site: &Site, role: &Versions, index: RecordIndex) -> LinkView {
    let address = site.address(&Target { record: index, part: None });
    LinkView::plain(site.catalogue.version_label(index, role, &site.kinds), address)
}

/// A version as a link with its title, and with what tells it from the others where the title does not say it.
pub(super) fn titled(site: &Site, role: &Versions, index: RecordIndex) -> LinkView {
    let link = labelled(site, role, index);
    let title = site.title(index);
    let text = if title.contains(&*link.text) { title.to_owned() } else { format!("{title} ({})", link.text) };
    LinkView { text, ..link }
}

/// All versions of each thing that a kind has more than one of, in the order of its list.
pub(super) fn all(site: &Site, number: usize, kind: &Kind) -> Vec<Series> {
    let Some(role) = &kind.roles.versions else { return Vec::new() };
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for index in site.order().of_kind(number) {
        if seen.contains(index) {
            continue;
        }
        let series = site.catalogue.series(*index);
        seen.extend(series.iter().copied());
        if series.len() > 1 {
            all.push(on_a_line(site, kind, role, &series));
        }
    }
    // One series is that of the kind; of several each is called after its newest.
    if all.len() == 1
        && let (Some(only), Some(title)) = (all.first_mut(), &role.title)
    {
        only.title = title.to_string();
    }
    all
}

fn on_a_line(site: &Site, kind: &Kind, role: &Versions, series: &[RecordIndex]) -> Series {
    let title = series.last().map(|index| site.title(*index).to_owned());
    let lifecycle = kind.roles.lifecycle.as_ref();
    let window = |index: RecordIndex, field: Option<&str>| {
        record::window(site.catalogue.field(index, field?, &site.kinds).map(|held| held.value))
    };
    let bars: Vec<Bar> = series
        .iter()
        .map(|index| Bar {
            label: site.catalogue.version_label(*index, role, &site.kinds),
            entry: window(*index, lifecycle.map(|lifecycle| &*lifecycle.entry)),
            support: window(*index, lifecycle.and_then(|lifecycle| lifecycle.support.as_deref())),
        })
        .collect();
    let row = |index: &RecordIndex| VersionRow {
        label: site.catalogue.version_label(*index, role, &site.kinds),
        link: titled(site, role, *index),
        entry: lifecycle.and_then(|lifecycle| words(site, kind, *index, &lifecycle.entry)).unwrap_or_default(),
        support: lifecycle
            .and_then(|lifecycle| words(site, kind, *index, lifecycle.support.as_ref()?))
            .unwrap_or_default(),
        state: state(site, kind, *index),
    };
    let changed = |index: &RecordIndex| {
        let link = changes(site, kind, role, *index)?;
        let label = site.catalogue.version_label(*index, role, &site.kinds);
        Some(LinkView { text: format!("{label} since {}", link.text), ..link })
    };
    let called = |field: Option<&str>| {
        let schema = kind.schema.as_ref()?;
        let property = schema.properties().iter().find(|property| Some(&*property.name) == field)?;
        Some(property.label())
    };
    Series {
        title: title.unwrap_or_default(),
        line: Timeline {
            drawing: drawing(&bars).unwrap_or_default(),
            entry: called(lifecycle.map(|lifecycle| &*lifecycle.entry)).unwrap_or_default(),
            support: called(lifecycle.and_then(|lifecycle| lifecycle.support.as_deref())).unwrap_or_default(),
        },
        versions: series.iter().rev().map(row).collect(),
        changes: series.iter().rev().filter_map(changed).collect(),
    }
}

/// A window as readers see it; nothing where the record says none.
fn words(site: &Site, kind: &Kind, index: RecordIndex, field: &str) -> Option<String> {
    let schema = kind.schema.as_ref()?;
    let property = schema.properties().iter().find(|property| *property.name == *field)?;
    let held = site.catalogue.field(index, field, &site.kinds)?;
    let record = site.catalogue.get(held.by)?;
    let shown =
        Context { site, schema, record, index: held.by, prefix: "", names: &[], is_person: false, explained: None };
    Some(inline(&value(shown, &property.declaration, held.value)))
}
