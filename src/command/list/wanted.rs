//! Which records are wanted, by names and values that are checked: a filter with a mistake in it must not look like a
//! list without records.

use super::shown::{is_replaced, state};
use super::{ListArguments, help_with, kind_named};
use crate::catalogue::RecordIndex;
use crate::date::State;
use crate::diagnostic::nearest;
use crate::kind::Kind;
use crate::page::Site;
use crate::record::Record;
use crate::schema::{Content, Schema, Shape, Target, Value};

/// The name under which being replaced stands beside the states.
const REPLACED: &str = "replaced";

/// What nobody knows.
const UNKNOWN: &str = "unknown";

/// Which records are wanted.
pub(super) struct Wanted {
    kind: Option<usize>,
    state: Option<String>,
    fields: Vec<(String, String)>,
}

/// Reads what is wanted.
pub(super) fn read(arguments: &ListArguments, site: &Site) -> Result<Wanted, String> {
    let kind = arguments.kind.as_deref().map(|name| kind_named(name, &site.kinds)).transpose()?;
    let kinds: Vec<&Kind> = site
        .kinds
        .iter()
        .enumerate()
        .filter(|(index, _)| kind.is_none_or(|kind| kind == *index))
        .map(|(_, kind)| kind)
        .collect();
    let state = arguments.state.as_deref().map(|name| state_named(name, &kinds)).transpose()?;
    let field = |written: &String| {
        let Some((field, value)) = written.split_once('=') else {
            return Err(format!("`--where {written}` has no value\n  help: write it like `--where {written}=value`"));
        };
        check(field.trim(), value.trim(), &kinds, site)?;
        Ok((field.trim().to_owned(), value.trim().to_owned()))
    };
    let fields = arguments.fields.iter().map(field).collect::<Result<_, _>>()?;
    Ok(Wanted { kind, state, fields })
}

impl Wanted {
    /// Whether a record is one of them.
    pub(super) fn has(&self, index: RecordIndex, record: &Record, site: &Site) -> bool {
        self.kind.is_none_or(|kind| kind == record.kind)
            && self.state.as_deref().is_none_or(|name| match name {
                REPLACED => is_replaced(index, site),
                name => state(index, site).is_some_and(|state| state.name() == name),
            })
            && self.fields.iter().all(|(field, value)| holds(index, field, value, site))
    }
}

fn state_named(name: &str, kinds: &[&Kind]) -> Result<String, String> {
    let names = || State::ALL.iter().map(|state| state.name()).chain([REPLACED]);
    let plain = name.to_lowercase().replace([' ', '-'], "_");
    let Some(state) = names().find(|known| *known == plain) else {
        // Who lists records may well know a state by the words that readers see.
        let words = names().find(|known| {
            let lifecycles = kinds.iter().filter_map(|kind| kind.roles.lifecycle.as_ref());
            lifecycles.map(|lifecycle| lifecycle.words(known)).any(|words| words.eq_ignore_ascii_case(name))
        });
        let near = words.or_else(|| nearest(name, names()));
        return Err(help_with(format!("there is no state `{name}`"), near, "the states are", names()));
    };
    if state != REPLACED && kinds.iter().all(|kind| kind.roles.lifecycle.is_none()) {
        let whose = kinds.first().filter(|_| kinds.len() == 1);
        let whose = whose.map_or_else(|| "no kind of this site".to_owned(), |kind| format!("the kind `{}`", kind.name));
        let has = if whose.starts_with("no ") { "has a lifecycle" } else { "has no lifecycle" };
        return Err(format!("{whose} {has}, and its records have no state\n  help: leave `--state` out"));
    }
    Ok(state.to_owned())
}

/// Checks the name of a field, and a value of which all are known.
fn check(field: &str, value: &str, kinds: &[&Kind], site: &Site) -> Result<(), String> {
    let schemas: Vec<&Schema> = kinds.iter().filter_map(|kind| kind.schema.as_ref()).collect();
    let declared: Vec<_> = schemas.iter().filter_map(|schema| Some((*schema, schema.field(field).ok()?))).collect();
    if declared.is_empty() {
        return Err(no_field(field, &schemas, kinds));
    }
    if value == UNKNOWN {
        return Ok(());
    }
    let mut names: Vec<String> = site.config.reasons.iter().flatten().map(|reason| reason.to_string()).collect();
    for (schema, declaration) in &declared {
        match schema.item(schema.shape(declaration.shape)) {
            Shape::Choice(choices) => names.extend(choices.iter().map(|choice| choice.value.to_string())),
            Shape::Boolean => names.extend(["true".to_owned(), "false".to_owned()]),
            Shape::Reference(targets) => match &targets.to {
                Target::Kinds(targets) => names.extend(ids(targets.iter().map(|name| &**name), site)),
                Target::Own(_) => return Ok(()),
            },
            // Any text may stand there.
            _ => return Ok(()),
        }
    }
    if names.iter().any(|name| name == value) {
        return Ok(());
    }
    let names = || names.iter().map(String::as_str);
    Err(help_with(format!("`{field}` is never `{value}`"), nearest(value, names()), "it may be", names()))
}

/// The slugs and the ids of the records of some kinds, drafts among them.
fn ids<'a>(kinds: impl Iterator<Item = &'a str>, site: &Site) -> Vec<String> {
    let of_kind = |name| {
        let found = site.kinds.find(name);
        found
            .into_iter()
            .flat_map(|(index, _)| site.catalogue.all_of_kind(index))
            .map(move |(_, record)| (name, &record.slug))
    };
    let (slugs, ids): (Vec<_>, Vec<_>) =
        kinds.flat_map(of_kind).map(|(kind, slug)| (slug.to_string(), format!("{kind}:{slug}"))).unzip();
    slugs.into_iter().chain(ids).collect()
}

fn no_field(field: &str, schemas: &[&Schema], kinds: &[&Kind]) -> String {
    let fact = match kinds {
        [kind] => format!("the kind `{}` has no field `{field}`", kind.name),
        _ => format!("no kind has a field `{field}`"),
    };
    // What is wrong may be the second name in `cost.typ`; the part before it stays.
    let wrong = schemas.iter().filter_map(|schema| schema.field(field).err());
    let Some(wrong) = wrong.max_by_key(|wrong| wrong.range.start) else { return fact };
    let (start, name) = (wrong.range.start, field.get(wrong.range).unwrap_or_default());
    let before = field.get(..start).unwrap_or_default();
    let known: Vec<&str> = match start {
        0 => schemas.iter().flat_map(|schema| schema.properties()).map(|property| &*property.name).collect(),
        _ => wrong.known,
    };
    let near = nearest(name, known.iter().copied()).map(|near| format!("{before}{near}"));
    help_with(fact, near.as_deref(), "the fields are", known)
}

/// Whether a field of a record, its own or one that it takes from another, is or has this value.
fn holds(index: RecordIndex, field: &str, value: &str, site: &Site) -> bool {
    let mut names = field.split('.');
    let Some(held) = names.next().and_then(|name| site.catalogue.field(index, name, &site.kinds)) else { return false };
    let names: Vec<&str> = names.collect();
    Holder { record: held.by, site }.has(held.value, &names, value)
}

#[derive(Clone, Copy)]
struct Holder<'a> {
    record: RecordIndex,
    site: &'a Site,
}

impl Holder<'_> {
    fn has(self, held: &Value, names: &[&str], wanted: &str) -> bool {
        match (&held.content, names) {
            (Content::List(items), _) => items.iter().any(|item| self.has(item, names, wanted)),
            (Content::Parts(parts), _) => parts.iter().any(|part| self.has(&part.value, names, wanted)),
            (Content::Object(members), [name, rest @ ..]) => {
                let mut named = members.iter().filter(|member| *member.name == **name).peekable();
                match named.peek() {
                    Some(_) => named.any(|member| self.has(&member.value, rest, wanted)),
                    // A mapping with free keys, whose names are left out of a path.
                    None => members.iter().any(|member| {
                        matches!(member.value.content, Content::Object(_)) && self.has(&member.value, names, wanted)
                    }),
                }
            }
            (Content::Object(members), []) => members.iter().any(|member| self.has(&member.value, &[], wanted)),
            (Content::Unknown(unknown), _) => wanted == UNKNOWN || *unknown.reason == *wanted,
            (_, []) => self.is(held, wanted),
            _ => false,
        }
    }

    fn is(self, held: &Value, wanted: &str) -> bool {
        let Some(record) = self.site.catalogue.get(self.record) else { return false };
        match &held.content {
            Content::Boolean(value) => value.to_string() == wanted,
            Content::Integer(value) => value.to_string() == wanted,
            Content::Number(value) => wanted.parse() == Ok(*value),
            Content::Text(text) => **text == *wanted,
            Content::Period(period) => *period.written == *wanted,
            Content::Term(term) => *term.written == *wanted,
            Content::Relative(relative) => *relative.written == *wanted,
            Content::Amount(amount) => *amount.written == *wanted,
            Content::Prose(index) => {
                record.decoded.prose.get(*index).is_some_and(|prose| prose.text().trim() == wanted)
            }
            Content::Reference(index) => self.leads_to(record, *index, wanted),
            Content::Unknown(_) | Content::List(_) | Content::Object(_) | Content::Parts(_) => false,
        }
    }

    /// Whether a reference names the record of this slug or id, or the part.
    fn leads_to(self, record: &Record, reference: usize, wanted: &str) -> bool {
        let written = record.decoded.references.get(reference).is_some_and(|reference| *reference.written == *wanted);
        let target = self.site.catalogue.target(self.record, reference);
        let is_target = || {
            let to = self.site.catalogue.get(target?.record)?;
            let kind = self.site.kinds.get(to.kind)?;
            Some(*to.slug == *wanted || format!("{}:{}", kind.name, to.slug) == wanted)
        };
        written || is_target().unwrap_or(false)
    }
}
