//! What holds of every text, valid or not. The fuzz targets use it too.

use fingerpost::diagnostic::{Code, Diagnostic};
use fingerpost::source::{Source, Span};
use fingerpost::yaml::{Node, Parsed, Scalar, Style, Value, parse, source_offset};

/// The bound on depth that the reader states, and on diagnostics: fifty of each of three groups, and one of syntax.
const DEPTH: usize = 100;
const DIAGNOSTICS: usize = 151;

/// Reads a text and asserts all laws.
pub fn check(text: &str) -> Parsed {
    let source = Source::new("content/page.yaml", text);
    let text: &str = source.text();
    let parsed = parse(&source, Span::new(text, 0..text.len()));
    assert!(parsed.diagnostics.len() <= DIAGNOSTICS, "{} diagnostics", parsed.diagnostics.len());
    for diagnostic in &parsed.diagnostics {
        check_diagnostic(text, diagnostic);
    }
    if let Some(node) = &parsed.node {
        check_node(text, node, 0);
    }
    let is_something = |line: &str| !line.is_empty() && !line.starts_with('#') && !line.starts_with("...");
    let holds_something = text.split(['\n', '\r']).any(|line| is_something(line.trim_matches([' ', '\t', '\u{feff}'])));
    assert!(
        !holds_something || parsed.node.is_some() || !parsed.diagnostics.is_empty(),
        "a text that is silently read as nothing: {text:?}"
    );
    parsed
}

fn check_diagnostic(text: &str, diagnostic: &Diagnostic) {
    assert!(matches!(diagnostic.code, Code::BadYaml | Code::DuplicateKey));
    let labels = std::iter::once(&diagnostic.primary).chain(&diagnostic.secondary);
    for label in labels {
        let span = label.place.span;
        assert!(text.get(span.range()).is_some(), "{diagnostic:?} lies outside of {text:?}");
        assert!(!label.text.is_empty(), "a mark without words: {diagnostic:?}");
    }
    let help = diagnostic.help.as_deref().unwrap_or_default();
    for words in [&diagnostic.message, help] {
        assert!(!words.is_empty() && !words.ends_with('.') && !words.contains('\n'), "{diagnostic:?}");
        assert!(words.starts_with(|first: char| first.is_lowercase() || first == '`'), "{diagnostic:?}");
    }
}

fn check_node(text: &str, node: &Node, depth: usize) {
    assert!(depth <= DEPTH);
    assert!(text.get(node.span.range()).is_some());
    // An alias puts a value where its span is not.
    let is_in_place = !text.contains('*');
    match &node.value {
        Value::Text(scalar) => check_scalar(text, node, scalar),
        Value::Sequence(items) => {
            let mut last = node.span.start();
            for item in items {
                assert!(!is_in_place || follows(&mut last, item.span), "{text:?}: {node:?}");
                check_node(text, item, depth + 1);
            }
            assert!(!is_in_place || last <= node.span.end(), "{text:?}: {node:?}");
        }
        Value::Mapping(mapping) => {
            let mut last = node.span.start();
            for (place, entry) in mapping.0.iter().enumerate() {
                let key = &entry.key;
                assert!(!mapping.0.iter().take(place).any(|other| other.key.text == key.text) || place > 1000);
                assert!(!key.text.is_empty() && (&*key.text != "<<" || key.style != Style::Plain));
                assert!(!is_in_place || follows(&mut last, key.span), "{text:?}: {node:?}");
                assert!(!is_in_place || follows(&mut last, entry.value.span), "{text:?}: {node:?}");
                check_node(text, &entry.value, depth + 1);
            }
            assert!(!is_in_place || last <= node.span.end(), "{text:?}: {node:?}");
        }
        Value::Null | Value::Boolean(_) | Value::Integer(_) | Value::Float(_) => {
            // A core tag may give a meaning to text of any style; without one these are plain, on one line.
            assert!(text.contains('!') || !text.get(node.span.range()).unwrap().contains([' ', '\t', '\n', '\r']));
        }
        Value::Unreadable => {}
    }
}

fn follows(last: &mut usize, span: Span) -> bool {
    let follows = *last <= span.start();
    *last = span.end();
    follows
}

fn check_scalar(text: &str, node: &Node, scalar: &Scalar) {
    // Each offset reads the text anew: of a long one, a few show what there is to see.
    let count = ((1 << 20) / (scalar.text.len() + 1)).clamp(2, 400);
    let offsets = scalar.text.char_indices().take(count);
    let mut before = 0;
    for (offset, character) in offsets {
        let at = source_offset(text, node, offset);
        assert!(at >= before, "offsets go back at {offset} of {scalar:?} in {text:?}");
        before = at;
        let rest = text.get(at..).unwrap();
        assert!(
            stands_for(rest, character, scalar.style),
            "{character:?} at {offset} of {scalar:?} is not what stands at {at} of {text:?}: {rest:?}"
        );
    }
    let end = source_offset(text, node, scalar.text.len());
    assert!(end >= before && end <= text.len(), "the end of {scalar:?} in {text:?} is {end}, after {before}");
    if let Some(again) = read_again(text, node, scalar) {
        assert_eq!(again, trimmed(scalar), "the span of {scalar:?} holds something else in {text:?}");
    }
}

/// Whether what a text begins with can have been read as this character.
fn stands_for(source: &str, character: char, style: Style) -> bool {
    if source.starts_with(character) && !(style == Style::DoubleQuoted && character == '\\') {
        return true;
    }
    let is_break = source.starts_with(['\n', '\r']);
    match (style, character) {
        (Style::Literal, '\n') => is_break || source.is_empty(),
        (Style::Folded, '\n' | ' ') => is_break || source.is_empty(),
        (Style::Plain | Style::SingleQuoted | Style::DoubleQuoted, '\n' | ' ') if is_break => true,
        (Style::DoubleQuoted, _) => source.starts_with('\\'),
        _ => false,
    }
}

/// The value that the span alone yields, read as a document of its own; `None` where its lines mean something else
/// without their surroundings.
fn read_again(text: &str, node: &Node, scalar: &Scalar) -> Option<String> {
    let slice = text.get(node.span.range()).unwrap();
    let document = match scalar.style {
        Style::Literal | Style::Folded if trimmed(scalar).is_empty() => return None,
        // Lines that begin in the first column may begin a document, a directive or a comment.
        Style::Plain | Style::SingleQuoted | Style::DoubleQuoted => {
            let is_safe = slice.lines().skip(1).all(|line| line.is_empty() || line.starts_with(' '));
            return is_safe.then(|| again(slice)).flatten();
        }
        Style::Literal | Style::Folded => {
            let line_start = text.get(..node.span.start()).unwrap().rfind(['\n', '\r']).map_or(0, |at| at + 1);
            let indentation = node.span.start() - line_start;
            let header = if scalar.style == Style::Literal { "|1\n" } else { ">1\n" };
            let mut document = header.to_owned();
            for (number, line) in slice.replace("\r\n", "\n").split(['\n', '\r']).enumerate() {
                let spaces = line.bytes().take(indentation).take_while(|byte| *byte == b' ').count();
                document.push(' ');
                document.push_str(if number == 0 { line } else { line.get(spaces..).unwrap() });
                document.push('\n');
            }
            document
        }
    };
    again(&document).map(|value| value.trim_matches('\n').to_owned())
}

fn again(document: &str) -> Option<String> {
    // A document cannot begin with what a byte order mark looks like.
    let source = Source::new("content/again.yaml", &format!("!!str {document}"));
    let node = parse(&source, Span::new(source.text(), 0..source.text().len())).node?;
    Some(node.as_text().unwrap().to_owned())
}

fn trimmed(scalar: &Scalar) -> &str {
    match scalar.style {
        Style::Literal | Style::Folded => scalar.text.trim_matches('\n'),
        Style::Plain | Style::SingleQuoted | Style::DoubleQuoted => &scalar.text,
    }
}
