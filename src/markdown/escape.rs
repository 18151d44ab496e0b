use pulldown_cmark_escape::{escape_href, escape_html};

/// Writes words into HTML, between tags or in quotation marks.
pub fn escape(text: &str, html: &mut String) {
    // A string takes whatever is written to it.
    let _ = escape_html(html, text);
}

/// Writes an address into the quotation marks of an `href`.
pub fn escape_address(url: &str, html: &mut String) {
    let _ = escape_href(html, url);
}
