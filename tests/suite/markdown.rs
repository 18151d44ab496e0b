//! What a text alone tells: each range holds the very letters.

use crate::fixture::{Block, check, sources};
use fingerpost::diagnostic::Code;
use fingerpost::markdown::{Form, Outline, Rendering, html};

/// Destination, the letters at its range, words, the letters at their range.
fn links(text: &str) -> Vec<(String, &str, String, &str)> {
    let outline = Outline::of(text);
    let link = |link: fingerpost::markdown::Link| {
        let (destination, words) = (&text[link.range], &text[link.words_range]);
        (link.destination.into_string(), destination, link.words.into_string(), words)
    };
    outline.links.into_iter().map(link).collect()
}

fn link(text: &str) -> (String, &str, String, &str) {
    let links = links(text);
    assert_eq!(links.len(), 1, "{text}");
    links.into_iter().next().unwrap()
}

fn expected<'t>(
    destination: &str,
    written: &'t str,
    words: &str,
    words_written: &'t str,
) -> (String, &'t str, String, &'t str) {
    (destination.into(), written, words.into(), words_written)
}

#[test]
fn the_parts_of_a_link_are_found_however_it_is_written() {
    assert_eq!(link("a [b](c:d) e"), expected("c:d", "c:d", "b", "b"));
    assert_eq!(link("[c:d](c:d \"c:d\")"), expected("c:d", "c:d", "c:d", "c:d"));
    assert_eq!(link("[b]( <c d> 'e')"), expected("c d", "c d", "b", "b"));
    assert_eq!(link("[b](\nc\n)"), expected("c", "c", "b", "b"));
    assert_eq!(link("> [b](\n> c)"), expected("c", "c", "b", "b"));
    assert_eq!(link("[b](c?d&amp;e)"), expected("c?d&e", "c?d&amp;e", "b", "b"));
    assert_eq!(link("[b](c\\)d(e)f)"), expected("c)d(e)f", "c\\)d(e)f", "b", "b"));
    assert_eq!(link("[**b** `c`](d)"), expected("d", "d", "b c", "**b** `c`"));
    assert_eq!(link("[b \\] c](d)"), expected("d", "d", "b ] c", "b \\] c"));
    assert_eq!(link("[](c:d)"), expected("c:d", "c:d", "", ""));
    assert_eq!(link("[b]()"), expected("", "[b]()", "b", "b"));
    assert_eq!(link("<https://a.uk>"), expected("https://a.uk", "https://a.uk", "https://a.uk", "https://a.uk"));
    assert_eq!(link("<a@b.uk>"), expected("mailto:a@b.uk", "a@b.uk", "a@b.uk", "a@b.uk"));
    assert_eq!(link("![b](c)"), expected("c", "c", "b", "b"));
}

#[test]
fn the_destination_of_a_reference_is_where_it_is_defined() {
    assert_eq!(link("[b][c]\n\n[c]: d:e 'f'"), expected("d:e", "d:e", "b", "b"));
    assert_eq!(link("[b]\n\n[b]: <d e>"), expected("d e", "d e", "b", "b"));
    assert_eq!(link("[b][]\n\n[B]:\n  d"), expected("d", "d", "b", "b"));
}

#[test]
fn an_image_may_stand_in_the_words_of_a_link() {
    assert_eq!(
        links("[![b](c)](d)"),
        [expected("d", "d", "b", "![b](c)"), expected("c", "c", "b", "b")],
        "the link comes first, and its words are those of the image"
    );
}

#[test]
fn labels_without_a_definition_are_found() {
    let text = "[a][b], [c][], [d], [e][f]\n\n[f]: g";
    let undefined: Vec<&str> = Outline::of(text).undefined.into_iter().map(|range| &text[range]).collect();
    assert_eq!(undefined, ["b", "c"]);
}

#[test]
fn a_heading_is_its_line() {
    let text = "# a *b* #\n\n> ## c\n\nd\n===\n";
    let headings: Vec<(u8, String, &str)> = Outline::of(text)
        .headings
        .into_iter()
        .map(|heading| (heading.level, heading.title.into_string(), &text[heading.range]))
        .collect();
    assert_eq!(headings, [(1, "a b".into(), "# a *b* #"), (2, "c".into(), "## c"), (1, "d".into(), "d")]);
}

#[test]
fn html_is_found_in_lines_and_between_them() {
    let text = "a <b>c</b> <!-- d --> `<e>` 1 < 2 <f\n\n<div>\ng\n</div>\n\n<https://h.uk>";
    let html: Vec<&str> = Outline::of(text).html.into_iter().map(|range| &text[range]).collect();
    assert_eq!(html, ["<b>", "</b>", "<!-- d -->", "<div>\ng\n</div>"]);
}

#[test]
fn words_are_read_without_marks_and_code() {
    let text = "a_b@c.uk & *d* `e` [f](g)\n\n    h\n\n| i |\n| - |\n| j |";
    let outline = Outline::of(text);
    let found: Vec<(&str, bool)> = outline.runs(text).map(|run| (run.text, run.is_linked)).collect();
    assert!(outline.runs(text).all(|run| &text[run.range.clone()] == run.text));
    let expected =
        [("a_b@c.uk & ", false), ("d", false), (" ", false), (" ", false), ("f", true), ("i", false), ("j", false)];
    assert_eq!(found, expected);
}

#[test]
fn links_without_words_print_what_they_lead_to() {
    let print = |text: &str| {
        let address = |written: &str| written.starts_with("programme:").then(|| "/programmes/ntp/".to_owned());
        let inserted = |written: &str| match written {
            "programme:ntp" => Some("Tutors & more".to_owned()),
            "?cost" => Some("<£10".to_owned()),
            _ => None,
        };
        let words = |_: &str| None;
        let rendering =
            Rendering { top_level: 2, prefix: "", name: "", address: &address, inserted: &inserted, words: &words };
        html(text, &Outline::of(text), &rendering)
    };
    let name = "<p><a href=\"/programmes/ntp/\">Tutors &amp; more</a></p>\n";
    assert_eq!(print("[](programme:ntp)"), name);
    assert_eq!(print("<programme:ntp>"), name);
    assert_eq!(print("*a* [](?cost) b"), "<p><em>a</em> &lt;£10 b</p>\n");
    assert_eq!(print("[a](programme:ntp)"), "<p><a href=\"/programmes/ntp/\">a</a></p>\n");
    assert_eq!(
        print("[![](a)](b) [](programme:ntp)"),
        format!("<p><a href=\"b\"><img src=\"a\" alt=\"\" /></a> {}", &name[3..])
    );
    assert_eq!(print("<a@b.uk>"), "<p><a href=\"mailto:a@b.uk\">a@b.uk</a></p>\n");
    assert_eq!(print("[](?none)"), "<p>?none</p>\n");
    assert_eq!(print("<b>a</b>"), "<p>&lt;b&gt;a&lt;/b&gt;</p>\n");
}

#[test]
fn the_form_of_a_link_is_known() {
    let form = |text: &str| Outline::of(text).links[0].form;
    assert_eq!(form("[a](b)"), Form::Words);
    assert_eq!(form("<https://a.uk>"), Form::Address);
    assert_eq!(form("![a](b)"), Form::Image);
}

/// What is told of a programme with this text.
fn faults(body: &str) -> Vec<fingerpost::diagnostic::Diagnostic> {
    let text = format!("---\ntitle: A\nsummary: S\n---\n{body}\n");
    check(&sources(&[Block { info: "md content/programme/a.md".into(), text }]))
}

#[test]
fn more_faults_than_anyone_mends_are_counted() {
    let found = faults(&"<b>x</b> ".repeat(205));
    assert_eq!(found.len(), 200);
    assert_eq!(found.last().unwrap().notes, ["the texts of this record have 5 more faults"]);
    let loose = faults(&"It costs £7. ".repeat(205));
    assert_eq!(loose.len(), 200);
    assert_eq!(loose.last().unwrap().notes, ["the texts of this record have 5 more that no field holds"]);
    let hidden = faults(&"a\u{ad}b ".repeat(20));
    assert!(hidden.iter().all(|found| found.code == Code::HiddenCharacter));
    assert_eq!(hidden.last().unwrap().notes, ["this file has 12 more of them"]);
    assert_eq!(hidden.iter().flat_map(|found| &found.fixes).flat_map(|fix| &fix.edits).count(), 20);
}

#[test]
fn nothing_that_is_written_stops_the_reader() {
    let pieces = [
        "[", "]", "(", ")", "<", ">", "!", "\\", "`", "^", ":", "a@b.uk", "mailto:", "é", "\n", "\n\n", "> ", "# ",
        "<b>", "<!--", "http:/", "\u{200b}",
    ];
    let mut seed = 7_u64;
    for _ in 0..400 {
        let mut text = String::new();
        for _ in 0..24 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(pieces[(seed >> 33) as usize % pieces.len()]);
        }
        let outline = Outline::of(&text);
        for link in &outline.links {
            assert!(text.get(link.range.clone()).is_some() && text.get(link.words_range.clone()).is_some(), "{text:?}");
        }
        assert!(
            outline.html.iter().chain(&outline.undefined).all(|range| text.get(range.clone()).is_some()),
            "{text:?}"
        );
        let _ = faults(&text);
    }
}

#[test]
fn brackets_alone_are_read_in_time() {
    for piece in ["](", "[a](", "[a](b c", "![", "![a](", "(a)[", "[^a", "<a "] {
        let text = piece.repeat(5_000);
        assert!(faults(&text).len() <= 201, "{piece}");
        assert!(faults(&format!("{text}{}", ")".repeat(5_000))).len() <= 201, "{piece}");
    }
}
