//! Decision tables: the six real ones against what brute force says, and random ones.

mod decide;
mod pages;
mod random;

use crate::fixture::{folder, options};
use fingerpost::decision::{Basis, Counts, Proof, Region, Table};
use fingerpost::pipeline::{Analysis, analyse};
use fingerpost::source::{Sources, disk};
use std::collections::BTreeSet;

pub(crate) fn site() -> (Sources, Analysis) {
    let sources = disk::read(&folder().join("decision/site")).expect("the site of the six tables is read");
    let analysis = analyse(&sources, options());
    (sources, analysis)
}

/// Every combination of answers as a block of its own.
fn combinations(table: &Table) -> Vec<Region> {
    (0..table.questions.len()).fold(vec![table.whole()], |regions, question| {
        let answers = table.questions[question].answers.len();
        regions.iter().flat_map(|region| (0..answers).map(|answer| region.with_answer(question, answer))).collect()
    })
}

/// What a table says of one combination: none where it cannot be, else the rules left and whether another gave way.
fn left(table: &Table, combination: &Region) -> Option<(Vec<usize>, Basis)> {
    let has = |blocks: &[Region]| blocks.iter().any(|block| block.covers(combination));
    if table.impossible.iter().any(|impossible| has(&impossible.when)) {
        return None;
    }
    let met: Vec<usize> = (0..table.rules.len()).filter(|rule| has(&table.rules[*rule].when)).collect();
    let loses = |rule: &usize| met.iter().any(|other| table.gives_way(*rule, *other));
    let (lost, rules): (Vec<usize>, Vec<usize>) = met.iter().partition(|rule| loses(rule));
    let of_yields = lost.iter().map(|rule| table.rules[*rule].yields.as_ref().unwrap().basis);
    let basis = rules.iter().map(|rule| table.rules[*rule].because.basis).chain(of_yields).max().unwrap_or_default();
    Some((rules, basis))
}

fn outcomes(table: &Table, rules: &[usize]) -> BTreeSet<usize> {
    rules.iter().map(|rule| table.rules[*rule].outcome).collect()
}

/// The same counts as those of a proof, combination by combination.
fn counted(table: &Table) -> Counts {
    let mut counts = Counts::default();
    for combination in combinations(table) {
        counts.all += 1;
        let Some((rules, basis)) = left(table, &combination) else {
            counts.impossible += 1;
            continue;
        };
        match outcomes(table, &rules).len() {
            0 => counts.gaps += 1,
            1 => counts.by_basis[basis as usize] += 1,
            _ => counts.conflicts += 1,
        }
        counts.agree += u128::from(rules.len() > 1);
    }
    counts
}

/// Pairs of answers that never differ, where what cannot be equals only what cannot be.
fn alike(table: &Table) -> Vec<(usize, usize, usize)> {
    let value = |region: &Region| left(table, region).map(|(rules, _)| outcomes(table, &rules));
    let all = combinations(table);
    let mut found = Vec::new();
    for (question, asked) in table.questions.iter().enumerate() {
        for a in 0..asked.answers.len() {
            for b in a + 1..asked.answers.len() {
                let is_alike = all
                    .iter()
                    .filter(|region| region.has(question, a))
                    .all(|region| value(&region.with_answer(question, a)) == value(&region.with_answer(question, b)));
                if is_alike {
                    found.push((question, a, b));
                }
            }
        }
    }
    found
}

/// What the proof says of pairs of answers.
fn alike_by_proof(table: &Table, proof: &Proof) -> Vec<(usize, usize, usize)> {
    let differences = proof.differences(&table.whole()).unwrap();
    let mut found = Vec::new();
    for (question, asked) in table.questions.iter().enumerate() {
        for a in 0..asked.answers.len() {
            let others = a + 1..asked.answers.len();
            found.extend(others.filter(|b| differences.are_alike(question, a, *b)).map(|b| (question, a, b)));
        }
    }
    found
}

/// Proves that a table and its proof say the same of every combination.
fn agrees_with_brute_force(table: &Table, proof: &Proof) {
    assert!(proof.is_complete);
    assert_eq!(proof.counts(), counted(table), "{}", table.slug);
    assert_eq!(alike_by_proof(table, proof), alike(table), "{}", table.slug);
    for combination in combinations(table) {
        let expected = left(table, &combination).map(|(rules, _)| outcomes(table, &rules)).unwrap_or_default();
        assert_eq!(proof.outcomes(&combination).into_iter().collect::<BTreeSet<usize>>(), expected);
    }
}

/// The figures that were found by brute force before there was a program.
#[test]
fn six_real_tables_hold() {
    let (_, analysis) = site();
    let expected = [
        ("2019-20", "eligibility", 48, 13, 0, 1, [4, 31, 0]),
        ("2019-20", "broker", 4, 0, 0, 0, [3, 0, 1]),
        ("2020-21", "eligibility", 6, 0, 0, 1, [2, 4, 0]),
        ("2021-22", "eligibility", 48, 0, 5, 2, [26, 10, 12]),
        ("2024-25", "eligibility", 216, 0, 39, 4, [180, 0, 36]),
        ("2024-25", "first-contact", 4, 0, 0, 0, [2, 0, 2]),
    ];
    let (offers, _) = analysis.site.kinds.find("offer").unwrap();
    for (record, slug, all, impossible, agree, pairs, by_basis) in expected {
        let record = analysis.site.catalogue.find(offers, record).unwrap();
        let found = analysis.site.decisions.of(record).find(|(_, proved)| *proved.table.slug == *slug);
        let (_, proved) = found.unwrap_or_else(|| panic!("{slug} holds: {:#?}", analysis.diagnostics));
        let counts = proved.proof().counts();
        assert_eq!(counts, Counts { all, impossible, gaps: 0, conflicts: 0, agree, by_basis }, "{slug}");
        assert_eq!(alike_by_proof(&proved.table, proved.proof()).len(), pairs, "{slug}");
        agrees_with_brute_force(&proved.table, proved.proof());
    }
    let severe: Vec<_> =
        analysis.diagnostics.iter().filter(|told| told.severity != fingerpost::diagnostic::Severity::Note).collect();
    assert!(severe.is_empty(), "{severe:#?}");
}

/// Each of the 27 rules taken away in turn: 26 leave a gap, and the last one an outcome that nothing reaches.
#[test]
fn a_rule_that_is_missing_is_missed() {
    use fingerpost::diagnostic::Code;
    use fingerpost::source::Source;
    let (sources, _) = site();
    let mut gaps = 0;
    let mut others = Vec::new();
    for source in sources.iter().filter(|source| source.path().starts_with("content/offer/")) {
        for (lines, name) in rules(source.text()) {
            let text: String = source
                .text()
                .lines()
                .enumerate()
                .filter(|(line, _)| !lines.contains(line))
                .map(|(_, line)| format!("{line}\n"))
                .collect();
            // What gives way to it is not what is tested here.
            let text = text
                .replace("yields_to: {rules: [tier-3]", "yields_to: {rules: []")
                .replace("yields_to: {rules: [a]", "yields_to: {rules: []");
            let text: String = text
                .lines()
                .filter(|line| !line.contains("yields_to: {rules: []") || !["tier-3", "a"].contains(&&*name))
                .map(|line| format!("{line}\n"))
                .collect();
            let text = if ["tier-3", "a"].contains(&&*name) { text } else { restored(source.text(), &lines) };
            let changed = Source::new(source.path().clone(), &text);
            let with =
                sources.iter().map(|other| if other.path() == source.path() { changed.clone() } else { other.clone() });
            let found = analyse(&with.collect(), options()).diagnostics;
            let codes: BTreeSet<Code> = found.iter().map(|told| told.code).collect();
            match codes.contains(&Code::DecisionGap) {
                true => gaps += 1,
                false => others.push((name, codes)),
            }
        }
    }
    assert_eq!(gaps, 26, "{others:?}");
    assert_eq!(others.len(), 1);
    let (name, codes) = &others[0];
    assert_eq!(name, "tier-3");
    assert!(codes.contains(&Code::UnreachedOutcome), "{codes:?}");
}

fn restored(text: &str, without: &[usize]) -> String {
    text.lines().enumerate().filter(|(line, _)| !without.contains(line)).map(|(_, line)| format!("{line}\n")).collect()
}

/// The lines of each rule of a file, with its name.
fn rules(text: &str) -> Vec<(Vec<usize>, String)> {
    let mut found: Vec<(Vec<usize>, String)> = Vec::new();
    let mut is_inside = false;
    for (number, line) in text.lines().enumerate() {
        let indent = line.len() - line.trim_start().len();
        match indent {
            4 => is_inside = line.trim() == "rules:",
            0..=3 => is_inside = false,
            6 if is_inside => found.push((vec![number], line.trim().split(':').next().unwrap().to_owned())),
            _ if is_inside => found.last_mut().unwrap().0.push(number),
            _ => {}
        }
    }
    found
}
