use super::positions::Positions;
use super::{Repository, json, lines};
use crate::diagnostic::{Code, Diagnostic, Fix, Label, Severity, printable};
use crate::source::{Edit, Place, Sources};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Where the format is written down.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// What relative addresses begin at: the top of the repository.
const ROOT: &str = "%SRCROOT%";

/// The name of our way to tell that a fault is the one of the run before.
const FINGERPRINT: &str = "fingerpost/v1";

/// A log in SARIF 2.1.0, which GitHub, GitLab, Azure and editors read.
#[must_use]
pub fn sarif(diagnostics: &[Diagnostic], sources: &Sources, repository: &Repository) -> String {
    let codes: BTreeSet<Code> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    let codes: Vec<Code> = codes.into_iter().collect();
    let writer = Writer { sources, repository, positions: Positions::of(diagnostics, sources), codes: &codes };
    let mut met = BTreeMap::new();
    let results: Vec<Value> = diagnostics.iter().map(|diagnostic| writer.result(diagnostic, &mut met)).collect();
    json::text(&json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "fingerpost",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": codes.iter().copied().map(rule).collect::<Vec<_>>(),
            }},
            "automationDetails": {"id": "fingerpost/"},
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {ROOT: {"description": {"text": "The top of the repository."}}},
            "results": results,
        }],
    }))
}

fn rule(code: Code) -> Value {
    let explanation = code.explanation();
    let body = explanation.split_once('\n').map_or(explanation, |(_, body)| body).trim_start();
    let first = body.split("\n\n").next().unwrap_or_default().replace('\n', " ");
    json!({
        "id": code.name(),
        "shortDescription": {"text": first.trim()},
        "help": {"text": explanation, "markdown": explanation},
        "defaultConfiguration": {"level": level(code.severity())},
    })
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

struct Writer<'a> {
    sources: &'a Sources,
    repository: &'a Repository,
    positions: Positions<'a>,
    codes: &'a [Code],
}

/// How often a fault was met whose place has the same text.
type Met = BTreeMap<u64, usize>;

impl Writer<'_> {
    fn result(&self, diagnostic: &Diagnostic, met: &mut Met) -> Value {
        let mut result = Map::new();
        result.insert("ruleId".to_owned(), diagnostic.code.name().into());
        result.insert("ruleIndex".to_owned(), self.codes.binary_search(&diagnostic.code).unwrap_or_default().into());
        result.insert("level".to_owned(), level(diagnostic.severity).into());
        result.insert("message".to_owned(), json!({"text": lines(diagnostic)}));
        result.insert("locations".to_owned(), json!([self.location(&diagnostic.primary, None)]));
        if !diagnostic.secondary.is_empty() {
            let related = diagnostic.secondary.iter().enumerate();
            let related: Value = related.map(|(id, label)| self.location(label, Some(id))).collect();
            result.insert("relatedLocations".to_owned(), related);
        }
        result.insert("partialFingerprints".to_owned(), json!({FINGERPRINT: self.fingerprint(diagnostic, met)}));
        // What cannot be placed cannot be mended from here.
        let fixes: Vec<Value> = diagnostic.fixes.iter().filter_map(|fix| self.fix(fix)).collect();
        if !fixes.is_empty() {
            result.insert("fixes".to_owned(), fixes.into());
        }
        result.into()
    }

    fn location(&self, label: &Label, id: Option<usize>) -> Value {
        let mut place = Map::new();
        place.insert("artifactLocation".to_owned(), self.artifact(&label.place));
        place.extend(self.region(&label.place).map(|region| ("region".to_owned(), region)));
        let mut location = Map::new();
        location.extend(id.map(|id| ("id".to_owned(), id.into())));
        location.insert("physicalLocation".to_owned(), place.into());
        if !label.text.is_empty() {
            location.insert("message".to_owned(), json!({"text": printable(&label.text)}));
        }
        location.into()
    }

    fn artifact(&self, place: &Place) -> Value {
        json!({"uri": uri(&self.repository.path(&place.path)), "uriBaseId": ROOT})
    }

    fn region(&self, place: &Place) -> Option<Value> {
        let (start, end) = self.positions.ends(place)?;
        Some(json!({
            "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column,
        }))
    }

    fn fix(&self, fix: &Fix) -> Option<Value> {
        let mut files: Vec<(&Place, Vec<Value>)> = Vec::new();
        for edit in &fix.edits {
            let replacement = self.replacement(edit)?;
            match files.iter_mut().find(|(place, _)| place.path == edit.place.path) {
                Some((_, replacements)) => replacements.push(replacement),
                None => files.push((&edit.place, vec![replacement])),
            }
        }
        let changes = files.into_iter().map(
            |(place, replacements)| json!({"artifactLocation": self.artifact(place), "replacements": replacements}),
        );
        Some(json!({
            "description": {"text": printable(&fix.title)},
            "artifactChanges": changes.collect::<Vec<_>>(),
            "properties": {"certainty": fix.certainty.name()},
        }))
    }

    fn replacement(&self, edit: &Edit) -> Option<Value> {
        let region = self.region(&edit.place)?;
        Some(json!({"deletedRegion": region, "insertedContent": {"text": edit.replacement}}))
    }

    /// What stays when lines are added above: the code, the file, the marked text, and which of those alike it is.
    fn fingerprint(&self, diagnostic: &Diagnostic, met: &mut Met) -> String {
        let place = &diagnostic.primary.place;
        let text = self.sources.get(&place.path).and_then(|source| source.text().get(place.span.range()));
        let hash = hash([diagnostic.code.name(), &*place.path, text.unwrap_or_default()]);
        let occurrence = met.entry(hash).or_default();
        *occurrence += 1;
        format!("{hash:016x}:{occurrence}")
    }
}

/// FNV-1a, 64 bits: the same on every machine and in every version, which the hashes of the standard library are not.
fn hash(parts: [&str; 3]) -> u64 {
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// A path as a relative address.
fn uri(path: &str) -> String {
    let escaped = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    path.bytes().map(escaped).collect()
}
