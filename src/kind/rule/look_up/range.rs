//! Where something stands in an expression.

use super::LookUp;
use cel::IdedExpr;
use cel::common::ast::{Expr, SelectExpr};
use std::ops::Range;

impl LookUp<'_> {
    /// The characters of what a flaw is shown at: a name, a function's name, a literal.
    pub(super) fn range(&self, expr: &IdedExpr) -> Range<usize> {
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
