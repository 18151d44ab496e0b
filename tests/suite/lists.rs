//! In which order records stand, and the lists that a page asks for.

use crate::base::made;
use crate::command::text;
use crate::fixture::{Block, sources};

/// A page of a site that has these files besides those of the base site.
fn page(path: &str, files: &[(&str, &str)]) -> String {
    let block = |(path, text): &(&str, &str)| Block { info: format!("yaml {path}"), text: (*text).to_owned() };
    let blocks: Vec<Block> = files.iter().map(block).collect();
    text(&made(&sources(&blocks))[path])
}

/// Whether these words come one after another.
fn in_order(page: &str, words: &[&str]) -> bool {
    let found = words.iter().try_fold(0, |from, word| page[from..].find(word).map(|at| from + at + word.len()));
    found.is_some()
}

const STEP: &str = "\
title: Step
plural: Steps
path: /steps/{slug}/
sequence: number
schema:
  properties: {title: {type: string}, number: {type: integer, title: Number}}
";

#[test]
fn a_sequence_orders_lists_and_leads_from_one_to_the_next() {
    let files = [
        ("content/kinds/step.yaml", STEP),
        ("content/step/apple.yaml", "title: Third\nnumber: 30\n"),
        ("content/step/berry.yaml", "title: First\nnumber: 10\n"),
        ("content/step/cherry.yaml", "title: Second\nnumber: 20\n"),
    ];
    assert!(in_order(&page("steps/index.html", &files), &["<h1>", "First", "Second", "Third"]));
    let second = page("steps/cherry/index.html", &files);
    assert!(in_order(&second, &["rel=\"prev\"", "/steps/berry/", "rel=\"next\"", "/steps/apple/"]), "{second}");
    // The number itself tells readers nothing.
    assert!(!second.contains(">20<"), "{second}");
    let first = page("steps/berry/index.html", &files);
    assert!(!first.contains("rel=\"prev\"") && first.contains("rel=\"next\""));
}

#[test]
fn a_sequence_can_be_read_on_one_page() {
    let kind = format!("{STEP}    body: {{type: string, format: markdown, title: In full}}\n").replace(
        "  properties: {title: {type: string}, number: {type: integer, title: Number}}\n",
        "  properties:\n    title: {type: string}\n    number: {type: integer, title: Number}\n",
    );
    let body = |number: u8, to: &str| {
        format!("title: Step {number}\nnumber: {number}\nbody: |\n  ## What for?\n\n  [Look there]({to}).\n")
    };
    let files = [
        ("content/kinds/step.yaml", &*kind),
        ("content/step/b.yaml", &body(1, "#what-for")),
        ("content/step/a.yaml", &body(2, "/steps/b/")),
    ];
    let page = page("steps/all/index.html", &files);
    assert!(in_order(&page, &["<h1>Steps on one page</h1>", "id=\"b\"", "Step 1", "id=\"a\"", "Step 2"]), "{page}");
    // Headings of the same words are apart, and links within a record stay in it.
    for text in ["id=\"b_what-for\"", "id=\"a_what-for\"", "href=\"#b_what-for\"", "content=\"noindex\""] {
        assert!(page.contains(text), "{text} in {page}");
    }
    assert!(self::page("steps/index.html", &files).contains("/steps/all/"));
    // One record alone is all there is.
    let alone = [("content/kinds/step.yaml", STEP), ("content/step/b.yaml", "title: Only\nnumber: 1\n")];
    assert!(!self::page("steps/index.html", &alone).contains("/steps/all/"));
}

#[test]
fn a_list_in_one_file_keeps_its_order_and_others_stand_by_title() {
    let kind = STEP.replace("sequence: number\n", "");
    let listed = [
        ("content/kinds/step.yaml", &*kind),
        ("content/step.yaml", "zebra: {title: Zebra}\nant: {title: Ant}\nmole: {title: Mole}\n"),
    ];
    assert!(in_order(&page("steps/index.html", &listed), &["<h1>", "Zebra", "Ant", "Mole"]));
    let files = [
        ("content/kinds/step.yaml", &*kind),
        ("content/step/a.yaml", "title: Zebra\n"),
        ("content/step/b.yaml", "title: ant\n"),
        ("content/step/c.yaml", "title: Mole\n"),
    ];
    assert!(in_order(&page("steps/index.html", &files), &["<h1>", "ant", "Mole", "Zebra"]));
}

#[test]
fn the_newest_version_stands_first() {
    let kind = STEP.replace("sequence: number\n", "versions: {title: The versions}\n");
    let files = [
        ("content/kinds/step.yaml", &*kind),
        ("content/step/old.yaml", "title: Oldest\n"),
        ("content/step/middle.yaml", "title: Middle\nreplaces: old\n"),
        ("content/step/new.yaml", "title: Newest\nreplaces: middle\n"),
    ];
    assert!(in_order(&page("steps/index.html", &files), &["<h1>", "Newest", "Middle", "Oldest"]));
}

const WITH_STATES: &str = "\
title: Course
plural: Courses
path: /courses/{slug}/
lifecycle: {entry: entry, now: now, words: {open: Open now, closed: Over}}
schema:
  properties:
    title: {type: string, title: Name}
    phase: {title: Phase, description: Whom it is for., oneOf: [{const: primary, title: Primary}, {const: secondary, title: Secondary}]}
    run_by: {to: organisation}
    entry: {properties: {from: {type: string, format: period}, until: {type: string, format: period}}}
    now: {type: object, additionalProperties: {type: string}}
";

const COURSES: [(&str, &str); 4] = [
    ("content/kinds/course.yaml", WITH_STATES),
    (
        "content/course/reading.yaml",
        "title: Reading\nphase: primary\nrun_by: dfe\nentry: {from: 2024-09, until: 2025-07}\n\
         now: {open: Come in., otherwise: Too late.}\n",
    ),
    (
        "content/course/writing.yaml",
        "title: Writing\nphase: secondary\nentry: {from: 2020-09, until: 2021-07}\nnow: {open: Come in., otherwise: Too late.}\n",
    ),
    ("content/course/sums.yaml", "title: Sums\nphase: primary\nentry: {from: 2020-09, until: 2021-07}\n"),
];

#[test]
fn a_list_holds_the_records_in_a_state_and_with_a_value() {
    let listing = |list: &str| {
        let hub = format!("title: Hub\nsummary: Here.\nlists:\n  - {list}\n");
        let files: Vec<_> = COURSES.into_iter().chain([("content/programme/hub.yaml", &*hub)]).collect();
        let page = page("programmes/hub/index.html", &files);
        page[page.find("<main").unwrap()..].to_owned()
    };
    let open = listing("{title: What is open, kind: course, state: [open]}");
    assert!(in_order(&open, &["What is open", "Reading", "Open now"]) && !open.contains("Writing"), "{open}");
    let primary = listing("{kind: course, facet: {phase: primary}}");
    assert!(in_order(&primary, &["Courses", "Reading", "Sums"]) && !primary.contains("Writing"), "{primary}");
    let by = listing("{kind: course, facet: {run_by: dfe}}");
    assert!(by.contains("Reading") && !by.contains("Sums"), "{by}");
    let none = listing("{kind: course, state: [withdrawn], none: No course was withdrawn.}");
    assert!(none.contains("No course was withdrawn.") && !none.contains("Reading"), "{none}");
    let fields = listing("{fields_of: course}");
    assert!(
        in_order(&fields, &["<code>phase</code>", "Phase", "<code>primary</code> (Primary)", "Whom it is for."]),
        "{fields}"
    );
    assert!(in_order(&fields, &["<code>entry.until</code>", "a day, month, year"]), "{fields}");
}

#[test]
fn a_record_says_what_to_do_in_its_state() {
    // What it will say on later days stands beside it, and is not shown.
    let shown = |file: &str| {
        let pieces = page(file, &COURSES).split("<template").map(str::to_owned).collect::<Vec<_>>();
        pieces
            .iter()
            .map(|piece| piece.split_once("</template>").map_or(&**piece, |(_, rest)| rest))
            .collect::<String>()
    };
    let open = shown("courses/reading/index.html");
    assert!(open.contains("Come in.") && !open.contains("Too late."), "{open}");
    let over = shown("courses/writing/index.html");
    assert!(over.contains("Too late.") && !over.contains("Come in."), "{over}");
}

#[test]
fn a_page_of_text_begins_with_its_text() {
    let kind = "title: Note\nplural: Notes\npath: /notes/{slug}/\ntemplate: text.html\nschema:\n  properties:\n    \
                title: {type: string}\n    about: {type: string, title: About}\n    \
                body: {type: string, format: markdown, title: In full}\n";
    let files = [
        ("content/kinds/note.yaml", kind),
        ("content/note/one.yaml", "title: One\nabout: Much\nbody: |\n  ## Why\n\n  The text.\n"),
    ];
    let page = page("notes/one/index.html", &files);
    assert!(
        in_order(&page, &["<h1>One</h1>", "<h2 id=\"why\">Why</h2>", "<p>The text.</p>", "About", "Much"])
            && !page.contains("In full"),
        "{page}"
    );
}
