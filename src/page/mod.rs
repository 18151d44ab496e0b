//! The catalogue → views: what templates see, and all they see.
//!
//! A view is made for one page when it is asked for, and holds finished words, addresses and HTML. One walk, schema beside
//! value, shows a record of any kind. Nothing here knows a template.

mod backlink;
mod changes;
mod compare;
mod glossary;
mod html;
mod index;
mod listed;
mod make;
mod order;
mod people;
mod record;
mod register;
mod timeline;
mod value;
mod versions;
mod view;

pub use make::{Site, View, moved, site, view};
pub use view::{
    Back, Changed, Changes, Declared, Entry, FacetValue, FacetView, Group, Home, Index, Letter, LinkView, List, Listed,
    Listing, Moved, NotFound, RecordView, Register, Row, Section, Series, SiteView, StateView, Timeline, Version,
    VersionRow, VersionsView,
};
