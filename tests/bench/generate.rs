//! A directory of services: records of about 2 KB with references, parts and Markdown, the same for the same seed.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// One organisation for so many programmes: backlinks grow as they would on a real site.
const PROGRAMMES_TO_AN_ORGANISATION: usize = 20;

/// The most frequent words; the others are made of syllables.
const WORDS: [&str; 32] = [
    "school",
    "support",
    "leaders",
    "lesson",
    "reading",
    "trust",
    "local",
    "advice",
    "term",
    "behaviour",
    "pupils",
    "maths",
    "grant",
    "visit",
    "training",
    "teacher",
    "plan",
    "review",
    "help",
    "offer",
    "partner",
    "week",
    "region",
    "science",
    "attendance",
    "budget",
    "mentor",
    "course",
    "early",
    "phonics",
    "governor",
    "year",
];

/// How many words there are. In 10,000 records of this length there are about as many in a natural language.
const VOCABULARY: u64 = 20_000;

const CONSONANTS: [char; 16] = ['b', 'c', 'd', 'f', 'g', 'h', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v', 'w'];
const VOWELS: [char; 5] = ['a', 'e', 'i', 'o', 'u'];

/// The word of a rank, the most frequent first.
fn word(rank: usize) -> String {
    let Some(mut rest) = rank.checked_sub(WORDS.len()) else { return WORDS[rank].to_owned() };
    let mut word = String::new();
    while word.is_empty() || rest > 0 {
        word.push(CONSONANTS[rest % CONSONANTS.len()]);
        rest /= CONSONANTS.len();
        word.push(VOWELS[rest % VOWELS.len()]);
        rest /= VOWELS.len();
    }
    word
}

/// A text of words as frequent as those of a natural language (Mandelbrot, 1953: one over the rank and a little).
struct Words {
    /// For each rank how often it and those before it come, of all together.
    sums: Vec<u64>,
}

impl Words {
    fn new() -> Self {
        let often = |rank| 1_000_000_000 / (rank + 3);
        let sums = (0..VOCABULARY).scan(0, |sum, rank| {
            *sum += often(rank);
            Some(*sum)
        });
        Self { sums: sums.collect() }
    }

    fn text(&self, random: &mut Random, count: usize) -> String {
        let all = self.sums.last().copied().expect("there are words");
        let all = usize::try_from(all).expect("64 bits");
        let one = |_| {
            let at = random.below(all) as u64;
            word(self.sums.partition_point(|sum| *sum <= at))
        };
        (0..count).map(one).collect::<Vec<_>>().join(" ")
    }
}

/// A generator of numbers that is the same everywhere (xorshift64*; Vigna, 2016).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 20;
        usize::try_from(number).expect("44 bits fit") % end
    }
}

/// Writes a site of `size` records into `folder`.
pub(crate) fn site(folder: &Path, size: usize) {
    let content = folder.join("content");
    for below in ["kinds", "programme", "organisation"] {
        fs::create_dir_all(content.join(below)).expect("the folder is ours");
    }
    let write = |path: String, text: &str| fs::write(content.join(path), text).expect("the folder is ours");
    write("site.yaml".into(), SITE);
    write("kinds/programme.yaml".into(), PROGRAMME);
    write("kinds/organisation.yaml".into(), ORGANISATION);
    let (words, random) = (&Words::new(), &mut Random(0x9e37_79b9_7f4a_7c15));
    let organisations = (size / PROGRAMMES_TO_AN_ORGANISATION).max(1);
    for number in 0..organisations {
        write(format!("organisation/org-{number}.yaml"), &organisation(words, random));
    }
    let programmes = size - organisations;
    for number in 0..programmes {
        write(format!("programme/p-{number}.yaml"), &programme(words, random, organisations, programmes));
    }
}

fn organisation(words: &Words, random: &mut Random) -> String {
    format!(
        "title: {}\nsummary: {}.\nbody: |\n  {}.\n",
        words.text(random, 3),
        words.text(random, 12),
        words.text(random, 120)
    )
}

fn programme(words: &Words, random: &mut Random, organisations: usize, programmes: usize) -> String {
    let mut text = String::with_capacity(2500);
    let line = &mut text;
    let mut add = |written: String| writeln!(line, "{written}").expect("a string takes all");
    add(format!("title: {}", words.text(random, 4)));
    add(format!("summary: {}.", words.text(random, 14)));
    add(format!("provider: org-{}", random.below(organisations)));
    add(format!("phase: [{}]", ["primary", "secondary", "primary, secondary"][random.below(3)]));
    add("cost:".into());
    add(format!("  type: {}", ["free", "part-paid", "paid"][random.below(3)]));
    match random.below(4) {
        0 => add("  amount: {unknown: not-stated}".into()),
        _ => add(format!("  amount: up to £{}", (random.below(90) + 1) * 100)),
    }
    match random.below(3) {
        0 => add("entry: {during: 2021-22}".into()),
        1 => add(format!("entry:\n  from: 2023-{:02}", random.below(12) + 1)),
        _ => add(format!(
            "entry:\n  from: 2022-09-01\n  until: 2024-{:02}-{:02}",
            random.below(12) + 1,
            random.below(28) + 1
        )),
    }
    add(format!("confirmed: 2024-{:02}", random.below(12) + 1));
    add("needs:".into());
    for _ in 0..random.below(3) + 1 {
        add(format!("  - because: {}", words.text(random, 9)));
        add(format!("    see: p-{}", random.below(programmes)));
    }
    add("options:".into());
    for option in ["first", "second"] {
        add(format!("  {option}:\n    title: {}\n    text: {}.", words.text(random, 3), words.text(random, 16)));
    }
    add("contact: office@hillside.sch.uk".into());
    add("body: |".into());
    for heading in ["What it is", "Who can come", "How to begin"] {
        add(format!(
            "  ## {heading}\n\n  {}, as with [another](programme:p-{}).\n",
            words.text(random, 28),
            random.below(programmes)
        ));
        add(format!(
            "  - {}\n  - **{}** and *{}*\n",
            words.text(random, 6),
            words.text(random, 2),
            words.text(random, 3)
        ));
        add(format!("  {}.\n", words.text(random, 24)));
    }
    text
}

const SITE: &str = "\
title: A generated directory
summary: Records for measuring.
home: Find [the first](programme:p-0).
kinds: [programme, organisation]
unknown: {not-stated: Not stated}
";

const ORGANISATION: &str = "\
title: Organisation
plural: Organisations
path: /organisations/{slug}/
schema:
  required: [title]
  properties:
    title: {type: string}
    summary: {type: string}
    body: {type: string, format: markdown, title: More}
";

const PROGRAMME: &str = "\
title: Programme
plural: Programmes
path: /programmes/{slug}/
lifecycle: {entry: entry}
facets: [phase, cost.type, state]
search: {title: 10, summary: 4, body: 1}
rules:
  - requires: {cost.amount: [cost.type]}
  - that: \"size(self.title) > 3\"
    at: title
    say: this title says too little
schema:
  required: [title, summary, provider]
  properties:
    title: {type: string, maxLength: 90, title: Name}
    summary: {type: string, maxLength: 220, title: In short}
    provider: {to: organisation, backlinks: programmes, title: Run by}
    phase:
      type: array
      uniqueItems: true
      title: For
      items: {oneOf: [{const: primary, title: Primary}, {const: secondary, title: Secondary}]}
    cost:
      title: Cost
      required: [type]
      properties:
        type: {title: Cost, oneOf: [{const: free, title: Free}, {const: part-paid, title: Partly paid}, {const: paid, title: Paid by you}]}
        amount: {type: string, format: amount, title: Amount}
    entry:
      title: When
      properties:
        from: {type: string, format: period, title: From}
        until: {type: string, format: period, title: Until}
        during: {type: string, format: academic-year, title: In}
    needs:
      type: array
      minItems: 1
      title: What it helps with
      items:
        required: [because]
        properties:
          because: {type: string, maxLength: 160, title: Because}
          see: {to: programme, title: See also, backlinks: seen_from}
    options:
      title: Ways to take part
      parts:
        required: [title]
        properties: {title: {type: string}, text: {type: string, title: What it is}}
    contact: {type: string, format: email, title: Contact}
    body: {type: string, format: markdown, title: More}
";
