//! The jobs that come back year after year are done in one file each: afterwards nothing is told of the whole site, and
//! every page that has to say something else does.

use crate::command::{fingerpost_in, text};
use crate::new::copy_of;
use crate::real;
use fingerpost::pipeline::Options;
use fingerpost::source::disk;
use std::collections::BTreeMap;
use std::fs;
use std::sync::LazyLock;

type Pages = BTreeMap<String, String>;

static BEFORE: LazyLock<Pages> = LazyLock::new(|| real::pages(&real::sources(), real::later(), "as it is"));

/// The pages after some words of one file, which have to be there, were put into others; and so in the queries that readers
/// may make, in small letters.
fn after(path: &str, options: Options, words: &[(&str, &str)]) -> Pages {
    let sources = real::sources();
    let mut text = sources.get(path).unwrap_or_else(|| panic!("there is no {path}")).text().to_string();
    for (old, new) in words {
        assert!(text.contains(old), "`{old}` is not in {path}");
        text = text.replace(old, new);
    }
    let queries = sources.get("content/query.yaml").unwrap().text().to_string();
    let put = |queries: String, (old, new): &(&str, &str)| {
        queries.replace(old, new).replace(&old.to_lowercase(), &new.to_lowercase())
    };
    let queries = words.iter().fold(queries, put);
    real::pages(&real::with(&sources, [(path, text), ("content/query.yaml", queries)]), options, path)
}

/// The pages that are other than before.
fn changed(after: &Pages) -> Vec<&str> {
    let is_other = |(file, html): &(&String, &String)| is_page(file) && BEFORE.get(*file) != Some(*html);
    after.iter().filter(is_other).map(|(file, _)| file.as_str()).collect()
}

/// The index for the search says what pages say, in files of other names.
fn is_page(file: &str) -> bool {
    !file.starts_with("search/")
}

/// The pages in which some words stand.
fn saying<'p>(pages: &'p Pages, words: &str) -> Vec<&'p str> {
    pages.iter().filter(|(file, html)| is_page(file) && html.contains(words)).map(|(file, _)| file.as_str()).collect()
}

#[test]
fn a_new_year_is_one_file() {
    let site = copy_of("");
    let made = fingerpost_in(site.path(), &["new", "offer", "2025-26", "--from", "2024-25"]);
    assert!(made.status.success(), "{}", text(&made.stderr));
    let path = site.path().join("content/offer/2025-26.yaml");
    let mut offer = fs::read_to_string(&path).unwrap();
    // What its author does: every line that still speaks of the old year.
    for (old, new) in [
        ("2025", "2026"),
        ("2024", "2025"),
        ("year: 2026-26", "year: 2025-26"),
        ("replaces: 2025-25", "replaces: 2024-25"),
        ("offer:2026-26/", "offer:2025-26/"),
    ] {
        offer = offer.replace(old, new);
    }
    offer.push_str("confirmed: 2025-09-22\n");
    fs::write(&path, offer).unwrap();
    let (before, sources) = (real::sources(), disk::read(site.path()).unwrap());
    let others = sources.iter().filter(|source| before.get(source.path()) != Some(*source));
    assert_eq!(others.map(|source| source.path().to_string()).collect::<Vec<_>>(), ["content/offer/2025-26.yaml"]);
    assert!(before.iter().all(|source| sources.get(source.path()).is_some()), "nothing else went away");

    let pages = real::pages(&sources, real::on("2025-10-01"), "the offer for 2025 to 2026");
    let state = |file: &str| pages[file].split_once("class=\"state ").map(|(_, rest)| rest[..4].to_owned());
    assert_eq!(state("offers/2025-26/index.html").as_deref(), Some("open"));
    let old = &pages["offers/2024-25/index.html"];
    assert!(old.contains("/offers/2025-26/") && !BEFORE["offers/2024-25/index.html"].contains("/offers/2025-26/"));
    assert!(
        old.contains("A later version replaced it") && !BEFORE["offers/2024-25/index.html"].contains("replaced it")
    );
    assert!(pages["offers/index.html"].contains("/offers/2025-26/"));
    // What older records say of the newest stays true.
    for (file, html) in
        pages.iter().filter(|(file, _)| file.starts_with("offers/20") || file.starts_with("programmes/"))
    {
        let says = html.split(['.', '<']).find(|words| words.contains("latest") && words.contains("2024 to 2025"));
        assert_eq!(says, None, "{file}");
    }
}

#[test]
fn a_new_lead_of_a_region_is_one_file() {
    let words =
        [("john-hardy", "jo-bloggs"), ("John Hardy", "Jo Bloggs"), ("headteacher@sivschool", "jo.bloggs@west-hill")];
    assert!(!saying(&BEFORE, "John Hardy").is_empty());
    let after = after("content/contact/regional/north.yaml", real::later(), &words);
    for old in ["John Hardy", "sivschool"] {
        assert_eq!(saying(&after, old), Vec::<&str>::new(), "the one before stands nowhere");
    }
    let named = saying(&after, "Jo Bloggs");
    assert!(named.contains(&"contacts/north/index.html") && named.contains(&"regions/north/index.html"), "{named:?}");
    let changed = changed(&after);
    assert!(changed.iter().all(|file| file.starts_with("contacts/") || file.starts_with("regions/")), "{changed:?}");
}

#[test]
fn the_end_of_a_programme_is_one_file() {
    let words = [("\nconfirmed: 2021-11\n", "\nwithdrawn: 2023-08-31\nconfirmed: 2023-09\n")];
    let after = after("content/programme/behaviour-hubs.yaml", real::later(), &words);
    let changed = changed(&after);
    for file in ["programmes/behaviour-hubs/index.html", "programmes/index.html"] {
        let count = |pages: &Pages| pages[file].matches("class=\"state withdrawn\"").count();
        assert_eq!(count(&after), count(&BEFORE) + 1, "{file}");
        assert!(changed.contains(&file));
    }
    assert!(after["programmes/behaviour-hubs/index.html"].contains("31 August 2023"));
    // It goes on to stand where it stood, but for the list of what may still run.
    let links = |pages: &Pages| saying(pages, "/programmes/behaviour-hubs/").len();
    assert_eq!(links(&after), links(&BEFORE) - 1);
    assert!(changed.contains(&"help-today/index.html"));
}

#[test]
fn another_rate_is_one_file() {
    let rates = [
        ("content/guidance/reporting-and-payment.md", "£600", "£650", "guidance/reporting-and-payment/index.html"),
        ("content/guidance/reporting-and-payment.md", "£600", "£650", "faqs/index.html"),
        ("content/programme/ntp/ntp-tuition-partners.yaml", "70%", "72%", "programmes/ntp-tuition-partners/index.html"),
        ("content/offer/2019-20.yaml", "£16,000", "£17,000", "offers/2019-20/index.html"),
    ];
    for (path, old, new, page) in rates {
        let after = after(path, real::later(), &[(old, new)]);
        assert!(BEFORE[page].contains(old) && after[page].contains(new), "{page}");
        assert_eq!(saying(&after, old), Vec::<&str>::new(), "{old} stands somewhere else too");
        assert_eq!(saying(&after, new), saying(&BEFORE, old));
    }
}

#[test]
fn another_name_for_a_body_is_one_file() {
    let (old, new) = ("Regional Delivery Partner (RDP)", "Regional Support Office (RSO)");
    let renamed = format!("title: {new}\n  former_names:\n    - name: {old}\n      until: 2023-03\n");
    let words = [(&*format!("title: {old}\n"), &*renamed)];
    let after = after("content/organisation.yaml", real::later(), &words);
    let page = "organisations/rdp/index.html";
    assert!(BEFORE[page].contains(&format!("<h1>{old}</h1>")));
    assert!(
        after[page].contains(&format!("<h1>{new}</h1>")) && after[page].contains(old),
        "its old name stays with it"
    );
    // A text of November 2021 goes on to use the name of November 2021.
    let link = format!("<a href=\"/organisations/rdp/\">{old}</a> worked in each region");
    let says_so = ["guidance/all/index.html", "guidance/rdp-role/index.html"];
    assert_eq!(saying(&BEFORE, &link), says_so);
    assert_eq!(saying(&after, &link), says_so);
    assert!(saying(&after, &format!("{new}</a> worked")).is_empty());
    assert!(after["organisations/index.html"].contains(new) && !after["organisations/index.html"].contains(old));
}
