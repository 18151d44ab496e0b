use super::{Code, Diagnostic, Severity, listed, nearest};
use std::collections::BTreeMap;
use std::fmt;

/// What a site makes of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// It is not told.
    Off,
    /// It weighs as much as this.
    Told(Severity),
}

impl Level {
    /// Every level with its name.
    pub const ALL: [(&'static str, Self); 4] = [
        ("off", Self::Off),
        ("note", Self::Told(Severity::Note)),
        ("warning", Self::Told(Severity::Warning)),
        ("error", Self::Told(Severity::Error)),
    ];

    /// The level of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, level)| *level)
    }
}

/// The levels that a site gives to checks; all others weigh what they weigh by themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels(BTreeMap<Code, Level>);

/// Why a line of `levels` cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LevelFault<'a> {
    /// The name is no code; perhaps one was meant.
    NoCode(&'a str, Option<&'static str>),
    /// Without this check a site could not be made.
    Fixed(Code),
    /// The word is no level; perhaps one was meant.
    NoLevel(&'a str, Option<&'static str>),
}

impl Levels {
    /// Reads one line of `levels`: the name of a code, and of a level.
    ///
    /// # Errors
    /// Why it cannot be used; what is wrong is the name, but for [`LevelFault::NoLevel`].
    pub fn parse<'a>(name: &'a str, level: &'a str) -> Result<(Code, Level), LevelFault<'a>> {
        let Some(code) = Code::named(name) else {
            return Err(LevelFault::NoCode(name, nearest(name, Self::codes().map(Code::name))));
        };
        if !code.is_adjustable() {
            return Err(LevelFault::Fixed(code));
        }
        match Level::named(level) {
            Some(level) => Ok((code, level)),
            None => Err(LevelFault::NoLevel(level, nearest(level, Level::ALL.map(|(name, _)| name)))),
        }
    }

    /// Gives a check another level. A check that no site may change keeps its own.
    pub fn set(&mut self, code: Code, level: Level) {
        if code.is_adjustable() {
            self.0.insert(code, level);
        }
    }

    /// The diagnostics as the site wants them.
    #[must_use]
    pub fn apply(&self, diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let adjusted = |mut diagnostic: Diagnostic| {
            match self.0.get(&diagnostic.code) {
                Some(Level::Off) => return None,
                Some(Level::Told(severity)) => diagnostic.severity = *severity,
                None => {}
            }
            Some(diagnostic)
        };
        diagnostics.into_iter().filter_map(adjusted).collect()
    }

    /// The codes that a site may give a level.
    pub fn codes() -> impl Iterator<Item = Code> {
        Code::ALL.iter().copied().filter(|code| code.is_adjustable())
    }
}

impl LevelFault<'_> {
    /// How to mend it.
    #[must_use]
    pub fn help(&self) -> String {
        let write = |near: &str| format!("write `{near}`");
        match self {
            Self::NoCode(_, Some(near)) | Self::NoLevel(_, Some(near)) => write(near),
            Self::NoCode(..) => "write one of the codes that `fingerpost explain` lists".to_owned(),
            Self::Fixed(_) => "take the line out: what this check finds has to be mended".to_owned(),
            Self::NoLevel(..) => format!("write one of {}", listed(Level::ALL.map(|(name, _)| name))),
        }
    }
}

impl fmt::Display for LevelFault<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoCode(name, _) => write!(f, "there is no code `{name}`"),
            Self::Fixed(code) => write!(f, "`{code}` is always an error"),
            Self::NoLevel(level, _) => write!(f, "`{level}` is no level"),
        }
    }
}
