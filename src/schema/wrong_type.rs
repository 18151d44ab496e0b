//! Values that are there and are of another type than they have to be, and those that are not there.

use super::walk::{Reasons, Spot, Walker};
use super::{Declaration, Format, Shape, format, habit, mend};
use crate::diagnostic::{Code, Fix, listed};
use crate::source::Span;
use crate::yaml::{Node, Value};

impl Walker<'_> {
    pub(super) fn written(&self, node: &Node) -> &str {
        self.context.source.text().get(node.span.range()).unwrap_or_default()
    }

    /// Whether a number is to be read as a text of a format: a year is one, and of a day without its hyphens, of an amount
    /// without what is counted, or of a telephone number without its first digit, the format knows more to say.
    pub(super) fn reads_numbers(&self, wanted: Format, node: &Node) -> bool {
        match (wanted, &node.value) {
            (
                Format::Amount | Format::Date | Format::Period | Format::AcademicYear | Format::Term | Format::Relative,
                _,
            ) => true,
            (Format::Phone, Value::Integer(_)) => format::check(Format::Phone, self.written(node)).is_some(),
            _ => false,
        }
    }

    pub(super) fn report_no_value(&mut self, declaration: &Declaration, node: &Node, spot: Spot<'_>) {
        let message = format!("{} has no value", spot.subject());
        if let Some(note) = self.hidden_by_a_note(node, spot) {
            let text = self.context.source.text().get(note.range()).unwrap_or_default().trim_end();
            let quoted = format!("\"{text}\"");
            let help = match text.contains(['"', '\\']) {
                true => "put the text in quotation marks".to_owned(),
                false => format!("put the text in quotation marks: `{quoted}`"),
            };
            let fix =
                (!text.contains(['"', '\\'])).then(|| Fix::guess(help.clone(), self.context.source.at(note), quoted));
            let fault = self.fault(Code::WrongType, note, message).label("`#` begins a note to yourself");
            self.diagnostics.push(fault.help(help).fix(fix));
            return;
        }
        let help = match (self.reason().filter(|_| !declaration.known), spot.is_required && !spot.is_item) {
            (Some(reason), true) => format!("write a value, or say why there is none: `{{unknown: {reason}}}`"),
            (Some(reason), false) => {
                format!("write a value, take the line out, or say why there is none: `{{unknown: {reason}}}`")
            }
            (None, true) => "write a value".to_owned(),
            (None, false) => "write a value, or take the line out".to_owned(),
        };
        // `~`, `null` and `""` stand there and mean nothing.
        let (span, label) = match node.span.range().is_empty() || spot.is_item {
            true => (spot.anchor, "nothing follows"),
            false => (node.span, "this means nothing"),
        };
        self.diagnostics.push(self.fault(Code::WrongType, span, message).label(label).help(help));
    }

    /// What stands behind a `#` where a value belongs, and touches it: a note begins with a blank.
    fn hidden_by_a_note(&self, node: &Node, spot: Spot<'_>) -> Option<Span> {
        if !matches!(node.value, Value::Null) || spot.is_item {
            return None;
        }
        let text = self.context.source.text();
        let line = text.get(spot.anchor.end()..)?.lines().next()?;
        let start = line.find('#')?;
        let is_value = line.get(..start)?.trim() == ":" && line.get(start + 1..)?.starts_with(char::is_alphanumeric);
        let start = spot.anchor.end() + start;
        is_value.then(|| Span::new(text, start..spot.anchor.end() + line.trim_end().len()))
    }

    pub(super) fn report_wrong_type(&mut self, shape: &Shape, node: &Node, spot: Spot<'_>) {
        let (expected, help) = self.expected(shape, node);
        let message = format!("{} has to be {expected}", spot.subject_or(self.context.noun));
        let fault = self.fault(Code::WrongType, node.span, message).label(format!("this is {}", node.noun()));
        if let Some((help, fix)) = self.meant(shape, node) {
            self.diagnostics.push(fault.help(help).fix(fix));
            return;
        }
        let is_choice = self.context.reasons == Reasons::None && matches!(spot.name, Some("oneOf" | "enum"));
        let help = match node.as_text().filter(|_| is_choice && spot.is_item) {
            Some(word) => format!("write `{{const: {word}, title: …}}`, with the words that readers see"),
            None => help,
        };
        let fault = self.or_unknown(fault.help(help), node);
        let fix = mend::value(shape, node, self.context.source);
        self.diagnostics.push(fault.fix(fix));
    }

    /// What is expected, and how to write it.
    fn expected(&self, shape: &Shape, node: &Node) -> (&'static str, String) {
        let in_quotes = || format!("put it in quotation marks: `\"{}\"`", self.written(node));
        match shape {
            Shape::Text(_) if is_scalar(node) => ("text", in_quotes()),
            Shape::Choice(_) if is_scalar(node) => ("one of its choices", in_quotes()),
            Shape::Text(_) => (
                "text",
                match node.as_sequence().unwrap_or_default() {
                    [one] if is_scalar(one) => "take one `- ` before it out".to_owned(),
                    _ => "write one text".to_owned(),
                },
            ),
            Shape::Choice(_) => ("one of its choices", "write one of them".to_owned()),
            Shape::Integer => ("a whole number", "write digits alone, without quotation marks".to_owned()),
            Shape::Number => ("a number", "write digits alone, without quotation marks".to_owned()),
            Shape::Boolean => ("`true` or `false`", "write `true` or `false`, without quotation marks".to_owned()),
            Shape::List(_) => ("a list", "write each item on a line of its own that begins with `- `".to_owned()),
            Shape::Reference(_) => (
                "the name of a record",
                match node.as_sequence().unwrap_or_default() {
                    [one] if one.as_text().is_some() => {
                        format!("write `{}` alone: there can be one only", one.as_text().unwrap_or_default())
                    }
                    _ => "write one name: that of the record's file, without its ending".to_owned(),
                },
            ),
            Shape::Parts(_) => (
                "a mapping of names to parts",
                "give each part a name: `name:`, and its fields indented below".to_owned(),
            ),
            Shape::Object { properties, .. } => (
                "a mapping",
                format!(
                    "write its fields indented below: {}",
                    listed(properties.iter().map(|property| &*property.name))
                ),
            ),
            Shape::Map { .. } | Shape::Any => ("a mapping", "write `name: value` lines indented below".to_owned()),
        }
    }

    /// What was probably meant, with its fix.
    fn meant(&self, shape: &Shape, node: &Node) -> Option<(String, Option<Fix>)> {
        match shape {
            Shape::Text(_) => {
                mend::whole_text(node, self.context.source).or_else(|| mend::ending_colon(node, self.context.source))
            }
            Shape::List(item) if !format::is_later(node.as_text().unwrap_or_default()) => {
                let can_be_word =
                    matches!(self.schema.shape(item.shape), Shape::Text(None) | Shape::Choice(_) | Shape::Reference(_));
                mend::dashes(node, self.context.source)
                    .or_else(|| mend::list(node, self.context.source).filter(|_| can_be_word))
            }
            _ => None,
        }
    }

    /// What has to be written in the file of a kind for what another tool calls so.
    pub(super) fn in_other_words(&self, written: &str, at: Span) -> Option<String> {
        let is_type = || {
            let before = self.context.source.text().get(..at.start()).unwrap_or_default();
            before.trim_end_matches([' ', '"', '\'']).ends_with("type:")
        };
        habit::of_type(written).filter(|_| self.context.reasons == Reasons::None && is_type())
    }
}

fn is_scalar(node: &Node) -> bool {
    !matches!(node.value, Value::Sequence(_) | Value::Mapping(_) | Value::Null)
}
