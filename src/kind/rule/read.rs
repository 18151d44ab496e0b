use super::before::Before;
use super::fits::Fits;
use super::known::{At, named_kinds, property, words};
use super::look_up;
use super::one_of::OneOf;
use super::path::{Apart, Path};
use super::requires::Requires;
use super::that::That;
use super::{Form, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity, listed, nearest};
use crate::kind::{Kind, Kinds};
use crate::schema::Shape;
use crate::source::{Place, Source, Span};
use crate::yaml::{self, Entry, Key, Mapping, Node};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a rule may demand; each rule says one of these.
const FORMS: [&str; 6] = ["that", "before", "requires", "one_of", "listed_by", "fits"];

/// The keys of a rule that may be misspelt for one another.
const KEYS: [&str; 9] = ["that", "before", "requires", "one_of", "listed_by", "fits", "say", "help", "level"];

/// Which keys a key stands beside.
const BESIDE: [(&str, &[&str]); 3] = [("at", &["that"]), ("audience", &["fits"]), ("audience_is", &["fits"])];

/// Reads the rules of a kind. Those that cannot be used are reported and left out.
///
/// That keys and types are right has been checked before, against the built-in kind of kinds.
#[must_use]
pub fn rules(source: &Source, node: &Node, kind: &Kind, kinds: &Kinds) -> (Vec<Rule>, Vec<Diagnostic>) {
    let mut reader = Reader { source, kind, kinds, diagnostics: Vec::new() };
    let items =
        node.as_mapping().and_then(|mapping| mapping.get("rules")).and_then(Node::as_sequence).unwrap_or_default();
    // Where the fields are not known, no name can be looked up.
    let items = if kind.schema.is_some() { items } else { &[] };
    let rules = items.iter().filter_map(|item| reader.rule(item, item.as_mapping()?)).collect();
    (rules, reader.diagnostics)
}

struct Reader<'k> {
    source: &'k Source,
    kind: &'k Kind,
    kinds: &'k Kinds,
    diagnostics: Vec<Diagnostic>,
}

impl<'k> Reader<'k> {
    fn rule(&mut self, node: &Node, mapping: &Mapping) -> Option<Rule> {
        let mut forms = mapping.0.iter().filter(|entry| FORMS.contains(&&*entry.key.text));
        let Some(entry) = forms.next() else {
            let is_misspelt = mapping.0.iter().any(|entry| nearest(&entry.key.text, FORMS).is_some());
            if !is_misspelt {
                let fault = self.fault(node.span, "this rule demands nothing".to_owned());
                self.diagnostics.push(fault.help("add `that`, `before`, `requires`, `one_of`, `listed_by` or `fits`"));
            }
            return None;
        };
        if let Some(second) = forms.next() {
            let message = format!("`{}` and `{}` are two rules", entry.key.text, second.key.text);
            let fault = self.fault(second.key.span, message);
            self.diagnostics.push(fault.help("begin the second one with a `- ` of its own"));
            return None;
        }
        self.check_beside(&entry.key, mapping)?;
        let form = self.form(entry, mapping)?;
        let text = |name: &str| mapping.get(name).and_then(Node::as_text).map(|text| text.trim().to_owned());
        let severity = if text("level").as_deref() == Some("warning") { Severity::Warning } else { Severity::Error };
        let place = self.source.at(entry.value.span);
        let named = match (&form, entry.value.as_text()) {
            (Form::That(that, _), Some(text)) => {
                let at =
                    |(id, range): &(Box<str>, _)| (id.clone(), self.place(&entry.value, text, Clone::clone(range)));
                that.named.iter().map(at).collect()
            }
            _ => Vec::new(),
        };
        Some(Rule { place, severity, named, form, say: text("say"), help: text("help") })
    }

    fn form(&mut self, entry: &Entry, mapping: &Mapping) -> Option<Form> {
        let value = &entry.value;
        match &*entry.key.text {
            "that" => {
                let that = self.that(value);
                let at = mapping.get("at").map(|at| self.path(at).map(|(path, _)| path));
                if mapping.get("say").is_none() {
                    // Where it is misspelt, that has been told.
                    let is_misspelt = |entry: &Entry| nearest(&entry.key.text, KEYS) == Some("say");
                    if mapping.0.iter().any(is_misspelt) {
                        return None;
                    }
                    let fault = self.fault(entry.key.span, "this rule does not say what is wrong".to_owned());
                    self.diagnostics.push(fault.help("add a line `say: …` with the message for who breaks it"));
                    return None;
                }
                let at = match at {
                    Some(at) => Some(at?),
                    None => None,
                };
                Some(Form::That(Box::new(that?), at))
            }
            "before" => {
                let found: Option<Vec<_>> = value.as_sequence()?.iter().map(|item| self.time(item)).collect();
                let paths = found?;
                if paths.len() != 2 {
                    let fault =
                        self.fault(value.span, format!("`before` names {} fields and compares two", paths.len()));
                    self.diagnostics.push(fault.help("write it like `before: [entry.from, entry.until]`"));
                    return None;
                }
                Some(Form::Before(Before(Apart::of(&paths))))
            }
            "requires" => {
                let entries = &value.as_mapping()?.0;
                let [first] = entries.as_slice() else {
                    let fault = self.fault(value.span, format!("`requires` has {} lines and takes one", entries.len()));
                    self.diagnostics.push(fault.help("make each line a rule of its own"));
                    return None;
                };
                let given = self.path(&first.key.as_value());
                let others = self.paths(first.value.as_sequence()?);
                let paths: Vec<Path> = [given?.0].into_iter().chain(others?).collect();
                Some(Form::Requires(Requires(Apart::of(&paths))))
            }
            "one_of" => {
                let paths = self.paths(value.as_sequence()?)?;
                if paths.len() < 2 {
                    let fault = self.fault(value.span, "`one_of` has to name two fields or more".to_owned());
                    self.diagnostics.push(fault.help("write it like `one_of: [email, address]`"));
                    return None;
                }
                Some(Form::OneOf(OneOf(Apart::of(&paths))))
            }
            "listed_by" => self.kinds(value).map(Form::ListedBy),
            _ => self.fits(value, mapping).map(Form::Fits),
        }
    }

    /// The path of a field that holds a time.
    fn time(&mut self, node: &Node) -> Option<Path> {
        let (path, at) = self.path(node)?;
        if let Some(at) = at.filter(|at| !look_up::is_time(at.shape)) {
            let message = format!("`{}` is {}, and has no days", at.name(), words(at.shape));
            let fault = self.fault(node.span, message);
            self.diagnostics.push(
                fault.help("name a field of the format `date`, `period` or `academic-year`, or a window of these"),
            );
            return None;
        }
        Some(path)
    }

    /// `at` and its like mean nothing beside another rule.
    fn check_beside(&mut self, form: &Key, mapping: &Mapping) -> Option<()> {
        let wrong = mapping.0.iter().find_map(|entry| {
            let (_, forms) = BESIDE.into_iter().find(|(key, _)| *key == &*entry.key.text)?;
            (!forms.contains(&&*form.text)).then_some((entry, forms))
        });
        let Some((entry, forms)) = wrong else { return Some(()) };
        let message = format!("`{}` means nothing beside `{}`", entry.key.text, form.text);
        let fault = self.fault(entry.key.span, message);
        self.diagnostics.push(fault.help(format!("take it out: it belongs to `{}`", forms.join("`, `"))));
        None
    }

    fn that(&mut self, node: &Node) -> Option<That> {
        let text = node.as_text()?;
        match That::compile(text, self.kind, self.kinds) {
            Ok(that) => Some(that),
            Err(flaws) => {
                for flaw in flaws {
                    let fault = Diagnostic::new(Code::BadRule, self.place(node, text, flaw.range), flaw.fact);
                    self.diagnostics.push(fault.help(flaw.help));
                }
                None
            }
        }
    }

    fn paths(&mut self, nodes: &[Node]) -> Option<Vec<Path>> {
        let paths: Vec<_> = nodes.iter().map(|node| self.path(node)).collect();
        paths.into_iter().map(|path| path.map(|(path, _)| path)).collect()
    }

    fn path(&mut self, node: &Node) -> Option<(Path, Option<At<'k>>)> {
        let written = node.as_text()?;
        match Path::parse(written, self.kind) {
            Ok(path) => Some(path),
            Err((start, name, missing)) => {
                let flaw = look_up::flaw(missing, &name, start..start + name.chars().count());
                let fault = Diagnostic::new(Code::BadRule, self.place(node, written, flaw.range), flaw.fact);
                self.diagnostics.push(fault.help(flaw.help));
                None
            }
        }
    }

    fn kinds(&mut self, node: &Node) -> Option<Vec<Arc<str>>> {
        let nodes = node.as_sequence().unwrap_or(std::slice::from_ref(node));
        let mut found = Vec::new();
        for node in nodes {
            let Some(name) = node.as_text() else {
                let fault = self.fault(node.span, "`listed_by` has to name a kind, or list some".to_owned());
                let fault = fault.label(format!("this is {}", node.noun()));
                self.diagnostics.push(fault.help("write `listed_by: kind` or `listed_by: [kind, kind]`"));
                return None;
            };
            match self.kinds.find(name) {
                Some((_, kind)) => found.push(kind.name.clone()),
                None => {
                    let fault = self.fault(node.span, format!("there is no kind `{name}`"));
                    let near = nearest(name, self.kinds.names());
                    self.diagnostics.push(fault.help_with_name(near, "name a kind that exists"));
                    return None;
                }
            }
        }
        (!found.is_empty()).then_some(found)
    }

    fn fits(&mut self, node: &Node, mapping: &Mapping) -> Option<Fits> {
        let (named, at) = self.path(node)?;
        let kinds = self.named_kinds(node, &at?)?;
        let mut audiences = BTreeMap::new();
        for kind in &kinds {
            audiences.extend(kind.roles.audience.as_ref().map(|field| (kind.name.clone(), field.clone())));
        }
        if audiences.is_empty() && kinds.iter().any(|kind| kind.schema.is_none() || kind.roles.is_audience_faulty) {
            return None;
        }
        if audiences.is_empty() {
            let message = format!("the records that `{}` names do not say for whom they are", named.written());
            let fault = self.fault(node.span, message);
            self.diagnostics.push(fault.help("add `audience: <field>` to the file of their kind"));
            return None;
        }
        let always =
            mapping.get("audience_is").map_or(&[][..], |node| node.as_sequence().unwrap_or(std::slice::from_ref(node)));
        self.check_choices(always, &kinds)?;
        let always: Vec<Box<str>> = always.iter().filter_map(Node::as_text).map(Into::into).collect();
        let beside = match mapping.get("audience") {
            Some(node) => Some(self.path(node)?.0),
            None => None,
        };
        if beside.is_none() && always.is_empty() {
            let fault = self.fault(node.span, "`fits` does not say whom the reader is".to_owned());
            self.diagnostics.push(fault.help("add `audience: <field>`, or `audience_is: <one of the choices>`"));
            return None;
        }
        let paths: Vec<Path> = [named].into_iter().chain(beside).collect();
        Some(Fits { paths: Apart::of(&paths), always, audiences })
    }

    /// A fixed audience has to be one of those that the records can be for.
    fn check_choices(&mut self, nodes: &[Node], kinds: &[&Kind]) -> Option<()> {
        let before = self.diagnostics.len();
        let choices: Vec<&str> = kinds.iter().flat_map(|kind| choices_of_audience(kind)).collect();
        for node in nodes {
            let Some(written) = node.as_text().filter(|_| !choices.is_empty()) else { continue };
            if !choices.contains(&written) {
                let fault = self.fault(node.span, format!("`{written}` is no audience of these records"));
                let near = nearest(written, choices.iter().copied());
                let otherwise = format!("write one of {}", listed(choices.iter().copied()));
                self.diagnostics.push(fault.help_with_name(near, otherwise));
            }
        }
        (self.diagnostics.len() == before).then_some(())
    }

    /// The kinds of which a field names records.
    fn named_kinds(&mut self, node: &Node, at: &At<'k>) -> Option<Vec<&'k Kind>> {
        let kinds = named_kinds(at.schema, at.shape, self.kinds);
        // A declaration that is wrong has been told.
        if kinds.is_none() && !matches!(at.shape, Shape::Any) {
            let message = format!("`{}` is {}, and names no record", at.name(), words(at.shape));
            let fault = self.fault(node.span, message);
            self.diagnostics.push(fault.help("name a field that is declared with `to`"));
        }
        kinds.map(|(kinds, _)| kinds)
    }

    /// The place of some characters of a scalar.
    fn place(&self, node: &Node, text: &str, range: std::ops::Range<usize>) -> Place {
        let byte = |character: usize| text.char_indices().nth(character).map_or(text.len(), |(byte, _)| byte);
        let whole = self.source.text();
        let start = yaml::source_offset(whole, node, byte(range.start));
        let end = yaml::source_offset(whole, node, byte(range.end));
        self.source.at(Span::new(whole, start..end))
    }

    fn fault(&self, span: Span, message: String) -> Diagnostic {
        Diagnostic::new(Code::BadRule, self.source.at(span), message)
    }
}

/// For whom the records of a kind can be; empty where that is no choice.
fn choices_of_audience(kind: &Kind) -> Vec<&str> {
    let (Some(schema), Some(field)) = (&kind.schema, &kind.roles.audience) else { return Vec::new() };
    let shape = property(schema.properties(), field).map(|property| schema.shape(property.declaration.shape));
    let shape = match shape {
        Some(Shape::List(item)) => Some(schema.shape(item.shape)),
        shape => shape,
    };
    match shape {
        Some(Shape::Choice(choices)) => choices.iter().map(|choice| &*choice.value).collect(),
        _ => Vec::new(),
    }
}
