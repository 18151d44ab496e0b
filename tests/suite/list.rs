//! `list`: which records there are, and in which state.

use crate::command::{fingerpost, fingerpost_in, text};
use std::fs;

/// The real site on a day.
fn list(arguments: &[&str]) -> (Option<i32>, String, String) {
    let site = env!("CARGO_MANIFEST_DIR");
    let output = fingerpost(&[&["list", "--site", site, "--as-of", "2025-01-01"], arguments].concat());
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn records_stand_in_columns_with_their_states_and_places() {
    let (status, listed, _) = list(&["offer", "--state", "running_on"]);
    assert_eq!((status, &*listed), (Some(0), "no record\n"));
    let (_, listed, _) = list(&["offer", "--state", "closed", "--where", "year=2021-22"]);
    assert_eq!(
        listed,
        "offer:2021-22  Over, replaced  Trust and school improvement offer  content/offer/2021-22.yaml:1\n"
    );
    let (_, regions, _) = list(&["region"]);
    assert!(regions.starts_with("region:east-england-north-east-london"), "{regions}");
    assert!(regions.lines().all(|line| line.contains("content/region.yaml:")), "{regions}");
}

#[test]
fn programs_get_a_document() {
    let (status, listed, _) = list(&["offer", "--state", "replaced", "--format", "json"]);
    assert_eq!(status, Some(0));
    let listed: serde_json::Value = serde_json::from_str(&listed).unwrap();
    assert_eq!(listed["version"], 1);
    assert_eq!(listed["as_of"], "2025-01-01");
    let first = &listed["records"][0];
    assert_eq!(first["id"], "offer:2019-20");
    assert_eq!(first["state"], "closed");
    assert_eq!(first["state_words"], "Over");
    assert_eq!(first["replaced"], true);
    assert_eq!((&first["path"], &first["line"]), (&"content/offer/2019-20.yaml".into(), &1.into()));
    assert_eq!(first["url"], "/offers/2019-20/");
    assert_eq!(listed["records"].as_array().unwrap().len(), 5);
}

#[test]
fn fields_are_asked_at_any_depth() {
    let ids = |arguments: &[&str]| -> Vec<String> {
        let (status, listed, told) = list(arguments);
        assert_eq!(status, Some(0), "{told}");
        listed.lines().map(|line| line.split("  ").next().unwrap().to_owned()).collect()
    };
    assert_eq!(ids(&["offer", "--where", "held=trace"]), ["offer:2022-23", "offer:2023-24"]);
    assert_eq!(ids(&["offer", "--where", "ask.contact=contact:school-improvement"]), ["offer:2024-25"]);
    assert!(ids(&["offer", "--where", "applies_to=unknown"]).contains(&"offer:2021-22".to_owned()));
    assert_eq!(ids(&["--where", "held=trace", "--where", "year=2023-24"]), ["offer:2023-24"]);
    assert!(ids(&["programme", "--where", "cost.type=free"]).contains(&"programme:srma".to_owned()));
    assert!(!ids(&["programme", "--where", "cost.type=free"]).contains(&"programme:ssp".to_owned()));
    // What an option leaves to its programme counts as its own.
    assert!(!ids(&["programme", "--where", "provider=dfe"]).is_empty());
}

/// A mistake in a filter must not look like a list without records.
#[test]
fn names_and_values_are_checked() {
    for (arguments, told) in [
        (&["ofer"][..], "error: there is no kind `ofer`\n  help: write `offer`\n"),
        (&["Offers"], "error: there is no kind `Offers`\n  help: write `offer`\n"),
        (&["--state", "opn"], "error: there is no state `opn`\n  help: write `open`\n"),
        (&["--state", "over"], "error: there is no state `over`\n  help: write `closed`\n"),
        (
            &["contact", "--state", "open"],
            "error: the kind `contact` has no lifecycle, and its records have no state\n  help: leave `--state` out\n",
        ),
        (&["offer", "--where", "hold=full"], "error: the kind `offer` has no field `hold`\n  help: write `held`\n"),
        (
            &["programme", "--where", "cost.typ=free"],
            "error: the kind `programme` has no field `cost.typ`\n  help: write `cost.type`\n",
        ),
        (&["offer", "--where", "held=fully"], "error: `held` is never `fully`\n  help: write `full`\n"),
        (&["offer", "--where", "run_by=dff"], "error: `run_by` is never `dff`\n  help: write `dfe`\n"),
        (
            &["offer", "--where", "held"],
            "error: `--where held` has no value\n  help: write it like `--where held=value`\n",
        ),
    ] {
        assert_eq!(list(arguments), (Some(2), String::new(), told.to_owned()), "{arguments:?}");
    }
}

#[test]
fn what_can_be_read_is_listed_where_there_are_faults() {
    let site = crate::command::site();
    fs::create_dir(site.path().join("content/programme")).unwrap();
    fs::write(site.path().join("content/programme/x.yaml"), "title: X\nsummary: One.\nowner: 1\n").unwrap();
    let output = fingerpost_in(site.path(), &["list", "programme"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stdout).starts_with("programme:x  X  content/programme/x.yaml:1\n"));
    assert_eq!(text(&output.stderr), "there is 1 fault in the content: run fingerpost check\n");
}
