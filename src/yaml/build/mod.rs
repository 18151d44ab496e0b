//! Makes a tree of granit's events: `collection` of what begins and ends, `scalar` of keys and single values, `alias` of
//! what stands for a value elsewhere.

mod alias;
mod collection;
mod scalar;

use super::anchor::{Anchors, Weight};
use super::fault::{self, Faults, Group};
use super::parse::{NODES, Parsed};
use super::part::Part;
use super::syntax::{self, Last, Seen};
use super::{Entry, Node, Value, extent};
use crate::diagnostic::Diagnostic;
use collection::{Open, Shape, Slot};
use granit_parser::{Event, ScanError, Tag};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

/// Whether there is more to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Progress {
    More,
    Done,
}

/// Makes a tree of events.
///
/// The items of all open lists lie on one stack and the entries of all open mappings on another; when a collection ends,
/// what is its own is cut off. So each vector is allocated once, at its size.
pub(super) struct Builder<'a> {
    part: Part<'a>,
    open: Vec<Open>,
    items: Vec<Node>,
    entries: Vec<Entry>,
    root: Option<Node>,
    has_document: bool,
    anchors: Anchors<'a>,
    weight: Weight,
    faults: Faults,
    has_unknown_alias: bool,
    /// The fault that ended the reading.
    last_fault: Option<Diagnostic>,
    last: Last,
    /// Where the last event ended.
    end: usize,
}

/// What a value's event says beside its content.
struct Header<'a> {
    range: Range<usize>,
    anchor: usize,
    tag: Option<(Cow<'a, Tag>, Range<usize>)>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(part: Part<'a>) -> Self {
        Self {
            part,
            open: Vec::new(),
            items: Vec::new(),
            entries: Vec::new(),
            root: None,
            has_document: false,
            anchors: Anchors::default(),
            weight: Weight::default(),
            faults: Faults::default(),
            has_unknown_alias: false,
            last_fault: None,
            last: Last::Other,
            end: 0,
        }
    }

    /// Takes an event of granit's.
    pub(super) fn take(&mut self, event: Event<'a>, span: granit_parser::Span) -> Progress {
        let range = span.byte_range().unwrap_or_default();
        let end = range.end;
        if let Some(last) = Last::of(&event, &range) {
            self.last = last;
        }
        let header = |anchor, tag: Option<Cow<'a, Tag>>| Header {
            range: range.clone(),
            anchor,
            tag: tag.map(|tag| (tag, span.tag_span().and_then(|span| span.byte_range()).unwrap_or_default())),
        };
        let progress = match event {
            Event::Scalar(text, style, anchor, tag) => self.scalar(text, style, header(anchor, tag)),
            Event::SequenceStart(style, anchor, tag) => {
                self.start(Shape::Sequence(self.items.len()), style, header(anchor, tag))
            }
            Event::MappingStart(style, anchor, tag) => {
                self.start(Shape::Mapping(self.entries.len(), Slot::Key), style, header(anchor, tag))
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(range),
            Event::Alias(id) => self.alias(id, range),
            Event::UnresolvedAlias(name) => self.unresolved(&name, range),
            // Its range precedes that of the value whose event came before, so it moves no end.
            Event::Anchor(id, name) => {
                self.anchors.name(id, name, self.part.span(range));
                return Progress::More;
            }
            // Without `---` it has the range of the value that begins it.
            Event::DocumentStart(is_written, _) => {
                self.end = if is_written { end } else { self.end };
                return self.document(range);
            }
            _ => Progress::More,
        };
        self.end = self.end.max(end);
        progress
    }

    /// Ends with granit's fault.
    pub(super) fn break_off(&mut self, fault: &ScanError) -> Progress {
        // `[a: b` opens a mapping too, and no bracket stands before it.
        let is_bracket = |at: &usize| self.part.text.get(*at..).is_some_and(|rest| rest.starts_with(['[', '{']));
        let opener = self.open.iter().rev().filter(|open| open.is_flow).map(|open| open.range.start).find(is_bracket);
        let seen = Seen { end: self.end, last: self.last.clone(), opener };
        let diagnostic = syntax::fault(&self.part, fault, &seen);
        let line = self.part.line_of(diagnostic.primary.place.span);
        self.faults.take_back(line);
        self.stop(|_| diagnostic)
    }

    /// The tree and its faults.
    pub(super) fn finish(mut self) -> Parsed {
        // An anchor that nothing refers to is the same fault as an alias that was mistyped.
        if self.root.is_some() && !self.has_unknown_alias {
            let mut swallowed = BTreeSet::new();
            for (anchor, value) in self.anchors.unused() {
                let text = value.filter(|node| extent::is_text_after(&self.part, anchor, node));
                swallowed.extend(text.map(|node| node.span));
                self.faults.report(Group::Unused, || match text {
                    Some(node) => fault::swallowed(&self.part, anchor.to(node.span)),
                    None => fault::unused_anchor(&self.part, anchor),
                });
            }
            if let (Some(root), false) = (&mut self.root, swallowed.is_empty()) {
                root.give_up(&swallowed);
            }
        }
        let mut diagnostics = self.faults.into_diagnostics();
        diagnostics.extend(self.last_fault);
        Parsed { node: self.root, diagnostics }
    }

    /// Ends without a tree.
    fn stop(&mut self, fault: impl FnOnce(&Part<'a>) -> Diagnostic) -> Progress {
        self.root = None;
        self.last_fault = Some(fault(&self.part));
        Progress::Done
    }

    fn document(&mut self, range: Range<usize>) -> Progress {
        if std::mem::replace(&mut self.has_document, true) {
            // Half a record would lack what stands in the other half.
            let dots = extent::dots(&self.part, range.start);
            return self.stop(|part| fault::second_document(part, dots.unwrap_or(range)));
        }
        Progress::More
    }

    fn unreadable(&mut self, range: Range<usize>) -> Progress {
        self.weight.add(0);
        let end = range.end;
        let node = Node { span: self.part.span(range), value: Value::Unreadable };
        self.place(node, 0, end)
    }

    /// Puts a complete value, which ends at `end`, where it belongs.
    fn bound(&mut self) -> Progress {
        if self.weight.nodes <= NODES {
            return Progress::More;
        }
        let at = self.end;
        self.stop(|part| fault::too_many(part, part.character(at)))
    }
}
