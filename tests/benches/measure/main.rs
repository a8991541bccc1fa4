//! What vitae costs, measured where nothing else is: in one process, without files.
//!
//! ```text
//! vitae-measure rates                   conversions a second on one core, what is written read back, as issues state the goals
//! vitae-measure stages FILE TO          where the time of one conversion goes
//! vitae-measure growth                  what a résumé 100 times as long costs; exit status 1 where that is more than 110 times
//! vitae-measure repeat FILE TO TIMES    nothing but conversions, for callgrind and perf
//! vitae-measure write FILE TO FOLDER    one conversion, into a file
//! ```
//!
//! `docs/performance.md` has what came out. A program and not a bench, so that a profiler can be put on it.

#![allow(clippy::panic, reason = "without its fixtures there is nothing to measure")]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it talks to whoever runs it")]

mod clock;
mod growth;
mod material;
mod rates;
mod stages;

use std::path::Path;
use std::process::ExitCode;
use vitae::{Context, Registry, Source};

fn main() -> ExitCode {
    let args: Vec<_> = std::env::args().skip(1).collect();
    let args: Vec<_> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["rates", files @ ..] => rates::print(files),
        ["stages", file, to] => stages::print(file, to),
        ["growth", only @ ..] => return growth::print(only),
        ["repeat", file, to, times] => repeat(file, to, times.parse().unwrap_or(1)),
        ["write", file, to, folder] => write(Path::new(file), to, Path::new(folder)),
        _ => {
            eprintln!(
                "vitae-measure rates [FILE…] | stages FILE TO | growth [FORMAT…] | repeat FILE TO TIMES | write FILE TO FOLDER"
            );
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

fn repeat(file: &str, to: &str, times: usize) {
    let (formats, bytes) = (vitae::formats(), material::bytes(Path::new(file)));
    for _ in 0..times {
        convert(&formats, &bytes, file, to);
    }
}

fn write(file: &Path, to: &str, folder: &Path) {
    let formats = vitae::formats();
    let extension = formats.get(to).unwrap_or_else(|e| panic!("{e}")).file_extensions().first().copied();
    let name = file.with_extension(extension.unwrap_or(to));
    let result = convert(&formats, &material::bytes(file), &file.to_string_lossy(), to);
    let path = folder.join(name.file_name().unwrap_or_default());
    std::fs::write(&path, result).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
}

/// All of a conversion, as the command does it: recognise, read, write, and read back to measure what was lost.
fn convert(formats: &Registry, bytes: &[u8], name: &str, to: &str) -> Vec<u8> {
    let source = Source::named(bytes, Path::new(name));
    let converted = formats
        .detect(&source)
        .and_then(|from| formats.convert(&source, from, formats.get(to)?, &mut Context::default()));
    converted.unwrap_or_else(|e| panic!("{name} to {to}: {e}"))
}
