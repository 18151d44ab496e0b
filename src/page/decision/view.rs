use crate::page::view::LinkView;
use serde::Serialize;

/// A page that asks.
#[derive(Debug, Serialize)]
pub struct QuestionView {
    /// The record.
    pub record: LinkView,
    /// What the table decides.
    pub table: LinkView,
    /// What it is about, on its first page; else empty.
    pub summary: String,
    /// The question.
    pub question: String,
    /// A few words below it; may be empty.
    pub hint: String,
    /// What the words mean; may be empty.
    pub help: String,
    /// How to find out; may be empty.
    pub not_sure: String,
    /// The answers, each with the page that follows; that one is not sure is the last.
    pub choices: Vec<ChoiceView>,
    /// `date` or `number` where answers are stretches of these; else empty.
    pub format: String,
    /// Where each but the first of these begins.
    pub cuts: Vec<String>,
    /// What was answered.
    pub answers: Vec<AnswerView>,
    /// Whether others gave other answers before on their way to this page.
    pub is_shared: bool,
    /// Whether it is the first page.
    pub is_first: bool,
    /// The table as JSON, for programs.
    pub data: String,
}

/// An answer to choose.
#[derive(Debug, Serialize)]
pub struct ChoiceView {
    /// Its words, and the page that follows.
    pub link: LinkView,
    /// Its place among all answers, as digits; empty for one who is not sure.
    pub place: String,
}

/// What was answered.
#[derive(Debug, Serialize)]
pub struct AnswerView {
    /// The question.
    pub question: String,
    /// The answer.
    pub answer: String,
    /// The page on which to answer otherwise.
    pub change: String,
}

/// A page with what came of the answers.
#[derive(Debug, Serialize)]
pub struct ResultView {
    /// The record.
    pub record: LinkView,
    /// What the table decides; begins anew.
    pub table: LinkView,
    /// What the state of the record is called; may be empty.
    pub state: String,
    /// Whether nobody can come in any more.
    pub is_over: bool,
    /// Whether that is so, or nobody knows.
    pub may_be_over: bool,
    /// The result in one sentence.
    pub sentence: String,
    /// What is possible; one where all is known.
    pub outcomes: Vec<OutcomeView>,
    /// Why.
    pub why: Vec<ReasonView>,
    /// Whether only one of these reasons holds, and which is not known.
    pub is_one_of: bool,
    /// Why some rules that are met give way.
    pub beaten: Vec<ReasonView>,
    /// What it turns on.
    pub turns_on: Vec<TurnView>,
    /// What would have made it better.
    pub better: Vec<BetterView>,
    /// What was answered.
    pub answers: Vec<AnswerView>,
    /// Whether others gave other answers before on their way to this page.
    pub is_shared: bool,
    /// Where more may be found.
    pub next: Vec<LinkView>,
    /// Whom to ask, whatever is possible: each in HTML, with how to reach it and until when that was known to be right.
    pub ask: Vec<String>,
    /// HTML of what to do when it is over, or nobody knows; may be empty.
    pub over: String,
    /// Whether nothing of all this says what to do.
    pub is_end: bool,
    /// The table as JSON, for programs.
    pub data: String,
}

/// What answers can lead to.
#[derive(Debug, Serialize)]
pub struct OutcomeView {
    /// What it is called.
    pub title: String,
    /// What its verdict says; may be empty.
    pub sentence: String,
    /// What one gets.
    pub gives: Vec<GiftView>,
    /// Who has to hear; may be empty.
    pub tell: String,
    /// What happens next; may be empty.
    pub then: String,
    /// What else there is to say; may be empty.
    pub note: String,
    /// Where it was taken from.
    pub sources: Vec<LinkView>,
}

/// What one gets.
#[derive(Debug, Serialize)]
pub struct GiftView {
    /// What it is called, and where it stands.
    pub link: LinkView,
    /// How much it is; may be empty.
    pub amount: String,
    /// HTML of what it is; may be empty.
    pub text: String,
    /// What is said of how it is known; empty where the source says it.
    pub basis: String,
    /// What else there is to say of it.
    pub rows: Vec<GiftRow>,
    /// What is in it.
    pub inner: Vec<GiftsView>,
}

/// What else there is to say of what one gets.
#[derive(Debug, Serialize)]
pub struct GiftRow {
    /// What it is.
    pub label: String,
    /// HTML.
    pub value: String,
}

/// Some of what is in what one gets.
#[derive(Debug, Serialize)]
pub struct GiftsView {
    /// What they are called together.
    pub title: String,
    /// Each of them.
    pub gifts: Vec<GiftView>,
}

/// Why a rule says what it says.
#[derive(Debug, PartialEq, Serialize)]
pub struct ReasonView {
    /// In words.
    pub text: String,
    /// Where it stands on the site; may be empty.
    pub url: String,
    /// What else there is to say; may be empty.
    pub note: String,
    /// What is said of how it is known; empty where the source says it.
    pub basis: String,
    /// Where it was taken from.
    pub sources: Vec<LinkView>,
    /// What must not be true besides, since that would win; none where it says why a result came about.
    pub unless: Vec<String>,
}

/// A question on which a result turns.
#[derive(Debug, Serialize)]
pub struct TurnView {
    /// The question.
    pub question: String,
    /// How to find out; may be empty.
    pub how: String,
    /// The page on which to answer it; empty where it is asked only once something else is answered.
    pub change: String,
}

/// Another answer that would have made a result better.
#[derive(Debug, Serialize)]
pub struct BetterView {
    /// The question.
    pub question: String,
    /// The answer.
    pub answer: String,
    /// What that would have led to: one, or several of which it hangs on more which.
    pub outcomes: Vec<String>,
}

/// Who could get what, on the page of the record.
#[derive(Debug, Serialize)]
pub struct DecisionView {
    /// What it decides.
    pub title: String,
    /// Its fragment.
    pub anchor: String,
    /// What it is about; may be empty.
    pub summary: String,
    /// The first question.
    pub begin: String,
    /// The whole table.
    pub table: String,
    /// Whether nobody can come in any more.
    pub is_over: bool,
    /// The questions to which it only leads on, where what comes of it is no more than that.
    pub leads: Vec<LinkView>,
    /// The ways to something.
    pub ways: Vec<WayView>,
    /// What else there is.
    pub others: Vec<WayView>,
}

/// The ways to one outcome.
#[derive(Debug, Serialize)]
pub struct WayView {
    /// What its verdict says; may be empty.
    pub sentence: String,
    /// What it is called; empty where the verdict says it.
    pub title: String,
    /// Whether nobody can come in any more.
    pub is_over: bool,
    /// What has to be so in all of the ways: questions with their answers.
    pub shared: Vec<SharedView>,
    /// The ways.
    pub reasons: Vec<ReasonView>,
}

/// What has to be so in several ways.
#[derive(Debug, Serialize)]
pub struct SharedView {
    /// The question.
    pub question: String,
    /// The answers, any of which will do.
    pub answers: Vec<String>,
}

/// A whole table, for those who keep it.
#[derive(Debug, Serialize)]
pub struct TableView {
    /// The record.
    pub record: LinkView,
    /// What it decides.
    pub table: LinkView,
    /// How many combinations of answers there are that can be.
    pub combinations: String,
    /// How many cannot be; `0` where all can.
    pub impossible: String,
    /// How many rest on what is stated, on a reading, on a silence.
    pub stated: String,
    /// On our reading.
    pub reading: String,
    /// On what the source does not say.
    pub silent: String,
    /// The questions with their answers, in the author's order.
    pub questions: Vec<AnswerView>,
    /// The rules.
    pub rules: Vec<RuleView>,
    /// What cannot be, each with the reason.
    pub cannot_be: Vec<AnswerView>,
}

/// A rule in a whole table.
#[derive(Debug, Serialize)]
pub struct RuleView {
    /// Its name.
    pub name: String,
    /// Its combinations, each in words.
    pub when: Vec<String>,
    /// Where it leads.
    pub outcome: String,
    /// Why.
    pub because: ReasonView,
    /// The rules that win over it.
    pub yields_to: String,
    /// Why they win.
    pub yields_because: String,
}
