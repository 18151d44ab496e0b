//! Files in `content/static/` go to the site byte for byte.

use crate::command::{run, site, text};
use std::fs;

#[test]
fn files_are_copied_byte_for_byte() {
    let site = site();
    let files: [(&str, &[u8]); 10] = [
        ("table.csv", b"\xef\xbb\xbfname;fee\r\n"),
        ("only-a-mark.txt", b"\xef\xbb\xbf"),
        ("two-marks.txt", b"\xef\xbb\xbf\xef\xbb\xbfx"),
        ("latin.txt", b"caf\xe9"),
        ("marked-latin.txt", b"\xef\xbb\xbfcaf\xe9"),
        ("image.png", b"\x89PNG\r\n\x1a\n\0\0\xff"),
        ("empty", b""),
        ("robots.txt", b"User-agent: *\nDisallow:\n"),
        (".well-known/security.txt", b"Contact: mailto:it@council-guides.org.uk\n"),
        (".nojekyll", b""),
    ];
    // What programs leave behind, and what may hold a password, is not published.
    let others = [".DS_Store", ".env", ".git/config", ".well-known/.hidden", "notes.txt~"];
    let write = |name: &str, bytes: &[u8]| {
        let path = site.path().join("content/static").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    };
    files.iter().for_each(|(name, bytes)| write(name, bytes));
    others.iter().for_each(|name| write(name, b"x"));
    let built = run("build", &site);
    assert_eq!(built.status.code(), Some(0), "{}", text(&built.stderr));
    let public = site.path().join("public");
    for (name, bytes) in files {
        assert_eq!(fs::read(public.join(name)).unwrap(), bytes, "{name}");
    }
    for name in others {
        assert!(!public.join(name).exists(), "{name}");
    }
    assert!(text(&run("build", &site).stdout).starts_with("nothing has changed"));
}

#[test]
fn names_with_a_dot_are_for_static_files_alone() {
    let site = site();
    fs::create_dir_all(site.path().join("content/.well-known")).unwrap();
    fs::write(site.path().join("content/.well-known/x.yaml"), "x").unwrap();
    assert_eq!(run("check", &site).status.code(), Some(0));
}
