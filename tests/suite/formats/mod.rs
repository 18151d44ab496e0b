//! One sample in every format, each as a file that a reviewer reads.

mod edits;
mod levels;
mod mending;

use crate::fixture::{compare, folder};
use fingerpost::diagnostic::render::{self, Colour, Repository};
use fingerpost::diagnostic::{Certainty, Code, Diagnostic, Fix, Severity};
use fingerpost::source::{Place, Source, Sources, Span};
use std::path::PathBuf;
use std::process::Command;

/// Two files with what is hard to place: a wide character, a tab, CRLF, a folder that is no plain address.
fn sources() -> Sources {
    let wide = "title: 学校 🏫 School\nnames:\n  - {Titel: \"a\tb\", x: 1}\nlast: x\n";
    let crlf = "one: 1\r\ntwo: \"2\"\r\nthree: |\r\n  a\r\n  b\r\n";
    let sources = [("content/a b/é.yaml", wide), ("content/b.yaml", crlf), ("content/sound.yaml", "title: x\n")];
    sources.into_iter().map(|(path, text)| Source::new(path, text)).collect()
}

/// The place of a text in a file of the sample.
fn place(path: &str, text: &str) -> Place {
    let sources = sources();
    let source = sources.get(path).unwrap();
    let start = source.text().find(text).unwrap();
    source.place(start..start + text.len())
}

fn sample() -> Vec<Diagnostic> {
    let (wide, crlf) = ("content/a b/é.yaml", "content/b.yaml");
    let mut warning = Diagnostic::new(Code::WrongValue, place(crlf, "1"), "a warning, 100% sure: `a`").label("this");
    warning.severity = Severity::Warning;
    let mut note =
        Diagnostic::new(Code::WrongValue, place(crlf, "a\r\n  b"), "a note about <two> lines & \u{202e}more\u{7}");
    note.severity = Severity::Note;
    let nowhere = Place { path: "content/gone,now.yaml".into(), span: Span::first() };
    let key = place(wide, "Titel");
    vec![
        Diagnostic::new(Code::UnknownReference, place(wide, "🏫 School"), "there is no school `🏫 School`")
            .label("not there")
            .also(place(crlf, "two"), "asked for here")
            .also(place(wide, "last"), "")
            .note("a school is \"named\" once")
            .help("name a school that exists"),
        Diagnostic::new(Code::UnknownField, key.clone(), "this record has no field `Titel`")
            .help("write `title`")
            .fix(Fix::guess("write `title`", key, "title")),
        Diagnostic::new(Code::WrongValue, place(wide, "x: 1"), "behind a tab"),
        Diagnostic::new(Code::WrongType, place(crlf, "\"2\""), "`two` has to be a whole number")
            .label("this is text")
            .help("write digits alone, without quotation marks")
            .fix(Fix::safe("write `2`", place(crlf, "\"2\""), "2")),
        warning,
        note,
        Diagnostic::new(Code::BadTemplate, nowhere, "a file that is not there"),
    ]
}

fn repository() -> Repository {
    let changed = ["docs/content/b.yaml".to_owned()].into();
    Repository { prefix: "docs/".to_owned(), changed }
}

fn golden(name: &str, now: &str) {
    compare(&folder().join("formats").join(name), now);
}

/// A document without what other files say: explanations and the version.
fn own(document: &str) -> String {
    let is_summary = |before: &str| before.trim() == "\"shortDescription\": {";
    let lines: Vec<&str> = document.lines().collect();
    let kept = lines.iter().enumerate().filter(|(at, _)| *at == 0 || !is_summary(lines[at - 1]));
    let document: String = kept.map(|(_, line)| format!("{line}\n")).collect();
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let version = document.replace(&quoted(env!("CARGO_PKG_VERSION")), "\"0.0.0\"");
    Code::ALL
        .iter()
        .fold(version, |text, code| text.replace(&quoted(code.explanation()), &quoted(&format!("what {code} means"))))
}

#[test]
fn each_format_shows_the_sample_as_it_should() {
    let (sample, sources, repository) = (sample(), sources(), repository());
    golden("human.txt", &render::human(&sample, &sources, Colour::Off));
    golden("short.txt", &render::short(&sample, &sources));
    golden("json.json", &own(&render::json(&sample, &sources)));
    golden("github.txt", &render::github(&sample, &sources, &repository));
    golden("summary.md", &render::summary(&sample, &sources, &repository));
    golden("sarif.sarif", &own(&render::sarif(&sample, &sources, &repository)));
    golden("junit.xml", &render::junit(&sample, &sources, &repository));
}

/// Machine formats hold no letter that moves a cursor or turns the direction of writing, whatever authors write.
#[test]
fn no_format_lets_a_terminal_be_steered() {
    let hostile: String =
        ('\0'..='\u{a0}').chain('\u{2000}'..='\u{206f}').chain(['\u{61c}', '\u{feff}', '\u{ffff}']).collect();
    let source = Source::new(format!("content/{hostile}.yaml"), "x");
    let diagnostic = Diagnostic::new(Code::WrongValue, source.place(0..1), &*hostile)
        .label(&*hostile)
        .also(source.place(0..0), &*hostile)
        .note(&*hostile)
        .help(&*hostile)
        .fix(Fix::new(Certainty::Safe, &*hostile, source.place(0..1), &*hostile));
    let (list, sources, repository) = ([diagnostic], Sources::from_iter([source]), Repository::default());
    for shown in [
        render::human(&list, &sources, Colour::Off),
        render::short(&list, &sources),
        render::json(&list, &sources),
        render::github(&list, &sources, &repository),
        render::summary(&list, &sources, &repository),
        render::sarif(&list, &sources, &repository),
        render::junit(&list, &sources, &repository),
    ] {
        let steering = shown.chars().find(|letter| *letter != '\n' && !fingerpost::diagnostic::is_printable(*letter));
        assert_eq!(steering, None, "{shown}");
    }
    let json: serde_json::Value = serde_json::from_str(&render::json(&list, &sources)).unwrap();
    assert_eq!(json["diagnostics"][0]["message"], *hostile, "JSON keeps a message whole");
    let junit = render::junit(&list, &sources, &repository);
    assert!(!junit.contains(['\u{ffff}', '\u{fffe}']));
}

/// The schema of the format, as the package that is generated from it brings it along.
fn sarif_schema() -> serde_json::Value {
    let version = Command::new("rustc").arg("-vV").output().unwrap();
    let version = String::from_utf8(version.stdout).unwrap();
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    // Packages of other systems have not been fetched.
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", host])
        .args(["--manifest-path", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")])
        .output()
        .unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let package = packages.iter().find(|package| package["name"] == "serde-sarif").unwrap();
    let manifest = PathBuf::from(package["manifest_path"].as_str().unwrap());
    serde_json::from_str(&std::fs::read_to_string(manifest.with_file_name("src/schema.json")).unwrap()).unwrap()
}

#[test]
fn sarif_keeps_to_its_schema() {
    let log = render::sarif(&sample(), &sources(), &repository());
    let log: serde_json::Value = serde_json::from_str(&log).unwrap();
    let mut schema = sarif_schema();
    // A pattern with a bracket too many, which JavaScript lets pass; nothing here has a language.
    for part in ["run", "toolComponent"] {
        schema["definitions"][part]["properties"]["language"].as_object_mut().unwrap().remove("pattern");
    }
    let validator = jsonschema::validator_for(&schema).unwrap();
    let faults: Vec<String> =
        validator.iter_errors(&log).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let mut broken = log.clone();
    broken["runs"][0]["results"][0]["level"] = "fatal".into();
    broken["runs"][0]["columnKind"] = "letters".into();
    assert!(!validator.is_valid(&broken), "the schema is one that says something");
    // What the schema cannot say.
    let results = log["runs"][0]["results"].as_array().unwrap();
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
    assert_eq!(
        results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
        "docs/content/a%20b/%C3%A9.yaml"
    );
    assert_eq!(results[0]["locations"][0]["physicalLocation"]["region"]["startColumn"], 11);
}

#[test]
fn a_fingerprint_survives_lines_above_and_tells_equal_faults_apart() {
    let fingerprints = |text: &str| -> Vec<String> {
        let source = Source::new("content/x.yaml", text);
        let faults: Vec<Diagnostic> = text
            .match_indices("bad")
            .map(|(at, _)| Diagnostic::new(Code::WrongValue, source.place(at..at + 3), "wrong"))
            .collect();
        let log = render::sarif(&faults, &Sources::from_iter([source]), &Repository::default());
        let log: serde_json::Value = serde_json::from_str(&log).unwrap();
        let results = log["runs"][0]["results"].as_array().unwrap();
        results.iter().map(|result| result["partialFingerprints"]["fingerpost/v1"].to_string()).collect()
    };
    let before = fingerprints("a: bad\nb: bad\n");
    assert_eq!(fingerprints("# more\n\na: bad\nb: bad\n"), before);
    assert_ne!(before[0], before[1]);
}

#[test]
fn many_faults_in_one_file_are_shown_at_once() {
    let text = "wrong: \"a value that is wrong\"\n".repeat(50_000);
    let source = Source::new("content/x.yaml", &text);
    let faults: Vec<Diagnostic> = text
        .match_indices("wrong:")
        .map(|(at, key)| Diagnostic::new(Code::WrongValue, source.place(at..at + key.len()), "wrong"))
        .collect();
    let sources = Sources::from_iter([source]);
    let started = std::time::Instant::now();
    assert!(render::short(&faults, &sources).contains(":50000:1:"));
    // Reading the file from its beginning for each takes minutes; with a table a debug build takes a second.
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
    let last = &faults[49_900..];
    assert!(render::json(last, &sources).contains("\"line\": 50000"));
    assert!(render::github(last, &sources, &Repository::default()).contains("line=50000"));
    let human = render::human(last, &sources, Colour::Off);
    assert!(human.contains("content/x.yaml:50000:1"));
}

/// A file that is one line, as programs write it: the place is told, and the line is not shown.
#[test]
fn a_line_that_is_too_long_is_not_shown() {
    let text = format!("[{}]\n", "wrong, ".repeat(20_000));
    let source = Source::new("content/x.yaml", &text);
    let fault = |at: usize| Diagnostic::new(Code::WrongValue, source.place(at..at + 5), "wrong").help("mend it");
    let faults: Vec<Diagnostic> = text.match_indices("wrong").map(|(at, _)| fault(at)).collect();
    let sources = Sources::from_iter([source]);
    let human = render::human(&faults, &sources, Colour::Off);
    let middle = human.lines().skip(40_000).take(4).collect::<Vec<_>>().join("\n");
    golden("long.txt", &middle);
    assert!(human.len() < 200 * faults.len());
}
