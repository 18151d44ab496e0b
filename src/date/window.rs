use super::{Day, Period};

/// A stretch of time between two edges, of which one or both may not be known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// The edge at which it begins.
    pub from: Edge,
    /// The edge at which it ends.
    pub until: Edge,
}

/// One edge of a window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Left out: at the end, nobody knows whether it is over.
    Open,
    /// It is there, but nobody knows its day: at the end, it is over.
    Unknown {
        /// When it was certainly so.
        by: Option<Period>,
    },
    /// A period whose first day begins the window, or whose last day ends it.
    Known(Period),
}

impl Window {
    /// A window that is one period, as `during` says.
    #[must_use]
    pub fn during(period: Period) -> Self {
        Self { from: Edge::Known(period.clone()), until: Edge::Known(period) }
    }

    /// The first day, where it is known.
    #[must_use]
    pub fn first_day(&self) -> Option<Day> {
        match &self.from {
            Edge::Known(period) => Some(period.first),
            Edge::Open | Edge::Unknown { .. } => None,
        }
    }

    /// The last day, where it is known.
    #[must_use]
    pub fn last_day(&self) -> Option<Day> {
        match &self.until {
            Edge::Known(period) => Some(period.last),
            Edge::Open | Edge::Unknown { .. } => None,
        }
    }

    /// Whether its last day is before its first.
    #[must_use]
    pub fn ends_before_it_begins(&self) -> bool {
        matches!((self.first_day(), self.last_day()), (Some(first), Some(last)) if last < first)
    }
}
