//! What must hold for any bytes at all. The fuzz targets run it on bytes that an engine makes up;
//! `tests/tests/fuzz_regressions.rs` runs it on files, on any toolchain.
//!
//! | law | |
//! |---|---|
//! | no input ends the program | a panic, an overflow or a hang is a find; so is an input that costs more than [`Limits`](vitae::Limits) allow |
//! | an error is of use | it says something, and its place is inside the input |
//! | what was read can be written | in every format that can be written, twice with the same bytes |
//! | nothing is lost on the way | where the format can be read, reading gives the same résumé |
//!
//! Two kinds of input are more than their bytes, so that an engine that knows nothing gets somewhere: see [`parts`] and
//! [`outlines`] and [`resumes`], which say how an archive, a stranger's document and a résumé are typed as text.

#![allow(
    missing_docs,
    unreachable_pub,
    dead_code,
    clippy::expect_used,
    clippy::panic,
    reason = "a broken law ends the run: that is what an engine looks for; this is a library of its own, and a module of tests that use \
              their part of it; the names of the targets say what they are"
)]

pub mod outlines;
pub mod parts;
pub mod resumes;

use vitae::{Confidence, Context, Error, Format, Location, Registry, Report, Resume, Source, diff};

/// What is run on some bytes.
pub type Target = fn(&[u8]);

/// Every target, by its name.
pub const TARGETS: &[(&str, Target)] = &[
    ("read_any", read_any),
    ("read_yaml", read_yaml),
    ("read_json", read_json),
    ("read_xml", read_xml),
    ("read_markdown", read_markdown),
    ("read_html", read_html),
    ("read_docx", read_docx),
    ("read_text", read_text),
    ("interpret", interpret),
    ("round_trip", round_trip),
    ("convert_any", convert_any),
];

/// Bytes as every format takes them that is asked for by name, whatever they are.
pub fn read_any(bytes: &[u8]) {
    for format in formats() {
        // Recognition looks at everything, and answers the same twice.
        let sure = format.recognises(bytes);
        assert_eq!(sure, format.recognises(bytes));
        assert!(sure >= Confidence::No);
        there_and_back(format, bytes);
    }
}

/// Bytes taken for YAML, and so on.
pub fn read_yaml(bytes: &[u8]) {
    read_as("yaml", bytes);
}

pub fn read_json(bytes: &[u8]) {
    read_as("json", bytes);
}

pub fn read_xml(bytes: &[u8]) {
    read_as("xml", bytes);
}

pub fn read_markdown(bytes: &[u8]) {
    read_as("markdown", bytes);
}

pub fn read_html(bytes: &[u8]) {
    read_as("html", bytes);
}

/// Bytes taken for an archive; any that are none are taken for the parts of one.
pub fn read_docx(bytes: &[u8]) {
    if bytes.starts_with(b"PK") {
        read_as("docx", bytes);
    } else {
        read_as("docx", &parts::package(bytes));
    }
}

pub fn read_text(bytes: &[u8]) {
    read_as("text", bytes);
}

/// A stranger's document, typed as [`outlines`] says: the same guesses twice, and a résumé in normal form.
pub fn interpret(bytes: &[u8]) {
    let outline = outlines::outline(bytes);
    let (mut first, mut second) = (Report::default(), Report::default());
    let resume = vitae_outline::understood(outline.clone(), &mut first);
    assert_eq!(resume, vitae_outline::understood(outline, &mut second), "two résumés of one document");
    assert_eq!(first, second, "two reports on one document");
    let again = resume.clone().normalize();
    assert_eq!(resume, again, "what is understood is in normal form");
}

/// A résumé, typed as [`resumes`] says, through the formats and back.
pub fn round_trip(bytes: &[u8]) {
    let (resume, only) = resumes::resume(bytes);
    let is_asked = |format: &&Format| format.writes() && only.as_deref().is_none_or(|only| only == format.name());
    formats().iter().filter(is_asked).for_each(|format| write(format, &resume));
}

/// Bytes taken for what they look like; what can be read is written in every format.
pub fn convert_any(bytes: &[u8]) {
    let formats = formats();
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

/// The formats that are built in: made once, since an engine asks a thousand times a second.
fn formats() -> &'static Registry {
    static FORMATS: std::sync::OnceLock<Registry> = std::sync::OnceLock::new();
    FORMATS.get_or_init(vitae::formats)
}

fn read_as(name: &str, bytes: &[u8]) {
    there_and_back(formats().get(name).expect("the format is built in"), bytes);
}

fn there_and_back(format: &Format, bytes: &[u8]) {
    if let Some(resume) = read(format, bytes) {
        write(format, &resume);
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
        (Err(error), _) | (_, Err(error)) => panic!("{name} cannot write what was read: {error}\n{}", yaml(resume)),
    };
    assert!(once == twice, "{name} gives other bytes the second time\n{}", yaml(resume));
    // A text of nothing is nothing to read.
    let is_nothing = format.is_guessed() && once.iter().all(u8::is_ascii_whitespace);
    if format.reads() && !is_nothing {
        let again = format.read(&Source::new(&once), &mut Context::default());
        let again = again.unwrap_or_else(|e| {
            panic!("{name} cannot read what it wrote: {e}\n{}\nthe résumé:\n{}", show(&once), yaml(resume))
        });
        if format.is_guessed() {
            // What it carries are words, and another résumé may be made of them.
            return;
        }
        let changes = diff(resume, &again);
        assert!(
            changes.is_empty(),
            "{name} does not give back what it was given: {changes:#?}\n{}\nthe résumé:\n{}",
            show(&once),
            yaml(resume)
        );
    }
}

/// The résumé of a find, for a regression that outlives the way it was made.
fn yaml(resume: &Resume) -> String {
    let format = formats().get("yaml").expect("YAML is built in");
    format.write(resume, &mut Context::default()).map_or_else(|error| error.to_string(), |bytes| show(&bytes))
}

fn show(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
