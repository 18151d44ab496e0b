//! What a table asks: its questions and answers, and the shared ones.

use super::read::{NOT_SURE, Reader, counted};
use super::region::{ANSWERS, Region};
use super::table::{Answer, Order, Question, Scale};
use crate::catalogue::RecordIndex;
use crate::date::Day;
use crate::diagnostic::Code;
use crate::schema::{Content, Decoded, Member, Value};
use crate::source::Span;

impl<'a> Reader<'a> {
    pub(super) fn question(&mut self, member: &'a Member) -> Option<Question> {
        self.is_slug("a question", &member.name, member.name_span);
        let own = &member.value;
        let mut shared = None;
        if let Some(used) = own.get("use") {
            // That it leads nowhere has been told.
            let Content::Reference(reference) = used.content else { return self.nothing() };
            let Some(target) = self.around.catalogue.target(self.index, reference) else { return self.nothing() };
            let Some(record) = self.around.catalogue.get(target.record).filter(|record| !record.is_faulty) else {
                return self.nothing();
            };
            if ["answers", "cuts", "format", "text"].iter().any(|name| record.decoded.is_faulty(name)) {
                return self.nothing();
            }
            shared = Some((target.record, &record.decoded, used.span));
        }
        let field = |name: &str| own.get(name).or_else(|| shared.and_then(|(_, decoded, _)| decoded.get(name)));
        let text = |name: &str| field(name).and_then(Value::as_text).unwrap_or_default().to_owned();
        let name = format!("`{}`", member.name);
        if text("text").is_empty() {
            let fault = self.fault(Code::MissingField, member.name_span, format!("the question {name} has no `text`"));
            self.tell(fault.help("add a line `text: …` with the question as a reader meets it, or `use: …` with the name of a shared one"));
            return None;
        }
        let answers = field("answers").map(Value::members).unwrap_or_default();
        let is_own = own.get("answers").is_some();
        let span = |answer: &Member| match shared {
            Some((_, _, used)) if !is_own => used,
            _ => answer.name_span,
        };
        for answer in answers {
            self.is_slug("an answer", &answer.name, span(answer));
            if *answer.name == *NOT_SURE {
                let fault =
                    self.fault(Code::WrongValue, span(answer), "`not-sure` is an answer to every question already");
                self.tell(fault.help("take it out; write under `not_sure` how a reader can find out"));
            }
        }
        for (place, answer) in answers.iter().enumerate() {
            let words = |answer: &Member| answer.value.as_text().map(|text| text.trim().to_lowercase());
            let Some(other) = answers.iter().take(place).find(|other| words(other) == words(answer)) else { continue };
            let at = if shared.is_some() && !is_own { span(answer) } else { answer.value.span };
            let message = format!("the answers `{}` and `{}` to {name} have the same words", other.name, answer.name);
            let fault = self.fault(Code::WrongValue, at, message);
            self.tell(fault.help("write other words, so that a reader can tell one from the other"));
        }
        if answers.len() < 2 || answers.len() > ANSWERS {
            let message = format!("the question {name} has {} to choose from", counted(answers.len(), "answer"));
            let fault = self.fault(Code::WrongValue, member.name_span, message);
            self.tell(fault.help(match answers.len() {
                0 | 1 => "list two answers or more under `answers`, each a short name and its words".to_owned(),
                _ => format!("ask in two questions: a reader can choose from {ANSWERS} at most"),
            }));
            return None;
        }
        let scale = self.scale((own, shared.map(|(_, decoded, _)| decoded)), answers.len(), member.name_span)?;
        let answers = answers.iter().map(|answer| Answer {
            name: (&*answer.name).into(),
            span: span(answer),
            text: answer.value.as_text().unwrap_or(&answer.name).to_owned(),
        });
        Some(Question {
            name: (&*member.name).into(),
            span: member.name_span,
            shared: shared.map(|(record, ..)| record),
            text: text("text"),
            hint: text("hint"),
            help: text("help"),
            not_sure: text("not_sure"),
            wording: Vec::new(),
            answers: answers.collect(),
            scale,
        })
    }

    /// What answers are cut from; the outer `None` where that is wrong.
    fn scale(
        &mut self,
        (own, shared): (&Value, Option<&Decoded>),
        answers: usize,
        name: Span,
    ) -> Option<Option<Scale>> {
        let field = |name: &str| own.get(name).or_else(|| shared.and_then(|shared| shared.get(name)));
        let (format, cuts) = (field("format").and_then(Value::as_text), field("cuts"));
        let span = own.get("cuts").map_or(name, |cuts| cuts.span);
        let (format, cuts) = match (format, cuts) {
            (None, None) => return Some(None),
            (Some(format), Some(cuts)) => (format, cuts.items()),
            (None, Some(_)) => {
                let fault = self.fault(Code::MissingField, span, "these `cuts` are of nothing");
                self.tell(fault.help("add `format: date` or `format: number`"));
                return None;
            }
            (Some(format), None) => {
                let fault =
                    self.fault(Code::MissingField, name, format!("this question has `format: {format}` and no `cuts`"));
                self.tell(
                    fault.help("add `cuts`, the days or numbers at which a new answer begins, or take `format` out"),
                );
                return None;
            }
        };
        if cuts.is_empty() || cuts.len() + 1 > answers {
            let message = format!(
                "{} make {}, and the question has {}",
                counted(cuts.len(), "cut"),
                counted(cuts.len() + 1, "answer"),
                counted(answers, "answer")
            );
            let fault = self.fault(Code::WrongValue, span, message);
            self.tell(fault.help("list one answer more than cuts, in order; others may follow them"));
            return None;
        }
        let wrong = |item: &Value| if own.get("cuts").is_some() { item.span } else { span };
        if format == "date" {
            let mut days: Vec<Day> = Vec::new();
            for item in cuts {
                let Some(day) = item.as_text().and_then(|text| Day::parse(text).ok()) else {
                    let fault = self.fault(Code::WrongValue, wrong(item), "this is no day");
                    self.tell(fault.help("write it like `2024-09-01`"));
                    return None;
                };
                if days.last().is_some_and(|last| *last >= day) {
                    let fault = self.fault(Code::WrongValue, wrong(item), "this day is not after the one before it");
                    self.tell(fault.help("list the days in order, the earliest first"));
                    return None;
                }
                days.push(day);
            }
            return Some(Some(Scale::Days(days)));
        }
        let mut numbers: Vec<f64> = Vec::new();
        for item in cuts {
            let number = match &item.content {
                #[expect(clippy::cast_precision_loss, reason = "numbers that people are asked for are small")]
                Content::Integer(number) => Some(*number as f64),
                Content::Number(number) => Some(*number).filter(|number| number.is_finite()),
                _ => None,
            };
            let Some(number) = number else {
                let fault = self.fault(Code::WrongValue, wrong(item), "this is no number");
                self.tell(fault.help("write it in digits, such as `250`"));
                return None;
            };
            if numbers.last().is_some_and(|last| *last >= number) {
                let fault = self.fault(Code::WrongValue, wrong(item), "this number is not more than the one before it");
                self.tell(fault.help("list the numbers in order, the smallest first"));
                return None;
            }
            numbers.push(number);
        }
        Some(Some(Scale::Numbers(numbers)))
    }

    /// The words that a shared question has for itself, as far as this table asks what they depend on.
    fn shared_wording(
        &mut self,
        shared: RecordIndex,
        question: &Question,
        questions: &[Question],
    ) -> Vec<(Vec<Region>, String)> {
        let wording = self.around.catalogue.get(shared).and_then(|record| record.decoded.get("wording"));
        let is_asked = |member: &Member| questions.iter().any(|question| *question.name == *member.name);
        let mut found = Vec::new();
        for item in wording.map(Value::items).unwrap_or_default() {
            let Some(when) = item.get("when") else { continue };
            let blocks = match &when.content {
                Content::List(blocks) => &**blocks,
                _ => std::slice::from_ref(when),
            };
            let asked = blocks.iter().filter(|block| block.members().iter().all(is_asked));
            let used = question.span;
            let regions: Vec<Region> = asked
                .filter_map(|block| self.told_at(used, |reader| reader.when(block, questions)))
                .flatten()
                .collect();
            if let Some(text) = item.get("text").and_then(Value::as_text).filter(|_| !regions.is_empty()) {
                found.push((regions, text.to_owned()));
            }
        }
        found
    }

    /// Other words for questions, which may depend on any answer before.
    pub(super) fn wordings(&mut self, members: &'a [Member], order: Order, questions: &mut [Question]) {
        let found: Vec<Vec<(Vec<Region>, String)>> = (0..questions.len())
            .map(|number| {
                let Some(question) = questions.get(number) else { return Vec::new() };
                let own = members
                    .iter()
                    .find(|member| *member.name == *question.name)
                    .and_then(|member| member.value.get("wording"));
                if let Some(shared) = question.shared.filter(|_| own.is_none()) {
                    return self.shared_wording(shared, question, questions);
                }
                let items = own.map(Value::items).unwrap_or_default();
                let one = |item: &'a Value| {
                    if order == Order::Written {
                        self.asked_later(item.get("when")?, number, questions);
                    }
                    let when = self.when(item.get("when")?, questions)?;
                    Some((when, item.get("text")?.as_text()?.to_owned()))
                };
                items.iter().filter_map(one).collect()
            })
            .collect();
        for (question, wording) in questions.iter_mut().zip(found) {
            question.wording = wording;
        }
    }

    /// Tells of words that hang on a question which comes later: nobody has answered it then. One that is shared may have
    /// been answered in the table before.
    fn asked_later(&mut self, when: &Value, number: usize, questions: &[Question]) {
        let blocks = match &when.content {
            Content::List(blocks) => &**blocks,
            _ => std::slice::from_ref(when),
        };
        let Some(own) = questions.get(number) else { return };
        for member in blocks.iter().flat_map(Value::members) {
            let later = questions.iter().skip(number).find(|later| *later.name == *member.name);
            let Some(later) = later.filter(|later| later.shared.is_none()) else { continue };
            let message = match later.name == own.name {
                true => format!("these words for `{}` hang on its own answer", own.name),
                false => format!("`{}` is asked after `{}`, so that these words never show", later.name, own.name),
            };
            let fault = self.fault(Code::WrongValue, member.name_span, message);
            self.tell(fault.help("name a question that stands above, or move the question up"));
        }
    }
}
