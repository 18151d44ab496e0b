//! `broken-symlink`: a symbolic link among the files of the site, behind which there is nothing.

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::source::{Lost, Place, Sources, Span};

pub(super) fn check(sources: &Sources) -> impl Iterator<Item = Diagnostic> {
    sources.lost().map(|lost| fault(lost, sources))
}

fn fault(lost: &Lost, sources: &Sources) -> Diagnostic {
    let Lost { path, target, is_circle } = lost;
    let place = Place { path: path.clone(), span: Span::first() };
    if *is_circle {
        let message = format!("this is a symbolic link to `{target}`, which leads back to the link");
        return Diagnostic::new(Code::BrokenSymlink, place, message).help("remove the link");
    }
    let message = format!("this is a symbolic link to `{target}`, and there is nothing");
    let help = meant(&led(path, target), sources).map_or_else(
        || "put the file back to where the link leads, or remove the link".to_owned(),
        |near| format!("let the link lead to `{near}`, or remove it"),
    );
    Diagnostic::new(Code::BrokenSymlink, place, message).help(help)
}

/// The file that is probably meant: one of the same name in another folder, or the one beside that is spelt most like it.
fn meant<'a>(led: &str, sources: &'a Sources) -> Option<&'a str> {
    let (folder, name) = led.rsplit_once('/')?;
    let others = || sources.iter().filter_map(|source| Some((&**source.path(), source.path().rsplit_once('/')?)));
    let moved = others().find(|(_, (_, other))| *other == name);
    let beside = || {
        let names = others().filter(|(_, (other, _))| *other == folder).map(|(_, (_, name))| name);
        let near = nearest(name, names)?;
        others().find(|(_, other)| *other == (folder, near))
    };
    moved.or_else(beside).map(|(path, _)| path)
}

/// Where a link leads, below the site's folder.
fn led(path: &str, target: &str) -> String {
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}
