use super::Around;
use super::copy::{LEFT_OUT, Old};
use super::target::Target;
use crate::diagnostic::{listed, printable};

/// How many lines are shown that still speak of a year: with more of them the file itself is read.
const SHOWN: usize = 15;

/// How many letters of such a line are shown.
const LETTERS: usize = 90;

/// What was done, and what to look at.
pub(super) fn told(old: &Old<'_>, text: &str, years: &[String], target: &Target, around: Around<'_>) -> String {
    let slug = &old.record.slug;
    let mut lines = vec![format!("  a copy of `{slug}`, which it replaces")];
    lines.extend(years.iter().map(|year| format!("  {year}")));
    let members = old.members();
    let out: Vec<&str> = members.iter().map(|member| &*member.name).filter(|name| LEFT_OUT.contains(name)).collect();
    if !out.is_empty() {
        lines.push(format!("  left out: {}", listed(out)));
    }
    let first = match target {
        Target::File { .. } => 1,
        Target::List { line, .. } => *line,
    };
    let id = format!("{}:{slug}", around.kind.name);
    let speaks = |line: &str| !line.trim_start().starts_with("replaces:") && (has_year(line) || line.contains(&id));
    let advanced = |line: &str| {
        years.iter().any(|year| {
            let words =
                year.rsplit_once(" is ").and_then(|(_, rest)| rest.split_once(' ')).map_or("", |(year, _)| year);
            line.trim_end().ends_with(words) && line.matches(words).count() == 1 && !has_year(&line.replace(words, ""))
        })
    };
    let found: Vec<(usize, &str)> = text
        .lines()
        .enumerate()
        .filter(|(_, line)| speaks(line) && !advanced(line))
        .map(|(at, line)| (first + at, line.trim()))
        .collect();
    lines.push("look at its title, its sources, and whatever is not so any more".to_owned());
    if !found.is_empty() {
        lines.push("these lines speak of a year or of the old one:".to_owned());
        let shown = |(line, words): &(usize, &str)| {
            let cut: String = words.chars().take(LETTERS).collect();
            let more = if cut.len() < words.len() { "…" } else { "" };
            format!("  {line}: {}{more}", printable(&cut))
        };
        lines.extend(found.iter().take(SHOWN).map(shown));
        if found.len() > SHOWN {
            lines.push(format!("  and {} more", found.len() - SHOWN));
        }
    }
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// Whether four digits stand there that may be a year of our time.
fn has_year(line: &str) -> bool {
    let is_year = |run: &str| run.len() == 4 && (run.starts_with("19") || run.starts_with("20"));
    line.split(|letter: char| !letter.is_ascii_digit()).any(is_year)
}
