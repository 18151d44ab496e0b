//! Records and parts under other names: the site holds together afterwards, and nothing else has changed.

use crate::command::{fingerpost, site, text};
use crate::fixture::{check, options};
use fingerpost::pipeline::{Options, analyse};
use fingerpost::rename::{Refusal, Renamed, Request, diff, rename};
use fingerpost::source::{Source, Sources, disk};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites").join(name)
}

fn renamed(sources: &Sources, old: &str, new: &str) -> Renamed {
    rename(sources, options(), Request { old, new, force: false })
        .unwrap_or_else(|refusal| panic!("{old} to {new}: {refusal}: {refusal:#?}"))
}

fn refused(sources: &Sources, old: &str, new: &str) -> Refusal {
    rename(sources, options(), Request { old, new, force: false }).unwrap_err()
}

/// Every record and every part, by its whole name.
fn ids(sources: &Sources) -> (Vec<String>, Vec<String>) {
    let site = analyse(sources, Options { drafts: true, ..options() }).site;
    let (mut records, mut parts) = (Vec::new(), Vec::new());
    for (_, record) in site.catalogue.all() {
        let id = format!("{}:{}", site.kinds.get(record.kind).unwrap().name, record.slug);
        parts.extend(record.decoded.parts.iter().map(|(path, _)| format!("{id}/{path}")));
        records.push(id);
    }
    (records, parts)
}

/// Without what renaming has to change, every byte is as it was.
fn is_as_it_was(before: &Source, after: &Source, old: &str, new: &str, redirect: Option<&str>) {
    let plain = |text: &str| {
        let mut text = text.to_owned();
        if let Some(address) = redirect {
            for added in [
                format!(", redirect_from: [{address}]"),
                format!("redirect_from: [{address}], "),
                format!(", {address}"),
            ] {
                text = text.replacen(&added, "", 1);
            }
            let is_added = |line: &&str| line.trim() != "redirect_from:" && line.trim() != format!("- {address}");
            text = text.lines().filter(is_added).collect::<Vec<_>>().join("\n");
        }
        text.trim_end().to_owned()
    };
    let (before, after) = (plain(before.text()), plain(after.text()));
    assert_eq!(before, after.replace(new, old), "{old} to {new}");
}

fn rename_all(name: &str) {
    let mut sources = disk::read(&folder(name)).unwrap();
    let before = check(&sources);
    let (records, _) = ids(&sources);
    let mut addresses = Vec::new();
    for old in &records {
        let (kind, slug) = old.split_once(':').unwrap();
        let new = format!("zz-{kind}-{slug}-9");
        let done = renamed(&sources, old, &new);
        let redirect = done.redirect.as_ref().map(|(from, _)| &**from);
        for (before, after) in &done.files {
            is_as_it_was(before, after, slug, &new, redirect);
        }
        addresses.extend(done.redirect);
        sources = done.sources;
    }
    assert_eq!(check(&sources).len(), before.len());
    let site = analyse(&sources, options()).site;
    for (from, to) in &addresses {
        assert_eq!(&site.routes.redirect(from).unwrap_or_else(|| panic!("{from}")).to, to);
    }
    assert!(addresses.len() > 3, "{addresses:?}");
    // Once is enough for the slow half.
    if name != "library" {
        return;
    }
    // Back again: each old address is a page, and the one that it had in between leads to it.
    for old in &records {
        let (kind, slug) = old.split_once(':').unwrap();
        sources = renamed(&sources, &format!("{kind}:zz-{kind}-{slug}-9"), old).sources;
    }
    assert_eq!(check(&sources).len(), before.len());
    let site = analyse(&sources, options()).site;
    for (from, to) in &addresses {
        assert_eq!(&site.routes.redirect(to).unwrap().to, from);
    }
}

#[test]
fn every_record_of_the_library_can_be_renamed() {
    rename_all("library");
}

#[test]
fn every_record_of_the_directory_of_services_can_be_renamed() {
    rename_all("family-services");
}

#[test]
fn every_part_can_be_renamed() {
    for name in ["library", "family-services"] {
        let mut sources = disk::read(&folder(name)).unwrap();
        let before = check(&sources);
        // The innermost first, so that each is still called as it was.
        let (_, mut parts) = ids(&sources);
        parts.reverse();
        assert!(parts.len() > 2);
        for old in &parts {
            let slug = old.rsplit('/').next().unwrap();
            let done = renamed(&sources, old, &format!("zz-{slug}"));
            assert_eq!(done.redirect, None);
            sources = done.sources;
        }
        assert_eq!(check(&sources).len(), before.len());
        let site = analyse(&sources, Options { drafts: true, ..options() }).site;
        let mut left = site.catalogue.all().flat_map(|(_, record)| record.decoded.parts.iter());
        assert!(left.all(|(path, _)| path.split('/').all(|slug| slug.starts_with("zz-"))));
    }
}

#[test]
fn a_dry_run_is_a_diff_that_git_takes() {
    for (name, old, new) in [
        ("family-services", "service:stay-and-play", "play-together"),
        ("family-services", "organisation:harrowmere-council", "council"),
        ("library", "book:emma", "book:emma-1815"),
        ("library", "person:jane", "austen"),
    ] {
        let copy = tempfile::tempdir().unwrap();
        let sources = disk::read(&folder(name)).unwrap();
        for source in sources.iter() {
            let to = copy.path().join(&**source.path());
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::write(to, source.bytes()).unwrap();
        }
        let folder = copy.path().to_str().unwrap();
        let dry = fingerpost(&["rename", old, new, "--site", folder, "--dry-run"]);
        assert_eq!(dry.status.code(), Some(0), "{}", text(&dry.stderr));
        assert!(text(&dry.stderr).starts_with(&format!("would rename {old} to ")), "{}", text(&dry.stderr));
        assert_eq!(disk::read(copy.path()).unwrap(), sources);
        let done = renamed(&sources, old, new);
        assert_eq!(text(&dry.stdout), diff::unified(&done.files));
        fs::write(copy.path().join("change.diff"), &dry.stdout).unwrap();
        let git = Command::new("git").args(["apply", "change.diff"]).current_dir(copy.path()).output().unwrap();
        assert!(git.status.success(), "{}\n{}", text(&git.stderr), text(&dry.stdout));
        assert_eq!(disk::read(copy.path()).unwrap(), done.sources);
    }
}

/// The base site with files of one's own.
fn with(files: &[(&str, &str)]) -> Sources {
    let base = disk::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/base")).unwrap();
    let mut all: BTreeMap<String, Source> =
        base.iter().map(|source| (source.path().to_string(), source.clone())).collect();
    all.extend(files.iter().map(|(path, text)| ((*path).to_owned(), Source::new(*path, text))));
    all.into_values().collect()
}

#[test]
fn every_way_to_write_a_name_is_found() {
    let sources = with(&[
        (
            "content/programme/ntp.yaml",
            "# The tutoring one.\ntitle: Tuition\nsummary: Part-paid.\nprovider: \"dfe\"   # theirs\n# When.\nconfirmed: 2024-01\nbody: |\n  By [them](organisation:dfe), [them][d], and <organisation:dfe>.\n  See [](organisation:dfe?title) at [their page](/organisations/dfe/).\n\n  [d]: organisation:dfe \"dfe\"\n",
        ),
        (
            "content/programme/srma.md",
            "---\ntitle: Advisers\nsummary: Free, by dfe.\nprovider: dfe\n---\nThe dfe and [they](<organisation:dfe>).\n",
        ),
        (
            "content/site.yaml",
            "title: Base\nsummary: A site.\nkinds: [programme, organisation]\nhome: \"Run by [](organisation:dfe).\"\nredirects:\n  /department/: 'organisation:dfe'\n  /ministry/: /organisations/dfe/\n",
        ),
    ]);
    let before = check(&sources);
    assert!(before.is_empty(), "{before:#?}");
    let done = renamed(&sources, "organisation:dfe", "2025");
    assert_eq!(done.places, 12);
    let file = |path: &str| done.sources.get(path).unwrap().text().to_string();
    assert_eq!(
        file("content/programme/ntp.yaml"),
        "# The tutoring one.\ntitle: Tuition\nsummary: Part-paid.\nprovider: \"2025\"   # theirs\n# When.\nconfirmed: 2024-01\nbody: |\n  By [them](organisation:2025), [them][d], and <organisation:2025>.\n  See [](organisation:2025?title) at [their page](/organisations/2025/).\n\n  [d]: organisation:2025 \"dfe\"\n"
    );
    assert_eq!(
        file("content/programme/srma.md"),
        "---\ntitle: Advisers\nsummary: Free, by dfe.\nprovider: \"2025\"\n---\nThe dfe and [they](<organisation:2025>).\n"
    );
    assert!(file("content/site.yaml").contains("Run by [](organisation:2025)"));
    assert!(
        file("content/site.yaml").contains("/department/: 'organisation:2025'\n  /ministry/: /organisations/2025/\n")
    );
    let moved = renamed(&sources, "programme:ntp", "tuition");
    assert!(moved.sources.get("content/programme/ntp.yaml").is_none());
    let text = moved.sources.get("content/programme/tuition.yaml").unwrap().text().to_string();
    assert!(text.contains("# theirs\nredirect_from:\n  - /programmes/ntp/\n# When.\nconfirmed: 2024-01\n"), "{text}");
}

#[test]
fn the_old_address_is_added_in_the_habit_of_the_record() {
    let head = "title: T\nsummary: S.\nprovider: dfe\n";
    let added = |text: &str, path: &str| {
        let sources = with(&[(path, text)]);
        let done = renamed(&sources, "programme:a", "b");
        done.sources.get(&path.replace("/a.", "/b.")).unwrap().text().to_string()
    };
    let yaml = "content/programme/a.yaml";
    assert_eq!(added(head, yaml), format!("{head}redirect_from:\n  - /programmes/a/\n"));
    assert_eq!(added(head.trim_end(), yaml), format!("{head}redirect_from:\n  - /programmes/a/"));
    assert_eq!(
        added(&format!("{head}redirect_from: [/x/]  # old\n"), yaml),
        format!("{head}redirect_from: [/x/, /programmes/a/]  # old\n")
    );
    assert_eq!(
        added(&format!("redirect_from:\n- /x/  # old\n{head}"), yaml),
        format!("redirect_from:\n- /x/  # old\n- /programmes/a/\n{head}")
    );
    assert_eq!(
        added(&format!("{head}redirect_from: [/programmes/b/]\n"), yaml),
        format!("{head}redirect_from: [/programmes/a/]\n")
    );
    assert_eq!(
        added(&format!("---\r\n{}---\r\nText.\r\n", head.replace('\n', "\r\n")), "content/programme/a.md"),
        format!("---\r\n{}redirect_from:\r\n  - /programmes/a/\r\n---\r\nText.\r\n", head.replace('\n', "\r\n"))
    );
    assert_eq!(
        added("{title: T, summary: S., provider: dfe, confirmed: 2024-01}\n", yaml),
        "{title: T, summary: S., provider: dfe, redirect_from: [/programmes/a/], confirmed: 2024-01}\n"
    );
    let draft = format!("{head}draft: true\n");
    assert_eq!(added(&draft, yaml), draft);
}

#[test]
fn what_cannot_be_is_refused() {
    let head = "title: T\nsummary: S.\nprovider: dfe\n";
    let sources = with(&[("content/programme/a.yaml", head), ("content/programme/b.yaml", head)]);
    let told = |old: &str, new: &str| refused(&sources, old, new).to_string();
    assert_eq!(told("programme:c", "d"), "there is no programme `c`\n  help: name a record that exists");
    assert_eq!(told("progamme:a", "d"), "there is no kind `progamme`\n  help: write `programme:a`");
    assert_eq!(told("a", "d"), "`a` does not say of which kind it is\n  help: write its kind before it: `programme:a`");
    assert_eq!(
        told("programme:a", "b"),
        "there is a programme `programme:b` already\n  help: choose another name, or rename that one first"
    );
    assert_eq!(told("programme:a", "a"), "`programme:a` is called so already\n  help: choose another name");
    assert_eq!(
        told("programme:a", "organisation:x"),
        "a record stays what it is, and `organisation:x` would be of another kind\n  help: begin with `programme:`, or write the new slug alone"
    );
    assert_eq!(told("programme:a/x", "y"), "`programme:a` has no part `x`\n  help: name a part that it has");
    assert_eq!(
        told("programme:a", "b/c"),
        "`b/c` lies elsewhere, and a name alone can be changed\n  help: write `programme:` and the new slug, or the new slug alone"
    );
    let slug = told("programme:a", "My Name");
    assert_eq!(
        slug,
        "`My Name` cannot be the name of a record\n  help: use lower-case letters a to z, digits and single hyphens: `my-name` would do"
    );
    // Its address is one that another record had.
    let taken = with(&[
        ("content/programme/a.yaml", head),
        ("content/programme/b.yaml", &format!("{head}redirect_from: [/programmes/c/]\n")),
    ]);
    assert!(matches!(refused(&taken, "programme:a", "c"), Refusal::Faults(faults, _) if faults.len() == 1));
    // What is written once for two fields cannot be one name and the other text.
    let shared = with(&[("content/programme/a.yaml", "title: &x dfe\nsummary: S.\nprovider: *x\n")]);
    assert!(matches!(refused(&shared, "organisation:dfe", "ministry"), Refusal::Places(_)));
}

#[test]
fn faults_that_may_hide_a_name_stop_it_unless_it_is_forced() {
    let site = site();
    let folder = site.path().to_str().unwrap();
    fs::create_dir(site.path().join("content/programme")).unwrap();
    fs::write(site.path().join("content/programme/a.yaml"), "title: [\n").unwrap();
    let before = disk::read(site.path()).unwrap();
    let stopped = fingerpost(&["rename", "organisation:dfe", "ministry", "--site", folder]);
    assert_eq!(stopped.status.code(), Some(1));
    let said = text(&stopped.stderr);
    assert!(said.contains("error[bad-yaml]"), "{said}");
    assert!(
        said.ends_with(
            "1 fault may hide places that name it; mend them first, or add `--force`\nnothing was renamed\n"
        ),
        "{said}"
    );
    assert_eq!(disk::read(site.path()).unwrap(), before);
    let forced = fingerpost(&["rename", "organisation:dfe", "ministry", "--site", folder, "--force"]);
    assert_eq!(forced.status.code(), Some(0), "{}", text(&forced.stderr));
    assert!(text(&forced.stdout).starts_with("renamed organisation:dfe to organisation:ministry: "));
    let wrong = fingerpost(&["rename", "organisation:nobody", "x", "--site", folder, "--force"]);
    assert_eq!(wrong.status.code(), Some(2));
}

#[test]
fn the_command_writes_all_files_or_none() {
    let site = site();
    let folder = site.path().to_str().unwrap();
    let programme = site.path().join("content/programme");
    fs::create_dir(&programme).unwrap();
    fs::write(programme.join("a.yaml"), "title: T\nsummary: S.\nprovider: dfe\n").unwrap();
    let kind = fs::read_to_string(site.path().join("content/kinds/programme.yaml")).unwrap();
    fs::write(site.path().join("content/kinds/programme.yaml"), format!("# Most are run by organisation:dfe.\n{kind}"))
        .unwrap();
    let done = fingerpost(&["rename", "programme:a", "b", "--site", folder]);
    assert_eq!(text(&done.stderr), "");
    let said = "renamed programme:a to programme:b: 0 places in 1 file, now in content/programme/b.yaml; /programmes/a/ leads to /programmes/b/\n";
    assert_eq!(text(&done.stdout), said);
    assert!(programme.join("b.yaml").exists() && !programme.join("a.yaml").exists());
    let mut permissions = fs::metadata(programme.join("b.yaml")).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(programme.join("b.yaml"), permissions).unwrap();
    let before = disk::read(site.path()).unwrap();
    let stopped = fingerpost(&["rename", "organisation:dfe", "ministry", "--site", folder]);
    assert_eq!(stopped.status.code(), Some(2), "{}", text(&stopped.stderr));
    assert_eq!(disk::read(site.path()).unwrap(), before);
    let hidden = walkdir::WalkDir::new(site.path()).into_iter().map(Result::unwrap);
    assert!(!hidden.into_iter().any(|entry| entry.file_name().to_string_lossy().contains(".fingerpost-new")));
    fs::remove_file(programme.join("b.yaml")).unwrap();
    let done = fingerpost(&["rename", "organisation:dfe", "ministry", "--site", folder]);
    assert_eq!(
        text(&done.stderr),
        "note: `organisation:dfe` stands still in 1 place; look whether it is meant\n  content/kinds/programme.yaml:1:19\n"
    );
}
