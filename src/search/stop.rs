//! Words that say nothing by themselves. The script gets them with the index, so that another language needs other lists
//! here and nothing there.

use foldhash::quality::FixedState;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Words that make a sentence of others. They are left out of the index.
pub(super) const STOPPED: &str = "a about am an and any are as at be been being but by can could did do does doing for from \
    get gets getting give given had has have having how i if in into is its itself may me might much must my of on or our \
    ours shall should so some than that the their them then there these they this those to was we were what whats when \
    where which while who whom whose why will with would you your yours im ive id ill cant dont";

/// Words that say something alone or in capital letters, `IT`, and nothing in a question.
pub(super) const WEAK: &str = "it us he she his her one need needs want wants please tell find many still else someone anyone \
    anything something really just also only ever got go goes going happen happens happened thing things way make makes know mean means";

static SET: LazyLock<HashSet<&str, FixedState>> = LazyLock::new(|| {
    let mut set = HashSet::with_hasher(FixedState::with_seed(0));
    set.extend(STOPPED.split_ascii_whitespace());
    set
});

pub(super) fn is_stopped(term: &str) -> bool {
    term.len() <= 7 && SET.contains(term)
}

pub(super) fn is_weak(term: &str) -> bool {
    // What is weak in a question is looked for in texts all the same, but for pronouns.
    matches!(term, "it" | "us" | "he" | "she" | "his" | "her")
}

/// The lists, as the script gets them.
pub(super) fn lists() -> [Vec<&'static str>; 2] {
    [STOPPED, WEAK].map(|list| list.split_ascii_whitespace().collect())
}
