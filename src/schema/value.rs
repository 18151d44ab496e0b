use super::{Reference, readable};
use crate::date::{Amount, Period, Relative, Term};
use crate::diagnostic::Diagnostic;
use crate::markdown::Outline;
use crate::source::{Place, Source, Span};
use crate::yaml::{Node, Offsets};
use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

/// A value as its schema understands it.
#[derive(Clone, Debug)]
pub struct Value {
    /// Where it was written.
    pub span: Span,
    /// What it is.
    pub content: Content,
}

/// What a value is. Which format a text has, and which choices there were, the schema knows.
#[derive(Clone, Debug)]
pub enum Content {
    /// `{unknown: reason}`: nobody can give it.
    Unknown(Box<Unknown>),
    /// `true` or `false`.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(f64),
    /// Text, also that of a choice.
    Text(Box<str>),
    /// A day, a month, a year, an academic year, or a stretch of time with a name.
    Period(Box<Period>),
    /// A term, which has an order and no days.
    Term(Box<Term>),
    /// A time limit that counts from an event.
    Relative(Box<Relative>),
    /// How much, as people write it.
    Amount(Box<Amount>),
    /// Which of [`Decoded::prose`].
    Prose(usize),
    /// Which of [`Decoded::references`].
    Reference(usize),
    /// A list.
    List(Box<[Value]>),
    /// Named values, in the author's order.
    Object(Box<[Member]>),
    /// Parts, in the author's order.
    Parts(Box<[Part]>),
}

/// Why a value cannot be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// One of the site's reasons.
    pub reason: Box<str>,
    /// What else there is to say.
    pub note: Option<Box<str>>,
    /// For an end that nobody can date: when it was certainly so.
    pub by: Option<Box<Period>>,
}

/// A named value.
#[derive(Clone, Debug)]
pub struct Member {
    /// The name, which is that of the schema where it has one.
    pub name: Arc<str>,
    /// Where it stands.
    pub name_span: Span,
    /// The value.
    pub value: Value,
}

/// A record inside a record.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its path inside the record, without the names of fields: `mat/no-addition`.
    pub path: Box<str>,
    /// Where its slug stands.
    pub span: Span,
    /// Its fields.
    pub value: Value,
}

/// A text in Markdown.
#[derive(Clone, Debug)]
pub struct Prose {
    /// The text as it was read, from which a place inside it is found.
    pub node: Node,
    /// Its headings and links.
    pub outline: Outline,
}

/// Something in a text that a field could hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where.
    pub span: Span,
    /// What.
    pub what: Mentioned,
}

/// What a text mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mentioned {
    /// How much of something.
    Amount(Box<Amount>),
    /// An e-mail address.
    Address(Box<str>),
    /// A telephone number, as it is written.
    Phone(Box<str>),
}

/// What a walk found.
#[derive(Clone, Debug, Default)]
pub struct Decoded {
    /// The fields.
    pub fields: Box<[Member]>,
    /// The references, in the order of the walk.
    pub references: Vec<Reference>,
    /// The texts in Markdown, in the order of the walk.
    pub prose: Vec<Prose>,
    /// The path and the place of every part, in the order of the walk.
    pub parts: Vec<(Box<str>, Span)>,
    /// Amounts and addresses that stand in its texts.
    pub mentions: Vec<Mention>,
    /// The names of fields, at any depth, whose values were wrong and are left out: what is absent for that reason has been
    /// told.
    pub faulty: Vec<Box<str>>,
    /// Fields that are required and may be taken from another record, with what is to be said where they are not.
    pub missing: Vec<(Box<str>, Diagnostic)>,
}

impl Decoded {
    /// Gives back what lists keep for more: there is one of these for every record, as long as the site is held.
    pub(super) fn shrink(&mut self) {
        self.references.shrink_to_fit();
        self.prose.shrink_to_fit();
        self.parts.shrink_to_fit();
        self.mentions.shrink_to_fit();
        self.faulty.shrink_to_fit();
    }

    /// The value of a field.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        member(&self.fields, name)
    }

    /// The text of a field.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Value::as_text)
    }

    /// Whether a field says yes.
    #[must_use]
    pub fn is_true(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| matches!(value.content, Content::Boolean(true)))
    }

    /// Whether a field of this name, at any depth, was wrong and is left out.
    #[must_use]
    pub fn is_faulty(&self, name: &str) -> bool {
        self.faulty.iter().any(|faulty| **faulty == *name)
    }

    /// The Markdown of a field.
    #[must_use]
    pub fn prose(&self, name: &str) -> Option<&Prose> {
        match self.get(name)?.content {
            Content::Prose(index) => self.prose.get(index),
            _ => None,
        }
    }

    /// The part of this path.
    #[must_use]
    pub fn part(&self, path: &str) -> Option<&Part> {
        part_in(&self.fields, path)
    }
}

impl Prose {
    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        self.node.as_text().unwrap_or_default()
    }

    /// The places of what stands in the text: for diagnostics alone.
    #[must_use]
    pub const fn places<'a>(&'a self, source: &'a Source) -> Places<'a> {
        Places { prose: self, source, offsets: OnceCell::new() }
    }
}

/// Where ranges of a text stand in its file. The text is read again for the first who asks, and only once: it may have as
/// many faults as words.
pub struct Places<'a> {
    /// The text.
    pub prose: &'a Prose,
    source: &'a Source,
    offsets: OnceCell<Offsets<'a>>,
}

impl Places<'_> {
    /// The place of a range of the text.
    #[must_use]
    pub fn of(&self, range: Range<usize>) -> Place {
        let offsets = self.offsets.get_or_init(|| Offsets::of(self.source.text(), &self.prose.node));
        self.source.place(offsets.source(range.start)..offsets.source(range.end))
    }
}

impl Part {
    /// Its name among the parts beside it.
    #[must_use]
    pub fn slug(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// What people call it: its field `title`, else its slug made readable.
    #[must_use]
    pub fn title(&self) -> String {
        let title = self.value.get("title").and_then(Value::as_text);
        title.map_or_else(|| readable(self.slug()), str::to_owned)
    }
}

impl Value {
    /// The text, where it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match &self.content {
            Content::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The period, where it is one.
    #[must_use]
    pub fn as_period(&self) -> Option<&Period> {
        match &self.content {
            Content::Period(period) => Some(period),
            _ => None,
        }
    }

    /// The named values, where it has some.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        match &self.content {
            Content::Object(members) => members,
            _ => &[],
        }
    }

    /// The items, where it is a list.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        match &self.content {
            Content::List(items) => items,
            _ => &[],
        }
    }

    /// The named value.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        member(self.members(), name)
    }
}

fn member<'a>(members: &'a [Member], name: &str) -> Option<&'a Value> {
    members.iter().find(|member| &*member.name == name).map(|member| &member.value)
}

fn part_in<'a>(members: &'a [Member], path: &str) -> Option<&'a Part> {
    members.iter().find_map(|member| match &member.value.content {
        Content::Parts(parts) => parts.iter().find_map(|part| {
            let rest = path.strip_prefix(&*part.path)?;
            if rest.is_empty() {
                Some(part)
            } else {
                rest.strip_prefix('/').and_then(|_| part_in(part.value.members(), path))
            }
        }),
        _ => part_in(member.value.members(), path),
    })
}
