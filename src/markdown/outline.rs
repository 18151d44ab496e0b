use super::destination;
use super::run::{Run, Runs};
use pulldown_cmark::{BrokenLink, Event, LinkType, OffsetIter, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// What CommonMark is extended by.
pub(super) const EXTENSIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_FOOTNOTES);

/// What can be known of a text alone, in its order. All ranges are bytes of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// Headings.
    pub headings: Vec<Heading>,
    /// Links and images.
    pub links: Vec<Link>,
    /// HTML: blocks of lines, and tags and comments inside lines.
    pub html: Vec<Range<usize>>,
    /// The labels in `[words][label]` that nothing defines.
    pub undefined: Vec<Range<usize>>,
    /// Words that stand together.
    runs: Runs,
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
    /// Its line.
    pub range: Range<usize>,
}

/// A link or an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it leads, without escapes; `mailto:` before an address between angle brackets.
    pub destination: Box<str>,
    /// The bytes of the destination as it is written, which for `[words][label]` stands elsewhere; of the whole link where
    /// it has none.
    pub range: Range<usize>,
    /// Its words; for an image what is read out in its place.
    pub words: Box<str>,
    /// The bytes of the words; empty where there are none.
    pub words_range: Range<usize>,
    /// The bytes of the whole link.
    pub whole: Range<usize>,
    /// How it is written.
    pub form: Form,
}

/// How a link is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `[words](destination)`, `[words][label]`.
    Words,
    /// `<https://…>`, `<name@host>`: its words are its destination.
    Address,
    /// `![alternative](destination)`.
    Image,
}

impl Link {
    /// Whether it has no words of its own, so that those of its target are printed: `[](programme:ntp)`.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.form == Form::Words && self.words_range.is_empty()
    }
}

impl Outline {
    /// The words of the text, which is that of the outline.
    pub fn runs<'t>(&self, text: &'t str) -> impl Iterator<Item = Run<'t>> {
        self.runs.of(text)
    }

    /// The outline of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut undefined = Vec::new();
        let mut broken = |link: BrokenLink<'_>| {
            undefined.extend(label_range(text, &link));
            None
        };
        let parser = Parser::new_with_broken_link_callback(text, EXTENSIONS, Some(&mut broken));
        let mut events = parser.into_offset_iter();
        let mut reader = Reader { text, outline: Self::default(), is_in_heading: false, open: Vec::new() };
        while let Some((event, range)) = events.next() {
            reader.read(event, range, &events);
        }
        let mut outline = reader.outline;
        drop(events);
        undefined.sort_by_key(|range| range.start);
        undefined.dedup();
        outline.undefined = undefined;
        outline.shrink();
        outline
    }

    /// Gives back what lists keep for more, which for most texts is more than they hold.
    fn shrink(&mut self) {
        self.headings.shrink_to_fit();
        self.links.shrink_to_fit();
        self.runs.shrink();
    }
}

/// How many links get the words inside them: those of an image in a link belong to both, and of images in images in images,
/// which nobody writes, every word would be kept as often as they are deep.
const NESTED: usize = 2;

struct Reader<'t> {
    text: &'t str,
    outline: Outline,
    is_in_heading: bool,
    /// Which links the events are inside of, with the definition's place: an image may stand in the words of a link.
    open: Vec<(usize, Written)>,
}

/// Where the destination of a link is written.
enum Written {
    /// Behind its words.
    Behind,
    /// In a definition, which takes these bytes.
    Defined(Range<usize>),
    /// It is the whole link but for its angle brackets.
    Between,
}

impl<'t> Reader<'t> {
    fn read<Broken: pulldown_cmark::BrokenLinkCallback<'t>>(
        &mut self,
        event: Event<'t>,
        range: Range<usize>,
        events: &OffsetIter<'t, Broken>,
    ) {
        self.outline.runs.read(&event, &range);
        if !matches!(event, Event::End(_)) {
            self.widen(&range);
        }
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                self.is_in_heading = true;
                let range = heading_line(self.text, range);
                let heading = Heading { level: level as u8, title: Box::default(), anchor: Box::default(), range };
                self.outline.headings.push(heading);
            }
            Event::End(TagEnd::Heading(_)) => {
                self.is_in_heading = false;
                if let Some(heading) = self.outline.headings.last_mut() {
                    heading.anchor = anchor(&heading.title).into();
                }
            }
            Event::Text(words) | Event::Code(words) => self.words(&words),
            Event::SoftBreak | Event::HardBreak => self.words(" "),
            Event::Start(Tag::Link { link_type, dest_url, id, .. }) => {
                let form = match link_type {
                    LinkType::Autolink | LinkType::Email => Form::Address,
                    _ => Form::Words,
                };
                let mail = if link_type == LinkType::Email { "mailto:" } else { "" };
                let definition = events.reference_definitions().get(&id).map(|definition| definition.span.clone());
                self.open_link(form, link_type, format!("{mail}{dest_url}").into(), range, definition);
            }
            Event::Start(Tag::Image { link_type, dest_url, id, .. }) => {
                let definition = events.reference_definitions().get(&id).map(|definition| definition.span.clone());
                self.open_link(Form::Image, link_type, (&*dest_url).into(), range, definition);
            }
            Event::End(TagEnd::Link | TagEnd::Image) => self.close_link(),
            Event::Start(Tag::HtmlBlock) => self.outline.html.push(trimmed(self.text, range)),
            Event::InlineHtml(_) => self.outline.html.push(range),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if self.is_in_heading
            && let Some(heading) = self.outline.headings.last_mut()
        {
            heading.title = format!("{}{words}", heading.title).into();
        }
        for (link, _) in self.open.iter().rev().take(NESTED) {
            if let Some(link) = self.outline.links.get_mut(*link) {
                link.words = format!("{}{words}", link.words).into();
            }
        }
    }

    /// The words of the link that is open reach over whatever stands in it.
    fn widen(&mut self, range: &Range<usize>) {
        let open = self.open.last().and_then(|(link, _)| self.outline.links.get_mut(*link));
        if let Some(link) = open {
            if link.words_range.is_empty() {
                link.words_range = range.clone();
            }
            link.words_range.end = link.words_range.end.max(range.end);
        }
    }

    fn open_link(
        &mut self,
        form: Form,
        link_type: LinkType,
        destination: Box<str>,
        whole: Range<usize>,
        definition: Option<Range<usize>>,
    ) {
        let words = whole.start + if form == Form::Image { 2 } else { 1 };
        let written = match link_type {
            LinkType::Autolink | LinkType::Email => Written::Between,
            LinkType::Inline => Written::Behind,
            _ => definition.map_or(Written::Behind, Written::Defined),
        };
        self.open.push((self.outline.links.len(), written));
        let (range, words_range, words) = (whole.clone(), words..words, Box::default());
        self.outline.links.push(Link { destination, range, words, words_range, whole, form });
    }

    fn close_link(&mut self) {
        let Some((link, written)) = self.open.pop() else { return };
        let Some(link) = self.outline.links.get_mut(link) else { return };
        link.words_range = trimmed(self.text, link.words_range.clone());
        let found = match written {
            Written::Between => Some(link.whole.start + 1..link.whole.end.saturating_sub(1)),
            Written::Behind => destination::behind(self.text, link.words_range.end..link.whole.end),
            Written::Defined(definition) => destination::defined(self.text, definition),
        };
        link.range = found.filter(|range| !range.is_empty()).unwrap_or_else(|| link.whole.clone());
    }
}

/// The label of `[words][label]`, or the words of `[words][]`. Words in single brackets are no more than that.
fn label_range(text: &str, link: &BrokenLink<'_>) -> Option<Range<usize>> {
    let written = text.get(link.span.clone())?;
    match link.link_type {
        LinkType::Reference => {
            let at = written.rfind('[')? + 1;
            Some(link.span.start + at..link.span.end.saturating_sub(1))
        }
        LinkType::Collapsed => {
            let words = written.strip_suffix("[]").unwrap_or(written).strip_prefix('[')?.strip_suffix(']')?;
            Some(link.span.start + 1..link.span.start + 1 + words.len())
        }
        _ => None,
    }
}

/// The line of a heading, without the line that a heading of the other sort is underlined with.
fn heading_line(text: &str, range: Range<usize>) -> Range<usize> {
    let range = trimmed(text, range);
    let written = text.get(range.clone()).unwrap_or_default();
    match written.rfind('\n').filter(|_| !written.starts_with('#')) {
        Some(end) => range.start..range.start + end,
        None => range,
    }
}

/// A range without the blanks at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let written = text.get(range.clone()).unwrap_or_default();
    let start = range.start + written.len() - written.trim_start().len();
    start..start + written.trim().len()
}

/// Words as a fragment: letters and digits of any script in lower case, hyphens between them.
#[must_use]
pub fn anchor(words: &str) -> String {
    let lower = words.to_lowercase().replace(['\'', '\u{2019}'], "");
    let parts = lower.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty());
    let anchor = parts.collect::<Vec<_>>().join("-");
    if anchor.is_empty() { "section".to_owned() } else { anchor }
}
