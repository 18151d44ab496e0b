//! One binary for all tests, entered at `Sources` or at the command line, so that refactoring moves none of them.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that meets what it does not expect has to stop"
)]
#![expect(unreachable_pub, reason = "the fuzz targets use some of these files as their own modules")]

mod architecture;
mod asset;
mod base;
mod codes;
mod command;
mod date;
mod decision;
mod diagnostics;
mod draft;
mod feed;
mod fixture;
mod formats;
mod guide;
mod handbook;
mod head;
mod header;
mod init;
mod jobs;
mod list;
mod lists;
mod markdown;
mod new;
mod output;
mod pages;
mod people;
mod property;
mod reading;
mod readme;
mod real;
mod redirect;
mod rename;
mod rules;
mod schema_export;
mod search;
mod serve;
mod site;
mod static_files;
mod table;
mod workflow;
mod views;
mod yaml;
