//! The `fingerpost` program: see [`fingerpost::command`].

use mimalloc::MiMalloc;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    fingerpost::command::run()
}
