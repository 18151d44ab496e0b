use crate::source::Span;
use std::collections::BTreeSet;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The bytes of the value: a scalar with its quotation marks, a block scalar from its first letter on, a mapping or
    /// sequence from its first entry to its last. What an alias stands for keeps the span of the anchored value.
    pub span: Span,
    /// The value.
    pub value: Value,
}

/// A YAML value, resolved by the 1.2 core schema.
///
/// Digits with a leading zero or with `_`, and dates, are text; a whole number beyond 64 bits is a `Float`.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`, `~` or nothing at all.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Float(f64),
    /// Text.
    Text(Scalar),
    /// A list.
    Sequence(Vec<Node>),
    /// Named values.
    Mapping(Mapping),
    /// What cannot be read and has been reported: it means nothing, and no more is to be said of it.
    Unreadable,
}

/// The text of a scalar, and how it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scalar {
    /// The value.
    pub text: Box<str>,
    /// How it was written.
    pub style: Style,
}

/// The five ways to write a scalar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without marks.
    Plain,
    /// `'…'`
    SingleQuoted,
    /// `"…"`
    DoubleQuoted,
    /// `|`
    Literal,
    /// `>`
    Folded,
}

/// Entries in the order of the file; no key stands twice.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mapping(pub Vec<Entry>);

/// A key and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: Key,
    /// Its value.
    pub value: Node,
}

/// A key: always text, as it was written (`2021` is the key `2021`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The text.
    pub text: Box<str>,
    /// How it was written.
    pub style: Style,
    /// Where.
    pub span: Span,
}

impl Key {
    /// The key as if it were a value.
    #[must_use]
    pub fn as_value(&self) -> Node {
        Node { span: self.span, value: Value::Text(Scalar { text: self.text.clone(), style: self.style }) }
    }
}

impl Mapping {
    /// The value of a key. Looks at one entry after another: records have a few dozen at most.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// The entry of a key.
    #[must_use]
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.0.iter().find(|entry| &*entry.key.text == key)
    }
}

impl Node {
    /// A mapping without entries: what an empty file holds.
    #[must_use]
    pub fn nothing() -> Self {
        Self { span: Span::first(), value: Value::Mapping(Mapping::default()) }
    }

    /// Takes the values at `spans` for what cannot be read.
    pub(super) fn give_up(&mut self, spans: &BTreeSet<Span>) {
        match &mut self.value {
            Value::Sequence(items) => items.iter_mut().for_each(|item| item.give_up(spans)),
            Value::Mapping(mapping) => mapping.0.iter_mut().for_each(|entry| entry.value.give_up(spans)),
            _ if spans.contains(&self.span) => self.value = Value::Unreadable,
            _ => {}
        }
    }

    /// The text, where the value is text.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(scalar) => Some(&scalar.text),
            _ => None,
        }
    }

    /// The mapping, where the value is one.
    #[must_use]
    pub fn as_mapping(&self) -> Option<&Mapping> {
        match &self.value {
            Value::Mapping(mapping) => Some(mapping),
            _ => None,
        }
    }

    /// The items, where the value is a sequence.
    #[must_use]
    pub fn as_sequence(&self) -> Option<&[Node]> {
        match &self.value {
            Value::Sequence(items) => Some(items),
            _ => None,
        }
    }

    /// What an author would call such a value.
    #[must_use]
    pub fn noun(&self) -> &'static str {
        match self.value {
            Value::Null => "nothing",
            Value::Boolean(_) => "yes or no (a boolean)",
            Value::Integer(_) => "a whole number",
            Value::Float(_) => "a number",
            Value::Text(_) => "text",
            Value::Sequence(_) => "a list",
            Value::Mapping(_) => "a mapping",
            Value::Unreadable => "nothing that can be read",
        }
    }
}
