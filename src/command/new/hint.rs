//! What a field wants, in a line for who fills it in.

use super::Around;
use crate::diagnostic::printable;
use crate::record::Record;
use crate::schema::{Choice, Declaration, Format, Schema, Shape, Target};

/// How many choices a hint names: more are looked up in the file of the kind.
const CHOICES: usize = 12;

/// How many records of a kind a hint names, as examples.
const EXAMPLES: usize = 3;

/// How many letters of their titles it shows.
const LETTERS: usize = 40;

/// What a field wants: its label, its description, and how a value of it looks.
pub(super) fn hint(declaration: &Declaration, schema: &Schema, around: Around<'_>) -> String {
    let words = [declaration.title.as_deref(), declaration.description.as_deref()].into_iter().flatten();
    let words: Vec<String> = words.map(|words| plain(words).trim_end_matches('.').to_owned()).collect();
    let looks = looks(schema.shape(declaration.shape), schema, around);
    let parts = words.into_iter().chain(looks);
    parts.collect::<Vec<_>>().join(". ")
}

fn looks(shape: &Shape, schema: &Schema, around: Around<'_>) -> Option<String> {
    Some(match shape {
        Shape::Any | Shape::Object { .. } | Shape::Text(None) => return None,
        Shape::Text(Some(format)) => example(*format, around).to_owned(),
        Shape::Integer => "A whole number".to_owned(),
        Shape::Number => "A number".to_owned(),
        Shape::Boolean => "`true` or `false`".to_owned(),
        Shape::Choice(choices) => format!("One of {}", named(choices)),
        Shape::List(item) => match looks(schema.shape(item.shape), schema, around) {
            Some(item) => format!("A list; each: {}", lower(&item)),
            None => "A list".to_owned(),
        },
        Shape::Map { names, .. } if !names.is_empty() => format!("Names from {}, each with a value", named(names)),
        Shape::Map { values, .. } => match looks(schema.shape(values.shape), schema, around) {
            Some(value) => format!("Lines of `name: value`; each value: {}", lower(&value)),
            None => "Lines of `name: value`".to_owned(),
        },
        Shape::Parts(_) => "Small records: write a name in place of NAME, and repeat its lines for the next".to_owned(),
        Shape::Reference(targets) => match &targets.to {
            Target::Own(field) if field.is_empty() => "The name of a part of this record".to_owned(),
            Target::Own(field) => format!("The name of a part of this record, in `{field}`"),
            Target::Kinds(kinds) => records(&kinds.iter().map(|kind| &**kind).collect::<Vec<_>>(), around),
        },
    })
}

fn example(format: Format, around: Around<'_>) -> &'static str {
    match format {
        Format::Markdown => "Text in Markdown, on the lines below, each with two blanks more than the name has",
        Format::Email => "An e-mail address",
        Format::Phone => "A telephone number, such as 020 7946 0000",
        Format::Uri => "An address in full, such as https://www.gov.uk/browse",
        Format::Amount => "An amount, such as £40, up to 10 days, about 75%",
        Format::Date => "A day, such as 2026-09-02",
        Format::Period => "A day, a month, a year or an academic year: 2026-09-02, 2026-09, 2026, 2026-27",
        Format::AcademicYear => "An academic year, such as 2026-27",
        Format::Term if around.site.config.decoded.get("terms").is_some() => {
            "One of the `terms` in content/site.yaml and a year, such as autumn-2026"
        }
        Format::Term => "A term and a year, such as autumn-2026; list the `terms` in content/site.yaml first",
        Format::Relative => "Such as `within 2 weeks after` and one of the `events` in content/site.yaml",
    }
}

fn named(choices: &[Choice]) -> String {
    let one = |choice: &Choice| match choice.value == choice.title {
        true => format!("`{}`", plain(&choice.value)),
        false => format!("`{}` ({})", plain(&choice.value), plain(&choice.title)),
    };
    let shown: Vec<String> = choices.iter().take(CHOICES).map(one).collect();
    let more = choices.len() - shown.len();
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    format!("{}{more}", shown.join(", "))
}

/// What may be named, with the first few.
fn records(kinds: &[&str], around: Around<'_>) -> String {
    let site = around.site;
    let noun = |name: &&str| site.kinds.find(name).map_or_else(|| (*name).to_owned(), |(_, kind)| kind.noun());
    let nouns: Vec<String> = kinds.iter().map(noun).collect();
    let of_kind = |(at, name): (usize, &&str)| {
        let index = site.kinds.find(name).map(|(index, _)| index);
        let records = index.into_iter().flat_map(|index| site.catalogue.of_kind(index)).take(EXAMPLES);
        // A bare slug means the first kind.
        let before = if at == 0 { String::new() } else { format!("{name}:") };
        let one = |(_, record): (_, &Record)| {
            let title = plain(record.title());
            let cut: String = title.chars().take(LETTERS).collect();
            let more = if cut.len() < title.len() { "…" } else { "" };
            format!("`{before}{}` ({cut}{more})", record.slug)
        };
        records.map(one).collect::<Vec<_>>()
    };
    let examples: Vec<String> = kinds.iter().enumerate().flat_map(of_kind).collect();
    let nouns = nouns.join(" or ");
    match examples.is_empty() {
        true => format!("The name of a record: {nouns}. There is none yet"),
        false => format!("The name of a record: {nouns}, such as {}", examples.join(", ")),
    }
}

/// The first letter small, as inside a sentence.
fn lower(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// Words on one line, without what a screen must not get.
fn plain(words: &str) -> String {
    printable(&words.split_whitespace().collect::<Vec<_>>().join(" "))
}
