//! What texts of each format look like.

use crate::config::Site;
use crate::schema::{Format, Value};
use serde_json::{Map, Value as Json, json};

/// The names that a site has for times.
#[derive(Clone, Debug, Default)]
pub(super) struct Times {
    terms: Vec<String>,
    periods: Vec<String>,
    events: Vec<String>,
}

impl Times {
    pub(super) fn of(site: &Site) -> Self {
        let names = |field: &str| {
            let members = site.decoded.get(field).map(Value::members).unwrap_or_default();
            members.iter().map(|member| member.name.to_string()).collect()
        };
        Self { terms: names("terms"), periods: names("periods"), events: names("events") }
    }

    /// The schema of a text, and what to say of it to who writes one.
    pub(super) fn text(&self, format: Option<Format>) -> (Map<String, Json>, Option<String>) {
        let Some(format) = format else { return (map(json!({"type": "string", "minLength": 1})), None) };
        let (schema, hint) = match format {
            Format::Markdown => {
                (json!({"type": "string"}), "Markdown; `[words](kind:slug)` leads to a record".to_owned())
            }
            Format::Email => (
                json!({"type": "string", "pattern": "^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$"}),
                "an e-mail address alone".to_owned(),
            ),
            // Digits alone, without a blank, are a number for editors.
            Format::Phone => (
                json!({"type": ["string", "integer"], "examples": ["020 7946 0000"]}),
                "a telephone number as people dial it, such as 020 7946 0000".to_owned(),
            ),
            Format::Uri => (
                json!({"type": "string", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://\\S+$"}),
                "a web address, with https://".to_owned(),
            ),
            Format::Amount => (
                json!({"type": ["string", "number"], "examples": ["£600 per day", "up to 3 days", "about 75%"]}),
                "an amount as people write it, such as £600 per day, up to 3 days, about 75%".to_owned(),
            ),
            Format::Date => (
                json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "examples": ["2021-09-02"]}),
                "a day, such as 2021-09-02".to_owned(),
            ),
            Format::Period => return self.period(),
            Format::AcademicYear => (
                json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$", "examples": ["2021-22"]}),
                "an academic year, such as 2021-22".to_owned(),
            ),
            Format::Term => return self.term(),
            Format::Relative => return self.relative(),
        };
        (map(schema), Some(hint))
    }

    fn period(&self) -> (Map<String, Json>, Option<String>) {
        let plain = ["2021-09-02", "2021-09", "2021", "2021-22", "2021-09/2022-01"].map(str::to_owned);
        let examples: Vec<String> = plain.into_iter().chain(self.periods.iter().cloned()).collect();
        // A year alone is a number.
        let schema = json!({"type": ["string", "integer"], "examples": examples});
        (map(schema), Some(format!("a day, a month, a year or another stretch of time: {}", examples.join(", "))))
    }

    fn term(&self) -> (Map<String, Json>, Option<String>) {
        if self.terms.is_empty() {
            return (map(json!({"type": "string"})), Some("a term; `site.yaml` lists none yet".to_owned()));
        }
        let examples: Vec<String> = self.terms.iter().map(|term| format!("{term}-2026")).collect();
        let pattern = format!("^({})-[0-9]{{4}}$", self.terms.join("|"));
        let hint = format!("a term and its year, such as {}", examples.join(", "));
        (map(json!({"type": "string", "pattern": pattern, "examples": examples})), Some(hint))
    }

    fn relative(&self) -> (Map<String, Json>, Option<String>) {
        if self.events.is_empty() {
            return (map(json!({"type": "string"})), Some("a time limit; `site.yaml` lists no events yet".to_owned()));
        }
        let examples: Vec<String> = self.events.iter().map(|event| format!("within 2 weeks after {event}")).collect();
        let hint = format!("a time limit, such as {}", examples.join(", "));
        (map(json!({"type": "string", "examples": examples})), Some(hint))
    }
}

pub(super) fn map(value: Json) -> Map<String, Json> {
    match value {
        Json::Object(map) => map,
        _ => Map::new(),
    }
}
