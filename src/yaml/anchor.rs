use super::Node;
use super::parse::{ALIAS_BYTES, ALIAS_NODES};
use crate::source::Span;
use std::borrow::Cow;

/// How much there is of a tree.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Weight {
    /// Keys and values.
    pub(super) nodes: usize,
    /// Bytes of text.
    pub(super) bytes: usize,
}

impl Weight {
    /// One key or value.
    pub(super) fn add(&mut self, bytes: usize) {
        self.nodes += 1;
        self.bytes += bytes;
    }

    pub(super) fn since(self, earlier: Self) -> Self {
        Self { nodes: self.nodes - earlier.nodes, bytes: self.bytes - earlier.bytes }
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self { nodes: self.nodes + other.nodes, bytes: self.bytes + other.bytes }
    }

    /// Whether aliases may stand for as much as this.
    fn is_bearable(self) -> bool {
        self.nodes <= ALIAS_NODES && self.bytes <= ALIAS_BYTES
    }
}

/// What an alias stands for.
pub(super) struct Anchored {
    pub(super) node: Node,
    pub(super) weight: Weight,
    /// How many levels of lists and mappings the value has.
    pub(super) height: usize,
}

/// What is known of an anchor.
enum State {
    /// Its value is being read: an alias would stand inside itself.
    Open,
    Read(Box<Anchored>),
    /// Not kept: together, the anchored values are larger than what aliases may stand for.
    TooLarge,
}

struct Anchor<'a> {
    state: State,
    /// The name, and the anchor with its `&`; granit tells them after the value has begun.
    name: Option<(Cow<'a, str>, Span)>,
    is_used: bool,
}

/// The anchors of a document. granit numbers them from 1, each definition anew.
#[derive(Default)]
pub(super) struct Anchors<'a> {
    anchors: Vec<Anchor<'a>>,
    /// What the copies of anchored values weigh.
    kept: Weight,
    /// What all aliases so far stand for.
    expanded: Weight,
}

/// What becomes of an alias.
pub(super) enum Meaning {
    /// A copy of the anchored value.
    Copy(Anchored),
    /// The anchor, whose value the alias is a part of.
    Recursive(Option<Span>),
    /// More than all aliases of a file may stand for.
    TooLarge,
}

impl<'a> Anchors<'a> {
    /// An anchored value begins.
    pub(super) fn open(&mut self, id: usize) {
        if id > self.anchors.len() {
            self.anchors.resize_with(id, || Anchor { state: State::TooLarge, name: None, is_used: false });
        }
        if let Some(anchor) = self.get(id) {
            anchor.state = State::Open;
        }
    }

    /// An anchored scalar.
    pub(super) fn scalar(&mut self, id: usize, node: &Node) {
        let bytes = node.as_text().map_or(0, str::len);
        self.open(id);
        self.read(id, node, Weight { nodes: 1, bytes }, 0);
    }

    /// An anchored value has been read. It is copied, because nobody knows yet whether an alias will ask for it.
    pub(super) fn read(&mut self, id: usize, node: &Node, weight: Weight, height: usize) {
        let kept = self.kept.and(weight);
        let is_kept = kept.is_bearable();
        let Some(anchor) = self.get(id) else { return };
        if is_kept {
            anchor.state = State::Read(Box::new(Anchored { node: node.clone(), weight, height }));
            self.kept = kept;
        } else {
            anchor.state = State::TooLarge;
        }
    }

    pub(super) fn name(&mut self, id: usize, name: Cow<'a, str>, span: Span) {
        if let Some(anchor) = self.get(id) {
            anchor.name = Some((name, span));
        }
    }

    /// An alias refers to an anchor where nothing can stand for it.
    pub(super) fn mention(&mut self, id: usize) {
        if let Some(anchor) = self.get(id) {
            anchor.is_used = true;
        }
    }

    /// What an alias stands for.
    pub(super) fn alias(&mut self, id: usize) -> Meaning {
        let expanded = self.expanded;
        let Some(anchor) = self.get(id) else { return Meaning::TooLarge };
        anchor.is_used = true;
        match &anchor.state {
            State::Open => Meaning::Recursive(anchor.name.as_ref().map(|(_, span)| *span)),
            State::TooLarge => Meaning::TooLarge,
            State::Read(anchored) => {
                let (weight, height) = (anchored.weight, anchored.height);
                let expanded = expanded.and(weight);
                if !expanded.is_bearable() {
                    return Meaning::TooLarge;
                }
                let node = anchored.node.clone();
                self.expanded = expanded;
                Meaning::Copy(Anchored { node, weight, height })
            }
        }
    }

    /// The names so far, the latest first.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.anchors.iter().rev().filter_map(|anchor| anchor.name.as_ref().map(|(name, _)| &**name))
    }

    /// Anchors that no alias refers to, and what they mark where it was kept.
    pub(super) fn unused(&self) -> impl Iterator<Item = (Span, Option<&Node>)> {
        self.anchors.iter().filter(|anchor| !anchor.is_used).filter_map(|anchor| {
            let value = match &anchor.state {
                State::Read(anchored) => Some(&anchored.node),
                State::Open | State::TooLarge => None,
            };
            Some((anchor.name.as_ref()?.1, value))
        })
    }

    fn get(&mut self, id: usize) -> Option<&mut Anchor<'a>> {
        self.anchors.get_mut(id.checked_sub(1)?)
    }
}
