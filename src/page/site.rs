use super::by_state;
use super::glossary::Terms;
use super::order::Order;
use super::title::Titles;
use crate::catalogue::{Catalogue, RecordIndex, Target};
use crate::config::{self, Base, Publish};
use crate::date::Day;
use crate::decision::Decisions;
use crate::kind::{Address, Kind, Kinds};
use crate::route::{self, Routes};
use std::sync::{Arc, OnceLock};

/// What pages are made from.
#[derive(Debug)]
pub struct Site {
    /// The site's own file.
    pub config: config::Site,
    /// The kinds.
    pub kinds: Arc<Kinds>,
    /// The records.
    pub catalogue: Arc<Catalogue>,
    /// Their decision tables.
    pub decisions: Arc<Decisions>,
    /// The pages' paths.
    pub routes: Arc<Routes>,
    /// Where the site stands, as the pages see it that are made from this.
    base: Base,
    /// The day for which the site is made.
    pub as_of: Day,
    order: Arc<OnceLock<Order>>,
    terms: Arc<OnceLock<Terms>>,
    titles: Arc<OnceLock<Titles>>,
}

impl Site {
    /// What was read, for a day.
    #[must_use]
    pub fn new(
        config: config::Site,
        kinds: Arc<Kinds>,
        catalogue: Arc<Catalogue>,
        (decisions, routes): (Arc<Decisions>, Arc<Routes>),
        as_of: Day,
    ) -> Self {
        Self {
            base: config.base.clone(),
            config,
            kinds,
            catalogue,
            decisions,
            routes,
            as_of,
            order: Arc::default(),
            terms: Arc::default(),
            titles: Arc::default(),
        }
    }

    /// The same site for the page at a URL path, and for all as many folders below the root.
    #[must_use]
    pub fn seen_from(&self, path: &str) -> Self {
        Self {
            base: self.base.seen_from(path),
            config: self.config.clone(),
            kinds: self.kinds.clone(),
            catalogue: self.catalogue.clone(),
            decisions: self.decisions.clone(),
            routes: self.routes.clone(),
            as_of: self.as_of,
            order: self.order.clone(),
            terms: self.terms.clone(),
            titles: self.titles.clone(),
        }
    }

    /// The same site on another day, where all words are looked up that hang on it.
    pub(super) fn on(&self, day: Day) -> Self {
        let Self { kinds, catalogue, decisions, routes, .. } = self;
        let around = (decisions.clone(), routes.clone());
        let made = Self::new(self.config.clone(), kinds.clone(), catalogue.clone(), around, day);
        Self { base: self.base.clone(), ..made }
    }

    /// The same site with no word of any person.
    #[must_use]
    pub fn without_persons(&self) -> Self {
        let Self { kinds, catalogue, decisions, routes, as_of, .. } = self;
        let mut config = self.config.clone();
        config.people.publish = Publish::Nothing;
        Self::new(config, kinds.clone(), catalogue.clone(), (decisions.clone(), routes.clone()), *as_of)
    }

    /// The order of the records, which an analysis does without.
    pub(super) fn order(&self) -> &Order {
        self.order.get_or_init(|| Order::new(&self.kinds, &self.catalogue))
    }

    /// The short forms that it explains.
    pub(super) fn terms(&self) -> &Terms {
        self.terms.get_or_init(|| Terms::new(&self.kinds, &self.catalogue))
    }

    /// The titles of all pages.
    pub(super) fn titles(&self) -> &Titles {
        self.titles.get_or_init(|| Titles::new(self))
    }

    /// Puts the records in order, before pages ask for it.
    pub fn order_records(&self) {
        self.order();
    }

    /// Titles the pages, before they ask for it.
    pub fn title_pages(&self) {
        self.titles();
    }

    /// How many records it shows: those for the search alone are none of them.
    #[must_use]
    pub fn records(&self) -> usize {
        let is_shown = |kind: &Kind| kind.address != Address::Nowhere;
        let kinds = self.kinds.iter().enumerate().filter(|(_, kind)| is_shown(kind));
        kinds.map(|(number, _)| self.catalogue.of_kind(number).count()).sum()
    }

    /// What a record is called on the day for which the site is made.
    #[must_use]
    pub fn title(&self, index: RecordIndex) -> &str {
        by_state::title(self, index, self.as_of)
    }

    /// Where the site stands, as these pages see it.
    #[must_use]
    pub const fn base(&self) -> &Base {
        &self.base
    }

    /// A URL path as it stands on the pages that are made from this.
    #[must_use]
    pub fn at(&self, path: &str) -> String {
        self.routes.address_at(path, &self.base)
    }

    /// Where a record, or a part of one, is found.
    pub(super) fn address(&self, target: &Target) -> String {
        self.at(&route::url(target, &self.catalogue, &self.kinds))
    }
}
