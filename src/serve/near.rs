use crate::output::Output;
use strsim::osa_distance;

/// How many paths are listed: a glance.
const LISTED: usize = 5;

/// The paths of pages that are spelt most like one at which nothing stands: those with the fewest letters added, left out,
/// changed or swapped, in the whole path or in its last part, of which at most half may differ.
pub(super) fn near(output: &Output, path: &str) -> Vec<String> {
    let asked = path.trim_matches('/').to_lowercase();
    let last = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let asked_last = last(&asked);
    let mut found: Vec<(usize, String)> = Vec::new();
    for page in output.made().filter_map(page) {
        let bare = page.trim_matches('/');
        let whole = osa_distance(&asked, bare);
        let of_last = osa_distance(&asked_last, &last(bare));
        let may_differ = |one: &str, other: &str| one.chars().count().max(other.chars().count()) / 2;
        let is_near = whole <= may_differ(&asked, bare)
            || (!asked_last.is_empty() && of_last <= may_differ(&asked_last, &last(bare)));
        if is_near && !bare.is_empty() {
            found.push((whole.min(of_last + 1), page));
        }
    }
    found.sort();
    found.truncate(LISTED);
    found.into_iter().map(|(_, page)| page).collect()
}

/// The path of the page that a file is.
fn page(file: &str) -> Option<String> {
    let folder = file.strip_suffix("index.html")?;
    (folder.is_empty() || folder.ends_with('/')).then(|| format!("/{folder}"))
}
