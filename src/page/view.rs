use super::decision::DecisionView;
use serde::Serialize;

/// What every page shows: `site` in templates.
#[derive(Debug, Serialize)]
pub struct SiteView {
    /// Name of the site.
    pub title: String,
    /// What it is for.
    pub summary: String,
    /// The address of its first page.
    pub home: String,
    /// The day for which it is made, in words.
    pub as_of: String,
    /// BCP 47.
    pub language: String,
    /// The kinds in the order of the site's file.
    pub navigation: Vec<LinkView>,
    /// The address of the list of all records.
    pub a_to_z: String,
    /// HTML.
    pub footer: String,
    /// The address of the page that lists what other programs can read.
    pub data: String,
    /// The address of the changes; empty where there are none.
    pub changes: String,
    /// What a page may load, as `Content-Security-Policy`.
    pub policy: String,
    /// Where its days begin: `Europe/London`.
    pub time_zone: String,
}

/// The first page.
#[derive(Debug, Serialize)]
pub struct Home {
    /// HTML of what the states of records make true; may be empty.
    pub now: String,
    /// The ways in.
    pub doors: Doors,
    /// Both on later days, which a script shows where the page is read then.
    pub later: Vec<HomeLater>,
    /// HTML of the author's text.
    pub body: String,
    /// The kinds that there are records of.
    pub lists: Vec<List>,
}

/// What the first page says and shows from a day on.
#[derive(Debug, Serialize)]
pub struct HomeLater {
    /// The day, as `2026-11-22`.
    pub from: String,
    /// HTML of what the states of records make true.
    pub now: String,
    /// The ways in.
    pub doors: Doors,
}

/// The ways into the site.
#[derive(Debug, Serialize)]
pub struct Doors {
    /// Their heading; may be empty.
    pub title: String,
    /// In the order that the states of records ask for.
    pub doors: Vec<Door>,
}

/// A way into the site.
#[derive(Debug, Serialize)]
pub struct Door {
    /// Where it leads.
    pub link: LinkView,
    /// What is found there; may be empty.
    pub text: String,
}

/// A kind on the first page.
#[derive(Debug, Serialize)]
pub struct List {
    /// Its list.
    pub link: LinkView,
    /// What stands at the head of that list; may be empty.
    pub summary: String,
    /// How many records there are.
    pub count: usize,
}

/// The list of a kind's records.
#[derive(Debug, Serialize)]
pub struct Index {
    /// What the list is called.
    pub title: String,
    /// What stands at its head; may be empty.
    pub summary: String,
    /// The list itself, as the navigation names it.
    pub url: String,
    /// The whole list, where this is a part of it.
    pub whole: Option<LinkView>,
    /// The page that has all its records in their sequence, where they have one.
    pub together: Option<LinkView>,
    /// The sentence that says what the page shows.
    pub shown: String,
    /// How many records may belong to such a part too, since they do not say; leads to those.
    pub unsaid: Option<LinkView>,
    /// Where those go on who do not know which record is theirs, under the words of the field that names it.
    pub unsure: Option<Unsure>,
    /// The day for which it is right, in words.
    pub as_of: String,
    /// By what it can be narrowed.
    pub facets: Vec<FacetView>,
    /// By what its records can be sorted, other than as they stand: of `name`, `state` and `confirmed` those that would change it.
    pub orders: Vec<String>,
    /// The things that it has several versions of.
    pub series: Vec<Series>,
    /// The records that have pages of their own.
    pub records: Vec<Entry>,
    /// Ways to the records that have a place on this page: their names, or where they are many, their letters.
    pub contents: Vec<LinkView>,
    /// The records that have a place on this page.
    pub places: Vec<RecordView>,
    /// Those whose day is past, where others are to come.
    pub past: Vec<RecordView>,
}

/// Where those go on who do not know which record is theirs.
#[derive(Debug, Serialize)]
pub struct Unsure {
    /// What stands before.
    pub title: String,
    /// The pages.
    pub links: Vec<LinkView>,
}

/// A field by which a list can be narrowed.
#[derive(Debug, Serialize)]
pub struct FacetView {
    /// What readers call it.
    pub title: String,
    /// Its name in addresses, and before the `/` of its values.
    pub name: String,
    /// Whether the page shows the records of one of its values.
    pub is_chosen: bool,
    /// The values that records have; what is unknown stands last.
    pub values: Vec<FacetValue>,
}

/// A value by which a list can be narrowed.
#[derive(Debug, Serialize)]
pub struct FacetValue {
    /// The part of the list that has it.
    pub link: LinkView,
    /// Its name, behind that of its facet: `cost/free`.
    pub name: String,
    /// How many records that are.
    pub count: usize,
    /// Whether it is the page that is shown.
    pub is_current: bool,
    /// Whether it stands for the records of which nobody knows the value.
    pub is_unknown: bool,
    /// Terms below it, whose records it counts too.
    pub narrower: Vec<FacetValue>,
}

/// A record in a list.
#[derive(Debug, Serialize)]
pub struct Entry {
    /// Which record it is, as `kind:slug`.
    pub id: String,
    /// Its page.
    pub link: LinkView,
    /// The field `summary`; may be empty.
    pub summary: String,
    /// What its days make of it.
    pub state: Option<StateView>,
    /// What tells it from the other versions of it, where there are some: `2021-22`; else empty.
    pub version: String,
    /// The last day on which it is known to have been right, as `2021-11-30`; may be empty.
    pub confirmed: String,
    /// The names of its values in all facets of the list.
    pub values: Vec<String>,
    /// It is shown to those who make the site, and to nobody else.
    pub draft: bool,
}

/// A record.
#[derive(Debug, Serialize)]
pub struct RecordView {
    /// Which record it is, as `kind:slug`.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// What they call it on later days, where that changes with the states of records.
    pub later_titles: Vec<TitleLater>,
    /// The field `summary`; may be empty.
    pub summary: String,
    /// The fragment where it has a place on the page of its kind; else empty.
    pub anchor: String,
    /// The list of its kind; its address is empty where there is none.
    pub kind: LinkView,
    /// What its days make of it; none where its kind has no lifecycle.
    pub state: Option<StateView>,
    /// It is shown to those who make the site, and to nobody else.
    pub draft: bool,
    /// HTML of what it is in a few lines, as its kind's role `in_short` says; may be empty.
    pub in_short: String,
    /// When it was last known to be true; may be empty.
    pub confirmed: String,
    /// Short fields, in the order of the schema.
    pub rows: Vec<Row>,
    /// HTML of where it was taken from, where it shares a page with others and is not among the rows; else empty.
    pub sources: String,
    /// The highest headings of its text, where it is a page of text.
    pub headings: Vec<LinkView>,
    /// Prose, parts and lists of objects, in the order of the schema.
    pub sections: Vec<Section>,
    /// Who could get what.
    pub decisions: Vec<DecisionView>,
    /// Lists that it asks for.
    pub lists: Vec<Listed>,
    /// The record before it, where its kind has a sequence.
    pub previous: Option<LinkView>,
    /// The one after it.
    pub next: Option<LinkView>,
    /// The other versions of it, where there are some.
    pub versions: Option<VersionsView>,
    /// Records that name this one, for which its page is there.
    pub main: Vec<Group>,
    /// Those that say why, or that are laid side by side.
    pub told: Vec<Group>,
    /// The others that name this one.
    pub backlinks: Vec<Group>,
}

/// The versions of one thing, on the page of one of them.
#[derive(Debug, Serialize)]
pub struct VersionsView {
    /// What the series is called.
    pub title: String,
    /// All of them, the oldest first.
    pub versions: Vec<Version>,
    /// What stands before the link to a newer one.
    pub newer: String,
    /// The newest, where this is not one of them.
    pub newest: Vec<LinkView>,
    /// What is said of the newest, on its own page; may be empty.
    pub latest: String,
    /// The page of what changed, called after the version before; none where there is nothing to compare it with.
    pub changes: Option<LinkView>,
}

/// One of the versions of a thing.
#[derive(Debug, Serialize)]
pub struct Version {
    /// Its page, called by what tells it from the others.
    pub link: LinkView,
    /// Whether it is the page that is shown.
    pub is_current: bool,
}

/// All versions of one thing.
#[derive(Debug, Serialize)]
pub struct Series {
    /// What it is called.
    pub title: String,
    /// Their windows.
    pub line: Timeline,
    /// The same in words, the newest first.
    pub versions: Vec<VersionRow>,
    /// The pages of what changed, the newest first: `2024-25 since 2021-22`.
    pub changes: Vec<LinkView>,
}

/// Windows on a line of time.
#[derive(Debug, Serialize)]
pub struct Timeline {
    /// SVG; empty where no day is known.
    pub drawing: String,
    /// What the window is called in which one can come in.
    pub entry: String,
    /// What the window is called in which it runs for those inside; may be empty.
    pub support: String,
}

/// A version in a table.
#[derive(Debug, Serialize)]
pub struct VersionRow {
    /// What tells it from the others.
    pub label: String,
    /// Its page.
    pub link: LinkView,
    /// HTML of when one can come in; may be empty.
    pub entry: String,
    /// HTML of how long it runs for those inside; may be empty.
    pub support: String,
    /// What its days make of it.
    pub state: Option<StateView>,
}

/// What changed between two versions.
#[derive(Debug, Serialize)]
pub struct Changes {
    /// What the page is called.
    pub title: String,
    /// The earlier version.
    pub before: LinkView,
    /// The later one.
    pub after: LinkView,
    /// The list of its kind.
    pub list: LinkView,
    /// Versions between them that are stepped over.
    pub skipped: Vec<LinkView>,
    /// Why; may be empty.
    pub because: String,
    /// The fields that differ.
    pub changed: Vec<Changed>,
    /// The names of those that do not.
    pub same: Vec<String>,
}

/// A field that differs between two versions.
#[derive(Debug, Serialize)]
pub struct Changed {
    /// What readers call it.
    pub title: String,
    /// Its fragment.
    pub anchor: String,
    /// HTML of its values side by side.
    pub table: String,
}

/// All records by title.
#[derive(Debug, Serialize)]
pub struct Register {
    /// The letters that titles begin with.
    pub letters: Vec<Letter>,
    /// The ways in, for somebody whose search finds nothing.
    pub doors: Doors,
}

/// The records whose titles begin with a letter.
#[derive(Debug, Serialize)]
pub struct Letter {
    /// The letter.
    pub title: String,
    /// Its fragment.
    pub anchor: String,
    /// The records.
    pub records: Vec<Listing>,
}

/// A record among those of all kinds.
#[derive(Debug, Serialize)]
pub struct Listing {
    /// Which record it is, as `kind:slug`.
    pub id: String,
    /// Its page.
    pub link: LinkView,
    /// What one record of its kind is called.
    pub kind: String,
}

/// A list that a record's page asks for.
#[derive(Debug, Serialize)]
pub struct Listed {
    /// Its heading.
    pub title: String,
    /// Its fragment.
    pub anchor: String,
    /// What stands at its head; may be empty.
    pub summary: String,
    /// The records.
    pub entries: Vec<Entry>,
    /// What is said where there are none; may be empty.
    pub none: String,
    /// Instead of records, the fields of a kind.
    pub fields: Vec<Declared>,
}

/// A field of a kind, for those who write its records.
#[derive(Debug, Serialize)]
pub struct Declared {
    /// Its name, behind those that it stands in: `cost.type`.
    pub name: String,
    /// What readers call it; may be empty.
    pub title: String,
    /// HTML of what it may hold.
    pub holds: String,
    /// What its kind says about it; may be empty.
    pub about: String,
    /// Whether it has to be there.
    pub is_required: bool,
}

/// A stretch of a record's page with a heading.
#[derive(Debug, Serialize)]
pub struct Section {
    /// The heading.
    pub title: String,
    /// Its fragment.
    pub anchor: String,
    /// 2 to 6.
    pub level: u8,
    /// The field `summary` of a part; may be empty.
    pub summary: String,
    /// HTML of its text, or of another long value; may be empty.
    pub body: String,
    /// Short fields.
    pub rows: Vec<Row>,
    /// HTML of where it was taken from; may be empty.
    pub sources: String,
    /// Sections inside.
    pub sections: Vec<Section>,
}

/// A short field.
#[derive(Debug, PartialEq, Serialize)]
pub struct Row {
    /// The name of the field.
    pub name: String,
    /// What readers call it.
    pub label: String,
    /// HTML of its value, without a block around words or a link.
    pub value: String,
}

/// What a record is called from a later day on.
#[derive(Debug, Serialize)]
pub struct TitleLater {
    /// The day, as `2026-11-22`.
    pub from: String,
    /// What it is called then.
    pub title: String,
}

/// Words that lead somewhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct LinkView {
    /// The words.
    pub text: String,
    /// The address.
    pub url: String,
    /// The record that it is a part of; empty where it is none, or a part of the record that is shown.
    pub within: String,
}

impl LinkView {
    /// A link to something whole.
    #[must_use]
    pub const fn plain(text: String, url: String) -> Self {
        Self { text, url, within: String::new() }
    }
}

/// Records that name this one for the same reason.
#[derive(Debug, Serialize)]
pub struct Group {
    /// The reason, made readable.
    pub title: String,
    /// Its fragment, where it is a section of its own.
    pub anchor: String,
    /// HTML of the records side by side; may be empty.
    pub table: String,
    /// The records.
    pub entries: Vec<Back>,
}

/// A record that names this one.
#[derive(Debug, PartialEq, Serialize)]
pub struct Back {
    /// The record.
    pub link: LinkView,
    /// The part of it that does.
    pub part: Option<LinkView>,
    /// What it says beside the name.
    pub rows: Vec<Row>,
    /// HTML of why it does, where that is a sentence of its own; else empty.
    pub reason: String,
    /// What its days make of it, where it stands in a section of its own.
    pub state: Option<StateView>,
}

/// What the days of a record make of it.
#[derive(Debug, PartialEq, Serialize)]
pub struct StateView {
    /// Which state, as a name that does not change: `closing_soon`.
    pub name: String,
    /// What readers see.
    pub words: String,
    /// What readers see where a newer record stands in its place; else empty.
    pub replaced: String,
    /// What to do now; may be empty.
    pub now: String,
    /// The day from which it is so, as `2026-11-22`; empty for the state on the day for which the site is made.
    pub from: String,
    /// The states that follow, as far as that is known: a page that was made before still holds them, and a script shows the
    /// one of the day on which it is read.
    pub later: Vec<StateView>,
}

/// The page that lists what other programs can read.
#[derive(Debug, Serialize)]
pub struct Data {
    /// What it is called.
    pub title: String,
    /// The day for which the site was made.
    pub as_of: String,
    /// The kinds that there are records of.
    pub kinds: Vec<DataOfKind>,
    /// The address of the calendar; empty where no record has a day.
    pub calendar: String,
    /// The address of the changes; empty where there are none, or nobody knows where the site is published.
    pub changes: String,
}

/// The records of a kind, for other programs.
#[derive(Debug, Serialize)]
pub struct DataOfKind {
    /// What they are called.
    pub title: String,
    /// How many there are.
    pub count: usize,
    /// The address of all of them in JSON.
    pub json: String,
    /// The address of all of them as a table.
    pub table: String,
}

/// The page for addresses that lead nowhere.
#[derive(Debug, Serialize)]
pub struct NotFound {
    /// The ways into the site.
    pub doors: Doors,
}

/// The page at an address that leads to another.
#[derive(Debug, Serialize)]
pub struct Moved {
    /// Where it leads.
    pub link: LinkView,
}
