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
    let as_of = match &site.as_of {
        Some(written) => {
            Day::parse(written).map_err(|flaw| format!("`--as-of`: {}\n  help: {}", flaw.message, flaw.help))?
        }
        None => today(&config::time_zone(sources)),
    };
    Ok(Options { as_of, is_today: site.as_of.is_none(), drafts: site.drafts })
}

fn today(time_zone: &str) -> Day {
    // A clock that stands before 1970 is taken to stand there.
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let today = |zone: &str| date::today(i64::try_from(seconds).ok()?, zone);
    today(time_zone).or_else(|| today(config::UTC)).unwrap_or(Day::LAST)
}
