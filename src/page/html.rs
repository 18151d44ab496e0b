//! Values as HTML. Like Markdown they are printed here, and a template decides where they stand: a page has dozens of
//! values, and an engine of templates takes ten times as long for each.

use super::view::LinkView;
use crate::markdown::{escape, escape_address};

/// A value as readers see it.
pub(super) enum Shown {
    /// Words.
    Text(String),
    /// Words, and what else there is to say of them, which may be empty.
    Noted(String, String),
    /// Words as HTML, since some of them lead somewhere.
    Words(String),
    /// HTML.
    Html(String),
    /// A record or an address on the web.
    Link(LinkView),
    /// Several values.
    List(Vec<Shown>),
    /// HTML of a sentence that says by itself what it is, which may be empty; values with names.
    Rows(String, Vec<Named>),
    /// A record that can be asked, with what there is to say of it.
    Card(LinkView, Vec<Named>),
    /// Nobody can give it: why, in the site's words, and what else there is to say, which may be empty.
    Unknown(String, String),
}

/// A value with its name.
pub(super) struct Named {
    /// The name of the field.
    pub(super) name: String,
    /// What readers call it.
    pub(super) label: String,
    pub(super) value: Shown,
}

/// Where both words and blocks may stand, as in `<dd>` and `<li>`.
pub(super) fn inline(value: &Shown) -> String {
    let mut html = String::new();
    write(value, &mut html);
    html
}

/// Where only blocks may stand, as in `<section>`.
pub(super) fn block(value: &Shown) -> String {
    match value {
        Shown::Text(_) | Shown::Words(_) | Shown::Noted(..) | Shown::Link(_) | Shown::Unknown(..) => {
            format!("<p>{}</p>", inline(value))
        }
        Shown::List(items) => match items.as_slice() {
            [one] if !matches!(one, Shown::Rows(..) | Shown::Card(..)) => block(one),
            _ => inline(value),
        },
        _ => inline(value),
    }
}

fn write(value: &Shown, html: &mut String) {
    match value {
        Shown::Text(text) => escape(text, html),
        Shown::Words(markup) | Shown::Html(markup) => html.push_str(markup),
        Shown::Link(link) => {
            anchor(link, html);
            if !link.within.is_empty() {
                html.push_str(" <span class=\"note\">in ");
                escape(&link.within, html);
                html.push_str("</span>");
            }
        }
        Shown::Unknown(words, note) => {
            html.push_str("<span class=\"unknown\">");
            escape(words, html);
            html.push_str("</span>");
            self::note(note, html);
        }
        Shown::Noted(text, note) => {
            escape(text, html);
            self::note(note, html);
        }
        Shown::List(items) => match items.as_slice() {
            [] => {}
            [Shown::Card(..), ..] => list("<ul class=\"cards\">", items, html),
            _ if is_pairs(items) => pairs(items, html),
            [Shown::Rows(..), ..] => list("<ul class=\"claims\">", items, html),
            [one] => write(one, html),
            _ => list("<ul>", items, html),
        },
        Shown::Card(link, rows) => {
            html.push_str("<p class=\"name\">");
            anchor(link, html);
            html.push_str("</p>");
            named(rows, html);
        }
        Shown::Rows(lead, rows) => {
            if !lead.is_empty() {
                html.push_str("<p>");
                html.push_str(lead);
                html.push_str("</p>");
            }
            named(rows, html);
        }
    }
}

/// Two short values with the same names over and over, which a table says once.
fn is_pairs(items: &[Shown]) -> bool {
    let names = |item: &Shown| match item {
        Shown::Rows(lead, rows) if lead.is_empty() => match rows.as_slice() {
            [first, second] if is_short(&first.value) && is_short(&second.value) => {
                Some([first.name.clone(), second.name.clone()])
            }
            _ => None,
        },
        _ => None,
    };
    let first = items.first().and_then(names);
    items.len() > 1 && first.is_some() && items.iter().all(|item| names(item) == first)
}

fn is_short(value: &Shown) -> bool {
    matches!(value, Shown::Text(_) | Shown::Words(_) | Shown::Link(_) | Shown::Unknown(..))
}

fn pairs(items: &[Shown], html: &mut String) {
    html.push_str("<table class=\"pairs\">");
    for (at, item) in items.iter().enumerate() {
        let Shown::Rows(_, rows) = item else { continue };
        if at == 0 {
            html.push_str("\n<thead><tr>");
            for row in rows {
                html.push_str("<th scope=\"col\">");
                escape(&row.label, html);
                html.push_str("</th>");
            }
            html.push_str("</tr></thead>\n<tbody>");
        }
        html.push_str("\n<tr>");
        for row in rows {
            html.push_str("<td>");
            write(&row.value, html);
            html.push_str("</td>");
        }
        html.push_str("</tr>");
    }
    html.push_str("\n</tbody>\n</table>");
}

fn note(note: &str, html: &mut String) {
    if !note.is_empty() {
        html.push_str(" <span class=\"note\">");
        escape(note, html);
        html.push_str("</span>");
    }
}

fn list(open: &str, items: &[Shown], html: &mut String) {
    html.push_str(open);
    for item in items {
        html.push_str("<li>");
        write(item, html);
        html.push_str("</li>");
    }
    html.push_str("</ul>");
}

/// Values with names. Every claim may carry `sources`: they fold away, so that the claims read on.
fn named(rows: &[Named], html: &mut String) {
    let (sources, rows): (Vec<&Named>, Vec<&Named>) = rows.iter().partition(|row| row.name == "sources");
    if !rows.is_empty() {
        html.push_str("\n<dl>");
        for row in rows {
            html.push_str("\n<div><dt>");
            escape(&row.label, html);
            html.push_str("</dt><dd>");
            write(&row.value, html);
            html.push_str("</dd></div>");
        }
        html.push_str("\n</dl>");
    }
    for row in sources {
        html.push_str(&folded(&row.label, &row.value));
    }
}

/// A value that is seen when its name is touched.
pub(super) fn folded(label: &str, value: &Shown) -> String {
    let mut html = "\n<details class=\"sources\"><summary>".to_owned();
    escape(label, &mut html);
    html.push_str("</summary>");
    html.push_str(&block(value));
    html.push_str("</details>");
    html
}

fn anchor(link: &LinkView, html: &mut String) {
    html.push_str("<a href=\"");
    escape_address(&link.url, html);
    html.push_str("\">");
    escape(&link.text, html);
    html.push_str("</a>");
}
