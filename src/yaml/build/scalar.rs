//! Keys and single values.

use super::collection::Slot;
use super::{Builder, Header, Progress};
use crate::yaml::fault::{self, Group};
use crate::yaml::{Key, Node, Style, Value, extent, syntax, tag};
use granit_parser::ScalarStyle;
use std::borrow::Cow;

impl<'a> Builder<'a> {
    pub(super) fn scalar(&mut self, text: Cow<'a, str>, style: ScalarStyle, header: Header<'a>) -> Progress {
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
