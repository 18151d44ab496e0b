use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

/// Words of a text that stand together, without marks, code and destinations between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run<'t> {
    /// The bytes of the text that they are.
    pub range: Range<usize>,
    /// The words.
    pub text: &'t str,
    /// Whether they belong to a link or an image.
    pub is_linked: bool,
}

/// Where the runs of a text are, collected from its events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Runs {
    found: Vec<(Range<usize>, bool)>,
    /// How many links and images the events are inside of.
    links: usize,
    is_code: bool,
}

impl Runs {
    pub(super) fn read(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => self.links += 1,
            Event::End(TagEnd::Link | TagEnd::Image) => self.links = self.links.saturating_sub(1),
            Event::Start(Tag::CodeBlock(_)) => self.is_code = true,
            Event::End(TagEnd::CodeBlock) => self.is_code = false,
            Event::Text(_) if !self.is_code => {
                let is_linked = self.links > 0;
                match self.found.last_mut().filter(|(last, linked)| last.end == range.start && *linked == is_linked) {
                    // The package cuts at every letter that could have been a mark.
                    Some((last, _)) => last.end = range.end,
                    None => self.found.push((range.clone(), is_linked)),
                }
            }
            _ => {}
        }
    }

    pub(super) fn shrink(&mut self) {
        self.found.shrink_to_fit();
    }

    pub(super) fn of<'t>(&self, text: &'t str) -> impl Iterator<Item = Run<'t>> {
        self.found.iter().map(move |(range, is_linked)| {
            let words = text.get(range.clone()).unwrap_or_default();
            Run { range: range.clone(), text: words, is_linked: *is_linked }
        })
    }
}
