use crate::catalogue::RecordIndex;
use crate::date::{Amount, Bound, Period, THOUSANDTHS};
use crate::page::{self, Site};
use crate::record::Record;
use crate::schema::{Content, Declaration, Format, Member, Property, Schema, Shape, Unknown, Value};
use serde::{Serialize, Serializer};
use serde_json::{Map, Number, Value as Json, json};

/// Fields about how a record is kept, some of which name who does it.
const NOT_TOLD: [&str; 6] = ["redirect_from", "review", "draft", "lists", "owner", "checked"];

/// A value of a record. It is written as JSON without a tree of it in between.
pub(super) enum Datum<'s> {
    /// One value: as JSON, and as it stands in a cell.
    One(Json, String),
    /// A text, which is made where it is written: cells have none.
    Html(&'s Site, RecordIndex, usize),
    /// A list.
    List(Vec<Datum<'s>>),
    /// Named values, in their order.
    Object(Vec<(String, Datum<'s>)>),
    /// Parts by their slugs.
    Parts(Vec<(String, Datum<'s>)>),
}

impl Datum<'_> {
    fn text(text: &str) -> Self {
        Self::One(text.into(), text.to_owned())
    }
}

impl Serialize for Datum<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::One(json, _) => json.serialize(to),
            Self::Html(site, index, prose) => to.serialize_str(&page::text(site, *index, *prose)),
            Self::List(items) => to.collect_seq(items),
            Self::Object(named) | Self::Parts(named) => to.collect_map(named.iter().map(|(name, one)| (name, one))),
        }
    }
}

/// The fields of a record in the order of its schema, those that it takes from another among them.
pub(super) fn fields(site: &Site, index: RecordIndex) -> Vec<(String, Datum<'_>)> {
    let schema = site.catalogue.get(index).and_then(|record| site.kinds.get(record.kind)?.schema.as_ref());
    let Some(schema) = schema else { return Vec::new() };
    let told = schema.properties().iter().filter(|property| !NOT_TOLD.contains(&&*property.name));
    let field = |property: &Property| {
        let held = site.catalogue.field(index, &property.name, &site.kinds)?;
        let record = site.catalogue.get(held.by)?;
        if page::holds_persons(site, record, &property.name) {
            return None;
        }
        let walk = Walk { site, schema, record, index: held.by };
        Some((property.name.to_string(), walk.value(&property.declaration, held.value)))
    };
    told.filter_map(field).collect()
}

/// A walk through the values of a record, its schema beside them.
#[derive(Clone, Copy)]
struct Walk<'a> {
    site: &'a Site,
    schema: &'a Schema,
    record: &'a Record,
    index: RecordIndex,
}

impl<'a> Walk<'a> {
    fn value(self, declaration: &Declaration, value: &Value) -> Datum<'a> {
        let shape = self.schema.shape(declaration.shape);
        let written =
            |written: &str, words: &str| Datum::One(json!({"written": written, "words": words}), written.to_owned());
        match &value.content {
            Content::Unknown(unknown) => self::unknown(unknown),
            Content::Boolean(is_so) => Datum::One((*is_so).into(), is_so.to_string()),
            Content::Integer(number) => Datum::One((*number).into(), number.to_string()),
            Content::Number(number) => Datum::One((*number).into(), number.to_string()),
            Content::Text(text) => Datum::text(text),
            Content::Period(period) => self::period(period, matches!(shape, Shape::Text(Some(Format::Date)))),
            Content::Term(term) => written(&term.written, &term.words),
            Content::Relative(relative) => written(&relative.written, &relative.words),
            Content::Amount(amount) => Datum::One(self::amount(amount), amount.written.to_string()),
            Content::Prose(prose) => Datum::Html(self.site, self.index, *prose),
            Content::Reference(reference) => Datum::text(&self.reference(*reference)),
            Content::List(items) => {
                let item = if let Shape::List(item) = shape { item } else { declaration };
                Datum::List(items.iter().map(|one| self.value(item, one)).collect())
            }
            Content::Object(members) => Datum::Object(self.members(declaration, members)),
            Content::Parts(parts) => {
                let inner = if let Shape::Parts(inner) = shape { inner } else { declaration };
                let part = |part: &crate::schema::Part| (part.slug().to_owned(), self.value(inner, &part.value));
                Datum::Parts(parts.iter().map(part).collect())
            }
        }
    }

    /// Named values in the order of the schema, or of the author where the keys are free.
    fn members(self, declaration: &Declaration, members: &[Member]) -> Vec<(String, Datum<'a>)> {
        match self.schema.shape(declaration.shape) {
            Shape::Object { properties, .. } => {
                let field = |property: &Property| {
                    let member = members.iter().find(|member| *member.name == *property.name)?;
                    Some((property.name.to_string(), self.value(&property.declaration, &member.value)))
                };
                properties.iter().filter_map(field).collect()
            }
            Shape::Map { values, .. } => {
                members.iter().map(|member| (member.name.to_string(), self.value(values, &member.value))).collect()
            }
            _ => {
                members.iter().map(|member| (member.name.to_string(), self.value(declaration, &member.value))).collect()
            }
        }
    }

    fn reference(self, reference: usize) -> String {
        let target = self.site.catalogue.target(self.index, reference);
        let id = target.and_then(|target| page::id(self.site, target));
        let written = || self.record.decoded.references.get(reference).map(|reference| reference.written.to_string());
        id.or_else(written).unwrap_or_default()
    }
}

fn unknown(unknown: &Unknown) -> Datum<'static> {
    let mut value = Map::new();
    value.insert("unknown".to_owned(), (*unknown.reason).into());
    if let Some(note) = &unknown.note {
        value.insert("note".to_owned(), (**note).into());
    }
    if let Some(by) = &unknown.by {
        value.insert("by".to_owned(), by.last.to_string().into());
    }
    Datum::One(value.into(), format!("unknown: {}", unknown.reason))
}

fn period(period: &Period, is_day: bool) -> Datum<'static> {
    let (first, last) = (period.first.to_string(), period.last.to_string());
    if is_day {
        return Datum::text(&first);
    }
    let json = json!({"written": &*period.written, "words": &*period.words, "first": first, "last": last});
    Datum::One(json, period.written.to_string())
}

fn amount(amount: &Amount) -> Json {
    let mut value = Map::new();
    value.insert("written".to_owned(), (*amount.written).into());
    let bound = match amount.bound {
        Bound::Exact => "exact",
        Bound::UpTo => "up_to",
        Bound::AtLeast => "at_least",
        Bound::About => "about",
        Bound::Between => "between",
    };
    value.insert("bound".to_owned(), bound.into());
    for (name, figure) in [("low", amount.low), ("high", amount.high)] {
        if let Some(figure) = figure {
            value.insert(name.to_owned(), number(figure));
        }
    }
    value.insert("unit".to_owned(), (*amount.unit).into());
    if let Some(per) = &amount.per {
        value.insert("per".to_owned(), (**per).into());
    }
    value.into()
}

/// A figure that counts in thousandths, as a number.
fn number(thousandths: i64) -> Json {
    if thousandths % THOUSANDTHS == 0 {
        return (thousandths / THOUSANDTHS).into();
    }
    // Its decimals are three at most, and such a text is a number.
    let (sign, rest) = (if thousandths < 0 { "-" } else { "" }, thousandths.unsigned_abs());
    let text = format!("{sign}{}.{:03}", rest / THOUSANDTHS.unsigned_abs(), rest % THOUSANDTHS.unsigned_abs());
    text.parse::<f64>().ok().and_then(Number::from_f64).map_or(Json::Null, Json::Number)
}
