#![doc = include_str!("README.md")]

pub mod source;
pub mod diagnostic;
pub mod yaml;
pub mod markdown;
pub mod schema;
pub mod kind;
pub mod config;
pub mod record;
pub mod catalogue;
pub mod route;
pub mod page;
pub mod theme;
pub mod output;
pub mod pipeline;
pub mod serve;
pub mod command;
