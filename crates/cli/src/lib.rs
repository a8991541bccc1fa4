//! The command line, for any set of formats.

use std::process::ExitCode;
use vitae::Registry;

/// Runs the command line over these formats.
#[must_use]
pub fn main(formats: Registry) -> ExitCode {
    let _ = formats;
    ExitCode::SUCCESS
}
