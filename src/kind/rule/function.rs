use super::scan::Flaw;
use crate::diagnostic::nearest;
use std::ops::Range;

/// A function that a rule may call.
struct Function {
    name: &'static str,
    form: Form,
    /// How many values stand between its brackets.
    arguments: usize,
    example: &'static str,
}

/// How a function is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `size(self.needs)`
    Plain,
    /// `self.title.startsWith("A")`
    Behind,
}

const fn plain(name: &'static str, example: &'static str) -> Function {
    Function { name, form: Form::Plain, arguments: 1, example }
}

const fn behind(name: &'static str, arguments: usize, example: &'static str) -> Function {
    Function { name, form: Form::Behind, arguments, example }
}

/// The functions there are. The package has more, which a rule has no need of.
const FUNCTIONS: [Function; 22] = [
    plain("has", "has(self.title)"),
    plain("unknown", "unknown(self.title)"),
    plain("text", "text(self.body)"),
    plain("first", "first(self.entry)"),
    plain("last", "last(self.entry)"),
    plain("size", "size(self.needs)"),
    plain("string", "string(self.days)"),
    plain("int", "int(self.days)"),
    plain("double", "double(self.days)"),
    behind("size", 0, "self.needs.size()"),
    behind("startsWith", 1, "self.title.startsWith(\"A\")"),
    behind("endsWith", 1, "self.title.endsWith(\"A\")"),
    behind("contains", 1, "self.title.contains(\"A\")"),
    behind("matches", 1, "self.title.matches(\"^A\")"),
    behind("all", 2, "self.needs.all(need, need.because != \"\")"),
    behind("exists", 2, "self.needs.exists(need, need.because != \"\")"),
    behind("exists_one", 2, "self.needs.exists_one(need, need.because != \"\")"),
    behind("existsOne", 2, "self.needs.existsOne(need, need.because != \"\")"),
    behind("filter", 2, "self.needs.filter(need, need.because != \"\")"),
    behind("map", 2, "self.needs.map(need, need.because)"),
    behind("map", 3, "self.needs.map(need, has(need.because), need.because)"),
    plain("type", "type(self.days)"),
];

/// What is wrong with the call of a function.
pub(super) fn check(name: &str, is_behind: bool, arguments: usize, range: Range<usize>) -> Option<Flaw> {
    let form = if is_behind { Form::Behind } else { Form::Plain };
    let called: Vec<&Function> = FUNCTIONS.iter().filter(|function| function.name == name).collect();
    let Some(first) = called.iter().find(|function| function.form == form).or(called.first()) else {
        let near = nearest(name, FUNCTIONS.iter().map(|function| function.name));
        let help = match near {
            Some(near) => format!("write `{near}`"),
            None => "use one of the functions that a rule has, such as `has`, `size` and `startsWith`".to_owned(),
        };
        return Some(Flaw::new(range, format!("there is no function `{name}`"), help));
    };
    if called.iter().any(|function| function.form == form && function.arguments == arguments) {
        return None;
    }
    let fact = if first.form == form {
        format!("`{name}` is given {}", counted(arguments, first.arguments))
    } else {
        format!("`{name}` is written in another way")
    };
    Some(Flaw::new(range, fact, format!("write it like `{}`", first.example)))
}

fn counted(given: usize, wanted: usize) -> String {
    let values = if given == 1 { "value" } else { "values" };
    format!("{given} {values} and takes {wanted}")
}
