//! `init`: the first site that somebody makes.

use crate::command::{fingerpost, fingerpost_in, text};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use walkdir::WalkDir;

/// The files below a folder, by their paths.
fn files(folder: &Path) -> BTreeSet<String> {
    let entries = WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    entries.map(|entry| entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned()).collect()
}

#[test]
fn a_new_site_is_sound_on_any_day_and_builds_at_once() {
    let around = tempfile::tempdir().unwrap();
    let made = fingerpost_in(around.path(), &["init", "my site"]);
    assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
    assert!(text(&made.stdout).contains("  cd 'my site'\n"), "{}", text(&made.stdout));
    let site = around.path().join("my site");
    for day in ["2026-01-01", "2040-12-31"] {
        let checked = fingerpost_in(&site, &["check", "--deny", "warnings", "--as-of", day]);
        assert_eq!(checked.status.code(), Some(0), "{}", text(&checked.stderr));
        assert_eq!(text(&checked.stderr), "");
    }
    let built = fingerpost_in(&site, &["build", "--deny", "warnings"]);
    assert_eq!(built.status.code(), Some(0), "{}", text(&built.stderr));
    let page = |path: &str| fs::read_to_string(site.join("public").join(path)).unwrap();
    assert!(page("about/accessibility/index.html").contains("We have yet to write this"));
    assert!(page("404.html").contains("There is nothing at this address any more"), "the override is used");
}

#[test]
fn a_new_site_may_stand_below_a_path() {
    let around = tempfile::tempdir().unwrap();
    fingerpost_in(around.path(), &["init", "site"]);
    let site = around.path().join("site");
    let config = site.join("content/site.yaml");
    let below = fs::read_to_string(&config).unwrap() + "base_url: https://name.github.io/repository/\n";
    fs::write(&config, below).unwrap();
    let built = fingerpost_in(&site, &["build", "--deny", "warnings"]);
    assert_eq!(built.status.code(), Some(0), "{}", text(&built.stderr));
}

#[test]
fn a_new_site_has_every_file_of_its_folder() {
    let site = tempfile::tempdir().unwrap();
    fingerpost(&["init", site.path().to_str().unwrap()]);
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/command/init/site");
    let dotted = |name: String| name.strip_prefix('_').map(|rest| format!(".{rest}")).unwrap_or(name);
    assert_eq!(files(site.path()), files(&ours).into_iter().map(dotted).collect());
}

#[test]
fn the_editor_knows_every_kind_of_a_new_site() {
    let site = tempfile::tempdir().unwrap();
    fingerpost(&["init", site.path().to_str().unwrap()]);
    let settings = fs::read(site.path().join(".vscode/settings.json")).unwrap();
    let settings: serde_json::Value = serde_json::from_slice(&settings).unwrap();
    assert_eq!(fingerpost_in(site.path(), &["schema"]).status.code(), Some(0));
    let written = files(&site.path().join(".fingerpost-schema"));
    let wired: BTreeSet<String> = settings["yaml.schemas"].as_object().unwrap().keys().cloned().collect();
    assert_eq!(wired, written.iter().map(|name| format!(".fingerpost-schema/{name}")).collect());
    assert_eq!(settings["yaml.schemas"][".fingerpost-schema/site.json"], "content/site.yaml");
    assert_eq!(settings["yaml.schemas"][".fingerpost-schema/kind.json"][0], "content/kinds/*.yaml");
    for kind in files(&site.path().join("content/kinds")) {
        let kind = kind.strip_suffix(".yaml").unwrap();
        let records = &settings["yaml.schemas"][format!(".fingerpost-schema/{kind}.json")];
        assert_eq!(*records, format!("content/{kind}/**/*.yaml"), "{kind}");
        let list = &settings["yaml.schemas"][format!(".fingerpost-schema/{kind}.list.json")];
        assert_eq!(*list, format!("content/{kind}.yaml"), "{kind}");
    }
    let wanted = fs::read_to_string(site.path().join(".vscode/extensions.json")).unwrap();
    assert!(wanted.contains("redhat.vscode-yaml"));
    assert!(fs::read_to_string(site.path().join(".gitignore")).unwrap().contains("/.fingerpost-schema/\n"));
}

/// Until it is said which program builds the site, the workflow stops at the line to fill in.
#[test]
fn the_workflow_asks_for_the_program_at_the_line_where_it_stands() {
    let site = tempfile::tempdir().unwrap();
    fingerpost(&["init", site.path().to_str().unwrap()]);
    let workflow = fs::read_to_string(site.path().join(".github/workflows/site.yml")).unwrap();
    let (_, told) = workflow.split_once("site.yml,line=").unwrap();
    let line: usize = told.split_once("::").unwrap().0.parse().unwrap();
    assert_eq!(workflow.lines().nth(line - 1), Some("  FINGERPOST_REPOSITORY: \"\""));
    let tree: serde_yaml::Value = serde_yaml::from_str(&workflow).unwrap();
    let steps = tree["jobs"]["check"]["steps"].as_sequence().unwrap();
    let runs: Vec<&str> = steps.iter().filter_map(|step| step["run"].as_str()).collect();
    for command in ["check --format github", "check --format sarif", "build --deny warnings"] {
        assert!(runs.iter().any(|run| run.contains(&format!("fingerpost {command}"))), "{command}");
    }
}

#[test]
fn a_folder_with_files_in_it_is_left_alone() {
    let site = tempfile::tempdir().unwrap();
    fs::write(site.path().join("README.md"), "ours\n").unwrap();
    let refused = fingerpost_in(site.path(), &["init", "."]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).starts_with("error: `.` is not empty\n  help: "), "{}", text(&refused.stderr));
    assert_eq!(files(site.path()).len(), 1);
    let kept = fingerpost_in(site.path(), &["init", ".", "--keep"]);
    assert_eq!(kept.status.code(), Some(0), "{}", text(&kept.stderr));
    assert!(text(&kept.stdout).contains("`README.md` was there and stays as it is"), "{}", text(&kept.stdout));
    assert!(!text(&kept.stdout).contains("  cd "));
    assert_eq!(fs::read_to_string(site.path().join("README.md")).unwrap(), "ours\n");
    assert_eq!(fingerpost_in(site.path(), &["check"]).status.code(), Some(0));
}

#[test]
fn a_folder_that_git_has_just_made_is_empty() {
    let site = tempfile::tempdir().unwrap();
    fs::create_dir(site.path().join(".git")).unwrap();
    assert_eq!(fingerpost_in(site.path(), &["init", "."]).status.code(), Some(0));
    fs::write(site.path().join("file"), "").unwrap();
    let file = fingerpost_in(site.path(), &["init", "file"]);
    assert_eq!(file.status.code(), Some(2), "a file is no folder");
    assert!(
        text(&file.stderr).starts_with("error: `file` is a file, and a site is a folder\n  help: "),
        "{}",
        text(&file.stderr)
    );
}

#[test]
fn every_command_shows_how_it_is_used() {
    let all = text(&fingerpost(&["--help"]).stdout);
    let (_, commands) = all.split_once("Commands:\n").unwrap();
    let (commands, _) = commands.split_once("\n\n").unwrap();
    let names: Vec<&str> = commands.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.contains(&"init") && names.contains(&"completions"), "{names:?}");
    for name in names.into_iter().filter(|name| *name != "help") {
        let help = text(&fingerpost(&[name, "--help"]).stdout);
        assert!(help.contains(&format!("Examples:\n  fingerpost {name}")), "{help}");
    }
}

#[test]
fn shells_complete_the_commands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = fingerpost(&["completions", shell]);
        assert_eq!(script.status.code(), Some(0));
        assert!(text(&script.stdout).contains("completions"), "{shell}");
    }
    assert_eq!(fingerpost(&["completions", "cmd"]).status.code(), Some(2));
}
