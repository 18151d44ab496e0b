use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Source, Span};
use crate::yaml::{self, Entry, Key, Node, Scalar, Style, Value};

/// The line that begins and ends the fields of a Markdown file.
const FENCE: &str = "---";

/// The two halves of a Markdown file.
pub(super) struct Halves {
    /// The YAML between the fences; empty where there are none.
    pub(super) fields: Span,
    /// The text behind them.
    pub(super) body: Span,
}

/// Splits a Markdown file.
///
/// # Errors
/// The place of an opening fence that nothing closes.
pub(super) fn split(source: &Source) -> Result<Halves, Span> {
    let text = source.text();
    let mut lines = text.split_inclusive('\n');
    let is_fence = |line: &str| line.trim_end() == FENCE;
    let Some(first) = lines.next().filter(|line| is_fence(line)) else {
        return Ok(Halves { fields: Span::first(), body: Span::new(text, 0..text.len()) });
    };
    let mut end = first.len();
    for line in lines {
        if is_fence(line) {
            return Ok(Halves {
                fields: Span::new(text, first.len()..end),
                body: Span::new(text, end + line.len()..text.len()),
            });
        }
        end += line.len();
    }
    Err(Span::new(text, 0..FENCE.len()))
}

/// The fields of the record in a file of its own, without its text where that stands below them; `None` where they cannot
/// be read, or there are none.
#[must_use]
pub fn fields(source: &Source) -> Option<Node> {
    if !source.path().ends_with(".md") {
        return yaml::parse_file(source).node;
    }
    yaml::parse(source, split(source).ok()?.fields).node
}

/// Adds the text of a Markdown file to its fields, as a literal scalar without indentation: which is what it is, so that
/// every place in it is found as in any other. A file that has a field `body` as well has two.
pub(super) fn with_body(mut node: Node, source: &Source, body: Span) -> (Node, Option<Diagnostic>) {
    let written = source.text().get(body.range()).unwrap_or_default();
    let Value::Mapping(mapping) = &mut node.value else { return (node, None) };
    if written.trim().is_empty() {
        return (node, None);
    }
    if let Some(first) = mapping.entry("body") {
        let fault = Diagnostic::new(Code::DuplicateKey, source.at(first.key.span), "this record has two texts");
        let start = body.start() + written.len() - written.trim_start().len();
        let fault = fault.label("one is here").also(source.place(start..body.end()), "the other one begins here");
        return (node, Some(fault.help("keep the text below the fields, and take `body` out")));
    }
    let text = written.replace("\r\n", "\n").into_boxed_str();
    let key =
        Key { text: "body".into(), style: Style::Plain, span: Span::new(source.text(), body.start()..body.start()) };
    // A literal scalar begins with its first letter, and the lines above it are blank.
    let blank = written.len() - written.trim_start_matches(['\n', '\r']).len();
    let span = Span::new(source.text(), body.start() + blank..body.end());
    let value = Node { span, value: Value::Text(Scalar { text, style: Style::Literal }) };
    mapping.0.push(Entry { key, value });
    (node, None)
}
