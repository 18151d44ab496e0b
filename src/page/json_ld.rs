//! What search engines are told of a record: as its kind's role `json_ld` has it, and never more than its state allows.

use super::people::{self, Reach};
use super::site::Site;
use crate::catalogue::{RecordIndex, Target};
use crate::date::State;
use crate::kind::{JsonLd, Kind};
use crate::record;
use crate::route;
use crate::schema::{Content, Declaration, Schema, Shape, Value};
use serde_json::{Map, Value as Json, json};

/// A record on its page as a script of data, which browsers do not run; `None` where its kind says nothing of that.
pub(super) fn json_ld(site: &Site, index: RecordIndex) -> Option<String> {
    let record = site.catalogue.get(index)?;
    let kind = site.kinds.get(record.kind)?;
    let role = kind.roles.json_ld.as_ref()?;
    let mut page = Map::new();
    page.insert("@context".to_owned(), "https://schema.org".into());
    page.insert("@type".to_owned(), "WebPage".into());
    let path = route::url(&Target { record: index, part: None }, &site.catalogue, &site.kinds);
    page.extend(site.routes.whole(&path).map(|url| ("url".to_owned(), url.into())));
    page.insert("name".to_owned(), site.title(index).into());
    page.insert("inLanguage".to_owned(), site.config.language().into());
    // The site tells of it, and does not offer it.
    page.insert("publisher".to_owned(), json!({"@type": "Organization", "name": site.config.title()}));
    page.insert("mainEntity".to_owned(), thing(site, index, kind, role));
    // No letter of it may end the script.
    let text = serde_json::to_string(&page).ok()?;
    Some(text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026"))
}

fn thing(site: &Site, index: RecordIndex, kind: &Kind, role: &JsonLd) -> Json {
    let mut thing = Map::new();
    thing.insert("@type".to_owned(), (*role.name).into());
    let field = |name: &str| {
        let held = site.catalogue.field(index, name, &site.kinds)?;
        let (record, schema) = (site.catalogue.get(held.by)?, kind.schema.as_ref()?);
        if people::holds_persons(site, record, name) {
            return None;
        }
        let declaration = schema.field(name).ok()?;
        Told { site, schema, index: held.by }.value(declaration, held.value)
    };
    let properties = role.properties.iter();
    thing.extend(properties.filter_map(|(property, name)| Some((property.to_string(), field(name)?))));
    if role.offer {
        thing.extend(offer(site, index, kind).map(|offer| ("offers".to_owned(), offer)));
    }
    thing.into()
}

/// When one can come in, or could; once that is over only with its end, so that nobody is told of what is gone as if it were there.
fn offer(site: &Site, index: RecordIndex, kind: &Kind) -> Option<Json> {
    let state = site.catalogue.life(index)?.timeline.as_ref()?.state_on(site.as_of);
    let entry = &kind.roles.lifecycle.as_ref()?.entry;
    let window = record::window(site.catalogue.field(index, entry, &site.kinds).map(|held| held.value))?;
    let (first, last) = (window.first_day(), window.last_day());
    match state {
        State::Withdrawn | State::NotKnown | State::Unconfirmed => return None,
        State::Closed | State::RunningOn if last.is_none() => return None,
        State::Closed | State::RunningOn | State::Upcoming | State::ClosingSoon | State::Open => {}
    }
    let mut offer = Map::new();
    offer.insert("@type".to_owned(), "Offer".into());
    offer.extend(first.map(|day| ("availabilityStarts".to_owned(), day.to_string().into())));
    offer.extend(last.map(|day| ("availabilityEnds".to_owned(), day.to_string().into())));
    Some(offer.into())
}

/// Values of a record as they are told.
#[derive(Clone, Copy)]
struct Told<'a> {
    site: &'a Site,
    schema: &'a Schema,
    index: RecordIndex,
}

impl Told<'_> {
    /// A value; `None` for what is unknown, too long, or not to be told.
    fn value(self, declaration: &Declaration, value: &Value) -> Option<Json> {
        let shape = self.schema.shape(declaration.shape);
        Some(match &value.content {
            Content::Boolean(is_so) => (*is_so).into(),
            Content::Integer(number) => (*number).into(),
            Content::Number(number) => (*number).into(),
            Content::Text(text) => match shape {
                Shape::Choice(choices) => {
                    let choice = choices.iter().find(|choice| *choice.value == **text);
                    choice.map_or(&**text, |choice| &choice.title).into()
                }
                Shape::Text(Some(format)) if people::is_a_way(*format) && !self.is_followed() => return None,
                _ => (**text).into(),
            },
            Content::Period(period) if period.first == period.last => period.first.to_string().into(),
            Content::Period(period) => (*period.words).into(),
            Content::Term(term) => (*term.words).into(),
            Content::Relative(relative) => (*relative.words).into(),
            Content::Amount(amount) => (*amount.written).into(),
            Content::Reference(reference) => self.reference(*reference)?,
            Content::List(items) => {
                let item = if let Shape::List(item) = shape { item } else { declaration };
                let items: Vec<Json> = items.iter().filter_map(|one| self.value(item, one)).collect();
                (!items.is_empty()).then_some(items)?.into()
            }
            Content::Unknown(_) | Content::Prose(_) | Content::Object(_) | Content::Parts(_) => return None,
        })
    }

    fn is_followed(self) -> bool {
        matches!(people::reach(self.site, self.index, false), Reach::Followed)
    }

    fn reference(self, reference: usize) -> Option<Json> {
        let target = self.site.catalogue.target(self.index, reference)?;
        let record = self.site.catalogue.get(target.record)?;
        let part = target.part.as_deref().unwrap_or_default();
        if people::is_person(self.site, record, part) {
            return None;
        }
        let role = self.site.kinds.get(record.kind)?.roles.json_ld.as_ref();
        let mut thing = Map::new();
        thing.insert("@type".to_owned(), role.map_or("Thing", |role| &role.name).into());
        let name = record.decoded.part(part).map_or_else(|| record.title().to_owned(), crate::schema::Part::title);
        thing.insert("name".to_owned(), name.into());
        let path = route::url(target, &self.site.catalogue, &self.site.kinds);
        thing.extend(self.site.routes.whole(&path).map(|url| ("url".to_owned(), url.into())));
        Some(thing.into())
    }
}
