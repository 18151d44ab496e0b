//! Functions: the package's, those that stand for a pattern, and ours.

use super::{LookUp, Mode};
use crate::diagnostic::{listed, nearest};
use crate::kind::rule::function;
use crate::kind::rule::known::{At, Known, words};
use crate::kind::rule::scan::Flaw;
use crate::kind::rule::uses::Facet;
use crate::schema::{Choice, Format, Shape, Target};
use cel::IdedExpr;
use cel::common::ast::{CallExpr, Expr, LiteralValue, SelectExpr, operators};
use regex::Regex;
use std::ops::Range;
use std::sync::Arc;

impl<'k> LookUp<'k> {
    pub(super) fn call(&mut self, expr: &mut IdedExpr, mode: Mode) -> Known<'k> {
        let range = self.range(expr);
        let Expr::Call(call) = &mut expr.expr else { return Known::Free };
        let CallExpr { func_name, target, args } = call;
        if func_name == operators::INDEX
            && let [around, index] = args.as_mut_slice()
        {
            return self.index(around, index, mode);
        }
        if func_name.starts_with(|letter: char| !letter.is_ascii_alphabetic()) {
            let known: Vec<Known<'k>> = args.iter_mut().map(|argument| self.operand(argument)).collect();
            if let ([left, right], [first, second]) = (args.as_slice(), known.as_slice()) {
                match func_name.as_str() {
                    operators::EQUALS | operators::NOT_EQUALS => {
                        self.compare(first, right);
                        self.compare(second, left);
                    }
                    operators::IN => {
                        self.compare(first, right);
                        if let Some(item) = item(second) {
                            self.compare(&item, left);
                        }
                    }
                    _ => {}
                }
            }
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

    /// A field that has choices can be none but these, and one that names records no id but that of one.
    fn compare(&mut self, known: &Known<'k>, with: &IdedExpr) {
        let Known::Value(at) = known else { return };
        let literals = match &with.expr {
            Expr::List(list) => list.elements.as_slice(),
            _ => std::slice::from_ref(with),
        };
        for literal in literals {
            let Expr::Literal(LiteralValue::String(written)) = &literal.expr else { continue };
            // What is left out is the empty text.
            if written.inner().is_empty() {
                continue;
            }
            match at.shape {
                Shape::Choice(choices) => self.compare_choice(choices, written.inner(), literal),
                Shape::Reference(targets) => self.compare_id(at, &targets.to, written.inner(), literal),
                _ => {}
            }
        }
    }

    fn compare_choice(&mut self, choices: &[Choice], written: &str, literal: &IdedExpr) {
        let values = choices.iter().map(|choice| &*choice.value);
        if values.clone().any(|value| value == written) {
            return;
        }
        let help = match nearest(written, values.clone()) {
            Some(near) => format!("write `{near}`"),
            None => format!("write one of {}", listed(values)),
        };
        let fact = format!("`{written}` is not one of the choices, so that this is always the same");
        self.flaws.push(Flaw::new(self.range(literal), fact, help));
    }

    /// A reference is compared as the whole id that it names. Whether there is a record of that id is known later.
    fn compare_id(&mut self, at: &At<'k>, to: &Target, written: &str, literal: &IdedExpr) {
        let Target::Kinds(kinds) = to else { return };
        let Some(first) = kinds.first() else { return };
        let range = self.range(literal);
        match written.split_once(':') {
            Some((kind, _)) if kinds.iter().any(|known| **known == *kind) => {
                self.named.push((written.into(), range));
            }
            Some((kind, rest)) => {
                let known = kinds.iter().map(|kind| &**kind);
                let help = match nearest(kind, known.clone()) {
                    Some(near) => format!("write `{near}:{rest}`"),
                    None => format!("name a record of the kind {}", listed(known)),
                };
                let fact = format!("`{}` never names a `{kind}`, so that this is always the same", at.name());
                self.flaws.push(Flaw::new(range, fact, help));
            }
            None => {
                let fact = format!("`{written}` is no whole id, so that this is always the same");
                self.flaws.push(Flaw::new(range, fact, format!("write `{first}:{written}`")));
            }
        }
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
}

/// What is known of an item of a list.
fn item<'k>(known: &Known<'k>) -> Option<Known<'k>> {
    match known {
        Known::Value(at) if matches!(at.shape, Shape::List(_)) => at.each(),
        _ => None,
    }
}

/// What a field is, and what a function asks instead.
fn misfit(facet: Facet, shape: &Shape) -> Option<(&'static str, &'static str)> {
    let (fits, asks) = match facet {
        Facet::Unknown => (true, ""),
        Facet::Text => (matches!(shape, Shape::Text(Some(Format::Markdown))), "a text in Markdown"),
        Facet::First | Facet::Last => (is_time(shape), "a period, or a mapping of `from` and `until`"),
    };
    (!fits).then(|| (words(shape), asks))
}

/// Whether a value has a first and a last day: a time, or a window.
pub(in crate::kind::rule) fn is_time(shape: &Shape) -> bool {
    const DAYS: [&str; 3] = ["from", "until", "during"];
    match shape {
        // A declaration that is wrong has been told.
        Shape::Any => true,
        Shape::Text(format) => matches!(format, Some(Format::Date | Format::Period | Format::AcademicYear)),
        Shape::Object { properties, .. } => properties.iter().any(|property| DAYS.contains(&&*property.name)),
        _ => false,
    }
}
