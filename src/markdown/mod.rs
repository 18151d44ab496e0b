//! Markdown → headings, links and words, and HTML.
//!
//! CommonMark with tables and footnotes. [`Outline`] is what can be known of a text alone, [`html`] prints it, given
//! where its links lead and what is printed for those without words. HTML in Markdown is shown as the text it is: a site's
//! markup belongs to its theme, and a stray `<` must not eat a sentence. Nothing here knows what a record is.

mod destination;
mod escape;
mod highlight;
mod html;
mod outline;
mod run;
mod words;

pub use escape::{escape, escape_address};
pub use html::{Rendering, html};
pub use outline::{Form, Heading, Link, Outline, anchor};
pub use run::Run;
pub use words::words;
