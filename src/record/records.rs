use crate::date::Timeline;
use crate::kind::Kind;
use crate::kind::rule::{Alone, Verdict};
use crate::schema::Decoded;
use crate::source::{SourcePath, Span};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What an author wrote about one thing.
#[derive(Clone, Debug)]
pub struct Record {
    /// Which of the [`Kinds`](crate::kind::Kinds).
    pub kind: usize,
    /// The name that tells it from others of its kind.
    pub slug: Box<str>,
    /// Its file.
    pub path: SourcePath,
    /// Where it is named: its key in a list of records, or the beginning of its file.
    pub anchor: Span,
    /// Its fields, references, prose and parts.
    pub decoded: Decoded,
    /// Whether its text could not be read, so that nothing but its id is known.
    pub is_faulty: bool,
    /// Whether its name cannot be one, so that it goes by the one that was probably meant.
    pub is_misnamed: bool,
    /// Whether it is not to be shown yet.
    pub is_draft: bool,
    /// Its states, as far as it says them itself; none where its kind has no lifecycle.
    pub timeline: Option<Timeline>,
    /// What the rules of its kind say of it that ask of no other record, where they say something: which rule, and what.
    pub verdicts: Vec<(usize, Verdict)>,
}

impl Record {
    /// What people call it.
    #[must_use]
    pub fn title(&self) -> &str {
        self.decoded.text("title").unwrap_or(&self.slug)
    }

    /// What the rules of its kind see of it alone.
    pub(crate) fn alone<'a>(&'a self, kind: &'a Kind) -> Alone<'a> {
        let Self { slug, path, anchor, decoded, .. } = self;
        Alone { kind: &kind.name, slug, path, anchor: *anchor, decoded }
    }
}

/// The records of a site, in the order of their files.
#[derive(Debug, Default)]
pub struct Records {
    /// The records.
    pub records: Vec<Arc<Record>>,
    /// The kinds of which a whole list could not be read: which records they have is not known.
    pub incomplete: BTreeSet<usize>,
}
