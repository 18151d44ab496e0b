//! The roles of a kind: which of its fields the program understands, and as what.

mod decision;
mod versions;

pub(super) use decision::unknown_kinds;
pub use decision::{Decision, Verdict};
pub use versions::Versions;

use super::Address;
use crate::diagnostic::{Code, Diagnostic, listed, nearest};
use crate::schema::{Content, Declaration, Decoded, Format, Member, Schema, Shape, Target, Value, readable};
use crate::source::{Source, Span};
use std::sync::Arc;

/// A facet that no field holds: the state.
pub const STATE: &str = "state";

/// The field that makes a taxonomy of the records of one kind: the wider term.
pub const PARENT: &str = "parent";

/// The property that follows from a record's state.
const OFFERS: &str = "offers";

/// The name among those of states under which stands what holds for all others.
pub const OTHERWISE: &str = "otherwise";

/// The template of pages that begin with the text of a record.
pub const TEXT_TEMPLATE: &str = "text.html";

/// What the fields of a kind are good for. All names are those of fields that are there and fit.
#[derive(Debug, Default)]
pub struct Roles {
    /// The field that names the record from which this one takes what it leaves out.
    pub inherit: Option<Box<str>>,
    /// The fields that are taken from it; all of them where it is not told.
    pub inherited: Option<Vec<Box<str>>>,
    /// Whether that is meant, and cannot be understood.
    pub is_inherit_faulty: bool,
    /// From which fields the state follows.
    pub lifecycle: Option<Lifecycle>,
    /// Whether the kind says so, even where that cannot be understood.
    pub has_lifecycle: bool,
    /// Whether records are versions of one another.
    pub versions: Option<Versions>,
    /// Paths of the fields by which a list can be narrowed; [`STATE`] is one.
    pub facets: Vec<Box<str>>,
    /// For parts, or for the records behind a backlink, the fields to lay side by side.
    pub compare: Vec<Comparison>,
    /// The field that tells in a few lines what a record is.
    pub in_short: Option<Box<str>>,
    /// The field that names where those go on who do not know which record is theirs.
    pub unsure: Option<Box<str>>,
    /// The ways back that a page is there for, each with the place where it is named.
    pub main: Vec<(Box<str>, Span)>,
    /// The field by which records follow one another.
    pub sequence: Option<Box<str>>,
    /// Whether that field is a number, which tells readers nothing.
    pub is_counted: bool,
    /// The field with the day on which a record stands in the calendar.
    pub calendar: Option<Box<str>>,
    /// The fields of an entry of the glossary.
    pub glossary: Option<Glossary>,
    /// The field whose parts are persons.
    pub people: Option<Box<str>>,
    /// The field that says for whom a record is.
    pub audience: Option<Box<str>>,
    /// Whether there is meant to be one, and it cannot be understood.
    pub is_audience_faulty: bool,
    /// What search engines are told that a record is.
    pub json_ld: Option<JsonLd>,
    /// The template of a record's page, and where it is named.
    pub template: Option<(Box<str>, Span)>,
    /// How much a word counts in each field, by its path, for those who search; none where the kind does not say, and of a
    /// kind that names no field nothing is found.
    pub search: Option<Vec<(Box<str>, i64)>>,
    /// Whether every amount and every day needs a source.
    pub needs_sources: bool,
    /// Which field holds decision tables, and what they can come to.
    pub decision: Option<Decision>,
    /// Whether its records have a [`PARENT`] of the same kind, and are the terms of a taxonomy.
    pub is_taxonomy: bool,
}

/// From which fields the state of a record follows.
#[derive(Debug)]
pub struct Lifecycle {
    /// The window in which one can come in.
    pub entry: Box<str>,
    /// The window in which it runs for those inside.
    pub support: Option<Box<str>>,
    /// The field that says for each state what to do now.
    pub now: Option<Box<str>>,
    /// The words of states, by their names.
    pub words: Vec<(Box<str>, Box<str>)>,
}

impl Lifecycle {
    /// The words of a state, which is given by its name: those of the kind, else the name made readable.
    #[must_use]
    pub fn words(&self, state: &str) -> String {
        let own = self.words.iter().find(|(name, _)| **name == *state);
        own.map_or_else(|| readable(state), |(_, words)| words.to_string())
    }
}

/// Fields that are laid side by side.
#[derive(Debug)]
pub struct Comparison {
    /// A field of parts, or a backlink.
    pub of: Box<str>,
    /// Where it is named.
    pub span: Span,
    /// The fields, each with the place of its name.
    pub fields: Vec<(Box<str>, Span)>,
}

/// The fields of an entry of the glossary.
#[derive(Debug)]
pub struct Glossary {
    /// The word.
    pub term: Box<str>,
    /// What it means.
    pub meaning: Box<str>,
    /// What it is short for.
    pub expansion: Option<Box<str>>,
}

/// What search engines are told that a record is, in the words of schema.org.
#[derive(Debug)]
pub struct JsonLd {
    /// The name of its type: `Event`.
    pub name: Box<str>,
    /// Its properties, each with the field that holds it.
    pub properties: Vec<(Box<str>, Box<str>)>,
    /// Whether one can come in is told as an offer.
    pub offer: bool,
}

/// Reads the roles of a kind. What does not fit is reported and left out.
pub(super) fn read(
    decoded: &Decoded,
    schema: &Schema,
    (kind, address): (&Arc<str>, &Address),
    source: &Source,
) -> (Roles, Vec<Diagnostic>) {
    let mut reader = Reader { decoded, schema, kind, source, diagnostics: Vec::new() };
    let sequence = reader.one("sequence", "holds a number or a day", Reader::has_order);
    let roles = Roles {
        inherit: reader.one("inherit", "names one record of this kind", Reader::is_parent),
        inherited: reader.inherited(),
        is_inherit_faulty: false,
        lifecycle: reader.lifecycle(),
        has_lifecycle: decoded.get("lifecycle").is_some() || decoded.is_faulty("lifecycle"),
        versions: reader.versions(),
        facets: reader.facets(),
        compare: reader.compare(),
        in_short: reader
            .one("in_short", "holds text", |reader, shape| matches!(reader.schema.item(shape), Shape::Text(None))),
        unsure: reader.one("unsure", "names one record", |_, shape| matches!(shape, Shape::Reference(_))),
        main: reader.main(),
        is_counted: sequence.as_ref().is_some_and(|field| {
            schema.field(field).is_ok_and(|field| matches!(schema.shape(field.shape), Shape::Integer | Shape::Number))
        }),
        sequence,
        calendar: reader.one("calendar", "holds a day", |_, shape| {
            matches!(shape, Shape::Text(Some(Format::Date | Format::Period)))
        }),
        glossary: reader.glossary(),
        people: reader.one("people", "has parts", |_, shape| matches!(shape, Shape::Parts(_))),
        audience: reader
            .one("audience", "has choices", |reader, shape| matches!(reader.schema.item(shape), Shape::Choice(_))),
        is_audience_faulty: false,
        json_ld: reader.json_ld(),
        template: reader.template(),
        search: reader.search(),
        needs_sources: decoded.text("sources").is_some(),
        decision: reader.decision(address),
        is_taxonomy: schema.field(PARENT).is_ok_and(|parent| reader.is_parent(schema.shape(parent.shape))),
    };
    let is_meant = |role: &str| decoded.get(role).is_some() || decoded.is_faulty(role);
    let is_inherit_faulty = roles.inherit.is_none() && is_meant("inherit");
    let is_audience_faulty = roles.audience.is_none() && is_meant("audience");
    (Roles { is_inherit_faulty, is_audience_faulty, ..roles }, reader.diagnostics)
}

struct Reader<'a> {
    decoded: &'a Decoded,
    schema: &'a Schema,
    kind: &'a Arc<str>,
    source: &'a Source,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    /// A role that is the name of one field.
    fn one(&mut self, role: &str, fact: &str, fits: impl Fn(&Self, &Shape) -> bool) -> Option<Box<str>> {
        let value = self.decoded.get(role)?;
        self.fitting(value, role, fact, fits)
    }

    /// The field that a value names, where it is there and fits.
    fn fitting(
        &mut self,
        value: &'a Value,
        role: &str,
        fact: &str,
        fits: impl Fn(&Self, &Shape) -> bool,
    ) -> Option<Box<str>> {
        let name = value.as_text()?;
        let declaration = self.field(name, value.span)?;
        let shape = self.schema.shape(declaration.shape);
        if fits(self, shape) {
            return Some(name.into());
        }
        // A field whose declaration is wrong, or that of something in it, has been told of.
        let item = self.schema.item(shape);
        let is_unclear = |inner: &Declaration| matches!(self.schema.shape(inner.shape), Shape::Any);
        if matches!(item, Shape::Any)
            || self.schema.fields_of(item).iter().any(|property| is_unclear(&property.declaration))
        {
            return None;
        }
        let message = format!("the field `{name}` cannot be what `{role}` names");
        let fault = Diagnostic::new(Code::WrongValue, self.source.at(value.span), message);
        self.diagnostics.push(fault.help(format!("name a field that {fact}")));
        None
    }

    /// How the field at a path is declared, which stands at a span.
    fn field(&mut self, path: &str, span: Span) -> Option<&'a Declaration> {
        let nothing = match self.schema.field(path) {
            Ok(declaration) => return Some(declaration),
            Err(nothing) => nothing,
        };
        let wrong = path.get(nothing.range.clone()).unwrap_or_default();
        // A name is plain or in quotation marks, on one line, and has no escapes.
        let is_quoted = self.source.text().get(span.range()).is_some_and(|text| text.starts_with(['"', '\'']));
        let start = span.start() + usize::from(is_quoted);
        let place = self.source.place(start + nothing.range.start..start + nothing.range.end);
        let known = nothing.known.iter().copied();
        let otherwise = match listed(known.clone()) {
            known if known.is_empty() => "declare it there under `properties`, or name another field".to_owned(),
            known => format!("name one of {known}"),
        };
        let fault = Diagnostic::new(Code::UnknownField, place, format!("this kind declares no field `{wrong}` here"));
        self.diagnostics.push(fault.help_with_name(nearest(wrong, known), otherwise));
        None
    }

    fn lifecycle(&mut self) -> Option<Lifecycle> {
        let value = self.decoded.get("lifecycle")?;
        let fact = "has `from` and `until`, or `during`, each of the format `period`, `academic-year` or `date`";
        let support = value
            .get("support")
            .and_then(|value| self.fitting(value, "support` of `lifecycle", fact, Reader::is_window));
        let entry = value
            .get("entry")
            .and_then(|value| self.fitting(value, "entry` of `lifecycle", fact, Reader::is_window))?;
        let by_state = "has a text for each of `open`, `closed` and other states";
        let now =
            value.get("now").and_then(|value| self.fitting(value, "now` of `lifecycle", by_state, Reader::is_by_state));
        let words = value.get("words").map(Value::members).unwrap_or_default();
        let word = |member: &Member| Some(((&*member.name).into(), member.value.as_text()?.into()));
        Some(Lifecycle { entry, support, now, words: words.iter().filter_map(word).collect() })
    }

    fn inherited(&mut self) -> Option<Vec<Box<str>>> {
        let items = self.decoded.get("inherited")?.items();
        let named = |item: &'a Value| {
            let name = item.as_text()?;
            self.field(name, item.span).map(|_| name.into())
        };
        Some(items.iter().filter_map(named).collect())
    }

    fn facets(&mut self) -> Vec<Box<str>> {
        let items = self.decoded.get("facets").map(Value::items).unwrap_or_default();
        let fact = "has choices, names records, is yes or no, or holds one such field";
        let mut facets = Vec::new();
        for value in items {
            if value.as_text() == Some(STATE) && self.schema.field(STATE).is_err() {
                if self.decoded.get("lifecycle").is_some() {
                    facets.push(STATE.into());
                } else {
                    let message = "without a `lifecycle` no record has a state";
                    let fault = Diagnostic::new(Code::WrongValue, self.source.at(value.span), message);
                    self.diagnostics.push(fault.help("add `lifecycle: {entry: …}`, or take `state` out"));
                }
            } else {
                facets.extend(self.fitting(value, "facets", fact, Reader::is_facet));
            }
        }
        facets
    }

    /// Fields of parts are known here; those behind a backlink only when all kinds are.
    fn compare(&mut self) -> Vec<Comparison> {
        let members = self.decoded.get("compare").map(Value::members).unwrap_or_default();
        let comparison = |member: &Member| Comparison {
            of: (&*member.name).into(),
            span: member.name_span,
            fields: member.value.items().iter().filter_map(|item| Some((item.as_text()?.into(), item.span))).collect(),
        };
        members.iter().map(comparison).collect()
    }

    /// The names of ways back are known only when all kinds are.
    fn main(&self) -> Vec<(Box<str>, Span)> {
        let items = self.decoded.get("main").map(Value::items).unwrap_or_default();
        items.iter().filter_map(|item| Some((item.as_text()?.into(), item.span))).collect()
    }

    fn glossary(&mut self) -> Option<Glossary> {
        let value = self.decoded.get("glossary")?;
        let fact = "holds text";
        let is_text = |reader: &Self, shape: &Shape| matches!(reader.schema.item(shape), Shape::Text(_));
        let mut field = |name: &str| value.get(name).and_then(|value| self.fitting(value, "glossary", fact, is_text));
        let (term, meaning, expansion) = (field("term"), field("meaning"), field("expansion"));
        Some(Glossary { term: term?, meaning: meaning?, expansion })
    }

    fn json_ld(&mut self) -> Option<JsonLd> {
        let value = self.decoded.get("json_ld")?;
        let mut properties = Vec::new();
        for member in value.get("properties").map(Value::members).unwrap_or_default() {
            let Some(field) = member.value.as_text() else { continue };
            if &*member.name == OFFERS {
                let message = "whether something is offered follows from the state, and no field holds it";
                let fault = Diagnostic::new(Code::WrongValue, self.source.at(member.name_span), message);
                self.diagnostics.push(fault.help("take it out, and write `offer: true` beside `properties`"));
            } else if self.field(field, member.value.span).is_some() {
                properties.push(((&*member.name).into(), field.into()));
            }
        }
        let offer = value.get("offer").filter(|offer| matches!(offer.content, Content::Boolean(true)));
        if let Some(offer) = offer.filter(|_| self.decoded.get("lifecycle").is_none()) {
            let message = "without a `lifecycle` nobody knows whether a record is offered";
            let fault = Diagnostic::new(Code::WrongValue, self.source.at(offer.span), message);
            self.diagnostics.push(fault.help("add `lifecycle: {entry: …}`, or take `offer` out"));
        }
        let name = value.get("type")?.as_text()?.into();
        Some(JsonLd { name, properties, offer: offer.is_some() })
    }

    fn template(&mut self) -> Option<(Box<str>, Span)> {
        let value = self.decoded.get("template")?;
        Some((value.as_text()?.into(), value.span))
    }

    fn search(&mut self) -> Option<Vec<(Box<str>, i64)>> {
        let members = self.decoded.get("search")?.members();
        let weight = |member: &'a Member| match member.value.content {
            Content::Integer(weight) if self.field(&member.name, member.name_span).is_some() => {
                Some(((&*member.name).into(), weight))
            }
            _ => None,
        };
        Some(members.iter().filter_map(weight).collect())
    }

    fn is_parent(&self, shape: &Shape) -> bool {
        matches!(shape, Shape::Reference(targets) if matches!(&targets.to, Target::Kinds(kinds) if kinds == std::slice::from_ref(self.kind)))
    }

    fn is_window(&self, shape: &Shape) -> bool {
        let Shape::Object { properties, .. } = shape else { return false };
        let is_time = |declaration: &Declaration| {
            use Format::{AcademicYear, Date, Period};
            matches!(self.schema.shape(declaration.shape), Shape::Any | Shape::Text(Some(Period | AcademicYear | Date)))
        };
        let mut ends = properties.iter().filter(|property| matches!(&*property.name, "from" | "until" | "during"));
        let has_one = ends.clone().next().is_some();
        has_one && ends.all(|property| is_time(&property.declaration))
    }

    fn is_by_state(&self, shape: &Shape) -> bool {
        let is_text = |declaration: &Declaration| matches!(self.schema.shape(declaration.shape), Shape::Text(None));
        match shape {
            Shape::Map { values, .. } => is_text(values),
            Shape::Object { properties, .. } => properties.iter().all(|property| is_text(&property.declaration)),
            _ => false,
        }
    }

    fn is_facet(&self, shape: &Shape) -> bool {
        let is_one = |shape: &Shape| matches!(shape, Shape::Choice(_) | Shape::Reference(_) | Shape::Boolean);
        let item = self.schema.item(shape);
        let fields = self.schema.fields_of(item).iter();
        is_one(item)
            || fields.filter(|field| is_one(self.schema.item(self.schema.shape(field.declaration.shape)))).count() == 1
    }

    fn has_order(&self, shape: &Shape) -> bool {
        use Format::{AcademicYear, Date, Period, Term};
        matches!(shape, Shape::Integer | Shape::Number | Shape::Text(Some(AcademicYear | Date | Period | Term)))
    }
}
