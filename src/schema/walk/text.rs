use super::{Reasons, Walker};
use crate::date::FlawKind;
use crate::markdown::Outline;
use crate::schema::{Content, Format, Prose};
use crate::schema::{format, mend, mention, typed};
use crate::yaml::{self, Node, Scalar};

impl Walker<'_> {
    pub(super) fn text(&mut self, format: Option<Format>, node: &Node, scalar: &Scalar) -> Option<Content> {
        if format == Some(Format::Markdown) {
            let outline = Outline::of(&scalar.text);
            self.decoded.mentions.extend(mention::in_prose(node, &outline, self.context.source));
            self.decoded.prose.push(Prose { node: node.clone(), outline });
            return Some(Content::Prose(self.decoded.prose.len() - 1));
        }
        match format.and_then(|format| typed::read(format, &scalar.text, self.context.calendar)) {
            Some(Ok(content)) => return Some(content),
            // Where the site's own file cannot be read, nobody knows which names for times there are.
            Some(Err(flaw)) if self.context.reasons == Reasons::Any && flaw.kind == FlawKind::Malformed => return None,
            Some(Err(flaw)) => {
                let fault = typed::fault(&flaw, node, self.context.source);
                self.diagnostics.push(self.or_unknown(fault, node));
                return None;
            }
            None => {}
        }
        if let Some(flaw) = format.and_then(|format| format::check(format, &scalar.text)) {
            let offset = |offset| yaml::source_offset(self.context.source.text(), node, offset);
            let place = self.context.source.place(offset(flaw.range.start)..offset(flaw.range.end));
            let fix = mend::address(format, node, scalar, self.context.source);
            self.diagnostics.push(flaw.diagnostic(place, fix));
            return None;
        }
        self.diagnostics.extend(mend::curly(node, scalar, self.context.source));
        if format.is_none() && scalar.text.contains('@') {
            self.decoded.mentions.extend(mention::in_text(node, self.context.source));
        }
        Some(Content::Text(scalar.text.clone()))
    }
}
