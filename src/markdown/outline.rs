use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// What CommonMark is extended by.
pub(super) const EXTENSIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_FOOTNOTES);

/// The headings and links of a text, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// Headings.
    pub headings: Vec<Heading>,
    /// Links.
    pub links: Vec<Link>,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6, as written.
    pub level: u8,
    /// Its words.
    pub title: Box<str>,
    /// The fragment that leads to it.
    pub anchor: Box<str>,
}

/// A link or an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it leads, as written.
    pub destination: Box<str>,
    /// The bytes of the destination; those of the whole link where the destination cannot be told apart in it.
    pub range: Range<usize>,
}

impl Outline {
    /// The outline of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut outline = Self::default();
        let mut heading: Option<Heading> = None;
        for (event, range) in Parser::new_ext(text, EXTENSIONS).into_offset_iter() {
            match event {
                Event::Start(Tag::Heading { level, .. }) => {
                    heading = Some(Heading { level: level as u8, title: Box::default(), anchor: Box::default() });
                }
                Event::End(TagEnd::Heading(_)) => {
                    outline.headings.extend(
                        heading.take().map(|heading| Heading { anchor: anchor(&heading.title).into(), ..heading }),
                    );
                }
                Event::Text(words) | Event::Code(words) => {
                    if let Some(heading) = &mut heading {
                        heading.title = format!("{}{words}", heading.title).into();
                    }
                }
                Event::SoftBreak | Event::HardBreak => {
                    if let Some(heading) = &mut heading {
                        heading.title = format!("{} ", heading.title).into();
                    }
                }
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    outline.links.push(Link {
                        range: destination_range(text, range, &dest_url),
                        destination: (&*dest_url).into(),
                    });
                }
                _ => {}
            }
        }
        outline
    }
}

/// The last place in a link that reads like its destination: `[a](b)` names it behind its words.
fn destination_range(text: &str, link: Range<usize>, destination: &str) -> Range<usize> {
    match text.get(link.clone()).and_then(|written| written.rfind(destination)) {
        Some(at) if !destination.is_empty() => link.start + at..link.start + at + destination.len(),
        _ => link,
    }
}

/// Words as a fragment: letters and digits of any script in lower case, hyphens between them.
#[must_use]
pub fn anchor(words: &str) -> String {
    let lower = words.to_lowercase().replace(['\'', '\u{2019}'], "");
    let parts = lower.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty());
    let anchor = parts.collect::<Vec<_>>().join("-");
    if anchor.is_empty() { "section".to_owned() } else { anchor }
}
