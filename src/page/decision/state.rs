//! What the days make of a table's record, and of the parts of it that an outcome gives.

use super::role;
use crate::catalogue::Target;
use crate::date::{Day, State};
use crate::decision::{Outcome, Table};
use crate::kind::{Lifecycle, Verdict};
use crate::page::site::Site;
use crate::record;
use crate::schema::Value;

/// The state of the record of a table on the day for which the site is made.
pub(super) fn of_table(site: &Site, table: &Table) -> Option<State> {
    let timeline = site.catalogue.life(table.record)?.timeline.as_ref()?;
    Some(timeline.state_on(site.as_of))
}

/// The state that counts for an outcome: that of what it gives, where this has days of its own. Of several the one in which
/// one can get more.
pub(super) fn of_outcome(site: &Site, table: &Table, outcome: &Outcome) -> Option<State> {
    let of_record = of_table(site, table);
    let gives = outcome.gives.iter().filter_map(|target| of_part(site, target).or(of_record));
    gives.max().or(of_record)
}

/// The state of a part that says itself when one can come in, how long it runs, or that it was taken back.
fn of_part(site: &Site, target: &Target) -> Option<State> {
    let record = site.catalogue.get(target.record)?;
    let part = &record.decoded.part(target.part.as_deref()?)?.value;
    let lifecycle = site.kinds.get(record.kind)?.roles.lifecycle.as_ref()?;
    if !own(lifecycle).any(|name| part.get(name).is_some()) {
        return None;
    }
    let of_record = |name: &str| site.catalogue.field(target.record, name, &site.kinds).map(|held| held.value);
    // When one can come in is no longer what the record says, once the part says how long it runs.
    let field = |name: &str| -> Option<&Value> { part.get(name).or_else(|| of_record(name)) };
    let replaced = site.catalogue.life(target.record)?.replaced_from.filter(|day| *day != Day::FIRST);
    Some(record::timeline(lifecycle, field, replaced, site.config.patience).state_on(site.as_of))
}

/// The fields by which a part has a state of its own.
fn own(lifecycle: &Lifecycle) -> impl Iterator<Item = &str> {
    [Some(&*lifecycle.entry), lifecycle.support.as_deref(), Some("withdrawn")].into_iter().flatten()
}

/// Whether nobody can come in any more.
pub(super) const fn is_over(state: Option<State>) -> bool {
    matches!(state, Some(State::Closed | State::RunningOn | State::Withdrawn))
}

/// Whether anybody knows if one can still come in.
pub(super) const fn is_known(state: Option<State>) -> bool {
    !matches!(state, None | Some(State::NotKnown | State::Unconfirmed))
}

/// What a state is called.
pub(super) fn words(site: &Site, table: &Table, state: Option<State>) -> String {
    let kind = site.catalogue.get(table.record).and_then(|record| site.kinds.get(record.kind));
    let lifecycle = kind.and_then(|kind| kind.roles.lifecycle.as_ref());
    lifecycle.zip(state).map(|(lifecycle, state)| lifecycle.words(state.name())).unwrap_or_default()
}

/// What a verdict says on the day for which the site is made.
pub(super) fn sentence(site: &Site, table: &Table, outcome: usize) -> String {
    let said = || {
        let outcome = table.outcomes.get(outcome)?;
        let verdict: &Verdict = role(site, table)?.verdicts.get(outcome.verdict?)?;
        Some(verdict.sentence(of_outcome(site, table, outcome).map(State::name)).to_owned())
    };
    said().unwrap_or_default()
}
