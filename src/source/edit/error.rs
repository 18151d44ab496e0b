use std::path::PathBuf;
use std::{fmt, io};

/// Why a file could not be changed.
#[derive(Debug)]
pub enum EditError {
    /// Someone else has changed it since it was read.
    Changed(PathBuf),
    /// It may only be read.
    ReadOnly(PathBuf),
    /// There is one already where another should go.
    Exists(PathBuf),
    /// It has the name of one that the program writes, and somebody else has written it.
    Foreign(PathBuf),
    /// The system refused it.
    Io(PathBuf, io::Error),
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed(path) => {
                write!(f, "`{}` was changed by someone else just now; run the command again", path.display())
            }
            Self::ReadOnly(path) => {
                write!(f, "`{}` may only be read, not changed\n  help: let yourself change it", path.display())
            }
            Self::Exists(path) => {
                write!(f, "there is a `{}` already\n  help: choose another name, or change that file", path.display())
            }
            Self::Foreign(path) => {
                write!(f, "`{}` was written by someone else; move it away, or name another folder", path.display())
            }
            Self::Io(path, fault) => {
                let help = match fault.kind() {
                    io::ErrorKind::NotADirectory => "name a folder: a file stands there, or above it",
                    io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                        "let yourself write there, or name another place"
                    }
                    io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "make room on the disk",
                    _ => "mend that, and run the command again",
                };
                write!(
                    f,
                    "cannot change `{}`: {fault}
  help: {help}",
                    path.display()
                )
            }
        }
    }
}

impl std::error::Error for EditError {}
