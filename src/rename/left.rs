//! Where a name stands that nothing of the content is read from: rules, templates, comments.

use super::name::Wanted;
use super::place::{Patches, whole};
use crate::kind::{self, Address};
use crate::page::Site;
use crate::source::{Place, Sources};
use crate::yaml;

/// Renames it in the rules of kinds, where its whole name stands between quotation marks: that can be nothing else.
pub(super) fn rules(patches: &mut Patches<'_>) {
    let (old, new) = (patches.wanted.old_id(), patches.wanted.new_id());
    let sources = patches.sources;
    for source in sources.below(kind::FOLDER) {
        let Some(node) = yaml::parse_file(source).node else { continue };
        let Some(rules) = node.as_mapping().and_then(|kind| kind.get("rules")) else { continue };
        let text = source.text().get(rules.span.range()).unwrap_or_default();
        for range in whole(text, &old) {
            let before = text.get(..range.start).and_then(|before| before.chars().next_back());
            let after = text.get(range.end..).and_then(|after| after.chars().next());
            if before == after && matches!(before, Some('\'' | '"')) {
                let at = rules.span.start();
                patches.put(source, at + range.start..at + range.end, new.clone());
            }
        }
    }
}

/// Where the old name stands still: as a whole name anywhere, as a slug in the rules of kinds, as an address in templates.
pub(super) fn left(after: &Sources, wanted: &Wanted<'_>, site: &Site) -> Vec<Place> {
    let id = wanted.old_id();
    let address = site.kinds.get(wanted.record.kind).map(|kind| kind.address.clone());
    let page = address.filter(|_| wanted.part.is_none()).and_then(|address| match address {
        Address::Pages(folder) => Some(format!("{folder}{}/", wanted.old)),
        Address::Places(page) => Some(format!("{page}#{}", wanted.old)),
        Address::Nowhere => None,
    });
    let mut left = Vec::new();
    for source in after.iter().filter(|source| source.not_utf_8().is_none()) {
        let text = source.text();
        let mut found: Vec<_> = whole(text, &id).collect();
        if source.path().starts_with(kind::FOLDER) {
            let quoted = ['\'', '"'].map(|quote| format!("{quote}{}{quote}", wanted.old));
            for quoted in &quoted {
                found.extend(text.match_indices(&**quoted).map(|(at, name)| at + 1..at + name.len() - 1));
            }
        }
        if let Some(page) = page.as_deref().filter(|_| source.path().starts_with("themes/")) {
            found.extend(text.match_indices(page).map(|(at, page)| at..at + page.len()));
        }
        found.sort_by_key(|range| range.start);
        left.extend(found.into_iter().map(|range| source.place(range)));
    }
    left
}
