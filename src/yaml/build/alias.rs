//! What stands for a value that was written elsewhere.

use super::collection::Slot;
use super::{Builder, Progress};
use crate::yaml::anchor::Meaning;
use crate::yaml::fault::{self, Group};
use crate::yaml::parse::DEPTH;
use std::ops::Range;

impl Builder<'_> {
    pub(super) fn alias(&mut self, id: usize, range: Range<usize>) -> Progress {
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

    pub(super) fn unresolved(&mut self, name: &str, range: Range<usize>) -> Progress {
        self.has_unknown_alias = true;
        self.faults.report(Group::Meaning, || fault::unknown_alias(&self.part, range.clone(), name, &self.anchors));
        if self.is_key_next() {
            self.set_slot(Slot::Nothing);
            return Progress::More;
        }
        self.unreadable(range)
    }
}
