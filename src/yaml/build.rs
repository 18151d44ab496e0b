use super::anchor::{Anchors, Meaning, Weight};
use super::fault::{self, Faults, Group};
use super::parse::{DEPTH, NODES, Parsed};
use super::part::Part;
use super::syntax::{self, Last, Seen};
use super::{Entry, Key, Mapping, Node, Style, Value, duplicate, extent, tag};
use crate::diagnostic::Diagnostic;
use granit_parser::{Event, ScalarStyle, ScanError, StructureStyle, Tag};
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

/// A list or mapping that is being read.
struct Open {
    shape: Shape,
    range: Range<usize>,
    is_flow: bool,
    /// Its anchor, 0 for none.
    anchor: usize,
    /// What had been read before it.
    before: Weight,
    /// How many levels it holds so far.
    height: usize,
}

enum Shape {
    /// A list whose first item is at this place of the stack.
    Sequence(usize),
    /// A mapping whose first entry is at this place of the stack, and what comes next in it.
    Mapping(usize, Slot),
}

/// What comes next in a mapping.
enum Slot {
    Key,
    /// The value of a key.
    Value(Key),
    /// The value of what is no key: it is read and left out.
    Nothing,
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

    fn scalar(&mut self, text: Cow<'a, str>, style: ScalarStyle, header: Header<'a>) -> Progress {
        let style = style_of(style);
        if let Some(comment) = extent::comment_inside(&self.part, header.range.clone(), style) {
            return self.stop(|part| syntax::comment_inside(part, comment));
        }
        if self.is_key_next() {
            return self.key(text, style, header);
        }
        let range = extent::scalar(&self.part, self.end, header.range, &text, style);
        // granit writes a value that is not there as `~`.
        let text = if style == Style::Plain && range.is_empty() { Cow::Borrowed("") } else { text };
        self.weight.add(text.len());
        if style == Style::Plain
            && let Some(fault) = syntax::joined_item(&self.part, range.clone())
        {
            self.faults.report(Group::Meaning, || fault);
            return self.unreadable(range);
        }
        let value = match header.tag {
            None => tag::untagged(text, style),
            Some((tag, at)) => tag::scalar(&tag, text, style).unwrap_or_else(|problem| {
                self.faults.report(Group::Meaning, || fault::tag(&self.part, problem, at));
                Value::Unreadable
            }),
        };
        let mut range = range;
        if style == Style::Plain
            && let Some(mark) = extent::note_behind(&self.part, range.end)
        {
            if range.is_empty() {
                // The note stands where the value should.
                range = mark..mark;
            } else if matches!(value, Value::Text(_)) && extent::is_text(&self.part, mark) {
                let whole = range.start..self.part.line_end(mark);
                self.faults.report(Group::Cut, || fault::cut_at_note(&self.part, whole, mark));
            }
        }
        let end = range.end;
        let node = Node { span: self.part.span(range), value };
        if header.anchor != 0 {
            self.anchors.scalar(header.anchor, &node);
        }
        self.place(node, 0, end)
    }

    fn key(&mut self, text: Cow<'a, str>, style: Style, header: Header<'a>) -> Progress {
        let Header { range, anchor, tag } = header;
        if style == Style::Plain
            && let Some(blank) = syntax::no_break_around(&self.part, range.clone())
        {
            return self.stop(|part| syntax::no_break_at(part, blank));
        }
        self.weight.add(text.len());
        if let Some((tag, at)) = tag
            && let Some(problem) = tag::key(&tag)
        {
            self.faults.report(Group::Meaning, || fault::tag(&self.part, problem, at));
        }
        let span = self.part.span(range.clone());
        if anchor != 0 {
            // As a value it is what it would be without being a key.
            let value = tag::untagged(if range.is_empty() { Cow::Borrowed("") } else { text.clone() }, style);
            let node = Node { span, value };
            self.anchors.scalar(anchor, &node);
        }
        if let Some(open) = self.open.last_mut() {
            open.range.end = open.range.end.max(range.end);
        }
        let slot = if range.is_empty() || text.is_empty() {
            self.faults.report(Group::Meaning, || fault::empty_key(&self.part, range));
            Slot::Nothing
        } else if style == Style::Plain && text == "<<" {
            self.faults.report(Group::Meaning, || fault::merge_key(&self.part, range));
            Slot::Nothing
        } else {
            Slot::Value(Key { text: text.into(), style, span })
        };
        self.set_slot(slot);
        self.bound()
    }

    fn start(&mut self, shape: Shape, style: StructureStyle, header: Header<'a>) -> Progress {
        let Header { mut range, anchor, tag } = header;
        if self.open.len() >= DEPTH {
            return self.stop(|part| fault::too_deep(part, range));
        }
        if let Some((tag, at)) = tag
            && let Some(problem) = tag::collection(&tag, matches!(shape, Shape::Mapping(..)))
        {
            self.faults.report(Group::Meaning, || fault::tag(&self.part, problem, at));
        }
        let is_flow = style == StructureStyle::Flow;
        // granit passes over a tab behind spaces until a second line shows that it is none of them.
        if !is_flow && let Some(tab) = extent::indenting_tab(&self.part, range.start) {
            return self.stop(|part| syntax::tab(part, tab));
        }
        if matches!(shape, Shape::Sequence(_)) && !is_flow {
            range.start = extent::first_dash(&self.part, self.end, range.start);
        }
        if anchor != 0 {
            self.anchors.open(anchor);
        }
        let before = self.weight;
        self.weight.add(0);
        self.open.push(Open { shape, range, is_flow, anchor, before, height: 1 });
        self.bound()
    }

    fn close(&mut self, end: Range<usize>) -> Progress {
        let Some(open) = self.open.pop() else { return Progress::More };
        let Open { shape, mut range, is_flow, anchor, before, height } = open;
        // What no bracket closes ended with its last value; granit names the next token.
        if is_flow && !end.is_empty() {
            range.end = end.end;
        }
        let value = match shape {
            Shape::Sequence(first) => Value::Sequence(self.items.split_off(first)),
            Shape::Mapping(first, _) => {
                let mut entries = self.entries.split_off(first);
                let around = self.open.last().filter(|around| !is_flow && !around.is_flow);
                let is_item = around.is_some_and(|around| matches!(around.shape, Shape::Sequence(_)));
                duplicate::remove(&mut entries, is_item, |first, second, likely| {
                    self.faults.report(Group::Duplicate, || fault::duplicate_key(&self.part, first, second, likely));
                });
                Value::Mapping(Mapping(entries))
            }
        };
        let end = range.end;
        let node = Node { span: self.part.span(range), value };
        if anchor != 0 {
            self.anchors.read(anchor, &node, self.weight.since(before), height);
        }
        self.place(node, height, end)
    }

    fn alias(&mut self, id: usize, range: Range<usize>) -> Progress {
        if self.is_key_next() {
            self.anchors.mention(id);
            self.faults.report(Group::Meaning, || fault::alias_key(&self.part, range.clone()));
            self.set_slot(Slot::Nothing);
            return Progress::More;
        }
        match self.anchors.alias(id) {
            Meaning::Copy(anchored) if self.open.len() + anchored.height <= DEPTH => {
                self.weight = self.weight.and(anchored.weight);
                self.place(anchored.node, anchored.height, range.end)
            }
            Meaning::Copy(_) => self.stop(|part| fault::too_deep(part, range)),
            Meaning::TooLarge => self.stop(|part| fault::aliases_too_large(part, range)),
            Meaning::Recursive(anchor) => {
                self.faults.report(Group::Meaning, || fault::recursive_alias(&self.part, range.clone(), anchor));
                self.unreadable(range)
            }
        }
    }

    fn unresolved(&mut self, name: &str, range: Range<usize>) -> Progress {
        self.has_unknown_alias = true;
        self.faults.report(Group::Meaning, || fault::unknown_alias(&self.part, range.clone(), name, &self.anchors));
        if self.is_key_next() {
            self.set_slot(Slot::Nothing);
            return Progress::More;
        }
        self.unreadable(range)
    }

    fn unreadable(&mut self, range: Range<usize>) -> Progress {
        self.weight.add(0);
        let end = range.end;
        let node = Node { span: self.part.span(range), value: Value::Unreadable };
        self.place(node, 0, end)
    }

    /// Puts a complete value, which ends at `end`, where it belongs.
    fn place(&mut self, node: Node, height: usize, end: usize) -> Progress {
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return self.bound();
        };
        open.height = open.height.max(height + 1);
        open.range.end = open.range.end.max(end);
        match &mut open.shape {
            Shape::Sequence(_) => self.items.push(node),
            Shape::Mapping(_, slot) => match std::mem::replace(slot, Slot::Key) {
                Slot::Value(key) => self.entries.push(Entry { key, value: node }),
                Slot::Nothing => {}
                Slot::Key => {
                    *slot = Slot::Nothing;
                    self.faults.report(Group::Meaning, || fault::collection_key(&self.part, &node));
                }
            },
        }
        self.bound()
    }

    fn bound(&mut self) -> Progress {
        if self.weight.nodes <= NODES {
            return Progress::More;
        }
        let at = self.end;
        self.stop(|part| fault::too_many(part, part.character(at)))
    }

    fn is_key_next(&self) -> bool {
        self.open.last().is_some_and(|open| matches!(open.shape, Shape::Mapping(_, Slot::Key)))
    }

    fn set_slot(&mut self, next: Slot) {
        if let Some(Open { shape: Shape::Mapping(_, slot), .. }) = self.open.last_mut() {
            *slot = next;
        }
    }
}

const fn style_of(style: ScalarStyle) -> Style {
    match style {
        ScalarStyle::Plain => Style::Plain,
        ScalarStyle::SingleQuoted => Style::SingleQuoted,
        ScalarStyle::DoubleQuoted => Style::DoubleQuoted,
        ScalarStyle::Literal => Style::Literal,
        ScalarStyle::Folded => Style::Folded,
    }
}
