//! The role `versions`: what tells the records of a series apart, and which of them nothing can be compared with.

use super::Reader;
use crate::diagnostic::{Code, Diagnostic, listed, nearest};
use crate::schema::{Content, Format, Member, Shape, Value};

/// A series of versions.
#[derive(Debug)]
pub struct Versions {
    /// What the series is called.
    pub title: Option<Box<str>>,
    /// Whether several records may replace the same one.
    pub forks: bool,
    /// The field that tells one version from another; their titles do unless it is told.
    pub label: Option<Box<str>>,
    /// What stands before the link to a newer version.
    pub newer: Option<Box<str>>,
    /// What is said of the version that nothing replaced.
    pub latest: Option<Box<str>>,
    /// Fields with the value that says of a version that there is too little of it to compare.
    pub skip: Vec<(Box<str>, Box<str>)>,
}

impl Reader<'_> {
    pub(super) fn versions(&mut self) -> Option<Versions> {
        let value = self.decoded.get("versions")?;
        let text = |name: &str| value.get(name).and_then(Value::as_text).map(Into::into);
        let fact = "holds text, a number or a stretch of time";
        let label = value
            .get("label")
            .and_then(|label| self.fitting(label, "label` of `versions", fact, |_, shape| is_label(shape)));
        let skip = value.get("skip").map(Value::members).unwrap_or_default();
        Some(Versions {
            title: text("title"),
            forks: value.get("forks").is_some_and(|value| matches!(value.content, Content::Boolean(true))),
            label,
            newer: text("newer"),
            latest: text("latest"),
            skip: skip.iter().filter_map(|member| self.skipped(member)).collect(),
        })
    }

    fn skipped(&mut self, member: &Member) -> Option<(Box<str>, Box<str>)> {
        let declaration = self.field(&member.name, member.name_span)?;
        let wanted = member.value.as_text()?;
        let choices = match self.schema.shape(declaration.shape) {
            Shape::Choice(choices) => choices,
            Shape::Any => return None,
            _ => {
                let message = format!("the field `{}` cannot be what `skip` of `versions` names", member.name);
                let fault = Diagnostic::new(Code::WrongValue, self.source.at(member.name_span), message);
                self.diagnostics.push(fault.help("name a field that has choices"));
                return None;
            }
        };
        let known = choices.iter().map(|choice| &*choice.value);
        if known.clone().any(|known| known == wanted) {
            return Some(((&*member.name).into(), wanted.into()));
        }
        let message = format!("`{wanted}` is not one of the choices of `{}`", member.name);
        let fault = Diagnostic::new(Code::WrongValue, self.source.at(member.value.span), message);
        let otherwise = format!("write one of {}", listed(known.clone()));
        self.diagnostics.push(fault.help_with_name(nearest(wanted, known), otherwise));
        None
    }
}

const fn is_label(shape: &Shape) -> bool {
    use Format::{AcademicYear, Date, Period, Term};
    matches!(
        shape,
        Shape::Integer
            | Shape::Number
            | Shape::Choice(_)
            | Shape::Text(None | Some(AcademicYear | Date | Period | Term))
    )
}
