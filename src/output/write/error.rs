use std::path::{Path, PathBuf};
use std::{fmt, io};

/// Why nothing, or not everything, could be written.
#[derive(Debug)]
pub enum WriteError {
    /// The system refused something: what was to be done, and with what.
    System(&'static str, PathBuf, io::Error),
    /// The folder holds something, and no record of a build; or one that cannot be read, for this reason.
    Foreign(PathBuf, Option<String>),
    /// A file that is not ours stands where the site has one.
    Taken(PathBuf),
    /// A symbolic link stands where the site has a folder, and leads out of the output folder.
    Link(PathBuf),
    /// Something that is not ours stands where a build keeps what is not finished.
    InTheWay(PathBuf),
    /// The site has a file with a name that is none, or is kept for the record of the build.
    Name(String),
    /// Another build writes into the folder.
    Busy(PathBuf),
}

impl WriteError {
    /// What makes an error of the system into one of ours.
    pub(super) fn of<'p>(what: &'static str, path: &'p Path) -> impl Fn(io::Error) -> Self + use<'p> {
        move |fault| Self::System(what, path.to_owned(), fault)
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::System(what, path, fault) => {
                let help = match fault.kind() {
                    io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "make room on the disk",
                    io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                        "let yourself write there, or name another folder with `--out`"
                    }
                    io::ErrorKind::NotADirectory | io::ErrorKind::IsADirectory | io::ErrorKind::AlreadyExists => {
                        "move away what stands there"
                    }
                    _ => "mend that",
                };
                let path = path.display();
                write!(
                    f,
                    "cannot {what} `{path}`: {fault}\n  help: {help}, and build again: what is missing is written then"
                )
            }
            Self::Foreign(path, None) => write!(
                f,
                "the output folder `{}` holds files that no build made\n  help: name a new folder, or say `--force`: \
                 what is there stays, but for files that the site has too",
                path.display()
            ),
            Self::Foreign(path, Some(fault)) => write!(
                f,
                "the record of the last build in the output folder `{}` cannot be read: {fault}\n  help: name a new \
                 folder, or say `--force`: what is there stays, but for files that the site has too",
                path.display()
            ),
            Self::Taken(path) => write!(
                f,
                "`{}` is a file of the site, and another stands there that no build made\n  help: move it away, or say \
                 `--force` to replace it",
                path.display()
            ),
            Self::Link(path) => write!(
                f,
                "`{}` is a symbolic link, and the site has a folder there\n  help: remove the link, or say `--force` to \
                 put a folder in its place; what it leads to stays as it is",
                path.display()
            ),
            Self::InTheWay(path) => write!(
                f,
                "`{}` is where a build keeps what is not finished, and something else stands there\n  help: move it away",
                path.display()
            ),
            Self::Name(file) => {
                write!(f, "the site has a file `{file}`, and no file can have that name\n  help: give it another name")
            }
            Self::Busy(path) => write!(
                f,
                "another build writes into `{}`\n  help: wait for it, or stop it, and build again",
                path.display()
            ),
        }
    }
}

impl std::error::Error for WriteError {}
