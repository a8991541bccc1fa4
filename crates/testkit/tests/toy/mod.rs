//! A format that keeps every law without knowing any syntax: its bytes are a number, and the résumé of that number is
//! in a table.
//!
//! And the same with one mistake each. Every mistake breaks one law, so that the kit is seen to find it.

#![allow(dead_code, reason = "each test file uses its part of the toy box")]
#![allow(clippy::unwrap_used, reason = "what helps a test may fail as loudly as the test")]

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};
use vitae_core::{Confidence, Context, Error, Format, Location, OptionSpec, Registry, Result, Resume, Source};

/// Résumés by number, and numbers by the way in which a résumé prints.
#[derive(Default)]
struct Table {
    resumes: Vec<Resume>,
    numbers: HashMap<String, usize>,
}

static TABLE: LazyLock<Mutex<Table>> = LazyLock::new(Mutex::default);

fn number_of(resume: &Resume) -> usize {
    let mut table = TABLE.lock().unwrap();
    let key = format!("{resume:?}");
    if let Some(number) = table.numbers.get(&key) {
        return *number;
    }
    let number = table.resumes.len();
    table.resumes.push(resume.clone());
    table.numbers.insert(key, number);
    number
}

fn resume_of(number: usize) -> Option<Resume> {
    TABLE.lock().unwrap().resumes.get(number).cloned()
}

const SPELLING: &[OptionSpec] =
    &[OptionSpec { name: "spelling", values: &["lower", "upper"], help: "whether the first word shouts" }];

/// The perfect toy.
pub(crate) fn perfect() -> Format {
    Format::new("toy", "Toy")
        .extensions(&["toy"])
        .media_type("text/x-toy")
        .sniff(sniff)
        .options(SPELLING)
        .reader(read)
        .writer(write)
}

fn sniff(bytes: &[u8]) -> Confidence {
    let word = bytes.get(..4).map(<[u8]>::to_ascii_lowercase);
    if word.as_deref() == Some(b"toy ") { Confidence::Certain } else { Confidence::No }
}

pub(crate) fn read(source: &Source<'_>, _: &mut Context) -> Result<Resume> {
    let text = source.text()?;
    let wrong = |message: &str| Err(Error::invalid("no-toy", message).at(Location::in_text(text, 0..text.len())));
    let lower = text.to_ascii_lowercase();
    let Some(number) = lower.strip_prefix("toy ").and_then(|n| n.strip_suffix('\n')).and_then(|n| n.parse().ok())
    else {
        return wrong("a toy is the word `toy`, a number, and a line end");
    };
    match resume_of(number) {
        Some(resume) => Ok(resume),
        None => wrong("there is no toy of this number"),
    }
}

pub(crate) fn write(resume: &Resume, cx: &mut Context) -> Result<Vec<u8>> {
    cx.check_options("Toy", SPELLING)?;
    let loud = cx.options.get("spelling").is_some_and(|value| value == "upper");
    Ok(format!("{} {}\n", if loud { "TOY" } else { "toy" }, number_of(resume)).into_bytes())
}

/// Another format, which takes everything for its own.
pub(crate) fn greedy() -> Registry {
    Registry::new().with(Format::new("greedy", "Greedy").sniff(|_| Confidence::Certain).reader(read))
}

/// Another format, which is content with what is left.
pub(crate) fn modest() -> Registry {
    Registry::new().with(Format::new("modest", "Modest").sniff(|_| Confidence::Possible).reader(read))
}
