use crate::source::{Place, Span};
use std::sync::Arc;

/// What `to` declares.
#[derive(Debug, PartialEq, Eq)]
pub struct Targets {
    /// Where the record or part may be found.
    pub to: Target,
    /// The name of the way back.
    pub backlinks: Option<Arc<str>>,
    /// Where that is named; where `to` stands if it is not.
    pub place: Place,
}

/// Where a reference leads.
#[derive(Debug, PartialEq, Eq)]
pub enum Target {
    /// To a record of one of these kinds, or to a part of it; a bare slug means the first.
    Kinds(Vec<Arc<str>>),
    /// To a part of this very record, in this field; in any where the name is empty.
    Own(Arc<str>),
}

/// A reference as it is written in a record.
#[derive(Clone, Debug)]
pub struct Reference {
    /// What its field declares.
    pub targets: Arc<Targets>,
    /// `slug`, `slug/part` or `kind:slug/part`.
    pub written: Box<str>,
    /// Where it stands, without quotation marks.
    pub span: Span,
    /// The path of the part that it stands in; empty outside parts.
    pub part: Box<str>,
}
