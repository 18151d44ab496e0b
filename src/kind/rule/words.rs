//! Why an expression cannot be evaluated, in an author's words.

use cel::ExecutionError;
use cel::common::value::Val;

/// The fact; `None` where something that the expression asks about is not there.
pub(super) fn failure(error: &ExecutionError) -> Option<String> {
    use ExecutionError as Error;
    Some(match error {
        Error::NoSuchKey(_) | Error::IndexOutOfBounds(_) => return None,
        Error::NoSuchOverload(error) => overload(error.function(), error.argument_types()),
        Error::UnsupportedBinaryOperator(operator, left, right) => {
            let sign = match *operator {
                "add" => "+",
                "sub" => "-",
                "mul" => "*",
                "div" => "/",
                _ => "%",
            };
            overload(sign, &[type_of(left), type_of(right)])
        }
        Error::UnexpectedType { got, want } => format!("it has {} where {} has to be", one(got), one(want)),
        Error::ValuesNotComparable(left, right) => overload("<", &[type_of(left), type_of(right)]),
        Error::DivisionByZero(_) | Error::RemainderByZero(_) => "it divides by zero".to_owned(),
        Error::Overflow(..) => "a number in it becomes too large".to_owned(),
        Error::FunctionError { function, .. } => format!("`{function}` cannot be used on this value"),
        Error::UnsupportedIndex(..) | Error::UnsupportedKeyType(_) => {
            "what stands between `[` and `]` is neither a number nor a name".to_owned()
        }
        _ => "one of its functions cannot be used on these values".to_owned(),
    })
}

fn overload(function: &str, types: &[String]) -> String {
    let values: Vec<&str> = types.iter().map(|name| one(name)).collect();
    let sign = function.trim_matches('_').trim_start_matches('@').replace("[_]", "[ ]");
    match values.as_slice() {
        [left, right] if left == right => format!("`{sign}` cannot be used on {left}"),
        [left, right] => format!("`{sign}` cannot be used on {left} and {right}"),
        _ => format!("`{sign}` cannot be used on {}", values.join(" and ")),
    }
}

fn type_of(value: &cel::Value) -> String {
    let value: Result<Box<dyn Val>, _> = value.clone().try_into();
    value.map(|value| value.get_type().name().to_owned()).unwrap_or_default()
}

/// A value of a type of CEL.
pub(super) fn one(name: &str) -> &'static str {
    match name {
        "bool" => "true or false",
        "int" | "uint" => "a whole number",
        "double" => "a number",
        "string" => "text",
        "map" | "map key" => "a mapping",
        "null_type" | "null" => "nothing",
        "iterable" => "a list",
        name if name.starts_with("list") => "a list",
        name if name.starts_with("map") => "a mapping",
        _ => "something else",
    }
}
