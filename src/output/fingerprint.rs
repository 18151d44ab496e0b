use crate::source::Sources;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::hash::{DefaultHasher, Hash, Hasher};

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
        let mut hasher = DefaultHasher::new();
        (env!("CARGO_PKG_VERSION"), told, files).hash(&mut hasher);
        Self(hasher.finish())
    }
}

/// The hash of bytes. It is the standard library's, which spares a package; reading and writing the bytes takes longer.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    hasher.finish()
}
