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
//! | `conflict`, `identity` | what must not be written: one file twice, or a file over an input, by whatever name |
//! | `input`, `output`, `select` | files: reading within a limit, replacing a file in one step, listing a folder |
//! | `console`, `progress` | the only code that prints, and the bar that shows how far it is |
//! | `render` | diagnostics as lines and excerpts; pure |
//! | `load` | from an argument to bytes in a known format |
//! | `convert`, `compare`, `check`, `formats` | the commands |
//! | `feed`, `pool`, `conversion`, `teller` | a conversion on all cores: the queue, the threads, the work on one input, and what is said of it in order |
//! | `state` | what was made before, and need not be made again |
//! | `jsonl` | a résumé on each line |
//! | `interrupt`, `panics` | what ends work early, and what does not |
//! | `record` | the report for programs, and the summary |
//!
//! | exit status | when |
//! |---|---|
//! | 0 | everything was done |
//! | 1 | an input could not be converted; the others were |
//! | 2 | the command line asks for something that cannot be; nothing was written |
//! | 3 | `--mode strict` would not write a result that differs from its input |
//! | 130 | it was interrupted |
//!
//! `vitae diff` has the statuses that `diff` has: 0 for two equal résumés, 1 for two different ones, 2 when there is no telling.

mod args;
mod check;
mod compare;
mod conflict;
mod console;
mod conversion;
mod convert;
mod feed;
mod formats;
mod identity;
mod input;
mod interrupt;
mod jsonl;
mod load;
mod output;
mod panics;
mod plan;
mod pool;
mod progress;
mod record;
mod render;
mod select;
mod state;
mod teller;

#[cfg(test)]
mod tests;

use args::{Args, Command};
use console::Console;
use interrupt::Interrupt;
use progress::Show;
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
    let (mut output, mut messages) = (std::io::stdout(), anstream::stderr());
    let mut console = Console {
        output_is_terminal: output.is_terminal(),
        show: if messages.is_terminal() { Show::Bar } else { Show::Lines },
        interrupt: Interrupt::of_process(),
        input: Box::new(std::io::stdin()),
        output: &mut output,
        messages: &mut messages,
        sketched: 0,
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
    /// Somebody wanted it to end.
    Interrupted,
}

/// The status of a program that Ctrl-C has ended, as shells have it.
const INTERRUPTED: u8 = 130;

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(match status {
            Status::Done => 0,
            Status::Failed | Status::Different => 1,
            Status::Usage => 2,
            Status::Refused => 3,
            Status::Interrupted => INTERRUPTED,
        })
    }
}
