use super::record::{record, state};
use super::value::{Frame, prose};
use super::view::{Entry, Home, Index, LinkView, List, NotFound, RecordView, SiteView};
use crate::catalogue::{Catalogue, Target};
use crate::config;
use crate::date::Day;
use crate::kind::{Address, Kind, Kinds};
use crate::route::{self, Owner, Routes};
use serde::Serialize;
use std::sync::Arc;

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
    pub routes: Routes,
    /// The day for which the site is made.
    pub as_of: Day,
}

/// What a template sees of one page, as `page`.
#[derive(Debug, Serialize)]
pub struct View {
    /// The title of the page, told apart from all others.
    pub title: String,
    /// One sentence about it; may be empty.
    pub description: String,
    /// Its URL path.
    pub url: String,
    /// The list that it belongs to, as the navigation names it; may be empty.
    pub section: String,
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
    /// `404.html`
    NotFound(NotFound),
}

impl Content {
    /// The template that shows it, unless a kind names another.
    const fn template(&self) -> &'static str {
        match self {
            Self::Home(_) => "home.html",
            Self::Index(_) => "index.html",
            Self::Record(_) => "record.html",
            Self::NotFound(_) => "404.html",
        }
    }
}

/// What all pages share.
#[must_use]
pub fn site(site: &Site) -> SiteView {
    let navigation = site.config.navigation.iter().filter_map(|kind| list_link(site.kinds.get(*kind)?));
    SiteView {
        title: site.config.title().to_owned(),
        summary: site.config.summary().to_owned(),
        language: site.config.language().to_owned(),
        navigation: navigation.collect(),
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
            let index = index(site, kind);
            (index.title.clone(), index.summary.clone(), index.url.clone(), Content::Index(index))
        }
        Owner::Record(index) => {
            let record = record(site, index);
            (record.title.clone(), record.summary.clone(), record.kind.url.clone(), Content::Record(Box::new(record)))
        }
    };
    let template = template(site, owner).unwrap_or_else(|| content.template()).to_owned();
    View { title, description, url: path.to_owned(), section, template, content }
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
        let link = list_link(site.kinds.get(*kind)?)?;
        let count = site.catalogue.of_kind(*kind).count();
        let summary = site.kinds.get(*kind)?.summary.clone().unwrap_or_default();
        Some(List { link, summary, count })
    };
    Content::Home(Home { body, lists: site.config.navigation.iter().filter_map(list).collect() })
}

fn index(site: &Site, kind: usize) -> Index {
    let mut index = Index {
        title: String::new(),
        summary: String::new(),
        url: String::new(),
        records: Vec::new(),
        places: Vec::new(),
    };
    let Some(found) = site.kinds.get(kind) else { return index };
    index.title.clone_from(&found.plural);
    index.summary = found.summary.clone().unwrap_or_default();
    index.url = found.address.index().unwrap_or_default().to_owned();
    for (of_kind, listed) in site.catalogue.of_kind(kind) {
        match found.address {
            Address::Places(_) => index.places.push(record(site, of_kind)),
            Address::Pages(_) => {
                let url = route::url(&Target { record: of_kind, part: None }, &site.catalogue, &site.kinds);
                let link = LinkView::plain(listed.title().to_owned(), url);
                let summary = listed.decoded.text("summary").unwrap_or_default().to_owned();
                index.records.push(Entry { link, summary, state: state(site, found, of_kind) });
            }
        }
    }
    index
}

/// Where a text of the site's own file is shown.
fn frame(name: &str) -> Frame<'_> {
    Frame { top_level: 2, prefix: "", name }
}

/// The list of a kind as a link; none where the home page is that list.
pub(super) fn list_link(kind: &Kind) -> Option<LinkView> {
    Some(LinkView::plain(kind.plural.clone(), kind.address.index()?.to_owned()))
}
