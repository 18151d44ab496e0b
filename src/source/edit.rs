//! Changes an author's files. Nothing else in the program does.

use super::Place;

/// One stretch of a file and the text that is to stand there instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is taken out; where it is empty, the text goes in before it.
    pub place: Place,
    /// What is written, with the line breaks of YAML (`\n`), which become those of the file.
    pub replacement: String,
}
