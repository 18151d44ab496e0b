use super::Fault;
use crate::diagnostic::Code;
use std::collections::BTreeMap;
use std::ops::Range;

/// What to write in place of a tag.
const MARKDOWN: [(&[&str], &str); 11] = [
    (&["br"], "take it out, and leave a line empty where a paragraph ends"),
    (&["p", "div", "span", "font", "center", "u", "small"], "take the tags out; an empty line begins a paragraph"),
    (&["b", "strong"], "write `**words**`"),
    (&["i", "em"], "write `*words*`"),
    (&["a"], "write `[words](address)`"),
    (&["img"], "write `![what it shows](file)`"),
    (&["h1", "h2", "h3", "h4", "h5", "h6"], "write `## words` on a line of its own"),
    (&["ul", "ol", "li"], "write each item on a line of its own that begins with `- `"),
    (&["code", "pre", "tt"], "put the words between backticks"),
    (&["blockquote"], "begin each line of the quotation with `> `"),
    (&["table", "thead", "tbody", "tr", "td", "th"], "write the table with `|` between its cells"),
];

/// HTML, which readers would see as it is written: the tag that begins it, and not the one that ends it.
pub(super) fn faults(text: &str, html: &[Range<usize>]) -> impl Iterator<Item = Fault> {
    let mut open: BTreeMap<&str, usize> = BTreeMap::new();
    html.iter().filter_map(move |range| {
        let written = text.get(range.clone())?;
        let name = name(written);
        let count = open.entry(name).or_default();
        if written.starts_with("</") && *count > 0 {
            *count -= 1;
            return None;
        }
        // A block of lines ends what it begins.
        *count += usize::from(!written.starts_with("</") && !written.contains('\n'));
        let tag = first_tag(written);
        Some(fault(range.start..range.start + tag.len(), tag, name))
    })
}

fn fault(range: Range<usize>, tag: &str, name: &str) -> Fault {
    if tag.starts_with("<!--") {
        let message = "this is a comment in HTML, and readers would see it";
        return Fault::new(
            Code::RawHtml,
            range,
            message,
            "take it out; a note to colleagues may follow a `#` among the fields",
        );
    }
    let shown = if tag.contains('\n') { format!("<{name}") } else { tag.to_owned() };
    let lower = name.to_ascii_lowercase();
    let known = MARKDOWN.iter().find(|(names, _)| names.contains(&&*lower)).map(|(_, help)| *help);
    let message = format!("`{shown}` is HTML, and readers would see it as it is written");
    let help = known.unwrap_or("write `&lt;` in place of `<`, or put the words between backticks");
    Fault::new(Code::RawHtml, range, message, help)
}

/// The name of a tag: `b` of `</b>`.
fn name(tag: &str) -> &str {
    let inner = tag.trim_start_matches(['<', '/']);
    inner.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-').next().unwrap_or_default()
}

/// What a block of HTML begins with.
fn first_tag(written: &str) -> &str {
    let end = if written.starts_with("<!--") { "-->" } else { ">" };
    let length = written.find(end).map_or(written.len(), |at| at + end.len());
    written.get(..length).unwrap_or(written)
}
