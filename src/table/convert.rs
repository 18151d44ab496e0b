//! What is meant by what people type into a cell.

use super::column::{Column, Holds};
use super::date::meant;
use super::mark::{is_list, split, unknown, unmarked};
use super::names::{Named, Names, folded};
use crate::config::Site;
use crate::diagnostic::{listed, respelt};
use crate::schema::{Choice, Format, Schema, Shape};
use crate::yaml::{Value, read_plain, write_scalar};
use std::ops::Range;

/// A value as a record writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// On one line.
    Scalar(String),
    /// A text, which may have several lines.
    Text { text: String, is_markdown: bool },
    /// Items on a line each, with where they stand in the cell.
    List(Vec<(Written, Range<usize>)>),
    /// Nobody knows.
    Unknown(Unknown),
}

/// A value that nobody knows, as a record writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unknown {
    pub(super) reason: String,
    pub(super) by: Option<String>,
    pub(super) note: Option<String>,
}

/// Why a cell says nothing certain.
#[derive(Debug)]
pub(super) enum Unclear {
    /// It does not say why something is unknown.
    NoReason,
    /// More than one record has this title.
    Many(String, Vec<String>),
}

/// What is known beside a cell.
pub(super) struct Converter<'a> {
    pub(super) schema: &'a Schema,
    pub(super) site: &'a Site,
    pub(super) names: &'a Names,
    /// The reason that a bare `?` stands for.
    pub(super) reason: Option<&'a str>,
    /// The first day that could be read month first, and how many there are.
    pub(super) day_first: Option<(String, usize)>,
}

impl Converter<'_> {
    /// What a cell with something in it means. What cannot be understood stays as it is, and the check of the record tells
    /// what is wrong with it.
    pub(super) fn cell(&mut self, text: &str, column: &Column) -> Result<Written, Unclear> {
        let is_several = matches!(column.holds, Holds::List(_)) && is_list(text);
        if let Some(rest) = unknown(text).filter(|_| !is_several) {
            return self.unknown(rest).map(Written::Unknown);
        }
        match column.holds {
            Holds::One(shape) => self.one(self.schema.shape(shape), unmarked(text)),
            Holds::Whole { .. } => Ok(Written::Scalar(write_scalar(unmarked(text)))),
            Holds::List(shape) => {
                let shape = self.schema.shape(shape);
                let mut items = Vec::new();
                for (start, item) in split(text) {
                    let written = match unknown(item) {
                        Some(rest) => Written::Unknown(self.unknown(rest)?),
                        None => self.one(shape, unmarked(item))?,
                    };
                    items.push((written, start..start + item.len()));
                }
                Ok(Written::List(items))
            }
        }
    }

    fn one(&mut self, shape: &Shape, text: &str) -> Result<Written, Unclear> {
        let plain = |text: &str| Written::Scalar(text.to_owned());
        let quoted = || Written::Scalar(write_scalar(text));
        Ok(match shape {
            Shape::Boolean => boolean(text).map_or_else(quoted, plain),
            Shape::Integer => whole(text).map_or_else(quoted, |number| plain(&number)),
            Shape::Number => number(text).map_or_else(quoted, |number| plain(&number)),
            Shape::Choice(choices) => Written::Scalar(write_scalar(choice(choices, text).unwrap_or(text))),
            Shape::Reference(targets) => match self.names.named(text, targets) {
                Named::One(reference) => Written::Scalar(write_scalar(&reference)),
                Named::Many(found) => return Err(Unclear::Many(text.to_owned(), found)),
                Named::None => quoted(),
            },
            Shape::Text(format) => {
                let meant = meant(*format, text, &self.site.calendar);
                if meant.is_day_first {
                    let (_, count) = self.day_first.get_or_insert((text.to_owned(), 0));
                    *count += 1;
                }
                Written::Text { text: meant.text, is_markdown: *format == Some(Format::Markdown) }
            }
            _ => Written::Text { text: text.to_owned(), is_markdown: false },
        })
    }

    /// `not-stated by 2023-12 (the page is lost)`
    fn unknown(&self, written: &str) -> Result<Unknown, Unclear> {
        let reason = |written: &str| self.reason_named(written).map(str::to_owned);
        if written.is_empty() {
            let only = || {
                self.site.reasons.as_deref().and_then(|reasons| if let [only] = reasons { Some(&**only) } else { None })
            };
            let reason = self.reason.or_else(only).ok_or(Unclear::NoReason)?;
            return Ok(Unknown { reason: reason.to_owned(), by: None, note: None });
        }
        if let Some(reason) = reason(written) {
            return Ok(Unknown { reason, by: None, note: None });
        }
        let (rest, note) = match written.strip_suffix(')').and_then(|rest| rest.split_once(" (")) {
            Some((rest, note)) => (rest.trim_end(), Some(note.to_owned())),
            None => (written, None),
        };
        let (rest, by) = match rest.rsplit_once(" by ") {
            Some((reason, by)) if self.reason_named(rest).is_none() => {
                (reason, Some(meant(Some(Format::Period), by, &self.site.calendar).text))
            }
            _ => (rest, None),
        };
        Ok(Unknown { reason: reason(rest).unwrap_or_else(|| rest.to_owned()), by, note })
    }

    /// The reason of this name, or with these words for readers.
    fn reason_named(&self, written: &str) -> Option<&str> {
        let reasons = || self.site.reasons.iter().flatten().map(|reason| &**reason);
        let of_words = || reasons().find(|reason| folded(self.site.words_for(reason)) == folded(written));
        reasons().find(|reason| *reason == written).or_else(|| respelt(written, reasons())).or_else(of_words)
    }

    /// The reasons that there are, for a message.
    pub(super) fn reasons(&self) -> String {
        listed(self.site.reasons.iter().flatten().map(|reason| &**reason))
    }
}

/// What people write for yes and no, and what a spreadsheet makes of it.
fn boolean(text: &str) -> Option<&'static str> {
    match text.to_lowercase().as_str() {
        "yes" | "y" | "true" | "1" => Some("true"),
        "no" | "n" | "false" | "0" => Some("false"),
        _ => None,
    }
}

fn whole(text: &str) -> Option<String> {
    let text = without_thousands(text);
    let text = text
        .split_once('.')
        .filter(|(_, zeros)| zeros.bytes().all(|byte| byte == b'0'))
        .map_or(&*text, |(whole, _)| whole);
    matches!(read_plain(text), Value::Integer(_)).then(|| text.to_owned())
}

fn number(text: &str) -> Option<String> {
    let text = without_thousands(text);
    matches!(read_plain(&text), Value::Integer(_) | Value::Float(_)).then_some(text)
}

/// `1,250` without its comma, where it stands before three digits; anything else as it is.
fn without_thousands(text: &str) -> String {
    let mut groups = text.split(',');
    let is_first = |group: &str| (1..=3).contains(&group.trim_start_matches('-').len());
    let is_number = |group: &str| group.trim_start_matches('-').split('.').next().is_some_and(|whole| whole.len() == 3);
    if groups.next().is_some_and(is_first) && groups.all(is_number) { text.replace(',', "") } else { text.to_owned() }
}

/// The choice of this value, or of these words for readers.
fn choice<'c>(choices: &'c [Choice], text: &str) -> Option<&'c str> {
    let values = || choices.iter().map(|choice| &*choice.value);
    let of_title = || {
        let mut found = choices.iter().filter(|choice| folded(&choice.title) == folded(text));
        found.next().filter(|_| found.next().is_none()).map(|choice| &*choice.value)
    };
    values().find(|value| *value == text).or_else(|| respelt(text, values())).or_else(of_title)
}

/// Whether a text can stand as a block of lines of its own without any mark.
pub(super) fn fits_block(text: &str) -> bool {
    let is_plain = |letter: char| {
        letter == '\n'
            || !letter.is_control()
                && !matches!(letter, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
    };
    text.chars().all(is_plain)
        && !text.starts_with(char::is_whitespace)
        && !text.ends_with(char::is_whitespace)
        && !text.is_empty()
}
