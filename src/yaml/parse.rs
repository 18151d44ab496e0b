use super::build::{Builder, Progress};
use super::part::Part;
use super::{Node, character};
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};
use granit_parser::{Options, Parser};

/// How deep lists and mappings may be nested. A record is five or six deep, a schema perhaps fifteen; everything that
/// walks a tree calls itself once a level, and a hundred levels fit into the smallest stack.
pub const DEPTH: usize = 100;

/// How many keys and values a file may hold. The largest list that anyone keeps, ten thousand records of forty fields,
/// has 800,000; a million cost some 100 MB and half a second, and a file of 16 MiB could hold eight.
///
/// This bounds the events as well: each begins a value, ends one, or names the anchor of one.
pub(super) const NODES: usize = 1_000_000;

/// How many values all aliases of a file may stand for, each counted wherever it stands. A dozen fields that a thousand
/// records share are 12,000; a hundred thousand are some megabytes, where ten lines of aliases can ask for billions.
pub(super) const ALIAS_NODES: usize = 100_000;

/// How many bytes of text all aliases of a file may stand for: as many as the largest file, for the same reason.
pub(super) const ALIAS_BYTES: usize = 16 << 20;

/// What was read of one YAML text.
#[derive(Debug)]
pub struct Parsed {
    /// The value; `None` where the text holds none, or is broken before its end.
    pub node: Option<Node>,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads `span` of a source (the whole text, or the front matter of a Markdown file) as one YAML document.
///
/// A fault of syntax ends the reading: there is one at most, and no tree. All other faults are reported together; what
/// they concern is left out of the tree or stands in it as [`super::Value::Unreadable`].
#[must_use]
pub fn parse(source: &Source, span: Span) -> Parsed {
    let part = Part::new(source, span);
    if let Some(fault) = character::forbidden(&part) {
        return Parsed { node: None, diagnostics: vec![fault] };
    }
    let mut builder = Builder::new(part);
    for event in Parser::new_from_str_with_options(part.text, options()) {
        let progress = match event {
            Ok((event, span)) => builder.take(event, span),
            Err(fault) => builder.break_off(&fault),
        };
        if progress == Progress::Done {
            break;
        }
    }
    builder.finish()
}

fn options() -> Options {
    granit_parser::options! {
        // `%YAML` and `%TAG` serve other versions and other tags, of which we have none.
        disallow_directives: true,
        emit_anchor_events: true,
        emit_unresolved_aliases: true,
        flow_nesting_limit: DEPTH,
        block_nesting_limit: DEPTH,
    }
}
