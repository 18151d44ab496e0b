//! Files below `content/` that cannot be records where they lie.

use super::read::{Outcome, Reader};
use crate::diagnostic::{Code, listed, nearest};
use crate::source::Span;

impl Reader<'_> {
    pub(super) fn misplaced(self, top: &str) -> Outcome {
        let path = self.source.path();
        let fault = self.fault(Code::MisplacedFile, Span::first(), format!("`{path}` belongs to no kind"));
        let fault = fault.note(format!("the kinds are {}", listed(self.kinds.names())));
        let fault = match nearest(top, self.kinds.names()) {
            Some(near) => fault.help(format!("move it to `content/{near}/`")),
            None => fault
                .help(format!("describe the kind in `content/kinds/{top}.yaml`, or move the file out of `content/`")),
        };
        Outcome { diagnostics: vec![fault], ..Outcome::default() }
    }

    /// A file in `content/` itself that is no list of records.
    pub(super) fn beside_kinds(self, file: &str) -> Outcome {
        match file.rsplit_once('.') {
            Some(("site", _)) => self.not_a_record(file),
            Some((name, ending)) if self.kinds.find(name).is_some() || !is_text(ending) => self.not_a_record(file),
            Some((name, _)) => self.misplaced(name),
            None => self.misplaced(file),
        }
    }

    pub(super) fn not_a_record(self, file: &str) -> Outcome {
        let fault = self.fault(Code::MisplacedFile, Span::first(), format!("`{file}` is no record"));
        let help = match file.rsplit_once('.') {
            Some((name, "yml" | "YML" | "YAML")) => format!("name it `{name}.yaml`"),
            Some((name, "markdown" | "MD")) => format!("name it `{name}.md`"),
            Some((_, ending)) if !is_text(ending) => {
                "put files for readers into `content/static/`, or move it out of `content/`".to_owned()
            }
            _ => "name it `<name>.yaml` or `<name>.md`, or move it out of `content/`".to_owned(),
        };
        Outcome { diagnostics: vec![fault.help(help)], ..Outcome::default() }
    }
}

/// Whether a file of this ending may be meant as a record.
fn is_text(ending: &str) -> bool {
    matches!(ending.to_ascii_lowercase().as_str(), "yaml" | "yml" | "md" | "markdown" | "txt" | "json" | "toml" | "")
}
