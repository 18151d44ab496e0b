//! The day for which a site is made: the one that is told, or today where the site is.

use super::SiteArguments;
use crate::config;
use crate::date::{self, Day};
use crate::pipeline::Options;
use crate::source::Sources;
use std::time::{SystemTime, UNIX_EPOCH};

/// What the command line and the clock say of how a site is made.
///
/// # Errors
/// The fact, where the day that is told is none.
pub(super) fn options(site: &SiteArguments, sources: &Sources) -> Result<Options, String> {
    Ok(AsOf::told(site)?.options(sources, site.drafts))
}

/// For which day a site is made.
#[derive(Clone, Copy)]
pub(super) enum AsOf {
    /// For this one.
    Told(Day),
    /// For whichever it is.
    Today,
}

impl AsOf {
    /// What the command line says.
    pub(super) fn told(site: &SiteArguments) -> Result<Self, String> {
        let Some(written) = &site.as_of else { return Ok(Self::Today) };
        let day = Day::parse(written).map_err(|flaw| format!("`--as-of`: {}\n  help: {}", flaw.message, flaw.help))?;
        Ok(Self::Told(day))
    }

    /// How a site is made now.
    pub(super) fn options(self, sources: &Sources, drafts: bool) -> Options {
        let (as_of, is_today) = match self {
            Self::Told(day) => (day, false),
            Self::Today => (today(&config::time_zone(sources)), true),
        };
        Options { as_of, is_today, drafts }
    }
}

fn today(time_zone: &str) -> Day {
    // A clock that stands before 1970 is taken to stand there.
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let today = |zone: &str| date::today(i64::try_from(seconds).ok()?, zone);
    today(time_zone).or_else(|| today(config::UTC)).unwrap_or(Day::LAST)
}
