//! Lists and mappings: where they begin and end, and what is put into them.

use super::{Builder, Header, Progress};
use crate::yaml::anchor::Weight;
use crate::yaml::fault::{self, Group};
use crate::yaml::parse::DEPTH;
use crate::yaml::{Entry, Key, Mapping, Node, Value, duplicate, extent, syntax, tag};
use granit_parser::StructureStyle;
use std::ops::Range;

/// A list or mapping that is being read.
pub(super) struct Open {
    pub(super) shape: Shape,
    pub(super) range: Range<usize>,
    pub(super) is_flow: bool,
    /// Its anchor, 0 for none.
    pub(super) anchor: usize,
    /// What had been read before it.
    pub(super) before: Weight,
    /// How many levels it holds so far.
    pub(super) height: usize,
}

pub(super) enum Shape {
    /// A list whose first item is at this place of the stack.
    Sequence(usize),
    /// A mapping whose first entry is at this place of the stack, and what comes next in it.
    Mapping(usize, Slot),
}

/// What comes next in a mapping.
pub(super) enum Slot {
    Key,
    /// The value of a key.
    Value(Key),
    /// The value of what is no key: it is read and left out.
    Nothing,
}

impl<'a> Builder<'a> {
    pub(super) fn start(&mut self, shape: Shape, style: StructureStyle, header: Header<'a>) -> Progress {
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

    pub(super) fn close(&mut self, end: Range<usize>) -> Progress {
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

    pub(super) fn place(&mut self, node: Node, height: usize, end: usize) -> Progress {
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

    pub(super) fn is_key_next(&self) -> bool {
        self.open.last().is_some_and(|open| matches!(open.shape, Shape::Mapping(_, Slot::Key)))
    }

    pub(super) fn set_slot(&mut self, next: Slot) {
        if let Some(Open { shape: Shape::Mapping(_, slot), .. }) = self.open.last_mut() {
            *slot = next;
        }
    }
}
