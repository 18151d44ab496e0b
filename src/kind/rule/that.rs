//! `that`: an expression that has to be true.

use super::look_up::{LookUp, too_deep};
use super::scan::{Flaw, Token, scan};
use super::subject::Subject;
use super::uses::Use;
use super::value::{Measure, NotKnown, Values};
use super::words;
use crate::kind::{Kind, Kinds};
use cel::common::types::CelBool;
use cel::extractors::This;
use cel::{Context, Env, IdedExpr, ParseError, Value};
use regex::Regex;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

/// How many steps an evaluation may take: a few seconds. Two macros in one another may go through two thousand items.
const STEP_LIMIT: usize = 4_000_000;

/// How many bytes of a text count as one step.
const BYTES_A_STEP: usize = 1_000;

/// How deep the parser may go. Brackets are bounded before; `a ? b : c ? d : e` nests without any.
const PARSER_DEPTH: u16 = 24;

/// A compiled expression.
pub(super) struct That {
    expression: IdedExpr,
    uses: Use,
    patterns: Vec<Arc<Regex>>,
    /// How deep its macros nest.
    loops: usize,
    /// How long its own lists are.
    items: usize,
    /// The ids that it names, and at which of its characters.
    pub(super) named: Vec<(Box<str>, Range<usize>)>,
}

/// What came of an expression.
pub(super) enum Outcome {
    True,
    False,
    /// Something is unknown or not there.
    Open,
    /// It cannot be evaluated.
    Failed(String),
}

impl That {
    /// Compiles an expression, and looks every name in it up.
    pub(super) fn compile(text: &str, kind: &Kind, kinds: &Kinds) -> Result<Self, Vec<Flaw>> {
        let tokens = scan(text).map_err(|flaw| vec![flaw])?;
        let parser = environment().parser().max_recursion_depth(PARSER_DEPTH);
        let (mut expression, places) = parser
            .parse_with_source_info(text)
            .map_err(|errors| vec![syntax_flaw(text, &tokens, errors.errors.first())])?;
        let mut look_up = LookUp::new(kind, kinds, text, places);
        look_up.read(&mut expression);
        if !look_up.flaws.is_empty() {
            return Err(look_up.flaws);
        }
        let LookUp { uses, patterns, loops, items, named, .. } = look_up;
        Ok(Self { expression, uses, patterns, loops, items, named })
    }

    /// Whether it asks of one record alone.
    pub(super) fn is_alone(&self) -> bool {
        self.uses.own("to").is_none() && self.uses.own("from").is_none()
    }

    pub(super) fn evaluate<'a>(&self, subject: &dyn Subject<'a>) -> Outcome {
        let mut context = Context::with_env(environment().clone());
        let mut values = Values { subject, measure: Measure::default() };
        for (name, used) in self.uses.names() {
            let value = match &**name {
                "self" => values.own(used),
                "to" => values.to(used),
                _ => values.from(used),
            };
            match value {
                Ok(value) => context.add_variable_as_val(&**name, value),
                Err(NotKnown) => return Outcome::Open,
            }
        }
        if self.steps(values.measure) > STEP_LIMIT {
            return Outcome::Failed("it goes through too many items".to_owned());
        }
        for (index, pattern) in self.patterns.iter().enumerate() {
            let pattern = pattern.clone();
            let matches = move |This(text): This<Arc<String>>| pattern.is_match(&text);
            if context.add_function(&format!("matches@{index}"), matches).is_err() {
                return Outcome::Failed("its pattern cannot be used".to_owned());
            }
        }
        match Value::resolve_val(&self.expression, &context) {
            Ok(value) => match value.downcast_ref::<CelBool>() {
                Some(value) if *value.inner() => Outcome::True,
                Some(_) => Outcome::False,
                None => Outcome::Failed(format!(
                    "it gives {}, and a rule gives true or false",
                    words::one(value.get_type().name())
                )),
            },
            Err(error) => words::failure(&error).map_or(Outcome::Open, Outcome::Failed),
        }
    }

    /// How many steps it takes at most: each macro goes through a list, for each item of the macro around it.
    fn steps(&self, measure: Measure) -> usize {
        let power = u32::try_from(self.loops).unwrap_or(u32::MAX);
        let items = measure.items.max(self.items).saturating_pow(power).max(1);
        items.saturating_mul(1 + measure.bytes / BYTES_A_STEP)
    }
}

impl std::fmt::Debug for That {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("That").field("uses", &self.uses).finish_non_exhaustive()
    }
}

/// The functions of the language, shared by all rules: to make them takes a hundred times what a rule does.
fn environment() -> &'static Arc<Env> {
    static ENVIRONMENT: LazyLock<Arc<Env>> = LazyLock::new(|| Arc::new(Env::stdlib().with_optional_support(false)));
    &ENVIRONMENT
}

/// What is wrong with a text that cannot be parsed. Of the parser's own words only those are taken that are about what
/// it makes of a call; where it is lost, it lists every sign it knows.
fn syntax_flaw(text: &str, tokens: &[Token], error: Option<&ParseError>) -> Flaw {
    let (line, column) = error.map_or((1, 1), |error| error.pos);
    let says = |words: &str| error.is_some_and(|error| error.msg.contains(words));
    if says("Recursion limit") {
        return too_deep(text.chars().count());
    }
    let lines = text.split_inclusive('\n').take(usize::try_from(line - 1).unwrap_or(0));
    let at = lines.map(|line| line.chars().count()).sum::<usize>() + usize::try_from(column - 1).unwrap_or(0);
    let Some(token) = tokens.iter().find(|token| token.range.end > at) else {
        let range = tokens.last().map_or(0..0, |token| token.range.clone());
        return Flaw::new(range, "the rule ends too early", "write what follows, or take the last sign out");
    };
    let range = token.range.clone();
    if says("has() macro") {
        return Flaw::new(range, "`has` has to be given a field", "write it like `has(self.title)`");
    }
    if says("simple name") {
        let help = "write it like `self.needs.all(need, need.because != \"\")`";
        return Flaw::new(range, "here a name for the item has to stand", help);
    }
    let before = tokens.iter().take_while(|other| other.range.end <= token.range.start).last();
    if before.is_some_and(|before| before.text == "<" && before.range.end == range.start) && token.text == ">" {
        return Flaw::new(range.start - 1..range.end, "`<>` is no sign of a rule", "write `!=`");
    }
    let help = "correct the rule: it reads like `self.days > 3 && has(self.title)`";
    Flaw::new(range, format!("`{}` cannot stand here", token.text), help)
}
