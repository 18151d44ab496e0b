//! Amounts and e-mail addresses that stand in texts, where a field could hold them.

use super::{Mention, Mentioned, format, is_dead};
use crate::date::Amount;
use crate::markdown::Outline;
use crate::source::{Source, Span, bytes_where};
use crate::yaml::{self, Node};
use std::ops::Range;

/// What a text in Markdown mentions.
pub(super) fn in_prose(node: &Node, outline: &Outline, source: &Source) -> Vec<Mention> {
    let text = node.as_text().unwrap_or_default();
    let mut found = Vec::new();
    for run in outline.runs(text) {
        let within = |range: Range<usize>| range.start + run.range.start..range.end + run.range.start;
        let amounts = Amount::scan(run.text).into_iter();
        found.extend(amounts.map(|(range, amount)| (within(range), Mentioned::Amount(Box::new(amount)))));
        // The words of a link to an address are that address again.
        if !run.is_linked {
            found.extend(addresses(run.text).map(|range| (within(range.clone()), address(run.text, range))));
            let number = |range: Range<usize>| run.text.get(range).unwrap_or_default();
            found
                .extend(numbers(run.text).map(|range| (within(range.clone()), Mentioned::Phone(number(range).into()))));
        }
    }
    // What is no address has been told.
    for link in outline.links.iter().filter(|link| !is_dead(link)) {
        let Some(rest) = link.destination.strip_prefix("mailto:") else { continue };
        let address = rest.split('?').next().unwrap_or_default();
        found.push((link.range.clone(), Mentioned::Address(address.into())));
    }
    placed(found, node, source)
}

/// What a text without marks mentions: addresses alone, since it cannot print the field that holds an amount.
pub(super) fn in_text(node: &Node, source: &Source) -> Vec<Mention> {
    let text = node.as_text().unwrap_or_default();
    let found = addresses(text).filter(|range| range.len() < text.trim().len());
    placed(found.map(|range| (range.clone(), address(text, range))).collect(), node, source)
}

fn placed(found: Vec<(Range<usize>, Mentioned)>, node: &Node, source: &Source) -> Vec<Mention> {
    if found.is_empty() {
        return Vec::new();
    }
    let offsets = yaml::Offsets::of(source.text(), node);
    let at = |offset| offsets.source(offset);
    let place = |range: Range<usize>| Span::new(source.text(), at(range.start)..at(range.end));
    found.into_iter().map(|(range, what)| Mention { span: place(range), what }).collect()
}

fn address(text: &str, range: Range<usize>) -> Mentioned {
    Mentioned::Address(text.get(range).unwrap_or_default().into())
}

/// The bytes of what can only be a telephone number: it begins with `0` or `+44` and has all its digits, in groups.
fn numbers(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_part = |letter: char| letter.is_ascii_digit() || letter == ' ';
    let is_word = |letter: char| letter.is_alphanumeric() || "-/.,_#".contains(letter);
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(from..)?;
            let start = from + bytes_where(rest, |byte| matches!(byte, b'0' | b'+')).next()?;
            let found = text.get(start..)?;
            let end = found.get(1..)?.find(|letter| !is_part(letter)).map_or(found.len(), |end| end + 1);
            let written = found.get(..end)?.trim_end();
            from = start + end;
            let before = text.get(..start)?.chars().next_back();
            let after = text.get(start + written.len()..)?.chars().next();
            let is_apart = !before.is_some_and(is_word) && !after.is_some_and(char::is_alphanumeric);
            let digits = written.bytes().filter(u8::is_ascii_digit).count();
            let begins = written.starts_with("+44")
                || ["01", "02", "03", "07", "08"].iter().any(|code| written.starts_with(code));
            if is_apart && begins && digits >= DIGITS && format::phone(written).is_none() {
                return Some(start..start + written.len());
            }
        }
    })
}

/// How many digits a number in a text has at least: those with fewer may be anything.
const DIGITS: usize = 10;

/// The bytes of what reads like an e-mail address in a text: letters around an `@`, and a dot behind it.
fn addresses(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_name = |letter: char| letter.is_alphanumeric() || "._%+-'".contains(letter);
    let is_host = |letter: char| letter.is_alphanumeric() || ".-".contains(letter);
    text.match_indices('@').filter_map(move |(at, _)| {
        let (before, after) = (text.get(..at)?, text.get(at + 1..)?);
        let start = before
            .rfind(|letter| !is_name(letter))
            .map_or(0, |last| last + before.get(last..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
        let host = after.split(|letter| !is_host(letter)).next()?.trim_end_matches(['.', '-']);
        let is_address = start < at && host.contains('.') && !host.starts_with('.');
        is_address.then_some(start..at + 1 + host.len())
    })
}
