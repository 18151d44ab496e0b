//! The catalogue → views: what templates see, and all they see.
//!
//! A view is made for one page when it is asked for, and holds finished words, addresses and HTML. One walk, schema beside
//! value, shows a record of any kind. Nothing here knows a template.

mod backlink;
mod by_state;
mod card;
mod changes;
mod compare;
mod data;
mod doors;
mod decision;
mod glossary;
mod html;
mod index;
mod json_ld;
mod listed;
mod make;
mod order;
mod people;
mod question;
mod record;
mod register;
mod site;
mod timeline;
mod title;
mod value;
mod versions;
mod view;

pub use data::anywhere;
pub use decision::{
    AnswerView, BetterView, ChoiceView, DecisionView, GiftRow, GiftView, GiftsView, OutcomeView, QuestionView,
    ReasonView, ResultView, RuleView, SharedView, TableView, TurnView, WayView, data, outcome_words,
};
pub use index::label as group_label;
pub use make::{View, is_left_out, moved, site, view};
pub use people::{are_named, are_reached, holds_persons, is_a_way, whole};
pub use site::Site;
pub use value::{id, text};
pub use view::{
    Back, Changed, Changes, Data, DataOfKind, Declared, Door, Doors, Entry, FacetValue, FacetView, Group, Home,
    HomeLater, Index, Letter, LinkView, List, Listed, Listing, Moved, NotFound, RecordView, Register, Row, Section,
    Series, SiteView, StateView, Timeline, TitleLater, Unsure, Version, VersionRow, VersionsView,
};
