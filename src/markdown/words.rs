use super::outline::EXTENSIONS;
use pulldown_cmark::{Event, Parser, TagEnd};

/// The words of a text, without its marks; blocks stand apart by a line break.
#[must_use]
pub fn words(text: &str) -> String {
    let mut words = String::new();
    for event in Parser::new_ext(text, EXTENSIONS) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                words.push_str(&text)
            }
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::CodeBlock
                | TagEnd::TableRow
                | TagEnd::TableHead,
            ) if !words.ends_with('\n') => words.push('\n'),
            Event::End(TagEnd::TableCell) => words.push(' '),
            _ => {}
        }
    }
    words.truncate(words.trim_end().len());
    words
}
