//! serde_yaml as the oracle: a text that both accept has the same value in both. The fuzz targets use it too.

use fingerpost::diagnostic::Severity;
use fingerpost::source::{Source, Span};
use fingerpost::yaml::{Entry, Key, Node, Scalar, Style, Value, parse};
use serde_yaml::Value as Theirs;

/// Compares both readings of a text; true where both accept it.
pub fn check(text: &str) -> bool {
    let source = Source::new("content/page.yaml", text);
    let text: &str = source.text();
    let ours = parse(&source, Span::new(text, 0..text.len()));
    let is_accepted = ours.diagnostics.iter().all(|diagnostic| diagnostic.severity == Severity::Warning);
    let (true, Some(ours)) = (is_accepted, ours.node) else { return false };
    let Ok(theirs) = serde_yaml::from_str::<Theirs>(text) else { return false };
    assert!(same(text, &ours, &theirs), "{text:?}\nours:   {ours:?}\ntheirs: {theirs:?}");
    true
}

/// Where both are right, each by its own rules. All such cases stand here.
fn differs_by_design(text: &str, ours: &Node, theirs: &Theirs) -> bool {
    // libyaml is of the age of YAML 1.1, to which these are line breaks; to 1.2 they are letters.
    if text.contains(['\u{85}', '\u{2028}', '\u{2029}']) {
        return true;
    }
    // `{?a}` and `[:a]`: text in 1.2, marks in 1.1. (`{?, a}` is neither in 1.2; granit takes the mark for text.)
    let letters: Vec<char> = std::iter::once('\n').chain(text.chars()).collect();
    let is_mark =
        |three: &[char]| " \t\n\r,[{".contains(three[0]) && "?:".contains(three[1]) && !" \t\n\r".contains(three[2]);
    if letters.windows(3).any(is_mark) {
        return true;
    }
    // `&a:b`: the name ends at the colon in 1.1, at a blank in 1.2. And of an anchor that is defined twice, serde_yaml
    // gives its aliases the value of yet another one.
    let anchors = text.split('&').skip(1).map(name);
    let mut names: Vec<&str> = anchors.chain(text.split('*').skip(1).map(name)).collect();
    if names.iter().any(|name| name.contains(|letter: char| !letter.is_ascii_alphanumeric())) {
        return true;
    }
    names.truncate(text.matches('&').count());
    names.sort_unstable();
    if names.windows(2).any(|names| names[0] == names[1]) {
        return true;
    }
    match (&ours.value, theirs) {
        // A block scalar at the end of a file that lacks its last line break: yaml-test-suite (JEF9) wants one.
        // Or at the top of a file, where its lines need no indentation, not even before `#`.
        (Value::Text(scalar), Theirs::String(theirs)) => {
            let is_block = matches!(scalar.style, Style::Literal | Style::Folded);
            let is_at_top = text.get(..ours.span.start()).is_some_and(|before| before.ends_with(['\n', '\r']));
            is_block && is_at_top
                || is_block && !text.ends_with(['\n', '\r']) && scalar.text.strip_suffix('\n') == Some(theirs)
        }
        // `0b101`, `-0x1F`, `+0o17` are no numbers in the 1.2 core schema.
        (Value::Text(scalar), Theirs::Number(_)) if scalar.style == Style::Plain => {
            let unsigned = scalar.text.trim_start_matches(['-', '+']);
            let is_signed = unsigned.len() < scalar.text.len();
            unsigned.starts_with("0b") || is_signed && (unsigned.starts_with("0x") || unsigned.starts_with("0o"))
        }
        // A whole number that fits into 64 bits only without a sign is a float to us.
        (Value::Float(float), Theirs::Number(number)) => number.as_u64().is_some_and(|number| number as f64 == *float),
        // `!` alone says that a scalar is text; they keep it as a tag of that name, and read on as if it were not there.
        (ours_value, Theirs::Tagged(tagged)) if tagged.tag == "!" => match ours_value {
            Value::Text(scalar) if !tagged.value.is_string() => {
                serde_yaml::from_str::<Theirs>(&scalar.text).is_ok_and(|meant| meant == tagged.value)
            }
            _ => same(text, ours, &tagged.value),
        },
        _ => false,
    }
}

/// The name of an anchor or alias, given what follows its mark.
fn name(text: &str) -> &str {
    text.split([' ', '\t', '\n', '\r', ',', '[', ']', '{', '}']).next().unwrap_or_default()
}

fn same(text: &str, ours: &Node, theirs: &Theirs) -> bool {
    let is_same = match (&ours.value, theirs) {
        (Value::Null, Theirs::Null) => true,
        (Value::Boolean(ours), Theirs::Bool(theirs)) => ours == theirs,
        (Value::Integer(ours), Theirs::Number(theirs)) => theirs.as_i64() == Some(*ours),
        (Value::Float(float), Theirs::Number(theirs)) if theirs.is_f64() => {
            theirs.as_f64().is_some_and(|theirs| theirs == *float || theirs.is_nan() && float.is_nan())
        }
        (Value::Text(ours), Theirs::String(theirs)) => *ours.text == **theirs,
        (Value::Sequence(ours), Theirs::Sequence(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(ours, theirs)| same(text, ours, theirs))
        }
        (Value::Mapping(ours), Theirs::Mapping(theirs)) => {
            let is_same = |(ours, (key, value)): (&Entry, (&Theirs, &Theirs))| {
                same_key(text, &ours.key, key) && same(text, &ours.value, value)
            };
            ours.0.len() == theirs.len() && ours.0.iter().zip(theirs).all(is_same)
        }
        _ => false,
    };
    is_same || differs_by_design(text, ours, theirs)
}

/// A key is text to us, as it was written: what is written has to mean what they read.
fn same_key(text: &str, ours: &Key, theirs: &Theirs) -> bool {
    match theirs {
        Theirs::String(_) | Theirs::Tagged(_) => {
            let scalar = Scalar { text: ours.text.clone(), style: ours.style };
            same(text, &Node { span: ours.span, value: Value::Text(scalar) }, theirs)
        }
        _ => serde_yaml::from_str::<Theirs>(&ours.text).is_ok_and(|meant| meant == *theirs),
    }
}
