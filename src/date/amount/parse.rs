use super::reader::{Counted, Reader};
use super::unit::{is_money, unit};
use super::{Amount, Bound};
use crate::date::Flaw;

/// Words before the figures, and what they say of them.
pub(super) const BOUNDS: &[(&str, Bound)] = &[
    ("up to ", Bound::UpTo),
    ("at most ", Bound::UpTo),
    ("no more than ", Bound::UpTo),
    ("not more than ", Bound::UpTo),
    ("a maximum of ", Bound::UpTo),
    ("maximum of ", Bound::UpTo),
    ("under ", Bound::UpTo),
    ("less than ", Bound::UpTo),
    ("fewer than ", Bound::UpTo),
    ("at least ", Bound::AtLeast),
    ("over ", Bound::AtLeast),
    ("more than ", Bound::AtLeast),
    ("no less than ", Bound::AtLeast),
    ("not less than ", Bound::AtLeast),
    ("no fewer than ", Bound::AtLeast),
    ("a minimum of ", Bound::AtLeast),
    ("minimum of ", Bound::AtLeast),
    ("about ", Bound::About),
    ("around ", Bound::About),
    ("approximately ", Bound::About),
    ("roughly ", Bound::About),
    ("typically ", Bound::About),
    ("usually ", Bound::About),
    ("nearly ", Bound::About),
    ("almost ", Bound::About),
    ("circa ", Bound::About),
    ("c. ", Bound::About),
    ("c.", Bound::About),
    ("between ", Bound::Between),
];

/// The amount that a text tells, or what is wrong with it.
pub(super) fn read(text: &str) -> Result<Amount, Flaw> {
    let blanks = text.len() - text.trim_start().len();
    if blanks > 0 && blanks < text.len() {
        return Err(Flaw::malformed(0..blanks, "blanks stand before the amount", "take them away"));
    }
    let mut reader = Reader { text, at: 0 };
    let bound = BOUNDS.iter().find(|(words, _)| reader.take_words(words)).map(|(_, bound)| *bound);
    let low = reader.counted()?;
    let high = if reader.take_joint(bound) { Some(reader.counted()?) } else { None };
    let per = reader.per();
    reader.end()?;
    let unit = common_unit(&low, high.as_ref())?;
    let nothing = (unit.is_empty() && per.is_none()).then(|| of_nothing(text));
    let amount = |bound, low, high| Amount { bound, low, high, unit, per, written: text.into() };
    let Some(high) = high else {
        if let Some(flaw) = nothing.filter(|_| !matches!(bound, Some(Bound::Exact | Bound::Between))) {
            return Err(flaw);
        }
        return match bound {
            None => Ok(amount(Bound::Exact, Some(low.value), Some(low.value))),
            Some(Bound::UpTo) => Ok(amount(Bound::UpTo, None, Some(low.value))),
            Some(Bound::AtLeast) => Ok(amount(Bound::AtLeast, Some(low.value), None)),
            Some(Bound::About) => Ok(amount(Bound::About, Some(low.value), Some(low.value))),
            Some(Bound::Exact | Bound::Between) => Err(Flaw::malformed(
                0..text.len(),
                format!("`{text}` has one figure only"),
                "write `between 8 and 12 days`",
            )),
        };
    };
    let range = low.range.start..high.range.end;
    if matches!(bound, Some(Bound::UpTo | Bound::AtLeast)) {
        let message = format!("`{text}` is both a limit and a range");
        return Err(Flaw::malformed(
            0..range.end,
            message,
            "write one of them, like `up to 12 days` or `8 to 12 days`",
        ));
    }
    if high.value <= low.value {
        let message = format!("`{text}` does not go from the smaller figure to the larger");
        let help = if high.value == low.value {
            "write the figure once"
        } else if high.has_factor && !low.has_factor {
            "write the size of both figures, like `£5k to £10k`"
        } else {
            "write the smaller figure first"
        };
        return Err(Flaw::malformed(range, message, help));
    }
    if high.has_factor && !low.has_factor {
        let message = format!("`{text}` does not say how large its first figure is");
        return Err(Flaw::malformed(low.range, message, "write the size of both figures, like `£5k to £10k`"));
    }
    if let Some(flaw) = nothing {
        return Err(flaw);
    }
    let bound = if bound == Some(Bound::About) { Bound::About } else { Bound::Between };
    Ok(amount(bound, Some(low.value), Some(high.value)))
}

/// The flaw of an amount that a reader could make nothing of.
fn of_nothing(text: &str) -> Flaw {
    let written = text.trim();
    let is_figure = written.bytes().all(|byte| byte.is_ascii_digit() || byte == b',');
    let figure = if is_figure { written } else { "25" };
    let help = format!("write what is counted as well, like `£{figure}`, `{figure} days` or `{figure}%`");
    Flaw::malformed(0..text.len(), format!("`{text}` does not say of what"), help)
}

/// What both figures of a range count.
fn common_unit(low: &Counted<'_>, high: Option<&Counted<'_>>) -> Result<Box<str>, Flaw> {
    let one = unit(low.unit);
    let Some(high) = high else { return Ok(one) };
    let other = unit(high.unit);
    if one.is_empty() || one == other {
        return Ok(other);
    }
    if other.is_empty() && (is_money(&one) || &*one == "%") {
        return Ok(one);
    }
    let message = if other.is_empty() {
        format!("the second figure does not say what it counts, the first counts `{one}`")
    } else {
        format!("the figures count two things, `{one}` and `{other}`")
    };
    let help = if is_money(&one) && is_money(&other) {
        "write one currency, like `£5 to £10`"
    } else {
        "write what is counted once, after both figures, like `8 to 12 days`"
    };
    Err(Flaw::malformed(low.range.start..high.range.end, message, help))
}
