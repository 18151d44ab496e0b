//! The program as people and CI call it.

use crate::fixture::folder;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

pub(crate) fn fingerpost(arguments: &[&str]) -> Output {
    fingerpost_in(Path::new("."), arguments)
}

/// The program as it runs in a folder.
pub(crate) fn fingerpost_in(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_fingerpost"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .env_remove("GITHUB_WORKSPACE")
        .env_remove("GITHUB_STEP_SUMMARY")
        .output()
        .expect("the program starts")
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("the program speaks UTF-8")
}

/// A copy of the base site that a test may change.
pub(crate) fn site() -> TempDir {
    site_in(tempfile::tempdir().unwrap())
}

/// The same in a folder of the test's own.
pub(crate) fn site_in(site: TempDir) -> TempDir {
    for entry in walkdir::WalkDir::new(folder().join("base")).into_iter().map(Result::unwrap) {
        let to = site.path().join(entry.path().strip_prefix(folder().join("base")).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(to).unwrap();
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
    site
}

pub(crate) fn run(command: &str, site: &TempDir) -> Output {
    fingerpost(&[command, "--site", site.path().to_str().unwrap()])
}

#[test]
fn check_of_a_sound_site_ends_with_0_and_writes_nothing() {
    let site = site();
    let before = fs::read_dir(site.path()).unwrap().count();
    let output = run("check", &site);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stdout).starts_with("checked 2 records"), "{}", text(&output.stdout));
    assert_eq!(fs::read_dir(site.path()).unwrap().count(), before);
}

#[test]
fn faults_in_the_content_end_with_1_and_nothing_is_written() {
    let site = site();
    fs::create_dir(site.path().join("content/programme")).unwrap();
    fs::write(site.path().join("content/programme/ntp.yaml"), "title: Tuition\nsummary: Part-paid.\nprovider: def\n")
        .unwrap();
    for command in ["check", "build"] {
        let output = run(command, &site);
        assert_eq!(output.status.code(), Some(1));
        let faults = text(&output.stderr);
        assert!(
            faults.contains("error[unknown-reference]") && faults.contains("content/programme/ntp.yaml:3:11"),
            "{faults}"
        );
        assert_eq!(text(&output.stdout), "");
    }
    assert!(!site.path().join("public").exists());
}

#[test]
fn the_short_format_is_one_line_a_fault() {
    let site = site();
    fs::write(site.path().join("content/organisation.yaml"), "dfe:\n  titel: Department\nab: {}\n").unwrap();
    let output = fingerpost(&["check", "--format", "short", "--site", site.path().to_str().unwrap()]);
    let expected = "content/organisation.yaml:2:3: error[unknown-field]: this organisation has no field `titel`\n\
                    content/organisation.yaml:3:1: error[missing-field]: this organisation has no `title`\n\
                    2 faults in the content\n";
    assert_eq!(text(&output.stderr), expected);
}

/// A site with a fault that can be mended, and a warning.
fn faulty() -> TempDir {
    let site = site();
    fs::create_dir(site.path().join("content/programme")).unwrap();
    fs::write(site.path().join("content/programme/x.yaml"), "title: 1\nsummary: &unused \"X\"\n").unwrap();
    site
}

#[test]
fn documents_stand_alone_on_standard_output() {
    let site = faulty();
    for (format, begins) in [("json", "{"), ("sarif", "{"), ("junit", "<?xml"), ("github", "::error file=content/")] {
        let folder = site.path().to_str().unwrap();
        let output = fingerpost_in(site.path(), &["check", "--format", format, "--site", folder]);
        assert_eq!(output.status.code(), Some(1), "{format}");
        assert!(text(&output.stdout).starts_with(begins), "{format}: {}", text(&output.stdout));
        let told = "1 fault and 1 warning in the content\n1 of these can be mended by fingerpost check --fix\n";
        assert_eq!(text(&output.stderr), told, "{format}");
        if begins == "{" {
            serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap();
        }
    }
}

#[test]
fn paths_begin_at_the_top_of_the_repository() {
    let site = faulty();
    let name = site.path().file_name().unwrap().to_str().unwrap();
    let above = site.path().parent().unwrap();
    let output = fingerpost_in(above, &["check", "--format", "github", "--site", name]);
    assert!(
        text(&output.stdout).contains(&format!("file={name}/content/programme/x.yaml,")),
        "{}",
        text(&output.stdout)
    );
}

#[test]
fn warnings_are_let_pass_unless_they_are_denied() {
    let site = faulty();
    let folder = site.path().to_str().unwrap();
    fs::write(site.path().join("content/programme/x.yaml"), "title: One\nsummary: &unused \"X\"\n").unwrap();
    let output = fingerpost(&["check", "--site", folder]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stdout).ends_with("and found 1 warning\n"), "{}", text(&output.stdout));
    for command in ["check", "build"] {
        let output = fingerpost(&[command, "--deny", "warnings", "--site", folder]);
        assert_eq!(output.status.code(), Some(1));
        assert!(text(&output.stderr).contains("1 warning in the content, and none is let pass\n"));
        assert_eq!(text(&output.stdout), "");
    }
    assert!(!site.path().join("public").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_said_whole_is_no_success() {
    let site = site();
    let full = fs::File::create("/dev/full").unwrap();
    let ended = Command::new(env!("CARGO_BIN_EXE_fingerpost"))
        .args(["list", "--site", site.path().to_str().unwrap()])
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(ended.status.code(), Some(2));
    assert!(text(&ended.stderr).contains("standard output took not all of it"), "{}", text(&ended.stderr));
}

#[test]
fn notes_are_told_unless_warnings_are_denied() {
    let site = site();
    fs::create_dir(site.path().join("content/programme")).unwrap();
    let record = "title: Tuition\nsummary: Part-paid.\nconfirmed: 9999-11\n";
    fs::write(site.path().join("content/programme/ntp.yaml"), record).unwrap();
    let config = site.path().join("content/site.yaml");
    let with_level = fs::read_to_string(&config).unwrap() + "levels: {future-date: note}\n";
    fs::write(&config, with_level).unwrap();
    let folder = site.path().to_str().unwrap();
    let told = fingerpost(&["check", "--site", folder, "--format", "short"]);
    assert!(text(&told.stderr).contains("note[future-date]"), "{}", text(&told.stderr));
    let denied = fingerpost(&["check", "--site", folder, "--deny", "warnings"]);
    assert_eq!((denied.status.code(), text(&denied.stderr)), (Some(0), String::new()));
}

#[test]
fn a_day_that_has_not_come_is_told_unless_a_day_is_asked_for() {
    let site = site();
    fs::create_dir(site.path().join("content/programme")).unwrap();
    let record = "title: Tuition\nsummary: Part-paid.\nconfirmed: 9999-11\n";
    fs::write(site.path().join("content/programme/ntp.yaml"), record).unwrap();
    let folder = site.path().to_str().unwrap();
    let today = fingerpost(&["check", "--site", folder, "--format", "short"]);
    assert!(text(&today.stderr).contains("ntp.yaml:3:12: warning[future-date]"), "{}", text(&today.stderr));
    let looked_back = fingerpost(&["check", "--site", folder, "--as-of", "2024-11-20", "--deny", "warnings"]);
    assert_eq!(looked_back.status.code(), Some(0), "{}", text(&looked_back.stderr));
}

#[test]
fn the_files_of_a_change_come_first_and_the_summary_has_all() {
    let site = faulty();
    fs::write(site.path().join("content/organisation.yaml"), "dfe: {title: Department, x: 1}\n").unwrap();
    fs::write(site.path().join("changed"), "./content/programme/x.yaml\r\n\n").unwrap();
    fs::write(site.path().join("summary.md"), "before\n").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_fingerpost"))
        .args(["check", "--format", "github", "--changed", "changed"])
        .current_dir(site.path())
        .env_remove("GITHUB_WORKSPACE")
        .env("GITHUB_STEP_SUMMARY", "summary.md")
        .output()
        .unwrap();
    let told = text(&output.stdout);
    assert!(told.starts_with("::error file=content/programme/x.yaml,"), "{told}");
    let summary = fs::read_to_string(site.path().join("summary.md")).unwrap();
    assert!(
        summary.starts_with("before\n## fingerpost\n") && summary.contains("content/organisation.yaml"),
        "{summary}"
    );
    let missing = fingerpost_in(site.path(), &["check", "--format", "github", "--changed", "no-such-file"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(text(&missing.stderr).contains("cannot read `no-such-file`"));
}

#[test]
fn colours_stand_where_they_are_wanted() {
    let site = faulty();
    let coloured = |arguments: &[&str], environment: &[(&str, &str)]| {
        let output = Command::new(env!("CARGO_BIN_EXE_fingerpost"))
            .args(["check"])
            .args(arguments)
            .current_dir(site.path())
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR_FORCE")
            .envs(environment.iter().copied())
            .output()
            .unwrap();
        output.stderr.contains(&0x1b)
    };
    assert!(!coloured(&[], &[]), "no terminal, no colours");
    assert!(coloured(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(coloured(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(!coloured(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
}

#[test]
fn a_folder_that_is_no_site_ends_with_2() {
    let nothing = tempfile::tempdir().unwrap();
    for command in ["check", "build"] {
        let output = run(command, &nothing);
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stderr).contains("there is no `content` folder"), "{}", text(&output.stderr));
    }
    assert_eq!(fingerpost(&["no-such-command"]).status.code(), Some(2));
    assert_eq!(fingerpost(&["explain", "unknown-referense"]).status.code(), Some(2));
}

#[test]
fn explain_prints_what_a_code_means() {
    let output = fingerpost(&["explain", "unknown-reference"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).starts_with("# `unknown-reference`\n"));
    assert!(text(&fingerpost(&["explain"]).stdout).lines().any(|line| line == "duplicate-id"));
    let near = fingerpost(&["explain", "unknown-referense"]);
    assert!(text(&near.stderr).contains("fingerpost explain unknown-reference"));
}

#[test]
fn build_writes_what_changed_and_leaves_other_files_alone() {
    let site = site();
    let public = site.path().join("public");
    let first = run("build", &site);
    assert_eq!(first.status.code(), Some(0), "{}", text(&first.stderr));
    fs::write(public.join("CNAME"), "example.org").unwrap();
    let page = public.join("organisations/dfe/index.html");
    let (bytes, time) = (fs::read(&page).unwrap(), fs::metadata(&page).unwrap().modified().unwrap());
    assert!(text(&run("build", &site).stdout).starts_with("nothing has changed: "));
    assert_eq!(fs::metadata(&page).unwrap().modified().unwrap(), time);
    let list = site.path().join("content/organisation.yaml");
    let changed = fs::read_to_string(&list).unwrap().replace("Department for Education", "The Department");
    fs::write(&list, changed).unwrap();
    run("build", &site);
    assert_ne!(fs::read(&page).unwrap(), bytes);
    assert_eq!(fs::read_to_string(public.join("CNAME")).unwrap(), "example.org");
    let left: Vec<_> = walkdir::WalkDir::new(&public).into_iter().map(|entry| entry.unwrap().into_path()).collect();
    assert!(left.iter().all(|path| !path.to_string_lossy().contains("fingerpost-new")), "{left:?}");
}

#[test]
fn the_sources_are_no_output_folder() {
    let site = site();
    let below = |name: &str| site.path().join(name).to_str().unwrap().to_owned();
    for out in [below(""), below("content"), below("content/new"), below("themes/x"), below("..")] {
        let output = fingerpost(&["build", "--site", site.path().to_str().unwrap(), "--out", &out]);
        assert_eq!(output.status.code(), Some(2), "{out}");
        assert!(text(&output.stderr).contains("would hold"), "{}", text(&output.stderr));
    }
    assert!(!site.path().join("content/new").exists());
    let beside = tempfile::tempdir().unwrap();
    let output =
        fingerpost(&["build", "--site", site.path().to_str().unwrap(), "--out", beside.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(beside.path().join("index.html").exists());
}

#[test]
fn a_folder_that_cannot_be_written_ends_with_2() {
    let site = site();
    fs::write(site.path().join("public"), "a file, not a folder").unwrap();
    let output = run("build", &site);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("cannot write"), "{}", text(&output.stderr));
}

#[test]
fn the_real_site_is_sound() {
    let output = fingerpost(&["check", "--site", env!("CARGO_MANIFEST_DIR")]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert_eq!(text(&output.stderr), "");
}

/// One in `static` or the theme is none of a record, and one that leads round is not followed for ever.
#[cfg(unix)]
#[test]
fn a_symbolic_link_that_leads_nowhere_is_a_fault_of_the_content() {
    use std::os::unix::fs::symlink;
    let site = site();
    assert_eq!(run("build", &site).status.code(), Some(0));
    fs::create_dir_all(site.path().join("content/static")).unwrap();
    fs::create_dir_all(site.path().join("themes/default/templates")).unwrap();
    let links = [
        ("content/programme.yaml", "programmes.yaml"),
        ("content/static/circle", ".."),
        ("content/static/itself", "itself"),
        ("themes/default/templates/home.html", "/nowhere/home.html"),
    ];
    for (link, target) in links {
        symlink(target, site.path().join(link)).unwrap();
        for command in ["build", "check"] {
            let told = run(command, &site);
            assert_eq!(told.status.code(), Some(1), "{link}: {}", text(&told.stderr));
            let told = text(&told.stderr);
            assert!(told.contains(&format!("error[broken-symlink]: this is a symbolic link to `{target}`")), "{told}");
            assert!(told.contains(&format!("--> {link}\n")), "{told}");
        }
        fs::remove_file(site.path().join(link)).unwrap();
    }
    // The marks of editors are no part of a site.
    symlink("me@here.1234", site.path().join("content/.#programme.yaml")).unwrap();
    assert_eq!(run("build", &site).status.code(), Some(0));
}

#[test]
fn where_there_is_no_site_the_one_near_is_named() {
    let site = site();
    let told = |folder: &Path, arguments: &[&str]| {
        let output = fingerpost_in(folder, arguments);
        assert_eq!(output.status.code(), Some(2));
        text(&output.stderr)
    };
    let whole = site.path().canonicalize().unwrap();
    let inside = whole.join("content/organisation");
    fs::create_dir_all(&inside).unwrap();
    let near = told(&inside, &["check"]);
    assert!(near.starts_with("error: there is no `content` folder in `.`\n  help: there is one in `"), "{near}");
    assert!(near.contains(&format!("add `--site {}`", whole.display())), "{near}");
    let around = tempfile::tempdir().unwrap();
    for command in [&["check"][..], &["build"], &["list"], &["new", "programme", "x"], &["schema"]] {
        let none = told(around.path(), command);
        assert!(none.contains("or name it with `--site`; `fingerpost init` makes a new one"), "{none}");
    }
    fs::rename(whole, around.path().join("ours")).unwrap();
    let below = told(around.path(), &["check"]);
    assert!(below.contains("help: there is one in `./ours`: go there, or add `--site ./ours`"), "{below}");
    for command in ["check", "serve"] {
        let missing = told(around.path(), &[command, "--site", "none"]);
        assert!(missing.starts_with("error: there is no folder `none`\n  help: "), "{missing}");
    }
}
