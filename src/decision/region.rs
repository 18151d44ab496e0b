//! Combinations of answers, as blocks, and how blocks are cut along others.

/// A block of combinations: for each question some of its answers, as bits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Region(Vec<u64>);

/// How many answers a question can have: as many as there are bits, and one less so that no shift is lost.
pub(super) const ANSWERS: usize = 63;

/// How many blocks a proof may look at.
#[derive(Debug)]
pub struct Budget(usize);

/// Down to what a block is cut.
#[derive(Clone, Copy)]
enum Cut<'c> {
    /// To what no other block has.
    Free,
    /// To pieces that each other block has whole or not at all.
    Even,
    /// To pieces of which enough is known, by the blocks that have all of one and those that have some of it.
    Until(&'c dyn Fn(&[usize], &[usize]) -> bool),
}

/// What is done with a piece: it, and which of the other blocks have it.
type Visit<'v> = dyn FnMut(&Region, &[usize]) + 'v;

impl Budget {
    /// So many blocks.
    #[must_use]
    pub const fn new(blocks: usize) -> Self {
        Self(blocks)
    }

    /// How many are left.
    #[must_use]
    pub const fn left(&self) -> usize {
        self.0
    }

    fn take(&mut self) -> bool {
        let is_left = self.0 > 0;
        self.0 = self.0.saturating_sub(1);
        is_left
    }
}

impl Region {
    /// All combinations of so many answers to each question.
    pub fn whole(answers: impl Iterator<Item = usize>) -> Self {
        Self(answers.map(|count| (1 << count.min(ANSWERS)) - 1).collect())
    }

    /// The answers to a question, as bits.
    #[must_use]
    pub fn answers(&self, question: usize) -> u64 {
        self.0.get(question).copied().unwrap_or_default()
    }

    /// Whether an answer is among them.
    #[must_use]
    pub fn has(&self, question: usize, answer: usize) -> bool {
        self.answers(question) & (1 << answer) != 0
    }

    /// The numbers of the answers to a question.
    pub fn numbers(&self, question: usize) -> impl Iterator<Item = usize> + use<> {
        let answers = self.answers(question);
        (0..ANSWERS).filter(move |answer| answers & (1 << answer) != 0)
    }

    /// The same block with other answers to one question.
    #[must_use]
    pub fn with(&self, question: usize, answers: u64) -> Self {
        let mut region = self.clone();
        if let Some(found) = region.0.get_mut(question) {
            *found = answers;
        }
        region
    }

    /// The same block with one answer to one question.
    #[must_use]
    pub fn with_answer(&self, question: usize, answer: usize) -> Self {
        self.with(question, 1 << answer)
    }

    /// How many questions there are.
    #[must_use]
    pub fn questions(&self) -> usize {
        self.0.len()
    }

    /// What two blocks share.
    #[must_use]
    pub fn meet(&self, other: &Self) -> Option<Self> {
        self.touches(other).then(|| Self(self.0.iter().zip(&other.0).map(|(a, b)| a & b).collect()))
    }

    /// Whether two blocks share something.
    #[must_use]
    pub fn touches(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(a, b)| a & b != 0)
    }

    /// Whether all of another block is in this one.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(a, b)| b & !a == 0)
    }

    /// How many combinations it has; none where a question has no answer left.
    #[must_use]
    pub fn count(&self) -> u128 {
        self.0.iter().fold(1, |count: u128, answers| count.saturating_mul(u128::from(answers.count_ones())))
    }

    /// The only question in which two blocks share nothing.
    #[must_use]
    pub fn apart_in(&self, other: &Self) -> Option<usize> {
        let mut apart = self.0.iter().zip(&other.0).enumerate().filter(|(_, (a, b))| *a & *b == 0);
        let (question, _) = apart.next()?;
        apart.next().is_none().then_some(question)
    }

    /// What no other block has of this one, in disjoint pieces; `false` where the budget ended before.
    pub fn without(&self, others: &[Self], budget: &mut Budget, found: &mut dyn FnMut(&Self)) -> bool {
        let touching = touching(self, (0..others.len()).collect(), others);
        cut(self, &touching, others, Cut::Free, budget, &mut |piece, _| found(piece))
    }

    /// This block in disjoint pieces that each other block has whole or not at all; `false` where the budget ended before.
    pub fn pieces(&self, others: &[Self], budget: &mut Budget, found: &mut Visit<'_>) -> bool {
        let touching = touching(self, (0..others.len()).collect(), others);
        cut(self, &touching, others, Cut::Even, budget, found)
    }

    /// This block in disjoint pieces of which enough is known, each with the blocks that have all of it; `false` where the
    /// budget ended before.
    pub fn pieces_until(
        &self,
        others: &[Self],
        is_known: &dyn Fn(&[usize], &[usize]) -> bool,
        budget: &mut Budget,
        found: &mut Visit<'_>,
    ) -> bool {
        let touching = touching(self, (0..others.len()).collect(), others);
        cut(self, &touching, others, Cut::Until(is_known), budget, found)
    }
}

fn touching(region: &Region, among: Vec<usize>, others: &[Region]) -> Vec<usize> {
    among.into_iter().filter(|other| others.get(*other).is_some_and(|other| region.touches(other))).collect()
}

/// Cuts a block in two, along the block that has most of it, by the question that most blocks limit: so a table that was
/// written as a tree is cut along that tree.
fn cut(
    region: &Region,
    touching: &[usize],
    others: &[Region],
    how: Cut<'_>,
    budget: &mut Budget,
    found: &mut Visit<'_>,
) -> bool {
    if !budget.take() {
        return false;
    }
    let has_all = |other: &usize| others.get(*other).is_some_and(|other| other.covers(region));
    let (whole, some): (Vec<usize>, Vec<usize>) = touching.iter().partition(|other| has_all(other));
    match how {
        Cut::Free if !whole.is_empty() => return true,
        Cut::Until(is_known) if is_known(&whole, &some) => {
            found(region, &whole);
            return true;
        }
        _ => {}
    }
    let cutting: Vec<&Region> = some.iter().filter_map(|other| others.get(*other)).collect();
    let share = |other: &&&Region| region.meet(other).map_or(0, |shared| shared.count());
    // Of several that have as much the first, so that the same table is cut in the same way always.
    let Some(widest) = cutting.iter().rev().max_by_key(share) else {
        found(region, touching);
        return true;
    };
    let limits = |other: &Region, question: usize| region.answers(question) & !other.answers(question) != 0;
    let limited = (0..region.questions()).filter(|question| limits(widest, *question));
    let question = limited.rev().max_by_key(|question| cutting.iter().filter(|other| limits(other, *question)).count());
    let Some(question) = question else { return true };
    let inside = region.answers(question) & widest.answers(question);
    let outside = region.answers(question) & !inside;
    [inside, outside].into_iter().all(|answers| {
        let half = region.with(question, answers);
        let touching = self::touching(&half, touching.to_vec(), others);
        cut(&half, &touching, others, how, budget, found)
    })
}
