//! The record of the build: what an output folder holds of ours. Its format is JSON, an object a line:
//!
//! ```text
//! {"fingerpost":1,"version":"0.1.0","fingerprint":4266371884325364507,"files":2}
//! {"file":"404.html","made":{"size":5123,"time":1730000000123456789,"hash":17345923480123412}}
//! {"file":"index.html"}
//! ```
//!
//! `fingerpost` is the version of this format, `version` that of the program, and `files` how many lines follow. Where
//! `fingerprint` is absent, the next build does not stop at finding nothing changed. `made` says that a file of this
//! size, last written at this time (nanoseconds since 1970), has bytes of this hash; where it is absent the file is ours
//! and may be half of what it should be, or missing. Hashes are those of one program and mean nothing to others.

use super::Found;
use crate::held::Held;
use crate::output::Fingerprint;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Component, Path};

/// The version of the format: other formats cannot be read.
const FORMAT: u32 = 1;

/// What is known of the files of ours in a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Record {
    /// What they were made from; `None` of a build that did not end, and of one that had something to tell.
    pub(super) fingerprint: Option<Fingerprint>,
    /// Each file with what is known of it.
    pub(super) files: BTreeMap<String, Option<Stamp>>,
}

/// By what a file is known without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamp {
    pub(super) size: u64,
    pub(super) time: i64,
    pub(super) hash: u64,
}

impl Stamp {
    /// That of a file that stands there with the bytes that are held.
    pub(super) fn new(found: Found, held: &Held) -> Self {
        Self { size: found.size, time: found.time, hash: held.hash() }
    }
}

#[derive(Serialize, Deserialize)]
struct Head {
    fingerpost: u32,
    version: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fingerprint: Option<Fingerprint>,
    files: usize,
}

#[derive(Serialize, Deserialize)]
struct Line {
    file: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    made: Option<Stamp>,
}

impl Record {
    /// The record as its file holds it, or what is wrong with that.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, String> {
        let text = std::str::from_utf8(bytes).map_err(|_| "it is no text".to_owned())?;
        let mut lines = text.lines().zip(1..);
        let head: Head = json(lines.next().unwrap_or(("", 1)))?;
        if head.fingerpost != FORMAT {
            return Err(format!("its format is {}, and this program reads {FORMAT}", head.fingerpost));
        }
        let mut files = BTreeMap::new();
        for line in lines {
            let Line { file, made } = json(line)?;
            if !is_below(&file) {
                return Err(format!("line {} names `{file}`, which is no file of this folder", line.1));
            }
            files.insert(file, made);
        }
        if files.len() == head.files {
            Ok(Self { fingerprint: head.fingerprint, files })
        } else {
            Err(format!("it lists {} files, and should list {}", files.len(), head.files))
        }
    }

    /// The text of its file.
    pub(super) fn text(&self) -> String {
        let version = env!("CARGO_PKG_VERSION").to_owned();
        let mut text =
            line(&Head { fingerpost: FORMAT, version, fingerprint: self.fingerprint, files: self.files.len() });
        for (file, made) in &self.files {
            text += &line(&Line { file: file.clone(), made: *made });
        }
        text
    }
}

/// Whether a path stays below the folder that it is joined to.
pub(super) fn is_below(file: &str) -> bool {
    !file.is_empty() && Path::new(file).components().all(|part| matches!(part, Component::Normal(_)))
}

fn json<'a, T: Deserialize<'a>>((text, number): (&'a str, usize)) -> Result<T, String> {
    serde_json::from_str(text).map_err(|_| format!("line {number} is not as fingerpost writes it"))
}

fn line(value: &impl Serialize) -> String {
    // Names and numbers can always be written.
    serde_json::to_string(value).unwrap_or_default() + "\n"
}
