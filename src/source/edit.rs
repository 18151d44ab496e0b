//! Changes an author's files. Nothing else in the program does.
//!
//! A file is never written anew from what was understood of it: stretches of its bytes are replaced, and all others stay
//! as they are, comments and habits included. A new file never takes the place of one that is there.

use super::{Place, Source, SourcePath, Sources};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// What stands before and behind the name of a file while it is being written: the dot hides it from `disk::read`.
const UNFINISHED: (&str, &str) = (".", ".fingerpost-new");

/// One stretch of a file and the text that is to stand there instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is taken out; where it is empty, the text goes in before it.
    pub place: Place,
    /// What is written, with the line breaks of YAML (`\n`), which become those of the file.
    pub replacement: String,
}

/// What was changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// How many of the sets of edits were made.
    pub sets: usize,
    /// The files, in order.
    pub files: BTreeSet<SourcePath>,
}

/// Why a file could not be changed.
#[derive(Debug)]
pub enum EditError {
    /// Someone else has changed it since it was read.
    Changed(PathBuf),
    /// It may only be read.
    ReadOnly(PathBuf),
    /// There is one already where another should go.
    Exists(PathBuf),
    /// It has the name of one that the program writes, and somebody else has written it.
    Foreign(PathBuf),
    /// The system refused it.
    Io(PathBuf, io::Error),
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed(path) => {
                write!(f, "`{}` was changed by someone else just now; run the command again", path.display())
            }
            Self::ReadOnly(path) => write!(f, "`{}` may only be read, not changed", path.display()),
            Self::Exists(path) => write!(f, "there is a `{}` already", path.display()),
            Self::Foreign(path) => {
                write!(f, "`{}` was written by someone else; move it away, or name another folder", path.display())
            }
            Self::Io(path, fault) => write!(f, "cannot change `{}`: {fault}", path.display()),
        }
    }
}

impl std::error::Error for EditError {}

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

/// Writes a new file, and the folders in which it lies. It is there whole or not at all.
///
/// # Errors
/// When there is one already, or the system refuses it.
pub fn create(folder: &Path, path: &str, text: &str) -> Result<(), EditError> {
    let path = folder.join(path);
    let refused = |fault: io::Error| match fault.kind() {
        io::ErrorKind::AlreadyExists => EditError::Exists(path.clone()),
        _ => EditError::Io(path.clone(), fault),
    };
    if let Some(around) = path.parent() {
        fs::create_dir_all(around).map_err(|fault| EditError::Io(around.to_owned(), fault))?;
    }
    let mut file = File::create_new(&path).map_err(refused)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    written.map_err(|fault| {
        // Half a record is worse than none; that it may not be removed either changes nothing.
        let _ = fs::remove_file(&path);
        refused(fault)
    })
}

/// Whether a folder is not there yet, or has nothing in it but what git keeps.
///
/// # Errors
/// When the system refuses to say, as where a file has its name.
pub fn is_vacant(folder: &Path) -> Result<bool, EditError> {
    let refused = |fault| EditError::Io(folder.to_owned(), fault);
    let entries = match fs::read_dir(folder) {
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Ok(true),
        entries => entries.map_err(refused)?,
    };
    for entry in entries {
        if entry.map_err(refused)?.file_name() != ".git" {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The files as [`apply`] would leave them, those that it would not change left out.
#[must_use]
pub fn preview<'e>(sources: &Sources, sets: impl IntoIterator<Item = &'e [Edit]>) -> Vec<Source> {
    let (patches, _) = select(sources, sets);
    patches.values().map(|(source, patches)| Source::new(source.path().clone(), &patched(source, patches))).collect()
}

/// Writes new files of a site, and the folders that they lie in.
///
/// # Errors
/// When one of them is there already, in which case none is written, or the system refuses one.
pub fn create_all(folder: &Path, new: &[Source]) -> Result<(), EditError> {
    let there = new.iter().map(|source| folder.join(&**source.path())).find(|path| path.symlink_metadata().is_ok());
    if let Some(path) = there {
        return Err(EditError::Exists(path));
    }
    new.iter().try_for_each(|source| create(folder, source.path(), source.text()))
}

/// Writes a file outside the site, whether one is there or not, with a byte order mark: without it, Excel does not take a
/// table for UTF-8.
///
/// # Errors
/// When the system refuses it.
pub fn save(path: &Path, text: &str) -> Result<(), EditError> {
    let refused = |fault| EditError::Io(path.to_owned(), fault);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(refused)?;
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let unfinished = path.with_file_name(format!("{}{name}{}", UNFINISHED.0, UNFINISHED.1));
    write(&unfinished, &[MARK, text.as_bytes()]).and_then(|()| fs::rename(&unfinished, path)).map_err(|fault| {
        let _ = fs::remove_file(&unfinished);
        refused(fault)
    })
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

/// Writes files that [`changed`] has made, all of them or none: each is written beside the old one before the first takes
/// its place, and where the system refuses one, those before it get their old bytes back.
///
/// # Errors
/// When a file is not as it was read, one stands where another should go, or the system refuses one.
pub fn change(folder: &Path, files: &[(Source, Source)]) -> Result<(), EditError> {
    let mut old_bytes = Vec::with_capacity(files.len());
    for (old, new) in files {
        old_bytes.push(reread(&folder.join(&**old.path()), old)?);
        let to = folder.join(&**new.path());
        if old.path() != new.path() && to.symlink_metadata().is_ok() {
            return Err(EditError::Exists(to));
        }
    }
    let mut prepared = Vec::with_capacity(files.len());
    for ((old, new), bytes) in files.iter().zip(&old_bytes) {
        match prepare(&folder.join(&**old.path()), bytes, new.text()) {
            Ok(unfinished) => prepared.push(unfinished),
            Err(fault) => {
                prepared.iter().for_each(Unfinished::give_up);
                return Err(fault);
            }
        }
    }
    for (at, ((old, new), unfinished)) in files.iter().zip(&prepared).enumerate() {
        let (from, to) = (folder.join(&**old.path()), folder.join(&**new.path()));
        let done = unfinished.settle().and_then(|()| match from == to {
            true => Ok(()),
            false => fs::rename(&from, &to).map_err(|fault| EditError::Io(to, fault)),
        });
        if let Err(fault) = done {
            prepared.iter().skip(at).for_each(Unfinished::give_up);
            restore(folder, files.iter().zip(&old_bytes).take(at + 1));
            return Err(fault);
        }
    }
    Ok(())
}

/// Gives files their old bytes and places back, as far as the system lets us: what refused one may refuse another.
fn restore<'f>(folder: &Path, files: impl Iterator<Item = (&'f (Source, Source), &'f Vec<u8>)>) {
    for ((old, new), bytes) in files {
        let (from, to) = (folder.join(&**old.path()), folder.join(&**new.path()));
        if from != to && !from.exists() {
            let _ = fs::rename(&to, &from);
        }
        if fs::read(&from).is_ok_and(|there| there != *bytes) {
            let _ = replace(&from, bytes, old.text());
        }
    }
}

/// What writing files for a tool has changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that were not there, or were otherwise.
    pub changed: usize,
    /// Files that were as they are.
    pub unchanged: usize,
    /// Files that an earlier run wrote and this one does not.
    pub removed: usize,
}

/// Writes files that the program alone looks after: those that differ, and it removes those that begin with `mark` and are
/// none of them any more. A file that does not begin with the mark is somebody's own.
///
/// # Errors
/// When somebody's own file stands in the way, before anything is written, or the system refuses one.
pub fn generate(folder: &Path, files: &BTreeMap<String, String>, mark: &str) -> Result<Written, EditError> {
    let refused = |path: &Path| {
        let path = path.to_owned();
        move |fault| EditError::Io(path, fault)
    };
    fs::create_dir_all(folder).map_err(refused(folder))?;
    let mut there = BTreeMap::new();
    for entry in fs::read_dir(folder).map_err(refused(folder))? {
        let path = entry.map_err(refused(folder))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let is_ours = Path::new(&name).extension().is_some_and(|ending| ending == "json");
        if files.contains_key(&name) || (is_ours && path.is_file()) {
            there.insert(name, fs::read(&path).map_err(refused(&path))?);
        }
    }
    let is_marked = |bytes: &[u8]| bytes.starts_with(mark.as_bytes());
    if let Some((name, _)) = there.iter().find(|(name, bytes)| files.contains_key(*name) && !is_marked(bytes)) {
        return Err(EditError::Foreign(folder.join(name)));
    }
    let mut written = Written::default();
    for (name, text) in files {
        let path = folder.join(name);
        match there.get(name) {
            Some(bytes) if bytes == text.as_bytes() => {
                written.unchanged += 1;
                continue;
            }
            Some(bytes) => replace(&path, bytes, text)?,
            None => write(&path, &[text.as_bytes()]).map_err(refused(&path))?,
        }
        written.changed += 1;
    }
    for (name, _) in there.iter().filter(|(name, bytes)| !files.contains_key(*name) && is_marked(bytes)) {
        let path = folder.join(name);
        fs::remove_file(&path).map_err(refused(&path))?;
        written.removed += 1;
    }
    Ok(written)
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

/// The bytes of a file, which have to be those that were read.
fn reread(path: &Path, source: &Source) -> Result<Vec<u8>, EditError> {
    let bytes = fs::read(path).map_err(|fault| EditError::Io(path.to_owned(), fault))?;
    if without_mark(&bytes) == source.text().as_bytes() { Ok(bytes) } else { Err(EditError::Changed(path.to_owned())) }
}

const MARK: &[u8] = "\u{feff}".as_bytes();

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(MARK).unwrap_or(bytes)
}

/// Puts a new text into the place of a file: beside it first, then with one renaming, so that nobody meets half of it.
fn replace(path: &Path, old: &[u8], new: &str) -> Result<(), EditError> {
    prepare(path, old, new)?.settle()
}

/// A new text that is written beside the file whose place it will take.
struct Unfinished {
    beside: PathBuf,
    path: PathBuf,
}

fn prepare(path: &Path, old: &[u8], new: &str) -> Result<Unfinished, EditError> {
    let refused = |fault| EditError::Io(path.to_owned(), fault);
    // A link stays a link; what it leads to is changed.
    let path = path.canonicalize().map_err(refused)?;
    let permissions = fs::metadata(&path).map_err(refused)?.permissions();
    if permissions.readonly() {
        return Err(EditError::ReadOnly(path));
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let unfinished = Unfinished {
        beside: path.with_file_name(format!("{}{name}{}", UNFINISHED.0, UNFINISHED.1)),
        path: path.clone(),
    };
    let mark = if old.starts_with(MARK) { MARK } else { &[] };
    let written = write(&unfinished.beside, &[mark, new.as_bytes()])
        .and_then(|()| fs::set_permissions(&unfinished.beside, permissions));
    written.map_err(|fault| {
        unfinished.give_up();
        refused(fault)
    })?;
    Ok(unfinished)
}

impl Unfinished {
    fn settle(&self) -> Result<(), EditError> {
        fs::rename(&self.beside, &self.path).map_err(|fault| {
            self.give_up();
            EditError::Io(self.path.clone(), fault)
        })
    }

    /// What cannot take its place is not left behind; that it may not be removed either changes nothing.
    fn give_up(&self) {
        let _ = fs::remove_file(&self.beside);
    }
}

fn write(path: &Path, parts: &[&[u8]]) -> io::Result<()> {
    let mut file = File::create(path)?;
    for part in parts {
        file.write_all(part)?;
    }
    // A power cut after the renaming must not leave an empty file where an author's work was.
    file.sync_all()
}
