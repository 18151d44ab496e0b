//! Every name in an expression is looked up in the schemas, before there is any record.
//!
//! On the way the expression is made ready: what it uses of a record is noted, and functions of ours (`first(self.x)`)
//! become names beside the field (`self["x@first"]`), which the record is given when the rule is evaluated.

mod call;
mod item;
mod name;
mod range;

pub(super) use call::is_time;
pub(super) use name::flaw;

use super::known::{At, Known, names};
use super::scan::Flaw;
use super::uses::{Step, Trail, Use};
use crate::diagnostic::nearest;
use crate::kind::{Kind, Kinds};
use crate::schema::Shape;
use cel::IdedExpr;
use cel::common::ast::{Expr, LiteralValue, SelectExpr, SourceInfo};
use regex::Regex;
use std::ops::Range;
use std::sync::Arc;

/// How many macros may stand inside one another: what they take grows with the power of it.
const LOOP_LIMIT: usize = 3;

/// How deep an expression may nest, as `1 + 2 + 3` nests twice. Evaluation takes up to 40 KB of the stack for each, and a
/// thread may have 2 MB.
const DEPTH_LIMIT: usize = 24;

/// What a rule begins with.
const ROOTS: [&str; 3] = ["self", "to", "from"];

/// What every record has besides its fields.
pub(super) const OF_EVERY_RECORD: [&str; 2] = ["id", "slug"];

pub(super) struct LookUp<'k> {
    pub(super) kind: &'k Kind,
    pub(super) kinds: &'k Kinds,
    /// The characters of the expression.
    pub(super) text: Vec<char>,
    pub(super) places: SourceInfo,
    pub(super) uses: Use,
    /// The patterns of `matches`, by the number in the name of the function that stands for them.
    pub(super) patterns: Vec<Arc<Regex>>,
    /// How deep macros nest at most.
    pub(super) loops: usize,
    /// How long a list is that stands in the expression.
    pub(super) items: usize,
    /// The ids that it compares references with, and where they stand.
    pub(super) named: Vec<(Box<str>, Range<usize>)>,
    pub(super) flaws: Vec<Flaw>,
    bound: Vec<(String, Known<'k>)>,
    /// In how many macros the look-up is, and in how many expressions.
    depth: usize,
    nesting: usize,
}

/// Whether a value is looked into, or only asked whether it is unknown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Enter,
    Ask,
}

impl<'k> LookUp<'k> {
    pub(super) fn new(kind: &'k Kind, kinds: &'k Kinds, text: &str, places: SourceInfo) -> Self {
        Self {
            kind,
            kinds,
            text: text.chars().collect(),
            places,
            uses: Use::default(),
            patterns: Vec::new(),
            loops: 0,
            items: 0,
            named: Vec::new(),
            flaws: Vec::new(),
            bound: Vec::new(),
            depth: 0,
            nesting: 0,
        }
    }

    /// An expression whose value is used.
    pub(super) fn read(&mut self, expr: &mut IdedExpr) {
        let known = self.see(expr, Mode::Enter);
        self.use_whole(&known, expr);
    }

    /// What an operator is applied to. One that goes through a list, such as `in`, is a loop like any other.
    fn operand(&mut self, expr: &mut IdedExpr) -> Known<'k> {
        let known = self.see(expr, Mode::Enter);
        if let Known::Value(At { shape: Shape::List(_), .. }) | Known::Records(..) | Known::Items(_) = known {
            self.loops = self.loops.max(self.depth + 1);
        }
        self.use_whole(&known, expr);
        known
    }

    fn use_whole(&mut self, known: &Known<'k>, expr: &IdedExpr) {
        match known {
            Known::Value(at) => {
                let inner = self.uses.at(&at.trail);
                inner.whole = true;
                inner.number = matches!(at.shape, Shape::Number);
            }
            Known::Records(_, trail) => self.uses.at(trail).size = true,
            Known::Items(item) => self.use_whole(item, expr),
            Known::Record(..) | Known::To | Known::From => {
                let range = self.range(expr);
                self.flaws.push(Flaw::new(
                    range,
                    "a whole record cannot be compared",
                    "name one of its fields behind a `.`",
                ));
            }
            Known::Free => {}
        }
    }

    /// An expression of which a part may be used.
    fn see(&mut self, expr: &mut IdedExpr, mode: Mode) -> Known<'k> {
        if self.nesting == DEPTH_LIMIT {
            self.flaws.push(too_deep(self.text.len()));
            return Known::Free;
        }
        self.nesting += 1;
        let known = self.inner(expr, mode);
        self.nesting -= 1;
        known
    }

    fn inner(&mut self, expr: &mut IdedExpr, mode: Mode) -> Known<'k> {
        let range = self.range(expr);
        match &mut expr.expr {
            Expr::Ident(name) => return self.ident(name, range),
            Expr::Select(_) => return self.select(expr, mode),
            Expr::Call(_) => return self.call(expr, mode),
            Expr::Comprehension(comprehension) => return self.comprehension(comprehension),
            Expr::List(list) => {
                self.items = self.items.max(list.elements.len());
                list.elements.iter_mut().for_each(|item| self.read(item));
            }
            Expr::Literal(_) => {}
            // The scan takes no braces, so there are neither mappings nor messages.
            Expr::Map(_) | Expr::Struct(_) | Expr::Unspecified => {
                self.flaws.push(Flaw::new(range, "this part of the rule cannot be read", "correct it"));
            }
        }
        Known::Free
    }

    fn ident(&mut self, name: &str, range: Range<usize>) -> Known<'k> {
        if let Some((_, known)) = self.bound.iter().rev().find(|(bound, _)| bound == name) {
            return known.clone();
        }
        match name {
            "self" => Known::Record(vec![self.kind], vec![Step::Name("self".into())]),
            "to" => Known::To,
            "from" => Known::From,
            _ => {
                let bound = self.bound.iter().map(|(name, _)| &**name).filter(|name| !name.starts_with('@'));
                let known: Vec<String> = ROOTS.into_iter().chain(bound).map(str::to_owned).collect();
                let fields = self.kind.schema.as_ref().map(|schema| names(schema.properties())).unwrap_or_default();
                let help = match nearest(name, known.iter().map(String::as_str)) {
                    _ if fields.contains(&name) => format!("write `self.{name}`"),
                    Some(near) => format!("write `{near}`"),
                    None => "begin with `self.` for a field of the record, or put a text in quotation marks".to_owned(),
                };
                self.flaws.push(Flaw::new(range, format!("`{name}` means nothing in a rule"), help));
                Known::Free
            }
        }
    }

    fn select(&mut self, expr: &mut IdedExpr, mode: Mode) -> Known<'k> {
        let range = self.range(expr);
        let Expr::Select(SelectExpr { operand, field, test }) = &mut expr.expr else { return Known::Free };
        let mode = if *test { Mode::Enter } else { mode };
        let around = self.see(operand, mode);
        let known = self.step(&around, field, range, mode);
        if !*test {
            return known;
        }
        if let Some(trail) = trail(&known) {
            self.uses.at(trail).asked = true;
        }
        Known::Free
    }

    /// `self.by_year["2021"]`, `self.needs[0]`, `self.options[slug]`.
    fn index(&mut self, around: &mut IdedExpr, index: &mut IdedExpr, mode: Mode) -> Known<'k> {
        let range = self.range(index);
        let known = self.see(around, mode);
        if let Expr::Literal(LiteralValue::String(name)) = &index.expr {
            let name = name.inner().to_owned();
            return self.step(&known, &name, range, mode);
        }
        self.read(index);
        match known {
            Known::Value(at) => match at.each() {
                Some(each) => {
                    self.uses.at(&at.trail).size = true;
                    each
                }
                None => {
                    self.uses.at(&at.trail).whole = true;
                    Known::Free
                }
            },
            Known::Records(kinds, trail) => {
                self.uses.at(&trail).size = true;
                Known::Record(kinds, inside(&trail, Step::Each))
            }
            Known::Items(item) => *item,
            Known::Free => Known::Free,
            Known::Record(..) | Known::To | Known::From => {
                self.flaws.push(Flaw::new(
                    range,
                    "a field of a record has to be named",
                    "write its name in quotation marks",
                ));
                Known::Free
            }
        }
    }
}

fn trail<'a>(known: &'a Known<'_>) -> Option<&'a Trail> {
    match known {
        Known::Value(at) => Some(&at.trail),
        Known::Record(_, trail) | Known::Records(_, trail) => Some(trail),
        Known::Items(_) | Known::To | Known::From | Known::Free => None,
    }
}

fn inside(trail: &Trail, step: Step) -> Trail {
    trail.iter().cloned().chain([step]).collect()
}

/// What nests more than the stack of a thread may hold.
pub(super) fn too_deep(length: usize) -> Flaw {
    Flaw::new(0..length, "the rule nests too deeply", "make it several rules")
}
