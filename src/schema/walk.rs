use super::unknown;
use super::{
    Choice, Content, Declaration, Decoded, Format, Member, Part, Property, Prose, Reference, Schema, Shape, Value,
    proposed_slug, slug_help,
};
use super::{cut, format, habit, mend, mention, prose, typed};
use crate::date::{Calendar, FlawKind};
use crate::diagnostic::{Certainty, Code, Diagnostic, listed, nearest, respelt};
use crate::markdown::Outline;
use crate::source::{Place, Source, Span};
use crate::yaml::{self, Entry, Node, Scalar, Style};
use std::collections::{BTreeMap, BTreeSet};

/// What a walk has to know besides the schema.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The file of the tree.
    pub source: &'a Source,
    /// What the whole tree is called in messages: `programme`.
    pub noun: &'a str,
    /// Where the record is named: its key in a list of records, or the beginning of its file.
    pub anchor: Span,
    /// What may be the reason in `{unknown: reason}`.
    pub reasons: Reasons<'a>,
    /// What periods, terms and events there are.
    pub calendar: &'a Calendar,
    /// Where absent fields are taken from.
    pub inherit: Inherit<'a>,
}

/// Where a record takes from what it leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inherit<'a> {
    /// From nowhere.
    None,
    /// From somewhere: the kind says so in a way that cannot be understood.
    Any,
    /// From the record that this field names.
    By(&'a str),
}

/// The reasons for which a value may be unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reasons<'a> {
    /// Nothing may be unknown.
    None,
    /// Which there are is not known.
    Any,
    /// These.
    Listed(&'a [Box<str>]),
}

/// How many choices a note shows with their words: with more of them it is no longer read.
const LABELLED: usize = 8;

/// Decodes a tree by a schema. What is wrong is reported and left out of the value.
#[must_use]
pub fn walk(schema: &Schema, node: &Node, context: Context<'_>) -> (Decoded, Vec<Diagnostic>) {
    let mut walker = Walker {
        schema,
        context,
        decoded: Decoded::default(),
        parts: BTreeMap::new(),
        anchors: BTreeMap::new(),
        diagnostics: Vec::new(),
    };
    let place = Spot { name: None, anchor: context.anchor, part: "", is_item: false };
    if let Some(Value { content: Content::Object(fields), .. }) = walker.content(schema.root(), node, place) {
        walker.decoded.fields = fields;
    }
    walker.give_anchors();
    walker.diagnostics.extend(prose::faults(&walker.decoded.prose, context.source));
    let broken = schema.constraints.check(schema, node, context.source);
    let told: Vec<Place> = walker.diagnostics.iter().map(|told| told.primary.place.clone()).collect();
    walker.diagnostics.extend(broken.into_iter().filter(|fault| !told.contains(&fault.primary.place)));
    let (text, from) = (context.source.text(), context.anchor.start());
    let is_certain = |place: &Place| !yaml::may_be_shared(text, from, place.span);
    let diagnostics = walker.diagnostics.into_iter().map(|diagnostic| diagnostic.doubting(is_certain)).collect();
    (walker.decoded, diagnostics)
}

pub(super) struct Walker<'a> {
    pub(super) schema: &'a Schema,
    pub(super) context: Context<'a>,
    decoded: Decoded,
    parts: BTreeMap<Box<str>, Span>,
    /// The fragments of parts: `a/b` and `a-b` would share one.
    anchors: BTreeMap<String, Span>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Where in the record the walk is.
#[derive(Clone, Copy)]
pub(super) struct Spot<'s> {
    /// The field or part, in the author's words; none for the whole record.
    pub(super) name: Option<&'s str>,
    /// Where its name stands.
    pub(super) anchor: Span,
    /// The path of the part around it, empty outside parts.
    pub(super) part: &'s str,
    /// Whether it is an item of the list that is called so.
    pub(super) is_item: bool,
}

impl Walker<'_> {
    /// The value of a field; `None` where it is wrong.
    fn value(&mut self, declaration: &Declaration, node: &Node, spot: Spot<'_>) -> Option<Value> {
        if self.context.reasons != Reasons::None
            && let Some(unknown) = unknown::entry(node)
        {
            return self.unknown(declaration, node, unknown, spot);
        }
        if let Some(entry) = self.misspelt_unknown(declaration, node) {
            self.report_misspelt_unknown(entry, spot);
            return None;
        }
        let is_nothing = match (self.schema.shape(declaration.shape), &node.value) {
            (Shape::Any, _) => false,
            (Shape::Text(_), yaml::Value::Text(scalar)) => scalar.text.trim().is_empty(),
            (_, value) => matches!(value, yaml::Value::Null),
        };
        if is_nothing {
            self.report_no_value(declaration, node, spot);
            return None;
        }
        if let (Shape::Text(None), yaml::Value::Text(scalar)) = (self.schema.shape(declaration.shape), &node.value) {
            self.report_placeholder(declaration, node, &scalar.text);
        }
        self.content(self.schema.shape(declaration.shape), node, spot)
    }

    pub(super) fn content(&mut self, shape: &Shape, node: &Node, spot: Spot<'_>) -> Option<Value> {
        use yaml::Value as Tree;
        let content = match (shape, &node.value) {
            (_, Tree::Unreadable) => return None,
            (Shape::Any, _) => return Some(anything(node)),
            (Shape::Text(Some(format)), Tree::Integer(_) | Tree::Float(_)) if self.reads_numbers(*format, node) => {
                let scalar = Scalar { text: self.written(node).into(), style: Style::Plain };
                self.text(Some(*format), node, &scalar)?
            }
            (Shape::Text(format), Tree::Text(scalar)) => self.text(*format, node, scalar)?,
            (Shape::Integer, Tree::Integer(number)) => Content::Integer(*number),
            (Shape::Number, Tree::Integer(_) | Tree::Float(_)) => return Some(anything(node)),
            (Shape::Boolean, Tree::Boolean(value)) => Content::Boolean(*value),
            (Shape::Choice(_), Tree::Text(scalar)) => self.choice(shape, node, scalar, spot)?,
            (Shape::List(item), Tree::Sequence(items)) => {
                let item_at =
                    |node: &Node| Spot { anchor: beginning(node).unwrap_or(spot.anchor), is_item: true, ..spot };
                Content::List(items.iter().filter_map(|node| self.value(item, node, item_at(node))).collect())
            }
            (Shape::Object { .. }, Tree::Mapping(mapping)) => Content::Object(self.object(shape, &mapping.0, spot)),
            (Shape::Map { names, format, values }, Tree::Mapping(mapping)) => {
                let entries = self.well_named(*format, &mapping.0);
                Content::Object(self.map(names, values, &entries, spot))
            }
            (Shape::Parts(part), Tree::Mapping(mapping)) => Content::Parts(self.parts(part, &mapping.0, spot)),
            (Shape::Reference(targets), Tree::Text(scalar)) => {
                self.decoded.references.push(Reference {
                    targets: targets.clone(),
                    written: scalar.text.clone(),
                    span: unquoted(node),
                    part: spot.part.into(),
                });
                Content::Reference(self.decoded.references.len() - 1)
            }
            _ => {
                self.report_wrong_type(shape, node, spot);
                return None;
            }
        };
        Some(Value { span: node.span, content })
    }

    fn object(&mut self, shape: &Shape, entries: &[Entry], spot: Spot<'_>) -> Vec<Member> {
        let Shape::Object { properties, required } = shape else { return Vec::new() };
        let mut members = Vec::with_capacity(entries.len());
        let mut missing: Vec<&str> = required.iter().map(|name| &**name).collect();
        missing.retain(|name| !entries.iter().any(|entry| *entry.key.text == **name));
        let is_field = |name: &str| properties.iter().any(|property| *property.name == *name);
        let mended = cut::mended(entries, is_field, self.context.source);
        let entries = mended.as_ref().map_or(entries, |(entries, _)| entries);
        for entry in entries {
            let name = &*entry.key.text;
            match properties.iter().find(|property| &*property.name == name) {
                Some(property) => {
                    let spot = Spot { name: Some(name), anchor: entry.key.span, part: spot.part, is_item: false };
                    let value = self.value(&property.declaration, &entry.value, spot);
                    if value.is_none() {
                        self.decoded.faulty.push(name.into());
                    }
                    members.extend(value.map(|value| Member { name: name.into(), name_span: entry.key.span, value }));
                }
                None => {
                    let near = self.report_unknown_field(entry, entries, properties, spot);
                    // A field that is misspelt is not missing as well, and what it holds is looked at.
                    missing.retain(|name| Some(*name) != near);
                    // It may be a part that is indented too little: who names it has done nothing wrong.
                    self.decoded.faulty.push(name.into());
                    members.extend(near.and_then(|near| self.misspelt(entry, entries, properties, (near, spot))));
                }
            }
        }
        let is_named = |field: &str| members.iter().any(|member| *member.name == *field);
        let has = |field: &str| is_named(field) || entries.iter().any(|entry| *entry.key.text == *field);
        let inherits = spot.name.is_none()
            && match self.context.inherit {
                Inherit::None => false,
                Inherit::Any => true,
                Inherit::By(field) => has(field),
            };
        for name in missing {
            let declaration =
                properties.iter().find(|property| *property.name == *name).map(|property| &property.declaration);
            let hint =
                declaration.and_then(|declaration| declaration.description.as_deref().or(declaration.title.as_deref()));
            // Of an item the field around it says nothing; its own first line does.
            let anchor = entries.first().filter(|_| spot.is_item).map_or(spot.anchor, |entry| entry.key.span);
            let fault = self.fault(Code::MissingField, anchor, format!("{} has no `{name}`", self.whole(spot)));
            let hint = hint.map(|hint| format!(" ({hint})")).unwrap_or_default();
            let fault = fault.help(format!("add a line `{name}: …`{hint}"));
            if inherits {
                self.decoded.missing.push((name.into(), fault));
            } else {
                self.diagnostics.push(fault);
            }
        }
        self.diagnostics.extend(mended.into_iter().flat_map(|(_, faults)| faults));
        if let Some(fault) = reversed(&members, self.context.source) {
            self.diagnostics.push(fault);
            self.decoded.faulty.extend(spot.name.map(Into::into));
        }
        members
    }

    /// The value of a field under the name that was probably meant, unless it is there already, or this one does not fit it.
    fn misspelt(
        &mut self,
        entry: &Entry,
        entries: &[Entry],
        properties: &[Property],
        (near, spot): (&str, Spot<'_>),
    ) -> Option<Member> {
        let property = properties.iter().find(|property| *property.name == *near)?;
        // What other tools call so need not look alike.
        let is_near = nearest(&entry.key.text, [near]).is_some();
        if !is_near || entries.iter().any(|other| *other.key.text == *near) {
            return None;
        }
        let told = self.diagnostics.len();
        let spot = Spot { name: Some(near), anchor: entry.key.span, ..spot };
        let Some(value) = self.value(&property.declaration, &entry.value, spot) else {
            // The guess may have been wrong: then what does not fit it is no fault.
            self.diagnostics.truncate(told);
            self.decoded.faulty.push(near.into());
            return None;
        };
        Some(Member { name: near.into(), name_span: entry.key.span, value })
    }

    fn map(&mut self, names: &[Choice], values: &Declaration, entries: &[&Entry], spot: Spot<'_>) -> Vec<Member> {
        let member = |entry: &&Entry| {
            let (name, anchor) = (&*entry.key.text, entry.key.span);
            if !names.is_empty() && !names.iter().any(|choice| *choice.value == *name) {
                let message = format!("`{name}` cannot be a name in {}", spot.subject());
                self.report_no_choice(name, names, anchor, (anchor, entry.key.style), message);
                return None;
            }
            let spot = Spot { name: Some(name), anchor, part: spot.part, is_item: false };
            let value = self.value(values, &entry.value, spot)?;
            Some(Member { name: name.into(), name_span: anchor, value })
        };
        entries.iter().filter_map(member).collect()
    }

    fn parts(&mut self, declaration: &Declaration, entries: &[Entry], spot: Spot<'_>) -> Vec<Part> {
        let mut parts = Vec::with_capacity(entries.len());
        for entry in entries {
            let (written, span) = (&*entry.key.text, entry.key.span);
            // Others name it by what it should be called, and have done nothing wrong.
            let proposed = slug_help(written).map(|help| {
                let fault = self.fault(Code::BadSlug, span, format!("`{written}` cannot be the name of a part"));
                self.diagnostics.push(fault.help(help));
                proposed_slug(written)
            });
            let slug = proposed.as_deref().unwrap_or(written);
            let path: Box<str> =
                if spot.part.is_empty() { slug.into() } else { format!("{}/{slug}", spot.part).into() };
            if slug.is_empty() || (proposed.is_some() && self.parts.contains_key(&path)) {
                continue;
            }
            if let Some(first) = self.parts.get(&path).copied() {
                let fault = self.fault(Code::DuplicateId, span, format!("two parts are called `{path}`"));
                let fault = fault.label("the name is taken").also(self.context.source.at(first), "by this part");
                self.diagnostics.push(fault.help(
                    "give one of them another name: names are told apart in the whole record, not field by field",
                ));
                continue;
            }
            let anchor = path.replace('/', "-");
            if let Some(first) = self.anchors.insert(anchor.clone(), span) {
                let fault = self.fault(Code::DuplicateId, span, format!("two parts would stand at `#{anchor}`"));
                let fault = fault.also(self.context.source.at(first), "this part stands there");
                self.diagnostics.push(fault.help("give one of them another name"));
                continue;
            }
            self.parts.insert(path.clone(), span);
            self.decoded.parts.push((path.clone(), span));
            let inner = Spot { name: Some(slug), anchor: span, part: &path, is_item: false };
            let value = self.value(declaration, &entry.value, inner);
            parts.extend(value.map(|value| Part { path: path.clone(), span, value }));
        }
        parts
    }

    fn text(&mut self, format: Option<Format>, node: &Node, scalar: &Scalar) -> Option<Content> {
        if format == Some(Format::Markdown) {
            let outline = Outline::of(&scalar.text);
            self.decoded.mentions.extend(mention::in_prose(node, &outline, self.context.source));
            self.decoded.prose.push(Prose { node: node.clone(), outline });
            return Some(Content::Prose(self.decoded.prose.len() - 1));
        }
        match format.and_then(|format| typed::read(format, &scalar.text, self.context.calendar)) {
            Some(Ok(content)) => return Some(content),
            // Where the site's own file cannot be read, nobody knows which names for times there are.
            Some(Err(flaw)) if self.context.reasons == Reasons::Any && flaw.kind == FlawKind::Malformed => return None,
            Some(Err(flaw)) => {
                let fault = typed::fault(&flaw, node, self.context.source);
                self.diagnostics.push(self.or_unknown(fault, node));
                return None;
            }
            None => {}
        }
        if let Some(flaw) = format.and_then(|format| format::check(format, &scalar.text)) {
            let offset = |offset| yaml::source_offset(self.context.source.text(), node, offset);
            let place = self.context.source.place(offset(flaw.range.start)..offset(flaw.range.end));
            let fix = mend::address(format, node, scalar, self.context.source);
            self.diagnostics.push(flaw.diagnostic(place, fix));
            return None;
        }
        self.diagnostics.extend(mend::curly(node, scalar, self.context.source));
        if format.is_none() && scalar.text.contains('@') {
            self.decoded.mentions.extend(mention::in_text(node, self.context.source));
        }
        Some(Content::Text(scalar.text.clone()))
    }

    fn choice(&mut self, shape: &Shape, node: &Node, scalar: &Scalar, spot: Spot<'_>) -> Option<Content> {
        let Shape::Choice(choices) = shape else { return None };
        if choices.iter().any(|choice| *choice.value == *scalar.text) {
            return Some(Content::Text(scalar.text.clone()));
        }
        let message = format!("`{}` is not one of the choices for {}", scalar.text, spot.subject());
        self.report_no_choice(&scalar.text, choices, unquoted(node), mend::spot(node), message);
        None
    }

    /// Reports what is none of the choices, `written` at `span`; a fix would replace what stands at `spot`.
    fn report_no_choice(
        &mut self,
        written: &str,
        choices: &[Choice],
        span: Span,
        spot: (Span, Style),
        message: String,
    ) {
        let known = choices.iter().map(|choice| &*choice.value);
        let fault = self.fault(Code::WrongValue, span, message);
        if let Some(help) = self.in_other_words(written, spot.0) {
            self.diagnostics.push(fault.help(help));
            return;
        }
        let fault = fault.note(format!("the choices are {}", labelled(choices)));
        // Readers see the label, and authors have often read the page before they write.
        let by_label = respelt(written, choices.iter().map(|choice| &*choice.title));
        let by_label = by_label.and_then(|title| choices.iter().find(|choice| *choice.title == *title));
        if let Some(choice) = by_label {
            let fix = mend::name(&choice.value, Certainty::Safe, spot, self.context.source);
            self.diagnostics.push(fault.help(format!("write `{}`", choice.value)).fix(fix));
            return;
        }
        self.diagnostics.push(match nearest(written, known.clone()) {
            Some(near) => {
                let certainty = Certainty::of(respelt(written, known) == Some(near));
                let fix = mend::name(near, certainty, spot, self.context.source);
                fault.help(format!("write `{near}`")).fix(fix)
            }
            None => fault.help(self.or_reason("write one of them", written)),
        });
    }

    /// Headings get fragments that are told apart on the whole page, parts before headings since others refer to them.
    fn give_anchors(&mut self) {
        let mut last: BTreeMap<String, usize> = BTreeMap::new();
        let mut taken: BTreeSet<String> = self.decoded.parts.iter().map(|(path, _)| path.replace('/', "-")).collect();
        for heading in self.decoded.prose.iter_mut().flat_map(|prose| &mut prose.outline.headings) {
            let plain = heading.anchor.to_string();
            let last = last.entry(plain.clone()).or_insert(0);
            let numbered = (*last + 1..)
                .map(|number| (number, if number == 1 { plain.clone() } else { format!("{plain}-{number}") }));
            let free = numbered.into_iter().find(|(_, anchor)| !taken.contains(anchor));
            let (number, free) = free.unwrap_or((1, plain));
            *last = number;
            heading.anchor = free.as_str().into();
            taken.insert(free);
        }
    }

    /// Reports a field that is not declared, and gives the one that was probably meant.
    fn report_unknown_field<'p>(
        &mut self,
        entry: &Entry,
        entries: &[Entry],
        properties: &'p [Property],
        spot: Spot<'_>,
    ) -> Option<&'p str> {
        let name = &entry.key.text;
        let known = properties.iter().map(|property| &*property.name);
        let near = nearest(name, known.clone());
        let fault =
            self.fault(Code::UnknownField, entry.key.span, format!("{} has no field `{name}`", self.whole(spot)));
        let fault = fault.note_look_alike(name);
        self.diagnostics.push(match near {
            Some(near) => {
                // Where another field is called so, or would be, the author has to choose.
                let mut others = entries.iter().filter(|other| other.key.span != entry.key.span);
                let is_taken = others.any(|other| respelt(&other.key.text, [near]).is_some());
                let certainty = Certainty::of(respelt(name, known) == Some(near) && !is_taken);
                let spot = (entry.key.span, entry.key.style);
                let fix = mend::name(near, certainty, spot, self.context.source);
                fault.help(format!("write `{near}`")).fix(fix)
            }
            None => {
                let help = match habit::field(name).filter(|meant| known.clone().any(|known| known == *meant)) {
                    Some(meant) => format!("write `{meant}`"),
                    // A file of ours has the fields that we give it.
                    None if self.context.reasons == Reasons::None => "take it out".to_owned(),
                    None if let Some(parts) = self.parts_above(entry, entries, properties) => {
                        format!(
                            "indent it and its fields further if it is one of the parts of `{parts}`, or take it out"
                        )
                    }
                    None => "take it out, or declare it in the kind".to_owned(),
                };
                fault.help(help).note(format!("the fields are {}", listed(known)))
            }
        });
        near.or_else(|| habit::field(name).and_then(|meant| known_names(properties).find(|known| *known == meant)))
    }

    /// The field of parts right above an entry that could be one of them.
    fn parts_above<'e>(&self, entry: &Entry, entries: &'e [Entry], properties: &[Property]) -> Option<&'e str> {
        let place = entries.iter().position(|other| other.key.span == entry.key.span)?;
        let above = entries.get(place.checked_sub(1)?)?;
        let property = properties.iter().find(|property| *property.name == *above.key.text)?;
        let has_parts = matches!(self.schema.shape(property.declaration.shape), Shape::Parts(_));
        (has_parts && entry.value.as_mapping().is_some()).then_some(&*above.key.text)
    }

    /// The record, or the field of it that has fields of its own, as the subject of a sentence.
    fn whole(&self, spot: Spot<'_>) -> String {
        spot.subject_or(self.context.noun)
    }

    pub(super) fn fault(&self, code: Code, span: Span, message: String) -> Diagnostic {
        Diagnostic::new(code, self.context.source.at(span), message)
    }
}

impl Spot<'_> {
    pub(super) fn subject(self) -> String {
        self.subject_or("value")
    }

    pub(super) fn subject_or(self, noun: &str) -> String {
        match self.name {
            Some(name) if self.is_item => format!("an item of `{name}`"),
            Some(name) => format!("`{name}`"),
            None => format!("this {noun}"),
        }
    }
}

fn known_names(properties: &[Property]) -> impl Iterator<Item = &str> {
    properties.iter().map(|property| &*property.name)
}

/// Choices with the words that readers see, where these are others.
fn labelled(choices: &[Choice]) -> String {
    let is_plain = |choice: &Choice| respelt(&choice.value, [&*choice.title]).is_some();
    if choices.iter().all(is_plain) || choices.len() > LABELLED {
        return listed(choices.iter().map(|choice| &*choice.value));
    }
    let shown = choices.iter().map(|choice| match is_plain(choice) {
        true => format!("`{}`", choice.value),
        false => format!("`{}` ({})", choice.value, choice.title),
    });
    shown.collect::<Vec<_>>().join(", ")
}

/// A value that nothing is declared of.
fn anything(node: &Node) -> Value {
    let content = match &node.value {
        yaml::Value::Null | yaml::Value::Unreadable => Content::Text(Box::default()),
        yaml::Value::Boolean(value) => Content::Boolean(*value),
        yaml::Value::Integer(number) => Content::Integer(*number),
        yaml::Value::Float(number) => Content::Number(*number),
        yaml::Value::Text(scalar) => Content::Text(scalar.text.clone()),
        yaml::Value::Sequence(items) => Content::List(items.iter().map(anything).collect()),
        yaml::Value::Mapping(mapping) => {
            let member = |entry: &Entry| Member {
                name: entry.key.text.clone(),
                name_span: entry.key.span,
                value: anything(&entry.value),
            };
            Content::Object(mapping.0.iter().map(member).collect())
        }
    };
    Value { span: node.span, content }
}

/// Where an item of a list begins: its first name, or what it is; none where there is nothing.
fn beginning(node: &Node) -> Option<Span> {
    let first = node.as_mapping().and_then(|mapping| mapping.0.first()).map(|entry| entry.key.span);
    first.or_else(|| Some(node.span).filter(|span| span.start() > 0))
}

/// A window whose end is before its beginning.
fn reversed(members: &[Member], source: &Source) -> Option<Diagnostic> {
    let end = |name: &str| members.iter().find(|member| &*member.name == name).map(|member| &member.value);
    let (from, until) = (end("from")?, end("until")?);
    let (first, last) = (from.as_period()?, until.as_period()?);
    (last.last < first.first).then(|| {
        let message = format!("this ends on {}, before it begins", last.last.words());
        Diagnostic::new(Code::ReversedWindow, source.at(until.span), message)
            .also(source.at(from.span), format!("it begins on {}", first.first.words()))
            .help("correct one of the two days")
    })
}

/// The place of a text without its quotation marks.
pub(super) fn unquoted(node: &Node) -> Span {
    match &node.value {
        yaml::Value::Text(Scalar { style: Style::SingleQuoted | Style::DoubleQuoted, .. }) => node.span.inset(1),
        _ => node.span,
    }
}
