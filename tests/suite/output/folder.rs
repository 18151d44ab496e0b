//! As people and CI see it.

use super::{leftovers, tree};
use crate::command::{fingerpost, run, site, text};
use fingerpost::held::Held;
use fingerpost::output::write::{Folder, Foreign, Manner, System, Wanted, WriteError};
use std::fs;
use std::path::Path;
use std::process::Output;
use tempfile::TempDir;

fn build(site: &TempDir, arguments: &[&str]) -> Output {
    fingerpost(&[&["build", "--site", site.path().to_str().unwrap()], arguments].concat())
}

fn said(output: &Output) -> String {
    text(&output.stdout) + &text(&output.stderr)
}

fn page(site: &TempDir) -> std::path::PathBuf {
    site.path().join("public/organisations/dfe/index.html")
}

#[test]
fn what_is_as_it_was_is_not_made_again() {
    let site = site();
    assert!(said(&run("build", &site)).starts_with("built 2 records"));
    for arguments in [&["--as-of", "2024-11-20"][..], &["--as-of", "2024-11-20", "--drafts"]] {
        assert!(said(&build(&site, arguments)).starts_with("built 2 records"), "{arguments:?}");
        let again = build(&site, arguments);
        assert!(said(&again).starts_with("nothing has changed: "), "{}", said(&again));
        assert_eq!(again.status.code(), Some(0));
    }
    let before = tree(&site.path().join("public"));
    // A document is a document, also of nothing.
    let json = build(&site, &["--as-of", "2024-11-20", "--drafts", "--format", "json"]);
    serde_json::from_slice::<serde_json::Value>(&json.stdout).unwrap();
    // Of a folder in which somebody has changed or removed something it is not so.
    fs::remove_file(page(&site)).unwrap();
    fs::write(site.path().join("public/index.html"), "mine").unwrap();
    let mended = build(&site, &["--as-of", "2024-11-20", "--drafts"]);
    assert!(said(&mended).contains(" 2 written, "), "{}", said(&mended));
    assert_eq!(tree(&site.path().join("public")), before);
}

#[test]
fn warnings_are_told_each_time() {
    let site = site();
    fs::create_dir(site.path().join("content/programme")).unwrap();
    fs::write(site.path().join("content/programme/x.yaml"), "title: One\nsummary: &unused \"X\"\n").unwrap();
    for _ in 0..2 {
        let built = run("build", &site);
        assert!(text(&built.stderr).contains("warning["), "{}", said(&built));
        assert_eq!(build(&site, &["--deny", "warnings"]).status.code(), Some(1));
    }
    assert!(said(&run("build", &site)).contains(" 0 written, "));
}

#[test]
fn what_no_source_makes_any_more_goes_and_what_no_build_made_stays() {
    for arguments in [&[][..], &["--atomic"]] {
        let site = site();
        let (content, public) = (site.path().join("content/static"), site.path().join("public"));
        fs::create_dir_all(content.join("maps/old")).unwrap();
        fs::create_dir_all(content.join("plans")).unwrap();
        for file in ["maps/old/lake.txt", "plans/hall.txt", "notes"] {
            fs::write(content.join(file), file).unwrap();
        }
        assert!(said(&build(&site, arguments)).starts_with("built"));
        fs::write(public.join("CNAME"), "example.org").unwrap();
        fs::write(public.join("plans/mine.txt"), "mine").unwrap();
        fs::create_dir(public.join("empty")).unwrap();
        fs::remove_dir_all(content.join("maps")).unwrap();
        fs::remove_dir_all(content.join("plans")).unwrap();
        // Where a file was there is a folder now, and where there was a folder, a file.
        fs::remove_file(content.join("notes")).unwrap();
        fs::create_dir(content.join("notes")).unwrap();
        fs::write(content.join("notes/one.txt"), "one").unwrap();
        fs::write(content.join("maps"), "a file").unwrap();
        let built = build(&site, arguments);
        assert!(said(&built).contains(" 2 written, ") && said(&built).contains(", 3 removed, "), "{}", said(&built));
        let files = tree(&public);
        assert_eq!(files["CNAME"], b"example.org");
        assert_eq!(files["plans/mine.txt"], b"mine");
        assert_eq!(files["maps"], b"a file");
        assert_eq!(files["notes/one.txt"], b"one");
        assert!(files.contains_key("empty/") && !files.contains_key("plans/hall.txt"), "{:?}", files.keys());
        assert_eq!(leftovers(site.path()), Vec::<String>::new());
        assert!(said(&build(&site, arguments)).starts_with("nothing has changed"));
    }
}

#[test]
fn a_folder_of_others_is_not_written_to_unless_that_is_said() {
    for arguments in [&[][..], &["--atomic"]] {
        let site = site();
        let public = site.path().join("public");
        fs::create_dir(&public).unwrap();
        fs::write(public.join("index.html"), "mine").unwrap();
        fs::write(public.join("photo.txt"), "mine too").unwrap();
        let refused = build(&site, arguments);
        assert_eq!(refused.status.code(), Some(2));
        assert!(said(&refused).contains("holds files that no build made"), "{}", said(&refused));
        assert_eq!(tree(&public).len(), 2);
        let forced = build(&site, &[arguments, &["--force"]].concat());
        assert_eq!(forced.status.code(), Some(0), "{}", said(&forced));
        let files = tree(&public);
        assert_ne!(files["index.html"], b"mine");
        assert_eq!(files["photo.txt"], b"mine too");
        assert_eq!(leftovers(site.path()), Vec::<String>::new());
        assert!(said(&build(&site, arguments)).starts_with("nothing has changed"));
    }
}

#[test]
fn a_record_that_cannot_be_read_is_named() {
    let site = site();
    run("build", &site);
    let record = site.path().join("public/.fingerpost");
    let good = fs::read_to_string(&record).unwrap();
    let outside = good.replacen("\"404.html\"", "\"../404.html\"", 1);
    let cases = [
        ("{}", "line 1 is not as fingerpost writes it"),
        ("", "line 1 is not"),
        (&good[..good[..good.len() / 2].rfind('"').unwrap()], "is not as fingerpost writes it"),
        (&good[..good[..good.len() - 1].rfind('\n').unwrap() + 1], "and should list"),
        (&good.replacen(":1,", ":2,", 1), "its format is 2"),
        (&outside, "names `../404.html`, which is no file of this folder"),
    ];
    for (bad, fault) in cases {
        fs::write(&record, bad).unwrap();
        let refused = run("build", &site);
        assert_eq!(refused.status.code(), Some(2));
        assert!(said(&refused).contains(fault), "{}", said(&refused));
        let forced = build(&site, &["--force"]);
        assert_eq!(forced.status.code(), Some(0));
        assert!(text(&forced.stderr).contains(fault) && said(&forced).contains(" 0 written, "), "{}", said(&forced));
        assert_eq!(fs::read_to_string(&record).unwrap().lines().count(), good.lines().count());
    }
}

#[test]
fn a_file_of_others_is_not_replaced_unless_that_is_said() {
    let site = site();
    run("build", &site);
    fs::write(site.path().join("public/robots.txt"), "mine").unwrap();
    fs::create_dir(site.path().join("content/static")).unwrap();
    fs::write(site.path().join("content/static/robots.txt"), "the site's").unwrap();
    for arguments in [&[][..], &["--atomic"]] {
        let refused = build(&site, arguments);
        assert_eq!(refused.status.code(), Some(2));
        assert!(said(&refused).contains("robots.txt` is a file of the site"), "{}", said(&refused));
    }
    assert_eq!(build(&site, &["--force"]).status.code(), Some(0));
    assert_eq!(fs::read_to_string(site.path().join("public/robots.txt")).unwrap(), "the site's");
}

#[cfg(unix)]
#[test]
fn a_folder_that_changes_places_keeps_what_it_had() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    let site = site();
    let real = site.path().join("www");
    fs::create_dir(&real).unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o2750)).unwrap();
    symlink("www", site.path().join("public")).unwrap();
    assert_eq!(build(&site, &["--atomic"]).status.code(), Some(0));
    symlink("index.html", real.join("link")).unwrap();
    let of = |file: &str| fs::metadata(real.join(file)).unwrap();
    let (folder, same) = (fs::metadata(&real).unwrap().ino(), of("404.html").ino());
    let list = site.path().join("content/organisation.yaml");
    let changed = fs::read_to_string(&list).unwrap().replace("Department for Education", "The Department");
    fs::write(&list, changed).unwrap();
    let built = build(&site, &["--atomic"]);
    assert_eq!(built.status.code(), Some(0), "{}", said(&built));
    assert!(fs::read_to_string(page(&site)).unwrap().contains("The Department"));
    assert_ne!(fs::metadata(&real).unwrap().ino(), folder);
    assert_eq!(of("404.html").ino(), same, "what is as it was is not written again");
    assert_eq!(fs::metadata(&real).unwrap().mode() & 0o7777, 0o2750);
    // Who may give a folder to any group is root alone; elsewhere it stays one's own.
    let others = std::os::unix::fs::chown(&real, None, Some(33)).map_or(fs::metadata(&real).unwrap().gid(), |()| 33);
    fs::write(&list, fs::read_to_string(&list).unwrap().replace("The Department", "Department")).unwrap();
    assert_eq!(build(&site, &["--atomic"]).status.code(), Some(0));
    assert_eq!(fs::metadata(&real).unwrap().gid(), others);
    assert!(fs::symlink_metadata(site.path().join("public")).unwrap().is_symlink());
    assert_eq!(fs::read_link(real.join("link")).unwrap(), Path::new("index.html"));
    assert_eq!(leftovers(site.path()), Vec::<String>::new());
}

#[test]
fn what_a_build_needs_for_itself_is_kept_free() {
    let above = tempfile::tempdir().unwrap();
    let path = above.path().join("public");
    let wanted = |name: &str| [(name.to_owned(), Held::new(b"x"))];
    for name in [".fingerpost", ".fingerpost-new/1", "../x", "/x", ""] {
        let files = wanted(name);
        let folder = Folder::open(&System, &path, Foreign::Respected).unwrap();
        let written = folder.write(Wanted { files: &files, fingerprint: None, manner: Manner::Plain });
        assert!(matches!(written, Err(WriteError::Name(_))), "{name}");
    }
    fs::create_dir(&path).unwrap();
    let first = Folder::open(&System, &path, Foreign::Respected).unwrap();
    let busy = Folder::open(&System, &path, Foreign::Respected).err().unwrap();
    assert!(busy.to_string().starts_with("another build writes into "), "{busy}");
    drop(first);
    fs::write(above.path().join(".public.fingerpost-new"), "mine").unwrap();
    let files = wanted("x");
    let folder = Folder::open(&System, &path, Foreign::Respected).unwrap();
    let fault = folder.write(Wanted { files: &files, fingerprint: None, manner: Manner::Atomic }).unwrap_err();
    assert!(fault.to_string().contains("something else stands there"), "{fault}");
    assert_eq!(fs::read_to_string(above.path().join(".public.fingerpost-new")).unwrap(), "mine");
}

#[test]
fn a_file_that_is_held_in_pieces_is_whole_and_is_written_only_when_it_changes() {
    let above = tempfile::tempdir().unwrap();
    let path = above.path().join("public");
    let mut text: Vec<String> = (0..300_000).map(|number| format!("{number} is a number. ")).collect();
    for (last, is_written) in [("one", true), ("one", false), ("two", true)] {
        *text.last_mut().unwrap() = last.to_owned();
        let files = [("all.txt".to_owned(), Held::of(text.iter().cloned()))];
        let folder = Folder::open(&System, &path, Foreign::Respected).unwrap();
        let written = folder.write(Wanted { files: &files, fingerprint: None, manner: Manner::Plain }).unwrap();
        assert_eq!(written.changed, usize::from(is_written), "{last}");
        assert!(fs::read_to_string(path.join("all.txt")).unwrap() == text.concat());
    }
}

#[cfg(unix)]
#[test]
fn nothing_is_written_or_removed_behind_a_link() {
    for arguments in [&[][..], &["--atomic"]] {
        let site = site();
        let (content, public) = (site.path().join("content/static"), site.path().join("public"));
        fs::create_dir_all(content.join("old")).unwrap();
        fs::write(content.join("old/plan.txt"), "plan").unwrap();
        assert!(said(&build(&site, arguments)).starts_with("built"));
        // Somebody moves two folders elsewhere and leaves links to them; one of them the site has no more.
        let elsewhere = tempfile::tempdir().unwrap();
        for name in ["organisations", "old"] {
            fs::rename(public.join(name), elsewhere.path().join(name)).unwrap();
            std::os::unix::fs::symlink(elsewhere.path().join(name), public.join(name)).unwrap();
        }
        fs::remove_dir_all(content.join("old")).unwrap();
        let record = site.path().join("content/organisation.yaml");
        fs::write(&record, fs::read_to_string(&record).unwrap().replace("Education", "Learning")).unwrap();
        let before = tree(elsewhere.path());
        let refused = build(&site, arguments);
        assert_eq!(refused.status.code(), Some(2));
        let fault = said(&refused);
        assert!(fault.contains("public/organisations` is a symbolic link, and the site has a folder there"), "{fault}");
        assert_eq!(leftovers(site.path()), Vec::<String>::new());
        let forced = build(&site, &[arguments, &["--force"]].concat());
        assert_eq!(forced.status.code(), Some(0), "{}", said(&forced));
        assert_eq!(tree(elsewhere.path()), before);
        assert!(fs::read_to_string(page(&site)).unwrap().contains("Learning"));
        assert!(fs::symlink_metadata(public.join("organisations")).unwrap().is_dir());
        assert!(fs::symlink_metadata(public.join("old")).unwrap().is_symlink(), "what nobody needs stays");
        assert!(said(&build(&site, arguments)).starts_with("nothing has changed"));
    }
}
