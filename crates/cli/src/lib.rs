//! The command line, for any set of formats.
//!
//! ```no_run
//! // A program of one's own, which knows one format more:
//! use vitae::Format;
//!
//! fn main() -> std::process::ExitCode {
//!     let mine = Format::new("mine", "My format").extensions(&["mine"]);
//!     vitae_cli::main(vitae::formats().with(mine))
//! }
//! ```
//!
//! | module | does |
//! |---|---|
//! | `args` | what can be typed, and the help |
//! | `plan` | which input goes where; pure |
//! | `input`, `output` | the only code that touches files: reading within a limit, listing a folder, replacing a file in one step |
//! | `console` | the only code that prints |
//! | `render` | diagnostics as lines and excerpts; pure |
//! | `load` | from an argument to bytes in a known format |
//! | `convert`, `compare`, `check`, `formats` | the commands |
//! | `record` | the report for programs |
//!
//! | exit status | when |
//! |---|---|
//! | 0 | everything was done |
//! | 1 | an input could not be converted; the others were |
//! | 2 | the command line asks for something that cannot be; nothing was written |
//! | 3 | `--mode strict` would not write a result that differs from its input |
//!
//! `vitae diff` has the statuses that `diff` has: 0 for two equal résumés, 1 for two different ones, 2 when there is no telling.

mod args;
mod check;
mod compare;
mod console;
mod convert;
mod formats;
mod input;
mod load;
mod output;
mod plan;
mod record;
mod render;

#[cfg(test)]
mod tests;

use args::{Args, Command};
use console::Console;
use std::io::IsTerminal;
use std::process::ExitCode;
use vitae::Registry;

/// Runs the command line over these formats: reads the arguments of the process, does what they ask, and says how it went.
///
/// ```no_run
/// fn main() -> std::process::ExitCode {
///     vitae_cli::main(vitae::formats())
/// }
/// ```
#[must_use]
pub fn main(formats: Registry) -> ExitCode {
    let args = match Args::of(std::env::args_os()) {
        Ok(args) => args,
        Err(help_or_error) => {
            let status = if help_or_error.use_stderr() { Status::Usage } else { Status::Done };
            // Nobody is left to tell when this cannot be printed: a closed pipe after `--help | head` is no error.
            let _ = help_or_error.print();
            return status.into();
        }
    };
    let (mut input, mut output, mut messages) = (std::io::stdin(), std::io::stdout(), anstream::stderr());
    let mut console = Console {
        output_is_terminal: output.is_terminal(),
        input: &mut input,
        output: &mut output,
        messages: &mut messages,
    };
    run(&args, &formats, &mut console).into()
}

/// Runs parsed arguments.
fn run(args: &Args, formats: &Registry, console: &mut Console<'_>) -> Status {
    match &args.command {
        Command::Convert(args) => convert::run(args, formats, console),
        Command::Diff(args) => compare::run(args, formats, console),
        Command::Check(args) => check::run(args, formats, console),
        Command::Formats(args) => formats::list(args, formats, console),
        Command::Schema(args) => formats::schema(args, formats, console),
    }
}

/// How it went. The worst of several is the largest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Status {
    /// Everything was done.
    Done,
    /// Two résumés differ.
    Different,
    /// Strict mode would not write a result that differs.
    Refused,
    /// An input could not be converted.
    Failed,
    /// The command line asks for something that cannot be.
    Usage,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(match status {
            Status::Done => 0,
            Status::Failed | Status::Different => 1,
            Status::Usage => 2,
            Status::Refused => 3,
        })
    }
}
