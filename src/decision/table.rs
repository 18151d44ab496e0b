//! A decision table as it is understood.

use super::region::Region;
use crate::catalogue::{RecordIndex, Target};
use crate::date::Day;
use crate::source::{Place, SourcePath, Span};

/// What decides one thing of a record.
#[derive(Debug)]
pub struct Table {
    /// The record that it belongs to.
    pub record: RecordIndex,
    /// Its name, which is that of a part of the record.
    pub slug: Box<str>,
    /// Its file, and where its name stands there.
    pub place: Place,
    /// What it is called.
    pub title: String,
    /// What it is about; may be empty.
    pub summary: String,
    /// In which order it asks.
    pub order: Order,
    /// What it asks.
    pub questions: Vec<Question>,
    /// What cannot be.
    pub impossible: Vec<Impossible>,
    /// What the answers can lead to.
    pub outcomes: Vec<Outcome>,
    /// Which answers lead where.
    pub rules: Vec<Rule>,
    /// What is known to be right.
    pub cases: Vec<Case>,
}

/// How something is known, the surest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// The source says so.
    #[default]
    Stated,
    /// It is our reading of the source.
    Reading,
    /// The source does not say.
    Silent,
}

impl Basis {
    /// As it is written.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Reading => "reading",
            Self::Silent => "silent",
        }
    }

    /// What readers are told of it; nothing where the source says so itself.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Stated => "",
            Self::Reading => "our reading; the source does not say",
            Self::Silent => "the source does not say",
        }
    }

    /// The basis of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Stated, Self::Reading, Self::Silent].into_iter().find(|basis| basis.name() == name)
    }
}

/// In which order a table asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// As it was written.
    Written,
    /// So that the fewest questions are to be expected.
    Shortest,
}

/// What is asked.
#[derive(Debug)]
pub struct Question {
    /// Its name.
    pub name: Box<str>,
    /// Where that stands.
    pub span: Span,
    /// The record that holds it, where several tables share it.
    pub shared: Option<RecordIndex>,
    /// The question.
    pub text: String,
    /// A few words below it; may be empty.
    pub hint: String,
    /// What the words mean; may be empty.
    pub help: String,
    /// How to find out; may be empty.
    pub not_sure: String,
    /// Other words for it, where the answers before are in a block.
    pub wording: Vec<(Vec<Region>, String)>,
    /// The answers.
    pub answers: Vec<Answer>,
    /// Where they are stretches of days or numbers: where each but the first begins.
    pub scale: Option<Scale>,
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// Its name.
    pub name: Box<str>,
    /// Where that stands, where the table itself gives it.
    pub span: Span,
    /// The words that readers choose.
    pub text: String,
}

/// What is cut into answers, and where.
#[derive(Clone, Debug, PartialEq)]
pub enum Scale {
    /// Days.
    Days(Vec<Day>),
    /// Numbers.
    Numbers(Vec<f64>),
}

/// Combinations that cannot be.
#[derive(Debug)]
pub struct Impossible {
    /// Where they are told.
    pub span: Span,
    /// The combinations.
    pub when: Vec<Region>,
    /// Why.
    pub because: String,
}

/// What the answers can lead to.
#[derive(Debug)]
pub struct Outcome {
    /// Its name.
    pub name: Box<str>,
    /// Where that stands.
    pub span: Span,
    /// What it is called.
    pub title: String,
    /// Which of the kind's verdicts; none in a table that is not about what one can get.
    pub verdict: Option<usize>,
    /// Whether that says that nobody can tell.
    pub cannot_tell: bool,
    /// The parts that one gets.
    pub gives: Vec<Target>,
    /// The tables to look at next.
    pub next: Vec<Target>,
    /// Where these are named.
    pub next_spans: Vec<Span>,
    /// What it answers for them.
    pub settles: Vec<Settled>,
    /// Whom to ask.
    pub ask: Vec<Target>,
    /// Who has to hear; may be empty.
    pub tell: String,
    /// What happens next; may be empty.
    pub then: String,
    /// What else there is to say; may be empty.
    pub note: String,
    /// Where it was taken from.
    pub sources: Vec<Target>,
}

/// An answer to a shared question that follows from an outcome.
#[derive(Debug)]
pub struct Settled {
    /// The question.
    pub question: RecordIndex,
    /// The name of the answer.
    pub answer: Box<str>,
    /// Where the question is named.
    pub span: Span,
}

/// Which answers lead where.
#[derive(Debug)]
pub struct Rule {
    /// Its name.
    pub name: Box<str>,
    /// Where that stands.
    pub span: Span,
    /// The combinations.
    pub when: Vec<Region>,
    /// Which outcome.
    pub outcome: usize,
    /// Why.
    pub because: Because,
    /// The rules that win.
    pub yields: Option<Yields>,
}

/// Why a rule says what it says.
#[derive(Debug)]
pub struct Because {
    /// In words.
    pub text: String,
    /// The part of the record that says it.
    pub part: Option<Target>,
    /// How that is known.
    pub basis: Basis,
    /// Where the basis stands, or else the reason.
    pub span: Span,
    /// What else there is to say; may be empty.
    pub note: String,
    /// Where it was taken from.
    pub sources: Vec<Target>,
}

/// Before which rules one gives way.
#[derive(Debug)]
pub struct Yields {
    /// The rules, each with the place of its name.
    pub to: Vec<(usize, Span)>,
    /// How that is known.
    pub basis: Basis,
    /// Why.
    pub because: String,
}

/// What is known to be right.
#[derive(Debug)]
pub struct Case {
    /// Where it stands.
    pub span: Span,
    /// The combinations that it leaves open.
    pub given: Region,
    /// Where the outcome stands.
    pub outcome_span: Span,
    /// The outcomes that are possible, in their order.
    pub outcomes: Vec<usize>,
}

impl Scale {
    /// How many cuts there are.
    #[must_use]
    pub const fn cuts(&self) -> usize {
        match self {
            Self::Days(cuts) => cuts.len(),
            Self::Numbers(cuts) => cuts.len(),
        }
    }

    /// How many cuts of this scale lie before a stretch of another, where none lies inside it.
    fn cuts_before(&self, other: &Self, stretch: usize) -> Option<usize> {
        /// A stretch is from one cut up to the next; the first and the last have no end.
        fn count<T: PartialOrd>(cuts: &[T], others: &[T], stretch: usize) -> Option<usize> {
            let from = stretch.checked_sub(1).and_then(|before| others.get(before));
            let until = others.get(stretch);
            let is_before = |cut: &&T| from.is_some_and(|from| *cut <= from);
            let is_inside = |cut: &T| from.is_none_or(|from| cut > from) && until.is_none_or(|until| cut < until);
            (!cuts.iter().any(is_inside)).then(|| cuts.iter().filter(is_before).count())
        }
        match (self, other) {
            (Self::Days(cuts), Self::Days(others)) => count(cuts, others, stretch),
            (Self::Numbers(cuts), Self::Numbers(others)) => count(cuts, others, stretch),
            _ => None,
        }
    }
}

impl Table {
    /// All combinations of answers.
    #[must_use]
    pub fn whole(&self) -> Region {
        Region::whole(self.questions.iter().map(|question| question.answers.len()))
    }

    /// Its file.
    #[must_use]
    pub const fn path(&self) -> &SourcePath {
        &self.place.path
    }

    /// A place in its file.
    #[must_use]
    pub fn at(&self, span: Span) -> Place {
        Place { path: self.place.path.clone(), span }
    }

    /// The question of this name, and which one it is.
    #[must_use]
    pub fn question(&self, name: &str) -> Option<(usize, &Question)> {
        self.questions.iter().enumerate().find(|(_, question)| *question.name == *name)
    }

    /// A rule that wins where both are met.
    #[must_use]
    pub fn gives_way(&self, rule: usize, to: usize) -> bool {
        let yields = self.rules.get(rule).and_then(|rule| rule.yields.as_ref());
        yields.is_some_and(|yields| yields.to.iter().any(|(other, _)| *other == to))
    }
}

impl Question {
    /// The answer of this name, and which one it is.
    #[must_use]
    pub fn answer(&self, name: &str) -> Option<usize> {
        self.answers.iter().position(|answer| *answer.name == *name)
    }

    /// The answer to another question about the same days or numbers that one of this implies.
    #[must_use]
    pub fn within(&self, answer: usize, other: &Self) -> Option<usize> {
        let (of_self, of_other) = (self.scale.as_ref()?, other.scale.as_ref()?);
        if answer > of_self.cuts() {
            // What is no day at all is told apart by its name.
            return self
                .answers
                .get(answer)
                .and_then(|answer| other.answer(&answer.name))
                .filter(|at| *at > of_other.cuts());
        }
        let inside = of_other.cuts_before(of_self, answer)?;
        (inside <= of_other.cuts()).then_some(inside)
    }

    /// The question in the words for those who have given some answers.
    #[must_use]
    pub fn words(&self, given: &Region) -> &str {
        let fits = |(when, _): &&(Vec<Region>, String)| when.iter().any(|when| when.covers(given));
        self.wording.iter().find(fits).map_or(&self.text, |(_, words)| words)
    }

    /// What is wrong with a day or a number as it is written, and what to write; none where it is right, or none was meant.
    #[must_use]
    pub fn mismeasured(&self, written: &str) -> Option<(String, String)> {
        if !written.trim().starts_with(|letter: char| letter.is_ascii_digit() || letter == '-') {
            return None;
        }
        match self.scale.as_ref()? {
            Scale::Days(_) => Day::parse(written).err().map(|flaw| (flaw.message, flaw.help)),
            Scale::Numbers(_) if self.measured(written).is_some() => None,
            Scale::Numbers(_) => Some((
                format!("`{written}` is no number"),
                "write it in digits without blanks, such as `250` or `2.5`".to_owned(),
            )),
        }
    }

    /// The answer that a day or a number, as it is written, falls into.
    #[must_use]
    pub fn measured(&self, written: &str) -> Option<usize> {
        match self.scale.as_ref()? {
            Scale::Days(cuts) => {
                let day = Day::parse(written).ok()?;
                Some(cuts.iter().filter(|cut| **cut <= day).count())
            }
            Scale::Numbers(cuts) => {
                let number: f64 = written.trim().parse().ok().filter(|number: &f64| number.is_finite())?;
                Some(cuts.iter().filter(|cut| **cut <= number).count())
            }
        }
    }
}
