//! How long the proof of a large decision table takes: 12 questions of 6 answers, cut into 300 rules as a tree is, which
//! stand in no order; and the same with rules that reach into others with the same outcome.

use fingerpost::date::Day;
use fingerpost::decision::{Read, read};
use fingerpost::pipeline::{Options, analyse};
use fingerpost::source::{Source, Sources};
use std::fmt::Write as _;
use std::time::Instant;

const QUESTIONS: usize = 12;
const ANSWERS: usize = 6;
const RULES: usize = 300;

const KIND: &str = "title: Offer\nplural: Offers\npath: /offers/{slug}/\ndecision: decisions\nverdicts:\n  yes: {title: Yes}\n  no: {title: No}\n  perhaps: {title: Perhaps, cannot_tell: true}\nschema:\n  required: [title]\n  properties: {title: {type: string}}\n";

/// Numbers that look like chance and are the same always.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % bound
    }
}

/// A block: for each question its answers, as bits.
type Block = [u8; QUESTIONS];

fn blocks(chance: &mut Chance) -> Vec<Block> {
    let mut blocks = vec![[(1 << ANSWERS) - 1; QUESTIONS]];
    while blocks.len() < RULES {
        let block = blocks.swap_remove(chance.below(blocks.len()));
        let question = chance.below(QUESTIONS);
        let inside = block[question] & u8::try_from(1 + chance.below((1 << ANSWERS) - 2)).expect("six bits");
        let outside = block[question] & !inside;
        if inside == 0 || outside == 0 {
            blocks.push(block);
            continue;
        }
        for answers in [inside, outside] {
            let mut half = block;
            half[question] = answers;
            blocks.push(half);
        }
    }
    blocks
}

fn written(blocks: &[Block], chance: &mut Chance, overlap: bool) -> String {
    let mut text = "title: A\ndecisions:\n  large:\n    questions:\n".to_owned();
    for question in 0..QUESTIONS {
        let answers: Vec<String> = (0..ANSWERS).map(|answer| format!("a{answer}: Answer {answer}")).collect();
        let _ = writeln!(
            text,
            "      q{question}: {{text: \"Question {question}?\", answers: {{{}}}}}",
            answers.join(", ")
        );
    }
    text.push_str("    outcomes: {o0: {verdict: yes}, o1: {verdict: no}, o2: {verdict: perhaps}}\n    rules:\n");
    let outcomes: Vec<usize> = blocks.iter().map(|_| chance.below(3)).collect();
    for (number, (block, outcome)) in blocks.iter().zip(&outcomes).enumerate() {
        let mut block = *block;
        // Wider by one question, where that reaches into rules of the same outcome alone.
        for question in (0..QUESTIONS).filter(|_| overlap) {
            let mut wider = block;
            wider[question] = (1 << ANSWERS) - 1;
            let touches = |other: &Block| wider.iter().zip(other).all(|(a, b)| a & b != 0);
            let met = blocks.iter().zip(&outcomes).filter(|(other, _)| touches(other));
            if met.clone().all(|(_, other)| other == outcome) {
                block = wider;
            }
        }
        let when =
            block.iter().enumerate().filter(|(_, answers)| **answers != (1 << ANSWERS) - 1).map(|(question, bits)| {
                let named: Vec<String> = (0..ANSWERS)
                    .filter(|answer| bits & (1 << answer) != 0)
                    .map(|answer| format!("a{answer}"))
                    .collect();
                format!("q{question}: [{}]", named.join(", "))
            });
        let when: Vec<String> = when.collect();
        let _ = writeln!(
            text,
            "      r{number}: {{when: {{{}}}, outcome: o{outcome}, because: {{text: So}}}}",
            when.join(", ")
        );
    }
    text
}

pub(crate) fn decisions() {
    println!("\na decision table of {QUESTIONS} questions, {ANSWERS} answers each, {RULES} rules");
    for (name, overlap) in [("apart", false), ("overlapping", true)] {
        let mut chance = Chance(7);
        let blocks = blocks(&mut chance);
        let sources: Sources = [
            Source::new("content/site.yaml", "title: S\nsummary: S\nkinds: [offer]\n"),
            Source::new("content/kinds/offer.yaml", KIND),
            Source::new("content/offer/a.yaml", &written(&blocks, &mut chance, overlap)),
        ]
        .into_iter()
        .collect();
        let options = Options { as_of: Day::parse("2024-11-20").expect("a day"), is_today: true, drafts: false };
        let analysis = analyse(&sources, options);
        let site = &analysis.site;
        let started = Instant::now();
        let (decisions, _) = read(Read { kinds: &site.kinds, catalogue: &site.catalogue, told: &[] });
        let took = started.elapsed();
        let proved = decisions.iter().map(|(_, proved)| proved).chain(decisions.failing()).next().expect("a table");
        let proof = proved.proof();
        let pages = decisions.steps(0).map_or(0, |steps| steps.all().len());
        println!(
            "{name:>12}  {:>7} blocks looked at, {:>5} pieces, {pages:>5} pages, {:>6.1} ms with them, complete: {}, held: {}",
            proof.looked_at,
            proof.pieces.len(),
            took.as_secs_f64() * 1e3,
            proof.is_complete,
            decisions.failing().is_empty(),
        );
    }
}
