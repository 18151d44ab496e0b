//! Pages that roles make: parts of lists, versions, comparisons, changes, words, and everything by name.

use crate::base::made;
use crate::command::text;
use crate::fixture::{Block, sources};
use std::collections::BTreeMap;

/// The pages of a site that has these files besides those of the base site.
fn pages(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    let block = |(path, text): &(&str, &str)| Block { info: format!("yaml {path}"), text: (*text).to_owned() };
    let blocks: Vec<Block> = files.iter().map(block).collect();
    let made = made(&sources(&blocks));
    made.iter().filter(|(path, _)| path.ends_with(".html")).map(|(path, bytes)| (path.clone(), text(bytes))).collect()
}

/// What stands in the main part of a page.
fn main<'a>(pages: &'a BTreeMap<String, String>, path: &str) -> &'a str {
    let page = pages.get(path).unwrap_or_else(|| panic!("no {path} among {:?}", pages.keys().collect::<Vec<_>>()));
    &page[page.find("<main").unwrap()..page.find("</main>").unwrap()]
}

/// Whether these words come one after another.
fn in_order(page: &str, words: &[&str]) -> bool {
    words.iter().try_fold(0, |from, word| page[from..].find(word).map(|at| from + at + word.len())).is_some()
}

const COURSE: &str = "\
title: Course
plural: Courses
path: /courses/{slug}/
lifecycle: {entry: entry, words: {open: Open now, closed: Over}}
facets: [topic, cost.type, free_lunch, state]
schema:
  properties:
    title: {type: string, title: Name}
    topic: {to: topic, title: Topic}
    cost:
      title: Cost
      properties:
        type: {title: Cost, oneOf: [{const: free, title: Free}, {const: paid, title: Paid}]}
    free_lunch: {type: boolean, title: Lunch}
    entry: {properties: {from: {type: string, format: period}, until: {type: string, format: period}}}
";

const TOPIC: &str = "\
title: Topic
plural: Topics
path: /topics/{slug}/
schema:
  properties:
    title: {type: string, title: Name}
    parent: {to: topic, backlinks: narrower}
";

const COURSES: [(&str, &str); 5] = [
    ("content/kinds/course.yaml", COURSE),
    ("content/kinds/topic.yaml", TOPIC),
    ("content/topic.yaml", "water: {title: Water}\nrowing: {title: Rowing, parent: water}\n"),
    (
        "content/course/oars.yaml",
        "title: Oars\ntopic: rowing\ncost: {type: free}\nfree_lunch: true\nentry: {from: 2020}\n",
    ),
    (
        "content/course/knots.yaml",
        "title: Knots\ntopic: water\ncost: {unknown: not-stated}\nentry: {from: 2020-01, until: 2020-02}\n",
    ),
];

#[test]
fn a_list_is_narrowed_by_pages_one_for_each_value() {
    let pages = pages(&COURSES);
    let list = main(&pages, "courses/index.html");
    assert!(
        in_order(list, &["Right for", "Narrow the list", "Topic", "/courses/topic/water/", "Water", ">2<"]),
        "{list}"
    );
    // What is unknown stands last, in a group of its own.
    assert!(
        in_order(list, &["/courses/cost/free/", ">1<", "/courses/cost/not-stated/", "Not stated", ">1<"]),
        "{list}"
    );
    assert!(in_order(list, &["/courses/state/", "Over"]), "{list}");
    let free = main(&pages, "courses/cost/free/index.html");
    assert!(
        in_order(free, &["/courses/\"", "All 2 courses", "<h1>Cost: Free", "1 of 2 courses, cost: Free."]),
        "{free}"
    );
    assert!(
        in_order(free, &["/courses/cost/not-stated/", "1 more does not say"])
            && free.contains("Oars")
            && !free.contains("Knots"),
        "{free}"
    );
    let yes = main(&pages, "courses/free-lunch/yes/index.html");
    assert!(yes.contains("Oars") && !yes.contains("not say"), "{yes}");
}

#[test]
fn a_wider_term_counts_what_belongs_to_the_narrower_ones() {
    let pages = pages(&COURSES);
    let water = main(&pages, "courses/topic/water/index.html");
    assert!(water.contains("Oars") && water.contains("Knots"), "{water}");
    let rowing = main(&pages, "courses/topic/rowing/index.html");
    assert!(rowing.contains("Oars") && !rowing.contains("Knots"), "{rowing}");
    assert!(in_order(water, &["aria-current=\"page\">Water", "<ul>", "Rowing"]), "{water}");
}

#[test]
fn a_page_for_a_state_is_there_before_and_after_it() {
    let pages = pages(&COURSES);
    // Both have been upcoming once, and nobody has to see that they are not.
    let upcoming = &pages["courses/state/upcoming/index.html"];
    assert!(upcoming.contains("None on that day.") && upcoming.contains("noindex"), "{upcoming}");
    assert!(!main(&pages, "courses/index.html").contains("/courses/state/upcoming/"));
}

#[test]
fn every_page_has_a_title_of_its_own() {
    let pages = pages(&COURSES);
    let title = |page: &String| page[page.find("<title>").unwrap()..page.find("</title>").unwrap()].to_owned();
    let titles: std::collections::BTreeSet<String> = pages.values().map(title).collect();
    assert_eq!(titles.len(), pages.len(), "{titles:#?}");
}

const GRANT: &str = "\
title: Grant
plural: Grants
path: /grants/{slug}/
lifecycle: {entry: entry, support: runs}
versions: {title: The grant by year, label: year, newer: A later grant, latest: The latest, skip: {held: trace}}
compare: {ways: [for_whom, amount]}
schema:
  properties:
    title: {type: string, title: Name}
    year: {type: string, format: academic-year, title: Year}
    held: {title: Held, oneOf: [{const: full, title: All of it}, {const: trace, title: One line}]}
    fee: {type: string, format: amount, title: Fee}
    place: {type: string, title: Place}
    entry: {properties: {from: {type: string, format: period, title: From}, until: {type: string, format: period}}, title: Come in}
    runs: {properties: {from: {type: string, format: period}, until: {type: string, format: period}}, title: Runs}
    ways:
      title: Ways
      parts:
        properties:
          title: {type: string}
          for_whom: {type: string, title: For whom}
          amount: {type: string, format: amount, title: How much}
";

const GRANTS: [(&str, &str); 4] = [
    ("content/kinds/grant.yaml", GRANT),
    (
        "content/grant/first.yaml",
        "title: First\nyear: 2019-20\nheld: full\nfee: £5\nplace: Hall\nentry: {from: 2019-09, until: 2020-06}\n\
         ways:\n  short: {title: Short, for_whom: All, amount: 1 day}\n  long: {title: Long, for_whom: {unknown: not-stated}}\n",
    ),
    (
        "content/grant/second.yaml",
        "title: Second\nyear: 2020-21\nheld: trace\nreplaces: first\nentry: {unknown: not-stated}\n",
    ),
    (
        "content/grant/third.yaml",
        "title: Third\nyear: 2021-22\nheld: full\nfee: £9\nplace: Hall\nreplaces: second\nentry: {from: 2021-09, until: {unknown: not-stated}}\n\
         ways:\n  short: {title: Short, for_whom: All, amount: 2 days}\n",
    ),
];

#[test]
fn each_version_leads_to_the_others_and_to_the_newest() {
    let pages = pages(&GRANTS);
    let first = main(&pages, "grants/first/index.html");
    assert!(in_order(first, &["A later grant", "/grants/third/", "Third (2021-22)"]), "{first}");
    assert!(in_order(first, &["aria-current=\"page\">2019-20", "2020-21", "2021-22"]), "{first}");
    let third = main(&pages, "grants/third/index.html");
    assert!(third.contains("The latest") && !third.contains("A later grant"), "{third}");
    assert!(in_order(third, &["/grants/third/changes/", "What changed since 2019-20"]), "{third}");
}

#[test]
fn a_list_of_versions_draws_the_days_that_are_known() {
    let pages = pages(&GRANTS);
    let list = main(&pages, "grants/index.html");
    assert!(in_order(
        list,
        &["The grant by year", "<svg", "2019-20", "no day is known", "class=\"entry open\"", "</svg>"]
    ));
    // The same facts stand beside it, the newest first.
    assert!(in_order(list, &["</svg>", "<table>", "2021-22", "2020-21", "2019-20", "September 2019"]), "{list}");
    assert!(!list.contains("style="), "{list}");
}

#[test]
fn parts_stand_side_by_side_and_no_cell_is_empty() {
    let pages = pages(&GRANTS);
    let first = main(&pages, "grants/first/index.html");
    let table = &first[first.find("<table class=\"compared\">").unwrap()..];
    assert!(in_order(
        table,
        &["href=\"#short\"", "href=\"#long\"", "For whom", "All", "class=\"unknown\"", "How much"]
    ));
    assert!(in_order(table, &["1 day", "Does not apply"]) && !table.contains("<td></td>"), "{table}");
}

#[test]
fn changes_step_over_what_is_hardly_known() {
    let pages = pages(&GRANTS);
    assert!(!pages.contains_key("grants/second/changes/index.html"));
    let changes = main(&pages, "grants/third/changes/index.html");
    assert!(in_order(
        changes,
        &["What changed from 2019-20 to 2021-22", "Stepped over", "/grants/second/", "Held: One line"]
    ));
    assert!(
        in_order(changes, &["Side by side", "Fee", "£5", "£9", "Ways", "Short: How much", "1 day", "2 days"]),
        "{changes}"
    );
    assert!(in_order(changes, &["Long", "Not in this version", "The same in both", "Place"]), "{changes}");
}

const HELP: &str = "\
title: Help
plural: Help
path: /help/{slug}/
schema:
  properties:
    title: {type: string}
    text: {type: string, title: In detail}
    body: {type: string, format: markdown}
    for:
      type: array
      items:
        required: [worry, because]
        properties:
          worry: {to: worry, backlinks: help}
          because: {type: string, title: What it does}
";

#[test]
fn records_that_say_why_they_name_one_are_told_with_the_reason() {
    let worry = "title: Worry\nplural: Worries\npath: /worries/{slug}/\nmain: [help]\n\
                 schema: {properties: {title: {type: string}, text: {type: string, title: In detail}}}\n";
    let files = [
        ("content/kinds/help.yaml", HELP),
        ("content/kinds/worry.yaml", worry),
        ("content/worry/noise.yaml", "title: Noise\ntext: It is loud.\n"),
        ("content/help/ears.yaml", "title: Ears\nfor: [{worry: noise, because: It keeps the noise out.}]\n"),
    ];
    let told = |page: &str| in_order(page, &["<h2", "Help", "/help/ears/", "<p>It keeps the noise out.</p>"]);
    let with_role = pages(&files);
    let page = main(&with_role, "worries/noise/index.html");
    assert!(told(page) && in_order(page, &["noise out", "It is loud."]), "{page}");
    // Without the role it is a section of its own still, behind what the record says itself.
    let plain = worry.replace("main: [help]\n", "");
    let files: Vec<_> =
        files.into_iter().map(|(path, text)| if text == worry { (path, &*plain) } else { (path, text) }).collect();
    let without = pages(&files);
    let page = main(&without, "worries/noise/index.html");
    assert!(told(page) && in_order(page, &["It is loud.", "noise out"]), "{page}");
    assert!(!page.contains("Pages that refer to this one"), "{page}");
}

#[test]
fn a_short_form_is_explained_where_a_page_uses_it_first() {
    let word = "title: Word\nplural: Words\npath: /words/#{slug}\n\
                glossary: {term: title, meaning: meaning, expansion: full}\n\
                schema: {properties: {title: {type: string}, full: {type: string}, meaning: {type: string}}}\n";
    let help = "title: All\ntext: An MAT <is> a trust.\nbody: |\n  ## MAT and NLE\n\n  `NLE`, [NLE](/), an NLE’s work, two MATs, NLEs. A XYZ too.\n";
    let files = [
        ("content/kinds/help.yaml", HELP),
        (
            "content/kinds/worry.yaml",
            "title: Worry\nplural: Worries\npath: /worries/{slug}/\nschema: {properties: {title: {type: string}}}\n",
        ),
        ("content/kinds/wordlet.yaml", word),
        (
            "content/wordlet.yaml",
            "mat: {title: MAT, full: Trust, meaning: Many.}\nnle: {title: NLE, full: Leader, meaning: One.}\nxyz: {title: XYZ, full: {unknown: not-stated}, meaning: Three.}\n",
        ),
        ("content/help/all.yaml", help),
    ];
    let pages = pages(&files);
    let page = main(&pages, "help/all/index.html");
    assert_eq!(page.matches("class=\"term\"").count(), 3, "{page}");
    for (text, slug, means) in
        [("An {} &lt;is&gt; a trust.", "mat", "Trust"), ("an {}’s work, two MATs, NLEs. A ", "nle", "Leader")]
    {
        let word = slug.to_uppercase();
        let opens = format!("popovertarget=\"all-{slug}_\" title=\"{means}\"");
        let button = format!("<button type=\"button\" class=\"term\" {opens}>{word}</button>");
        let opened = format!(
            "<span popover class=\"means\" id=\"all-{slug}_\">{means}. <a href=\"/words/#{slug}\">More about it</a></span>"
        );
        // What it opens stands behind the text, so that this can be read as one.
        assert!(page.contains(&text.replace("{}", &button)) && page.contains(&opened), "{page}");
    }
    // Of what nobody can spell out more is said in the glossary alone.
    assert!(page.contains("A <a class=\"term\" href=\"/words/#xyz\">XYZ</a> too."), "{page}");
}

#[test]
fn everything_is_found_by_name() {
    let pages = pages(&COURSES);
    let page = main(&pages, "a-to-z/index.html");
    assert!(
        in_order(page, &["id=\"k_\"", "/courses/knots/", "Course", "id=\"o_\"", "Oars", "id=\"w_\"", "Water"]),
        "{page}"
    );
    assert!(pages["index.html"].contains("href=\"/a-to-z/\""));
}
