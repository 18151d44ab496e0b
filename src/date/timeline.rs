use super::{Day, Edge, Period, Window};

/// What the dates make of a record on a day. In the order in which they are tried: the first that matches wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Taken back by whoever offered it.
    Withdrawn,
    /// Nothing is known of when one could come in.
    NotKnown,
    /// Nobody can come in any more; for those inside it runs still.
    RunningOn,
    /// Nobody can come in any more.
    Closed,
    /// It will open on a known day.
    Upcoming,
    /// It opened and no end is known, but nobody has confirmed it for too long.
    Unconfirmed,
    /// It ends within days.
    ClosingSoon,
    /// One can come in.
    Open,
}

impl State {
    /// All states, in their order.
    pub const ALL: [Self; 8] = [
        Self::Withdrawn,
        Self::NotKnown,
        Self::RunningOn,
        Self::Closed,
        Self::Upcoming,
        Self::Unconfirmed,
        Self::ClosingSoon,
        Self::Open,
    ];

    /// Its name, as kinds and views write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Withdrawn => "withdrawn",
            Self::NotKnown => "not_known",
            Self::RunningOn => "running_on",
            Self::Closed => "closed",
            Self::Upcoming => "upcoming",
            Self::Unconfirmed => "unconfirmed",
            Self::ClosingSoon => "closing_soon",
            Self::Open => "open",
        }
    }
}

/// What a record says about its time.
#[derive(Clone, Debug)]
pub struct Life {
    /// When one can come in; `None` where all of it is unknown, or nothing is said.
    pub entry: Option<Window>,
    /// How long it runs for those inside; `None` where nothing of it is known.
    pub support: Option<Window>,
    /// When it was taken back; `Edge::Open` where it was not.
    pub withdrawn: Edge,
    /// When the record was last known to be true.
    pub confirmed: Option<Period>,
    /// The first day of the record that replaces this one.
    pub replaced_from: Option<Day>,
}

/// How long a site waits before it says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// So many days before the last one, it is closing soon.
    pub closing_soon_days: i32,
    /// So many days after it was confirmed, it is no longer.
    pub confirmed_for_days: i32,
}

/// The states of a record as a step function of the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline(Vec<(Day, State)>);

impl Timeline {
    /// The timeline of a record.
    #[must_use]
    pub fn new(life: &Life, patience: Patience) -> Self {
        let marks = Marks::new(life, patience);
        let mut days = marks.days();
        days.sort_unstable();
        days.dedup();
        let mut steps: Vec<(Day, State)> = days.into_iter().map(|day| (day, marks.state_on(day))).collect();
        steps.dedup_by_key(|(_, state)| *state);
        Self(steps)
    }

    /// Each day on which the state changes, with the state from then on. The first is [`Day::FIRST`].
    #[must_use]
    pub fn steps(&self) -> &[(Day, State)] {
        &self.0
    }

    /// The state on a day.
    #[must_use]
    pub fn state_on(&self, day: Day) -> State {
        let after = self.0.partition_point(|(first, _)| *first <= day);
        after.checked_sub(1).and_then(|at| self.0.get(at)).map_or(State::NotKnown, |(_, state)| *state)
    }

    /// The next day on which the state changes.
    #[must_use]
    pub fn next_change_after(&self, day: Day) -> Option<Day> {
        self.0.get(self.0.partition_point(|(first, _)| *first <= day)).map(|(day, _)| *day)
    }
}

/// The days on which something begins to be so. `None` is never.
struct Marks {
    /// Withdrawn.
    withdrawn: Option<Day>,
    /// Whether a window of entry was given at all.
    is_entry_given: bool,
    /// Entry begins.
    opens: Option<Day>,
    /// Entry is over.
    over: Option<Day>,
    /// Whether the day on which entry ends is known.
    is_end_known: bool,
    /// Support is over; where nothing is known of its end, from the beginning: it is not known to run.
    support_over: Option<Day>,
    /// No longer confirmed.
    unconfirmed: Option<Day>,
    /// Closing soon.
    closing: Option<Day>,
}

impl Marks {
    fn new(life: &Life, patience: Patience) -> Self {
        let entry = life.entry.as_ref();
        let opens = entry.and_then(Window::first_day);
        let last = entry.and_then(Window::last_day);
        let support_over = match life.support.as_ref().map(|support| &support.until) {
            None | Some(Edge::Open) => Some(Day::FIRST),
            Some(until) => over(until, life),
        };
        // Whoever says on which day it opens knows it then: without `confirmed`, patience counts from that day.
        let confirmed = life.confirmed.as_ref().map(|period| period.last).or(opens);
        Self {
            withdrawn: match &life.withdrawn {
                Edge::Known(period) => Some(period.first),
                Edge::Open => None,
                Edge::Unknown { by } => unknown(by.as_ref(), life),
            },
            is_entry_given: entry.is_some(),
            opens,
            over: entry.and_then(|entry| over(&entry.until, life)),
            is_end_known: last.is_some(),
            support_over,
            unconfirmed: confirmed.and_then(|day| day.plus_days(patience.confirmed_for_days.max(0)).next()),
            closing: last.map(|last| last.plus_days(patience.closing_soon_days.max(0).saturating_neg())),
        }
    }

    /// All days on which the state may change.
    fn days(&self) -> Vec<Day> {
        let days = [self.withdrawn, self.opens, self.over, self.support_over, self.unconfirmed, self.closing];
        std::iter::once(Day::FIRST).chain(days.into_iter().flatten()).collect()
    }

    fn state_on(&self, day: Day) -> State {
        let has = |mark: Option<Day>| mark.is_some_and(|mark| mark <= day);
        let is_over = has(self.over);
        if has(self.withdrawn) {
            State::Withdrawn
        } else if !self.is_entry_given || (self.opens.is_none() && !self.is_end_known && !is_over) {
            State::NotKnown
        } else if is_over {
            if has(self.support_over) { State::Closed } else { State::RunningOn }
        } else if self.opens.is_some() && !has(self.opens) {
            State::Upcoming
        } else if !self.is_end_known && has(self.unconfirmed) {
            State::Unconfirmed
        } else if has(self.closing) {
            State::ClosingSoon
        } else if has(self.opens) {
            State::Open
        } else {
            // It will end on a known day; whether it has begun, nobody knows.
            State::NotKnown
        }
    }
}

/// The day from which what ends at an edge is over.
fn over(until: &Edge, life: &Life) -> Option<Day> {
    match until {
        Edge::Open => None,
        Edge::Known(period) => period.last.next(),
        Edge::Unknown { by } => unknown(by.as_ref(), life),
    }
}

/// The day on which something takes effect whose own day is unknown.
fn unknown(by: Option<&Period>, life: &Life) -> Option<Day> {
    if let Some(by) = by {
        // Only the last of its days is one by which it was certainly so.
        return Some(by.last);
    }
    if let Some(confirmed) = &life.confirmed {
        return confirmed.last.next();
    }
    Some(life.replaced_from.unwrap_or(Day::FIRST))
}
