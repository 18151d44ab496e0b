//! A record to fill in: what its kind asks for, with what each field wants.
//!
//! Nothing is filled in for the author: a place that is left as it is has no value, or a name that cannot be one, and
//! `check` tells it.

use super::hint::hint;
use super::{Around, Refusal, faulty};
use crate::diagnostic::one;
use crate::schema::{Declaration, Format, Property, Schema, Shape};

/// How deep fields are shown in fields: definitions may go in circles.
const DEPTH: usize = 6;

/// Behind how many letters a hint goes on in the next line.
const WIDTH: usize = 100;

/// A blank at which no line is broken: what can be copied stands on one.
const JOINT: char = '\u{a0}';

/// What stands where a part's name has to be: it cannot be one, so that `check` tells it.
const NAME: &str = "NAME";

/// The fields of every record that are shown as they are written; the others are named.
const COMMON: [&str; 3] = ["replaces", "confirmed", "sources"];

/// The lines of a record.
pub(super) fn fields(around: Around<'_>) -> Result<Vec<String>, Refusal> {
    let kind = around.kind;
    let schema = kind.schema.as_ref().filter(|schema| !schema.own_properties().is_empty());
    let Some(schema) = schema else {
        return Err(faulty(format!("the kind `{}` does not say which fields it has", kind.name)));
    };
    let Shape::Object { properties, required } = schema.root() else { return Ok(Vec::new()) };
    let writer = Writer { schema, around };
    let own = schema.own_properties();
    let is_required = |property: &Property| required.contains(&property.name);
    // A record of which nothing is required begins with its title all the same: one without a line would pass for whole.
    let first = own.iter().find(|property| &*property.name == "title").or(own.first());
    let first = first.filter(|_| required.is_empty()).map(|property| &property.name);
    let is_open = |property: &&Property| is_required(property) || Some(&property.name) == first;
    let mut lines = head(around);
    for property in properties.iter().filter(is_open) {
        lines.extend(writer.open(property, 1));
    }
    let (shown, named): (Vec<&Property>, Vec<&Property>) = properties
        .iter()
        .filter(|property| !is_open(property))
        .partition(|property| own.iter().any(|own| own.name == property.name) || COMMON.contains(&&*property.name));
    if !shown.is_empty() {
        lines.extend([String::new(), "# If you like: to use a line, take away its `# `.".to_owned()]);
        lines.extend(shown.into_iter().flat_map(|property| writer.closed(property, 1)));
    }
    let named: Vec<String> = named.iter().map(|property| format!("`{}`", property.name)).collect();
    if !named.is_empty() {
        lines.extend(comment(&format!("Every record may also have {}.", named.join(", ")), "##"));
    }
    Ok(lines)
}

fn head(around: Around<'_>) -> Vec<String> {
    let Around { site, kind, .. } = around;
    let noun = one(&kind.noun());
    let reason = site.config.reasons.iter().flatten().next();
    let unknown =
        reason.map(|reason| format!(" Where nobody knows it, write {{unknown:{JOINT}{reason}}}.")).unwrap_or_default();
    let inherit = kind.roles.inherit.as_deref();
    let inherit = inherit
        .map(|field| format!(" With `{field}`, take out the lines whose values come from the record that it names."));
    let words = format!(
        "This is {noun}: write a value behind each name.{unknown}{} Then run fingerpost check.",
        inherit.unwrap_or_default()
    );
    comment(&words, "#")
}

#[derive(Clone, Copy)]
struct Writer<'a> {
    schema: &'a Schema,
    around: Around<'a>,
}

impl Writer<'_> {
    /// A field that has to be filled in: what it wants, and its lines.
    fn open(self, property: &Property, depth: usize) -> Vec<String> {
        let hint = hint(&property.declaration, self.schema, self.around);
        comment(&hint, "#").into_iter().chain(self.lines(property, Nested::Open, depth)).collect()
    }

    /// A field that may be there, each of its lines as a comment.
    fn closed(self, property: &Property, depth: usize) -> Vec<String> {
        let hint = hint(&property.declaration, self.schema, self.around);
        let lines = self.lines(property, Nested::Bare, depth).into_iter().map(|line| format!("# {line}"));
        comment(&hint, "##").into_iter().chain(lines).collect()
    }

    fn lines(self, property: &Property, nested: Nested, depth: usize) -> Vec<String> {
        let name = &property.name;
        let shape = self.schema.shape(property.declaration.shape);
        let first = match shape {
            Shape::Text(Some(Format::Markdown)) => format!("{name}: |"),
            _ => format!("{name}:"),
        };
        std::iter::once(first).chain(indented(self.below(shape, nested, depth))).collect()
    }

    /// What stands below the name of a field.
    fn below(self, shape: &Shape, nested: Nested, depth: usize) -> Vec<String> {
        if depth > DEPTH {
            return Vec::new();
        }
        match shape {
            Shape::List(item) => items(self.inner(item, nested, depth)),
            Shape::Parts(part) => {
                std::iter::once(format!("{NAME}:")).chain(indented(self.inner(part, nested, depth))).collect()
            }
            Shape::Object { properties, required } => self.object(properties, required, nested, depth),
            _ => Vec::new(),
        }
    }

    fn inner(self, declaration: &Declaration, nested: Nested, depth: usize) -> Vec<String> {
        match self.schema.shape(declaration.shape) {
            Shape::Object { properties, required } => self.object(properties, required, nested, depth),
            _ => Vec::new(),
        }
    }

    fn object(
        self,
        properties: &[Property],
        required: &[std::sync::Arc<str>],
        nested: Nested,
        depth: usize,
    ) -> Vec<String> {
        let (needed, others): (Vec<&Property>, Vec<&Property>) =
            properties.iter().partition(|property| required.contains(&property.name));
        match nested {
            Nested::Open => {
                let needed = needed.into_iter().flat_map(|property| self.open(property, depth + 1));
                needed.chain(others.into_iter().flat_map(|property| self.closed(property, depth + 1))).collect()
            }
            // Of a group in which nothing is required all is shown: nothing at all would be no value.
            Nested::Bare => {
                let shown = if needed.is_empty() { others } else { needed };
                shown.into_iter().flat_map(|property| self.lines(property, nested, depth + 1)).collect()
            }
        }
    }
}

/// How fields in fields are shown.
#[derive(Clone, Copy)]
enum Nested {
    /// With hints, and with those that may be left out as comments.
    Open,
    /// Without either: the field around them is a comment itself.
    Bare,
}

/// Lines as the first item of a list.
fn items(lines: Vec<String>) -> Vec<String> {
    let Some(first) = lines.iter().position(|line| !line.starts_with('#')) else {
        return std::iter::once("-".to_owned()).chain(indented(lines)).collect();
    };
    let begin = |(at, line): (usize, String)| match at.cmp(&first) {
        std::cmp::Ordering::Less => line,
        std::cmp::Ordering::Equal => format!("- {line}"),
        std::cmp::Ordering::Greater => format!("  {line}"),
    };
    lines.into_iter().enumerate().map(begin).collect()
}

fn indented(lines: Vec<String>) -> impl Iterator<Item = String> {
    lines.into_iter().map(|line| format!("  {line}"))
}

/// Words as comments, over as many lines as they need.
fn comment(words: &str, mark: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut().filter(|line| line.chars().count() + word.chars().count() < WIDTH) {
            Some(line) => {
                line.push(' ');
                line.push_str(word);
            }
            None => lines.push(format!("{mark} {word}")),
        }
    }
    lines.iter().map(|line| line.replace(JOINT, " ")).collect()
}
