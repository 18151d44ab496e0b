//! Windows drawn on a line of time: the days that are known, and ends that are not known left open. Presentation attributes
//! and classes alone, since pages may have no styles of their own.

use crate::date::{Day, Edge, Window};
use crate::markdown::escape;
use std::fmt::Write as _;

/// A version with its windows.
pub(super) struct Bar {
    pub(super) label: String,
    pub(super) entry: Option<Window>,
    pub(super) support: Option<Window>,
}

/// The width of a drawing: twice that of a telephone, so that its letters are no smaller there than those beside it.
const WIDTH: i64 = 720;

/// What stands free on both sides, for the first and the last year.
const MARGIN: i64 = 36;

/// The height of a version.
const ROW: i64 = 92;

/// The height of the years.
const YEARS: i64 = 44;

/// How far a line goes on whose end is not known.
const OPEN: i64 = 90;

/// The most years that are named side by side.
const NAMED: i64 = 8;

/// The drawing; none where no day of any version is known.
pub(super) fn drawing(bars: &[Bar]) -> Option<String> {
    let windows = bars.iter().flat_map(|bar| [&bar.entry, &bar.support]).flatten();
    let days: Vec<Day> = windows.flat_map(|window| [window.first_day(), window.last_day()]).flatten().collect();
    let first = i64::from(days.iter().min()?.year());
    let scale = Scale { first, years: i64::from(days.iter().max()?.year()) + 1 - first };
    let height = ROW * i64::try_from(bars.len()).ok()? + YEARS;
    let mut svg = format!("<svg class=\"timeline\" viewBox=\"0 0 {WIDTH} {height}\" aria-hidden=\"true\">");
    years(scale, height, &mut svg);
    for (at, bar) in (0..).zip(bars) {
        let top: i64 = at * ROW;
        let _ = write!(svg, "\n<text class=\"label\" x=\"{MARGIN}\" y=\"{}\">", top + 30);
        escape(&bar.label, &mut svg);
        svg.push_str("</text>");
        let is_known = [&bar.entry, &bar.support].iter().any(|window| window.as_ref().is_some_and(has_a_day));
        if !is_known {
            let _ = write!(svg, "<text class=\"gap\" x=\"{MARGIN}\" y=\"{}\">? no day is known</text>", top + 64);
        }
        window(scale, bar.entry.as_ref(), Placed { class: "entry", y: top + 42, height: 18 }, &mut svg);
        window(scale, bar.support.as_ref(), Placed { class: "support", y: top + 66, height: 10 }, &mut svg);
    }
    svg.push_str("\n</svg>");
    Some(svg)
}

fn has_a_day(window: &Window) -> bool {
    window.first_day().is_some() || window.last_day().is_some()
}

/// Whole years from the left to the right.
#[derive(Clone, Copy)]
struct Scale {
    first: i64,
    years: i64,
}

impl Scale {
    /// Where a day begins. Months are twelfths of a year, and days parts of 31: what is nearer than that nobody sees.
    fn at(self, day: Day) -> i64 {
        let months = (i64::from(day.year()) - self.first) * 12 + i64::from(day.month()) - 1;
        let days = months * 31 + i64::from(day.day_of_month()) - 1;
        MARGIN + days * (WIDTH - 2 * MARGIN) / (self.years * 12 * 31).max(1)
    }
}

fn years(scale: Scale, height: i64, svg: &mut String) {
    let step = scale.years / NAMED + 1;
    for year in (0..=scale.years).filter(|year| year % step == 0) {
        let x = MARGIN + year * (WIDTH - 2 * MARGIN) / scale.years.max(1);
        let (bottom, base) = (height - YEARS, height - 12);
        let _ = write!(svg, "\n<path class=\"year\" d=\"M{x} 0V{bottom}\"/>");
        let _ = write!(svg, "<text x=\"{x}\" y=\"{base}\" text-anchor=\"middle\">{}</text>", scale.first + year);
    }
}

#[derive(Clone, Copy)]
struct Placed {
    class: &'static str,
    y: i64,
    height: i64,
}

fn window(scale: Scale, window: Option<&Window>, placed: Placed, svg: &mut String) {
    let Some(window) = window else { return };
    let Placed { class, y, height } = placed;
    let middle = y + height / 2;
    let end = |day: Day| day.next().map_or(WIDTH - MARGIN, |next| scale.at(next));
    let mut open = |from: i64, to: i64| {
        let _ = write!(svg, "<path class=\"{class} open\" d=\"M{from} {middle}H{to}\"/>");
    };
    let (from, to) = match (&window.from, &window.until) {
        (Edge::Known(from), Edge::Known(until)) => (scale.at(from.first), end(until.last)),
        (Edge::Known(from), _) => {
            let from = scale.at(from.first);
            open(from, (from + OPEN).min(WIDTH));
            (from, from + 6)
        }
        (_, Edge::Known(until)) => {
            let to = end(until.last);
            open((to - OPEN).max(0), to);
            (to - 6, to)
        }
        _ => return,
    };
    let width = (to - from).max(6);
    let _ = write!(svg, "<rect class=\"{class}\" x=\"{from}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>");
}
