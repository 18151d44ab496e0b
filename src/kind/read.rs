use super::deciding::{self, Deciding};
use super::file::{FOLDER, SHARED, definitions, is_kind_file, is_meant, misnamed, name, tree};
use super::kinds::{Kind, Kinds};
use super::path::Address;
use super::role::{self, Roles};
use super::rule::{self, Rule};
use super::{across, builtin, keyword, pattern};
use crate::diagnostic::{Code, Diagnostic};
use crate::hidden;
use crate::schema::{Compiled, Declared, Decoded, Schema, Scope, Shared, check_definitions, compile};
use crate::source::{Place, Source, Sources, Span};
use crate::yaml::{Mapping, Node};
use std::sync::Arc;

/// The kinds that were read before, with the files that they were read from.
#[derive(Debug, Default)]
pub struct Memo(Option<(Read, Arc<Kinds>, Vec<Diagnostic>)>);

/// What kinds follow from: their files, and which of those that are built in a site has records of.
type Read = (Vec<Source>, Vec<&'static str>);

/// Reads all kinds of a site; where no file has changed since `memo`, the same ones again.
#[must_use]
pub fn read(sources: &Sources, memo: Memo) -> (Arc<Kinds>, Memo, Vec<Diagnostic>) {
    let files: Vec<Source> = sources.below(FOLDER).cloned().collect();
    let of_ours = builtin::of_records(sources).map(|(name, _)| name).collect();
    let (kinds, diagnostics) = match memo.0 {
        Some((read, kinds, diagnostics)) if read.0 == files && read.1 == of_ours => (kinds, diagnostics),
        _ => {
            let (kinds, mut diagnostics) = read_all(sources);
            let hidden: Vec<Diagnostic> = files.iter().flat_map(|file| hidden::check(file, &diagnostics)).collect();
            diagnostics.extend(hidden);
            (Arc::new(kinds), diagnostics)
        }
    };
    (kinds.clone(), Memo(Some(((files, of_ours), kinds, diagnostics.clone()))), diagnostics)
}

fn read_all(sources: &Sources) -> (Kinds, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut files: Vec<(&Source, Option<Node>)> = Vec::new();
    for source in sources.below(FOLDER) {
        if is_kind_file(source, &mut diagnostics) {
            files.push((source, tree(source, &mut diagnostics)));
        } else if is_meant(source, sources) && !files.iter().any(|(other, _)| name(other) == name(source)) {
            // Its file is called otherwise, and what names the kind has done nothing wrong.
            files.push((source, None));
        }
    }
    let is_named = files.iter().any(|(source, _)| &**source.path() == SHARED);
    let misnamed = if is_named { None } else { misnamed(&files) };
    if let Some(source) = misnamed {
        let message = format!("`{}` has definitions alone, and is no file of a kind", source.path());
        let fault = Diagnostic::new(Code::MisplacedFile, source.at(Span::first()), message);
        diagnostics.push(fault.help("name it `content/kinds/shared.yaml`"));
    }
    let is_shared = |source: &Source| match misnamed {
        Some(misnamed) => source.path() == misnamed.path(),
        None => &**source.path() == SHARED,
    };
    let is_whole = |source: &Source| !diagnostics.iter().any(|told| told.primary.place.path == *source.path());
    let shared_file = files.iter().find(|(source, _)| is_shared(source));
    let is_partial = misnamed.is_none() && shared_file.is_some_and(|(source, _)| !is_whole(source));
    let scope = shared_file.and_then(|(source, node)| shared_scope(source, node.as_ref()?, &mut diagnostics));
    let mut shared = match (shared_file, scope) {
        (None, _) => Shared::Absent,
        (Some(_), Some(scope)) if !is_partial => Shared::Whole(scope),
        (Some(_), scope) => Shared::Broken(scope),
    };
    let deciding: Vec<Arc<str>> = files
        .iter()
        .filter(|(_, node)| node.as_ref().is_some_and(|node| deciding::field(node).is_some()))
        .map(|(source, _)| name(source).into())
        .collect();
    let has_own = files.iter().any(|(source, _)| name(source) == builtin::QUESTION);
    let question = (!deciding.is_empty() && !has_own).then(builtin::question);
    let mut files: Vec<(&Source, Option<&Node>)> =
        files.iter().filter(|(source, _)| !is_shared(source)).map(|(source, node)| (*source, node.as_ref())).collect();
    files.extend(question.as_ref().map(|(source, node)| (source, Some(node))));
    let name = |source: &Source| match &**source.path() {
        builtin::QUESTION_FILE => builtin::QUESTION.to_owned(),
        _ => name(source),
    };
    let names: Vec<String> = files.iter().map(|(source, _)| name(source)).collect();
    let ours: Vec<(Source, Option<Node>)> = builtin::kinds_of_records(sources, &names);
    files.extend(ours.iter().map(|(source, node)| (source, node.as_ref())));
    // `a-b.yaml` comes before `a.yaml`, and `a` before `a-b`.
    files.sort_by_key(|(source, _)| name(source));
    let names: Vec<Arc<str>> = files.iter().map(|(source, _)| name(source).into()).collect();
    if let Shared::Whole(scope) = shared {
        let nothing = Mapping::default();
        let (kinds, pattern_flaw) = (&*names, pattern::flaw);
        let declared = Declared { schema: &nothing, scope, common: None, shared, kinds, pattern_flaw, built_in: false };
        told_once(check_definitions(declared), &mut diagnostics);
    }
    let kinds = files.iter().zip(&names).map(|(&(source, node), name)| {
        let file = File { source, name, names: &names, deciding: &deciding, shared };
        if ours.iter().any(|(ours, _)| ours.path() == source.path()) {
            let (kind, _) = kind(file, node, &mut Vec::new());
            return Kind { address: Address::Nowhere, ..kind };
        }
        let (kind, absent) = kind(file, node, &mut diagnostics);
        if let Some(place) = absent {
            diagnostics.push(no_shared_file(place));
            // Told once, where it is first named.
            shared = Shared::Broken(None);
        }
        kind
    });
    let kinds = Kinds(kinds.collect());
    diagnostics.extend(across::check(&kinds));
    let rules: Vec<Vec<Rule>> = files
        .iter()
        .zip(kinds.iter())
        .map(|(&(source, node), kind)| {
            let (rules, faults) = node.map(|node| rule::rules(source, node, kind, &kinds)).unwrap_or_default();
            diagnostics.extend(faults);
            rules
        })
        .collect();
    let kinds = kinds.0.into_iter().zip(rules).map(|(kind, rules)| Kind { rules, ..kind });
    (Kinds(kinds.collect()), diagnostics)
}

fn no_shared_file(place: Place) -> Diagnostic {
    let fault = Diagnostic::new(Code::UnknownReference, place, format!("there is no file `{SHARED}`"));
    fault.help("add the file, with `$defs`, or write the definition into this one")
}

/// The definitions that all kinds share.
fn shared_scope<'a>(source: &'a Source, node: &'a Node, diagnostics: &mut Vec<Diagnostic>) -> Option<Scope<'a>> {
    let (_, faults) = builtin::shared(source, node);
    diagnostics.extend(faults.into_iter().map(|fault| keyword::explained(fault, node, source)));
    Some(Scope { source, defs: Some(definitions(node.as_mapping()?)?) })
}

/// A kind's file, and what it may refer to.
#[derive(Clone, Copy)]
struct File<'a> {
    source: &'a Source,
    name: &'a Arc<str>,
    names: &'a [Arc<str>],
    /// The kinds with decisions.
    deciding: &'a [Arc<str>],
    shared: Shared<'a>,
}

/// The kind of a file, and where it names a definition of the file of shared ones, which is not there.
fn kind(file: File<'_>, node: Option<&Node>, diagnostics: &mut Vec<Diagnostic>) -> (Kind, Option<Place>) {
    let mut kind = Kind {
        name: file.name.clone(),
        title: crate::schema::readable(file.name),
        plural: crate::schema::readable(file.name),
        summary: None,
        address: Address::Pages(format!("/{}/", file.name).into()),
        place: file.source.at(Span::first()),
        schema: None,
        roles: Roles::default(),
        rules: Vec::new(),
        is_built_in: **file.source.path() == *builtin::QUESTION_FILE,
    };
    let Some(node) = node else { return (kind, None) };
    let (decoded, faults) = builtin::kind(file.source, node);
    diagnostics.extend(faults.into_iter().map(|fault| keyword::explained(fault, node, file.source)));
    let text = |name: &str| decoded.text(name).map(str::to_owned);
    kind.title = text("title").unwrap_or(kind.title);
    kind.plural = text("plural").unwrap_or(kind.plural);
    kind.summary = text("summary");
    if let Some((address, place)) = address(&decoded, file.source, diagnostics) {
        (kind.address, kind.place) = (address, place);
    }
    let mut absent = None;
    if let Some(schema) = node.as_mapping().and_then(|mapping| mapping.get("schema")).and_then(Node::as_mapping)
        // Without fields every field of every record would be a fault.
        && schema.get("properties").is_some()
    {
        let (schema, place) = schema_of(file, schema, Deciding::of(node, file.deciding).as_ref(), diagnostics);
        (kind.schema, absent) = (Some(schema), place);
    }
    if let Some(schema) = &kind.schema {
        let (roles, faults) = role::read(&decoded, schema, (file.name, &kind.address), file.source);
        kind.roles = roles;
        diagnostics.extend(faults);
    }
    (kind, absent)
}

fn schema_of(
    file: File<'_>,
    schema: &Mapping,
    deciding: Option<&Deciding<'_>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Schema, Option<Place>) {
    let (source, common) = builtin::record(file.name, deciding);
    let empty = Mapping::default();
    let common = common.as_mapping().unwrap_or(&empty);
    let common = (common, Scope { source: &source, defs: common.get("$defs").and_then(Node::as_mapping) });
    let scope = Scope { source: file.source, defs: definitions(schema) };
    let File { shared, names: kinds, .. } = file;
    let declared =
        Declared { schema, scope, common: Some(common), shared, kinds, pattern_flaw: pattern::flaw, built_in: false };
    let Compiled { schema, absent, diagnostics: faults } = compile(declared);
    told_once(faults, diagnostics);
    told_once(check_definitions(declared), diagnostics);
    (schema, absent)
}

/// Adds the faults of schemas that have not been told already, by themselves or as those of what stands in them.
fn told_once(mut faults: Vec<Diagnostic>, diagnostics: &mut Vec<Diagnostic>) {
    // A keyword of the wrong type cannot be used either, and a field whose shape is misspelt says nothing of its value:
    // both have been told.
    let is_within = |told: &Place, fault: &Diagnostic| {
        let place = &fault.primary.place;
        *told == *place
            || ((fault.code == Code::MissingField || fault.message.contains("` cannot be used: "))
                && told.path == place.path
                && place.span.start() <= told.span.start()
                && told.span.end() <= place.span.end())
            // A keyword with an item of the wrong type cannot be used either.
            || (fault.message.contains("cannot be used")
                && told.path == place.path
                && place.span.start() <= told.span.start()
                && told.span.end() <= place.span.end())
    };
    faults.retain(|fault| !diagnostics.iter().any(|told| is_within(&told.primary.place, fault)));
    diagnostics.extend(faults);
}

fn address(decoded: &Decoded, source: &Source, diagnostics: &mut Vec<Diagnostic>) -> Option<(Address, Place)> {
    let value = decoded.get("path")?;
    let place = source.at(value.span);
    match Address::parse(value.as_text()?) {
        Ok(address) => Some((address, place)),
        Err(fact) => {
            let fault = Diagnostic::new(Code::WrongValue, place, format!("`path` is no address: {fact}"));
            diagnostics
                .push(fault.help("write a page for each, `/words/{slug}/`, or places on one page, `/words/#{slug}`"));
            None
        }
    }
}
