use super::path::{Apart, Holder, Path};
use super::subject::{Subject, place};
use super::verdict::{Breach, Verdict};
use crate::diagnostic::{Code, listed};

/// Exactly one of the fields is there.
#[derive(Debug)]
pub(super) struct OneOf(pub(super) Apart);

impl OneOf {
    pub(super) fn evaluate<'a>(&self, subject: &dyn Subject<'a>) -> Verdict {
        let paths = self.0.rest();
        let names = |paths: &[&Path]| {
            let names: Vec<String> = paths.iter().map(|path| path.written()).collect();
            listed(names.iter().map(String::as_str))
        };
        let all: Vec<&Path> = paths.iter().collect();
        let breach = |holder: Holder<'_, 'a>| {
            let there: Vec<_> = paths.iter().filter_map(|path| Some((path, holder.one(path)?))).collect();
            let at = |spot: super::path::Spot<'a>| place(subject, Some((spot.field, spot.value.span)));
            match there.as_slice() {
                // What is there and cannot be read is told where it stands.
                [] if paths.iter().any(|path| path.is_faulty(subject.alone().decoded)) => None,
                [] => Some(Breach {
                    code: Code::BrokenRule,
                    place: holder.spot.map_or_else(|| place(subject, None), at),
                    message: format!("one of {} has to be there", names(&all)),
                    label: String::new(),
                    also: Vec::new(),
                    help: Some(format!("add a line for one of them, such as `{}: …`", paths.first()?.written())),
                }),
                [_] => None,
                [(_, first), .., (_, last)] => {
                    let given: Vec<&Path> = there.iter().map(|(path, _)| *path).collect();
                    Some(Breach {
                        code: Code::BrokenRule,
                        place: at(*last),
                        message: format!("of {} only one may be there", names(&given)),
                        label: String::new(),
                        also: vec![(at(*first), "one of them is here".to_owned())],
                        help: Some("keep one of them, and take the others out".to_owned()),
                    })
                }
            }
        };
        Verdict::of(self.0.holders(subject).into_iter().filter_map(breach).collect())
    }
}
