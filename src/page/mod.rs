//! The catalogue → views: what templates see, and all they see.
//!
//! A view is made for one page when it is asked for, and holds finished words, addresses and HTML. One walk, schema beside
//! value, shows a record of any kind. Nothing here knows a template.

mod backlink;
mod html;
mod listed;
mod make;
mod order;
mod people;
mod record;
mod value;
mod view;

pub use make::{Site, View, moved, site, view};
pub use view::{
    Back, Declared, Group, Home, Index, LinkView, List, Listed, Moved, NotFound, RecordView, Row, Section, SiteView,
    StateView,
};
