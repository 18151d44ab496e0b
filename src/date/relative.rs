use super::{Amount, Calendar, Flaw};
use crate::diagnostic::{listed, nearest};

/// A time told from an event: `within 2 weeks after match-confirmed`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relative {
    /// Whether it is any time up to then, rather than then.
    pub is_within: bool,
    /// How long.
    pub amount: Amount,
    /// Whether it lies before or after the event.
    pub direction: Direction,
    /// The slug of the event, which the calendar lists.
    pub event: Box<str>,
    /// As its author wrote it.
    pub written: Box<str>,
    /// As pages print it, with the event's words.
    pub words: Box<str>,
}

/// On which side of an event a time lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Before it.
    Before,
    /// After it.
    After,
}

/// What an amount of time counts, in the singular; other nouns may stand before it: `working day`.
const TIMES: [&str; 9] = ["minute", "hour", "day", "week", "fortnight", "month", "term", "year", "half-term"];

const HELP: &str = "write how long, `after` or `before`, and an event, like `within 2 weeks after";

const LENGTH: &str = "write a number of days, weeks or months, like `2 weeks`";

/// The time that a text tells, or what is wrong with it.
pub(super) fn read(text: &str, calendar: &Calendar) -> Result<Relative, Flaw> {
    let is_within = text.starts_with(WITHIN);
    let start = if is_within { WITHIN.len() } else { 0 };
    let rest = text.get(start..).unwrap_or_default();
    let sides = [(Direction::After, " after "), (Direction::Before, " before ")];
    let side = sides.into_iter().find_map(|(direction, word)| Some((direction, word, rest.find(word)?)));
    let Some((direction, word, at)) = side else { return Err(no_direction(text, calendar)) };
    let (how_long, event) = (rest.get(..at).unwrap_or_default(), rest.get(at + word.len()..).unwrap_or_default());
    if !how_long.is_empty() && how_long.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Flaw::malformed(start..start + at, format!("`{how_long}` is no length of time"), LENGTH));
    }
    let amount = Amount::parse(how_long).map_err(|flaw| in_whole(flaw, start, text, calendar))?;
    if !TIMES.iter().any(|time| amount.unit.rsplit(' ').next() == Some(time)) || amount.per.is_some() {
        let message = format!("`{how_long}` is no length of time");
        return Err(Flaw::malformed(start..start + at, message, LENGTH));
    }
    let Some(known) = calendar.events().iter().find(|known| *known.slug == *event) else {
        return Err(no_event(event, text.len() - event.len(), calendar));
    };
    let words = format!("{}{how_long}{word}{}", if is_within { WITHIN } else { "" }, known.words);
    let (event, written, words) = (event.into(), text.into(), words.into());
    Ok(Relative { is_within, amount, direction, event, written, words })
}

const WITHIN: &str = "within ";

/// An amount's flaw as one of the whole text, whose fix is the whole text as well.
fn in_whole(flaw: Flaw, start: usize, text: &str, calendar: &Calendar) -> Flaw {
    let fix = flaw.fix.clone().and_then(|fix| {
        let rest = text.get(start..)?;
        let end = rest.find(" after ").or_else(|| rest.find(" before "))?;
        Some(format!("{}{fix}{}", text.get(..start)?, rest.get(end..)?))
    });
    let flaw = Flaw { fix: None, ..flaw.moved(start) };
    match fix.filter(|fix| read(fix, calendar).is_ok()) {
        Some(fix) => flaw.with_fix(fix),
        None if !text.contains(|letter: char| letter.is_ascii_digit()) => Flaw { help: LENGTH.to_owned(), ..flaw },
        None => flaw,
    }
}

fn example(calendar: &Calendar) -> &str {
    calendar.events().first().map_or("match-confirmed", |event| &*event.slug)
}

fn no_direction(text: &str, calendar: &Calendar) -> Flaw {
    let how_long = text.strip_prefix(WITHIN).unwrap_or(text);
    let message = if ["after ", "before "].iter().any(|word| how_long.starts_with(word)) {
        format!("`{text}` does not say how long")
    } else {
        format!("`{text}` does not say after or before which event")
    };
    Flaw::malformed(0..text.len(), message, format!("{HELP} {}`", example(calendar)))
}

fn no_event(event: &str, offset: usize, calendar: &Calendar) -> Flaw {
    let names = || calendar.events().iter().map(|event| &*event.slug);
    let help = match nearest(event, names()) {
        Some(near) => format!("write `{near}`"),
        None if calendar.events().is_empty() => "list the event under `events` in `content/site.yaml`".to_owned(),
        None => format!("write one of {}, or list it under `events` in `content/site.yaml`", listed(names())),
    };
    Flaw::malformed(offset..offset + event.len(), format!("there is no event `{event}`"), help)
}
