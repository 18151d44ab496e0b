//! Links in Markdown, and the addresses in the site's own file.

use super::place::{Patches, last_of, only};
use crate::catalogue::{Destination, destination};
use crate::config;
use crate::kind::{Address, Kinds};
use crate::markdown::Link;
use crate::page::Site;
use crate::route::part_anchor;
use crate::schema::{Content, Member, Places, Prose, Value};
use crate::source::Span;
use std::ops::Range;

/// Finds every link that leads to what is renamed.
pub(super) fn links(patches: &mut Patches<'_>, site: &Site) {
    let address = site.kinds.get(patches.wanted.record.kind).map(|kind| &kind.address);
    let Some(address) = address else { return };
    for (index, record) in site.catalogue.all() {
        let finder = Finder { kinds: &site.kinds, address, is_own: index == patches.wanted.index };
        finder.texts(patches, &record.path, &record.decoded.prose);
    }
    let finder = Finder { kinds: &site.kinds, address, is_own: false };
    finder.texts(patches, config::FILE, &site.config.decoded.prose);
    for member in site.config.decoded.get("redirects").map(Value::members).unwrap_or_default() {
        finder.redirect(patches, member);
    }
}

#[derive(Clone, Copy)]
struct Finder<'a> {
    kinds: &'a Kinds,
    /// Where the record that is renamed, or that holds the part, is found.
    address: &'a Address,
    /// Whether that record is the one that the text belongs to.
    is_own: bool,
}

impl Finder<'_> {
    fn texts(self, patches: &mut Patches<'_>, path: &str, texts: &[Prose]) {
        let Some(source) = patches.sources.get(path) else { return };
        for prose in texts {
            let places = prose.places(source);
            for link in &prose.outline.links {
                for range in self.ranges(patches, &link.destination) {
                    self.link(patches, (&places, link), range);
                }
            }
        }
    }

    /// Replaces the bytes `range` of a link's destination.
    fn link(self, patches: &mut Patches<'_>, (places, link): (&Places<'_>, &Link), range: Range<usize>) {
        let text = places.prose.text();
        let whole = places.of(link.range.clone());
        let written = text.get(link.range.clone()).unwrap_or_default();
        let found = match *written == *link.destination {
            true => Some(range),
            // It has escapes in it, or stands nowhere by itself.
            false if link.range != link.whole => only(written, patches.wanted.old),
            false => None,
        };
        let place = found.map(|found| places.of(link.range.start + found.start..link.range.start + found.end));
        let source = patches.sources.get(&whole.path);
        match (place, source) {
            (Some(place), Some(source)) if source.text().get(place.span.range()) == Some(patches.wanted.old) => {
                patches.put(source, place.span.range(), patches.wanted.new.clone());
            }
            _ => patches.give_up(whole),
        }
    }

    /// An address of the site's own file that leads to it.
    fn redirect(self, patches: &mut Patches<'_>, member: &Member) {
        let Some(source) = patches.sources.get(config::FILE) else { return };
        let Some(written) = member.value.as_text() else { return };
        let span = member.value.span;
        let is_quoted = source.text().get(span.range()).is_some_and(|there| there.starts_with(['"', '\'']));
        let span: Span = if is_quoted { span.inset(1) } else { span };
        for range in self.ranges(patches, written) {
            patches.written(source, span, written, range);
        }
    }

    /// The bytes of a destination that name what is renamed: its slug, or that of the part, also as a field or an anchor.
    fn ranges(self, patches: &Patches<'_>, written: &str) -> Vec<Range<usize>> {
        let wanted = patches.wanted;
        let moved = |range: Range<usize>, by: usize| range.start + by..range.end + by;
        match destination(written, self.kinds) {
            Destination::Record { kind, name, field, .. } if kind == wanted.record.kind => {
                let at = written.len() - written.split_once(':').map_or(written, |(_, rest)| rest).len();
                let of_field = field.filter(|_| *name == *wanted.record.slug).and_then(|field| {
                    let range = self.in_field(patches, field)?;
                    Some(moved(range, at + name.len() + 1))
                });
                patches.in_name(name).map(|range| moved(range, at)).into_iter().chain(of_field).collect()
            }
            Destination::Own { field } if self.is_own => {
                self.in_field(patches, field).map(|range| moved(range, 1)).into_iter().collect()
            }
            Destination::Path => self.in_path(patches, written).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    /// The name of the part in the path of a field: `ways.coach.price`.
    fn in_field(self, patches: &Patches<'_>, field: &str) -> Option<Range<usize>> {
        let (record, wanted) = (patches.wanted.record, patches.wanted.part?);
        let (mut at, mut members, mut parts) = (0, Some(&*record.decoded.fields), None);
        for name in field.split('.') {
            let value = match (members, parts) {
                (Some(members), _) => &members.iter().find(|member| &*member.name == name)?.value,
                (_, Some(parts)) => {
                    let parts: &[crate::schema::Part] = parts;
                    let part = parts.iter().find(|part| part.slug() == name)?;
                    if *part.path == *wanted {
                        return Some(at..at + name.len());
                    }
                    &part.value
                }
                _ => return None,
            };
            at += name.len() + 1;
            (members, parts) = match &value.content {
                Content::Object(members) => (Some(&**members), None),
                Content::Parts(parts) => (None, Some(&**parts)),
                _ => (None, None),
            };
        }
        None
    }

    /// The name in an address of the site: that of the page, or the anchor of the part.
    fn in_path(self, patches: &Patches<'_>, written: &str) -> Option<Range<usize>> {
        let wanted = patches.wanted;
        let slug = &*wanted.record.slug;
        let (before, is_place) = match self.address {
            Address::Pages(folder) => (folder.to_string(), false),
            Address::Places(page) => (format!("{page}#"), true),
            Address::Nowhere => return None,
        };
        let Some(part) = wanted.part else {
            let rest = written.strip_prefix(&*before)?.strip_prefix(slug)?;
            let ends = if is_place { ["_"].as_slice() } else { ["/", "#", "?"].as_slice() };
            let is_it = rest.is_empty() || ends.iter().any(|end| rest.starts_with(end));
            return is_it.then_some(before.len()..before.len() + slug.len());
        };
        let fragment = match (written.strip_prefix('#'), is_place) {
            (Some(fragment), false) if self.is_own => fragment,
            (_, false) => {
                written.strip_prefix(&*before)?.strip_prefix(slug)?.trim_start_matches('/').strip_prefix('#')?
            }
            (_, true) => written.strip_prefix(&*before)?.strip_prefix(slug)?.strip_prefix('_')?,
        };
        let parts = &wanted.record.decoded.parts;
        let named = parts.iter().find(|(path, _)| part_anchor(path) == fragment)?;
        let range = last_of(part, &named.0)?;
        let at = written.len() - fragment.len();
        Some(at + range.start..at + range.end)
    }
}
