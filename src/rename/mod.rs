//! A record or a part under another name: every place that names it, and its file.
//!
//! [`rename`] writes nothing: it finds the stretches of bytes to be replaced (`place`, `link`, `redirect`), makes the files
//! that there would be, and checks them as a whole site (`proof`): they have to say what they said, every reference has to
//! lead where it led, and no fault may be new. `source::edit` writes what has passed.

pub mod diff;
mod left;
mod link;
mod name;
mod place;
mod proof;
mod redirect;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::kind;
use crate::pipeline::{Analysis, Options, analyse};
use crate::source::{Place, Source, SourcePath, Sources, edit};
use place::Patches;
use std::fmt;

/// What is to be called otherwise.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// `KIND:SLUG`, or `KIND:SLUG/PART`.
    pub old: &'a str,
    /// The same with another slug at its end, or that slug alone.
    pub new: &'a str,
    /// Whether faults that may hide references stop nothing.
    pub force: bool,
}

/// What a renaming comes to.
#[derive(Clone, Debug)]
pub struct Renamed {
    /// The whole name that it had.
    pub old: String,
    /// The whole name that it gets.
    pub new: String,
    /// The files that change, each as it was and as it will be.
    pub files: Vec<(Source, Source)>,
    /// In how many places it was named.
    pub places: usize,
    /// The address that its page had and the one that it gets, where it has one.
    pub redirect: Option<(String, String)>,
    /// Where its old name stands still.
    pub left: Vec<Place>,
    /// The site as it will be.
    pub sources: Sources,
}

/// Why nothing is renamed.
#[derive(Clone, Debug)]
pub enum Refusal {
    /// What was asked for cannot be: the fact and the way to mend it.
    Told(String, String),
    /// Faults that may hide references.
    Hidden(Vec<Diagnostic>),
    /// Faults that there would be afterwards, and the site in which they would stand.
    Faults(Vec<Diagnostic>, Sources),
    /// Places that name it in a way that cannot be changed byte for byte.
    Places(Vec<Place>),
    /// Places that would have to be changed in two ways.
    Overlap,
}

impl Refusal {
    fn told(fact: String, help: String) -> Self {
        Self::Told(fact, help)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Told(fact, help) => write!(f, "{fact}\n  help: {help}"),
            Self::Hidden(_) => f.write_str("references may be hidden by faults"),
            Self::Faults(..) => f.write_str("the site would have faults that it does not have now"),
            Self::Places(_) => f.write_str("some places cannot be changed"),
            Self::Overlap => f.write_str("some places would have to be changed in two ways"),
        }
    }
}

/// Renames a record or a part in memory.
///
/// # Errors
/// Where the site would not be what it was; nothing has been changed then.
pub fn rename(sources: &Sources, options: Options, request: Request<'_>) -> Result<Renamed, Refusal> {
    // A draft names others, and has a name, as every record.
    let Analysis { site, diagnostics } = analyse(sources, Options { drafts: true, ..options });
    let wanted = name::wanted(request.old, request.new, &site.kinds, &site.catalogue)?;
    let hiding: Vec<Diagnostic> = diagnostics.into_iter().filter(hides).collect();
    if !hiding.is_empty() && !request.force {
        return Err(Refusal::Hidden(hiding));
    }
    let mut patches = Patches::new(sources, &wanted);
    let moved = patches.own_name()?;
    patches.references(&site.catalogue);
    link::links(&mut patches, &site);
    left::rules(&mut patches);
    let redirect = redirect::add(&mut patches, &site);
    let (edits, places) = patches.finish()?;
    let files = edit::changed(sources, &edits, moved.as_ref()).ok_or(Refusal::Overlap)?;
    let after = with(sources, &files);
    let left = left::left(&after, &wanted, &site);
    proof::prove(&site, &wanted, (sources, &after), options)?;
    Ok(Renamed { old: wanted.old_id(), new: wanted.new_id(), files, places, redirect, left, sources: after })
}

/// Whether something that names a record may not have been read where this is wrong.
fn hides(diagnostic: &Diagnostic) -> bool {
    let is_unread = matches!(
        diagnostic.code,
        Code::NotUtf8
            | Code::BadYaml
            | Code::DuplicateKey
            | Code::MisplacedFile
            | Code::BadSlug
            | Code::DuplicateId
            | Code::UnknownField
            | Code::WrongType
            | Code::CutText
            | Code::HiddenCharacter
    );
    let is_of_kind = diagnostic.primary.place.path.starts_with(kind::FOLDER);
    diagnostic.severity == Severity::Error && (is_unread || is_of_kind)
}

/// The sources with other files.
fn with(sources: &Sources, files: &[(Source, Source)]) -> Sources {
    let is_old = |path: &SourcePath| files.iter().any(|(old, _)| old.path() == path);
    let others = sources.iter().filter(|source| !is_old(source.path())).cloned();
    others.chain(files.iter().map(|(_, new)| new.clone())).collect()
}
