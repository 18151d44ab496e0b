use super::changes::changes;
use super::glossary::Terms;
use super::index::{Part, index};
use super::order::Order;
use super::people;
use super::record::{record, state};
use super::register::register;
use super::value::{Frame, prose};
use super::view::{Changes, Entry, Home, Index, LinkView, List, Moved, NotFound, RecordView, Register, SiteView};
use crate::catalogue::{Catalogue, RecordIndex, Target};
use crate::config;
use crate::date::{Day, State};
use crate::kind::{Kind, Kinds};
use crate::record::Record;
use crate::route::{Owner, REGISTER, Routes};
use crate::schema;
use serde::Serialize;
use std::sync::{Arc, OnceLock};

/// What pages are made from.
#[derive(Debug)]
pub struct Site {
    /// The site's own file.
    pub config: config::Site,
    /// The kinds.
    pub kinds: Arc<Kinds>,
    /// The records.
    pub catalogue: Catalogue,
    /// The pages' paths.
    pub routes: Arc<Routes>,
    /// The day for which the site is made.
    pub as_of: Day,
    order: OnceLock<Order>,
    terms: OnceLock<Terms>,
}

impl Site {
    /// What was read, for a day.
    #[must_use]
    pub const fn new(
        config: config::Site,
        kinds: Arc<Kinds>,
        catalogue: Catalogue,
        routes: Arc<Routes>,
        as_of: Day,
    ) -> Self {
        Self { config, kinds, catalogue, routes, as_of, order: OnceLock::new(), terms: OnceLock::new() }
    }

    /// The order of the records. An analysis does without, so that the first page that needs it makes it.
    pub(super) fn order(&self) -> &Order {
        self.order.get_or_init(|| Order::new(&self.kinds, &self.catalogue))
    }

    /// The short forms that it explains.
    pub(super) fn terms(&self) -> &Terms {
        self.terms.get_or_init(|| Terms::new(&self.kinds, &self.catalogue))
    }

    /// Where a record, or a part of one, is found.
    pub(super) fn address(&self, target: &Target) -> String {
        self.routes.address_of(target, &self.catalogue, &self.kinds)
    }
}

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
    Index(Index),
    /// `record.html`
    Record(Box<RecordView>),
    /// `changes.html`
    Changes(Changes),
    /// `register.html`
    Register(Register),
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
        home: site.routes.address("/"),
        title: site.config.title().to_owned(),
        summary: site.config.summary().to_owned(),
        language: site.config.language().to_owned(),
        navigation: navigation.collect(),
        a_to_z: site.routes.address(REGISTER),
        footer: site
            .config
            .decoded
            .prose("footer")
            .map(|footer| prose(site, None, footer, frame("footer_")))
            .unwrap_or_default(),
    }
}

/// The view of the page at a URL path.
#[must_use]
pub fn view(site: &Site, path: &str, owner: Owner) -> View {
    let (title, description, section, content) = match owner {
        Owner::Home => (site.config.title().to_owned(), site.config.summary().to_owned(), String::new(), home(site)),
        Owner::NotFound => ("Page not found".to_owned(), String::new(), String::new(), Content::NotFound(NotFound {})),
        Owner::Index(kind) => {
            let index = index(site, kind, None);
            (index.title.clone(), index.summary.clone(), index.url.clone(), Content::Index(index))
        }
        Owner::Facet { kind, facet, group } => {
            let index = index(site, kind, Some(Part { facet, group }));
            let plural = site.kinds.get(kind).map(|kind| &*kind.plural).unwrap_or_default();
            let title = format!("{} – {plural}", index.title);
            (title, index.shown.clone(), index.url.clone(), Content::Index(index))
        }
        Owner::Register => {
            let title = "A to Z".to_owned();
            (title, "Everything here by name.".to_owned(), String::new(), Content::Register(register(site)))
        }
        Owner::Changes(index) => match changes(site, index) {
            Some(changes) => {
                let (title, description) = told_apart(&changes);
                (title, description, changes.list.url.clone(), Content::Changes(changes))
            }
            None => (String::new(), String::new(), String::new(), Content::NotFound(NotFound {})),
        },
        Owner::Record(index) => {
            let record = record(site, index);
            (record.title.clone(), record.summary.clone(), record.kind.url.clone(), Content::Record(Box::new(record)))
        }
    };
    let template = template(site, owner).unwrap_or_else(|| content.template()).to_owned();
    // The page for addresses that lead nowhere answers at any of them.
    let canonical = if owner == Owner::NotFound { None } else { site.routes.whole(path) };
    let (url, canonical) = (site.routes.address(path), canonical.unwrap_or_default());
    // What is in no state on the day has a page still, since it may be in that state later.
    let is_empty =
        matches!((owner, &content), (Owner::Facet { .. }, Content::Index(index)) if index.records.is_empty());
    let noindex = is_empty || people::are_on(site, owner);
    View { title, description, url, canonical, section, noindex, template, content }
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
    let url = site.routes.address(to);
    let path = to.split(['#', '?']).next().unwrap_or_default();
    let name = site.routes.owner(path).map(|owner| match owner {
        Owner::Home | Owner::NotFound => site.config.title(),
        Owner::Register => "A to Z",
        Owner::Index(kind) | Owner::Facet { kind, .. } => {
            site.kinds.get(kind).map(|kind| &*kind.plural).unwrap_or_default()
        }
        Owner::Record(index) | Owner::Changes(index) => {
            site.catalogue.get(index).map(Record::title).unwrap_or_default()
        }
    });
    let link = LinkView::plain(name.unwrap_or(&url).to_owned(), url.clone());
    let content = Content::Redirect(Moved { link });
    View {
        title: "This page has moved".to_owned(),
        description: String::new(),
        url: site.routes.address(from),
        canonical: site.routes.whole(to).unwrap_or(url),
        section: String::new(),
        noindex: true,
        template: content.template().to_owned(),
        content,
    }
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
        now: now(site).unwrap_or_default(),
        body,
        lists: site.config.navigation.iter().filter_map(list).collect(),
    })
}

/// What `home_by_state` says for the states of the records that it names.
fn now(site: &Site) -> Option<String> {
    let said = site.config.decoded.get("home_by_state")?;
    let (of, _) = site.kinds.find(said.get("of")?.as_text()?)?;
    let is_any = |wanted: &[State]| {
        site.catalogue.of_kind(of).any(|(index, _)| {
            let timeline = site.catalogue.life(index).and_then(|life| life.timeline.as_ref());
            timeline.is_some_and(|timeline| wanted.contains(&timeline.state_on(site.as_of)))
        })
    };
    let name = match () {
        () if is_any(&[State::Open, State::ClosingSoon]) => "open",
        () if is_any(&[State::RunningOn]) => "running_on",
        () => "none_open",
    };
    let schema::Content::Prose(text) = said.get(name).or_else(|| said.get("none_open"))?.content else { return None };
    let text = site.config.decoded.prose.get(text)?;
    Some(prose(site, None, text, frame("now_")))
}

/// A record in a list.
pub(super) fn entry(site: &Site, kind: &Kind, index: RecordIndex) -> Option<Entry> {
    let record = site.catalogue.get(index)?;
    Some(Entry {
        link: link_to(site, index)?,
        summary: record.decoded.text("summary").unwrap_or_default().to_owned(),
        state: state(site, kind, index),
        draft: record.is_draft,
    })
}

/// A record as a link.
pub(super) fn link_to(site: &Site, index: RecordIndex) -> Option<LinkView> {
    let url = site.address(&Target { record: index, part: None });
    Some(LinkView::plain(site.catalogue.get(index)?.title().to_owned(), url))
}

/// Where a text of the site's own file is shown.
fn frame(name: &str) -> Frame<'_> {
    Frame { top_level: 2, prefix: "", name, explained: None }
}

/// The list of a kind as a link; none where the home page is that list.
pub(super) fn list_link(site: &Site, kind: &Kind) -> Option<LinkView> {
    Some(LinkView::plain(kind.plural.clone(), site.routes.address(kind.address.index()?)))
}
