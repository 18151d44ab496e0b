use super::REFUSED;
use super::terminal::Terminal;
use crate::diagnostic::{Code, nearest};

/// Prints what a code means, or all codes.
pub(super) fn explain(code: Option<&str>, terminal: &mut Terminal) -> u8 {
    let Some(name) = code else {
        let lines = Code::ALL.iter().map(|code| format!("{code}\n"));
        terminal.say(&lines.collect::<String>());
        return 0;
    };
    match Code::named(name) {
        Some(code) => {
            terminal.say(code.explanation());
            0
        }
        None => {
            let help = match nearest(name, Code::ALL.iter().map(|code| code.name())) {
                Some(near) => format!("write `fingerpost explain {near}`"),
                None => "run `fingerpost explain` for a list of all codes".to_owned(),
            };
            terminal.complain(&format!("error: there is no code `{name}`\n  help: {help}\n"));
            REFUSED
        }
    }
}
