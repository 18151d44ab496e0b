//! Lines: how they are indented, where their colon is.

use super::start::in_quotes;
use super::{Last, Part, Seen, bad, stray};
use crate::diagnostic::{Diagnostic, Fix};
use crate::yaml::fault::shown;
use std::ops::Range;

/// The longest key that YAML allows without a `?`.
const KEY_LIMIT: usize = 1024;

/// A tab where YAML wants spaces.
pub(in super::super) fn tab(part: &Part<'_>, at: usize) -> Diagnostic {
    // granit may name the text before the tab: then the tab begins one of the next lines.
    let start = part.line_start(at);
    let tab = indentation_tab(part, start).or_else(|| part.rest(start).find('\t').map(|tab| start + tab)).unwrap_or(at);
    bad(part, part.character(tab), "a tab is used for indentation")
        .label("this is a tab")
        .help("replace the tab with spaces")
}

/// A colon after what is no key.
pub(super) fn colon(part: &Part<'_>, at: usize, seen: &Seen) -> Diagnostic {
    let line = part.line_start(at);
    match &seen.last {
        Last::Text(text) if text.end <= at && text.start < line => match key_before(part, text.start) {
            Some(key) => indented_too_far(part, at, key, text.clone()),
            None => no_colon(part, text.start),
        },
        last => {
            let start = match last {
                Last::Text(text) if text.end <= at => in_quotes(part, text.start, seen),
                _ => None,
            };
            let help = match start {
                Some(quoted) => format!("put the value in quotes: {quoted}"),
                None => "put the value in quotes".to_owned(),
            };
            bad(part, part.character(at), "the value holds a second `: `")
                .label("text with a colon and a space has to stand in quotes")
                .help(help)
        }
    }
}

/// A line without a colon where a field is expected.
pub(super) fn no_colon(part: &Part<'_>, at: usize) -> Diagnostic {
    let line = part.slice(at..part.line_end(at)).trim_end();
    if line.chars().take(KEY_LIMIT + 1).count() > KEY_LIMIT {
        return bad(part, at..at + line.len(), format!("the name of a field is longer than {KEY_LIMIT} letters"))
            .label("read as a name")
            .help("shorten it, or indent the line if it belongs to the text above");
    }
    if let Some(colon) = line.find(':').filter(|colon| !line.get(*colon..).is_some_and(|rest| rest.starts_with("://")))
    {
        return bad(part, part.character(at + colon), "there is no space after the colon")
            .label("read as part of the text")
            .help("put a space after the colon, or indent the line if it belongs to the text above");
    }
    if let Some(fault) = other_separator(part, at, line) {
        return fault;
    }
    let is_first = part.slice(part.line_start(at)..at).trim().is_empty();
    if is_first && stray::is_below_item(part, at) {
        let (message, item) = match stray::item(line) {
            Some(item) => ("there is no space behind the dash of this item", item),
            None => ("this line has no dash, and the items of its list above have", shown(&format!("- {line}"))),
        };
        return bad(part, at..at + line.len(), message)
            .label("in line with the dashes above it")
            .help(format!("write {item}, or indent the line if it belongs to the text above"));
    }
    let help = if let Some(item) = stray::item(line) {
        format!("begin an item with `- `: {item}, or indent the line if it belongs to the text above")
    } else {
        format!(
            "write {} and its value, or indent the line if it belongs to the text above",
            shown(&format!("{line}:"))
        )
    };
    bad(part, at..at + line.len(), format!("there is no colon after {}", shown(line)))
        .label("read as the name of a field")
        .help(help)
}

/// The name of a field and its value, with another mark than a colon between them.
fn other_separator(part: &Part<'_>, at: usize, line: &str) -> Option<Diagnostic> {
    let is_name = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || "_-".contains(letter);
    let rest = line.trim_start_matches(is_name);
    let name = line
        .get(..line.len() - rest.len())
        .filter(|name| name.starts_with(|letter: char| letter.is_ascii_lowercase()))?;
    let mark = rest.trim_start();
    let value = mark.trim_start_matches([';', '=', '：', '﹕']);
    if value.trim().is_empty() || (mark.len() == value.len() && mark.len() == rest.len()) {
        return None;
    }
    let separator = at + name.len()..at + line.len() - value.trim_start().len();
    let wanted = format!("{name}: {}", value.trim());
    let mark = mark.get(..mark.len() - value.len()).unwrap_or_default();
    let place =
        if mark.is_empty() { at..at + name.len() } else { part.character(at + line.len() - value.len() - mark.len()) };
    let label = if mark.is_empty() { "read as the name of a field" } else { "a colon belongs here" };
    let fix = Fix::guess(format!("write {}", shown(&wanted)), part.place(separator), ": ");
    let help = format!("write {}, or indent the line if it belongs to the text above", shown(&wanted));
    Some(bad(part, place, format!("there is no colon after {}", shown(name))).label(label).help(help).fix(fix))
}

/// A line that fits nowhere.
pub(super) fn misplaced(part: &Part<'_>, at: usize, seen: &Seen) -> Diagnostic {
    let content = content(part, at);
    if let Some(tab) = indentation_tab(part, part.line_start(at)).filter(|tab| *tab < content.start) {
        return self::tab(part, tab);
    }
    // Where nothing is open yet, granit lets a tab pass, and stops at the next line.
    let above = part.slice(0..part.line_start(at)).trim_end().len();
    if let Some(tab) = part.slice(part.line_start(above)..self::content(part, above).start).find('\t') {
        return self::tab(part, part.line_start(above) + tab);
    }
    // granit stops at the dash or after it.
    let is_item =
        part.rest(content.start).starts_with("- ") && part.slice(content.start..at).trim_matches(['-', ' ']).is_empty();
    if let Last::Block(text) = &seen.last
        && text.start < content.start
    {
        return bad(part, content, "this line is indented less than the text above it")
            .label("neither a part of the text nor a new field")
            .also(part.place(part.character(text.start)), "the text begins here")
            .help("indent it like the first line of the text, or like the field above if it is one");
    }
    if content.start < at && !is_item {
        let quoted = in_quotes(part, value_start(part, content.clone()), seen);
        let quoted = quoted.map(|quoted| format!(": {quoted}")).unwrap_or_default();
        return bad(part, at..content.end.max(at), "text follows the end of a value")
            .label("not a part of the value")
            .help(format!("put the whole text in quotes{quoted}"));
    }
    let column = content.start - part.line_start(at);
    let around = Around::of(part, content.start, column);
    let above = match &seen.last {
        Last::Text(value) if value.end < content.start && around.more.is_none() => {
            key_before(part, value.start).map(|key| (key, value.clone()))
        }
        _ => None,
    };
    if is_item && (around.equal || above.is_some()) {
        return bad(part, content, "an item of a list stands where a field is expected")
            .label("the field above it has a value already, or is indented otherwise")
            .help("indent the item like the others of its list, or put it below a field without a value");
    }
    if around.equal {
        return bad(part, content, "a field stands where an item of a list is expected")
            .label("in line with the items above it")
            .help("begin the line with `- ` if it is an item, or indent the list below a field of its own");
    }
    if let Some((key, value)) = above {
        let name = part.slice(content.clone()).split(':').next().unwrap_or_default();
        return indented_too_far(part, content.start + name.len(), key, value);
    }
    bad(part, content, "the indentation of this line fits no line above it")
        .label(if column == 0 { "not indented".to_owned() } else { format!("indented by {}", spaces(column)) })
        .help(around.help())
}

/// A text of several lines whose first line is indented less than it has to be.
pub(super) fn block_text(part: &Part<'_>, at: usize) -> Diagnostic {
    bad(part, content(part, at), "the first line of the text is not indented far enough")
        .label("less than the `|` or `>` above it, or a blank line, asks for")
        .help("indent all lines of the text alike, and delete spaces from blank lines above it")
}

/// What stands on a line, without its indentation and the blanks at its end.
pub(super) fn content(part: &Part<'_>, at: usize) -> Range<usize> {
    let start = part.line_start(at);
    let line = part.slice(start..part.line_end(at));
    let indentation = line.len() - line.trim_start_matches([' ', '\t']).len();
    start + indentation..start + line.trim_end().len().max(indentation)
}

/// Where the value of the field or item on a line begins.
fn value_start(part: &Part<'_>, content: Range<usize>) -> usize {
    let line = part.slice(content.clone());
    let item = line.trim_start_matches("- ");
    let value = item.split_once(": ").map_or(item, |(_, value)| value);
    content.end - value.trim_start().len()
}

/// A line that would be a field, had the one above it no value.
fn indented_too_far(part: &Part<'_>, at: usize, above: Range<usize>, value: Range<usize>) -> Diagnostic {
    let key = content(part, at).start..at;
    let (name, above_name) = (shown(part.slice(key.clone())), shown(part.slice(above)));
    let first_line = value.start..value.end.min(part.line_end(value.start));
    bad(part, key, format!("{name} is indented further than {above_name}, which has a value already"))
        .label("read as part of the value above")
        .also(part.place(first_line), "the value begins here")
        .help(format!("indent {name} like {above_name}, or put this line and the value above in one pair of quotes if they belong together"))
}

/// The key that a value on its line belongs to.
fn key_before(part: &Part<'_>, value: usize) -> Option<Range<usize>> {
    let start = part.line_start(value);
    let before = part.slice(start..value);
    let key = before.trim_start_matches([' ', '\t', '-', '?']);
    let length = key.rfind(':')?;
    let start = value - key.len();
    (length > 0).then_some(start..start + length)
}

/// The first tab in the indentation of a line or, where that has none, of one of the next few: a text that runs over
/// more lines than this is not where a tab is looked for.
fn indentation_tab(part: &Part<'_>, start: usize) -> Option<usize> {
    const LINES: usize = 20;
    let mut at = start;
    for line in part.rest(start).split_inclusive(['\n', '\r']).take(LINES) {
        let indentation = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line.get(..indentation).and_then(|blanks| blanks.find('\t')) {
            return Some(at + tab);
        }
        at += line.len();
    }
    None
}

/// The columns in which the lines above one begin.
#[derive(Default)]
struct Around {
    /// The nearest that is further to the left.
    less: Option<usize>,
    /// The leftmost of those between that and this line which are further to the right.
    more: Option<usize>,
    /// Whether there is one in the same column.
    equal: bool,
}

impl Around {
    fn of(part: &Part<'_>, start: usize, column: usize) -> Self {
        let mut around = Self::default();
        let above = part.slice(0..part.line_start(start));
        for line in above.rsplit(['\n', '\r']).filter(|line| !line.trim_start().is_empty()) {
            let text = line.trim_start_matches(' ');
            let dash = line.len() - text.len();
            let item = text.trim_start_matches(['-', ' ']);
            let columns = [line.len() - item.len(), dash];
            let is_item = text.starts_with("- ");
            for found in columns.into_iter().skip(usize::from(!is_item)).filter(|_| !text.starts_with('#')) {
                if found > column {
                    around.more = Some(around.more.map_or(found, |more| more.min(found)));
                } else if found == column {
                    around.equal = true;
                } else {
                    around.less = around.less.or(Some(found));
                }
            }
            if around.less.is_some() || around.equal {
                break;
            }
        }
        around
    }

    fn help(&self) -> String {
        match (self.less, self.more) {
            (Some(less), Some(more)) => {
                format!("indent it by {} or by {}, like the lines above", spaces(less), spaces(more))
            }
            (Some(only), None) | (None, Some(only)) => format!("indent it by {}, like the lines above", spaces(only)),
            (None, None) => "indent it like the lines above".to_owned(),
        }
    }
}

fn spaces(count: usize) -> String {
    match count {
        0 => "no spaces".to_owned(),
        1 => "1 space".to_owned(),
        _ => format!("{count} spaces"),
    }
}
