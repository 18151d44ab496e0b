use super::{Calendar, Flaw};
use crate::diagnostic::{listed, nearest};

/// A term of a year: it has a place in the order of time, and never days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Where it stands among all terms: compare these.
    pub order: TermOrder,
    /// As its author wrote it: `autumn-2021`.
    pub written: Box<str>,
    /// As pages print it: `Autumn term 2021`.
    pub words: Box<str>,
}

/// The place of a term in the order of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermOrder {
    year: i16,
    month: u8,
    /// Where it stands in the calendar's list: two terms may begin in one month.
    listed: usize,
}

/// A term that a calendar lists, without its year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TermName {
    pub(super) slug: Box<str>,
    pub(super) title: Box<str>,
    /// The month in which it begins.
    pub(super) month: u8,
}

/// The term that a text names, or what is wrong with it.
pub(super) fn read(text: &str, calendar: &Calendar) -> Result<Term, Flaw> {
    known(text, calendar).ok_or_else(|| mistake(text, calendar))
}

fn known(text: &str, calendar: &Calendar) -> Option<Term> {
    let (name, year) = text.rsplit_once('-')?;
    let year_number = year_number(year)?;
    let (listed, term) = calendar.terms().iter().enumerate().find(|(_, term)| *term.slug == *name)?;
    let order = TermOrder { year: year_number, month: term.month, listed };
    Some(Term { order, written: text.into(), words: format!("{} {year_number}", term.title).into() })
}

fn year_number(text: &str) -> Option<i16> {
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|year| is_year && *year > 0)
}

/// A term written in another way: `Autumn 2021`, `autumn term 2021`, `2021-autumn`. As it has to be written.
pub(super) fn loose(text: &str, calendar: &Calendar) -> Option<Term> {
    let lower = text.to_lowercase();
    let words = || lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_name = |word: &&str| year_number(word).is_none() && !matches!(*word, "term" | "the" | "in");
    let year = words().find(|word| year_number(word).is_some())?;
    let name: Vec<&str> = words().filter(is_name).collect();
    known(&format!("{}-{year}", name.join("-")), calendar)
}

fn mistake(text: &str, calendar: &Calendar) -> Flaw {
    let names = || calendar.terms().iter().map(|term| &*term.slug);
    let message = format!("`{text}` is no term");
    let Some(example) = names().next() else {
        return Flaw::malformed(0..text.len(), message, "list the terms under `terms` in `content/site.yaml`");
    };
    if let Some(term) = loose(text, calendar) {
        return Flaw::malformed(0..text.len(), message, "").with_fix(term.written);
    }
    if let Some((name, year)) = text.rsplit_once('-')
        && year_number(year).is_some()
    {
        let help = match nearest(name, names()) {
            Some(near) => format!("write `{near}-{year}`"),
            None => format!("write one of {}", listed(names())),
        };
        return Flaw::malformed(0..name.len(), format!("there is no term `{name}`"), help);
    }
    let help = format!("write the name of a term and a year, like `{example}-2021`; the terms are {}", listed(names()));
    Flaw::malformed(0..text.len(), message, help)
}
