//! The files of the theme that pages bring with them: styles, scripts, images, fonts.
//!
//! Those of `themes/default/assets/` are compiled in, and a file of the same name in the site's folder takes the place of
//! one. Each goes to the site under a name with a hash of what it holds, so that a browser may keep it for ever; where one
//! names another, the name is written anew. A hash counts the assets that are named, and no page: one edit of a record
//! changes no name.

mod files;
mod reference;
mod slim;

use crate::config::Base;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::source::{Source, SourcePath, Sources};
use files::FILES;
use reference::{Reference, references};
use std::collections::{BTreeMap, BTreeSet};

/// Where a site keeps its own theme.
const THEME: &str = "themes/default/";

/// Where assets lie in it.
const FOLDER: &str = "themes/default/assets/";

/// Where files lie that go to the site as they are.
const STATIC: &str = "content/static";

/// The assets of a site by the URL paths that authors write: `/assets/style.css`.
#[derive(Debug, Default)]
pub struct Assets(BTreeMap<String, Asset>);

/// A file of the theme.
#[derive(Debug)]
struct Asset {
    /// Where it stands: `/assets/style.0f1e2d3c.css`.
    path: String,
    source: Source,
    /// Its text, where that names other assets.
    rewritten: Option<String>,
}

impl Assets {
    /// Where the asset of this name stands; both are URL paths.
    #[must_use]
    pub fn path(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|asset| &*asset.path)
    }

    /// The names that authors write, in order: `/assets/style.css`.
    pub fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.0.keys().map(String::as_str)
    }

    /// The file that an asset comes from.
    #[must_use]
    pub fn source(&self, name: &str) -> Option<&SourcePath> {
        self.0.get(name).map(|asset| asset.source.path())
    }

    /// The bytes of the asset of this name.
    #[must_use]
    pub fn bytes(&self, name: &str) -> Option<&[u8]> {
        self.0.get(name).map(|asset| asset.rewritten.as_ref().map_or(asset.source.bytes(), |text| text.as_bytes()))
    }
}

/// Names the assets of a site that is published at `base`.
#[must_use]
pub fn read(sources: &Sources, base: &Base) -> (Assets, Vec<Diagnostic>) {
    let ours = FILES.iter().map(|(name, bytes)| Source::from_bytes(format!("{THEME}{name}"), &slim::slim(name, bytes)));
    // A copy of one of ours, as somebody has it who works on the theme, goes out as ours does.
    let is_ours = |source: &&Source| {
        FILES.iter().any(|(name, bytes)| source.path().strip_prefix(THEME) == Some(name) && source.bytes() == *bytes)
    };
    let all = ours.chain(sources.below(FOLDER).filter(|source| !is_ours(source)).cloned());
    let files: BTreeMap<String, Source> =
        all.map(|source| (format!("/{}", source.path().strip_prefix(THEME).unwrap_or_default()), source)).collect();
    let mut diagnostics = Vec::new();
    let named: BTreeMap<&str, Vec<Reference>> =
        files.iter().map(|(name, source)| (&**name, found(name, source, &files, sources, &mut diagnostics))).collect();
    let own: BTreeMap<&str, u64> = files.iter().map(|(name, source)| (&**name, hash(source.bytes(), START))).collect();
    let paths: BTreeMap<&str, String> =
        files.keys().map(|name| (&**name, hashed(name, hash_of(name, &named, &own)))).collect();
    let mut assets = BTreeMap::new();
    for (name, source) in &files {
        let references = named.get(&**name).map(Vec::as_slice).unwrap_or_default();
        let rewritten =
            (!references.is_empty()).then(|| rewritten(source.text(), references, &paths, &base.seen_from(name)));
        let path = paths.get(&**name).cloned().unwrap_or_else(|| name.clone());
        assets.insert(name.clone(), Asset { path, source: source.clone(), rewritten });
    }
    (Assets(assets), diagnostics)
}

/// What an asset names of the site; what is not there is told.
fn found(
    name: &str,
    source: &Source,
    files: &BTreeMap<String, Source>,
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Reference> {
    if source.not_utf_8().is_some() {
        return Vec::new();
    }
    let mut found = references(name, source.text());
    found.retain(|reference| {
        let path = &*reference.path;
        if files.contains_key(path) || sources.get(&format!("{STATIC}{path}")).is_some() {
            return true;
        }
        if reference.is_certain {
            let (folder, known) = match path.starts_with("/assets/") {
                true => ("themes/default", files.keys().map(String::as_str).collect::<Vec<_>>()),
                false => (STATIC, sources.below(STATIC).filter_map(|file| file.path().strip_prefix(STATIC)).collect()),
            };
            let message = format!("there is no file `{folder}{path}`");
            let fault = Diagnostic::new(Code::MissingFile, source.place(reference.range.clone()), message);
            let otherwise = format!("put the file there, as `{folder}{path}`, or correct the name");
            diagnostics.push(fault.help_with_name(nearest(path, known), otherwise));
        }
        false
    });
    found
}

/// A text in which every asset has the name that it gets.
fn rewritten(text: &str, references: &[Reference], paths: &BTreeMap<&str, String>, base: &Base) -> String {
    let mut new = String::with_capacity(text.len() + 32);
    let mut at = 0;
    for reference in references {
        let written = text.get(reference.range.clone()).unwrap_or_default();
        let path = paths.get(&*reference.path).map_or(&*reference.path, String::as_str);
        new.push_str(text.get(at..reference.range.start).unwrap_or_default());
        if written.starts_with('/') {
            new.push_str(&base.address(path));
        } else {
            // The folders stay as they were written.
            let (folders, _) = written.rsplit_once('/').unwrap_or_default();
            new.push_str(folders);
            new.push_str(if written.contains('/') { "/" } else { "" });
            new.push_str(path.rsplit('/').next().unwrap_or_default());
        }
        at = reference.range.end;
    }
    new.push_str(text.get(at..).unwrap_or_default());
    new
}

/// The hash of an asset and of all that it leads to. It asks for bytes as they are written, not for names, so that two
/// scripts may name each other.
fn hash_of(name: &str, named: &BTreeMap<&str, Vec<Reference>>, own: &BTreeMap<&str, u64>) -> u64 {
    let (mut met, mut open) = (BTreeSet::new(), vec![name]);
    while let Some(next) = open.pop() {
        for reference in named.get(next).map(Vec::as_slice).unwrap_or_default() {
            if let Some((other, _)) = own.get_key_value(&*reference.path).filter(|(other, _)| met.insert(**other)) {
                open.push(other);
            }
        }
    }
    let of = |name: &str| own.get(name).copied().unwrap_or(START);
    met.into_iter().fold(of(name), |sum, other| hash(&of(other).to_le_bytes(), hash(other.as_bytes(), sum)))
}

/// A name with a hash before its ending.
fn hashed(name: &str, hash: u64) -> String {
    // Half of it is enough for the versions of one file, and is read in an address.
    let hash = (hash >> 32) ^ (hash & 0xffff_ffff);
    let (folders, file) = name.rsplit_once('/').unwrap_or(("", name));
    match file.split_once('.').filter(|(stem, _)| !stem.is_empty()) {
        Some((stem, endings)) => format!("{folders}/{stem}.{hash:08x}.{endings}"),
        None => format!("{folders}/{file}.{hash:08x}"),
    }
}

/// Where a hash begins.
const START: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a: a few lines, and the same on any machine with any version of the standard library, whose own hash promises
/// neither.
fn hash(bytes: &[u8], start: u64) -> u64 {
    bytes.iter().fold(start, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
