use super::Fault;
use super::link::of_flaw;
use crate::diagnostic::{Code, listed, nearest};
use crate::markdown::{Form, Link};
use crate::schema::format;

/// What a mail link may ask a mail program to fill in.
const PARAMETERS: [&str; 4] = ["subject", "body", "cc", "bcc"];

/// What is wrong with `mailto:address?subject=…`; `rest` is what follows the colon.
pub(super) fn destination(link: &Link, rest: &str) -> Option<Fault> {
    let (addresses, parameters) = rest.split_once('?').unwrap_or((rest, ""));
    if addresses.trim().is_empty() {
        let help = "write the address behind `mailto:`";
        return Some(Fault::new(Code::DanglingLink, link.range.clone(), "this link writes to nobody", help));
    }
    // Between angle brackets stands the address alone.
    let mut offset = if link.form == Form::Address { 0 } else { link.destination.len() - rest.len() };
    for address in addresses.split(',') {
        if let Some(flaw) = format::email(address) {
            let verbatim = Link { destination: link.destination.clone(), ..link.clone() };
            let verbatim =
                if link.form == Form::Address { Link { destination: rest.into(), ..verbatim } } else { verbatim };
            return Some(of_flaw(&verbatim, flaw, offset));
        }
        offset += address.len() + 1;
    }
    let name = |parameter: &str| parameter.split('=').next().unwrap_or_default().to_ascii_lowercase();
    let unknown = parameters.split('&').map(name).find(|name| !name.is_empty() && !PARAMETERS.contains(&&**name))?;
    let message = format!("mail programs do not know `{unknown}` in a link");
    let help = match nearest(&unknown, PARAMETERS) {
        Some(near) => format!("write `{near}`"),
        None => format!("write one of {}, or take it out", listed(PARAMETERS)),
    };
    Some(Fault::new(Code::DanglingLink, link.range.clone(), message, help))
}
