//! A link to a path of the site: a page, or a file.

use super::{Page, Written};
use crate::diagnostic::{Code, Diagnostic, Fix, nearest};
use crate::markdown::Form;
use crate::route::Owner;

impl Page<'_> {
    /// A link to a path: a page of this site, a heading of this text, a file.
    pub(super) fn path(self, written: Written<'_, '_>) -> Option<Diagnostic> {
        let destination = &*written.link.destination;
        let (path, fragment) =
            destination.split_once('#').map_or((destination, None), |(path, fragment)| (path, Some(fragment)));
        let path = path.split('?').next().unwrap_or_default();
        if path.is_empty() {
            return fragment.and_then(|fragment| self.own_heading(fragment, written));
        }
        let Some(path) = Some(path).filter(|path| path.starts_with('/') && !path.starts_with("//")) else {
            return self.relative(path, written);
        };
        let routes = self.all.routes;
        if routes.redirect(path).is_some() {
            return None;
        }
        match routes.owner(path) {
            Some(Owner::Record(index)) => fragment.and_then(|fragment| self.on_page(index, fragment, written)),
            Some(_) => None,
            None => (!routes.has(path)).then(|| self.nowhere(path, written)),
        }
    }

    fn nowhere(self, path: &str, written: Written<'_, '_>) -> Diagnostic {
        let routes = self.all.routes;
        if let Some(below) = routes.base().below(path).filter(|below| routes.has(below)) {
            let message =
                format!("`{}` is added to every path of the site, and stands in this one", routes.base().path());
            return write_path(Diagnostic::new(Code::DanglingLink, written.place(), message), below);
        }
        let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
        if is_file || written.link.form == Form::Image {
            let fault =
                Diagnostic::new(Code::MissingFile, written.place(), format!("there is no file `content/static{path}`"));
            let known = routes.files().map(|(path, _)| path).chain(routes.assets().names());
            let bare = path.trim_start_matches("/content").trim_start_matches("/static");
            if bare != path && routes.has(bare) {
                return write_path(fault, bare);
            }
            return fault.help_with_name(
                nearest(path, known),
                format!("put the file there, as `content/static{path}`, or correct the name"),
            );
        }
        let with_slash = format!("{path}/");
        let fault = Diagnostic::new(Code::DanglingLink, written.place(), format!("there is no page at `{path}`"));
        let owner = routes.owner(&with_slash);
        let named = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let id = match owner {
            Some(Owner::Record(index)) => self.id(index),
            Some(_) => None,
            None => self.only_id(named),
        };
        match (owner, id) {
            (Some(_), Some(id)) => {
                let help = format!("write `{with_slash}`, or `{id}`, which stays right when the page moves");
                let guess = Fix::guess(format!("write `{id}`"), fault.primary.place.clone(), id);
                fault.help(help).fix(guess)
            }
            (Some(_), None) => write_path(fault, &with_slash),
            (None, Some(id)) => fault.help(format!("write `{id}`")).fix(self.renamed(written, &id)),
            (None, None) => {
                let known = routes.iter().map(|(path, _)| path);
                let otherwise = format!("name a record, as in `[text]({})`, or a page that there is", self.example());
                fault.help_with_name(nearest(path, known), otherwise)
            }
        }
    }

    fn renamed(self, written: Written<'_, '_>, id: &str) -> Fix {
        Fix::guess(format!("write `{id}`"), written.place(), id)
    }

    fn relative(self, path: &str, written: Written<'_, '_>) -> Option<Diagnostic> {
        let fault =
            Diagnostic::new(Code::DanglingLink, written.place(), format!("`{path}` does not say where it leads"));
        if let Some(id) = self.only_id(path) {
            return Some(fault.help(format!("write `{id}`")).fix(self.renamed(written, &id)));
        }
        let bare = ["./", "../", "content/", "static/"].iter().fold(path, |path, begin| path.trim_start_matches(begin));
        let absolute = format!("/{bare}");
        let with_slash = format!("{absolute}/");
        let known = [absolute, with_slash].into_iter().find(|path| self.all.routes.has(path));
        if let Some(known) = known {
            return Some(write_path(fault, &known));
        }
        let help = match written.link.form {
            Form::Image => {
                "put the file into `content/static/`, and write its path from there, beginning with `/`".into()
            }
            _ => {
                format!("name a record, as in `[text]({})`, or begin with `/` for a page of this site", self.example())
            }
        };
        Some(fault.help(help))
    }
}

/// A path of this site in place of what is written.
fn write_path(fault: Diagnostic, path: &str) -> Diagnostic {
    let fix = Fix::guess(format!("write `{path}`"), fault.primary.place.clone(), path);
    fault.help(format!("write `{path}`")).fix(fix)
}
