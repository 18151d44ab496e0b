//! What runs elsewhere: the workflow that `init` writes, ours, and the image. There is no runner here, so the commands of the
//! workflows are run as a runner would run them, but for those that fetch and compile.

use crate::command::{fingerpost, text};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The commands of all steps of a workflow, in order.
fn runs(workflow: &Path) -> Vec<String> {
    let tree: serde_yaml::Value = serde_yaml::from_str(&fs::read_to_string(workflow).unwrap()).unwrap();
    let jobs = tree["jobs"].as_mapping().unwrap().values();
    let steps = jobs.flat_map(|job| job["steps"].as_sequence().unwrap());
    steps.filter_map(|step| Some(step["run"].as_str()?.to_owned())).collect()
}

/// Runs them in a folder as GitHub does: each in a shell of its own that ends with the first failure.
fn run_all(workflow: &Path, folder: &Path, environment: &[(&str, &str)]) {
    let (temporary, path) = (tempfile::tempdir().unwrap(), std::env::var("PATH").unwrap());
    let bin = Path::new(env!("CARGO_BIN_EXE_fingerpost")).parent().unwrap().to_str().unwrap();
    let fetches = |run: &String| ["cargo ", ".ci/run"].iter().any(|word| run.contains(word));
    let mut count = 0;
    for run in runs(workflow).into_iter().filter(|run| !fetches(run)) {
        let done = Command::new("bash")
            .args(["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", &run])
            .current_dir(folder)
            .env("PATH", format!("{bin}:{path}"))
            .env("RUNNER_TEMP", temporary.path())
            .env("GITHUB_PATH", temporary.path().join("path"))
            .env("GITHUB_STEP_SUMMARY", temporary.path().join("summary"))
            .envs(environment.iter().copied())
            .output()
            .unwrap();
        assert!(done.status.success(), "{run}\n{}{}", text(&done.stdout), text(&done.stderr));
        count += usize::from(run.contains("fingerpost "));
    }
    assert!(count >= 3, "the workflow checks, checks again for code scanning, and builds");
    let log = fs::read(temporary.path().join("fingerpost.sarif")).unwrap();
    serde_json::from_slice::<serde_json::Value>(&log).unwrap();
    assert!(folder.join("public/index.html").is_file());
    assert!(!folder.join("public/.fingerpost").exists(), "the record of the build is not published");
}

fn git(folder: &Path, arguments: &[&str]) {
    let identity = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org"];
    let done = Command::new("git").args(identity).args(arguments).current_dir(folder).output().unwrap();
    assert!(done.status.success(), "{arguments:?}: {}", text(&done.stderr));
}

fn new_site() -> TempDir {
    let site = tempfile::tempdir().unwrap();
    assert_eq!(fingerpost(&["init", site.path().to_str().unwrap()]).status.code(), Some(0));
    site
}

#[cfg(unix)]
#[test]
fn the_commands_of_a_new_site_s_workflow_run_in_it() {
    let site = new_site();
    let workflow = site.path().join(".github/workflows/site.yml");
    let filled = [("FINGERPOST_REPOSITORY", "https://example.org/fingerpost"), ("FINGERPOST_REVISION", "main")];
    run_all(&workflow, site.path(), &[&filled[..], &[("GITHUB_BASE_REF", "")]].concat());
    // As for a change that is proposed.
    git(site.path(), &["init", "--quiet"]);
    git(site.path(), &["add", "."]);
    git(site.path(), &["commit", "--quiet", "--message", "Begin"]);
    git(site.path(), &["update-ref", "refs/remotes/origin/main", "HEAD"]);
    fs::remove_dir_all(site.path().join("public")).unwrap();
    run_all(&workflow, site.path(), &[&filled[..], &[("GITHUB_BASE_REF", "main")]].concat());
}

#[cfg(unix)]
#[test]
fn the_commands_of_our_own_workflow_run() {
    let copy = tempfile::tempdir().unwrap();
    for folder in ["content", "themes"] {
        for entry in walkdir::WalkDir::new(root().join(folder)).into_iter().map(Result::unwrap) {
            let to = copy.path().join(entry.path().strip_prefix(root()).unwrap());
            if entry.file_type().is_dir() {
                fs::create_dir_all(to).unwrap();
            } else {
                fs::copy(entry.path(), to).unwrap();
            }
        }
    }
    let workflow = root().join(".github/workflows/ci.yml");
    run_all(&workflow, copy.path(), &[("GITHUB_BASE_REF", "")]);
    assert!(runs(&workflow).contains(&".ci/run".to_owned()) && root().join(".ci/run").is_file());
}

/// Whatever the manifest and the program name has to be in the image in which it is compiled.
#[test]
fn the_image_copies_what_the_program_is_compiled_from() {
    let text = fs::read_to_string(root().join("Dockerfile")).unwrap();
    let copied: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("COPY ").filter(|rest| !rest.starts_with("--from")))
        .flat_map(|rest| rest.split(' ').rev().skip(1))
        .collect();
    for path in &copied {
        assert!(root().join(path).exists(), "{path}");
    }
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let quoted = |line: &str| line.split('"').nth(1).map(str::to_owned);
    let named = manifest.lines().filter(|line| line.starts_with("path = ")).filter_map(quoted);
    for path in named.chain(["src/main.rs".to_owned(), "Cargo.lock".to_owned()]) {
        assert!(copied.iter().any(|copied| Path::new(&path).starts_with(copied)), "{path} is not copied");
    }
    for (file, path) in included() {
        assert!(copied.iter().any(|copied| path.starts_with(copied)), "{}: {}", file.display(), path.display());
    }
    let version = manifest.lines().find(|line| line.starts_with("rust-version")).and_then(quoted).unwrap();
    assert!(
        text.contains(&format!("FROM rust:{version}-slim AS build")),
        "the image has the toolchain of the manifest"
    );
    assert!(text.contains("COPY --from=build /fingerpost/target/release/fingerpost /usr/local/bin/fingerpost"));
}

/// The files that the program has compiled in by a path of their own, below the root.
fn included() -> Vec<(PathBuf, PathBuf)> {
    let sources = walkdir::WalkDir::new(root().join("src")).into_iter().map(Result::unwrap);
    let sources = sources.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "rs"));
    let mut found = Vec::new();
    for source in sources {
        let text = fs::read_to_string(source.path()).unwrap();
        for path in text.split("include_str!(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let whole = source.path().parent().unwrap().join(path).canonicalize().unwrap();
            let path = whole.strip_prefix(root().canonicalize().unwrap()).unwrap().to_owned();
            found.push((source.path().to_owned(), path));
        }
    }
    found
}
