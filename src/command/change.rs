//! `check --next-change`

use crate::catalogue::Change;
use crate::page::Site;

/// The next day on which the site changes by itself, and what changes then.
pub(super) fn next_change(site: &Site) -> String {
    let Some((day, changes)) = site.catalogue.next_change(site.as_of, site.config.people.stale_after, &site.kinds)
    else {
        return "no day is known on which the site changes\n".to_owned();
    };
    let lines = changes.iter().filter_map(|change| line(site, change));
    format!("the site changes on {day} ({})\n{}", day.words(), lines.collect::<String>())
}

fn line(site: &Site, change: &Change) -> Option<String> {
    let record = site.catalogue.get(change.record)?;
    let kind = site.kinds.get(record.kind)?;
    let words = |state: &str| kind.roles.lifecycle.as_ref().map(|lifecycle| lifecycle.words(state)).unwrap_or_default();
    let states = change.states.map(|(from, to)| format!("from `{}` to `{}`", words(from.name()), words(to.name())));
    let replaced = change.is_replaced.then(|| "is replaced".to_owned());
    let stale = change.is_stale.then(|| "its addresses are links no longer".to_owned());
    let what: Vec<String> = states.into_iter().chain(replaced).chain(stale).collect();
    Some(format!("  {}:{} ({}): {}\n", kind.name, record.slug, record.title(), what.join(", and ")))
}
