//! Stretches of files in the place of others.

use super::replace::{replace, reread};
use super::{Changed, Edit, EditError};
use crate::source::{Source, SourcePath, Sources};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

/// Makes sets of edits, each of them whole or not at all. Of sets that overlap the first is made; the others are for
/// the next run, which sees what the first has left. What is in no file of the site is passed over.
///
/// # Errors
/// When a file is not as it was read, or the system refuses one; files before it may have been changed then.
pub fn apply<'e>(
    folder: &Path,
    sources: &Sources,
    sets: impl IntoIterator<Item = &'e [Edit]>,
) -> Result<Changed, EditError> {
    let (patches, sets) = select(sources, sets);
    let mut files = Vec::with_capacity(patches.len());
    // All are looked at before the first is changed.
    for (source, patches) in patches.values() {
        let path = folder.join(&**source.path());
        files.push((reread(&path, source)?, patched(source, patches), source, path));
    }
    for (old, new, _, path) in &files {
        replace(path, old, new)?;
    }
    Ok(Changed { sets, files: files.into_iter().map(|(_, _, source, _)| source.path().clone()).collect() })
}

/// The files as [`apply`] would leave them, those that it would not change left out.
#[must_use]
pub fn preview<'e>(sources: &Sources, sets: impl IntoIterator<Item = &'e [Edit]>) -> Vec<Source> {
    let (patches, _) = select(sources, sets);
    patches.values().map(|(source, patches)| Source::new(source.path().clone(), &patched(source, patches))).collect()
}

/// The files that edits change, each as it is and as it would be, and one of them perhaps at another path: nothing is
/// written. `None` where edits overlap, or are of no file that can be changed.
#[must_use]
pub fn changed(
    sources: &Sources,
    edits: &[Edit],
    moved: Option<&(SourcePath, SourcePath)>,
) -> Option<Vec<(Source, Source)>> {
    let (patches, sets) = select(sources, [edits]);
    if sets == 0 && !edits.is_empty() {
        return None;
    }
    let mut files: BTreeMap<&SourcePath, (Source, Source)> = BTreeMap::new();
    for (source, patches) in patches.values() {
        let new = Source::new(source.path().clone(), &patched(source, patches));
        files.insert(source.path(), ((*source).clone(), new));
    }
    if let Some((from, to)) = moved {
        let source = sources.get(from)?;
        let text = files.get(from).map_or_else(|| source.text().clone(), |(_, new)| new.text().clone());
        files.insert(source.path(), (source.clone(), Source::new(to.clone(), &text)));
    }
    Some(files.into_values().collect())
}

/// What replaces stretches of one file, by where they begin: how far they reach, and the text.
type Patches<'e> = BTreeMap<usize, (usize, &'e str)>;

/// The edits of the sets that are made, by file, and how many sets these are.
fn select<'s, 'e>(
    sources: &'s Sources,
    sets: impl IntoIterator<Item = &'e [Edit]>,
) -> (BTreeMap<&'s str, (&'s Source, Patches<'e>)>, usize) {
    let mut files: BTreeMap<&str, (&Source, Patches<'e>)> = BTreeMap::new();
    let mut made = 0;
    for set in sets {
        // What stands there already is no change: it would be made again and again.
        let stands = |edit: &Edit| {
            let source = sources.get(&edit.place.path);
            source.and_then(|source| source.text().get(edit.place.span.range())) == Some(&*edit.replacement)
        };
        if set.iter().all(stands) {
            continue;
        }
        let mut taken: Vec<(&Source, usize)> = Vec::new();
        for edit in set {
            let Some(source) = sources.get(&edit.place.path).filter(|source| source.not_utf_8().is_none()) else {
                break;
            };
            let patches = &mut files.entry(&**source.path()).or_insert_with(|| (source, Patches::new())).1;
            let span = edit.place.span.range();
            if source.text().get(span.clone()).is_none() || overlaps(patches, &span) {
                break;
            }
            patches.insert(span.start, (span.end, &edit.replacement));
            taken.push((source, span.start));
        }
        if taken.len() == set.len() {
            made += 1;
            continue;
        }
        for (source, start) in taken {
            files.entry(&**source.path()).and_modify(|(_, patches)| {
                patches.remove(&start);
            });
        }
    }
    files.retain(|_, (_, patches)| !patches.is_empty());
    (files, made)
}

/// Whether a stretch has a byte or its beginning in common with one of the others.
fn overlaps(patches: &Patches<'_>, span: &Range<usize>) -> bool {
    let before = patches.range(..span.start).next_back().is_some_and(|(_, (end, _))| *end > span.start);
    before || patches.range(span.start..span.end.max(span.start + 1)).next().is_some()
}

/// The text with other stretches, in the line breaks of the file.
fn patched(source: &Source, patches: &Patches<'_>) -> String {
    let text = source.text();
    let has_crlf = text.split_once('\n').is_some_and(|(first, _)| first.ends_with('\r'));
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    for (start, (end, replacement)) in patches {
        new.push_str(text.get(at..*start).unwrap_or_default());
        new.push_str(&if has_crlf { replacement.replace('\n', "\r\n") } else { (*replacement).to_owned() });
        at = *end;
    }
    new.push_str(text.get(at..).unwrap_or_default());
    new
}
