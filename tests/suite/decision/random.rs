//! Random tables: the proof and brute force say the same of each.

use super::agrees_with_brute_force;
use crate::fixture::options;
use fingerpost::diagnostic::Code;
use fingerpost::pipeline::analyse;
use fingerpost::source::Source;
use proptest::prelude::*;
use std::fmt::Write as _;

/// Which answers to each question, as bits; all of them where there are none.
type Block = Vec<u8>;

#[derive(Clone, Debug)]
struct Written {
    answers: Vec<usize>,
    impossible: Vec<Block>,
    rules: Vec<(Vec<Block>, usize, Option<usize>, u8)>,
}

fn tables() -> impl Strategy<Value = Written> {
    prop::collection::vec(2..4_usize, 1..5).prop_flat_map(|answers| {
        let block = prop::collection::vec(0..8_u8, answers.len());
        let rule = (prop::collection::vec(block.clone(), 1..3), 0..3_usize, prop::option::of(0..6_usize), 0..3_u8);
        let rules = prop::collection::vec(rule, 1..7);
        (Just(answers), prop::collection::vec(block, 0..2), rules).prop_map(|(answers, impossible, rules)| Written {
            answers,
            impossible,
            rules,
        })
    })
}

fn block(written: &Block, answers: &[usize]) -> String {
    let asked = written.iter().zip(answers).enumerate().filter_map(|(question, (bits, count))| {
        let named: Vec<String> =
            (0..*count).filter(|answer| bits & (1 << answer) != 0).map(|answer| format!("a{answer}")).collect();
        (!named.is_empty()).then(|| format!("q{question}: [{}]", named.join(", ")))
    });
    format!("{{{}}}", asked.collect::<Vec<_>>().join(", "))
}

/// A table with every rule that meets one of the others made to win over it, so that it holds where it can.
fn yaml(table: &Written) -> String {
    let mut text = "title: X\nsummary: Y\ntables:\n  t:\n    questions:\n".to_owned();
    for (question, count) in table.answers.iter().enumerate() {
        let answers: Vec<String> = (0..*count).map(|answer| format!("a{answer}: A{answer}")).collect();
        let _ = writeln!(text, "      q{question}: {{text: Q{question}?, answers: {{{}}}}}", answers.join(", "));
    }
    if !table.impossible.is_empty() {
        text.push_str("    impossible:\n");
        for found in &table.impossible {
            let _ = writeln!(text, "      - {{when: {}, because: No}}", block(found, &table.answers));
        }
    }
    text.push_str("    outcomes: {o0: {verdict: eligible}, o1: {verdict: not-eligible}, o2: {verdict: cannot-tell}}\n    rules:\n");
    for (number, (when, outcome, to, basis)) in table.rules.iter().enumerate() {
        let when: Vec<String> = when.iter().map(|found| block(found, &table.answers)).collect();
        let basis = ["stated", "reading", "silent"][usize::from(*basis)];
        let _ = write!(
            text,
            "      r{number}: {{when: [{}], outcome: o{outcome}, because: {{text: T, basis: {basis}}}",
            when.join(", ")
        );
        // To later ones alone, so that there are no loops.
        if let Some(to) = to.filter(|to| *to > number && *to < table.rules.len()) {
            let _ = write!(text, ", yields_to: {{rules: [r{to}], because: B}}");
        }
        text.push_str("}\n");
    }
    text
}

proptest! {
    // Many tables a case: reading the kinds takes longer than proving a table.
    #![proptest_config(ProptestConfig { cases: 10, ..ProptestConfig::default() })]

    #[test]
    fn the_proof_says_what_brute_force_says(written in prop::collection::vec(tables(), 30)) {
        let (sources, _) = super::site();
        let files = written.iter().enumerate().map(|(number, table)| {
            Source::new(format!("content/programme/random-{number:02}.yaml"), &yaml(table))
        });
        let kept = |source: &&Source| source.path().contains("kinds/") || source.path().ends_with("site.yaml");
        let sources: fingerpost::source::Sources = sources.iter().filter(kept).cloned().chain(files).collect();
        let analysis = analyse(&sources, options());
        let decisions = &analysis.site.decisions;
        let held = decisions.iter().map(|(_, proved)| proved);
        let mut count = 0;
        for proved in held.chain(decisions.failing()) {
            count += 1;
            let (table, proof) = (&proved.table, proved.proof());
            agrees_with_brute_force(table, proof);
            let counts = proof.counts();
            let told = |code: Code| {
                analysis.diagnostics.iter().find(|told| told.code == code && told.primary.place.path == *table.path())
            };
            prop_assert_eq!(counts.gaps > 0, told(Code::DecisionGap).is_some());
            prop_assert_eq!(counts.conflicts > 0, told(Code::RulesDisagree).is_some());
            if let Some(told) = told(Code::DecisionGap) {
                let gaps = if counts.gaps == 1 { "one combination".to_owned() } else { format!("{} combinations", counts.gaps) };
                prop_assert!(told.message.starts_with(&gaps), "{}", told.message);
            }
        }
        prop_assert_eq!(count, written.len());
    }
}
