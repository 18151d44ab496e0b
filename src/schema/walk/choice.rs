use super::{Spot, Walker, unquoted};
use crate::diagnostic::{Certainty, Code, listed, nearest, respelt};
use crate::schema::mend;
use crate::schema::{Choice, Content, Shape};
use crate::source::Span;
use crate::yaml::{Node, Scalar, Style};

/// How many choices a note shows with their words: with more of them it is no longer read.
const LABELLED: usize = 8;

impl Walker<'_> {
    pub(super) fn choice(&mut self, shape: &Shape, node: &Node, scalar: &Scalar, spot: Spot<'_>) -> Option<Content> {
        let Shape::Choice(choices) = shape else { return None };
        if choices.iter().any(|choice| *choice.value == *scalar.text) {
            return Some(Content::Text(scalar.text.clone()));
        }
        let message = format!("`{}` is not one of the choices for {}", scalar.text, spot.subject());
        self.report_no_choice(&scalar.text, choices, unquoted(node), mend::spot(node), message);
        None
    }

    /// Reports what is none of the choices, `written` at `span`; a fix would replace what stands at `spot`.
    pub(super) fn report_no_choice(
        &mut self,
        written: &str,
        choices: &[Choice],
        span: Span,
        spot: (Span, Style),
        message: String,
    ) {
        let known = choices.iter().map(|choice| &*choice.value);
        let fault = self.fault(Code::WrongValue, span, message);
        if let Some(help) = self.in_other_words(written, spot.0) {
            self.diagnostics.push(fault.help(help));
            return;
        }
        let fault = fault.note(format!("the choices are {}", labelled(choices)));
        // Readers see the label, and authors have often read the page before they write.
        let by_label = respelt(written, choices.iter().map(|choice| &*choice.title));
        let by_label = by_label.and_then(|title| choices.iter().find(|choice| *choice.title == *title));
        if let Some(choice) = by_label {
            let fix = mend::name(&choice.value, Certainty::Safe, spot, self.context.source);
            self.diagnostics.push(fault.help(format!("write `{}`", choice.value)).fix(fix));
            return;
        }
        self.diagnostics.push(match nearest(written, known.clone()) {
            Some(near) => {
                let certainty = Certainty::of(respelt(written, known) == Some(near));
                let fix = mend::name(near, certainty, spot, self.context.source);
                fault.help(format!("write `{near}`")).fix(fix)
            }
            None => fault.help(self.or_reason("write one of them", written)),
        });
    }
}

/// Choices with the words that readers see, where these are others.
fn labelled(choices: &[Choice]) -> String {
    let is_plain = |choice: &Choice| respelt(&choice.value, [&*choice.title]).is_some();
    if choices.iter().all(is_plain) || choices.len() > LABELLED {
        return listed(choices.iter().map(|choice| &*choice.value));
    }
    let shown = choices.iter().map(|choice| match is_plain(choice) {
        true => format!("`{}`", choice.value),
        false => format!("`{}` ({})", choice.value, choice.title),
    });
    shown.collect::<Vec<_>>().join(", ")
}
