use super::{escaped, last_change};
use crate::page::{self, Site};
use crate::route::{Owner, SITEMAP_LIMIT, sitemap_part};

const SPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// All pages that search engines may keep; where there are too many for one file, the files that list them.
pub(super) fn sitemap(site: &Site) -> String {
    let pages = site.routes.iter().count();
    if pages <= SITEMAP_LIMIT {
        return part(site, 0);
    }
    let parts = (0..pages.div_ceil(SITEMAP_LIMIT)).filter_map(|part| site.routes.whole(&sitemap_part(part)));
    let parts: String = parts.map(|url| format!("<sitemap><loc>{}</loc></sitemap>\n", escaped(&url))).collect();
    format!("{HEAD}<sitemapindex xmlns=\"{SPACE}\">\n{parts}</sitemapindex>\n")
}

/// Some of them.
pub(super) fn part(site: &Site, part: usize) -> String {
    let pages = site.routes.iter().skip(part * SITEMAP_LIMIT).take(SITEMAP_LIMIT);
    let shown = pages.filter(|(_, owner)| *owner != Owner::NotFound && !page::is_left_out(site, *owner));
    let url = |(path, owner): (&str, Owner)| {
        let Owner::Record(index) = owner else { return entry(site, path, None) };
        entry(site, path, last_change(site, index).map(|day| day.to_string()))
    };
    let urls: String = shown.filter_map(url).collect();
    format!("{HEAD}<urlset xmlns=\"{SPACE}\">\n{urls}</urlset>\n")
}

fn entry(site: &Site, path: &str, changed: Option<String>) -> Option<String> {
    let changed = changed.map(|day| format!("<lastmod>{day}</lastmod>")).unwrap_or_default();
    Some(format!("<url><loc>{}</loc>{changed}</url>\n", escaped(&site.routes.whole(path)?)))
}
