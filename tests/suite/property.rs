//! What holds for every site.

use crate::fixture::{self, blocks, check, every_file, options, sources};
use crate::real;
use fingerpost::diagnostic::{Code, Diagnostic, in_order, nearest};
use fingerpost::pipeline::{Memo, analyse, analyse_again, render};
use fingerpost::route;
use fingerpost::source::{Lines, Source, Sources, Span, disk};
use fingerpost::yaml;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn made(sources: &Sources, threads: usize) -> BTreeMap<String, Vec<u8>> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| every_file(&render(analyse(sources, options()), sources)))
}

#[test]
fn the_bytes_do_not_depend_on_the_number_of_threads() {
    let sources = disk::read(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let one = made(&sources, 1);
    assert_eq!(made(&sources, 4), one);
    assert_eq!(made(&sources, 2), one);
    assert!(one.len() > 70);
}

#[test]
fn one_file_made_alone_is_as_it_is_among_all() {
    let sources = disk::read(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let output = render(analyse(&sources, options()), &sources);
    let all = every_file(&output);
    assert!(output.files().eq(all.keys().map(String::as_str)));
    assert_eq!(output.prove().unwrap(), all.len());
    for (file, bytes) in all {
        assert_eq!(output.bytes(&file).unwrap().unwrap(), bytes, "{file}");
    }
    assert!(output.bytes("no/such/file").is_none());
}

/// What stands between `before` and the next quotation mark, wherever `before` stands.
fn quoted<'a>(html: &'a str, before: &'a str) -> impl Iterator<Item = &'a str> {
    html.match_indices(before).map(move |(at, _)| html[at + before.len()..].split('"').next().unwrap())
}

/// Every page has each id once, and every link on the site leads to a file, and to an id where it names one.
fn check_links(files: &BTreeMap<String, Vec<u8>>) {
    let pages: BTreeMap<&str, &str> = files
        .iter()
        .filter(|(file, _)| file.ends_with(".html"))
        .map(|(file, bytes)| (file.as_str(), std::str::from_utf8(bytes).unwrap()))
        .collect();
    let mut links = 0;
    for (file, html) in &pages {
        let mut ids = BTreeSet::new();
        for id in quoted(html, " id=\"") {
            assert!(ids.insert(id), "`{id}` stands twice in {file}");
            assert!(!id.is_empty() && !id.contains(' '), "`{id}` in {file}");
        }
        for link in quoted(html, " href=\"").filter(|link| link.starts_with(['/', '#'])) {
            let (path, id) = link.split_once('#').map_or((link, None), |(path, id)| (path, Some(id)));
            let target = if path.is_empty() { (*file).to_owned() } else { route::file(path) };
            assert!(files.contains_key(&target), "`{link}` in {file} leads to no file");
            if let Some(id) = id {
                let there = quoted(pages[target.as_str()], " id=\"").any(|there| there == id);
                assert!(there, "`{link}` in {file} leads to no id");
            }
            links += 1;
        }
    }
    assert!(links > pages.len(), "the scan finds links");
}

#[test]
fn links_lead_somewhere_and_ids_are_told_apart() {
    let sources = disk::read(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    check_links(&made(&sources, 2));
    let tricky = "\
```yaml content/kinds/word.yaml
title: Word
plural: Words
path: /words/#{slug}
schema:
  properties:
    title: {type: string}
    text: {type: string, format: markdown}
    uses: {parts: {properties: {title: {type: string}, text: {type: string, format: markdown}}}}
    see: {type: array, items: {to: word}}
```

```yaml content/word.yaml
a:
  title: A
  text: \"# B\\n\\nOne.[^n 1] [To](word:a-b/c) [To](word:a#b-2)\\n\\n[^n 1]: Note\\n\\n# B\"
  uses: {b: {title: B, text: \"# b\\n\\nTwo.[^n 1]\\n\\n[^n 1]: Note\"}}
  see: [a-b, a-b/c, a/b]
a-b: {title: A-B, text: \"# Text\", uses: {c: {title: C}, uses: {title: Uses}, text: {title: Text}}}
```

```md content/programme/x.md
---
title: X
summary: Y
preferred: options-field
options: {options-field: {title: O}, body: {title: B, steps: {a: {title: A}}}, main: {title: M}}
---
# Body

x[^1], [there](programme:x/body/a) and [there](#body-2)

[^1]: y

# Options field
```
";
    check_links(&made(&fixture::sources(&blocks(tricky)), 2));
}

#[test]
fn no_diagnostic_is_shown_twice() {
    let place = Source::new("content/x.yaml", "title: X").place(0..5);
    let fault = |message: &str| Diagnostic::new(Code::WrongValue, place.clone(), message);
    let shown = in_order(vec![fault("b"), fault("a"), fault("b"), fault("a")]);
    assert_eq!(shown, [fault("b"), fault("a")]);
}

#[test]
fn names_of_no_field_that_are_not_shown_are_counted() {
    // Many enough that one look for each through all of them would take minutes.
    let fields: String = (0..50_000).map(|number| format!("name-{number}: x\n")).collect();
    let record = format!("```yaml content/programme/x.yaml\ntitle: X\nsummary: Y\n{fields}```\n");
    let shown = check(&fixture::sources(&blocks(&record)));
    assert_eq!(shown.len(), 200);
    assert_eq!(shown.last().unwrap().notes.last().unwrap(), "49800 more names here are those of no field");
}

#[test]
fn dead_links_that_are_not_shown_are_counted() {
    let links = "[x](programme:no) ".repeat(300);
    let record = format!("```yaml content/programme/x.yaml\ntitle: X\nsummary: Y\nbody: \"{links}\"\n```\n");
    let shown = check(&fixture::sources(&blocks(&record)));
    let more: Vec<&str> = shown.iter().flat_map(|fault| &fault.notes).map(String::as_str).collect();
    assert_eq!(more, [format!("{} more links of this record lead nowhere", 300 - shown.len())]);
}

/// A record in which every line may be broken: whatever stands there, a message is all that happens.
fn hostile() -> impl Strategy<Value = String> {
    let key = prop_oneof![
        "[a-z_]{1,8}",
        Just("title".into()),
        Just("provider".into()),
        Just("options".into()),
        Just("cost".into()),
        Just("body".into()),
        Just("\u{200f}title".into())
    ];
    let value = prop_oneof![
        "[ -~]{0,12}",
        Just("{unknown: not-stated}".to_owned()),
        Just("{unknown: [1, 2]}".to_owned()),
        Just("[a, {b: c}]".to_owned()),
        Just("|\n    [x](programme:ntp/é#f) <b>\n    ## H".to_owned()),
        Just("{amount: {unknown: x, note: 1}}".to_owned()),
        Just("&a [*a]".to_owned()),
        Just("\u{1F600}".to_owned()),
        Just("\"\\u0000\"".to_owned()),
    ];
    let line =
        (key, value, 0..3usize).prop_map(|(key, value, indent)| format!("{}{key}: {value}", "  ".repeat(indent)));
    prop::collection::vec(line, 0..8).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_record_panics_and_every_place_is_inside_its_file(record in hostile(), folder in prop_oneof![Just("programme"), Just("kinds"), Just("organisation")]) {
        let block = format!("```yaml content/{folder}/x.yaml\n{record}\n```\n");
        let sources = sources(&blocks(&block));
        let diagnostics = check(&sources);
        for diagnostic in &diagnostics {
            for label in std::iter::once(&diagnostic.primary).chain(&diagnostic.secondary) {
                if let Some(source) = sources.get(&label.place.path) {
                    prop_assert!(source.text().get(label.place.span.range()).is_some());
                }
            }
        }
        let shown = fingerpost::diagnostic::render::human(&diagnostics, &sources, fingerpost::diagnostic::render::Colour::Off);
        prop_assert!(diagnostics.is_empty() || shown.contains("-->"));
        prop_assert_eq!(in_order(diagnostics.clone()), diagnostics);
    }

    #[test]
    fn a_span_is_never_outside_its_text(text in "\\PC{0,20}", start in 0..99usize, end in 0..99usize) {
        let span = Span::new(&text, start..end);
        prop_assert!(text.get(span.range()).is_some());
        let source = Source::new("x.yaml", &text);
        let position = source.position(start);
        prop_assert!(position.line >= 1 && position.column >= 1);
    }

    #[test]
    fn a_table_of_lines_gives_the_places_that_counting_gives(text in "(\\PC|\n|\r\n|\t|é|🏫){0,60}", times in 1..60usize) {
        let source = Source::new("x.yaml", &text.repeat(times));
        let lines = Lines::of(&source);
        for offset in (0..=source.text().len() + 2).step_by(1 + times) {
            prop_assert_eq!(lines.position(offset), source.position(offset));
        }
    }

    #[test]
    fn a_scalar_that_is_written_is_read_again(text in "(\\PC|[-:,#&*!|>'\"%@`\\[\\]{}? \n\t0-9.~]|true|null|\u{85}|\u{feff}){0,12}") {
        let written = yaml::write_scalar(&text);
        prop_assert!(!written.contains('\n'));
        for around in [format!("a: {written}\n"), format!("- - {written} # x\n"), format!("{{a: [b, {written}, c: d]}}")] {
            let source = Source::new("x.yaml", &around);
            let parsed = yaml::parse_file(&source);
            let mut texts = Vec::new();
            fn find<'a>(node: &'a yaml::Node, texts: &mut Vec<&'a str>) {
                match &node.value {
                    yaml::Value::Sequence(items) => items.iter().for_each(|item| find(item, texts)),
                    yaml::Value::Mapping(mapping) => mapping.0.iter().for_each(|entry| find(&entry.value, texts)),
                    _ => texts.extend(node.as_text()),
                }
            }
            prop_assert!(parsed.diagnostics.is_empty(), "{:?}: {:?}", around, parsed.diagnostics);
            find(parsed.node.as_ref().unwrap(), &mut texts);
            prop_assert!(texts.contains(&text.as_str()), "{:?}: {:?}", around, texts);
        }
    }

    #[test]
    fn a_name_with_one_mistake_is_found(name in "[a-z]{5,12}", at in 0..5usize, letter in "[a-z]") {
        let mut wrong = name.clone();
        wrong.replace_range(at..=at, &letter);
        prop_assert_eq!(nearest(&wrong, [name.as_str()]), Some(name.as_str()));
    }

    #[test]
    fn what_is_left_out_at_a_glance_is_never_the_nearest(name in "[a-dA-D_]{1,9}", other in "[a-d-]{1,9}") {
        let fold = |text: &str| text.to_lowercase().replace(['-', '_'], "");
        let distance = strsim::osa_distance(&fold(&name), &fold(&other));
        let most = fold(&name).len().max(other.len()).div_ceil(3);
        let is_near = distance <= most && distance < other.len();
        prop_assert!(!is_near || nearest(&name, [other.as_str()]).is_some(), "{} and {}", name, other);
    }
}

/// One thing that an author does to a file.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Remove,
    RemoveLine,
    RepeatLine,
    MoveLine,
    Rename,
    Draft,
    Swap,
    Restore,
}

fn done(deed: Deed, sources: &Sources, first: &Sources, file: &str, line: usize) -> Sources {
    let others = sources.iter().filter(|source| **source.path() != *file).cloned();
    let text = sources.get(file).map_or("", |source| source.text());
    let mut lines: Vec<&str> = text.lines().collect();
    let (at, next) = (line % lines.len().max(1), (line + 1) % lines.len().max(1));
    match deed {
        Deed::Remove => return others.collect(),
        Deed::Restore => return others.chain(first.get(file).cloned()).collect(),
        Deed::Rename => {
            let (name, ending) = file.rsplit_once('.').unwrap();
            return others.chain([Source::new(format!("{name}-other.{ending}"), text)]).collect();
        }
        // With the next file, which may be of another kind.
        Deed::Swap => {
            let Some(next) = sources.below("content/").find(|source| **source.path() > *file) else {
                return sources.clone();
            };
            let swapped = [Source::new(file, next.text()), Source::new(next.path().clone(), text)];
            return others.filter(|source| source.path() != next.path()).chain(swapped).collect();
        }
        _ if lines.is_empty() => return sources.clone(),
        Deed::RemoveLine => drop(lines.remove(at)),
        Deed::RepeatLine => lines.insert(at, lines[at]),
        Deed::MoveLine => lines.swap(at, next),
        Deed::Draft => lines.push("draft: true"),
    }
    let text = lines.join("\n") + "\n";
    others.chain([Source::new(file, &text)]).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]
    #[test]
    fn what_was_read_before_changes_nothing(deeds in proptest::collection::vec((0..8_usize, 0..100_usize, 0..60_usize), 1..4)) {
        let first = disk::read(&fixture::folder().join("../sites/library")).unwrap();
        let files: Vec<String> = first.below("content/").map(|source| source.path().to_string()).collect();
        // From a site without a fault, of which most is kept.
        let (mut sources, mut memo) = (first.clone(), analyse_again(&first, options(), Memo::default()).1);
        for (deed, file, line) in deeds {
            use Deed::{Draft, MoveLine, Remove, RemoveLine, Rename, RepeatLine, Restore, Swap};
            let deed = [Remove, RemoveLine, RepeatLine, MoveLine, Rename, Draft, Swap, Restore][deed];
            sources = done(deed, &sources, &first, &files[file % files.len()], line);
            let (again, now) = analyse_again(&sources, options(), memo);
            memo = now;
            let anew = render(analyse(&sources, options()), &sources);
            let again = render(again, &sources);
            prop_assert_eq!(again.diagnostics(), anew.diagnostics());
            if again.all().is_ok() {
                prop_assert_eq!(every_file(&again), every_file(&anew));
            }
        }
    }
}

#[test]
fn references_are_looked_up_again_where_an_edit_moves_what_they_name() {
    let first = real::sources();
    let (hubs, guidance) = ("content/programme/behaviour-hubs.yaml", "content/publication/tsi-guidance.yaml");
    let edited = |file: &str, from: &str, to: &str| {
        let text = first.get(file).unwrap().text();
        assert!(text.contains(from), "{file}");
        real::with(&first, [(file, text.replacen(from, to, 1))])
    };
    let renamed = done(Deed::Rename, &first, &first, hubs, 0);
    // What it is, the site, and how many faults it has.
    let edits = [
        ("as it is", first.clone(), 0),
        ("another need", edited(hubs, "- need: behaviour", "- need: wellbeing"), 0),
        ("a part under another name", edited(guidance, "\n  matching:\n", "\n  matched:\n"), 1),
        ("as it was", first.clone(), 0),
        ("a record under another name", renamed, 1),
        ("as it was again", first.clone(), 0),
        ("a draft", edited(hubs, "title: ", "draft: true\ntitle: "), 1),
        ("no record any more", done(Deed::Remove, &first, &first, hubs, 0), 1),
    ];
    let mut memo = Memo::default();
    for (what, sources, least) in edits {
        let (again, now) = analyse_again(&sources, real::later(), memo);
        memo = now;
        let again = render(again, &sources);
        let anew = render(analyse(&sources, real::later()), &sources);
        assert_eq!(again.diagnostics(), anew.diagnostics(), "{what}");
        assert!(again.diagnostics().len() >= least, "{what}");
        for page in ["needs/behaviour/index.html", "needs/wellbeing/index.html", "programmes/behaviour-hubs/index.html"]
        {
            assert_eq!(again.bytes(page), anew.bytes(page), "{what}: {page}");
        }
    }
}
