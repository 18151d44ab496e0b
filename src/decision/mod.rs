#![doc = include_str!("README.md")]

mod alike;
mod answers;
mod case;
mod chain;
mod outcome;
mod prove;
mod question;
mod proof;
mod read;
mod region;
mod rule;
mod share;
mod table;
mod walk;
mod when;
mod words;

pub use answers::{Answers, Better, Finding, Given};
pub use proof::{Counts, Decided, Differences, Meaning, Piece, Proof};
pub use read::{Decisions, Proved, Read, read};
pub use region::{Budget, Region};
pub use table::{
    Answer, Basis, Because, Case, Impossible, Order, Outcome, Question, Rule, Scale, Settled, Table, Yields,
};
pub use walk::{Step, Steps, carried, path};
pub use words::region_words;
