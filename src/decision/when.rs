//! Which combinations of answers a `when` or a `given` means.

use super::read::{NOT_SURE, Reader};
use super::region::Region;
use super::table::Question;
use crate::diagnostic::Code;
use crate::schema::{Content, Member, Value};

/// Every answer but the ones that are named: `{not: trust}`.
const NOT: &str = "not";

impl Reader<'_> {
    /// The blocks that a condition means; `None` where something in it is wrong.
    pub(super) fn when(&mut self, value: &Value, questions: &[Question]) -> Option<Vec<Region>> {
        match &value.content {
            Content::Object(members) => self.block(members, questions).map(|block| vec![block]),
            Content::List(items) if !items.is_empty() => {
                let blocks: Vec<Option<Region>> = items
                    .iter()
                    .map(|item| match &item.content {
                        Content::Object(members) => self.block(members, questions),
                        _ => self.no_condition(item),
                    })
                    .collect();
                blocks.into_iter().collect()
            }
            _ => self.no_condition(value),
        }
    }

    fn no_condition<T>(&mut self, value: &Value) -> Option<T> {
        let fault = self.fault(Code::WrongType, value.span, "this has to name questions with their answers");
        self.tell(fault.help("write it like `{question: answer}`, `{question: [answer, answer]}`, or a list of these"));
        None
    }

    fn block(&mut self, members: &[Member], questions: &[Question]) -> Option<Region> {
        let mut block = Some(Region::whole(questions.iter().map(|question| question.answers.len())));
        for member in members {
            let Some((number, question)) = self.asked(member, questions) else {
                block = None;
                continue;
            };
            let (is_negated, named) = match member.value.get(NOT) {
                Some(named) => (true, named),
                None => (false, &member.value),
            };
            let answers = self.answers(named, question);
            let all = Region::whole([question.answers.len()].into_iter()).answers(0);
            let answers = answers.map(|answers| if is_negated { all & !answers } else { answers });
            if answers == Some(0) {
                let message = format!("this leaves no answer to `{}`", question.name);
                let fault = self.fault(Code::WrongValue, member.value.span, message);
                self.tell(fault.help("leave an answer over, or take the question out here: any answer will do then"));
                block = None;
                continue;
            }
            block = block.zip(answers).map(|(block, answers)| block.with(number, answers));
        }
        block
    }

    /// Tells of `not` where a question is expected.
    fn misplaced_not(&mut self, member: &Member) {
        let inside = match member.value.members() {
            [one] => written(&one.value).map(|answer| format!("`{}: {{not: {answer}}}`", one.name)),
            _ => None,
        };
        let fault = self.fault(Code::WrongValue, member.name_span, "`not` stands before a question here");
        let like = inside.unwrap_or_else(|| "`question: {not: answer}`".to_owned());
        self.tell(fault.help(format!("write it behind the question, before its answers: {like}")));
    }

    fn asked<'q>(&mut self, member: &Member, questions: &'q [Question]) -> Option<(usize, &'q Question)> {
        let found = questions.iter().enumerate().find(|(_, question)| *question.name == *member.name);
        if found.is_none() && &*member.name == NOT {
            self.misplaced_not(member);
        } else if found.is_none() {
            let known: Vec<&str> = questions.iter().map(|question| &*question.name).collect();
            self.unknown("question", &member.name, member.name_span, &known);
        }
        found
    }

    /// The answers that are named, as bits.
    fn answers(&mut self, value: &Value, question: &Question) -> Option<u64> {
        let items = match &value.content {
            Content::List(items) => &**items,
            _ => std::slice::from_ref(value),
        };
        let bits: Vec<Option<u64>> = items.iter().map(|item| self.answer(item, question)).collect();
        bits.into_iter().try_fold(0, |all, bit| Some(all | bit?))
    }

    fn answer(&mut self, value: &Value, question: &Question) -> Option<u64> {
        let Some(name) = written(value) else {
            let message = format!("an answer to `{}` is named by its short name", question.name);
            let fault = self.fault(Code::WrongType, value.span, message);
            self.tell(
                fault.help("write `question: answer`, `question: [answer, answer]` or `question: {not: answer}`"),
            );
            return None;
        };
        if let Some(answer) = question.answer(&name) {
            return Some(1 << answer);
        }
        if name == NOT_SURE {
            let fault = self.fault(Code::WrongValue, value.span, "no rule is about those who are not sure");
            self.tell(fault.help("take it out: what is possible for them follows from the other answers"));
            return None;
        }
        let known: Vec<&str> = question.answers.iter().map(|answer| &*answer.name).collect();
        self.unknown(&format!("answer to `{}` called", question.name), &name, value.span, &known);
        None
    }

    /// The block that the answers of a case leave open.
    pub(super) fn given(&mut self, value: &Value, questions: &[Question]) -> Option<Region> {
        let Content::Object(members) = &value.content else { return self.no_condition(value) };
        let mut block = Some(Region::whole(questions.iter().map(|question| question.answers.len())));
        for member in members {
            let Some((number, question)) = self.asked(member, questions) else {
                block = None;
                continue;
            };
            let name = written(&member.value).unwrap_or_default();
            if name == NOT_SURE {
                continue;
            }
            let is_named = question.answer(&name).is_some();
            if let Some((message, help)) = question.mismeasured(&name).filter(|_| !is_named) {
                let fault = self.fault(Code::WrongValue, member.value.span, message);
                self.tell(fault.help(help));
                block = None;
                continue;
            }
            let measured = question.answer(&name).is_none().then(|| question.measured(&name)).flatten();
            let answers = match measured {
                Some(answer) => Some(1 << answer),
                None => self.answers(&member.value, question),
            };
            block = block.zip(answers).map(|(block, answers)| block.with(number, answers));
        }
        block
    }
}

/// The name of an answer as it is written: one of digits is a number for YAML.
pub(super) fn written(value: &Value) -> Option<String> {
    match &value.content {
        Content::Text(text) => Some(text.to_string()),
        Content::Integer(number) => Some(number.to_string()),
        Content::Number(number) => Some(number.to_string()),
        Content::Boolean(value) => Some(value.to_string()),
        _ => None,
    }
}
