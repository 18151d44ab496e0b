//! Values that nobody can give: `{unknown: reason, note: …}`.

use super::walk::{Reasons, Spot, Walker, unquoted};
use super::{Content, Declaration, Format, Property, Shape, Unknown, Value, format, mend};
use crate::diagnostic::{Certainty, Code, Diagnostic, listed, nearest, respelt};
use crate::yaml::{self, Entry, Node};

/// The entry `unknown` of `{unknown: reason, note: …}`.
pub(super) fn entry(node: &Node) -> Option<&Entry> {
    node.as_mapping()?.entry("unknown")
}

impl Walker<'_> {
    /// The first of the site's reasons.
    pub(super) fn reason(&self) -> Option<&str> {
        match self.context.reasons {
            Reasons::Listed(reasons) => reasons.first().map(|reason| &**reason),
            Reasons::None | Reasons::Any => None,
        }
    }

    /// Reports a text that somebody meant to write later.
    pub(super) fn report_placeholder(&mut self, declaration: &Declaration, node: &Node, text: &str) {
        // A file of ours may name what a record may not.
        let Some(range) = format::placeholder(text).filter(|_| self.context.reasons != Reasons::None) else { return };
        let is_whole = range.len() == text.len();
        let offsets = yaml::Offsets::of(self.context.source.text(), node);
        let place = self.context.source.place(offsets.source(range.start)..offsets.source(range.end));
        let written = text.get(range).unwrap_or_default();
        let message = format!("`{written}` stands for something that nobody has written yet, and readers would see it");
        let fault = Diagnostic::new(Code::PlaceholderText, place, message);
        self.diagnostics.push(match self.reason().filter(|_| is_whole && !declaration.known) {
            Some(reason) => {
                let help = format!("write what it stands for, or `{{unknown: {reason}}}` if nobody can give it");
                fault.help(help).note(self.reasons_note())
            }
            None if is_whole => fault.help("write what it stands for"),
            None => fault.help("write what it stands for, or take it out"),
        });
    }

    fn reasons_note(&self) -> String {
        match self.context.reasons {
            Reasons::Listed(known) => {
                format!("the reasons in `content/site.yaml` are {}", listed(known.iter().map(|reason| &**reason)))
            }
            Reasons::None | Reasons::Any => String::new(),
        }
    }

    /// A help that names the way to say that nobody knows, where `written` stands for that.
    pub(super) fn or_reason(&self, help: &str, written: &str) -> String {
        match self.reason().filter(|_| format::is_later(written)) {
            Some(reason) => format!("{help}, or `{{unknown: {reason}}}` if nobody can give it"),
            None => help.to_owned(),
        }
    }

    /// The same for a fault of a whole value.
    pub(super) fn or_unknown(&self, fault: Diagnostic, node: &Node) -> Diagnostic {
        let help = fault.help.as_deref().map(|help| self.or_reason(help, node.as_text().unwrap_or_default()));
        Diagnostic { help, ..fault }
    }

    /// The entry `unkown` of what was meant as `{unknown: reason}`, where no field is called nearly so.
    pub(super) fn misspelt_unknown<'n>(&self, declaration: &Declaration, node: &'n Node) -> Option<&'n Entry> {
        let entry = node.as_mapping()?.0.first().filter(|_| self.context.reasons != Reasons::None)?;
        let name = &*entry.key.text;
        let shape = self.schema.shape(declaration.shape);
        // Nearly every mapping begins with a field that there is, and needs no looking for what is near.
        let is_field = |properties: &[Property]| properties.iter().any(|field| *field.name == *name);
        if matches!(shape, Shape::Object { properties, .. } if is_field(properties)) {
            return None;
        }
        nearest(name, ["unknown"])?;
        let has_name = match shape {
            Shape::Object { properties, .. } => nearest(name, properties.iter().map(|field| &*field.name)).is_some(),
            Shape::Map { .. } | Shape::Parts(_) | Shape::Any => true,
            _ => false,
        };
        (!has_name).then_some(entry)
    }

    pub(super) fn report_misspelt_unknown(&mut self, entry: &Entry, spot: Spot<'_>) {
        let message = format!("{} has no field `{}`", spot.subject(), entry.key.text);
        let fault = self.fault(Code::UnknownField, entry.key.span, message).note_look_alike(&entry.key.text);
        let fix = mend::name("unknown", Certainty::Guess, (entry.key.span, entry.key.style), self.context.source);
        self.diagnostics.push(fault.help("write `unknown`").fix(fix));
    }

    /// Decodes it, or reports what is wrong with it.
    pub(super) fn unknown(
        &mut self,
        declaration: &Declaration,
        node: &Node,
        reason: &Entry,
        spot: Spot<'_>,
    ) -> Option<Value> {
        if declaration.known {
            let fault = self.fault(Code::WrongValue, node.span, format!("{} may not be unknown", spot.subject()));
            self.diagnostics.push(fault.help("write its value; this field has to be known"));
            return None;
        }
        self.check_reason(reason)?;
        let (mut note, mut by) = (None, None);
        for entry in node.as_mapping().map_or(&[][..], |mapping| &mapping.0) {
            let spot = Spot {
                name: Some(&entry.key.text),
                anchor: entry.key.span,
                part: spot.part,
                is_item: false,
                is_required: false,
            };
            match &*entry.key.text {
                "unknown" => {}
                "note" => match entry.value.as_text() {
                    Some(text) => note = Some(text.into()),
                    None => self.report_wrong_type(&Shape::Text(None), &entry.value, spot),
                },
                "by" => {
                    let period = Shape::Text(Some(Format::Period));
                    if let Some(Value { content: Content::Period(period), .. }) =
                        self.content(&period, &entry.value, spot)
                    {
                        by = Some(period);
                    }
                }
                other => {
                    let message = format!("beside `unknown` there is no field `{other}`");
                    let fault = self.fault(Code::UnknownField, entry.key.span, message);
                    self.diagnostics.push(
                        fault.help("write `note`, or `by` for a day on which it was certainly so, or take it out"),
                    );
                }
            }
        }
        let reason = reason.value.as_text()?.into();
        Some(Value { span: node.span, content: Content::Unknown(Box::new(Unknown { reason, note, by })) })
    }

    fn check_reason(&mut self, reason: &Entry) -> Option<()> {
        let Some(written) = reason.value.as_text() else {
            let message = "`unknown` does not say why";
            let span = if reason.value.span.range().is_empty() { reason.key.span } else { reason.value.span };
            let fault = self.fault(Code::WrongType, span, message.to_owned());
            let fault = match self.reason() {
                Some(reason) => fault.help(format!("say why: `{{unknown: {reason}}}`")).note(self.reasons_note()),
                None => fault.help("write a reason behind it: `{unknown: …}`"),
            };
            self.diagnostics.push(fault);
            return None;
        };
        let Reasons::Listed(known) = self.context.reasons else { return Some(()) };
        let known = known.iter().map(|reason| &**reason);
        if known.clone().any(|known| known == written) {
            return Some(());
        }
        let message = format!("`{written}` is no reason for being unknown");
        let fault = self.fault(Code::WrongValue, unquoted(&reason.value), message);
        self.diagnostics.push(match known.clone().next() {
            Some(_) => {
                let fault = fault.note(format!("the reasons in `content/site.yaml` are {}", listed(known.clone())));
                match nearest(written, known.clone()) {
                    Some(near) => {
                        let certainty = Certainty::of(respelt(written, known) == Some(near));
                        let fix = mend::name(near, certainty, mend::spot(&reason.value), self.context.source);
                        fault.help(format!("write `{near}`")).fix(fix)
                    }
                    None => fault.help("write one of them"),
                }
            }
            None => {
                fault.help("list the reasons under `unknown` in `content/site.yaml`, each with the words for readers")
            }
        });
        None
    }
}
