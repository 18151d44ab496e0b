//! What can be said of an expression before it is parsed: whether it is too large, and the commonest mistakes, in words
//! that the parser does not have.

use std::ops::Range;

/// How many characters an expression may have. A rule that one can still read has two hundred at most.
const LENGTH_LIMIT: usize = 2_000;

/// How many words, numbers, texts and signs: what one can still read has sixty.
const TOKEN_LIMIT: usize = 250;

/// How deep brackets may nest. The parser takes up to 180 KB of the stack for each, and a thread may have 2 MB; a rule that
/// asks about lists in lists has four.
const BRACKET_LIMIT: usize = 6;

/// What is wrong with a text, and at which of its characters.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Flaw {
    pub(super) range: Range<usize>,
    pub(super) fact: String,
    pub(super) help: String,
}

impl Flaw {
    pub(super) fn new(range: Range<usize>, fact: impl Into<String>, help: impl Into<String>) -> Self {
        Self { range, fact: fact.into(), help: help.into() }
    }
}

/// A word, a number, a text or a sign, by its characters.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) range: Range<usize>,
    pub(super) text: String,
}

/// Cuts an expression into its tokens.
///
/// # Errors
/// The first thing that cannot be in an expression.
pub(super) fn scan(text: &str) -> Result<Vec<Token>, Flaw> {
    let letters: Vec<char> = text.chars().collect();
    if letters.len() > LENGTH_LIMIT {
        let fact = format!("the rule has more than {LENGTH_LIMIT} characters");
        return Err(Flaw::new(0..letters.len(), fact, "make it several rules"));
    }
    let mut scanner = Scanner { letters: &letters, at: 0, tokens: Vec::new() };
    while let Some(token) = scanner.token()? {
        scanner.tokens.push(token);
    }
    let tokens = scanner.tokens;
    if tokens.is_empty() {
        return Err(Flaw::new(0..letters.len(), "the rule is empty", "say what has to be true, or take the rule out"));
    }
    if tokens.len() > TOKEN_LIMIT {
        let fact = format!("the rule has more than {TOKEN_LIMIT} words and signs");
        return Err(Flaw::new(0..letters.len(), fact, "make it several rules"));
    }
    check_brackets(&tokens)?;
    Ok(tokens)
}

struct Scanner<'a> {
    letters: &'a [char],
    at: usize,
    tokens: Vec<Token>,
}

impl Scanner<'_> {
    fn token(&mut self) -> Result<Option<Token>, Flaw> {
        while self.peek(0).is_some_and(char::is_whitespace) {
            self.at += 1;
        }
        let start = self.at;
        let Some(letter) = self.peek(0) else { return Ok(None) };
        if letter == '"' || letter == '\'' {
            self.quoted(letter)?;
        } else if letter.is_ascii_alphanumeric() || letter == '_' {
            while self.peek(0).is_some_and(|letter| letter.is_ascii_alphanumeric() || letter == '_') {
                self.at += 1;
            }
        } else {
            self.sign(letter)?;
        }
        let token = Token {
            range: start..self.at,
            text: self.letters.get(start..self.at).unwrap_or_default().iter().collect(),
        };
        match &*token.text {
            "and" | "AND" => Err(Flaw::new(token.range, "`and` is no word of a rule", "write `&&`")),
            "or" | "OR" => Err(Flaw::new(token.range, "`or` is no word of a rule", "write `||`")),
            "not" | "NOT" => Err(Flaw::new(token.range, "`not` is no word of a rule", "write `!`")),
            _ => Ok(Some(token)),
        }
    }

    fn quoted(&mut self, mark: char) -> Result<(), Flaw> {
        let start = self.at;
        self.at += 1;
        loop {
            match self.peek(0) {
                Some('\\') => self.at += 2,
                Some(letter) if letter == mark => {
                    self.at += 1;
                    return Ok(());
                }
                Some('\n') | None => {
                    let range = start..self.at.min(self.letters.len());
                    return Err(Flaw::new(range, "this text never ends", format!("close it with `{mark}`")));
                }
                Some(_) => self.at += 1,
            }
        }
    }

    fn sign(&mut self, letter: char) -> Result<(), Flaw> {
        let two: String = [Some(letter), self.peek(1)].into_iter().flatten().collect();
        let range = self.at..self.at + 1;
        if ["==", "!=", "<=", ">=", "&&", "||"].contains(&&*two) {
            self.at += 2;
            return Ok(());
        }
        let instead = match letter {
            '=' => "write `==` to compare",
            '&' => "write `&&`",
            '|' => "write `||`",
            '\u{201c}' | '\u{201d}' => "write straight quotation marks, `\"`",
            '\u{2018}' | '\u{2019}' => "write straight quotation marks, `'`",
            '≠' => "write `!=`",
            '≤' => "write `<=`",
            '≥' => "write `>=`",
            '{' | '}' => "take it out: a rule makes no mappings",
            _ if "()[].,<>!?:+-*/%".contains(letter) => {
                self.at += 1;
                return Ok(());
            }
            _ => "take it out, or put it in quotation marks",
        };
        Err(Flaw::new(range, format!("`{letter}` is no sign of a rule"), instead))
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.letters.get(self.at + ahead).copied()
    }
}

fn check_brackets(tokens: &[Token]) -> Result<(), Flaw> {
    let mut open: Vec<&Token> = Vec::new();
    for token in tokens {
        match &*token.text {
            "(" | "[" => {
                open.push(token);
                if open.len() > BRACKET_LIMIT {
                    let fact = format!("brackets stand in brackets more than {BRACKET_LIMIT} times");
                    return Err(Flaw::new(token.range.clone(), fact, "make it several rules"));
                }
            }
            ")" | "]" => match open.pop() {
                Some(first) if closed(&first.text) == token.text => {}
                Some(first) => {
                    let fact = format!("`{}` closes nothing here", token.text);
                    let help = format!("close `{}` with `{}` first", first.text, closed(&first.text));
                    return Err(Flaw::new(token.range.clone(), fact, help));
                }
                None => {
                    let fact = format!("`{}` closes nothing here", token.text);
                    return Err(Flaw::new(token.range.clone(), fact, "take it out, or open it before"));
                }
            },
            _ => {}
        }
    }
    match open.pop() {
        Some(first) => {
            let help = format!("close it with `{}`", closed(&first.text));
            Err(Flaw::new(first.range.clone(), format!("`{}` is never closed", first.text), help))
        }
        None => Ok(()),
    }
}

fn closed(open: &str) -> &'static str {
    if open == "(" { ")" } else { "]" }
}
