//! Kinds and catalogue → JSON Schemas for editors: what they offer while somebody writes, and underline.
//!
//! A file a kind for its records (`<kind>.json`), one for its list (`<kind>.list.json`), and those of `site.yaml`, of the
//! files of kinds and of `shared.yaml`. They are draft 7, which every YAML plug-in understands, and each stands alone. They
//! let pass whatever is sound, and refuse what an editor can: the last word has `check`. Nothing here knows a file of an
//! author.

mod draft;
mod names;
mod shape;
mod text;

use crate::catalogue::Catalogue;
use crate::config::Site;
use crate::diagnostic::{Code, Level, Levels};
use crate::kind::{self, Kind, Kinds};
use crate::schema::{Format, Reasons};
use names::Names;
use serde_json::{Map, Value as Json, json};
use shape::Writer;
use std::collections::BTreeMap;
use text::Times;

/// The folder in which editors look for the schemas, in that of the site.
pub const FOLDER: &str = ".fingerpost-schema";

/// What each of them begins with, which tells them from files of others.
pub const MARK: &str = "{\n  \"$comment\": \"written by fingerpost schema, and written anew by it\",\n";

const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// What schemas are written from.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// The site's own file.
    pub site: &'a Site,
    /// The kinds.
    pub kinds: &'a Kinds,
    /// All records, drafts too.
    pub catalogue: &'a Catalogue,
}

/// The schemas by the names of their files. A kind whose own schema could not be read has none.
#[must_use]
pub fn schemas(known: Known<'_>) -> BTreeMap<String, String> {
    let readable = known.kinds.iter().filter_map(|kind| Some((kind, kind.schema.as_ref()?)));
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    for (kind, schema) in readable {
        let writer = || Writer::new(schema, Names::new(known), Times::of(known.site), known.site.reasons());
        files.insert(format!("{}.json", kind.name), record(kind, writer()));
        files.insert(format!("{}.list.json", kind.name), list(kind, writer()));
    }
    for (name, schema) in kind::built_ins() {
        let writer = Writer::new(schema, Names::new(known), Times::of(known.site), Reasons::None);
        files.insert(format!("{name}.json"), built_in(name, writer, known));
    }
    files
}

/// The schema of one record in a file of its own.
fn record(kind: &Kind, mut writer: Writer<'_>) -> String {
    let record = writer.record(kind);
    file(&kind.title, record, writer.definitions())
}

/// The schema of a file that holds records by their slugs.
fn list(kind: &Kind, mut writer: Writer<'_>) -> String {
    let record = writer.record(kind);
    let mut list = Map::new();
    list.insert("type".to_owned(), "object".into());
    list.insert("patternProperties".to_owned(), json!({shape::SLUG: {"$ref": "#/definitions/record"}}));
    list.insert("additionalProperties".to_owned(), false.into());
    let mut definitions = writer.definitions();
    definitions.insert("record".to_owned(), record.into());
    file(&kind.plural, list, definitions)
}

/// The schema of a file of ours, with what is known of its values here and nowhere in its own schema.
fn built_in(name: &str, mut writer: Writer<'_>, known: Known<'_>) -> String {
    let mut root = writer.root();
    if let ("site", Some(Json::Object(fields))) = (name, root.get_mut("properties")) {
        if let Some(Json::Object(kinds)) = fields.get_mut("kinds") {
            kinds.insert("items".to_owned(), names::of_kinds(known.kinds).into());
        }
        if let Some(Json::Object(levels)) = fields.get_mut("levels") {
            let codes: Vec<&str> = Levels::codes().map(Code::name).collect();
            levels.insert("propertyNames".to_owned(), json!({"enum": codes}));
            levels.insert("additionalProperties".to_owned(), json!({"enum": Level::ALL.map(|(name, _)| name)}));
        }
    }
    let title = match name {
        "site" => "The site",
        "shared" => "Definitions that all kinds share",
        _ => "A kind of record",
    };
    let definitions = writer.definitions().into_iter();
    file(title, root, definitions.map(|(name, definition)| (name, with_names(definition, known.kinds))).collect())
}

/// What declares a field, with the names of the kinds that `to` may name and of the formats.
fn with_names(mut definition: Json, kinds: &Kinds) -> Json {
    let fields = definition.get_mut("properties").and_then(Json::as_object_mut);
    if let Some(fields) = fields.filter(|fields| fields.contains_key("to") && fields.contains_key("format")) {
        let kind = json!({"anyOf": [names::of_kinds(kinds), {"type": "string", "pattern": "^\\."}]});
        let to = json!({
            "title": "The name of a record of these kinds, or of a part in a field of this record, such as .routes",
            "anyOf": [kind, {"type": "array", "items": kind, "minItems": 1}],
        });
        fields.insert("to".to_owned(), to);
        fields.insert("format".to_owned(), json!({"enum": Format::ALL.map(|(name, _)| name)}));
    }
    definition
}

/// A whole file, which begins with the mark.
fn file(title: &str, root: Map<String, Json>, definitions: Map<String, Json>) -> String {
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), DRAFT.into());
    schema.insert("title".to_owned(), title.into());
    schema.extend(root);
    if !definitions.is_empty() {
        schema.insert("definitions".to_owned(), definitions.into());
    }
    // What JSON cannot write there is none of.
    let text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    format!("{MARK}{}\n", text.strip_prefix("{\n").unwrap_or(&text))
}
