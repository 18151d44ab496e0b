use super::escaped;
use crate::catalogue::Target;
use crate::date::Day;
use crate::page::Site;
use crate::route::{self, CHANGES};

/// How many changes it tells: those of a year, on a site that changes twice a week.
const TOLD: usize = 100;

/// A change of a record.
struct Change<'a> {
    on: Day,
    /// Which of those of its record on that day.
    number: usize,
    id: String,
    path: String,
    title: &'a str,
    text: &'a str,
}

/// What changed on the site, the newest first.
pub(super) fn changes(site: &Site) -> String {
    let mut changes: Vec<Change<'_>> = Vec::new();
    for (index, record) in site.catalogue.iter() {
        let Some(kind) = site.kinds.get(record.kind) else { continue };
        let (path, mut days) =
            (route::url(&Target { record: index, part: None }, &site.catalogue, &site.kinds), Vec::new());
        for change in record.decoded.get("changes").map(crate::schema::Value::items).unwrap_or_default() {
            let (on, text) = (change.get("on").and_then(|on| on.as_period()), change.get("text"));
            let (Some(on), Some(text)) = (on, text.and_then(|text| text.as_text())) else { continue };
            days.push(on.first);
            changes.push(Change {
                on: on.first,
                number: days.iter().filter(|day| **day == on.first).count(),
                id: format!("{}/{}", kind.name, record.slug),
                path: path.clone(),
                title: record.title(),
                text,
            });
        }
    }
    changes.sort_by(|one, other| {
        other.on.cmp(&one.on).then_with(|| (&one.id, one.number).cmp(&(&other.id, other.number)))
    });
    changes.truncate(TOLD);
    feed(site, &changes)
}

fn feed(site: &Site, changes: &[Change<'_>]) -> String {
    let whole = |path: &str| escaped(&site.routes.whole(path).unwrap_or_default());
    let (title, home) = (escaped(site.config.title()), whole("/"));
    let updated = changes.first().map(|change| moment(change.on)).unwrap_or_default();
    let entry = |change: &Change<'_>| {
        format!(
            "<entry>\n<id>{}</id>\n<title>{}</title>\n<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n\
             <updated>{}</updated>\n<content type=\"text\">{}</content>\n</entry>\n",
            escaped(&tag(site, change)),
            escaped(change.title),
            whole(&change.path),
            moment(change.on),
            escaped(change.text)
        )
    };
    let entries: String = changes.iter().map(entry).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <id>{home}</id>\n<title>{title}: changes</title>\n<subtitle>{}</subtitle>\n<updated>{updated}</updated>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{home}\"/>\n<author><name>{title}</name></author>\n{entries}</feed>\n",
        escaped(site.config.language()),
        escaped(site.config.summary()),
        whole(CHANGES),
    )
}

/// A name that a change keeps, whatever becomes of its page.
fn tag(site: &Site, change: &Change<'_>) -> String {
    let base = site.routes.base();
    format!(
        "tag:{},{}:{}{}/{}",
        base.host().unwrap_or_default(),
        change.on,
        below(base.path()),
        change.id,
        change.number
    )
}

/// The folder of the site, as what stands before a name.
fn below(path: &str) -> String {
    let path = path.trim_matches('/');
    if path.is_empty() { String::new() } else { format!("{path}/") }
}

/// The beginning of a day.
fn moment(day: Day) -> String {
    format!("{day}T00:00:00Z")
}
