//! What must hold for any bytes at all. The fuzz targets run it on bytes that an engine makes up;
//! `tests/tests/fuzz_regressions.rs` runs it on files, on any toolchain.
//!
//! | law | |
//! |---|---|
//! | no input ends the program | a panic, an overflow or a hang is a find; so is an input that costs more than [`Limits`](vitae::Limits) allow |
//! | an error is of use | it says something, and its place is inside the input |
//! | what was read can be written | in every format that can be written, twice with the same bytes |
//! | nothing is lost on the way | where the format can be read, reading gives the same résumé |

#![allow(clippy::expect_used, clippy::panic, reason = "a broken law ends the run: that is what an engine looks for")]

use vitae::{Confidence, Context, Error, Format, Location, Resume, Source, diff};

/// Bytes taken for YAML, whatever they are.
pub(crate) fn read_yaml(bytes: &[u8]) {
    let formats = vitae::formats();
    let yaml = formats.get("yaml").expect("YAML is built in");
    if let Some(resume) = read(yaml, bytes) {
        write(yaml, &resume);
    }
}

/// Bytes taken for what they look like; what can be read is written in every format.
pub(crate) fn convert_any(bytes: &[u8]) {
    let formats = vitae::formats();
    for format in &formats {
        // Recognition looks at everything, and answers the same twice.
        let sure = format.recognises(bytes);
        assert_eq!(sure, format.recognises(bytes));
        assert!(sure >= Confidence::No);
    }
    let source = Source::new(bytes);
    match formats.detect(&source) {
        Err(error) => is_of_use(&error, bytes),
        Ok(format) => {
            if let Some(resume) = read(format, bytes) {
                formats.iter().filter(|f| f.writes()).for_each(|f| write(f, &resume));
            }
        }
    }
}

fn read(format: &Format, bytes: &[u8]) -> Option<Resume> {
    match format.read(&Source::new(bytes), &mut Context::default()) {
        Ok(resume) => {
            let again = resume.clone().normalize();
            assert_eq!(resume, again, "what a reader gives is in normal form");
            Some(resume)
        }
        Err(error) => {
            is_of_use(&error, bytes);
            None
        }
    }
}

fn is_of_use(error: &Error, bytes: &[u8]) {
    let said = &error.diagnostic;
    assert!(!said.message.trim().is_empty() && !said.code.is_empty(), "an error without words: {error:?}");
    if let Some(Location::Text { bytes: range, line, column }) = &said.at {
        assert!(range.start <= range.end && range.end <= bytes.len(), "a place outside the input: {error:?}");
        assert!(*line >= 1 && *column >= 1, "lines and columns count from 1: {error:?}");
    }
}

fn write(format: &Format, resume: &Resume) {
    let name = format.name();
    // What its owner hid is part of the résumé: a document is asked to take it along.
    let whole = || Context { include_hidden: true, ..Context::default() };
    let once = format.write(resume, &mut whole());
    let twice = format.write(resume, &mut whole());
    let (once, twice) = match (once, twice) {
        (Ok(once), Ok(twice)) => (once, twice),
        (Err(error), _) | (_, Err(error)) => panic!("{name} cannot write what was read: {error}"),
    };
    assert!(once == twice, "{name} gives other bytes the second time");
    // A text of nothing is nothing to read.
    let is_nothing = format.is_guessed() && once.iter().all(u8::is_ascii_whitespace);
    if format.reads() && !is_nothing {
        let again = format.read(&Source::new(&once), &mut Context::default());
        let again = again.unwrap_or_else(|e| panic!("{name} cannot read what it wrote: {e}\n{}", show(&once)));
        if format.is_guessed() {
            // What it carries are words, and another résumé may be made of them.
            return;
        }
        let changes = diff(resume, &again);
        assert!(changes.is_empty(), "{name} does not give back what it was given: {changes:#?}\n{}", show(&once));
    }
}

fn show(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
