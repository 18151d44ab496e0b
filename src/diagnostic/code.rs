use super::Severity;
use std::fmt;

/// The codes and where they are explained: one line each, in the order in which an author meets them. What no severity
/// stands behind is an error that no site can change; a site may change the level of the others.
macro_rules! codes {
    ($($name:ident = $words:literal $(($severity:ident))?),+ $(,)?) => {
        /// The name of a check, in words.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "each is explained in its own file, which `explain` prints")]
        pub enum Code {
            $($name),+
        }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The code as it is written: `unknown-reference`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $words),+ }
            }

            /// How much it weighs where neither the check nor the site says otherwise.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => severity!($($severity)?)),+ }
            }

            /// Whether a site may give it another level, or switch it off.
            #[must_use]
            pub const fn is_adjustable(self) -> bool {
                match self { $(Self::$name => is_adjustable!($($severity)?)),+ }
            }

            /// What it means and how to mend it, in Markdown.
            #[must_use]
            pub const fn explanation(self) -> &'static str {
                match self { $(Self::$name => include_str!(concat!("codes/", $words, ".md"))),+ }
            }
        }
    };
}

/// The word behind a code as a severity.
macro_rules! severity {
    () => {
        Severity::Error
    };
    (error) => {
        Severity::Error
    };
    (warning) => {
        Severity::Warning
    };
    (note) => {
        Severity::Note
    };
}

/// Whether a word stands behind a code.
macro_rules! is_adjustable {
    () => {
        false
    };
    ($severity:ident) => {
        true
    };
}

codes! {
    BrokenSymlink = "broken-symlink",
    NotUtf8 = "not-utf-8",
    BadYaml = "bad-yaml",
    DuplicateKey = "duplicate-key",
    MisplacedFile = "misplaced-file",
    BadSlug = "bad-slug",
    DuplicateId = "duplicate-id",
    UnknownField = "unknown-field",
    MissingField = "missing-field",
    WrongType = "wrong-type",
    WrongValue = "wrong-value",
    CutText = "cut-text",
    DamagedText = "damaged-text" (error),
    ImpossibleDate = "impossible-date",
    ReversedWindow = "reversed-window",
    UnknownReference = "unknown-reference",
    WrongKind = "wrong-kind",
    DraftReference = "draft-reference",
    ReferenceLoop = "reference-loop",
    VersionFork = "version-fork" (error),
    VersionOverlap = "version-overlap" (error),
    BadRule = "bad-rule",
    BrokenRule = "broken-rule",
    WrongAudience = "wrong-audience",
    UnlistedRecord = "unlisted-record",
    DecisionGap = "decision-gap",
    RulesDisagree = "rules-disagree",
    UnreachableRule = "unreachable-rule" (error),
    SwallowedRule = "swallowed-rule" (error),
    UnreachedOutcome = "unreached-outcome" (error),
    IdleQuestion = "idle-question" (error),
    SilentRule = "silent-rule" (error),
    BadYield = "bad-yield",
    FailedCase = "failed-case",
    ProofEnded = "proof-ended" (error),
    UntestedOutcome = "untested-outcome" (note),
    RulesAgree = "rules-agree" (note),
    AnswersAlike = "answers-alike" (note),
    PathCollision = "path-collision",
    BadRedirect = "bad-redirect",
    DanglingLink = "dangling-link",
    DanglingAnchor = "dangling-anchor",
    MissingFile = "missing-file",
    PlaceholderAddress = "placeholder-address" (error),
    PlaceholderText = "placeholder-text" (warning),
    RawHtml = "raw-html" (error),
    SkippedHeading = "skipped-heading" (warning),
    VagueLink = "vague-link" (warning),
    MissingAlternative = "missing-alternative" (error),
    HiddenCharacter = "hidden-character" (warning),
    LooseFigure = "loose-figure" (warning),
    NoSource = "no-source" (warning),
    NotConfirmed = "not-confirmed" (warning),
    FutureDate = "future-date" (warning),
    SynonymTwice = "synonym-twice" (warning),
    SynonymLoop = "synonym-loop" (warning),
    SynonymLost = "synonym-lost" (warning),
    QueryMissed = "query-missed" (warning),
    BadTemplate = "bad-template",
    BadTable = "bad-table",
}

impl Code {
    /// The code of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
