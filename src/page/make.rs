use super::changes::changes;
use super::data::{TITLE, data};
use super::decision::{self, QuestionView, ResultView, TableView};
use super::doors::{doors, later, now};
use super::index::{Part, index, together};
use super::json_ld::json_ld;
use super::people;
use super::record::{record, state};
use super::register::register;
use super::site::Site;
use super::value::{Frame, id, prose};
use super::view::{Changes, Data, Entry, Home, Index, LinkView, List, Moved, NotFound, RecordView, Register, SiteView};
use crate::catalogue::{RecordIndex, Target};
use crate::header;
use crate::kind::Kind;
use crate::record::Record;
use crate::route::{self, CHANGES, DATA, Owner, REGISTER, kind_json, record_json};
use serde::Serialize;

/// What the page for addresses that lead nowhere is called.
pub(super) const NOWHERE: &str = "Page not found";

/// What a template sees of one page, as `page`.
#[derive(Debug, Serialize)]
pub struct View {
    /// The title of the page, told apart from all others.
    pub title: String,
    /// One sentence about it; may be empty.
    pub description: String,
    /// Its address.
    pub url: String,
    /// Its address with the host that the site is published at; empty where that is not known, and on pages that have no
    /// address of their own.
    pub canonical: String,
    /// The list that it belongs to, as the navigation names it; may be empty.
    pub section: String,
    /// The address of what it shows in JSON; empty where there is no such file.
    pub json: String,
    /// On a page of a decision table the address of all its rules in JSON; else empty.
    pub rules_json: String,
    /// What search engines are told that it shows, in JSON-LD; empty where the kind says nothing of that.
    pub json_ld: String,
    /// Whether search engines are asked to leave it out.
    pub noindex: bool,
    /// The template that shows it.
    #[serde(skip)]
    pub template: String,
    /// What it shows.
    #[serde(flatten)]
    pub content: Content,
}

/// What a page shows, under the name of the template that shows it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// `home.html`
    Home(Home),
    /// `index.html`
    Index(Box<Index>),
    /// `record.html`
    Record(Box<RecordView>),
    /// `changes.html`
    Changes(Changes),
    /// `register.html`
    Register(Register),
    /// `data.html`
    Data(Data),
    /// `question.html`
    Question(Box<QuestionView>),
    /// `result.html`
    Result(Box<ResultView>),
    /// `table.html`
    Table(Box<TableView>),
    /// `404.html`
    NotFound(NotFound),
    /// `redirect.html`
    Redirect(Moved),
}

impl Content {
    /// The template that shows it, unless a kind names another.
    const fn template(&self) -> &'static str {
        match self {
            Self::Home(_) => "home.html",
            Self::Index(_) => "index.html",
            Self::Record(_) => "record.html",
            Self::Changes(_) => "changes.html",
            Self::Register(_) => "register.html",
            Self::Data(_) => "data.html",
            Self::Question(_) => "question.html",
            Self::Result(_) => "result.html",
            Self::Table(_) => "table.html",
            Self::NotFound(_) => "404.html",
            Self::Redirect(_) => "redirect.html",
        }
    }
}

/// What all pages share.
#[must_use]
pub fn site(site: &Site) -> SiteView {
    let navigation = site.config.navigation.iter().filter_map(|kind| list_link(site, site.kinds.get(*kind)?));
    SiteView {
        home: site.at("/"),
        as_of: site.as_of.words(),
        title: site.config.title().to_owned(),
        summary: site.config.summary().to_owned(),
        language: site.config.language().to_owned(),
        navigation: navigation.collect(),
        a_to_z: site.at(REGISTER),
        footer: site
            .config
            .decoded
            .prose("footer")
            .map(|footer| prose(site, None, footer, frame("footer_")))
            .unwrap_or_default(),
        data: site.at(DATA),
        changes: if site.routes.has(CHANGES) { site.at(CHANGES) } else { String::new() },
        policy: header::policy(),
        time_zone: site.config.time_zone.to_string(),
    }
}

/// The view of the page at a URL path.
#[must_use]
pub fn view(site: &Site, path: &str, owner: Owner) -> View {
    let (own, description, section, content) = match owner {
        Owner::Home => (None, site.config.summary().to_owned(), String::new(), home(site)),
        Owner::NotFound => {
            (None, String::new(), String::new(), Content::NotFound(NotFound { doors: doors(site, site.as_of) }))
        }
        Owner::Data => {
            let about = format!("Everything on {}, for other programs to read.", site.config.title());
            (None, about, String::new(), Content::Data(data(site)))
        }
        Owner::Index(kind) => {
            let index = index(site, kind, None);
            (None, index.summary.clone(), index.url.clone(), Content::Index(Box::new(index)))
        }
        Owner::Together(kind) => {
            let index = together(site, kind);
            (Some(index.title.clone()), index.summary.clone(), index.url.clone(), Content::Index(Box::new(index)))
        }
        Owner::Facet { kind, facet, group } => {
            let index = index(site, kind, Some(Part { facet, group }));
            let plural = site.kinds.get(kind).map(|kind| &*kind.plural).unwrap_or_default();
            let title = format!("{} – {plural}", index.title);
            let more = index.unsaid.iter().map(|link| format!(" {}.", link.text));
            let about = std::iter::once(index.shown.clone()).chain(more).collect();
            (Some(title), about, index.url.clone(), Content::Index(Box::new(index)))
        }
        Owner::Register => {
            (None, "Everything here by name.".to_owned(), String::new(), Content::Register(register(site)))
        }
        Owner::Changes(index) => match changes(site, index) {
            Some(changes) => {
                let (title, description) = told_apart(&changes);
                (Some(title), description, changes.list.url.clone(), Content::Changes(changes))
            }
            None => {
                (None, String::new(), String::new(), Content::NotFound(NotFound { doors: doors(site, site.as_of) }))
            }
        },
        Owner::Step { table, step } => decided(site, table, decision::step(site, table, step)),
        Owner::Table(table) => decided(site, table, decision::table(site, table)),
        Owner::Record(index) => {
            let record = record(site, index);
            (None, record.summary.clone(), record.kind.url.clone(), Content::Record(Box::new(record)))
        }
    };
    let title = own.unwrap_or_else(|| site.titles().of(site, owner));
    let description = match owner {
        Owner::Index(_) | Owner::Record(_) | Owner::Table(_) if description.is_empty() => {
            format!("{title}. {}", site.config.summary())
        }
        _ => description,
    };
    let json_ld = if let Owner::Record(index) = owner { json_ld(site, index) } else { None };
    let template = template(site, owner).unwrap_or_else(|| content.template()).to_owned();
    // The page for addresses that lead nowhere answers at any of them.
    let canonical = if owner == Owner::NotFound { None } else { site.routes.whole(path) };
    let (url, canonical) = (site.at(path), canonical.unwrap_or_default());
    let noindex = is_left_out(site, owner);
    let json = json(site, owner).unwrap_or_default();
    let rules_json = rules_json(site, owner).unwrap_or_default();
    View {
        title,
        description,
        url,
        canonical,
        section,
        json,
        rules_json,
        json_ld: json_ld.unwrap_or_default(),
        noindex,
        template,
        content,
    }
}

/// Whether search engines are asked to leave a page out: where persons are named, and where nothing stands. A state in which
/// no record is on the day has a page, since one may be in it later.
#[must_use]
pub fn is_left_out(site: &Site, owner: Owner) -> bool {
    let is_empty = |kind: usize, facet: usize, group: usize| {
        let facet = site.routes.facets(kind).get(facet)?;
        let group = facet.groups.get(group)?;
        Some(facet.records(group, &site.catalogue, site.as_of).next().is_none())
    };
    match owner {
        Owner::Facet { kind, facet, group } => is_empty(kind, facet, group).unwrap_or(true),
        // One page of each table is enough: the others say what follows from answers.
        Owner::Step { step: 1.., .. } | Owner::Table(_) => true,
        // Everything on it has a page of its own.
        Owner::Together(_) => true,
        _ => people::are_on(site, owner),
    }
}

/// The page of a decision table, under the list of its record's kind.
fn decided(
    site: &Site,
    table: usize,
    made: Option<(String, String, Content)>,
) -> (Option<String>, String, String, Content) {
    let record = site.decisions.get(table).and_then(|proved| site.catalogue.get(proved.table.record));
    let list = record.and_then(|record| list_link(site, site.kinds.get(record.kind)?));
    match made {
        Some((title, description, content)) => {
            let given = match &content {
                Content::Question(question) => &*question.answers,
                Content::Result(result) => &result.answers,
                _ => &[],
            };
            // The same question comes after other answers, and in a list of tabs one has to be told from another.
            let given: Vec<String> = given.iter().map(decision::in_a_title).collect();
            let title = if given.is_empty() { title } else { format!("{title} ({})", given.join("; ")) };
            (Some(title), description, list.map(|list| list.url).unwrap_or_default(), content)
        }
        None => (None, String::new(), String::new(), Content::NotFound(NotFound { doors: doors(site, site.as_of) })),
    }
}

/// The title and the sentence of a page of changes, told apart from those of other things with versions of the same names.
fn told_apart(changes: &Changes) -> (String, String) {
    let Changes { title, after, before, list, .. } = changes;
    let sentence = format!("{} and {}, side by side where they differ.", before.text, after.text);
    (format!("{title}: {} – {}", after.text, list.text), sentence)
}

/// The view of the page at a URL path that leads to another.
#[must_use]
pub fn moved(site: &Site, from: &str, to: &str) -> View {
    let url = site.at(to);
    let path = to.split(['#', '?']).next().unwrap_or_default();
    let name = site.routes.owner(path).map(|owner| match owner {
        Owner::Home | Owner::NotFound => site.config.title(),
        Owner::Data => TITLE,
        Owner::Register => "A to Z",
        Owner::Index(kind) | Owner::Together(kind) | Owner::Facet { kind, .. } => {
            site.kinds.get(kind).map(|kind| &*kind.plural).unwrap_or_default()
        }
        Owner::Step { table, .. } | Owner::Table(table) => {
            site.decisions.get(table).map(|proved| &*proved.table.title).unwrap_or_default()
        }
        Owner::Record(index) | Owner::Changes(index) => site.title(index),
    });
    let link = LinkView::plain(name.unwrap_or(&url).to_owned(), url.clone());
    let content = Content::Redirect(Moved { link });
    View {
        title: "This page has moved".to_owned(),
        description: String::new(),
        url: site.at(from),
        canonical: site.routes.whole(to).unwrap_or_default(),
        section: String::new(),
        json: String::new(),
        rules_json: String::new(),
        json_ld: String::new(),
        noindex: true,
        template: content.template().to_owned(),
        content,
    }
}

/// Where the same stands in JSON.
fn json(site: &Site, owner: Owner) -> Option<String> {
    let path = match owner {
        Owner::Index(kind) => kind_json(&site.kinds.get(kind)?.name),
        Owner::Record(index) => {
            let record = site.catalogue.get(index)?;
            record_json(&site.kinds.get(record.kind)?.name, &record.slug)
        }
        Owner::Step { .. }
        | Owner::Table(_)
        | Owner::Home
        | Owner::Data
        | Owner::NotFound
        | Owner::Facet { .. }
        | Owner::Together(_)
        | Owner::Register
        | Owner::Changes(_) => {
            return None;
        }
    };
    Some(site.at(&path))
}

/// The address of all rules of a table in JSON, from any page of it.
fn rules_json(site: &Site, owner: Owner) -> Option<String> {
    let (Owner::Step { table, .. } | Owner::Table(table)) = owner else { return None };
    let path = route::check_path(&site.decisions.get(table)?.table, &site.catalogue, &site.kinds)?;
    Some(site.at(&format!("{path}decision.json")))
}

/// The template that the kind of a record names.
fn template(site: &Site, owner: Owner) -> Option<&str> {
    let Owner::Record(index) = owner else { return None };
    let kind = site.kinds.get(site.catalogue.get(index)?.kind)?;
    kind.roles.template.as_ref().map(|(name, _)| &**name)
}

fn home(site: &Site) -> Content {
    let body =
        site.config.decoded.prose("home").map(|home| prose(site, None, home, frame("home_"))).unwrap_or_default();
    let list = |kind: &usize| {
        let link = list_link(site, site.kinds.get(*kind)?)?;
        let count = site.catalogue.of_kind(*kind).count();
        let summary = site.kinds.get(*kind)?.summary.clone().unwrap_or_default();
        Some(List { link, summary, count })
    };
    Content::Home(Home {
        now: now(site, site.as_of).unwrap_or_default(),
        doors: doors(site, site.as_of),
        later: later(site),
        body,
        lists: site.config.navigation.iter().filter_map(list).collect(),
    })
}

/// A record in a list.
pub(super) fn entry(site: &Site, kind: &Kind, index: RecordIndex) -> Option<Entry> {
    let record = site.catalogue.get(index)?;
    let confirmed = site.catalogue.field(index, "confirmed", &site.kinds).and_then(|held| held.value.as_period());
    Some(Entry {
        id: id(site, &Target { record: index, part: None }).unwrap_or_default(),
        link: link_to(site, index)?,
        summary: record.decoded.text("summary").unwrap_or_default().to_owned(),
        state: state(site, kind, index),
        version: version(site, kind, index),
        confirmed: confirmed.map(|period| period.last.to_string()).unwrap_or_default(),
        values: Vec::new(),
        draft: record.is_draft,
    })
}

/// What tells a record from the other versions of it; empty where it is the only one, or its title says so already.
fn version(site: &Site, kind: &Kind, index: RecordIndex) -> String {
    let Some(role) = kind.roles.versions.as_ref() else { return String::new() };
    let label = site.catalogue.version_label(index, role, &site.kinds);
    let title = site.catalogue.get(index).map(Record::title).unwrap_or_default();
    if title.contains(&label) { String::new() } else { label }
}

/// A record as a link.
pub(super) fn link_to(site: &Site, index: RecordIndex) -> Option<LinkView> {
    let url = site.address(&Target { record: index, part: None });
    site.catalogue.get(index)?;
    Some(LinkView::plain(site.title(index).to_owned(), url))
}

/// Where a text of the site's own file is shown.
pub(super) const fn frame(name: &str) -> Frame<'_> {
    Frame { top_level: 2, prefix: "", name, explained: None }
}

/// The list of a kind as a link; none where the home page is that list.
pub(super) fn list_link(site: &Site, kind: &Kind) -> Option<LinkView> {
    Some(LinkView::plain(kind.plural.clone(), site.at(kind.address.index()?)))
}
