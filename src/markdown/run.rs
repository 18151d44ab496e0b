use super::outline::EXTENSIONS;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
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

/// The words of a text, for those who look for something in them. Read anew each time: few do.
#[must_use]
pub fn runs(text: &str) -> Vec<Run<'_>> {
    let mut runs: Vec<Run<'_>> = Vec::new();
    let (mut links, mut is_code) = (0_usize, false);
    for (event, range) in Parser::new_ext(text, EXTENSIONS).into_offset_iter() {
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => links += 1,
            Event::End(TagEnd::Link | TagEnd::Image) => links = links.saturating_sub(1),
            Event::Start(Tag::CodeBlock(_)) => is_code = true,
            Event::End(TagEnd::CodeBlock) => is_code = false,
            Event::Text(_) if !is_code => {
                let is_linked = links > 0;
                match runs.last_mut().filter(|last| last.range.end == range.start && last.is_linked == is_linked) {
                    // The package cuts at every letter that could have been a mark.
                    Some(last) => {
                        last.range.end = range.end;
                        last.text = text.get(last.range.clone()).unwrap_or_default();
                    }
                    None => {
                        runs.push(Run { text: text.get(range.clone()).unwrap_or_default(), range, is_linked });
                    }
                }
            }
            _ => {}
        }
    }
    runs
}
