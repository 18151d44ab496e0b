use super::highlight::highlight;
use super::outline::{EXTENSIONS, Form, Link, Outline, anchor};
use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};
use pulldown_cmark_escape::{escape_href, escape_html};

/// How a text is printed.
pub struct Rendering<'a> {
    /// The level that its highest headings get: 2 on a page of its own, 3 below a section.
    pub top_level: u8,
    /// What stands before the fragments of its headings, where several records share a page.
    pub prefix: &'a str,
    /// What tells it from the other texts of the page: it stands before the fragments of footnotes.
    pub name: &'a str,
    /// Where a link leads that is not printed as it is written.
    pub address: &'a dyn Fn(&str) -> Option<String>,
    /// The words for a link that has none of its own, as plain text: the name of a record, the value of a field (`?field`).
    pub inserted: &'a dyn Fn(&str) -> Option<String>,
    /// Words outside links and headings as HTML, where some of them are printed in another way than they are written.
    pub words: &'a dyn Fn(&str) -> Option<String>,
}

/// A text as HTML. `outline` gives the fragments of its headings.
#[must_use]
pub fn html(text: &str, outline: &Outline, rendering: &Rendering<'_>) -> String {
    let mut printer = Printer {
        rendering,
        highest: outline.headings.iter().map(|heading| heading.level).min().unwrap_or(1),
        anchors: outline.headings.iter().map(|heading| &*heading.anchor),
        links: outline.links.iter(),
        is_replaced: false,
        depth: 0,
        code: None,
        table: Table::default(),
    };
    let parser = Parser::new_ext(text, EXTENSIONS.union(Options::ENABLE_SMART_PUNCTUATION)).into_offset_iter();
    let mut out = String::with_capacity(text.len() * 3 / 2);
    pulldown_cmark::html::push_html(&mut out, parser.filter_map(|(event, _)| printer.print(event)));
    out
}

struct Printer<'a, Anchors, Links> {
    rendering: &'a Rendering<'a>,
    highest: u8,
    anchors: Anchors,
    links: Links,
    /// Whether the link that is open has been printed already.
    is_replaced: bool,
    /// In how many links, images and headings it is.
    depth: usize,
    /// The language and the text of the code block that is open.
    code: Option<(String, String)>,
    table: Table,
}

/// Where in a table the printer is. The package would write a cell's alignment as a style, which pages may not have.
#[derive(Default)]
struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    is_head: bool,
}

impl<'a, Anchors: Iterator<Item = &'a str>, Links: Iterator<Item = &'a Link>> Printer<'a, Anchors, Links> {
    /// The event that is printed in place of one.
    fn print<'e>(&mut self, event: Event<'e>) -> Option<Event<'e>> {
        if self.is_replaced {
            self.is_replaced = !matches!(event, Event::End(TagEnd::Link));
            return None;
        }
        Some(match event {
            Event::Start(tag) => return self.start(tag),
            Event::End(tag) => self.end(tag)?,
            Event::Html(raw) | Event::InlineHtml(raw) => Event::Text(raw),
            Event::FootnoteReference(label) => Event::FootnoteReference(self.note(&label)),
            Event::Text(words) => match &mut self.code {
                Some((_, text)) => {
                    text.push_str(&words);
                    return None;
                }
                None if self.depth > 0 => Event::Text(words),
                None => match (self.rendering.words)(&words) {
                    Some(html) => Event::InlineHtml(html.into()),
                    None => Event::Text(words),
                },
            },
            other => other,
        })
    }

    fn start<'e>(&mut self, tag: Tag<'e>) -> Option<Event<'e>> {
        let is_apart = matches!(tag, Tag::Heading { .. } | Tag::Link { .. } | Tag::Image { .. });
        self.depth += usize::from(is_apart);
        Some(Event::Start(match tag {
            Tag::Heading { level, classes, attrs, .. } => {
                let id = self.anchors.next().map(|anchor| format!("{}{anchor}", self.rendering.prefix).into());
                Tag::Heading { level: self.level(level), id, classes, attrs }
            }
            Tag::Link { link_type, dest_url, title, id } => {
                if let Some(printed) = self.links.next().and_then(|link| self.inserted(link)) {
                    self.is_replaced = true;
                    self.depth = self.depth.saturating_sub(1);
                    return Some(Event::InlineHtml(printed.into()));
                }
                let address = (self.rendering.address)(&dest_url).filter(|_| link_type != LinkType::Email);
                Tag::Link { link_type, dest_url: address.map_or(dest_url, CowStr::from), title, id }
            }
            Tag::Image { link_type, dest_url, title, id } => {
                self.links.next();
                let address = (self.rendering.address)(&dest_url);
                Tag::Image { link_type, dest_url: address.map_or(dest_url, CowStr::from), title, id }
            }
            Tag::FootnoteDefinition(label) => Tag::FootnoteDefinition(self.note(&label)),
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(words) => words.split([' ', ',']).next().unwrap_or_default().to_owned(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some((language, String::new()));
                return None;
            }
            Tag::Table(alignments) => {
                let plain = vec![Alignment::None; alignments.len()];
                self.table = Table { alignments, ..Table::default() };
                Tag::Table(plain)
            }
            Tag::TableHead => {
                (self.table.is_head, self.table.column) = (true, 0);
                Tag::TableHead
            }
            Tag::TableRow => {
                self.table.column = 0;
                Tag::TableRow
            }
            Tag::TableCell => return Some(Event::Html(self.table.cell().into())),
            other => other,
        }))
    }

    fn end<'e>(&mut self, tag: TagEnd) -> Option<Event<'e>> {
        if matches!(tag, TagEnd::Heading(_) | TagEnd::Link | TagEnd::Image) {
            self.depth = self.depth.saturating_sub(1);
        }
        Some(match tag {
            TagEnd::Heading(level) => Event::End(TagEnd::Heading(self.level(level))),
            TagEnd::CodeBlock => {
                let (language, text) = self.code.take()?;
                Event::Html(highlight(&language, &text).into())
            }
            TagEnd::TableHead => {
                self.table.is_head = false;
                Event::End(TagEnd::TableHead)
            }
            TagEnd::TableCell => Event::Html(if self.table.is_head { "</th>" } else { "</td>" }.into()),
            other => Event::End(other),
        })
    }

    /// A link that prints what it leads to: a name with a link, the value of a field of this very record without one.
    fn inserted(&self, link: &Link) -> Option<String> {
        let words = (self.rendering.inserted)(&link.destination);
        let words = match link.form {
            Form::Words if link.is_bare() => words.unwrap_or_else(|| link.destination.to_string()),
            Form::Address => words?,
            Form::Words | Form::Image => return None,
        };
        let address = (self.rendering.address)(&link.destination).filter(|_| !link.destination.starts_with('?'));
        let mut out = String::new();
        // Writing to a string cannot fail.
        if let Some(address) = &address {
            out.push_str("<a href=\"");
            let _ = escape_href(&mut out, address);
            out.push_str("\">");
        }
        let _ = escape_html(&mut out, &words);
        if address.is_some() {
            out.push_str("</a>");
        }
        Some(out)
    }

    fn level(&self, level: HeadingLevel) -> HeadingLevel {
        match (level as u8).saturating_sub(self.highest) + self.rendering.top_level {
            0 | 1 => HeadingLevel::H1,
            2 => HeadingLevel::H2,
            3 => HeadingLevel::H3,
            4 => HeadingLevel::H4,
            5 => HeadingLevel::H5,
            _ => HeadingLevel::H6,
        }
    }

    fn note<'e>(&self, label: &str) -> CowStr<'e> {
        format!("{}{}", self.rendering.name, anchor(label)).into()
    }
}

impl Table {
    /// The tag of the next cell, its alignment as a class.
    fn cell(&mut self) -> String {
        let name = if self.is_head { "th scope=\"col\"" } else { "td" };
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Right) => " class=\"right\"",
            Some(Alignment::Center) => " class=\"centre\"",
            _ => "",
        };
        self.column += 1;
        format!("<{name}{class}>")
    }
}
