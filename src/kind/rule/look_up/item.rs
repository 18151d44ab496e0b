//! Macros, which go through a list with a name for its item.

use super::{LOOP_LIMIT, LookUp, Mode, inside};
use crate::kind::rule::known::{Known, words};
use crate::kind::rule::scan::Flaw;
use crate::kind::rule::uses::Step;
use crate::schema::Shape;
use cel::IdedExpr;
use cel::common::ast::{CallExpr, ComprehensionExpr, Expr, operators};
use std::ops::Range;

impl<'k> LookUp<'k> {
    pub(super) fn comprehension(&mut self, comprehension: &mut ComprehensionExpr) -> Known<'k> {
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
