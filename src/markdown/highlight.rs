use super::escape::escape;
use std::sync::LazyLock;
use syntect::parsing::{ParseState, ScopeStack, SyntaxSet};
use syntect::util::LinesWithEndings;

/// The languages that are known. Loaded when the first code block is printed: most pages have none.
static LANGUAGES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// Scopes and the classes that a theme colours; the first that begins a scope counts. A dozen is what a reader can tell
/// apart; a class for each of some hundred scopes would make every style sheet a list of them.
const CLASSES: [(&str, &str); 12] = [
    ("comment", "c"),
    ("string", "s"),
    ("constant.numeric", "n"),
    ("constant.language", "b"),
    ("constant", "l"),
    ("keyword", "k"),
    ("storage", "t"),
    ("entity.name.tag", "f"),
    ("entity.name", "f"),
    ("variable", "v"),
    ("markup", "m"),
    ("invalid", "x"),
];

/// A code block as HTML, its words in `<span class>`es where the language is known.
pub(super) fn highlight(language: &str, code: &str) -> String {
    let mut out = String::from("<pre><code>");
    match LANGUAGES.find_syntax_by_token(language).filter(|_| !language.is_empty()) {
        Some(syntax) => {
            let (mut state, mut stack) = (ParseState::new(syntax), ScopeStack::new());
            for line in LinesWithEndings::from(code) {
                highlight_line(line, &mut state, &mut stack, &mut out);
            }
        }
        None => escape(code, &mut out),
    }
    out.push_str("</code></pre>\n");
    out
}

fn highlight_line(line: &str, state: &mut ParseState, stack: &mut ScopeStack, out: &mut String) {
    let changes = state.parse_line(line, &LANGUAGES).unwrap_or_default();
    let mut from = 0;
    for (at, change) in changes {
        print(line.get(from..at).unwrap_or_default(), stack, out);
        from = at;
        // A grammar that closes what it never opened costs the colour of a word, not the page.
        let _ = stack.apply(&change);
    }
    print(line.get(from..).unwrap_or_default(), stack, out);
}

fn print(text: &str, stack: &ScopeStack, out: &mut String) {
    match class(stack).filter(|_| !text.trim().is_empty()) {
        Some(class) => {
            out.push_str("<span class=\"");
            out.push_str(class);
            out.push_str("\">");
            escape(text, out);
            out.push_str("</span>");
        }
        None => escape(text, out),
    }
}

fn class(stack: &ScopeStack) -> Option<&'static str> {
    stack.as_slice().iter().rev().find_map(|scope| {
        let name = scope.build_string();
        CLASSES.iter().find(|(prefix, _)| name.starts_with(prefix)).map(|(_, class)| *class)
    })
}
