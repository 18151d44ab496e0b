use super::Host;
use crate::date::Day;
use crate::diagnostic::Diagnostic;
use crate::source::{SourcePath, Sources};
use std::collections::BTreeSet;
use std::time::Duration;
use std::{fmt, io};

/// What happens while a site is served.
#[derive(Debug)]
pub enum News<'a> {
    /// The site answers at these addresses: for a browser on this machine, and for those on others, if they reach it.
    Ready {
        /// With the path that the site stands below.
        here: String,
        /// The same for others.
        others: Option<String>,
    },
    /// The system tells of no changes, for this reason, so that the folder is looked through again and again.
    Polling(&'a str),
    /// The site was read.
    Read {
        /// Why.
        cause: Cause<'a>,
        /// How long it took until pages could be asked for.
        took: Duration,
        /// How many records there are.
        records: usize,
        /// What was found, in order.
        diagnostics: &'a [Diagnostic],
        /// Where.
        sources: &'a Sources,
    },
    /// All pages were made, and there is more to say than before.
    Made {
        /// Everything that was found, in order.
        diagnostics: &'a [Diagnostic],
        /// Where.
        sources: &'a Sources,
    },
    /// The folder could not be read; the site stays as it was.
    Refused(&'a str),
}

/// Why a site was read.
#[derive(Debug)]
pub enum Cause<'a> {
    /// It was not yet.
    Start,
    /// These files are other than before.
    Changed(&'a BTreeSet<SourcePath>),
    /// It is another day.
    Midnight(Day),
}

/// Why a site cannot be served.
#[derive(Debug)]
pub enum ServeError {
    /// Another program answers at the port.
    Taken(u16),
    /// There is no such host on this machine.
    Host(String, io::Error),
    /// The system refuses.
    Io(String, io::Error),
}

impl ServeError {
    pub(super) fn refused(host: &Host, port: u16, fault: io::Error) -> Self {
        match fault.kind() {
            io::ErrorKind::AddrInUse => Self::Taken(port),
            io::ErrorKind::AddrNotAvailable => Self::Host(host.name().to_owned(), fault),
            _ => Self::Io(format!("{}:{port}", host.name()), fault),
        }
    }
}

impl fmt::Display for ServeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Taken(port) => {
                let other = port.checked_add(1).unwrap_or(1313);
                write!(f, "port {port} is taken by another program, perhaps by another `fingerpost serve`")?;
                write!(f, "\n  help: name another one, such as `--port {other}`; `--port 0` takes a free one")
            }
            Self::Host(host, fault) => {
                write!(f, "`{host}` is no address of this machine: {fault}")?;
                write!(f, "\n  help: leave `--host` out, or write `--host 0.0.0.0` to be reached from other machines")
            }
            Self::Io(address, fault) => {
                write!(f, "cannot serve at {address}: {fault}\n  help: name another port with `--port`")
            }
        }
    }
}

impl std::error::Error for ServeError {}
