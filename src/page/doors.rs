//! The ways into the site, as `doors` of the site's own file has them.

use super::by_state::{days, name};
use super::make::frame;
use super::site::Site;
use super::value::{prose, way};
use super::view::{Door, Doors, HomeLater, LinkView};
use crate::date::Day;
use crate::schema::{Content, Member, Value};

/// The doors in the order that the states of records on a day ask for.
pub(super) fn doors(site: &Site, day: Day) -> Doors {
    let config = &site.config.decoded;
    let mut left: Vec<&Member> = config.get("doors").map(Value::members).unwrap_or_default().iter().collect();
    let order = by_state(site, day, |said, name| said.get("doors")?.get(name));
    let mut doors = Vec::new();
    for name in order.map(Value::items).unwrap_or_default().iter().filter_map(Value::as_text) {
        if let Some(at) = left.iter().position(|door| *door.name == *name) {
            doors.push(left.remove(at));
        }
    }
    doors.append(&mut left);
    let title = config.text("doors_title").unwrap_or_default().to_owned();
    Doors { title, doors: doors.into_iter().filter_map(|door| self::door(site, &door.value)).collect() }
}

fn door(site: &Site, value: &Value) -> Option<Door> {
    let Content::Prose(index) = value.get("link")?.content else { return None };
    let link = site.config.decoded.prose.get(index)?.outline.links.first()?;
    let (text, url) = way(site, link)?;
    let about = value.get("text").and_then(Value::as_text).unwrap_or_default().to_owned();
    Some(Door { link: LinkView::plain(text, url), text: about })
}

/// What `home_by_state` says for the states on a day of the records that it names.
pub(super) fn now(site: &Site, day: Day) -> Option<String> {
    let Content::Prose(text) = by_state(site, day, |said, name| said.get(name))?.content else { return None };
    let text = site.config.decoded.prose.get(text)?;
    Some(prose(site, None, text, frame("now_")))
}

/// What the first page says and shows on later days, as far as that is known.
pub(super) fn later(site: &Site) -> Vec<HomeLater> {
    let Some(of) = of(site) else { return Vec::new() };
    let form = |day: Day| {
        // Records may be called otherwise by then.
        let site = site.on(day);
        HomeLater { from: day.to_string(), now: now(&site, day).unwrap_or_default(), doors: doors(&site, day) }
    };
    days(site, of).into_iter().map(form).collect()
}

/// The kind whose states decide.
fn of(site: &Site) -> Option<usize> {
    let said = site.config.decoded.get("home_by_state")?;
    Some(site.kinds.find(said.get("of")?.as_text()?)?.0)
}

/// What stands under the name of that state, else under that of none.
fn by_state<'a>(site: &'a Site, day: Day, under: impl Fn(&'a Value, &str) -> Option<&'a Value>) -> Option<&'a Value> {
    let said = site.config.decoded.get("home_by_state")?;
    under(said, name(site, of(site)?, day)).or_else(|| under(said, "none_open"))
}
