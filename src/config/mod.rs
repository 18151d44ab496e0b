//! `content/site.yaml` → [`Site`]: what the site is called, what stands on its first page, and its words for what nobody
//! knows. It is checked by a built-in kind, like every other file.

mod base;
mod doors;
mod people;
mod search;
mod time;

pub use base::{Base, depth};
pub use people::{People, Publish};
pub use search::Search;
pub use time::{UTC, time_zone_of as time_zone};

use crate::date::{Calendar, Patience};
use crate::diagnostic::{Code, Counts, Diagnostic, LevelFault, Levels, nearest};
use crate::hidden;
use crate::kind::{self, Kinds};
use crate::schema::{Decoded, Reasons, slug_help};
use crate::source::{Place, Source, SourcePath, Sources, Span};
use crate::yaml;

/// Where it is.
pub const FILE: &str = "content/site.yaml";

/// What it is called by mistake.
const MISNAMED: &str = "content/site.yml";

/// What `content/site.yaml` says.
#[derive(Clone, Debug)]
pub struct Site {
    /// Where it is published.
    pub base: Base,
    /// Its fields; the home page and the footer are Markdown with links to records.
    pub decoded: Decoded,
    /// The kinds in the order of the navigation, each as its index in [`Kinds`].
    pub navigation: Vec<usize>,
    /// The reasons for which a value may be unknown; `None` where the file could not be read as it was meant, so that
    /// any reason may be one of them.
    pub reasons: Option<Vec<Box<str>>>,
    /// What names for times mean.
    pub calendar: Calendar,
    /// Where midnight is meant, as in the time zone database.
    pub time_zone: Box<str>,
    /// How long the site waits before it says that something closes soon, or is no longer confirmed.
    pub patience: Patience,
    /// For how many days what was confirmed is trusted, where the site asks for that to be checked.
    pub confirmed_for: Option<i32>,
    /// How it deals with persons and addresses.
    pub people: People,
    /// What its days add to the points of a record that is searched for.
    pub search: Search,
    /// How much each check weighs.
    pub levels: Levels,
}

impl Default for Site {
    fn default() -> Self {
        let (patience, _, _) = time::patience(&Decoded::default(), &Source::new(FILE, ""));
        Self {
            base: Base::default(),
            decoded: Decoded::default(),
            navigation: Vec::new(),
            reasons: None,
            calendar: Calendar::default(),
            time_zone: UTC.into(),
            patience,
            confirmed_for: None,
            people: People::default(),
            search: Search::default(),
            levels: Levels::default(),
        }
    }
}

impl Site {
    /// The name of the site.
    #[must_use]
    pub fn title(&self) -> &str {
        self.decoded.text("title").unwrap_or_default()
    }

    /// What the site is for.
    #[must_use]
    pub fn summary(&self) -> &str {
        self.decoded.text("summary").unwrap_or_default()
    }

    /// The language of its pages, as in BCP 47.
    #[must_use]
    pub fn language(&self) -> &str {
        self.decoded.text("language").unwrap_or("en")
    }

    /// What may be the reason in `{unknown: reason}`.
    #[must_use]
    pub fn reasons(&self) -> Reasons<'_> {
        self.reasons.as_deref().map_or(Reasons::Any, Reasons::Listed)
    }

    /// What a reader sees where a value is unknown for this reason.
    #[must_use]
    pub fn words_for<'a>(&'a self, reason: &'a str) -> &'a str {
        self.decoded.get("unknown").and_then(|words| words.get(reason)?.as_text()).unwrap_or(reason)
    }
}

/// Reads the site's own file.
#[must_use]
pub fn read(sources: &Sources, kinds: &Kinds) -> (Site, Vec<Diagnostic>) {
    let Some(source) = sources.get(FILE) else {
        // That one is told to be called otherwise.
        if sources.get(MISNAMED).is_some() {
            return (Site::default(), Vec::new());
        }
        let place = Place { path: SourcePath::from(FILE), span: Span::first() };
        let fault = Diagnostic::new(Code::MissingField, place, format!("there is no file `{FILE}`"));
        return (Site::default(), vec![fault.help("add it, with `title`, `summary` and `kinds`")]);
    };
    let parsed = yaml::parse_file(source);
    let mut diagnostics = parsed.diagnostics;
    let is_broken = Counts::of(&diagnostics).errors > 0;
    diagnostics.extend(hidden::check(source, &diagnostics));
    let node = match parsed.node {
        Some(node) => node,
        None if !is_broken => yaml::Node::nothing(),
        None => return (Site::default(), diagnostics),
    };
    let (decoded, faults) = kind::site(source, &node);
    diagnostics.extend(faults.into_iter().map(|fault| time::explained(fault, &node, source)));
    let navigation = navigation(&decoded, kinds, source, &mut diagnostics);
    let reasons = decoded.get("unknown").map(crate::schema::Value::members).unwrap_or_default();
    let misnamed = reasons.iter().filter_map(|reason| {
        let message = format!("`{}` cannot be the name of a reason", reason.name);
        Some(Diagnostic::new(Code::WrongValue, source.at(reason.name_span), message).help(slug_help(&reason.name)?))
    });
    let told = diagnostics.len();
    diagnostics.extend(misnamed);
    let reasons = reasons.iter().map(|reason| (&*reason.name).into()).collect();
    // Where a faulty file lists none, the list may be what is misspelt; and records name a reason by what it should be called.
    let is_known =
        diagnostics.len() == told && (decoded.get("unknown").is_some() || Counts::of(&diagnostics).errors == 0);
    let reasons = is_known.then_some(reasons);
    let (calendar, of_calendar) = time::calendar(&decoded, source);
    let (time_zone, of_zone) = time::time_zone(&decoded, source);
    let (patience, confirmed_for, of_patience) = time::patience(&decoded, source);
    let (people, of_people) = people::people(&decoded, source);
    let (levels, of_levels) = levels(&decoded, source);
    let (base, of_base) = base::base(&decoded, source);
    diagnostics.extend(of_base);
    diagnostics.extend(doors::check(&decoded, source));
    diagnostics.extend(of_calendar.into_iter().chain(of_zone).chain(of_patience).chain(of_people).chain(of_levels));
    let search = Search::read(&decoded);
    let site = Site {
        base,
        decoded,
        navigation,
        reasons,
        calendar,
        time_zone,
        patience,
        confirmed_for,
        people,
        search,
        levels,
    };
    (site, diagnostics)
}

/// How much each check weighs on this site.
fn levels(decoded: &Decoded, source: &Source) -> (Levels, Vec<Diagnostic>) {
    let (mut levels, mut diagnostics) = (Levels::default(), Vec::new());
    for member in decoded.get("levels").map(crate::schema::Value::members).unwrap_or_default() {
        match Levels::parse(&member.name, member.value.as_text().unwrap_or_default()) {
            Ok((code, level)) => levels.set(code, level),
            Err(fault) => {
                let is_level = matches!(fault, LevelFault::NoLevel(..));
                let span = if is_level { member.value.span } else { member.name_span };
                diagnostics
                    .push(Diagnostic::new(Code::WrongValue, source.at(span), fault.to_string()).help(fault.help()));
            }
        }
    }
    (levels, diagnostics)
}

fn navigation(decoded: &Decoded, kinds: &Kinds, source: &Source, diagnostics: &mut Vec<Diagnostic>) -> Vec<usize> {
    let mut kind = |item: &crate::schema::Value| {
        let name = item.as_text()?;
        let found = kinds.find(name).map(|(index, _)| index);
        if found.is_none() {
            let message = format!("there is no kind `{name}`");
            let fault = Diagnostic::new(Code::UnknownReference, source.at(item.span), message);
            let otherwise = format!("add the file `content/kinds/{name}.yaml`, or take the line out");
            diagnostics.push(fault.help_with_name(nearest(name, kinds.names()), otherwise));
        }
        found
    };
    // What the states of its records say is looked up where it is shown.
    let of = decoded.get("home_by_state").and_then(|said| said.get("of"));
    let found = of.and_then(&mut kind).and_then(|index| kinds.get(index));
    let navigation =
        decoded.get("kinds").map(crate::schema::Value::items).unwrap_or_default().iter().filter_map(kind).collect();
    if let Some((of, found)) = of.zip(found).filter(|(_, found)| !found.roles.has_lifecycle) {
        let message = format!("records of the kind `{}` have no state", found.name);
        let fault = Diagnostic::new(Code::WrongValue, source.at(of.span), message);
        diagnostics.push(fault.help("name a kind with a `lifecycle`"));
    }
    navigation
}
