//! Markdown → headings and links, and HTML.
//!
//! CommonMark with tables and footnotes. [`Outline`] is what can be known of a text alone, [`html`] prints it, given where
//! its links lead. HTML in Markdown is shown as the text it is: a site's markup belongs to its theme, and a stray `<` must
//! not eat a sentence. Nothing here knows what a record is.

mod highlight;
mod html;
mod outline;

pub use html::{Rendering, html};
pub use outline::{Heading, Link, Outline, anchor};
