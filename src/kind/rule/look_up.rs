//! Every name in an expression is looked up in the schemas, before there is any record.
//!
//! On the way the expression is made ready: what it uses of a record is noted, and functions of ours (`first(self.x)`)
//! become names beside the field (`self["x@first"]`), which the record is given when the rule is evaluated.

use super::function;
use super::known::{At, Known, Missing, backlinks, name, named_kinds, names, property, words};
use super::scan::Flaw;
use super::uses::{Facet, Step, Trail, Use};
use crate::diagnostic::{listed, nearest, one};
use crate::kind::{Kind, Kinds};
use crate::schema::{Format, Shape};
use cel::IdedExpr;
use cel::common::ast::{CallExpr, ComprehensionExpr, Expr, LiteralValue, SelectExpr, SourceInfo, operators};
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
    fn operand(&mut self, expr: &mut IdedExpr) {
        let known = self.see(expr, Mode::Enter);
        if let Known::Value(At { shape: Shape::List(_), .. }) | Known::Records(..) | Known::Items(_) = known {
            self.loops = self.loops.max(self.depth + 1);
        }
        self.use_whole(&known, expr);
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

    /// A named value inside another.
    fn step(&mut self, around: &Known<'k>, field: &str, range: Range<usize>, mode: Mode) -> Known<'k> {
        if mode == Mode::Enter
            && let Some(trail) = trail(around)
        {
            self.uses.at(trail).entered = true;
        }
        if let Known::Record(_, trail) = around
            && OF_EVERY_RECORD.contains(&field)
        {
            self.uses.at(&inside(trail, Step::Name(field.into()))).whole = true;
        }
        let found = match around {
            Known::Value(at) => at.select(field),
            Known::Record(kinds, trail) => self.field(kinds, trail, field),
            Known::To => self.to(field),
            Known::From => self.from(field),
            Known::Records(_, trail) => Err(Missing::Nameless(
                format!("`{}` is a list of records", name(trail)),
                format!("ask about each of them, as in `.all(one, one.{field} != \"\")`"),
            )),
            Known::Items(_) => {
                Err(Missing::Nameless("this is a list".to_owned(), "ask about its items with `.all`".to_owned()))
            }
            Known::Free => Ok(Known::Free),
        };
        if let (Known::Value(at), Ok(Known::Free)) = (around, &found) {
            self.uses.at(&at.trail).whole = true;
        }
        found.unwrap_or_else(|missing| {
            self.flaws.push(flaw(missing, field, range));
            Known::Free
        })
    }

    fn field(&self, kinds: &[&'k Kind], trail: &Trail, field: &str) -> Result<Known<'k>, Missing<'k>> {
        if OF_EVERY_RECORD.contains(&field) {
            return Ok(Known::Free);
        }
        let mut known = Vec::new();
        for kind in kinds {
            // Of a kind whose file is broken nobody knows the fields.
            let Some(schema) = &kind.schema else { return Ok(Known::Free) };
            if let Some(property) = property(schema.properties(), field) {
                let step = Step::Name(property.name.clone());
                return Ok(Known::Value(At::declared(schema, &property.declaration, trail, step)));
            }
            known.extend(names(schema.properties()));
        }
        known.extend(OF_EVERY_RECORD);
        let nouns: Vec<String> = kinds.iter().map(|kind| one(&kind.noun())).collect();
        Err(Missing::Among(nouns.join(" or "), known))
    }

    /// `to.provider`: the record that the field `provider` names.
    fn to(&self, field: &str) -> Result<Known<'k>, Missing<'k>> {
        let Some(schema) = &self.kind.schema else { return Ok(Known::Free) };
        let is_reference = |name: &&str| {
            let property = property(schema.properties(), name);
            property.is_some_and(|property| {
                named_kinds(schema, schema.shape(property.declaration.shape), self.kinds).is_some()
            })
        };
        let trail = vec![Step::Name("to".into()), Step::Name(field.into())];
        let found = property(schema.properties(), field)
            .and_then(|property| named_kinds(schema, schema.shape(property.declaration.shape), self.kinds));
        match found {
            Some((kinds, true)) => Ok(Known::Records(kinds, trail)),
            Some((kinds, false)) => Ok(Known::Record(kinds, trail)),
            None => {
                let known = names(schema.properties()).into_iter().filter(is_reference).collect();
                Err(Missing::Among("`to`, which holds the records that fields name,".to_owned(), known))
            }
        }
    }

    /// `from.programmes`: the records that name this one.
    fn from(&self, field: &str) -> Result<Known<'k>, Missing<'k>> {
        let mut known = Vec::new();
        for kind in self.kinds.iter() {
            for targets in kind.schema.iter().flat_map(crate::schema::Schema::references) {
                known.extend(targets.backlinks.as_deref());
            }
        }
        let of_kind = backlinks(self.kind, self.kinds);
        known.retain(|name| of_kind.iter().any(|(known, _)| **known == **name));
        known.sort_unstable();
        known.dedup();
        match of_kind.into_iter().find(|(name, _)| **name == *field) {
            Some((name, kinds)) => Ok(Known::Records(kinds, vec![Step::Name("from".into()), Step::Name(name)])),
            None => Err(Missing::Among("`from`, which holds the records that name this one,".to_owned(), known)),
        }
    }

    fn call(&mut self, expr: &mut IdedExpr, mode: Mode) -> Known<'k> {
        let range = self.range(expr);
        let Expr::Call(call) = &mut expr.expr else { return Known::Free };
        let CallExpr { func_name, target, args } = call;
        if func_name == operators::INDEX
            && let [around, index] = args.as_mut_slice()
        {
            return self.index(around, index, mode);
        }
        if func_name.starts_with(|letter: char| !letter.is_ascii_alphabetic()) {
            args.iter_mut().for_each(|argument| self.operand(argument));
            return Known::Free;
        }
        if let Some(flaw) = function::check(func_name, target.is_some(), args.len(), range.clone()) {
            self.flaws.push(flaw);
            return Known::Free;
        }
        if let (None, Some(facet), [argument]) = (&target, Facet::named(func_name), args.as_mut_slice()) {
            if let Some(made) = self.facet(facet, argument, &range) {
                expr.expr = made;
            }
            return Known::Free;
        }
        if func_name == "size"
            && let Some(counted) = target.as_deref_mut().or(args.first_mut())
        {
            self.size(counted);
            return Known::Free;
        }
        if let Some(target) = target {
            self.read(target);
        }
        if func_name == "matches" {
            let index = self.patterns.len();
            self.pattern(args, &range);
            args.clear();
            *func_name = format!("matches@{index}");
        }
        args.iter_mut().for_each(|argument| self.read(argument));
        Known::Free
    }

    fn size(&mut self, counted: &mut IdedExpr) {
        match self.see(counted, Mode::Enter) {
            Known::Value(At {
                shape: Shape::List(_) | Shape::Map { .. } | Shape::Parts(_) | Shape::Object { .. },
                trail,
                ..
            })
            | Known::Records(_, trail) => self.uses.at(&trail).size = true,
            Known::Items(_) => {}
            known => self.use_whole(&known, counted),
        }
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

    /// The pattern of `matches` is compiled once, so it has to stand in the rule.
    fn pattern(&mut self, args: &[IdedExpr], range: &Range<usize>) {
        let Some(argument) = args.first() else { return };
        let place = self.range(argument);
        let Expr::Literal(LiteralValue::String(pattern)) = &argument.expr else {
            let help = "write the pattern in quotation marks";
            self.flaws.push(Flaw::new(place, "the pattern of `matches` has to stand in the rule", help));
            return;
        };
        match Regex::new(pattern.inner()) {
            Ok(pattern) => self.patterns.push(Arc::new(pattern)),
            Err(_) => {
                let fact = format!("`{}` is no regular expression", pattern.inner());
                self.flaws.push(Flaw::new(place.start..place.end.max(range.start), fact, "correct the pattern"));
            }
        }
    }

    /// A function of ours, as a name beside the field that it is asked of.
    fn facet(&mut self, facet: Facet, argument: &mut IdedExpr, range: &Range<usize>) -> Option<Expr> {
        let mode = if facet == Facet::Unknown { Mode::Ask } else { Mode::Enter };
        let known = self.see(argument, mode);
        let (function, _) = Facet::ALL.into_iter().find(|(_, known)| *known == facet)?;
        let field = match &mut argument.expr {
            Expr::Select(SelectExpr { operand, field, test: false }) => Some((std::mem::take(operand), field.clone())),
            Expr::Call(CallExpr { func_name, args, .. }) if func_name == operators::INDEX => {
                match args.as_mut_slice() {
                    [operand, IdedExpr { expr: Expr::Literal(LiteralValue::String(name)), .. }] => {
                        Some((Box::new(std::mem::take(operand)), name.inner().to_owned()))
                    }
                    _ => None,
                }
            }
            _ => None,
        };
        let (Some((operand, field)), Known::Value(at)) = (field, &known) else {
            if self.flaws.is_empty() {
                let fact = format!("`{function}` has to be given a field");
                self.flaws.push(Flaw::new(range.clone(), fact, format!("write it like `{function}(self.name)`")));
            }
            return None;
        };
        if let Some((is, asks)) = misfit(facet, at.shape) {
            let fact = format!("`{}` is {is}, and `{function}` asks {asks}", at.name());
            self.flaws.push(Flaw::new(range.clone(), fact, "name another field, or take the function out"));
        }
        let inner = self.uses.at(&at.trail);
        if !inner.facets.contains(&facet) {
            inner.facets.push(facet);
        }
        Some(Expr::Select(SelectExpr { operand, field: facet.beside(&field), test: facet == Facet::Unknown }))
    }

    fn comprehension(&mut self, comprehension: &mut ComprehensionExpr) -> Known<'k> {
        let range = self.range(&comprehension.iter_range);
        let around = self.see(&mut comprehension.iter_range, Mode::Enter);
        let item = self.item(&around, range);
        self.depth += 1;
        self.loops = self.loops.max(self.depth);
        if self.depth == LOOP_LIMIT + 1 {
            let range = self.range(&comprehension.iter_range);
            let fact = format!("macros such as `all` stand in one another more than {LOOP_LIMIT} times");
            self.flaws.push(Flaw::new(range, fact, "make it several rules"));
        }
        self.bound.push((comprehension.iter_var.clone(), item.clone()));
        self.bound.push((comprehension.accu_var.clone(), Known::Free));
        let made = self.loop_step(&mut comprehension.loop_step, &comprehension.iter_var);
        self.bound.truncate(self.bound.len().saturating_sub(2));
        self.depth -= 1;
        match made {
            Made::Nothing => Known::Free,
            Made::Kept => Known::Items(Box::new(item)),
            Made::Of(known) => Known::Items(Box::new(known)),
        }
    }

    /// What the variable of a macro stands for.
    fn item(&mut self, around: &Known<'k>, range: Range<usize>) -> Known<'k> {
        match around {
            Known::Value(at) => {
                let is_list = matches!(at.shape, Shape::List(_));
                match at.shape {
                    Shape::List(_) | Shape::Map { .. } | Shape::Parts(_) | Shape::Object { .. } => {
                        self.uses.at(&at.trail).size = true;
                        // The variable of a mapping is the name, which is text.
                        at.each().filter(|_| is_list).unwrap_or(Known::Free)
                    }
                    Shape::Any => {
                        self.uses.at(&at.trail).whole = true;
                        Known::Free
                    }
                    shape => {
                        let fact = format!("`{}` is {}, and has no items", at.name(), words(shape));
                        self.flaws.push(Flaw::new(range, fact, "name a list"));
                        Known::Free
                    }
                }
            }
            Known::Records(kinds, trail) => {
                self.uses.at(trail).size = true;
                Known::Record(kinds.clone(), inside(trail, Step::Each))
            }
            Known::Items(item) => (**item).clone(),
            Known::Free => Known::Free,
            Known::Record(..) | Known::To | Known::From => {
                self.flaws.push(Flaw::new(
                    range,
                    "this is one record, and has no items",
                    "name a list of it behind a `.`",
                ));
                Known::Free
            }
        }
    }

    /// What a macro does with each item. `all` and `exists` fold it into true or false; `filter` and `map` add to a list,
    /// `[item]` to `@result`, perhaps under a condition.
    fn loop_step(&mut self, step: &mut IdedExpr, variable: &str) -> Made<'k> {
        match &mut step.expr {
            Expr::Call(CallExpr { func_name, args, .. }) if func_name == operators::CONDITIONAL => {
                if let [condition, step, _] = args.as_mut_slice() {
                    self.read(condition);
                    return self.loop_step(step, variable);
                }
                Made::Nothing
            }
            Expr::Call(CallExpr { func_name, args, .. }) if func_name == operators::ADD => {
                let [_, IdedExpr { expr: Expr::List(list), .. }] = args.as_mut_slice() else { return Made::Nothing };
                match list.elements.as_mut_slice() {
                    [IdedExpr { expr: Expr::Ident(name), .. }] if name == variable => Made::Kept,
                    [item] => Made::Of(self.see(item, Mode::Enter)),
                    _ => Made::Nothing,
                }
            }
            _ => {
                self.read(step);
                Made::Nothing
            }
        }
    }

    /// The characters of what a flaw is shown at: a name, a function's name, a literal.
    fn range(&self, expr: &IdedExpr) -> Range<usize> {
        let (start, stop) = self.places.offset_for(expr.id).unwrap_or_default();
        let (start, end) = (start as usize, stop as usize + 1);
        match &expr.expr {
            Expr::Select(select) => self.field_range(select).unwrap_or(start..end),
            Expr::Call(call) if self.text.get(start) == Some(&'(') => {
                let before = self.text.get(..start).unwrap_or_default();
                let name_end = before.iter().rposition(|letter| !letter.is_whitespace()).map_or(start, |last| last + 1);
                name_end.saturating_sub(call.func_name.chars().count())..name_end
            }
            Expr::Ident(name) => start..start + name.chars().count(),
            _ => start..end,
        }
    }

    /// The characters of a field's name, which stands behind what holds it and a point.
    fn field_range(&self, select: &SelectExpr) -> Option<Range<usize>> {
        let around = self.range(&select.operand);
        let length = select.field.chars().count();
        let mut point = around.end;
        loop {
            point += self.text.get(point..)?.iter().position(|letter| *letter == '.')?;
            let start = point + 1 + self.text.get(point + 1..)?.iter().position(|letter| !letter.is_whitespace())?;
            let written = self.text.get(start..start + length)?;
            if written.iter().copied().eq(select.field.chars()) {
                return Some(start..start + length);
            }
            point = start;
        }
    }
}

/// What a macro gives.
enum Made<'k> {
    /// No list.
    Nothing,
    /// A list of the items that it was given.
    Kept,
    /// A list of other items.
    Of(Known<'k>),
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

/// What a field is, and what a function asks instead.
fn misfit(facet: Facet, shape: &Shape) -> Option<(&'static str, &'static str)> {
    const DAYS: [&str; 3] = ["from", "until", "during"];
    let (fits, asks) = match facet {
        Facet::Unknown => (true, ""),
        Facet::Text => (matches!(shape, Shape::Text(Some(Format::Markdown))), "a text in Markdown"),
        Facet::First | Facet::Last => {
            let is_window = |properties: &[crate::schema::Property]| {
                properties.iter().any(|property| DAYS.contains(&&*property.name))
            };
            let fits = match shape {
                Shape::Text(format) => *format != Some(Format::Markdown),
                Shape::Object { properties, .. } => is_window(properties),
                _ => false,
            };
            (fits, "a period, or a mapping of `from` and `until`")
        }
    };
    (!fits).then(|| (words(shape), asks))
}

/// What nests more than the stack of a thread may hold.
pub(super) fn too_deep(length: usize) -> Flaw {
    Flaw::new(0..length, "the rule nests too deeply", "make it several rules")
}

pub(super) fn flaw(missing: Missing<'_>, field: &str, range: Range<usize>) -> Flaw {
    match missing {
        Missing::Among(whole, known) => {
            let help = match nearest(field, known.iter().copied()) {
                Some(near) => format!("write `{near}`"),
                None if known.is_empty() => "take it out".to_owned(),
                None if known.len() == 1 => format!("write {}, which is all there is", listed(known)),
                None => format!("name one of {}", listed(known)),
            };
            Flaw::new(range, format!("{whole} has no field `{field}`"), help)
        }
        Missing::Nameless(fact, instead) => Flaw::new(range, format!("{fact}, and has no field `{field}`"), instead),
    }
}
