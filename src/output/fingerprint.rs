use crate::held::hash;
use crate::source::Sources;
use foldhash::quality::FixedState;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::hash::BuildHasher;

/// All that a site is made from in one number. Another program may count otherwise, and then makes the site again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fingerprint(u64);

impl Fingerprint {
    /// The fingerprint of sources and of what else was told: the program, its options, the day.
    #[must_use]
    pub fn new(sources: &Sources, told: &str) -> Self {
        let files: Vec<_> = sources.iter().collect();
        let files: Vec<_> = files.par_iter().map(|source| (source.path(), hash(source.bytes()))).collect();
        let lost: Vec<_> = sources.lost().collect();
        Self(FixedState::with_seed(0).hash_one((env!("CARGO_PKG_VERSION"), told, files, lost)))
    }
}
