mod mend;
mod number;
mod parse;
mod reader;
mod scan;
mod unit;
mod words;

use super::Flaw;
use std::ops::Range;

/// What an amount counts in: thousandths, so that the figures people write are whole numbers.
pub const THOUSANDTHS: i64 = 1000;

/// How much of something, as a person writes it: `up to £10,000`, `8 to 12 days`, `£600 per day`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// What the figures say about the amount.
    pub bound: Bound,
    /// The smallest it can be, in thousandths.
    pub low: Option<i64>,
    /// The largest it can be, in thousandths.
    pub high: Option<i64>,
    /// What is counted: `£`, `%`, or a noun in the singular, like `day`; empty for a bare number.
    pub unit: Box<str>,
    /// For each of what, in the singular: `day`.
    pub per: Option<Box<str>>,
    /// As its author wrote it.
    pub written: Box<str>,
}

/// What the figures of an amount say about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// It is this.
    Exact,
    /// It is this or less; there is no low figure.
    UpTo,
    /// It is this or more; there is no high figure.
    AtLeast,
    /// It is near this.
    About,
    /// It is from the low figure to the high one.
    Between,
}

/// One figure of an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Figure<'a> {
    /// In thousandths.
    pub value: i64,
    /// What is counted, as in [`Amount::unit`].
    pub unit: &'a str,
}

impl Amount {
    /// The amount that a text tells.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn parse(text: &str) -> Result<Self, Flaw> {
        parse::read(text).map_err(|flaw| mend::mend(flaw, text))
    }

    /// The amounts in running prose, with the bytes where they stand: money, percentages, and numbers of hours, days and
    /// the like. Rather too few than too many: a bare number is none.
    #[must_use]
    pub fn scan(text: &str) -> Vec<(Range<usize>, Self)> {
        scan::scan(text)
    }

    /// Its one or two figures.
    pub fn figures(&self) -> impl Iterator<Item = Figure<'_>> {
        let high = self.high.filter(|high| self.low != Some(*high));
        self.low.into_iter().chain(high).map(|value| Figure { value, unit: &self.unit })
    }

    /// Whether both name the same figures, whatever they say about them: `up to £5,000` and `£5k`. What they are for each
    /// of counts only where both say it.
    #[must_use]
    pub fn is_same_figure(&self, other: &Self) -> bool {
        let is_per_alike = self.per.is_none() || other.per.is_none() || self.per == other.per;
        is_per_alike && self.figures().eq(other.figures())
    }
}
