//! What a program can write in the place of what is wrong.

use super::walk::unquoted;
use super::{Format, Shape, format};
use crate::diagnostic::{Certainty, Code, Diagnostic, Fix, Severity};
use crate::source::{Source, Span};
use crate::yaml::{self, Node, Scalar, Style, Value, write_scalar};

/// A fix for a value of the wrong type, where it is plain what was meant.
pub(super) fn value(shape: &Shape, node: &Node, source: &Source) -> Option<Fix> {
    let written = source.text().get(node.span.range())?;
    match (shape, &node.value) {
        (Shape::Text(None | Some(Format::Markdown)), Value::Boolean(_) | Value::Integer(_) | Value::Float(_)) => {
            in_quotes(written, node, source)
        }
        (Shape::Choice(choices), Value::Boolean(_) | Value::Integer(_) | Value::Float(_)) => {
            in_quotes(written, node, source).filter(|_| choices.iter().any(|choice| *choice.value == *written))
        }
        (Shape::Integer, Value::Float(number)) if number.fract() == 0.0 => {
            let (whole, zeros) = written.split_once('.')?;
            let is_whole =
                zeros.bytes().all(|byte| byte == b'0') && matches!(yaml::read_plain(whole), Value::Integer(_));
            is_whole.then(|| rewritten(node.span, whole, source))
        }
        (_, Value::Text(scalar)) if is_on_one_line(scalar, written) => {
            let text = scalar.text.trim();
            let wanted = match shape {
                Shape::Integer => Some(text).filter(|text| matches!(yaml::read_plain(text), Value::Integer(_))),
                Shape::Number => {
                    Some(text).filter(|text| matches!(yaml::read_plain(text), Value::Integer(_) | Value::Float(_)))
                }
                Shape::Boolean => boolean(text),
                _ => None,
            }?;
            Some(rewritten(node.span, wanted, source))
        }
        _ => None,
    }
}

/// A text with `: ` in it, which was read as a mapping, in quotation marks.
pub(super) fn whole_text(node: &Node, source: &Source) -> Option<(String, Option<Fix>)> {
    let [entry] = node.as_mapping()?.0.as_slice() else { return None };
    let written = source.text().get(node.span.range())?.trim_end();
    let is_plain = entry.key.style == Style::Plain && !written.starts_with('{');
    if !is_plain || written.contains(['\n', '"', '\\', '#']) || matches!(entry.value.value, Value::Null) {
        return None;
    }
    let quoted = format!("\"{written}\"");
    let help = format!("put it in quotation marks, because of the `: ` in it: `{quoted}`");
    let place = source.place(node.span.start()..node.span.start() + written.len());
    Some((help.clone(), Some(Fix::safe(help, place, quoted))))
}

/// A text that ends with a colon, which was read as the name of a field without a value.
pub(super) fn ending_colon(node: &Node, source: &Source) -> Option<(String, Option<Fix>)> {
    let [entry] = node.as_mapping()?.0.as_slice() else { return None };
    let written = source.text().get(node.span.range())?.trim_end();
    let is_text = entry.key.style == Style::Plain && written.contains(' ') && written.ends_with(':');
    if !is_text || written.contains(['\n', '"', '\\', '#', '{']) || !matches!(entry.value.value, Value::Null) {
        return None;
    }
    let quoted = format!("\"{written}\"");
    let help = format!("take the `:` at its end out, or put it in quotation marks: `{quoted}`");
    let place = source.place(node.span.start()..node.span.start() + written.len());
    Some((help, Some(Fix::guess("put it in quotation marks", place, quoted))))
}

/// A list whose dashes touch their items, which was read as one text.
pub(super) fn dashes(node: &Node, source: &Source) -> Option<(String, Option<Fix>)> {
    let Value::Text(Scalar { style: Style::Plain, .. }) = &node.value else { return None };
    let written = source.text().get(node.span.range())?;
    let touches = |line: &str| line.trim().strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    if !written.lines().all(touches) {
        return None;
    }
    let line = source.text().get(..node.span.start())?.rsplit('\n').next()?;
    let spaced = |line: &str| {
        let blanks = line.len() - line.trim_start().len();
        format!("{}- {}", line.get(..blanks).unwrap_or_default(), line.trim().trim_start_matches('-'))
    };
    let mended = written.lines().map(spaced).collect::<Vec<_>>().join("\n");
    let help = "put a space after each `-`";
    Some((help.to_owned(), line.trim().is_empty().then(|| Fix::safe(help, source.at(node.span), mended))))
}

/// A text in place of a list of words: the list.
pub(super) fn list(node: &Node, source: &Source) -> Option<(String, Option<Fix>)> {
    let Value::Text(scalar) = &node.value else { return None };
    let written = source.text().get(node.span.range()).filter(|written| is_on_one_line(scalar, written))?;
    let words: Vec<&str> = scalar.text.split(',').map(str::trim).filter(|word| !word.is_empty()).collect();
    let is_bare = |word: &&str| {
        word.starts_with(char::is_alphanumeric)
            && word.chars().all(|letter| letter.is_alphanumeric() || " -_/'\u{2019}.()".contains(letter))
    };
    if words.is_empty() || !words.iter().all(is_bare) || written.len() > LIST {
        return None;
    }
    let mended = format!("[{}]", words.join(", "));
    let certainty = Certainty::of(words.len() == 1 && !scalar.text.contains(' '));
    let help = format!("write `{mended}`");
    Some((help.clone(), Some(Fix::new(certainty, help, source.at(node.span), mended))))
}

/// How long a text is that may be a list of words: a longer one is a sentence.
const LIST: usize = 100;

/// A whole text between curly marks, which readers would see.
pub(super) fn curly(node: &Node, scalar: &Scalar, source: &Source) -> Option<Diagnostic> {
    let inner = between_curly(&scalar.text).filter(|_| scalar.style == Style::Plain)?;
    let message = "the curly marks around this text are a part of it, and readers would see them";
    let mut fault = Diagnostic::new(Code::WrongValue, source.at(node.span), message);
    fault.severity = Severity::Warning;
    let is_one_line = source.text().get(node.span.range()).is_some_and(|written| is_on_one_line(scalar, written));
    let fix = || Fix::guess("take them out", source.at(node.span), write_scalar(inner));
    Some(fault.help("take them out: YAML knows the straight marks `\"` alone").fix(is_one_line.then(fix)))
}

/// What stands between the curly marks around a text, where there are no others in it.
pub(super) fn between_curly(text: &str) -> Option<&str> {
    let inner = text.strip_prefix(['\u{201c}', '\u{201d}', '\u{201e}'])?.strip_suffix(['\u{201d}', '\u{201c}'])?;
    (!inner.trim().is_empty() && !inner.contains(['\u{201c}', '\u{201d}', '"'])).then_some(inner)
}

/// What earlier versions of YAML, and people, call true and false.
fn boolean(text: &str) -> Option<&'static str> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => Some("true"),
        "false" | "no" | "off" => Some("false"),
        _ => None,
    }
}

/// What was written, digit for digit: `3.10` is to stay `3.10`.
fn in_quotes(written: &str, node: &Node, source: &Source) -> Option<Fix> {
    let is_bare = !written.is_empty() && !written.contains(['"', '\\', '\n']);
    let title = || format!("put it in quotation marks: `\"{written}\"`");
    is_bare.then(|| Fix::safe(title(), source.at(node.span), format!("\"{written}\"")))
}

fn rewritten(span: Span, wanted: &str, source: &Source) -> Fix {
    Fix::safe(format!("write `{wanted}`"), source.at(span), wanted)
}

/// A fix for a name that stands in a scalar: `near` instead of it.
pub(super) fn name(near: &str, certainty: Certainty, (span, style): (Span, Style), source: &Source) -> Option<Fix> {
    let text = source.text().get(span.range())?;
    let replacement = match style {
        Style::Literal | Style::Folded => return None,
        _ if text.contains('\n') => return None,
        // Quotation marks stay: `{"a":1}` is read only with them.
        Style::DoubleQuoted | Style::SingleQuoted => {
            let mark = if style == Style::DoubleQuoted { '"' } else { '\'' };
            Some(near).filter(|near| !near.contains(['"', '\'', '\\'])).map(|near| format!("{mark}{near}{mark}"))?
        }
        Style::Plain => write_scalar(near),
    };
    Some(Fix::new(certainty, format!("write `{near}`"), source.at(span), replacement))
}

/// The place and the style of a text, for [`name`].
pub(super) fn spot(node: &Node) -> (Span, Style) {
    match &node.value {
        Value::Text(scalar) => (node.span, scalar.style),
        _ => (node.span, Style::Plain),
    }
}

/// A fix for an e-mail address that has blanks around it or `mailto:` in front.
pub(super) fn address(wanted: Option<Format>, node: &Node, scalar: &Scalar, source: &Source) -> Option<Fix> {
    let written = source.text().get(node.span.range()).filter(|written| is_on_one_line(scalar, written))?;
    let text = scalar.text.trim();
    let bare = match text.get(.."mailto:".len()) {
        Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") && wanted == Some(Format::Email) => {
            text.get(scheme.len()..)?.trim()
        }
        _ => text,
    };
    let is_mended = bare != &*scalar.text && wanted.is_some_and(|wanted| format::check(wanted, bare).is_none());
    is_mended.then(|| Fix::safe(format!("write `{bare}`"), source.at(unquoted(node)), bare)).map(|fix| {
        // Between quotation marks an address needs no other; without them it may.
        if written.starts_with(['"', '\'']) {
            fix
        } else {
            Fix::safe(fix.title, source.at(node.span), write_scalar(bare))
        }
    })
}

fn is_on_one_line(scalar: &Scalar, written: &str) -> bool {
    !matches!(scalar.style, Style::Literal | Style::Folded) && !written.contains('\n')
}

/// A fix for a list that has an item twice: takes out the second one, `items[at]`.
pub(super) fn second(items: &[Node], at: usize, first: &Node, source: &Source) -> Option<Fix> {
    let (item, before) = (items.get(at)?, items.get(at.checked_sub(1)?)?);
    let span = whole_line(item.span, source).or_else(|| with_comma(before.span, item.span, source))?;
    let is_same = match (&item.value, &first.value) {
        (Value::Text(item), Value::Text(first)) => item.text == first.text,
        (Value::Integer(item), Value::Integer(first)) => item == first,
        (Value::Boolean(item), Value::Boolean(first)) => item == first,
        // What is larger someone should look at before it goes.
        _ => false,
    };
    Some(Fix::new(Certainty::of(is_same), "take the second one out", source.at(span), ""))
}

/// The lines of an item that has them for itself, the dash before it included.
fn whole_line(span: Span, source: &Source) -> Option<Span> {
    let text = source.text();
    let start = text.get(..span.start())?.rfind('\n').map_or(0, |newline| newline + 1);
    let rest = text.get(span.end()..)?;
    let end = rest.find('\n').map_or(text.len(), |newline| span.end() + newline + 1);
    let dash = text.get(start..span.start())?.trim();
    let behind = text.get(span.end()..end)?.trim();
    (dash == "-" && behind.is_empty()).then(|| Span::new(text, start..end))
}

/// An item between brackets, the comma before it included.
fn with_comma(before: Span, span: Span, source: &Source) -> Option<Span> {
    let between = source.text().get(before.end()..span.start())?;
    (between.trim() == ",").then(|| Span::new(source.text(), before.end()..span.end()))
}
