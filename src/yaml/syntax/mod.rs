//! granit's faults of syntax, in words for people who do not program.
//!
//! granit says which rule of YAML is broken and how far it had read. Here that becomes what the author did: the mark
//! that was not closed, the colon that wants quotes, the line that is indented wrongly. A rule that authors hardly ever
//! break gets the general words at the end of [`fault`].

mod bracket;
mod line;
mod quote;
mod scan;
mod start;
mod stray;

use super::fault::{self, bad};
use super::part::Part;
use crate::diagnostic::Diagnostic;
use granit_parser::{ErrorKind, Event, ScalarStyle, ScanError};
pub(super) use line::tab;
pub(super) use start::{comment_inside, quoted};
use std::ops::Range;
pub use stray::item;
pub(super) use stray::{joined_item, no_break_around, no_break_at};

/// What the event before a fault was.
#[derive(Clone, Debug)]
pub(super) enum Last {
    /// Plain or quoted text.
    Text(Range<usize>),
    /// A block scalar.
    Block(Range<usize>),
    Alias(Range<usize>),
    Other,
}

impl Last {
    /// What an event is; nothing new where it is the name of an anchor, which granit tells after the value.
    pub(super) fn of(event: &Event<'_>, range: &Range<usize>) -> Option<Self> {
        match event {
            Event::Scalar(_, ScalarStyle::Literal | ScalarStyle::Folded, ..) => Some(Self::Block(range.clone())),
            Event::Scalar(..) => Some(Self::Text(range.clone())),
            Event::Alias(_) | Event::UnresolvedAlias(_) => Some(Self::Alias(range.clone())),
            Event::Anchor(..) => None,
            _ => Some(Self::Other),
        }
    }
}

/// What had been read before a fault. granit may be a line ahead of its events, not more.
pub(super) struct Seen {
    /// Where the last event ended.
    pub(super) end: usize,
    pub(super) last: Last,
    /// The innermost open bracket.
    pub(super) opener: Option<usize>,
}

/// The fault in our words.
pub(super) fn fault(part: &Part<'_>, fault: &ScanError, seen: &Seen) -> Diagnostic {
    use ErrorKind as Kind;
    let at = fault.marker().byte_offset().unwrap_or_default();
    let from = match &seen.last {
        Last::Text(text) if text.end <= at => text.start,
        _ => at,
    };
    if let Some(stray) =
        stray::conflict(part).or_else(|| stray::no_break(part, from..at)).or_else(|| stray::bullet(part, at))
    {
        return stray;
    }
    if let Last::Alias(alias) = &seen.last
        && alias.end <= at
        && part.line_start(at) <= alias.start
    {
        return start::text(part, alias.start, seen);
    }
    match fault.kind() {
        Kind::TabNotAllowed
        | Kind::TabInBlockIndentation
        | Kind::TabInIndentation
        | Kind::TabInPlainScalar
        | Kind::TabAtBlockScalarStart
        | Kind::InvalidBlockEntryWhitespace
        | Kind::InvalidMappingValueWhitespace => line::tab(part, at),
        Kind::UnclosedQuotedScalar | Kind::DocumentIndicatorInQuotedScalar => quote::unclosed(part, at),
        Kind::InvalidQuotedScalarIndent => quote::runs_on(part, at, seen),
        Kind::InvalidTrailingSingleQuotedScalar | Kind::InvalidTrailingDoubleQuotedScalar => {
            quote::followed(part, at, seen)
        }
        Kind::UnknownQuotedScalarEscape
        | Kind::InvalidQuotedScalarHexEscape
        | Kind::InvalidLowSurrogateHexEscape
        | Kind::InvalidLowSurrogate
        | Kind::MissingLowSurrogate
        | Kind::UnpairedLowSurrogate
        | Kind::InvalidUnicodeEscape => quote::escape(part, at),
        Kind::UnclosedFlowCollection { .. } => bracket::unclosed(part, at),
        Kind::MismatchedFlowCollectionEnd { open, close } => bracket::mismatched(part, at, *open, *close),
        Kind::MisplacedFlowCollectionEnd => bracket::stray(part, at),
        kind if is_inside_brackets(kind) => bracket::inside(part, kind, at, seen),
        Kind::MappingValueNotAllowed => line::colon(part, at, seen),
        Kind::SimpleKeyExpected => line::no_colon(part, at),
        Kind::ExpectedBlockMappingKey
        | Kind::ExpectedBlockSequenceEntry
        | Kind::ExpectedDocumentStart
        | Kind::InvalidIndentation => line::misplaced(part, at, seen),
        Kind::InvalidBlockScalarHeader | Kind::ZeroBlockScalarIndent => start::block_header(part, at, seen),
        Kind::InvalidBlockScalarIndent => line::block_text(part, at),
        Kind::BlockSequenceEntryNotAllowed => start::item(part, at, seen),
        Kind::CommentInterceptedScalar => comment_inside(part, at),
        Kind::CommentNotSeparated => start::comment_touches(part, at),
        Kind::RecursionLimitExceeded => fault::too_deep(part, part.character(at)),
        Kind::InvalidDocumentEnd => fault::second_document(part, part.character(at)),
        kind if is_at_start(kind) => start::text(part, at, seen),
        _ => bad(part, part.character(at), "this is not valid YAML")
            .label("reading stopped here")
            .help("check this line and the one above it, or put the text in quotes"),
    }
}

/// Faults that granit finds at a character that begins nothing, or begins what has no end.
const fn is_at_start(kind: &ErrorKind) -> bool {
    use ErrorKind as Kind;
    matches!(
        kind,
        Kind::UnexpectedCharacter { .. }
            | Kind::MissingAnchorOrAliasName
            | Kind::MappingKeyNotAllowed
            | Kind::UnexpectedEofBlockMapping
            | Kind::UnexpectedEofBlockSequence
            | Kind::ExpectedNodeContent
            | Kind::DirectiveDisallowed
            | Kind::UndeclaredTagHandle
            | Kind::InvalidTagTerminator
            | Kind::MissingTagUri
            | Kind::UnclosedVerbatimTag
            | Kind::InvalidTagEscape
            | Kind::InvalidTagUtf8LeadingByte
            | Kind::InvalidTagUtf8TrailingByte
            | Kind::InvalidTagUtf8
            | Kind::ExpectedTagBang
            | Kind::UnexpectedEndOfPlainScalar
    )
}

const fn is_inside_brackets(kind: &ErrorKind) -> bool {
    use ErrorKind as Kind;
    matches!(
        kind,
        Kind::ExpectedFlowMappingSeparator
            | Kind::ExpectedFlowSequenceSeparator
            | Kind::InvalidColonPlacement
            | Kind::BlockEntryInFlowCollection
            | Kind::PlainScalarStartsWithDashFlowIndicator
            | Kind::UnexpectedEofFlowSequence
            | Kind::UnexpectedEofFlowMapping
            | Kind::UnexpectedEofImplicitFlowMapping
            | Kind::FlowMappingValueAdjacentCollection
            | Kind::InvalidFlowScalarIndent
    )
}
