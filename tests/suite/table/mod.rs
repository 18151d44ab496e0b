//! Records as tables and back.

mod command;
mod round_trip;
mod text;
