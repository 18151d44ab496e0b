use super::{Spot, Walker};
use crate::diagnostic::Code;
use crate::schema::{Declaration, Part, proposed_slug, slug_help};
use crate::yaml::Entry;
use std::collections::{BTreeMap, BTreeSet};

impl Walker<'_> {
    pub(super) fn parts(&mut self, declaration: &Declaration, entries: &[Entry], spot: Spot<'_>) -> Vec<Part> {
        let mut parts = Vec::with_capacity(entries.len());
        for entry in entries {
            let (written, span) = (&*entry.key.text, entry.key.span);
            // Others name it by what it should be called, and have done nothing wrong.
            let proposed = slug_help(written).map(|help| {
                let fault = self.fault(Code::BadSlug, span, format!("`{written}` cannot be the name of a part"));
                self.diagnostics.push(fault.help(help));
                proposed_slug(written)
            });
            let slug = proposed.as_deref().unwrap_or(written);
            let path: Box<str> =
                if spot.part.is_empty() { slug.into() } else { format!("{}/{slug}", spot.part).into() };
            if slug.is_empty() || (proposed.is_some() && self.parts.contains_key(&path)) {
                continue;
            }
            if let Some(first) = self.parts.get(&path).copied() {
                let fault = self.fault(Code::DuplicateId, span, format!("two parts are called `{path}`"));
                let fault = fault.label("the name is taken").also(self.context.source.at(first), "by this part");
                self.diagnostics.push(fault.help(
                    "give one of them another name: names are told apart in the whole record, not field by field",
                ));
                continue;
            }
            let anchor = path.replace('/', "-");
            if let Some(first) = self.anchors.insert(anchor.clone(), span) {
                let fault = self.fault(Code::DuplicateId, span, format!("two parts would stand at `#{anchor}`"));
                let fault = fault.also(self.context.source.at(first), "this part stands there");
                self.diagnostics.push(fault.help("give one of them another name"));
                continue;
            }
            self.parts.insert(path.clone(), span);
            self.decoded.parts.push((path.clone(), span));
            let inner = Spot { name: Some(slug), anchor: span, part: &path, is_item: false, is_required: false };
            let value = self.value(declaration, &entry.value, inner);
            parts.extend(value.map(|value| Part { path: path.clone(), span, value }));
        }
        parts
    }

    /// Headings get fragments that are told apart on the whole page, parts before headings since others refer to them.
    pub(super) fn give_anchors(&mut self) {
        let mut last: BTreeMap<String, usize> = BTreeMap::new();
        let mut taken: BTreeSet<String> = self.decoded.parts.iter().map(|(path, _)| path.replace('/', "-")).collect();
        for heading in self.decoded.prose.iter_mut().flat_map(|prose| &mut prose.outline.headings) {
            let plain = heading.anchor.to_string();
            let last = last.entry(plain.clone()).or_insert(0);
            let numbered = (*last + 1..)
                .map(|number| (number, if number == 1 { plain.clone() } else { format!("{plain}-{number}") }));
            let free = numbered.into_iter().find(|(_, anchor)| !taken.contains(anchor));
            let (number, free) = free.unwrap_or((1, plain));
            *last = number;
            heading.anchor = free.as_str().into();
            taken.insert(free);
        }
    }
}
