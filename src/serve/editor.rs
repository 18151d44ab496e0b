use super::address::encoded;
use std::fmt;
use std::path::Path;

/// What a browser opens a file with, at its line: an address with `{file}`, `{line}` and `{column}` in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor(Option<String>);

/// Editors by their names.
const KNOWN: [(&str, &str); 5] = [
    ("vscode", "vscode://file{file}:{line}:{column}"),
    ("vscodium", "vscodium://file{file}:{line}:{column}"),
    ("cursor", "cursor://file{file}:{line}:{column}"),
    ("zed", "zed://file{file}:{line}:{column}"),
    ("idea", "idea://open?file={file}&line={line}&column={column}"),
];

/// For a browser that opens no files.
const NONE: &str = "none";

/// What was told is no editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditorFault(String);

impl fmt::Display for EditorFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = KNOWN.iter().map(|(name, _)| *name).collect();
        write!(f, "`{}` is no editor\n  help: write one of {}, `{NONE}`, ", self.0, names.join(", "))?;
        write!(f, "or the address that opens a file, such as `idea://open?file={{file}}&line={{line}}`")
    }
}

impl Editor {
    /// An editor by its name or its address.
    ///
    /// # Errors
    /// When it is neither.
    pub fn new(told: &str) -> Result<Self, EditorFault> {
        if told == NONE {
            return Ok(Self(None));
        }
        if let Some((_, address)) = KNOWN.iter().find(|(name, _)| *name == told) {
            return Ok(Self(Some((*address).to_owned())));
        }
        let scheme = told.split_once(':').map_or("", |(scheme, _)| scheme).to_ascii_lowercase();
        let is_scheme = scheme.starts_with(|letter: char| letter.is_ascii_alphabetic())
            && scheme.chars().all(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(letter));
        // These would run in the page.
        let is_script = matches!(&*scheme, "javascript" | "data" | "vbscript");
        if is_scheme && !is_script && told.contains("{file}") {
            Ok(Self(Some(told.to_owned())))
        } else {
            Err(EditorFault(told.to_owned()))
        }
    }

    /// The address that opens a file below a folder; lines and columns count from 1.
    pub(super) fn link(&self, folder: &Path, file: &str, line: usize, column: usize) -> Option<String> {
        let address = self.0.as_ref()?;
        let folder = folder.canonicalize().ok()?;
        let path = folder.join(file).to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
        // What Windows puts before a whole path, no editor knows.
        let path = path.trim_start_matches("//?/");
        let path = encoded(&if path.starts_with('/') { path.to_owned() } else { format!("/{path}") });
        let filled = address.replace("{line}", &line.to_string()).replace("{column}", &column.to_string());
        Some(filled.replace("{file}", &path))
    }
}
