use super::backlink::{Backs, backlinks};
use super::by_state;
use super::compare;
use super::decision::decisions;
use super::glossary::Explained;
use super::html::{Named, block, folded, inline};
use super::listed::lists;
use super::make::{link_to, list_link};
use super::people;
use super::question;
use super::site::Site;
use super::value::{Context, SOURCES, id, is_from_the_same, prose, value};
use super::versions::versions;
use super::view::{LinkView, RecordView, Row, Section, StateView};
use crate::catalogue::{RecordIndex, Target};
use crate::date::Day;
use crate::kind::{Address, Kind, OTHERWISE, TEXT_TEMPLATE};
use crate::markdown::Heading;
use crate::record::Record;
use crate::route;
use crate::schema::{Content, Declaration, Member, Part, Property, Shape, Value};

/// Fields that have a place of their own on every page, so that no row shows them again.
const SHOWN_APART: [&str; 2] = ["title", "summary"];

/// Fields about how a record is kept, which tell readers nothing.
const NOT_SHOWN: [&str; 6] = ["redirect_from", "review", "draft", "lang", "lists", "title_by_state"];

/// The deepest heading there is.
const DEEPEST: u8 = 6;

/// A record as readers see it, where its kind has it.
pub(super) fn record(site: &Site, index: RecordIndex) -> RecordView {
    let kind = site.catalogue.get(index).and_then(|record| site.kinds.get(record.kind));
    shown_at(site, index, kind.is_some_and(|kind| matches!(kind.address, Address::Places(_))))
}

/// A record as readers see it on a page with others, also where it has one of its own.
pub(super) fn place(site: &Site, index: RecordIndex) -> RecordView {
    shown_at(site, index, true)
}

fn shown_at(site: &Site, index: RecordIndex, is_place: bool) -> RecordView {
    let mut view = RecordView {
        id: id(site, &Target { record: index, part: None }).unwrap_or_default(),
        title: String::new(),
        later_titles: Vec::new(),
        summary: String::new(),
        anchor: String::new(),
        kind: LinkView::plain(String::new(), String::new()),
        state: None,
        draft: false,
        in_short: String::new(),
        headings: Vec::new(),
        confirmed: String::new(),
        rows: Vec::new(),
        sources: String::new(),
        sections: Vec::new(),
        decisions: Vec::new(),
        lists: Vec::new(),
        previous: None,
        next: None,
        versions: None,
        main: Vec::new(),
        told: Vec::new(),
        backlinks: Vec::new(),
    };
    let Some(record) = site.catalogue.get(index) else { return view };
    let Some(kind) = site.kinds.get(record.kind) else { return view };
    view.title = site.title(index).to_owned();
    view.later_titles = by_state::later(site, index);
    view.draft = record.is_draft;
    if is_text(site, record) {
        view.headings = headings(record);
    }
    view.summary = record.decoded.text("summary").unwrap_or_default().to_owned();
    view.state = state(site, kind, index);
    view.lists = lists(site, record);
    let confirmed = site.catalogue.field(index, "confirmed", &site.kinds).and_then(|held| held.value.as_period());
    view.confirmed = confirmed.map(|period| period.words.to_string()).unwrap_or_default();
    view.decisions = decisions(site, index);
    [view.previous, view.next] = site.order().neighbours(kind, record.kind, index).map(|index| link_to(site, index?));
    view.kind = list_link(site, kind).unwrap_or_else(|| LinkView::plain(kind.plural.clone(), String::new()));
    let (level, prefix) = if is_place { (3, format!("{}_", record.slug)) } else { (2, String::new()) };
    if is_place {
        view.anchor = record.slug.to_string();
    }
    view.versions = versions(site, kind, index);
    Backs { main: view.main, told: view.told, others: view.backlinks } = backlinks(site, index, &prefix);
    if let Some(schema) = &kind.schema {
        let names: Vec<String> =
            (1..=record.decoded.prose.len()).map(|number| format!("{prefix}text-{number}_")).collect();
        let explained = Explained::new(site, index);
        let shown = Context {
            site,
            schema,
            record,
            index,
            prefix: &prefix,
            names: &names,
            is_person: false,
            explained: explained.as_ref(),
        };
        view.in_short = in_short(shown, kind).unwrap_or_default();
        let placed = Placed { shown, level };
        let (rows, sections) = fields(placed, schema.properties(), &record.decoded.fields, "");
        // On a page with many records they fold away.
        let is_folded = |row: &Named| !view.anchor.is_empty() && row.name == "sources";
        let (sources, rows): (Vec<Named>, Vec<Named>) = rows.into_iter().partition(is_folded);
        view.sources = sources.iter().map(|row| folded(&row.label, &row.value)).collect();
        view.rows = rows.into_iter().map(row).collect();
        view.sections = sections;
    }
    view
}

/// What the record is in a few lines, which stand at its head.
fn in_short(shown: Context<'_>, kind: &Kind) -> Option<String> {
    let name = kind.roles.in_short.as_deref()?;
    let property = shown.schema.properties().iter().find(|property| *property.name == *name)?;
    let held = shown.site.catalogue.field(shown.index, name, &shown.site.kinds)?;
    let record = shown.site.catalogue.get(held.by)?;
    let shown = Context { record, index: held.by, ..shown };
    Some(block(&value(shown, &property.declaration, held.value)))
}

/// What the record's days make of it on the day for which the site is made.
pub(super) fn state(site: &Site, kind: &Kind, index: RecordIndex) -> Option<StateView> {
    let later = site.catalogue.days_after(index, site.as_of).filter_map(|day| {
        let state = state_on(site, kind, index, day)?;
        Some(StateView { from: day.to_string(), ..state })
    });
    let state = state_on(site, kind, index, site.as_of)?;
    Some(StateView { later: later.collect(), ..state })
}

fn state_on(site: &Site, kind: &Kind, index: RecordIndex, day: Day) -> Option<StateView> {
    let life = site.catalogue.life(index)?;
    let state = life.timeline.as_ref()?.state_on(day);
    let lifecycle = kind.roles.lifecycle.as_ref()?;
    let text = |states: &Value| {
        let now = states.get(state.name()).or_else(|| states.get(OTHERWISE))?;
        now.as_text().map(str::to_owned)
    };
    let now = lifecycle.now.as_ref().and_then(|now| site.catalogue.field(index, now, &site.kinds));
    let is_replaced = life.replaced_from.is_some_and(|from| from <= day);
    Some(StateView {
        name: state.name().to_owned(),
        words: lifecycle.words(state.name()),
        now: now.and_then(|held| text(held.value)).unwrap_or_default(),
        replaced: if is_replaced { lifecycle.words("replaced") } else { String::new() },
        from: String::new(),
        later: Vec::new(),
    })
}

/// Where sections go.
#[derive(Clone, Copy)]
struct Placed<'a> {
    shown: Context<'a>,
    /// The level of the headings.
    level: u8,
}

/// Fields in the order of the schema: short ones as rows, long ones as sections.
fn fields(placed: Placed<'_>, properties: &[Property], members: &[Member], part: &str) -> (Vec<Named>, Vec<Section>) {
    let (mut rows, mut sections) = (Vec::new(), Vec::new());
    for property in properties {
        let own = members.iter().find(|member| *member.name == *property.name);
        if let Some((placed, value)) =
            own.map(|member| (placed, &member.value)).or_else(|| taken(placed, property, part))
        {
            field(placed, property, value, part, (&mut rows, &mut sections));
        }
    }
    (rows, sections)
}

fn field(
    placed: Placed<'_>,
    property: &Property,
    value: &Value,
    part: &str,
    (rows, sections): (&mut Vec<Named>, &mut Vec<Section>),
) {
    let Context { site, record, .. } = placed.shown;
    let is_apart = match part.is_empty() {
        true => is_role(site, record, &property.name) || is_in_short(site, record, &property.name),
        false => &*property.name == SOURCES && is_from_the_same(placed.shown, value),
    };
    let holds_persons = part.is_empty() && people::holds_persons(site, record, &property.name);
    if is_apart || (holds_persons && !people::are_named(site)) || !placed.shown.shows(&property.declaration) {
        return;
    }
    let shown = Context { is_person: placed.shown.is_person || holds_persons, ..placed.shown };
    let placed = Placed { shown, ..placed };
    // An unknown summary has no other place, and neither has one that is no text.
    if NOT_SHOWN.contains(&&*property.name) || (SHOWN_APART.contains(&&*property.name) && value.as_text().is_some()) {
        return;
    }
    if let Some(row) = part.is_empty().then(|| question::row(site, record, property, value)).flatten() {
        rows.push(row);
        return;
    }
    match section(placed, property, value, part) {
        Some(section) => sections.push(section),
        None => rows.push(Named {
            name: property.name.to_string(),
            label: property.label(),
            value: self::value(placed.shown, &property.declaration, value),
        }),
    }
}

/// The highest headings of a page of text.
fn headings(record: &Record) -> Vec<LinkView> {
    let Some(Content::Prose(index)) = record.decoded.get("body").map(|body| &body.content) else { return Vec::new() };
    let all = record.decoded.prose.get(*index).map(|prose| &*prose.outline.headings).unwrap_or_default();
    let top = all.iter().map(|heading| heading.level).min();
    let link = |heading: &Heading| LinkView::plain(heading.title.to_string(), format!("#{}", heading.anchor));
    all.iter().filter(|heading| Some(heading.level) == top).map(link).collect()
}

fn is_text(site: &Site, record: &Record) -> bool {
    let template = site.kinds.get(record.kind).and_then(|kind| kind.roles.template.as_ref());
    template.is_some_and(|(name, _)| &**name == TEXT_TEMPLATE)
}

/// Whether a field is shown in another way than as a field: by the place of the record, or with its state.
pub(super) fn is_role(site: &Site, record: &Record, field: &str) -> bool {
    let Some(roles) = site.kinds.get(record.kind).map(|kind| &kind.roles) else { return false };
    let now = roles.lifecycle.as_ref().and_then(|lifecycle| lifecycle.now.as_deref());
    let decision = roles.decision.as_ref().map(|decision| &*decision.field);
    now == Some(field) || decision == Some(field) || (roles.sequence.as_deref() == Some(field) && roles.is_counted)
}

/// Whether a field stands at the head of the record's page.
fn is_in_short(site: &Site, record: &Record, field: &str) -> bool {
    site.kinds.get(record.kind).is_some_and(|kind| kind.roles.in_short.as_deref() == Some(field))
}

/// A field that the record takes from another one, with the record that its references and texts belong to.
fn taken<'a>(placed: Placed<'a>, property: &Property, part: &str) -> Option<(Placed<'a>, &'a Value)> {
    let Context { site, index, .. } = placed.shown;
    site.catalogue.parent(index).filter(|_| part.is_empty())?;
    let held = site.catalogue.field(index, &property.name, &site.kinds)?;
    let record = site.catalogue.get(held.by)?;
    Some((Placed { shown: Context { record, index: held.by, ..placed.shown }, ..placed }, held.value))
}

/// A long field as a section; `None` for a short one.
fn section(placed: Placed<'_>, property: &Property, value: &Value, part: &str) -> Option<Section> {
    let shown = placed.shown;
    // No slug and no heading's fragment has an underscore, so that these are told from both.
    let around = if part.is_empty() { String::new() } else { format!("{}_", route::part_anchor(part)) };
    let anchor = format!("{}{around}{}_", placed.shown.prefix, property.name.replace('_', "-"));
    let mut section = empty(property.label(), anchor, placed.level);
    match &value.content {
        Content::Prose(index) => {
            let found = shown.record.decoded.prose.get(*index)?;
            // A page of text shows its body without a heading above it.
            let is_text = part.is_empty() && &*property.name == "body" && is_text(shown.site, shown.record);
            let level = if is_text { placed.level } else { deeper(placed.level) };
            section.body = prose(shown.site, Some(shown.index), found, shown.frame(*index, level));
        }
        Content::Parts(parts) => {
            let Shape::Parts(declaration) = shown.schema.shape(property.declaration.shape) else { return None };
            let placed = Placed { level: deeper(placed.level), ..placed };
            if part.is_empty() {
                section.body = compare::of_parts(shown, property, declaration, parts);
            }
            section.sections = parts.iter().map(|part| part_section(placed, declaration, part)).collect();
        }
        Content::List(items) if items.iter().any(|item| matches!(item.content, Content::Object(_))) => {
            section.body = block(&self::value(shown, &property.declaration, value));
        }
        // A sentence with what belongs to it is too long for a row.
        Content::Object(members) if members.iter().any(|member| &*member.name == "text") => {
            section.body = block(&self::value(shown, &property.declaration, value));
        }
        _ => return None,
    }
    Some(section)
}

fn part_section(placed: Placed<'_>, declaration: &Declaration, part: &Part) -> Section {
    let anchor = format!("{}{}", placed.shown.prefix, route::part_anchor(&part.path));
    let mut section = empty(part.title(), anchor, placed.level);
    match (placed.shown.schema.shape(declaration.shape), &part.value.content) {
        (Shape::Object { properties, .. }, Content::Object(members)) => {
            let inner = Placed { level: deeper(placed.level), ..placed };
            let (rows, sections) = fields(inner, properties, members, &part.path);
            // They fold away, so that the parts read on.
            let (sources, rows): (Vec<Named>, Vec<Named>) = rows.into_iter().partition(|row| row.name == "sources");
            section.sources = sources.iter().map(|row| folded(&row.label, &row.value)).collect();
            section.rows = rows.into_iter().map(row).collect();
            section.sections = sections;
            section.summary = part.value.get("summary").and_then(Value::as_text).unwrap_or_default().to_owned();
        }
        _ => section.body = block(&value(placed.shown, declaration, &part.value)),
    }
    section
}

fn row(named: Named) -> Row {
    Row { name: named.name, label: named.label, value: inline(&named.value) }
}

fn empty(title: String, anchor: String, level: u8) -> Section {
    Section {
        title,
        anchor,
        level,
        summary: String::new(),
        body: String::new(),
        rows: Vec::new(),
        sources: String::new(),
        sections: Vec::new(),
    }
}

fn deeper(level: u8) -> u8 {
    (level + 1).min(DEEPEST)
}
